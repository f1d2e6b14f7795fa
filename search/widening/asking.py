"""What a question asks to be told: a number, a sum, a day, a name, or why a thing is hard to get.

Such words are left out where others say more, since no answer need have them. But of twenty exchanges about
the same thing, one in which it was asked how many there are answers how many there are: these words find
nothing, and put higher what is found.
"""

from collections.abc import Iterable

from search.query.tree import Term

_HAD = ("access", "availability", "waiting", "shortage")
"""What is asked of that which is hard to get."""

_SAID = (
    (("how", "many"), ("many", "number", "proportion")),
    (("how", "much"), ("much", "cost", "spend")),
    (("how", "long"), ("long", "average", "waiting", "length")),
    (("when",), ("when", "timetable")),
    (("who",), ("who", "names")),
    (("hard",), _HAD),
    (("cant",), _HAD),
)
"""Words of a question, and what questions of the record say that ask for the same; of several the first."""


def asked_to_be_told(words: Iterable[str]) -> tuple[Term, ...]:
    """What the question of an exchange may say that answers a question with these words."""
    known = set(words)
    for asked, said in _SAID:
        if known.issuperset(asked):
            return tuple(map(Term, said))
    return ()
