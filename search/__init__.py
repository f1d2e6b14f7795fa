"""What did they ask, and which exchanges answer it?"""
