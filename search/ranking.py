"""The order of some candidates by what of the query they hold, and where.

The engine's order (BM25F) picks the candidates; looking at them closer tells what adding up words does not:
that two words are two names of one thing and must not count twice, and that a speaker is named without being
written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from search.holding import WEIGHTS, Held, Weights
from search.widening.concepts import STRENGTH, Concept

Ranked = tuple[float, int]
"""The new score of a candidate, and its place among them."""

_ENGINE = 0.1
"""How much the engine's own score adds, to the best of a request: enough to tell apart what holds as much."""

_FURTHER = 0.4
"""How much places of other ways of a concept add, beside those of the way that has the most."""


class Ranking:
    """The concepts of a query with their worth."""

    def __init__(
        self, concepts: Sequence[Concept], frequencies: Sequence[int], total: int, weights: Weights = WEIGHTS
    ) -> None:
        """Frequencies say how many of all exchanges hold each concept in any way: rare ones weigh more."""
        self._weights = weights
        self._concepts = concepts
        self._worth = [log(1 + total / (1 + frequency)) for frequency in frequencies]

    def ordered(self, held: Held, scores: Iterable[Sequence[float]]) -> list[list[Ranked]]:
        """The candidates of each request with their new scores, the best first; equal ones as they came.

        Given are the engine's own scores, a request's after another's.
        """
        best = [self._best(concept, held) for concept in self._concepts]
        ordered: list[list[Ranked]] = []
        place = 0
        for own in scores:
            greatest = max(own, default=0.0) or 1.0
            ranked = [
                (self._score(at, best) * (1 + _ENGINE * score / greatest), at)
                for at, score in enumerate(own, start=place)
            ]
            ordered.append(sorted(ranked, key=lambda each: -each[0]))
            place += len(own)
        return ordered

    def _score(self, place: int, best: Sequence[Mapping[int, tuple[float, float]]]) -> float:
        """How much of what is asked for a candidate holds, and how well."""
        value = covered = 0.0
        for worth, by_place in zip(self._worth, best, strict=True):
            if place in by_place:
                held, strength = by_place[place]
                value += worth * held
                covered += worth * strength
        return float(value * (covered / (sum(self._worth) or 1.0)) ** self._weights.coverage)

    def _best(self, concept: Concept, held: Held) -> Mapping[int, tuple[float, float]]:
        """How well each candidate holds a concept, and how much its best way counts for.

        What says a thing in several ways says more of it, but never more than its best way can say.
        """
        ways: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for way in concept.alternatives:
            strength = STRENGTH[way.why]
            for place, count in held.places(way.query).items():
                ways[place].append((count, strength))
        return {place: self._together(these) for place, these in ways.items()}

    def _together(self, ways: Sequence[tuple[float, float]]) -> tuple[float, float]:
        """How well a candidate holds something of which it has so many places in ways of such strength."""
        held, strength = max((each * self._saturated(count), each) for count, each in ways)
        if len(ways) == 1:
            return held, strength
        weighed = [count * each / strength for count, each in ways]
        count = (1 - _FURTHER) * max(weighed) + _FURTHER * sum(weighed)
        return max(held, strength * self._saturated(count)), strength

    def _saturated(self, count: float) -> float:
        return count / (count + self._weights.saturation)
