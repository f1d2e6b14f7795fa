"""What a request finds, worked out exchange by exchange as plainly as can be: the engines' oracle."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import assert_never

from corpus.citation import CitedExchange
from corpus.registry import Registry
from indexer.analysis import stem, words
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.identity import identity_key, names
from indexer.schema import keyword_term
from search.query.tree import (
    And,
    Dates,
    Everything,
    Identity,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.request import Filter, Request


class NaiveEngine:
    def __init__(self, exchanges: Iterable[CitedExchange], registry: Registry) -> None:
        self.exchanges = list(exchanges)
        self.registry = registry

    def ids(self, request: Request) -> set[str]:
        return {each.exchange.id for each in self.exchanges if self._passes(each, request, request.filters)}

    def facet(self, name: str, request: Request) -> dict[str, int]:
        others = [each for each in request.filters if each.field != name or each.every or each.exclude]
        counts: Counter[str] = Counter()
        for each in self.exchanges:
            if self._passes(each, request, others):
                counts.update(set(self.values_of(name, each)))
        return dict(counts)

    def frequency(self, cited: CitedExchange, tree: Term | Phrase | Near | And, name: str) -> int:
        """How often a text field has something in it: of several words, as often as the rarest of them."""
        lines = self._lines_of(cited, name)
        parts = [part for part in tree.parts if isinstance(part, Near)] if isinstance(tree, And) else [tree]
        if not all(any(_stands_in(part, line) for line in lines) for part in parts):
            return 0
        single = [word for part in parts for word in _single_words(part)]
        return min(sum(len(_places(word, line)) for line in lines) for word in single)

    def length(self, cited: CitedExchange, name: str) -> int:
        return sum(map(len, self._lines_of(cited, name)))

    def _passes(self, cited: CitedExchange, request: Request, filters: Sequence[Filter]) -> bool:
        day = cited.exchange.date
        return (
            self.matches(cited, request.query.tree)
            and (request.since is None or day >= request.since)
            and (request.until is None or day <= request.until)
            and all(self._filter(cited, each) for each in filters)
        )

    def _filter(self, cited: CitedExchange, each: Filter) -> bool:
        has, wanted = set(self.values_of(each.field, cited)), self.wanted_by(each)
        if each.exclude:
            return not has & wanted
        return wanted <= has if each.every else bool(has & wanted)

    def wanted_by(self, each: Filter) -> set[str]:
        return {keyword_term(FIELD[each.field].canonical(value)) for value in each.values}

    def values_of(self, name: str, cited: CitedExchange) -> list[str]:
        return [keyword_term(value) for value in FIELD[name].values(cited, self.registry)]

    def matches(self, cited: CitedExchange, tree: Query) -> bool:
        match tree:
            case Everything():
                return True
            case And(parts=parts):
                return all(self.matches(cited, part) for part in parts)
            case Or(parts=parts):
                return any(self.matches(cited, part) for part in parts)
            case Not(part=part):
                return not self.matches(cited, part)
            case Keyword(field=field, value=value):
                return self._keyword(cited, field, keyword_term(FIELD[field].canonical(value)))
            case Dates(since=since, until=until):
                day = cited.exchange.date
                return (since is None or day >= since) and (until is None or day <= until)
            case Identity(id=id):
                return identity_key(id) in names(cited.exchange)
            case Term() | Phrase() | Prefix() | Near():
                return any(_stands_in(tree, line) for line in self._lines(cited, tree))
            case _:
                assert_never(tree)

    def _keyword(self, cited: CitedExchange, field: str, wanted: str) -> bool:
        values = self.values_of(field, cited)
        if not FIELD[field].by_words or any(wanted in self.values_of(field, each) for each in self.exchanges):
            return wanted in values
        return any(f" {wanted} " in f" {value} " for value in values)

    def _lines(self, cited: CitedExchange, tree: Term | Phrase | Prefix | Near) -> list[list[str]]:
        only = (tree.left.field or tree.right.field) if isinstance(tree, Near) else tree.field
        names = [only] if only else [field.name for field in TEXT_FIELDS]
        return [line for name in names for line in self._lines_of(cited, name)]

    def _lines_of(self, cited: CitedExchange, name: str) -> list[list[str]]:
        return [[word.text for word in words(text)] for text in FIELD[name].values(cited, self.registry)]


def _single_words(tree: Term | Phrase | Near) -> list[Term | Phrase]:
    match tree:
        case Term():
            return [tree]
        case Phrase(words=words):
            return [Phrase((word,)) for word in words]
        case Near(left=left, right=right):
            return [*_single_words(left), *_single_words(right)]
        case _:
            assert_never(tree)


def _stands_in(tree: Term | Phrase | Prefix | Near, line: list[str]) -> bool:
    if isinstance(tree, Near):
        return any(
            0 < _distance(left, right) <= tree.distance
            for left in _places(tree.left, line)
            for right in _places(tree.right, line)
        )
    return bool(_places(tree, line))


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    first, second = sorted((one, other))
    return second[0] - first[1]


def _places(tree: Term | Phrase | Prefix, line: list[str]) -> list[tuple[int, int]]:
    """First and last word of each place where it stands."""
    match tree:
        case Term(word=word):
            return [(at, at) for at, each in enumerate(line) if stem(each) == stem(word)]
        case Prefix(start=start):
            return [(at, at) for at, each in enumerate(line) if each.startswith(start)]
        case Phrase(words=wanted, slop=slop):
            return [(at, end) for at in range(len(line)) for end in _ends(wanted, slop, line, at)]


def _ends(wanted: Sequence[str], slop: int, line: list[str], at: int) -> set[int]:
    if line[at] != wanted[0]:
        return set()
    if len(wanted) == 1:
        return {at}
    following = range(at + 1, min(at + 1 + slop, len(line)))
    return {end for after in following for end in _ends(wanted[1:], slop, line, after)}
