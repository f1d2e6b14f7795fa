"""One folding of names for looking them up: what a person may type in more than one way."""

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_NOT_WORDS = re.compile(r"[^\w]+")


def fold(name: str) -> str:
    """Fold accents, case, apostrophes, "&" and punctuation: ``Siân O’Brien`` is ``sian obrien``.

    For comparing names, parties and values of filters; running text has its own analysis.
    """
    decomposed = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORDS.sub(" ", plain.translate(_APOSTROPHES).casefold()).strip()
