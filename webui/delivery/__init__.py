"""How does a page get to its reader: small, and not twice?"""
