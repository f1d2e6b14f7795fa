"""One generation of the index, open for searching."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from corpus.registry import Registry
from indexer.codec.index import ArrayIndex
from indexer.codec.lengths import LENGTHS
from indexer.codec.segment import Segment
from indexer.documents import StoredExchange, restore
from indexer.fields import TEXT_FIELDS, Field
from indexer.generations import Generation
from indexer.identity import identity_key
from indexer.schema import exact_name, keyword_term
from search.array_engine.arrays import NO_IDS, Holds, Ids, Numbers, Rows, end_to_end
from search.array_engine.columns import Column, load_column
from search.array_engine.compiled import Loops
from search.array_engine.compiling import Compiler
from search.array_engine.facets import Facets
from search.array_engine.matching import Leaf, Matched
from search.array_engine.parts import Matches
from search.array_engine.scoring import Scoring
from search.query.terms import Sought
from search.query.tree import Everything, Query

_KEPT_VALUES = 1_000
_KEPT_EXCHANGES = 500
"""The same ones are shown again when a reader narrows, sorts, goes back or opens one: some 5 MB."""
_KEPT_FACETS = 8
"""A page asks for the same facets again and again."""


class OpenGeneration:
    """Its arrays, and what is worked out of them once and kept."""

    def __init__(
        self, generation: Generation, registry: Registry, loops: Loops | None, once: bool = False
    ) -> None:
        """Of this generation; to answer once, facets are not made ready to be counted again."""
        self.name = generation.name
        self._registry = registry
        self._loops, self._once = loops, once
        self._index = ArrayIndex.open(generation.path)
        self._columns: dict[str, Column] = {}
        self._meant = lru_cache(maxsize=_KEPT_VALUES)(self._terms_meant)
        self.stored = lru_cache(maxsize=_KEPT_EXCHANGES)(self.read)
        """What is kept of a document."""
        self.facets = lru_cache(maxsize=_KEPT_FACETS)(self._facets)
        """What is counted, by the names of the facets."""
        scoring = Scoring(self._index.segments)
        self._compilers = [Compiler(segment, scoring, self._meant, loops) for segment in self._index.segments]

    @property
    def doc_count(self) -> int:
        """All documents, deleted ones included: ids are below it."""
        return self._index.doc_count

    @cached_property
    def live(self) -> Ids:
        """The documents that are not deleted."""
        return np.arange(self.doc_count) if self._alive is None else np.flatnonzero(self._alive)

    @cached_property
    def newest_rows(self) -> Rows:
        """The places in `live`, newest first, equal days by id."""
        return np.argsort(self.rank.take(self.live))

    @property
    def rank(self) -> Numbers:
        """By document: its place among all, newest first, equal days by id."""
        return self._index.newest_rank

    @cached_property
    def dates(self) -> Numbers:
        """By document, as 20200312."""
        dates = [_dates(segment) for segment in self._index.segments]
        return dates[0] if len(dates) == 1 else np.concatenate([*dates, NO_IDS])

    def matched(self, tree: Query) -> Matched:
        """The documents that a query matches, over all segments and without deleted ones."""
        if isinstance(tree, Everything):
            return Matched((), self._loops, self.live)
        return self._found([compiler.latest(tree).find() for compiler in self._compilers])

    def each_matched(self, trees: Sequence[Query]) -> list[Matched]:
        """The same of several queries, which may ask for nearly the same; nothing is scored."""
        narrowing = [tree for tree in trees if not isinstance(tree, Everything)]
        by_segment = [compiler.find_each(narrowing) for compiler in self._compilers]
        found = {tree: self._found([each[at] for each in by_segment]) for at, tree in enumerate(narrowing)}
        return [found[tree] if tree in found else self.matched(tree) for tree in trees]

    def having(self, field: str, terms: Sequence[str]) -> Ids:
        """The documents, deleted ones too, that have any of these folded values in a keyword field."""
        return end_to_end([each.having(field, terms) for each in self._compilers], self._index.bases)

    def frequencies(self, trees: Sequence[Sought], apart: Sequence[Ids]) -> Numbers:
        """How often a few documents have some things, as `search.engine.Candidates` counts it."""
        found = [
            compiler.frequencies(trees, own) for compiler, own in zip(self._compilers, apart, strict=True)
        ]
        nothing = np.zeros((len(trees), len(TEXT_FIELDS), 0), np.uint32)
        return found[0] if len(found) == 1 else np.concatenate([nothing, *found], axis=2)

    def apart(self, ids: Ids) -> list[Ids]:
        """Documents, ascending, by segment, numbered as there."""
        starts = ids.searchsorted([*self._index.bases, self.doc_count]).tolist()
        between = zip(self._index.bases, pairwise(starts), strict=True)
        return [ids[first:last] - base for base, (first, last) in between]

    def lengths(self, field: str, ids: Ids) -> Numbers:
        """How many words some documents, ascending, have in a text field, as a byte tells it."""
        found = [
            np.zeros(len(own)) if (coded := segment.lengths(field)) is None else LENGTHS.take(coded.take(own))
            for segment, own in zip(self._index.segments, self.apart(ids), strict=True)
        ]
        return np.concatenate([np.zeros(0), *found]).astype(np.int64)

    def column(self, facet: str) -> Column:
        column = self._columns.get(facet)
        if column is None:
            column = self._columns[facet] = load_column(self._index, facet, self._registry, self._loops)
        return column

    def read(self, number: int) -> StoredExchange:
        """The same, not to be kept: for those who go through very many."""
        place = bisect_right(self._index.bases, number) - 1
        return restore(self._index.segments[place].stored(number - self._index.bases[place]))

    def number_of(self, id: str) -> int | None:
        """The document of an exchange's id, or of another key that leads to it."""
        for field, term in (("id", id), ("key", keyword_term(identity_key(id)))):
            numbers = self._living(self.having(field, [term]))
            if len(numbers):
                return int(numbers[0])
        return None

    def vocabulary(self, least: int) -> dict[str, int]:
        """The unstemmed words in at least so many exchanges, by the text field that has each most often."""
        most: dict[str, int] = {}
        for field in TEXT_FIELDS:
            for word, count in self._frequencies(exact_name(field.name)).items():
                if count >= max(least, most.get(word, 0)):
                    most[word] = count
        return most

    def title_phrases(self, least: int, longest: int) -> dict[str, int]:
        """The runs of words in at least so many titles, and in how many."""
        from search.array_engine.title_phrases import title_phrases  # noqa: PLC0415 (only a search box asks)

        return title_phrases(self._index, least, longest)

    def _frequencies(self, name: str) -> Counter[str]:
        """By term: how many documents of all segments have it, deleted ones included."""
        counts: Counter[str] = Counter()
        for segment in self._index.segments:
            field = segment.field(name)
            if field is not None:
                starts = field.run_starts(0, len(field.terms))
                frequencies = (starts[1:] - starts[:-1]).tolist()
                counts.update(dict(zip((term.decode() for term in field.terms), frequencies, strict=True)))
        return counts

    @cached_property
    def _alive(self) -> Holds | None:
        """By document, whether it is not deleted; None where none is."""
        if not any(len(segment.deleted) for segment in self._index.segments):
            return None
        alive = np.ones(self.doc_count, bool)
        for segment, base in zip(self._index.segments, self._index.bases, strict=True):
            alive[segment.deleted.astype(np.int64) + base] = False
        return alive

    def _found(self, by_segment: Sequence[Matches]) -> Matched:
        """What was found in all segments, without deleted documents."""
        leaves = [
            Leaf(base, segment.doc_count, matches)
            for base, segment, matches in zip(
                self._index.bases, self._index.segments, by_segment, strict=True
            )
        ]
        found = Matched(leaves, self._loops)
        return found if self._alive is None else found.kept(self._alive.take(found.ids))

    def _facets(self, names: tuple[str, ...]) -> Facets:
        columns = {name: self.column(name) for name in names}
        return Facets(columns, self.live, self.doc_count, self._loops, self._once)

    def _living(self, ids: Ids) -> Ids:
        return ids if self._alive is None else ids.compress(self._alive.take(ids))

    def _terms_meant(self, field: Field, value: str) -> tuple[str, ...]:
        """The value itself; where no exchange has it, those that hold its words, if the field allows that."""
        wanted = keyword_term(field.canonical(value))
        if not field.by_words or len(self._living(self.having(field.name, [wanted]))):
            return (wanted,)
        return tuple(sorted({term for term in self._terms(field.name) if f" {wanted} " in f" {term} "}))

    def _terms(self, name: str) -> Iterable[str]:
        for segment in self._index.segments:
            field = segment.field(name)
            if field is not None:
                yield from (term.decode() for term in field.terms)


def _dates(segment: Segment) -> Numbers:
    numbers = segment.numbers("date")
    if numbers is None:
        raise LookupError(f"{segment.name}: its exchanges have no dates")
    return numbers
