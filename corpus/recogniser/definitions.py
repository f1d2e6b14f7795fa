"""Abbreviations that an exchange defines in brackets: "Long Official Name (XYZ)"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from corpus.recogniser.patterns import SMALL_WORDS

_BRACKET = re.compile(r"'?s? ?\([\"'“‘]?(?:the |or )?(?P<short>[A-Z][\w&-]{1,11})[\"'”’]?[),;]")
_THINGS = frozenset(
    {"act", "bill", "conven", "treaty", "progra", "scheme", "agreem", "strate", "fund", "direct"}
)
"""Beginnings of words for what is no body: the European Convention of Human Rights (ECHR) is no court."""
_QUOTES = "'\"“‘("
_LONGEST = 10


def defined_after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where, in brackets behind a name, its abbreviation stands."""
    bracket = _BRACKET.match(text, end)
    if bracket and abbreviates(bracket["short"], text[start:end]):
        return bracket.span("short")
    return None


@lru_cache(maxsize=4096)
def abbreviates(short: str, name: str) -> bool:
    """Its letters come in this order in the name, the first one at the beginning of a main word."""
    letters = [char.lower() for char in short if char.isalnum()]
    if sum(char.isupper() for char in short) < 2:
        return False
    words = [word for word in fold(name).split() if word not in SMALL_WORDS]
    return any(
        word[0] == letters[0] and _in_order(letters, " ".join(words[first:]))
        for first, word in enumerate(words)
    )


def long_form(text: str, start: int, end: int) -> str | None:
    """The words that an abbreviation in brackets is spelt out by, if they stand before the bracket."""
    if text[start - 1] != "(" or text[end] not in "),;":
        return None
    letters = [char.lower() for char in text[start:end] if char.isalnum()]
    before = text[max(0, start - 160) : start - 1].rpartition("  ")[2]
    whole, parted = before.split()[-_LONGEST:], before.replace("-", " ").split()[-_LONGEST:]
    return _spelt_out(whole, letters) or (_spelt_out(parted, letters) if parted != whole else None)


def resembles(long: str, names: Sequence[str]) -> bool:
    """More than half of the main words are one of the names' own: a misspelt name, not another's."""
    words = _main_words(long)
    if words & _THINGS:
        return False
    return any(len(words & (own := _main_words(name))) * 2 > max(len(words), len(own)) for name in names)


@lru_cache(maxsize=4096)
def _main_words(name: str) -> frozenset[str]:
    return frozenset(word[:6] for word in fold(name).split() if word not in SMALL_WORDS)


def _spelt_out(words: Sequence[str], letters: Sequence[str]) -> str | None:
    for first in range(len(words) - 1, -1, -1):
        # Looking at the first letter alone spares most of the work.
        if words[first].lstrip(_QUOTES)[:1].lower() == letters[0] and _initials(words[first:], letters):
            return " ".join(words[first:])
    return None


def _initials(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the words begin with these letters: all of them, or all but the small ones."""
    if words[0].lower() in SMALL_WORDS:
        return False
    main = [word for word in words if word.lower() not in SMALL_WORDS]
    return any([word.lstrip(_QUOTES)[:1].lower() for word in some] == letters for some in (main, words))


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
