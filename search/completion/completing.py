"""From what was typed so far to what may be meant: the end of it is completed, the rest stays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from corpus.folding import fold
from corpus.registry import Registry
from indexer.analysis import stem, words
from search.completion.known import Kind, Name, Names
from search.completion.near import NearNames
from search.engine import Engine
from search.fillers import FILLERS, JOINING
from search.query.parser import parse
from search.request import Filter, ParsedQuery, Request

MOST = 10
"""How many completions are given."""

_OF_KIND = {Kind.BODY: 3, Kind.MEMBER: 3, Kind.PHRASE: MOST}
"""How many of each kind there are at the most: bodies and members first, and room for phrases."""

_FIELDS = {Kind.BODY: "cites", Kind.MEMBER: "member"}

SHORTEST = 2
"""From how many letters on something is completed."""

LONGEST = 6
"""How many words at the end of what was typed can be the beginning of one name."""

TYPED = 200
"""From how many characters on nothing is completed: nobody looks for a name any more."""

_COUNTED = 16
"""How many completions are counted at the most, those that find nothing included."""

_KEPT = 10_000
"""How many counts are remembered."""

_TOKEN = re.compile(r"\S+")
_PLAIN = re.compile(r"(?!-)[^\s\"“”():*]+")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


class Completion(Struct, frozen=True):
    """One way to go on."""

    kind: Kind
    label: str
    called: str | None
    """Another name of the body, if that is what was typed."""
    text: str
    """The query that it makes."""
    filter: Filter | None
    """What it asks for besides: a body to be cited, a member to speak."""
    count: int
    """How many exchanges are found so, under the filters that are in force."""


class Completer:
    """Completes what is typed, and keeps what it learns of each generation."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self._engine = engine
        self._registry = registry
        self._lock = Lock()
        self._learnt: _Learnt | None = None
        self._total = lru_cache(maxsize=_KEPT)(self._found)

    def complete(self, text: str, under: Request) -> tuple[Completion, ...]:
        """The completions of a text under the filters and dates of a request.

        As many of the last words as begin a name are its beginning; none is given that finds nothing.
        """
        if len(text) > TYPED:
            return ()
        learnt = self._names()
        for head, tail in _ends(text):
            named = learnt.names.beginning(fold(tail))
            made = [_completion(each, head) for kind in Kind for each in named[kind]]
            new = [each for each in made if each.filter or fold(each.text) != fold(text)]
            if found := self._counted(new[:_COUNTED], under, learnt.generation):
                return found
        return ()

    def prepare(self) -> None:
        """Learn what is learnt once a generation, before anybody waits for it."""
        self._names()

    def meant(self, text: str, under: Request, nearly: bool) -> tuple[Completion, ...]:
        """The bodies and members whose names words of a text spell, asked for as filters in their place.

        Just so, or nearly as well; bodies that are named just so are left to `search.query.bodies`.
        """
        tokens = _TOKEN.findall(text)
        if len(text) > TYPED or not all(_PLAIN.fullmatch(each) for each in tokens):
            return ()
        learnt = self._names()
        spelled = learnt.near.spelled(tokens, nearly)
        found = [
            _completion(each.name, " ".join((*tokens[: each.first], *tokens[each.last :])))
            for each in spelled
            if each.edits or each.name.of.kind is Kind.MEMBER
        ]
        return self._counted(found, under, learnt.generation)

    def _counted(
        self, completions: list[Completion], under: Request, generation: str
    ) -> tuple[Completion, ...]:
        """Those that find something, with what they find; of words with the same stems the more frequent."""
        found: list[Completion] = []
        room = dict(_OF_KIND)
        known: set[object] = set()
        for each in completions:
            sought = each.filter or tuple(stem(word.text) for word in words(each.text))
            if not room[each.kind] or sought in known:
                continue
            filters = under.filters if each.filter is None else _beside(under.filters, each.filter)
            count = self._total(generation, each.text, filters, under.since, under.until)
            if count:
                room[each.kind] -= 1
                known.add(sought)
                found.append(replace(each, count=count))
        return tuple(found[:MOST])

    def _found(
        self, generation: str, text: str, filters: tuple[Filter, ...], since: date | None, until: date | None
    ) -> int:
        """How many exchanges of a generation are found; what was counted once is remembered."""
        query = parse(text, self._registry) if text else ParsedQuery()
        return self._engine.search(Request(query, filters, since, until, size=0)).total

    def _names(self) -> "_Learnt":
        with self._lock:
            generation = self._engine.generation
            if not self._learnt or self._learnt.generation != generation:
                names = Names.of(self._engine, self._registry)
                self._learnt = _Learnt(generation, names, NearNames(names))
            return self._learnt


@dataclass(frozen=True, slots=True)
class _Learnt:
    """What is known of one generation."""

    generation: str
    names: Names
    near: NearNames


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """What stays and what is completed, the most words first; nothing in quotation marks or after a colon.

    Words that say nothing begin no name, but for one that is typed alone ("off" of "Office"); where there are
    only such before it, nothing stays ("what about the home off").
    """
    if text.count('"') % 2 or text.count("“") > text.count("”"):
        return
    tokens = list(_TOKEN.finditer(text))
    plain = list(takewhile(_is_plain, reversed(tokens)))[:LONGEST]
    for first in reversed(plain):
        tail = text[first.start() :]
        typed = fold(tail).split()
        saying_nothing = FILLERS if len(tokens) > 1 else JOINING
        if sum(map(len, typed)) >= SHORTEST and not saying_nothing.issuperset(typed):
            head = text[: first.start()].split()
            says = any(word in _OPERATORS or fold(word) not in FILLERS for word in head)
            yield text[: first.start()].strip() if says else "", tail


def _is_plain(token: re.Match[str]) -> bool:
    return token[0] not in _OPERATORS and _PLAIN.fullmatch(token[0]) is not None


def _completion(name: Name, head: str) -> Completion:
    """A body or a member as a filter; in words after an operator, which would lack its right side without."""
    known = name.of
    field = _FIELDS.get(known.kind)
    called = name.called if name.called != known.label else None
    if field is None:
        return Completion(known.kind, known.label, None, f"{head} {known.value}".strip(), None, 0)
    if head and head.rsplit(maxsplit=1)[-1] in _OPERATORS:
        value = known.value if known.kind is Kind.BODY else f'"{known.value}"'
        return Completion(known.kind, known.label, called, f"{head} {field}:{value}", None, 0)
    return Completion(known.kind, known.label, called, head, Filter(field, (known.value,)), 0)


def _beside(filters: Sequence[Filter], chosen: Filter) -> tuple[Filter, ...]:
    """The filters with one more value chosen: beside those of its field that are."""
    for each in filters:
        if each.field == chosen.field and not each.exclude:
            both = replace(each, values=(*each.values, *chosen.values))
            return tuple(both if other is each else other for other in filters)
    return (*filters, chosen)
