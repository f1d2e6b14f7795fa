"""By which processes is the application run, and on which terms?"""
