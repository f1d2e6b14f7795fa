"""Which exchanges are parts of one subject, as houses number them: "Bus fares (1)", "Bus fares (2)"?"""

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

_NUMBERED = re.compile(r"\s*\((?P<number>\d{1,2})\)\s*\Z")
_NUMBERS = range(1, 10)
_READ = 60
_LONGEST = 24
"""How many words of a title are asked for."""

_APART = timedelta(days=60)
"""How far apart parts may be answered: they are asked together, and the same title comes again next year."""


def other_parts(exchange: Exchange, engine: Engine) -> Sequence[Exchange]:
    """The other parts, in the order of their numbers; an unnumbered title can be the first."""
    base, number = _base_and_number(exchange.title)
    beginning = tuple(word.text for word in words(base))[:_LONGEST]
    if not beginning:
        return ()
    titles = [Phrase((*beginning, str(each)), "title") for each in _NUMBERS]
    titles += [Phrase(beginning, "title")] if number else []
    tree = all_of((Keyword("collection", exchange.collection), _days_around(exchange.date), any_of(titles)))
    hits = islice(engine.every(Request(ParsedQuery(tree=tree or Everything()))), _READ)
    numbered = [(_base_and_number(hit.cited.exchange.title), hit.cited.exchange) for hit in hits]
    parts = [
        (its_number, other.id, other)
        for (its_base, its_number), other in numbered
        if fold(its_base) == fold(base) and its_number != number and other.id != exchange.id
    ]
    return [other for _, _, other in sorted(parts, key=lambda each: each[:2])]


def _base_and_number(title: str) -> tuple[str, int]:
    """A title without its number, and the number; 0 where it has none."""
    numbered = _NUMBERED.search(title)
    return (title[: numbered.start()], int(numbered["number"])) if numbered else (title, 0)


def _days_around(day: date) -> Dates:
    first, last = day.toordinal() - _APART.days, day.toordinal() + _APART.days
    return Dates(
        date.fromordinal(max(first, date.min.toordinal())), date.fromordinal(min(last, date.max.toordinal()))
    )
