"""Other words for the same thing: the reviewable table ``search/synonyms.csv``.

==========  ======================================================================================
words       words and phrases, separated by ``|``, that mean the same: each finds the others
found       what the record calls it: found by these words as they find each other, but finding none of
            them, since an official word covers more than one everyday word ("private hire vehicles" are
            what "minicabs" asks for, and more)
related     what these words are also dealt with under in an official text: found by them, but finding
            none of them, and counting less
==========  ======================================================================================

A word stands for all that share its stem: ``lorry`` for ``lorries`` too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.errors import SourceError
from indexer.analysis import stem, words
from search.query.joining import all_of
from search.query.tree import Near, Query, Term
from search.widening.concepts import Alternative, Why

FILE = Path(__file__).parents[1] / "synonyms.csv"

COLUMNS = ["words", "found", "related"]

_Phrase = tuple[str, ...]
_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table."""

    names: tuple[_Phrase, ...]
    found: tuple[_Phrase, ...]
    related: tuple[_Phrase, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table, by the stems of what can be typed."""

    rows: Mapping[_Stems, Sequence[_Row]]
    """Those in whose first column the words stand."""

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
        stems = _stems(typed)
        found: dict[Query, Alternative] = {}
        for row in self.rows.get(stems, ()):
            names = (other for other in (*row.names, *row.found) if _stems(other) != stems)
            for why, others in ((Why.SYNONYM, names), (Why.RELATED, row.related)):
                for other in others:
                    found.setdefault(_query(other), Alternative(_query(other), why, " ".join(other)))
        return tuple(found.values())


def _rows(file: Path) -> Iterator[_Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != COLUMNS:
            raise SourceError(file, f"the first line must be {','.join(COLUMNS)}", 1)
        for row in rows:
            if len(row) != len(COLUMNS):
                raise SourceError(file, f"a row has {len(COLUMNS)} columns, not {len(row)}", rows.line_num)
            names, found, related = (tuple(_phrases(cell)) for cell in row)
            every = (*names, *found, *related)
            if not names or len(every) < 2:
                raise SourceError(
                    file, "a row needs two words, one of them in the first column", rows.line_num
                )
            if len(set(every)) < len(every):
                raise SourceError(file, "a row has the same word twice", rows.line_num)
            yield _Row(names, found, related)


def _phrases(cell: str) -> list[_Phrase]:
    phrases = (tuple(word.text for word in words(each)) for each in cell.split("|"))
    return [phrase for phrase in phrases if phrase]


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
