"""How the index lies on the disk: flat arrays in memory-mapped files, behind Whoosh's codec interface."""
