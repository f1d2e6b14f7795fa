"""The embedded engine on Whoosh's own searcher: plain, complete, and the oracle of any faster one."""
