"""Where in an exchange is what was asked for, and which passages show it best?"""
