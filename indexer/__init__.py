"""How do files become an index that is never half-finished?"""
