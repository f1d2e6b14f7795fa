"""One analysis for indexing, asking and highlighting: how text becomes words, and words become stems.

Every word is kept (no stop words: "us", "may" and "will" can be what somebody looks for). Folded are
case, accents (``Siân`` = ``Sian``), apostrophes (``O’Brien`` = ``O'Brien`` = ``OBrien``) and the possessive
(``Ofcom's`` = ``Ofcom``). These stay one word, since their parts alone say nothing: ``A&E``, ``s.60``
(= ``s60``), ``U.K.`` (= ``UK``), ``2020/0841``, ``3.5`` and ``1,000`` (= ``1000``). Hyphens and all else
separate.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

import Stemmer
from msgspec import Struct

from corpus.expressions import awaited
from indexer.word_forms import FORMS

SPEECH_BREAK = "\x1e"
"""Stands between two speeches in one indexed text: no phrase reaches across it."""

WORD_LIMIT = 64
"""A longer word is cut: nobody types it, and it would make the index larger."""

AROUND = '([“‘".,;:?!)]”'
"""Signs that stand before or behind a word and are never part of one there."""

_LETTER = r"[^\W_]"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
_WORD = re.compile(
    rf"""
      [a-z]{{1,3}}&[a-z]{{1,3}}(?!{_LETTER})     # A&E, R&D
    | (?:[a-z]\.){{2,}}(?:[a-z](?!{_LETTER}))?   # U.K., e.g.
    | [a-z]{{1,2}}\.\d+{_LETTER}*                # s.60, p.12a
    | \d+(?:[.,/:]\d+)+                          # 2020/0841, 1,000, 12:30
    | {_LETTER}(?:{_LETTER}|[{_MARKS}])*(?:['’ʼ]{_LETTER}(?:{_LETTER}|[{_MARKS}])*)*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_NEXT = awaited(
    rf"[\W_]*+([a-zA-Z]{{3,{WORD_LIMIT}}}(?!{_LETTER}|[&'’ʼ{_MARKS}])|[a-zA-Z]{{1,2}}(?=\s))"
)
"""The next word, where it is nothing but letters: so most are, and no other rule has a say in it."""
_APOSTROPHES = ("'", "’", "ʼ")
_OWNING = ("s", "S", "ſ")
_DROPPED = str.maketrans("", "", "'’ʼ,")
_DOTTED = awaited(r"^(?:[a-z]\.)+[a-z]?$|^[a-z]{1,2}\.(?=\d)")


class Word(Struct, frozen=True):
    """A word of a text, folded, with its place in the text."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, folded but not stemmed."""
    for found in _WORD.finditer(text):
        folded = fold_word(found[0])
        if folded:
            yield Word(folded, found.start(), found.end())


def folded_words(text: str) -> list[str]:
    """What `words` gives, without places: for texts that are looked at once and not shown."""
    return [folded for found in _WORD.findall(text) if (folded := _folded(found))]


def next_word(text: str, at: int) -> tuple[str, int]:
    """The first word from a place on that no word of the text reaches across, and where it ends.

    Where there is none, an empty one at the end of the text.
    """
    plain = _PLAIN_NEXT.match(text, at)
    if plain:
        return plain[1].lower(), plain.end()
    for found in _WORD.finditer(text, at):
        folded = fold_word(found[0])
        if folded:
            return folded, found.end()
    return "", len(text)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """One word as it is indexed unstemmed."""
    return _folded(word)


def _folded(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()[:WORD_LIMIT]
    plain = word[:-2] if word[-1:] in _OWNING and word[-2:-1] in _APOSTROPHES else word
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    folded = plain.casefold().translate(_DROPPED)
    if "." in folded:
        folded = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), folded)
    return folded[:WORD_LIMIT]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word, by Snowball's English rules but for a few words."""
    if word in FORMS:
        return FORMS[word]
    with _STEMMER_LOCK:
        return str(_STEMMER.stemWord(word))


def stems_of(words: list[str]) -> list[str]:
    """`stem` of each of many words, which are not asked for again."""
    with _STEMMER_LOCK:
        stems = _STEMMER.stemWords(words)
    return [FORMS.get(word, each) for word, each in zip(words, stems, strict=True)]


_STEMMER = Stemmer.Stemmer("english", 0)
_STEMMER_LOCK = Lock()  # A stemmer keeps state while it works on a word.
