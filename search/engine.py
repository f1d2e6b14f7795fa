"""What an engine does: the array engine and Whoosh's own searcher, its oracle, pass one test suite."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.citation import CitedExchange
from search.grouping import Groups
from search.query.terms import Sought
from search.query.tree import Query
from search.request import Request
from search.result import AllHits, Hit, Result


class Standing(Struct, frozen=True):
    """How an engine stands, as its operator wants to know it."""

    generation: str
    """The one that answers."""
    exchanges: int
    trouble: str | None
    """Why that is not the one that should, such as a newer one that cannot be opened; names no paths."""


class Candidates(Protocol):
    """Hits of some requests to be looked at closer: put in order before any of them is read.

    They have places from 0 on, those of one request after those of the one before, each in its order.
    All that is told of them is from one generation.
    """

    @property
    def generation(self) -> str: ...

    @property
    def totals(self) -> Sequence[int]:
        """How many hits each request has in all."""
        ...

    @property
    def scores(self) -> Sequence[Sequence[float]]:
        """Of the hits on the page of each request: so many there are."""
        ...

    def lengths(self) -> NDArray[np.integer[Any]]:
        """About how many words each has in each text field: they differ by a few in a hundred at the most.

        A row for each of `TEXT_FIELDS`, in which each has its place.
        """
        ...

    def frequencies(
        self, trees: Sequence[Sought], places: Sequence[int] | None = None
    ) -> NDArray[np.integer[Any]]:
        """How often some things stand in each text field of each of them; of each a row a field, as above.

        Of those at some places only, where some are given.
        Words that are to stand in some way to each other are not counted by their places: where they do so
        in a field, they count as often as the rarest of them stands in it.
        """
        ...

    def matching(self, tree: Query) -> NDArray[np.bool_]:
        """By place, whether it matches a query."""
        ...

    def hit(self, place: int) -> Hit:
        """One of them, read; without marks and passages."""
        ...

    def shown(self, places: Sequence[int], request: Request) -> tuple[Hit, ...]:
        """Some of them, with the marks and passages that another request asks for."""
        ...


class Engine(Protocol):
    """Answers requests from one index.

    An engine moves over to a newer generation by itself, between two requests; one answer is always
    from one generation, and says which.
    """

    @property
    def generation(self) -> str:
        """The name of the generation that the next answer will come from."""
        ...

    def standing(self) -> Standing:
        """Which generation answers, how much it holds, and whether all is well."""
        ...

    def search(self, request: Request) -> Result:
        """Find, order, cut out and count.

        Every facet is counted under the other facets' filters but not under its own, so that the
        count beside a value is what choosing it gives. Values that are filtered for are always given.
        """
        ...

    def totals(self, requests: Sequence[Request]) -> Sequence[int]:
        """How many hits each of some requests has, all from one generation.

        Asked for together where they ask for nearly the same, such as all words but one.
        """
        ...

    def every(self, request: Request) -> AllHits:
        """All hits of a request, whatever its page: what a download streams."""
        ...

    def candidates(self, requests: Sequence[Request]) -> Candidates:
        """What is on the pages of some requests, unread; no facets are counted."""
        ...

    def groups(self, request: Request, field: str, first: int) -> Groups:
        """What a request finds, by the values of a facet: those on its page, each with its first hits."""
        ...

    def exchange(self, id: str) -> CitedExchange | None:
        """The exchange of this id, or of an id that was redirected to it."""
        ...

    def vocabulary(self, least: int) -> Mapping[str, int]:
        """The unstemmed words that stand in at least so many exchanges, and in how many.

        Counted in the text field that has the word most often; deleted exchanges may count.
        """
        ...

    def title_phrases(self, least: int, longest: int) -> Mapping[str, int]:
        """The runs of up to so many unstemmed words in at least so many titles, and in how many each is."""
        ...

    def close(self) -> None: ...
