"""ParlParse XML: Questions to the Mayor, and written answers of the Commons, the Lords and Holyrood."""

from indexer.readers.parlparse.reader import PARLPARSE, ParlParse

__all__ = ["PARLPARSE", "ParlParse"]
