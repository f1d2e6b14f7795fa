"""What a question asks to be told: a number, a sum, a day, a name, or why a thing is hard to get.

Such words are left out where others say more, since no answer need have them. But of twenty exchanges about
the same thing, one in which it was asked how many there are answers how many there are: these words find
nothing, and put higher what is found.
"""

from collections.abc import Iterable, Sequence

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


ASKING = frozenset(
    ("what", "whether", "how", "if", "when", "which", "why", "who", "where", "further", "pursuant")
)
"""Words with which that begins which is asked, behind whom it is put to."""

_LONGEST = 40
"""How many words may say whom a question is put to."""


def put_to(words: Sequence[str]) -> int:
    """How many words of a pasted question say whom it is put to, and nothing of what it asks.

    "To ask the Secretary of State for Health and Social Care, what …" begins thousands of questions.

    >>> put_to("to ask the scottish government how many".split())
    5
    """
    if tuple(words[:2]) != ("to", "ask"):
        return 0
    return next((at for at, word in enumerate(words[:_LONGEST]) if word in ASKING), 0)


def asked_to_be_told(words: Iterable[str]) -> tuple[Term, ...]:
    """What the question of an exchange may say that answers a question with these words."""
    known = set(words)
    for asked, said in _SAID:
        if known.issuperset(asked):
            return tuple(map(Term, said))
    return ()
