"""What a reader is told when there is no answer: what happened, in words, and never why it did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """What a page says of a status."""

    title: str
    text: str


_FAILURES = {
    404: Failure(
        "Page not found",
        "There is nothing at this address. An exchange may have another one since the index was rebuilt: a "
        "search for its title or reference finds it.",
    ),
    405: Failure("Nothing can be changed here", "Pages can be read, and nothing else can be done with them."),
    413: Failure("Nothing can be sent here", "Pages can be asked for, but nothing can be sent along."),
    414: Failure("This address is too long", "A search with fewer words or fewer filters has a shorter one."),
    429: Failure(
        "Too many requests",
        "More pages were asked for from where you are than this site gives in so short a time. Wait a "
        "little. Whoever needs many exchanges gets all of them at once as a download.",
    ),
    503: Failure("Not available right now", "The index cannot be read at the moment. Try again in a minute."),
}
_OTHERS = Failure("This cannot be answered", "This address does not take such a request.")
_OURS = Failure(
    "Something went wrong",
    "The mistake is ours, and it has been noted. Trying again, or a simpler search, may help.",
)


def failure(code: int) -> Failure:
    """What to say of a status."""
    return _FAILURES.get(code, _OURS if code >= 500 else _OTHERS)
