"""SQLite's FTS5 as a ranker: how would the search that everybody has at hand order the same exchanges?"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.exchange import Exchange, Speech
from corpus.markdown import plain_text


class Combining(Enum):
    """How the words of a query are put together, and whether they are stemmed."""

    AND = "FTS5 AND"
    OR = "FTS5 OR"
    PORTER = "FTS5 Porter"
    """All words, stemmed; where these fill no page, exchanges with any of them follow."""


@dataclass(frozen=True, slots=True)
class Fts5:
    """A table of title, question and answer in memory, ranked by FTS5's own BM25 with equal weights."""

    table: sqlite3.Connection
    combining: Combining

    @classmethod
    def of(cls, exchanges: Iterable[Exchange], combining: Combining) -> "Fts5":
        tokenizer = "porter unicode61" if combining is Combining.PORTER else "unicode61"
        table = sqlite3.connect(":memory:")
        table.execute(
            "CREATE VIRTUAL TABLE exchange"
            f" USING fts5(id UNINDEXED, title, question, answer, tokenize='{tokenizer}')"
        )
        table.executemany("INSERT INTO exchange VALUES (?, ?, ?, ?)", map(row_of, exchanges))
        return cls(table, combining)

    @property
    def name(self) -> str:
        return self.combining.value

    def top(self, query: str, size: int) -> Sequence[str]:
        parts = _parts(query)
        match self.combining:
            case Combining.AND:
                return self._matching(" ".join(parts), size)
            case Combining.OR:
                return self._matching(" OR ".join(parts), size)
            case Combining.PORTER:
                found = [*self._matching(" ".join(parts), size), *self._matching(" OR ".join(parts), size)]
                return list(dict.fromkeys(found))[:size]

    def _matching(self, expression: str, size: int) -> list[str]:
        rows = self.table.execute(
            "SELECT id FROM exchange WHERE exchange MATCH ? ORDER BY rank, id LIMIT ?", (expression, size)
        )
        return [id for (id,) in rows]


_PART = re.compile(r'"([^"]+)"|([^\s"]+)')


def _parts(query: str) -> list[str]:
    """A query's phrases and words, each quoted, so that nothing in them is syntax to FTS5."""
    found = (phrase or word for phrase, word in _PART.findall(query))
    return [f'"{part}"' for part in found if re.search(r"\w", part)]


def row_of(exchange: Exchange) -> tuple[str, str, str, str]:
    """Id, title, question and answer: what an engine to compare with has of an exchange."""
    return exchange.id, exchange.title, _plain(exchange.questions), _plain(exchange.answers)


def _plain(speeches: Iterable[Speech]) -> str:
    return "\n".join(plain_text(speech.text) for speech in speeches)
