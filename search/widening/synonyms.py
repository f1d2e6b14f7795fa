"""Other words for the same thing: the reviewable table ``search/synonyms.csv``.

==========  ======================================================================================
words       words and phrases, separated by ``|``, that mean the same: each finds the others
found       what the record calls it: found by these words as they find each other, but finding none of
            them, since an official word covers more than one everyday word ("private hire vehicles" are
            what "minicabs" asks for, and more)
related     what these words are also dealt with under in an official text: found by them, but finding
            none of them, and counting less
==========  ======================================================================================

A word stands for all that share its stem: ``lorry`` for ``lorries`` too. The words of a phrase may also stand
apart, or in another order: nobody says a thing in one way only, and who asks why trains are always so late
means "late trains".
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from corpus.errors import SourceError
from indexer.analysis import folded_words, stem
from search.fillers import JOINING
from search.query.joining import all_of
from search.query.tree import Near, Query, Term
from search.widening.concepts import Alternative, Why

FILE = Path(__file__).parents[1] / "synonyms.csv"

COLUMNS = ["words", "found", "related"]

APART = 3
"""So many words that say something may stand between those of a phrase, and not be of it."""

_Phrase = tuple[str, ...]
_Stems = tuple[str, ...]


class _Row(NamedTuple):
    """A row of the table. It is kept as it is written, for of thousands few are ever asked for."""

    cells: tuple[str, ...]

    @property
    def names(self) -> list[_Phrase]:
        return _phrases(self.cells[0])

    @property
    def found(self) -> list[_Phrase]:
        return _phrases(self.cells[1])

    @property
    def related(self) -> list[_Phrase]:
        return _phrases(self.cells[2])


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What several words of a query are called otherwise, and their places in it."""

    places: frozenset[int]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table, by the stems of what can be typed."""

    rows: Mapping[_Stems, Sequence[_Row]]
    """Those in whose first column the words stand."""
    _by_rarest: Mapping[str, Sequence[_Stems]] = field(init=False)
    """Those of several words that say something, by the one that the fewest others have."""

    def __post_init__(self) -> None:
        telling = {stems: words for stems in self.rows if len(words := _telling(stems)) > 1}
        shared = Counter(word for words in telling.values() for word in words)
        by_rarest: defaultdict[str, list[_Stems]] = defaultdict(list)
        for stems, words in telling.items():
            by_rarest[min(words, key=lambda word: (shared[word], word))].append(stems)
        object.__setattr__(self, "_by_rarest", by_rarest)

    @classmethod
    def load(cls, file: Path = FILE) -> "Synonyms":
        """Read the table; raise `SourceError`, with file and line, for a row that breaks its rules."""
        found: defaultdict[_Stems, list[_Row]] = defaultdict(list)
        for row in _rows(file):
            for stems in dict.fromkeys(map(_stems, row.names)):
                found[stems].append(row)
        return cls(found)

    def of(self, typed: Sequence[str]) -> tuple[Alternative, ...]:
        """What else these words, one after the other, are called."""
        return self._of(_stems(typed))

    def scattered(self, typed: Sequence[str | None], telling: Container[int]) -> list[OtherWords]:
        """What some of these words are called otherwise, in any order; those least apart first.

        Given are the places of the words that say something: each phrase has one of these. A place without
        a word has no part in any.
        """
        at: dict[str, int] = {}
        for place, word in enumerate(typed):
            if word is not None:
                at.setdefault(stem(word), place)
        found = []
        for stems in self._among(at.keys()):
            places = frozenset(at[each] for each in _telling(stems))
            between = sum(each in telling for each in {*range(min(places), max(places))} - places)
            if between <= APART and any(each in telling for each in places):
                found.append((between, -len(places), OtherWords(places, self._of(stems))))
        return [each for *_, each in sorted(found, key=itemgetter(0, 1))]

    def _of(self, stems: _Stems) -> tuple[Alternative, ...]:
        found: dict[Query, Alternative] = {}
        for row in self.rows.get(stems, ()):
            names = (other for other in (*row.names, *row.found) if _stems(other) != stems)
            for why, others in ((Why.SYNONYM, names), (Why.RELATED, row.related)):
                for other in others:
                    found.setdefault(_query(other), Alternative(_query(other), why, " ".join(other)))
        return tuple(found.values())

    def _among(self, known: Set[str]) -> Iterator[_Stems]:
        """The phrases all of whose words are among these, but for those that only join them."""
        for each in known:
            yield from (stems for stems in self._by_rarest.get(each, ()) if _telling(stems) <= known)


def _telling(stems: _Stems) -> frozenset[str]:
    return frozenset(stems) - JOINING


def _rows(file: Path) -> Iterator[_Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != COLUMNS:
            raise SourceError(file, f"the first line must be {','.join(COLUMNS)}", 1)
        for row in rows:
            if len(row) != len(COLUMNS):
                raise SourceError(file, f"a row has {len(COLUMNS)} columns, not {len(row)}", rows.line_num)
            every = [phrase for cell in row if cell for phrase in cell.casefold().split("|")]
            if not row[0] or len(every) < 2:
                raise SourceError(
                    file, "a row needs two words, one of them in the first column", rows.line_num
                )
            if len(set(every)) < len(every):
                raise SourceError(file, "a row has the same word twice", rows.line_num)
            yield _Row(tuple(row))


def _phrases(cell: str) -> list[_Phrase]:
    phrases = (_words(each) for each in cell.split("|") if each)
    return [phrase for phrase in phrases if phrase]


def _words(phrase: str) -> _Phrase:
    """Its words; most phrases are written as they are looked for, and need no analysis."""
    is_plain = phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalnum()
    return tuple(phrase.split() if is_plain else folded_words(phrase))


@cache
def _query(phrase: _Phrase) -> Query:
    """The words side by side, each under its stem: ``heavy goods vehicles`` is ``heavy goods vehicle``."""
    if len(phrase) == 1:
        return Term(phrase[0])
    pairs = all_of(Near(Term(left), Term(right), 1) for left, right in pairwise(phrase))
    if pairs is None:
        raise ValueError("a phrase has words")
    return pairs


def _stems(phrase: Iterable[str]) -> _Stems:
    return tuple(map(stem, phrase))
