"""When did a body, or a name of one, hold? As a person says it."""

from corpus.registry import Body, Name
from search.query.dates import MONTHS


def years(named: Body | Name) -> str:
    """``2012 to 2021``, ``since 2021``, ``until 2021``; nothing where nothing is known."""
    return _span(named.since and named.since[:4], named.until and named.until[:4])


def lifetime(named: Body | Name) -> str:
    """The same with the months and days that are known: ``2012 to February 2021``."""
    return _span(named.since and _spelled(named.since), named.until and _spelled(named.until))


def name_with_years(body: Body) -> str:
    """``Biometrics Commissioner (2012 to 2021)``."""
    known = years(body)
    return f"{body.name} ({known})" if known else body.name


def _span(since: str | None, until: str | None) -> str:
    if since and until:
        return since if since == until else f"{since} to {until}"
    if since:
        return f"since {since}"
    return f"until {until}" if until else ""


def _spelled(day: str) -> str:
    """A year, a month or a day of the registry, which has checked it."""
    year, *rest = day.split("-")
    month = f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {month}" if len(rest) == 2 else month
