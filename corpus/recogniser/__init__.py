"""Which public bodies does an exchange name, where, and how?

The path of one exchange: its texts become one folded text (`passage`); two passes of Aho-Corasick
find everything that may be a name (`finding`, with the spellings that `patterns` makes of the
registry); addresses are set apart and looked up by host (`addresses`); names inside titles of
persons, laws and foreign bodies go (`contexts`); what is defined in brackets is learnt
(`definitions`); and what is left is decided, the certain first, then the ambiguous with their
support (`deciding`).
"""

from corpus.recogniser.deciding import Recogniser

__all__ = ["Recogniser"]
