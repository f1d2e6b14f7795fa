"""The collections an exchange can belong to: their names, and what TheyWorkForYou calls them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Collection:
    """A set of exchanges that belong together: one house's kind of question."""

    key: str
    title: str
    house: str
    twfy: str | None = None
    """TheyWorkForYou's name of it in ``section:`` and in the path of its addresses."""
    conventions: tuple[str, ...] = ()
    """Abbreviations' conventions that hold in it without a definition, as the registry names them."""


LONDON = Collection(
    "london-mayors-questions", "Questions to the Mayor of London", "London Assembly", "london", ("london",)
)
COMMONS = Collection("wrans", "Commons written answers", "House of Commons", "wrans", ("uk",))
LORDS = Collection("lordswrans", "Lords written answers", "House of Lords", "wrans", ("uk",))
SCOTLAND = Collection(
    "spwa", "Scottish Parliament written answers", "Scottish Parliament", "spwrans", ("scotland",)
)
ALDERWICK = Collection(
    "alderwick", "Questions to the Mayor of Alderwick (fictional)", "Alderwick Assembly", None, ("london",)
)

COLLECTIONS = {each.key: each for each in (LONDON, COMMONS, LORDS, SCOTLAND, ALDERWICK)}


def collection_title(key: str) -> str:
    """The name to show; a collection of the user's own shows its key, made readable."""
    known = COLLECTIONS.get(key)
    return known.title if known else key.replace("-", " ").capitalize()
