"""A query tree as parts, for one segment."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import assert_never

import numpy as np

from indexer.analysis import stem
from indexer.codec.segment import Segment
from indexer.fields import FIELD, TEXT_FIELDS, Field
from indexer.identity import identity_key
from indexer.schema import exact_name, keyword_term
from search.array_engine.arrays import NO_IDS, Holds, Ids, Numbers, united
from search.array_engine.compiled import Loops
from search.array_engine.indexed_word import IndexedWord, frequencies_of
from search.array_engine.lacking import documents_of
from search.array_engine.parts import (
    AllOf,
    AnyOf,
    Every,
    Matches,
    Once,
    Only,
    Part,
    Raised,
    Within,
    Words,
)
from search.array_engine.phrases import InOrder, NearEachOther, Passage
from search.array_engine.postings import ConstantPostings, Scored, WordPostings
from search.array_engine.remembering import Memory, Recalled, Remembered, RememberedPairs, in_fields
from search.array_engine.scoring import Scoring
from search.query.terms import Sought, indexed_words, is_of_pairs
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

_KNOWN = 20_000
"""How many words of fields are remembered with where they are and what they score."""

_SOUGHT = 4_000
"""The same of things that are looked for in candidates: words, and phrases of synonyms."""

_LATEST = 3
"""How many queries are kept with what they found: a page asks for hits, years and groups of the same one."""

Values = Callable[[Field, str], Iterable[str]]
"""The terms of a keyword field that a value asks for."""


class Compiler:
    """Makes a tree ready for one segment.

    Words are scored by BM25F in each text field and summed, the fields weighted by the table of fields.
    A prefix scores a field's weight, whatever it stands for: how rare the single words are says nothing
    about what was typed. What only restricts (keywords, dates, everything) scores nothing.
    """

    def __init__(self, segment: Segment, scoring: Scoring, values: Values, loops: Loops | None) -> None:
        self._segment, self._scoring, self._values, self._loops = segment, scoring, values, loops
        self._span = segment.doc_count
        self._known = lru_cache(maxsize=_KNOWN)(self._looked_up)
        self._sought = lru_cache(maxsize=_SOUGHT)(self._words_in_each)
        self._memory = Memory()
        self.latest = lru_cache(maxsize=_LATEST)(self._once)
        """A whole query as a part that remembers what it found, for as long as it is one of the latest."""

    def part(self, tree: Query) -> Part:
        match tree:
            case Term() | Prefix() | Phrase(words=(_,)):
                return self._words((tree,))
            case Phrase():
                return self._any(self._placed(tree, field) for field in _asked(tree.field))
            case Near():
                return self._any(
                    self._placed(tree, field) for field in _asked(tree.left.field or tree.right.field)
                )
            case Everything() | Keyword() | Dates() | Identity():
                return self._restriction(tree)
            case Or(parts=parts):
                return self._either(parts)
            case Not():
                return self._conjunction((tree,))
            case And(parts=parts):
                if known := self._memory.get(tree):
                    return Recalled(known.matches, self._span)
                return self._pairs(tree) if is_of_pairs(tree) else self._conjunction(parts)
            case _:
                assert_never(tree)

    def find_each(self, trees: Sequence[Query]) -> list[Matches]:
        """What each of some queries matches; what nearly all of them ask for is looked for once."""
        known = documents_of(trees, self.part, self._span)
        return [Matches(known[tree]) if tree in known else self.latest(tree).find() for tree in trees]

    def frequencies(self, trees: Sequence[Sought], ids: Ids) -> Numbers:
        """How often a few documents have each of some things in each text field.

        As `search.engine.Candidates` counts it.
        """
        asked = [own for tree in trees for own in self._sought(tree)]
        rows = {word: row for row, word in enumerate(dict.fromkeys(chain.from_iterable(asked)))}
        known = frequencies_of([*rows], ids, self._loops)
        known = np.concatenate([known, np.zeros((1, len(ids)), known.dtype)])  # The last is of no word.
        counts_of = known.take([rows[own[0]] if own else -1 for own in asked], axis=0)
        for place, own in enumerate(asked):
            if len(own) > 1:
                counts_of[place] = known.take([rows[word] for word in own], axis=0).min(axis=0)
        counted: Numbers = counts_of.reshape(len(trees), len(TEXT_FIELDS), len(ids))
        for tree, counts in zip(trees, counted, strict=True):
            if not isinstance(tree, Term) and counts.any():
                counts[~self._standing(tree, ids)] = 0
        return counted

    def having(self, name: str, terms: Iterable[str]) -> Ids:
        """The documents that have any of these values in a keyword field."""
        field = self._segment.field(name)
        if field is None:
            return NO_IDS
        numbers = [number for term in terms if (number := field.terms.find(term.encode())) is not None]
        if len(numbers) == 1:
            return field.postings(numbers[0]).ids
        return united([field.postings(number).ids for number in numbers], self._span)

    def _standing(self, tree: Phrase | Near | And, ids: Ids) -> Holds:
        """By text field: which of some documents have words there as they are to stand to each other."""
        if isinstance(tree, And):
            found = self._memory.get(tree) or self._pairs(tree).found()
            return in_fields(found, len(tree.parts), [field.name for field in TEXT_FIELDS], ids, self._span)
        return np.array([self._in_field(tree, field, ids) for field in TEXT_FIELDS])

    def _in_field(self, tree: Phrase | Near, field: Field, ids: Ids) -> Holds:
        part = self._placed(tree, field)
        return part.test(ids).holds if part else np.zeros(len(ids), bool)

    def _once(self, tree: Query) -> Once:
        return Once(self.part(tree))

    def _restriction(self, tree: Everything | Keyword | Dates | Identity) -> Part:
        match tree:
            case Everything():
                return Every(self._span)
            case Keyword(score=score) if score:
                return self._words((tree,))
            case Keyword(field=name, value=value):
                return Only(self.having(name, self._values(FIELD[name], value)), self._span)
            case Dates(since=since, until=until):
                numbers = self._segment.numbers("date")
                if numbers is None:
                    return Only(NO_IDS, self._span)
                return Within(numbers, *day_numbers(since, until))
            case Identity(id=id):
                return Only(self.having("key", [keyword_term(identity_key(id))]), self._span)
            case _:
                assert_never(tree)

    def _words(self, trees: Sequence[Term | Prefix | Phrase | Keyword]) -> Words:
        found = (self._scored(tree, field) for tree in trees for field in _asked(tree.field))
        return Words([each for each in found if each is not None], self._span, self._loops)

    def _scored(self, tree: Term | Prefix | Phrase | Keyword, field: Field) -> Scored | None:
        match tree:
            case Keyword(value=value, score=score):
                return ConstantPostings(self.having(field.name, self._values(field, value)), score)
            case Term(word=word):
                return self._word(field.name, stem(word), field.weight)
            case Phrase():
                ((name, word),) = indexed_words(tree, field.name)
                return self._word(name, word, field.weight)
            case Prefix(start=start):
                return self._prefixed(exact_name(field.name), start, field.weight)
            case _:
                assert_never(tree)

    def _word(self, name: str, word: str, weight: float) -> WordPostings | None:
        known = self._known(name, word)
        return WordPostings(known, weight) if known else None

    def _words_in_each(self, tree: Sought) -> Sequence[Sequence[IndexedWord]]:
        """The words of something by text field; none in a field that lacks any of them."""
        found = [[self._known(*each) for each in indexed_words(tree, field.name)] for field in TEXT_FIELDS]
        return tuple([tuple([word for word in own if word]) if all(own) else () for own in found])

    def _looked_up(self, name: str, word: str) -> IndexedWord | None:
        field = self._segment.field(name)
        number = field.terms.find(word.encode()) if field else None
        if field is None or number is None:
            return None
        return IndexedWord.of(field, number, self._scoring, self._loops)

    def _prefixed(self, name: str, start: str, weight: float) -> Scored | None:
        field = self._segment.field(name)
        numbers = field.terms.prefixed(start.encode()) if field else range(0)
        if field is None or not numbers:
            return None
        ids = field.run(numbers.start, numbers.stop).ids
        return ConstantPostings(ids if len(numbers) == 1 else united([ids], self._span), weight)

    def _placed(self, tree: Term | Phrase | Near, field: Field) -> Part | None:
        """Words that are to stand in some way to each other."""
        if isinstance(tree, Near):
            return self._near_each_other(tree, field)
        passage = self._passage(tree, field)
        return InOrder(passage, self._span, self._loops) if passage else None

    def _pairs(self, tree: And) -> RememberedPairs:
        pairs = [
            {
                field.name: part
                for field in _asked(pair.left.field or pair.right.field)
                if (part := self._near_each_other(pair, field))
            }
            for pair in tree.parts
            if isinstance(pair, Near)
        ]
        return RememberedPairs(pairs, self._memory, tree, self._span)

    def _near_each_other(self, tree: Near, field: Field) -> Part | None:
        if known := self._memory.get((tree, field.name)):
            return Recalled(known.matches, self._span)
        # A field and its unstemmed twin number their words alike, so a phrase can stand near a stem.
        left, right = self._passage(tree.left, field), self._passage(tree.right, field)
        if not left or not right:
            return None
        part = NearEachOther(left, right, tree.distance, self._span)
        return Remembered(part, self._memory, (tree, field.name), self._span)

    def _passage(self, tree: Term | Phrase, field: Field) -> Passage | None:
        words = [self._word(name, word, field.weight) for name, word in indexed_words(tree, field.name)]
        found = [word for word in words if word is not None]
        slop = tree.slop if isinstance(tree, Phrase) else 1
        return Passage(found, slop, self._span, self._loops) if found and len(found) == len(words) else None

    def _either(self, trees: Sequence[Query]) -> Part:
        """Words by themselves are taken together, so that their postings are added up in one go."""
        if len(trees) > 1 and all(_narrows(each, trees[0]) for each in trees[1:]):
            return Raised(self.latest(trees[0]), lambda: [self.part(each) for each in trees[1:]], self._span)
        words: list[Term | Prefix | Phrase | Keyword] = []
        parts: list[Part] = []
        for tree in trees:
            match tree:
                case Term() | Prefix() | Phrase(words=(_,)):
                    words.append(tree)
                case Keyword() if tree.score:
                    words.append(tree)
                case _:
                    parts.append(self.part(tree))
        return self._any([self._words(words), *parts] if words else parts)

    def _any(self, parts: Iterable[Part | None]) -> Part:
        there = [part for part in parts if part is not None]
        return there[0] if len(there) == 1 else AnyOf(there, self._span, self._loops)

    def _conjunction(self, trees: Sequence[Query]) -> Part:
        wanted = [self.part(tree) for tree in trees if not isinstance(tree, Not)]
        unwanted = [self.latest(tree.part) for tree in trees if isinstance(tree, Not)]
        return (
            wanted[0]
            if len(wanted) == 1 and not unwanted
            else AllOf(wanted, unwanted, self._span, self._loops)
        )


def _narrows(tree: Query, other: Query) -> bool:
    """Whether a conjunction asks for all that another does, if for two words of it near each other."""
    if not isinstance(tree, And) or not isinstance(other, And):
        return False
    near = [each for part in tree.parts if isinstance(part, Near) for each in (part.left, part.right)]
    return set(other.parts) <= {*tree.parts, *near}


def _asked(name: str | None) -> tuple[Field, ...]:
    return (FIELD[name],) if name else TEXT_FIELDS


def day_numbers(since: date | None, until: date | None) -> tuple[int, int]:
    """The first and the last day as the index has them, such as 20200312."""
    first = int(since.strftime("%Y%m%d")) if since else 0
    return first, int(until.strftime("%Y%m%d")) if until else 99_999_999
