"""How do browsers, crawlers and those who share a link find a page by its one address?"""
