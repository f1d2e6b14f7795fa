"""The embedded engine: evaluates the query tree with numpy on the index's memory-mapped arrays.

A tree becomes parts that know their documents (`parts`, `phrases`), one set for each segment
(`compiling`); the matches of all segments are narrowed by the filters (`narrowing`), put in order
(`ordering`) and counted (`counting`). Nothing here visits documents one by one in Python.
"""
