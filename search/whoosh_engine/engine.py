"""The embedded engine: opens the current generation and answers from it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from time import perf_counter

from whoosh import query as whoosh_query
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher

from corpus.citation import CitedExchange
from corpus.registry import Registry
from indexer.analysis import words
from indexer.codec.codec import open_index
from indexer.documents import StoredExchange, restore
from indexer.fields import FACETS, TEXT_FIELDS
from indexer.identity import identity_key
from indexer.schema import exact_name, keyword_term
from search.engine import Standing
from search.grouping import Groups
from search.moving import Moving
from search.passages.snippets import Highlighter
from search.query.tree import Everything, Query
from search.request import Request, Sort
from search.result import AllHits, Hit, Result
from search.whoosh_engine.candidates import Found, WhooshCandidates
from search.whoosh_engine.columns import Columns, load_columns
from search.whoosh_engine.compiling import compiled
from search.whoosh_engine.grouping import groups_of
from search.whoosh_engine.narrowing import count_facets, narrow


class WhooshEngine:
    """Whoosh's own searcher behind the engine interface.

    It visits every match as a Python object: right and plain rather than fast. What opens the files of a
    generation says with which codec they are written.
    """

    def __init__(
        self, folder: Path, registry: Registry, opens: Callable[[Path], FileIndex] = open_index
    ) -> None:
        self._registry = registry
        self._moving = Moving(folder, lambda generation: _Opened(generation.name, opens(generation.path)))

    @property
    def generation(self) -> str:
        return self._moving.current().name

    def standing(self) -> Standing:
        return self._moving.standing()

    def search(self, request: Request) -> Result:
        began = perf_counter()
        opened = self._moving.current()
        scores = opened.scores(request.query.tree)
        narrowed = narrow(scores, request, opened.columns)
        start = (request.page - 1) * request.size
        ordered = opened.ordered(narrowed.passing, scores, request.sort)
        page = {number: opened.stored(number) for number in ordered[start : start + request.size]}
        shown = Highlighter(request).highlight(list(page.values()))
        hits = tuple(
            Hit(stored.cited, scores[number], each.title_marks, each.snippets)
            for (number, stored), each in zip(page.items(), shown, strict=True)
        )
        facets = count_facets(narrowed, request, opened.columns, self._registry)
        took_ms = (perf_counter() - began) * 1000
        return Result(len(narrowed.passing), hits, opened.name, facets, took_ms)

    def totals(self, requests: Sequence[Request]) -> list[int]:
        opened = self._moving.current()
        return [opened.page(each)[0] for each in requests]

    def every(self, request: Request) -> AllHits:
        opened = self._moving.current()
        scores = opened.scores(request.query.tree)
        passing = narrow(scores, request, opened.columns).passing
        ordered = opened.ordered(passing, scores, request.sort)
        hits = (Hit(opened.stored(number).cited, scores[number]) for number in ordered)
        return AllHits(opened.name, lambda: len(passing), hits)

    def candidates(self, requests: Sequence[Request]) -> WhooshCandidates:
        opened = self._moving.current()
        found = [opened.page(request) for request in requests]
        return WhooshCandidates(opened.name, opened.reader, found, opened.scores, opened.stored)

    def groups(self, request: Request, field: str, first: int) -> Groups:
        opened = self._moving.current()
        scores, column = opened.scores(request.query.tree), opened.columns.keywords[field]
        passing = narrow(scores, request, opened.columns).passing
        found = opened.ordered(passing, scores, request.sort)

        def first_of(numbers: Sequence[int]) -> tuple[Hit, ...]:
            return tuple(Hit(opened.stored(each).cited, scores[each]) for each in numbers[:first])

        return groups_of(found, column, request, field, self._registry, first_of)

    def exchange(self, id: str) -> CitedExchange | None:
        opened = self._moving.current()
        number = opened.number_of(id)
        return None if number is None else opened.stored(number).cited

    def vocabulary(self, least: int) -> Mapping[str, int]:
        return self._moving.current().vocabulary(least)

    def title_phrases(self, least: int, longest: int) -> Mapping[str, int]:
        return self._moving.current().title_phrases(least, longest)

    def close(self) -> None:
        self._moving.current().close()


class _Opened:
    """One generation, open."""

    def __init__(self, name: str, opened: FileIndex) -> None:
        self.name = name
        self._index = opened
        self._searcher: Searcher = self._index.searcher()

    @cached_property
    def columns(self) -> Columns:
        return load_columns(self._searcher.reader(), FACETS)

    def scores(self, tree: Query) -> dict[int, float]:
        """The score of each match, by document number."""
        if isinstance(tree, Everything):
            return dict.fromkeys(self.columns.live, 0.0)
        query = compiled(tree, self._searcher.reader())
        scores: dict[int, float] = {}
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(leaf, SearchContext(weighting=self._searcher.weighting))
            while matcher.is_active():
                scores[matcher.id() + offset] = matcher.score()
                matcher.next()
        return scores

    def ordered(self, numbers: list[int], scores: dict[int, float], sort: Sort) -> list[int]:
        """Documents in the order asked for; equal ones newest first, then by id."""
        rank, dates = self.columns.rank, self.columns.dates
        match sort:
            case Sort.RELEVANCE:
                return sorted(numbers, key=lambda number: (-scores[number], rank[number]))
            case Sort.NEWEST:
                return sorted(numbers, key=lambda number: rank[number])
            case Sort.OLDEST:
                return sorted(numbers, key=lambda number: (dates[number], rank[number]))

    def page(self, request: Request) -> Found:
        """What is on the page of a request, unread."""
        scores = self.scores(request.query.tree)
        passing = narrow(scores, request, self.columns).passing
        start = (request.page - 1) * request.size
        numbers = self.ordered(passing, scores, request.sort)[start : start + request.size]
        return len(passing), {number: scores[number] for number in numbers}

    @property
    def reader(self) -> IndexReader:
        return self._searcher.reader()

    def stored(self, number: int) -> StoredExchange:
        return restore(self._searcher.stored_fields(number)["stored"])

    def number_of(self, id: str) -> int | None:
        """The document of an exchange's id, or of another key that leads to it."""
        for field, term in (("id", id), ("key", keyword_term(identity_key(id)))):
            numbers = list(self._searcher.docs_for_query(whoosh_query.Term(field, term)))
            if numbers:
                return int(numbers[0])
        return None

    def title_phrases(self, least: int, longest: int) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for number in self.columns.live:
            title = [word.text for word in words(self.stored(number).cited.exchange.title)]
            runs = (title[at : at + n] for n in range(1, longest + 1) for at in range(len(title) - n + 1))
            counts.update({" ".join(run) for run in runs})
        return {run: count for run, count in counts.items() if count >= least}

    def vocabulary(self, least: int) -> dict[str, int]:
        counts: dict[str, int] = {}
        for field in TEXT_FIELDS:
            for word, info in self._searcher.reader().iter_field(exact_name(field.name)):
                count = int(info.doc_frequency())
                if count >= least:
                    counts[word.decode()] = max(count, counts.get(word.decode(), 0))
        return counts

    def close(self) -> None:
        self._searcher.close()
        self._index.close()
