"""How does an operator see how it goes?"""
