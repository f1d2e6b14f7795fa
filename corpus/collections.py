"""The collections an exchange can belong to, and everything that they are called."""

from msgspec import Struct

from corpus.folding import fold


class Collection(Struct, frozen=True):
    """A set of exchanges that belong together: one house's kind of question."""

    key: str
    title: str
    house: str
    twfy: str | None = None
    """TheyWorkForYou's name of it in ``section:`` and in the path of its addresses."""
    conventions: tuple[str, ...] = ()
    """Abbreviations' conventions that hold in it without a definition, as the registry names them."""
    also: tuple[str, ...] = ()
    """What else people, TheyWorkForYou and the ids of exchanges call it."""

    @property
    def names(self) -> frozenset[str]:
        """Every name that means this collection, folded; not TheyWorkForYou's, which can mean two."""
        return frozenset(map(fold, (self.key, self.title, self.house, *self.also)))


LONDON = Collection(
    "london-mayors-questions", "Questions to the Mayor of London", "London Assembly", "london", ("london",),
    ("lmq", "lmqs", "london", "Mayor's Questions"),
)  # fmt: skip
COMMONS = Collection(
    "wrans", "Commons written answers", "House of Commons", "wrans", ("uk",),
    # An id that begins with "twfy" is of one of TheyWorkForYou's pages of written answers.
    ("commons", "twfy"),
)  # fmt: skip
LORDS = Collection(
    "lordswrans", "Lords written answers", "House of Lords", "wrans", ("uk",), ("lords",)
)  # fmt: skip
SCOTLAND = Collection(
    "spwa", "Scottish Parliament written answers", "Scottish Parliament", "spwrans", ("scotland",),
    ("spwrans", "scotland"),
)  # fmt: skip
ALDERWICK = Collection(
    "alderwick", "Questions to the Mayor of Alderwick (fictional)", "Alderwick Assembly", None, ("london",)
)

COLLECTIONS = {each.key: each for each in (LONDON, COMMONS, LORDS, SCOTLAND, ALDERWICK)}


def collection_title(key: str) -> str:
    """The name to show; a collection of the user's own shows its key, made readable."""
    known = COLLECTIONS.get(key)
    return known.title if known else key.replace("-", " ").capitalize()


def collection_called(name: str) -> Collection | None:
    """The collection of this key, title, house or other name: ``lmqs`` is the London Assembly's."""
    return _CALLED.get(fold(name))


def collections_of_section(section: str) -> tuple[Collection, ...]:
    """The collections of one of TheyWorkForYou's sections: ``wrans`` is of both Houses."""
    together = tuple(each for each in COLLECTIONS.values() if each.twfy == fold(section))
    called = collection_called(section)
    return together or ((called,) if called else ())


def collection_of(key: str, id: str) -> Collection | None:
    """The collection of an exchange: by its key, else by the first part of the exchange's id."""
    return COLLECTIONS.get(key) or collection_called(id.partition("/")[0])


_CALLED = {name: each for each in COLLECTIONS.values() for name in each.names}
