"""Other words for the same thing: the reviewable table ``search/synonyms.csv``.

==========  ======================================================================================
words       words and phrases, separated by ``|``, that mean the same: each finds the others
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

COLUMNS = ["words", "related"]

_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table, by the stems of what can be typed."""

    alternatives: Mapping[_Stems, tuple[Alternative, ...]]

    @classmethod
    def load(cls, file: Path = FILE) -> "Synonyms":
        """Read the table; raise `SourceError`, with file and line, for a row that breaks its rules."""
        found: defaultdict[_Stems, dict[Query, Alternative]] = defaultdict(dict)
        for names, related in _rows(file):
            for name in names:
                own = found[_stems(name)]
                for other in names:
                    if _stems(other) != _stems(name):
                        own.setdefault(
                            _query(other), Alternative(_query(other), Why.SYNONYM, " ".join(other))
                        )
                for other in related:
                    own.setdefault(_query(other), Alternative(_query(other), Why.RELATED, " ".join(other)))
        return cls({stems: tuple(each.values()) for stems, each in found.items()})

    def of(self, typed: Sequence[str]) -> tuple[Alternative, ...]:
        """What else these words, one after the other, are called."""
        return self.alternatives.get(_stems(typed), ())


def _rows(file: Path) -> Iterator[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != COLUMNS:
            raise SourceError(file, f"the first line must be {','.join(COLUMNS)}", 1)
        for row in rows:
            if len(row) != len(COLUMNS):
                raise SourceError(file, f"a row has {len(COLUMNS)} columns, not {len(row)}", rows.line_num)
            names, related = (_phrases(cell) for cell in row)
            if not names or len(names) + len(related) < 2:
                raise SourceError(
                    file, "a row needs two words, one of them in the first column", rows.line_num
                )
            if len({*names, *related}) < len(names) + len(related):
                raise SourceError(file, "a row has the same word twice", rows.line_num)
            yield names, related


def _phrases(cell: str) -> list[tuple[str, ...]]:
    phrases = (tuple(word.text for word in words(each)) for each in cell.split("|"))
    return [phrase for phrase in phrases if phrase]


def _query(phrase: tuple[str, ...]) -> Query:
    """The words side by side, each under its stem: ``heavy goods vehicles`` is ``heavy goods vehicle``."""
    if len(phrase) == 1:
        return Term(phrase[0])
    pairs = all_of(Near(Term(left), Term(right), 1) for left, right in pairwise(phrase))
    if pairs is None:
        raise ValueError("a phrase has words")
    return pairs


def _stems(phrase: Iterable[str]) -> _Stems:
    return tuple(map(stem, phrase))
