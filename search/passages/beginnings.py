"""Where in a text may words stand that begin so? Found by searching bytes, not by taking the text apart.

A text is brought to one byte a character, in small letters without accents, and searched for the first
letters of what is looked for (``O’Brien``, ``U.K.`` and ``1,000`` lose what is inside them). Only the
stretches between white space in which such letters begin a word are then taken apart, by the one analysis:
what is found there is what would have been found in the whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from daachorse import DoubleArrayAhoCorasick

from indexer.analysis import fold_word
from indexer.word_forms import FORMS
from search.forgetting import Forgetting
from search.passages.compiled import LOOPS, Loops

_HARMLESS = "’‘“”–—…•"
"""Characters beyond Latin-1 that no word begins with: they are the commonest by far."""

_OTHER = 0x7F
_UNSURE = 0xFF
"""A letter that does not fold to one plain letter, such as ß: then the whole text is taken apart."""

_LENGTH = 8
"""How many letters of a word are looked for at the most: more would not be much rarer."""

_KEPT = 2_000
"""How many texts' bytes are kept: those of the exchanges that are kept, as they are shown again."""

_KEPT_WORDS = 10_000
"""Of how many words it is kept what stands where they begin, until all is forgotten."""

_BY_HAND = frozenset(FORMS.values())

_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset(b"0123456789")
_MARKS = frozenset(range(0x20, 0x80)) - _LETTERS - _DIGITS
_RANKS = bytes(2 if byte in _LETTERS else 1 if byte in _DIGITS else 0 for byte in range(256))
"""By byte. A word begins only behind a lower rank than its first byte's: not within letters, no digit within
digits; but letters can begin behind a digit (3.5million)."""


class Beginnings:
    """The first letters of some words."""

    def __init__(self, words: Iterable[str], loops: Loops | None = LOOPS) -> None:
        """Of these words; without compiled loops an automaton looks for them."""
        needles = sorted(set(chain.from_iterable(map(_NEEDLES.__getitem__, words))))
        self._needles = loops.needles(needles, _RANKS) if loops else _Automaton(needles)

    def stretches(self, texts: Sequence[str]) -> Iterable[tuple[int, int, int]]:
        """Of texts, the parts that hold all their words that begin so: which text, from and to.

        Those of a text come in its order. The texts are searched as one, since a page has many short ones.
        """
        each = list(map(_plain_bytes, texts))
        found = self._needles.stretches([one or b"" for one in each])
        if None in each:
            unsure = [(number, 0, len(texts[number])) for number, one in enumerate(each) if one is None]
            return chain(unsure, found)
        return found


class _Automaton:
    """What the compiled loop does, where there is none."""

    def __init__(self, needles: list[bytes]) -> None:
        self._needles = DoubleArrayAhoCorasick(needles) if needles else None

    def stretches(self, plain: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
        if self._needles is None:
            return
        joined = b" ".join([b"", *plain, b""])
        number = -1
        begun = ended = end = 0
        for at, _, _ in self._needles.find_overlapping(joined):
            if at >= end and _RANKS[joined[at - 1]] < _RANKS[joined[at]]:
                while at >= ended:
                    number, begun = number + 1, ended + 1
                    ended = begun + len(plain[number])
                end = joined.find(b" ", at)
                yield number, joined.rfind(b" ", 0, at) + 1 - begun, end - begun


@lru_cache(maxsize=_KEPT)
def _plain_bytes(text: str) -> bytes | None:
    """A text at one byte a character; None where these cannot tell which words it holds."""
    plain = text.encode("latin-1", "replace").translate(_PLAIN)
    return plain if text.isascii() or _is_sure(text, plain) else None


def stem_beginnings(stem: str) -> tuple[str, ...]:
    """How words under a stem begin: as it does, but for what Snowball's English rules change of the end.

    A ``y`` ends up as an ``i``, "rating" is under "rate", "visibility" under "visibl", "dying" under "die".
    Words whose stem is not by rule may differ from it in two letters (`indexer.word_forms`).
    """
    if len(stem) < 3:
        begun = [stem]
    elif stem in _BY_HAND or stem.endswith("bl"):
        begun = [stem[: max(2, len(stem) - 2)]]
    elif stem.endswith("i"):
        begun = [stem, f"{stem[:-1]}y"]
    else:
        begun = [stem.removesuffix("e")]
    return (*begun, f"{stem[0]}y") if stem[1:2] == "i" else tuple(begun)


def _needles(word: str) -> set[bytes]:
    """What stands where a word begins so: its first letters, or fewer, then what the analysis drops, and one.

    A word of one letter ends where it begins: what follows it is neither letter nor digit.
    """
    if len(word) == 1 and word.isalpha():
        return {word.encode("latin-1", "replace") + bytes([mark]) for mark in _MARKS}
    begun = _begun(word)
    needles = {begun, *(begun[:at] + mark + begun[at] for at in range(1, len(begun)) for mark in "'?")}
    needles |= {word[:at] + "." + word[at : at + 1] for at in (1, 2) if at == 1 or word[2:3].isdigit()}
    return {needle.encode("latin-1", "replace") for needle in needles}


_NEEDLES = Forgetting(_needles, _KEPT_WORDS)
"""Most words come again with another query."""


def _begun(word: str) -> str:
    if word[:2].isalpha() or "&" in word[:_LENGTH]:
        return word[:_LENGTH]
    return word[:2] if word[:1].isalpha() else word[:1]


def _is_sure(text: str, plain: bytes) -> bool:
    """Whether every character stands in the plain bytes as what a word could begin with."""
    if _UNSURE in plain:
        return False
    replaced = plain.count(b"?") - text.count("?")
    for char in _HARMLESS:
        if not replaced:
            break
        replaced -= text.count(char)
    return not replaced


def _plain(byte: int) -> int:
    char = chr(byte)
    if char.isspace():
        return ord(" ")
    if byte < 0x80:
        return ord(char.lower())
    folded = fold_word(char)
    if len(folded) == 1 and folded.isascii():
        return ord(folded)
    return _UNSURE if char.isalnum() else _OTHER


_PLAIN = bytes(_plain(byte) for byte in range(256))
