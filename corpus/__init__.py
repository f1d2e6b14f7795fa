"""What is a question with its answers, who spoke, and which public bodies are named?"""
