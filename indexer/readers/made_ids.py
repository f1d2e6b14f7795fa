"""Ids for exchanges whose source gives none: made from what they are, so that they stay the same."""

from datetime import date

from corpus.folding import fold

_LONGEST = 80


def made_id(folder: str, day: date, title: str) -> str:
    """An id in ParlParse's shape, with the title in the place of the house's number.

    >>> made_id("london-mayors-questions", date(2020, 3, 12), "Tube & rail (1)")
    'london-mayors-questions/2020-03-12.tube-and-rail-1.q0'
    """
    slug = fold(title).replace(" ", "-")[:_LONGEST].strip("-")
    return f"{folder}/{day.isoformat()}.{slug or 'untitled'}.q0"
