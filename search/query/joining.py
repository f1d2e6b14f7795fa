"""Joining parts of a query: nothing for none, a part by itself for one, and no part twice."""

from collections.abc import Iterable, Sequence

from search.query.tree import And, Dates, Or, Query


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """Every part must hold. Lists of the same kind become one, and so do days: ``from:2019 to:2020``."""
    flat = [each for part in parts if part for each in (part.parts if isinstance(part, And) else (part,))]
    distinct = tuple(dict.fromkeys(_with_common_days(flat)))
    return And(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def any_of(parts: Iterable[Query | None]) -> Query | None:
    """At least one part must hold. Lists of the same kind become one."""
    flat = [each for part in parts if part for each in (part.parts if isinstance(part, Or) else (part,))]
    distinct = tuple(dict.fromkeys(flat))
    return Or(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _with_common_days(parts: Sequence[Query]) -> Sequence[Query]:
    """All dates as the days they have in common, in the place of the first; as they are if they have none."""
    dates = [part for part in parts if isinstance(part, Dates)]
    if len(dates) < 2:
        return parts
    since = max((each.since for each in dates if each.since), default=None)
    until = min((each.until for each in dates if each.until), default=None)
    if since and until and since > until:
        return parts
    common = Dates(since, until)
    return [common if isinstance(part, Dates) else part for part in parts]
