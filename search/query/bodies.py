"""Which public bodies does a query name in its words, so that a page can offer them as a filter?"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from corpus.registry import Body, Registry
from search.query.tokens import Bracket, Joint, Named, Operator, Plain, Quoted, Token, tokenise
from search.query.warnings import Warnings

LONGEST = 8
"""How many words a name may have."""

WORDS = 32
"""How many words of a query are looked at."""

OFFERED = 5
"""How many bodies are offered at the most."""

_AROUND = ".,;:!?*"
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)


def bodies_named(text: str, registry: Registry) -> tuple[Body, ...]:
    """The bodies that words of a query name, in the query's order, the longest name first at each place.

    What is excluded, and what is asked of a field, names nothing that could be offered.
    """
    words = list(islice(_words(tokenise(text, Warnings())), WORDS))
    found: dict[str, Body] = {}
    at = 0
    while at < len(words):
        together = list(takewhile(bool, words[at : at + LONGEST]))
        bodies, length = _at_start(together, registry)
        found.update((body.id, body) for body in bodies)
        at += length
    return tuple(found.values())[:OFFERED]


def _at_start(words: Sequence[str], registry: Registry) -> tuple[tuple[Body, ...], int]:
    """The bodies of the longest name that these words begin with, and after how many words to go on."""
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        bodies = registry.find(name)
        if not bodies and (owner := _POSSESSIVE.sub("", name)) != name:
            bodies = registry.find(owner)
        if bodies and name not in _ORDINARY:
            return bodies, length
    return (), 1


_SHORT_WORDS = """
act all and are ban be by can cap car co do far fee for go has he her his if in into is it may men met
net new no not now of off on or pre re run so st tab ten the to up us who will
"""
_ORDINARY = frozenset(_SHORT_WORDS.split())
"""Words that are also short names of some body or other: they name it only in capitals."""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """The words that are asked for; an empty one where those before and after do not stand together."""
    apart = False
    aside = [False]
    for token in tokens:
        match token:
            case Plain(text=text) if not (apart or aside[-1]):
                yield text.strip(_AROUND)
                continue
            case Quoted(text=text) if not (apart or aside[-1]):
                yield from ("", *text.split())
            case Bracket(opens=True):
                aside.append(apart or aside[-1])
            case Bracket():
                aside.pop()
        yield ""
        apart = isinstance(token, Named) or (isinstance(token, Joint) and token.operator is Operator.NOT)
