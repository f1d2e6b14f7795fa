"""Which exchanges are parts of one subject, as houses number them?

"Bus fares (1)" and "Bus fares (2)"; in London also "Bus fares (Supplementary) [1]", asked on the spot.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from corpus.exchange import Exchange
from corpus.folding import fold
from indexer.analysis import words
from search.engine import Engine
from search.query.joining import all_of, any_of
from search.query.tree import Dates, Everything, Keyword, Phrase
from search.request import ParsedQuery, Request

_NUMBERED = re.compile(
    r"\s*(?P<later>\(Supplement(?:ary)?\))?\s*[(\[](?P<number>\d{1,2})[)\]]\s*\Z", re.IGNORECASE
)
_ENDINGS = (*map(str, range(1, 10)), "supplementary", "supplement")
"""How the titles of parts go on."""
_READ = 60
_LONGEST = 24
"""How many words of a title are asked for."""

_APART = timedelta(days=60)
"""How far apart parts may be answered: they are asked together, and the same title comes again next year."""


def other_parts(exchange: Exchange, engine: Engine) -> Sequence[Exchange]:
    """The other parts, in the order of their numbers; an unnumbered title can be the first."""
    base, place = _base_and_place(exchange.title)
    beginning = tuple(word.text for word in words(base))[:_LONGEST]
    if not beginning:
        return ()
    titles = [Phrase((*beginning, each), "title") for each in _ENDINGS]
    titles += [Phrase(beginning, "title")] if place != _FIRST else []
    tree = all_of((Keyword("collection", exchange.collection), _days_around(exchange.date), any_of(titles)))
    hits = islice(engine.every(Request(ParsedQuery(tree=tree or Everything()))), _READ)
    placed = [(_base_and_place(hit.cited.exchange.title), hit.cited.exchange) for hit in hits]
    parts = [
        (its_place, other.id, other)
        for (its_base, its_place), other in placed
        if fold(its_base) == fold(base) and its_place != place and other.id != exchange.id
    ]
    return [other for _, _, other in sorted(parts, key=lambda each: each[:2])]


_FIRST = (False, 0)
"""The place of a title without a number."""


def _base_and_place(title: str) -> tuple[str, tuple[bool, int]]:
    """A title without its number, and its place among the parts: supplementaries come last."""
    if numbered := _NUMBERED.search(title):
        return title[: numbered.start()], (numbered["later"] is not None, int(numbered["number"]))
    return title, _FIRST


def _days_around(day: date) -> Dates:
    first, last = day.toordinal() - _APART.days, day.toordinal() + _APART.days
    return Dates(
        date.fromordinal(max(first, date.min.toordinal())), date.fromordinal(min(last, date.max.toordinal()))
    )
