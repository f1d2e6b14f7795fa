"""What an index knows by name: its cited bodies, its members, and the phrases of its titles."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest, nsmallest
from operator import attrgetter

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import is_named
from search.engine import Engine
from search.fillers import JOINING
from search.request import Request
from search.result import FacetValue

LEAST = 3
"""In how many titles a phrase stands at the least."""

LONGEST = 5
"""How many words a phrase has at the most."""

MOST = 20_000
"""How many phrases are known at the most, the most frequent."""

_NO_EDGE = JOINING.union(("as", "into", "its", "off", "per", "under", "upon", "via", "within"))
"""Words that no name is looked for by, and no phrase begins or ends with.

More than those that may be missing from a phrase: "under" says something there, but nothing at an edge.
"""

_SAME = 0.8
"""A phrase that stands in a longer one so often is only a piece of it."""

OFFERED = 6
"""How many of a kind are offered for one beginning."""

_KEPT = 2_000
"""For how many beginnings it is kept what begins so."""


class Kind(StrEnum):
    """What can be completed, in the order in which it is offered."""

    BODY = "body"
    MEMBER = "member"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Known:
    """A body, a member or a phrase."""

    kind: Kind
    value: str
    """A body's id, a member's name, the words of a phrase."""
    label: str
    count: int
    """In how many exchanges it is cited, speaks, or is in the title."""


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, from one of its words on."""

    key: str
    """Folded."""
    of: Known
    called: str
    """The whole name as it is written."""
    whole: bool
    """Whether it begins with the name's first word."""

    def rank(self, typed: str) -> tuple[bool, bool, bool, int]:
        """The lower, the likelier it is meant: called just so, beginning so, by its own name, frequent."""
        return self.key != typed, not self.whole, self.called != self.of.label, -self.of.count


class Names:
    """All names, in the order of their keys."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names, key=lambda each: (each.key, each.of.kind, each.of.value))
        self.beginning = lru_cache(maxsize=_KEPT)(self._beginning)
        """The few of each kind whose names begin with a folded text: the likeliest of all first."""

    def __iter__(self) -> Iterator[Name]:
        return iter(self._names)

    @classmethod
    def of(cls, engine: Engine, registry: Registry) -> "Names":
        """Learn the names of the generation that answers now."""
        facets = engine.search(Request(size=0, facets=("cites", "member"))).facets
        phrases = engine.title_phrases(LEAST, LONGEST)
        return cls(
            (
                *_bodies(facets["cites"], registry),
                *_members(facets["member"]),
                *_phrases(phrases, registry),
            )
        )

    def _beginning(self, key: str) -> dict[Kind, list[Name]]:
        first = bisect_left(self._names, key, key=attrgetter("key"))
        last = bisect_left(self._names, f"{key}\U0010ffff", first, key=attrgetter("key"))
        best: dict[Kind, list[Name]] = {}
        for kind in Kind:
            named = (each for each in self._names[first:last] if each.of.kind is kind)
            distinct: dict[Known, Name] = {}
            # One thing can have several names that begin so.
            for each in nsmallest(4 * OFFERED, named, key=lambda each: each.rank(key)):
                distinct.setdefault(each.of, each)
            best[kind] = list(distinct.values())[:OFFERED]
        return best


def _bodies(cited: Iterable[FacetValue], registry: Registry) -> Iterator[Name]:
    for each in cited:
        body = registry.body(each.value)
        known = Known(Kind.BODY, each.value, each.label, each.count)
        for name in (each.label, *(body.aliases if body else ())):
            yield from _by_words(name, known)


def _members(members: Iterable[FacetValue]) -> Iterator[Name]:
    for each in members:
        if is_named(each.value):
            yield from _by_words(each.label, Known(Kind.MEMBER, each.value, each.label, each.count))


def _by_words(name: str, known: Known) -> Iterator[Name]:
    """A name by its beginning and by each of its further words, but not by ``of`` and ``the``."""
    words = fold(name).split()
    for at, word in enumerate(words):
        if not at or word not in _NO_EDGE:
            yield Name(" ".join(words[at:]), known, name, whole=not at)


def _phrases(counts: Mapping[str, int], registry: Registry) -> Iterator[Name]:
    """Phrases that say something by themselves; what names a body is offered as that body."""
    telling = {phrase: count for phrase, count in counts.items() if _tells(phrase)}
    for phrase in list(_within_longer(telling)):
        telling.pop(phrase, None)
    for phrase, count in nlargest(MOST, telling.items(), key=lambda each: (each[1], each[0])):
        if not registry.find(phrase):
            yield Name(fold(phrase), Known(Kind.PHRASE, phrase, phrase, count), phrase, whole=True)


def _tells(phrase: str) -> bool:
    words = phrase.split()
    return not ({words[0], words[-1]} & _NO_EDGE) and all(len(word) > 1 for word in (words[0], words[-1]))


def _within_longer(counts: Mapping[str, int]) -> Iterator[str]:
    """The phrases that hardly ever stand without a word more before or after them."""
    for phrase, count in counts.items():
        words = phrase.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                shorter = " ".join(words[first:last])
                if shorter != phrase and count >= _SAME * counts.get(shorter, count + count):
                    yield shorter
