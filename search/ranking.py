"""The order of some candidates by what of the query they hold, and where.

The engine's order (BM25F) picks the candidates; reading them again tells what postings alone do not: that
two words are two names of one thing and must not count twice, and that a speaker is named without being
written.
"""

from collections.abc import Iterable, Sequence
from math import log

from corpus.citation import CitedExchange
from search.holding import WEIGHTS, Places, Sought, Way, Weights
from search.result import Hit
from search.widening.concepts import STRENGTH, Concept

Ranked = tuple[float, Hit]
"""A hit with its new score."""


class Ranking:
    """The concepts of a query with their worth, ready to be looked for in many exchanges."""

    def __init__(
        self, concepts: Sequence[Concept], frequencies: Sequence[int], total: int, weights: Weights = WEIGHTS
    ) -> None:
        """Frequencies say how many of all exchanges hold each concept in any way: rare ones weigh more."""
        self._weights = weights
        self._worth = [log(1 + total / (1 + frequency)) for frequency in frequencies]
        sought = Sought(weights)
        self._ways = [
            [sought.way(each.query, STRENGTH[each.why]) for each in concept.alternatives]
            for concept in concepts
        ]
        self._finder = sought.finder()

    def ordered(self, hits: Iterable[Hit]) -> list[Ranked]:
        """The hits with their new scores, the best first; equal ones as they came."""
        scored = [(self.score(hit.cited), hit) for hit in hits]
        return sorted(scored, key=lambda each: -each[0])

    def score(self, cited: CitedExchange) -> float:
        """How much of what is asked for an exchange holds, and how well."""
        places = Places.of(cited, self._finder, self._weights)
        value = covered = 0.0
        for worth, ways in zip(self._worth, self._ways, strict=True):
            held, strength = self._best(ways, places)
            value += worth * held
            covered += worth * strength
        return float(value * (covered / (sum(self._worth) or 1.0)) ** self._weights.coverage)

    def _best(self, ways: Iterable[Way], places: Places) -> tuple[float, float]:
        """How well an exchange holds a concept in its best way, and how much that way counts for."""
        best = 0.0, 0.0
        for way in ways:
            if count := places.count(way):
                held = way.strength * count / (count + self._weights.saturation)
                best = max(best, (held, way.strength))
        return best
