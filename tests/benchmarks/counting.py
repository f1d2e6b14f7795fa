"""In how many exchanges of a corpus does each word, each pair of words and each party stand?"""

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.peers.serving import WORD, Row

_KEPT_FROM = 3
"""Words and pairs in fewer exchanges are not written."""


@dataclass(slots=True)
class Counts:
    """Counts of exchanges, by the peers' common analysis."""

    exchanges: int = 0
    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    """Two words side by side, with a space between them; in the exchanges that were sampled for pairs."""
    sampled: int = 0
    parties: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    """As 20200312."""

    def count(self, row: Row, sampled: bool) -> None:
        """Take up one exchange, with its pairs if it is in the sample."""
        texts = [WORD.findall(text.lower()) for text in row.texts.values()]
        self.exchanges += 1
        self.words.update({word for text in texts for word in text})
        self.parties.update(row.keywords["party"])
        self.days[row.date] += 1
        if sampled:
            self.sampled += 1
            self.pairs.update({" ".join(pair) for text in texts for pair in pairwise(text)})

    def add(self, other: "Counts") -> None:
        """Take up the counts of another part of the corpus."""
        self.exchanges += other.exchanges
        self.sampled += other.sampled
        for mine, others in (
            (self.words, other.words),
            (self.pairs, other.pairs),
            (self.parties, other.parties),
        ):
            mine.update(others)
        self.days.update(other.days)

    def write(self, path: Path) -> None:
        """Keep the counts as JSON."""
        plain = {
            "exchanges": self.exchanges,
            "words": _frequent(self.words),
            "pairs": _frequent(self.pairs),
            "sampled": self.sampled,
            "parties": self.parties,
            "days": self.days,
        }
        path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Counts":
        """What `write` kept."""
        plain = json.loads(path.read_text(encoding="utf-8"))
        days = Counter({int(day): count for day, count in plain["days"].items()})
        counters = {name: Counter(plain[name]) for name in ("words", "pairs", "parties")}
        return cls(plain["exchanges"], sampled=plain["sampled"], days=days, **counters)


def _frequent(counts: Counter[str]) -> dict[str, int]:
    return {text: count for text, count in counts.items() if count >= _KEPT_FROM}
