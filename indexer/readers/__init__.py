"""This file is of this format: which exchanges does it hold? One module a format."""
