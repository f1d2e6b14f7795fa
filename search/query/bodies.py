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

AROUND = ".,;:!?*"
"""What may stand around a name, and is none of it."""

AMBIGUOUS = 8
"""More bodies than this are not meant by one name."""

_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)


def bodies_named(text: str, registry: Registry) -> tuple[Body, ...]:
    """The bodies that words of a query name, in the query's order, the longest name first at each place.

    What is excluded, and what is asked of a field, names nothing that could be offered.
    """
    words = list(islice(_words(tokenise(text, Warnings())), WORDS))
    found: dict[str, Body] = {}
    at = 0
    while at < len(words):
        if not may_begin_name(words[at], registry):
            at += 1
            continue
        together = list(takewhile(bool, words[at : at + LONGEST]))
        bodies, length = bodies_at_start(together, registry)
        found.update((body.id, body) for body in bodies)
        at += length
    return tuple(found.values())[:OFFERED]


def bodies_at_start(words: Sequence[str], registry: Registry) -> tuple[tuple[Body, ...], int]:
    """The bodies of the longest name that these words begin with, and after how many words to go on.

    To be asked where a name `may_begin_name`.
    """
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        bodies = registry.find(name)
        if not bodies and (owner := _owner(name)) != name:
            bodies = registry.find(owner)
        if bodies and name not in _ORDINARY and not _PLURAL.fullmatch(name):
            return bodies, length
    return (), 1


def may_begin_name(word: str, registry: Registry) -> bool:
    """Whether the name of any body may begin with this word, or with whose it is; most words say no."""
    owner = _owner(word)
    return registry.may_begin_with(word) or (owner is not word and registry.may_begin_with(owner))


def _owner(name: str) -> str:
    """Who has something, where a name says whose it is."""
    return _POSSESSIVE.sub("", name) if "'" in name or "’" in name else name


_SHORT_WORDS = """
ace acre act ago all and are awe ban be bit by can cap car cat co com del des do eat echo eco era est far
fed fee for go gone has he her his ice idea if impress in ind into is it las leap lease leo located mac maps
may men met monitor nest net new nexus no not now oak of off offer on or pace patrol post pre re rio run sage
sang sec shape slam so spa st tab ten the to ultra up us who will wrap
"""
_ORDINARY = frozenset(_SHORT_WORDS.split())
"""Words that are also short names of some body or other: they name it only in capitals."""

_PLURAL = re.compile(r"[A-Z]{2,}s|mps")
"""Several of what is abbreviated: who writes MPs does not mean the MPS."""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """The words that are asked for; an empty one where those before and after do not stand together."""
    apart = False
    aside = [False]
    for token in tokens:
        match token:
            case Plain(text=text) if not (apart or aside[-1]):
                yield text.strip(AROUND)
                continue
            case Quoted(text=text) if not (apart or aside[-1]):
                yield from ("", *text.split())
            case Bracket(opens=True):
                aside.append(apart or aside[-1])
            case Bracket():
                aside.pop()
        yield ""
        apart = isinstance(token, Named) or (isinstance(token, Joint) and token.operator is Operator.NOT)
