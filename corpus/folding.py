"""One folding of names for looking them up: what a person may type in more than one way."""

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("0123456789_abcdefghijklmnopqrstuvwxyz")
_ASCII = bytes(ord(low) if (low := chr(code).lower()) in _KEPT else ord(" ") for code in range(256))
"""What becomes of the characters of a name that has no others, as most have."""
_LEFT_OUT = b"'`"

_SIGNS = (("’", ""), ("‘", ""), ("“", " "), ("”", " "), ("–", " "), ("—", " "))
"""What becomes of the signs that make most texts more than plain letters."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_NOT_WORDS = re.compile(r"[^\w]+")


@lru_cache(maxsize=16_384)  # Pages fold the same names and values again and again.
def fold(name: str) -> str:
    """Fold accents, case, apostrophes, "&" and punctuation: ``Siân O’Brien`` is ``sian obrien``.

    For comparing names, parties and values of filters; running text has its own analysis.
    """
    return fold_once(name)


def fold_once(text: str) -> str:
    """`fold`, for what is not asked for again, such as a whole question."""
    spelled = text.replace("&", " and ")
    if not spelled.isascii():
        for sign, plain in _SIGNS:
            spelled = spelled.replace(sign, plain)
    if spelled.isascii():
        return " ".join(spelled.encode("ascii").translate(_ASCII, _LEFT_OUT).decode("ascii").split())
    decomposed = unicodedata.normalize("NFKD", spelled)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORDS.sub(" ", plain.translate(_APOSTROPHES).casefold()).strip()
