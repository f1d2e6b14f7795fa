"""What may a stranger ask for, and what does the browser hold a page to?"""
