"""How does a reader take away, or follow, what a page shows?"""
