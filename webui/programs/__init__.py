"""What may a program ask, what does it get, and where is that written?"""
