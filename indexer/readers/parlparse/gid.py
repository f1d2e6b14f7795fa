"""What ParlParse's ids say: the kind of record, the day, the scrape, the place on its page."""

import re
from datetime import date

from msgspec import Struct

from corpus.exchange import GID_PREFIX

_GID = re.compile(
    r"(?P<kind>[a-z][a-z-]{0,40})/(?P<day>\d{4}-\d\d-\d\d)(?P<scrape>[a-z]?)\.(?P<place>[\w.-]{1,80})",
    re.ASCII,
)


class Gid(Struct, frozen=True):
    """One id, taken apart: ``wrans/2009-10-26a.294961.q0``."""

    kind: str
    """The record it belongs to (``wrans``); the Lords' own files say ``wrans`` too."""
    day: date
    scrape: str
    place: str
    """What stands after the day: ``294961.q0``."""

    @property
    def anchor(self) -> str:
        """The name of the speech on TheyWorkForYou's page."""
        return f"g{self.place}"

    @property
    def number(self) -> str:
        """The part that is the question's number, in those records whose ids have it."""
        return self.place.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.kind}/{self.day.isoformat()}{self.scrape}.{self.place}"


def gid_of(written: str | None) -> Gid | None:
    """The id that an attribute holds; None where it is no id, or its day is no day."""
    found = _GID.fullmatch(written.strip().removeprefix(GID_PREFIX)) if written else None
    if not found:
        return None
    kind, written_day, scrape, place = found.groups()
    try:
        day = date.fromisoformat(written_day)
    except ValueError:
        return None
    return Gid(kind, day, scrape, place)
