"""Which exchanges does this one point to, and which point to it?

A number of the Commons or the Lords alone does not say which exchange it means, since each session begins to
count anew. It is the one whose time fits: the day that stands beside the number, or where none does, the last
one before.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from corpus.exchange import Exchange
from corpus.references import Reference, own_numbers, references
from search.engine import Engine
from search.query.joining import all_of, any_of
from search.query.tree import Dates, Everything, Keyword, Query
from search.request import ParsedQuery, Request, Sort

MOST = 20
"""How many numbers of one exchange are looked up, and how many exchanges that point to it are given."""

_READ = 60
"""How many exchanges are read for either: some are of another session, and do not fit."""

_EARLY, _LATE = timedelta(days=7), timedelta(days=45)
"""How far before and after the days of an exchange another may place it: prints and scrapes differ."""

_RECENT = timedelta(days=180)
"""How long ago a question may have been to which no day is given: people leave it out where it is clear."""


def referred_to(exchange: Exchange, engine: Engine) -> Mapping[Reference, Exchange]:
    """What an exchange points to, as far as the index holds it, in the order of its texts."""
    found = references(exchange)
    wanted = list(dict.fromkeys((each.collection, each.number) for each in found))[:MOST]
    if not wanted:
        return {}
    numbered = any_of(
        all_of((Keyword("collection", collection), Keyword("reference", number)))
        for collection, number in wanted
    )
    candidates = _read(numbered, engine)
    chosen = ((each, _meant(each, exchange, candidates)) for each in found)
    return {each: meant for each, meant in chosen if meant}


def referring_to(exchange: Exchange, engine: Engine) -> Sequence[Exchange]:
    """What points to an exchange, the latest first."""
    numbers = own_numbers(exchange)
    if not numbers:
        return ()
    pointing = any_of(Keyword("refers_to", number) for number in sorted(numbers))
    candidates = _read(all_of((pointing, Dates(_plus(exchange.date, -_EARLY), None))), engine)
    found = (each for each in candidates if any(_fits(row, each, exchange) for row in references(each)))
    return tuple(islice(found, MOST))


def _meant(reference: Reference, citing: Exchange, candidates: Iterable[Exchange]) -> Exchange | None:
    """The latest of the exchanges that a reference can mean."""
    fitting = (each for each in candidates if _fits(reference, citing, each))
    return next(fitting, None)


def _fits(reference: Reference, citing: Exchange, other: Exchange) -> bool:
    """Whether a reference of one exchange can mean another, by house, number and time."""
    if reference.collection != other.collection or reference.number not in own_numbers(other):
        return False
    if not reference.comes_again:
        return True
    first = min(other.asked_date or other.date, other.date)
    if reference.days:
        return any(_plus(first, -_EARLY) <= day <= _plus(other.date, _LATE) for day in reference.days)
    return _plus(citing.date, -_RECENT) <= other.date <= _plus(citing.date, _EARLY)


def _read(tree: Query | None, engine: Engine) -> list[Exchange]:
    request = Request(ParsedQuery(tree=tree or Everything()), sort=Sort.NEWEST)
    return [hit.cited.exchange for hit in islice(engine.every(request), _READ)]


def _plus(day: date, span: timedelta) -> date:
    """A day so much later; the first or the last that there is where it would lie beyond."""
    try:
        return day + span
    except OverflowError:
        return date.max if span > timedelta(0) else date.min
