"""What words of a query name that no text needs to say: who spoke, in which house, of which body, when."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.collections import collection_called, collection_title
from corpus.folding import fold
from corpus.parties import is_party, party_label
from corpus.registry import Registry
from indexer.fields import is_named
from search.query.bodies import AMBIGUOUS, bodies_named
from search.query.dates import parse_span
from search.query.joining import any_of
from search.query.tree import Keyword
from search.result import FacetValue
from search.widening.concepts import Alternative, Why

LONGEST = 8
"""How many words a name may have."""

_MEMBERS_OF_PARTIES = {"party", "mp", "mps", "msp", "msps", "peer", "peers", "members"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_TITLES = {
    "a",
    "an",
    "and",
    "answers",
    "fictional",
    "in",
    "of",
    "parliament",
    "questions",
    "the",
    "to",
    "written",
}
"""Words of collections' titles that do not tell which is meant."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an index knows, beside those of the registry."""

    registry: Registry
    members: Mapping[str, tuple[str, ...]]
    """By the beginning of the folded name, in two words or more, as ``lord hunt of kings heath``."""
    surnames: Mapping[str, tuple[tuple[str, int], ...]]
    """By the last word of a name of two words: whom it can mean, and in how many exchanges each speaks."""
    departments: Mapping[str, str]
    houses: Mapping[str, str]
    """Words of a collection's title that no other has, such as ``mayor``."""
    words: frozenset[str]
    """Those of which bodies' and members' names are made."""

    @classmethod
    def of(cls, registry: Registry, facets: Mapping[str, Iterable[FacetValue]]) -> "Names":
        """The names among the values of the facets ``member``, ``department`` and ``collection``."""
        begun: defaultdict[str, list[str]] = defaultdict(list)
        surnames: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for each in facets["member"]:
            name = fold(each.value).split()
            if len(name) < 2 or not is_named(each.value):
                continue
            for length in range(2, len(name) + 1):
                begun[" ".join(name[:length])].append(each.value)
            if len(name) == 2:
                surnames[name[1]].append((each.value, each.count))
        people = {name: tuple(values) for name, values in begun.items() if len(values) <= AMBIGUOUS}
        last = {name: tuple(values) for name, values in surnames.items() if len(values) <= 1}
        departments = {fold(each.value): each.value for each in facets["department"]}
        called = chain((body.name for body in registry.bodies), (each.value for each in facets["member"]))
        words = frozenset(word for name in called for word in fold(name).split())
        return cls(registry, people, last, departments, _houses(facets["collection"]), words)

    def named(self, typed: Sequence[str]) -> tuple[Alternative, ...]:
        """What these words, one after the other, name; each says what it is, for a person to check."""
        name = " ".join(typed)
        return tuple(
            dict.fromkeys(
                (
                    *self._people(fold(name)),
                    *self._bodies(name),
                    *self._house(fold(name)),
                    *self._party(typed),
                    *self._time(name),
                )
            )
        )

    def surname(self, word: str, frequency: int) -> tuple[Alternative, ...]:
        """The person whose surname this may be: one whom it would be found by as often as by texts."""
        return tuple(
            Alternative(Keyword("member", value), Why.RELATED, f"what {value} asked or answered")
            for value, count in self.surnames.get(word, ())
            if frequency <= 2 * count
        )

    def _people(self, name: str) -> Iterator[Alternative]:
        people = self.members.get(name, ())
        if found := any_of(Keyword("member", value) for value in people):
            yield Alternative(found, Why.NAMED, f"what {' or '.join(people)} asked or answered")

    def _bodies(self, name: str) -> Iterator[Alternative]:
        bodies = self.registry.find(name)
        if not bodies or len(bodies) > AMBIGUOUS or not bodies_named(name, self.registry):
            return
        if found := any_of(Keyword("cites", body.id) for body in bodies):
            yield Alternative(found, Why.NAMED, f"what cites {' or '.join(body.name for body in bodies)}")

    def _house(self, name: str) -> Iterator[Alternative]:
        called = collection_called(name)
        if key := called.key if called else self.houses.get(name):
            yield Alternative(Keyword("collection", key), Why.NAMED, collection_title(key))
        if department := self.departments.get(name):
            yield Alternative(Keyword("department", department), Why.NAMED, f"questions to {department}")

    def _party(self, typed: Sequence[str]) -> Iterator[Alternative]:
        name = " ".join(typed[:-1])
        if len(typed) > 1 and typed[-1] in _MEMBERS_OF_PARTIES and is_party(name):
            label = party_label(name)
            yield Alternative(Keyword("party", label), Why.NAMED, f"questions by {label} members")

    def _time(self, name: str) -> Iterator[Alternative]:
        span = parse_span(name) if _YEAR.search(name) else None
        if not span or not span.since or not span.until or span.since == span.until:
            return
        whole_year = _YEAR.fullmatch(name)
        when = f"{span.since:%Y}" if whole_year else f"{span.since:%Y-%m}"
        yield Alternative(Keyword("year" if whole_year else "month", when), Why.NAMED, f"answered in {name}")


def _houses(collections: Iterable[FacetValue]) -> Mapping[str, str]:
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for each in collections:
        for word in set(fold(each.label).split()) - _IN_TITLES:
            meant[word].append(each.value)
    return {word: keys[0] for word, keys in meant.items() if len(keys) == 1}
