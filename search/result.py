"""What an engine answers, as plain records: text and spans, never HTML.

An answer has a hundred facet values, snippets and hits: those are named tuples, which are made in a third of
the time.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from corpus.citation import CitedExchange
from corpus.exchange import Role

Mark = tuple[int, int]
"""From and to, in characters of the text that it belongs to."""

ENOUGH = 10
"""So many exchanges with all words are enough: nothing follows them."""


class Snippet(NamedTuple):
    """A passage of one speech."""

    speech: int
    """Which of the exchange's speeches, from 0."""
    speaker: str
    role: Role
    text: str
    marks: tuple[Mark, ...] = ()


class Hit(NamedTuple):
    """One exchange found."""

    cited: CitedExchange
    score: float
    title_marks: tuple[Mark, ...] = ()
    snippets: tuple[Snippet, ...] = ()


class FacetValue(NamedTuple):
    """One value of a facet, and how many exchanges choosing it would give."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # Nobody counts in the tuple.


class Result(Struct, frozen=True):
    """The answer to a request."""

    total: int
    hits: tuple[Hit, ...]
    generation: str
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    took_ms: float = 0.0


class AllHits(Struct, frozen=True):
    """Every hit of a request in its order, without snippets; to be gone through once.

    They are read as they are asked for, all from the one generation that was current when it was asked.
    """

    generation: str
    count: Callable[[], int]
    """How many there are: the best of them may be known before they are counted."""
    hits: Iterator[Hit]

    @property
    def total(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Hit]:
        return self.hits


class DidYouMean(Struct, frozen=True):
    """The query in another spelling, and how many exchanges have all of its words."""

    text: str
    total: int


class Wider(Struct, frozen=True):
    """What follows the exchanges with all words; the best first, whatever the order of those."""

    total: int
    """How many exchanges hold something of what was asked for, but not all of its words."""
    given: int
    """How many of them can be paged to."""
    words: str
    """What they are, as a heading."""
    is_named: bool
    """Whether the query is a name and nothing else, and these are what it names: then nothing is missing."""
    because: tuple[str, ...]
    """What was looked for beside the words as they were typed, and what was left out, a sentence each."""
    limits: tuple[str, ...]
    """What of the words as they were typed was not looked for by itself: that has limits, a sentence each."""
    did_you_mean: DidYouMean | None
    hits: tuple[Hit, ...]
    """Those on this page, after the result's own."""
    facets: Mapping[str, tuple[FacetValue, ...]]
    """What all of them can be narrowed by; none where some exchanges have all words, for then the result's
    own facets count those."""


class Answer(Struct, frozen=True):
    """A result, and what follows it."""

    result: Result
    """Of the strict query: its total and its facets count exchanges with all words."""
    wider: Wider | None = None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Those on this page, the strict query's own first."""
        return (*self.result.hits, *(self.wider.hits if self.wider else ()))

    @property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """What it can be narrowed by: of what has all words, or where nothing has, of what follows."""
        return self.wider.facets if self.wider and not self.result.total else self.result.facets

    @property
    def length(self) -> int:
        """How many hits there are to page through."""
        return self.result.total + (self.wider.given if self.wider else 0)
