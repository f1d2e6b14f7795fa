"""From what a person types to a query; nothing that is typed is an error.

::

    query       = conjunction, then any number of: OR conjunction
    conjunction = negation, then any number of: [AND] negation
    negation    = any number of NOT or -, then near
    near        = part, then any number of: NEAR part, or NEAR/5 part
    part        = [field:] (word | beginn* | "phrase" | "phrase"~5 | (query))

So NEAR binds strongest, then NOT and ``-``, then AND, which needs not be written, then OR: ``a b OR c``
finds what has both a and b, or has c. Operators are capitals; in small letters they are words, and so is
an operator that joins nothing. A query of exclusions only means everything but those.

Plain words that name a public body also find what cites it by any other of its names.

Whoosh's own parser is not used: it recurses as deep as a person opens brackets, raises on some texts,
drops words in silence and has no way to say what it did not understand. Here a text is cut to its
limits first, its tokens are put in order (`search.query.tokens`), and then nothing can be out of place.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from corpus.expressions import awaited
from corpus.registry import Body, Registry
from search.query.addresses import is_reference
from search.query.bodies import AMBIGUOUS, AROUND, LONGEST, bodies_at_start, may_begin_name
from search.query.joining import all_of, any_of
from search.query.parts import free_part, named_part
from search.query.tokens import NAMES, Bracket, Joint, Named, Operator, Plain, Quoted, Token, tokenise
from search.query.tree import And, Everything, Keyword, Near, Not, Or, Phrase, Query, Term
from search.query.warnings import Warnings, cited
from search.query.words import in_words
from search.request import ParsedQuery

LENGTH = 1_000
"""How many characters of a query are read."""

TERMS = 32
"""How many words, phrases' words included, and values of fields a query may ask for."""


_KEPT = 2_048
"""How many queries are kept, 3 KB each: who pages, narrows or sorts asks the same one again, and a page that
finds nothing asks for it without each of its words as well."""


def parse(text: str, registry: Registry) -> ParsedQuery:
    """The query that a text means, restated in words, with warnings where it may not be what was meant."""
    return _parsed(text, registry) if len(text) <= LENGTH else _read(text, registry)


def _read(text: str, registry: Registry) -> ParsedQuery:
    warn = Warnings()
    clean = _clean(text, warn)
    tree = _Parser(tokenise(clean, warn), registry, warn).query()
    if is_reference(clean):
        tree = any_of([tree, Keyword("reference", clean)])
    if clean and not tree:
        warn("There is nothing in this query to search for, so everything is found.")
    return ParsedQuery(clean, tree or Everything(), in_words(tree or Everything(), registry), warn.texts)


_parsed = lru_cache(maxsize=_KEPT)(_read)

_TOO_MANY = f"Only the first {TERMS} words of this query are searched."
_UNSEEN = awaited(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that show nothing, turn the direction of what follows, or cannot be written out."""

_WHOLE_WORDS = awaited(rf".{{1,{LENGTH}}}(?!\S)", re.DOTALL)


def _clean(text: str, warn: Warnings) -> str:
    """The part of a text that is read, in one line and without a word cut in two."""
    text = text.strip()
    if len(text) > LENGTH:
        warn(f"Only the first {LENGTH:,} characters of this query are read.")
        kept = _WHOLE_WORDS.match(text)
        text = kept[0] if kept else text[:LENGTH]
    return " ".join((text if text.isprintable() else _UNSEEN.sub(" ", text)).split())


class _Parser:
    """Goes through tokens that are in order: see `search.query.tokens.tokenise`."""

    def __init__(self, tokens: Sequence[Token], registry: Registry, warn: Warnings) -> None:
        self._tokens = tokens
        # Of each token, and of what stands behind them all: it is looked at again and again.
        self._words = [*map(_word, tokens), ""]
        self._joints = [*(token if isinstance(token, Joint) else None for token in tokens), None]
        self._ends = [*map(_ends, tokens), True]
        self._at = 0
        self._registry = registry
        self._warn = warn
        self._room = TERMS

    def query(self, name: str | None = None) -> Query | None:
        parts = [self._conjunction(name)]
        while self._joint(Operator.OR):
            parts.append(self._conjunction(name))
        return any_of(parts)

    def _conjunction(self, name: str | None) -> Query | None:
        parts = []
        while not self._ends[self._at]:
            self._joint(Operator.AND)
            bodies, length = ((), 1) if name else self._bodies()
            parts.append(self._body(bodies, length) if bodies else self._negation(name))
        return all_of(parts)

    def _bodies(self) -> tuple[tuple[Body, ...], int]:
        """The bodies whose name comes next, and how many tokens it takes.

        A word that is to stand near another is taken as it is typed, and so is what is quoted or excluded;
        a name begins behind its "the".
        """
        if not may_begin_name(self._words[self._at], self._registry):
            return (), 1
        name = list(takewhile(bool, self._words[self._at : self._at + LONGEST + 1]))
        joint = self._joints[self._at + len(name)]
        if joint and joint.operator is Operator.NEAR:
            name.pop()
        bodies, length = bodies_at_start(name[:LONGEST], self._registry)
        is_meant = len(bodies) <= AMBIGUOUS and "the" not in map(str.lower, name[:1])
        return (bodies, length) if is_meant else ((), 1)

    def _body(self, bodies: Sequence[Body], length: int) -> Query | None:
        """The words of a name, or a citation of its body by any: two forms of one thing, as stems are."""
        typed = all_of([self._part(None) for _ in range(length)])
        if not typed:
            return None
        return any_of([typed, self._admitted(any_of(Keyword("cites", body.id) for body in bodies))])

    def _negation(self, name: str | None) -> Query | None:
        negated = False
        while self._joint(Operator.NOT):
            negated = not negated
        part = self._near(name)
        if not part or not negated:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _near(self, name: str | None) -> Query | None:
        left = self._part(name)
        joint = self._joint(Operator.NEAR)
        if not joint:
            return left
        pairs = []
        while joint:
            right = self._part(name)
            pairs.append(self._pair(left, right, joint.distance))
            joint = self._joint(Operator.NEAR)
            left = self._admitted(right) if joint else None  # It is asked for a second time.
        return all_of(pairs)

    def _pair(self, left: Query | None, right: Query | None, distance: int) -> Query | None:
        match left, right:
            case (Term() | Phrase(), Term() | Phrase()) if _one_field(left, right):
                return Near(left, right, distance)
            case (None, _) | (_, None):
                return left or right
            case _:
                self._warn("NEAR joins two words or phrases of one field; here both are asked for anywhere.")
                return all_of([left, right])

    def _part(self, name: str | None) -> Query | None:
        token = self._next()
        while isinstance(token, Named):
            name, token = token.name, self._next()
            self._tell_of_quotation_marks(name, token)
        match token:
            case Bracket():
                inner = self.query(name)
                self._next()
                return inner
            case Joint():
                raise AssertionError("tokenise leaves joints only between parts")
            case Plain() | Quoted():
                return self._leaf(name, token)

    def _tell_of_quotation_marks(self, name: str, token: Token) -> None:
        """``asked:Siân Berry`` asks for a part of a name and for a word anywhere, which few people mean."""
        match token, self._tokens[self._at : self._at + 1]:
            case Plain(text=first), [Plain(text=second)] if first.istitle() and second.istitle():
                if name in NAMES and NAMES[name].by_words:
                    whole = cited(f'{name}:"{first} {second}"')
                    self._warn(f"A name of several words goes in quotation marks: {whole}.")

    def _leaf(self, name: str | None, token: Plain | Quoted) -> Query | None:
        if not self._room:
            self._warn(_TOO_MANY)
            return None
        if name is None:
            return self._admitted(free_part(token, self._warn))
        return self._admitted(named_part(name, token, self._registry, self._warn))

    def _admitted(self, part: Query | None) -> Query | None:
        """As much of a part as the query has room for."""
        size = _size(part) if part else 0
        if size <= self._room:
            self._room -= size
            return part
        self._warn(_TOO_MANY)
        kept = _fitted(part, self._room) if part else None
        self._room -= _size(kept) if kept else 0
        return kept

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _joint(self, operator: Operator) -> Joint | None:
        """This operator, taken, if it is the next token."""
        joint = self._joints[self._at]
        if joint is None or joint.operator is not operator:
            return None
        self._at += 1
        return joint


def _ends(token: Token) -> bool:
    """Does a conjunction end here?"""
    match token:
        case Bracket(opens=opens):
            return not opens
        case Joint(operator=operator):
            return operator is Operator.OR
        case _:
            return False


def _word(token: Token) -> str:
    """A word that may be of a name, and nothing for all that is none."""
    return token.text.strip(AROUND) if isinstance(token, Plain) and "*" not in token.text else ""


def _one_field(left: Term | Phrase, right: Term | Phrase) -> bool:
    return left.field == right.field or not (left.field and right.field)


def _size(part: Query) -> int:
    match part:
        case Phrase(words=words):
            return len(words)
        case And(parts=parts) | Or(parts=parts):
            return sum(map(_size, parts))
        case _:
            return 1


def _fitted(part: Query, room: int) -> Query | None:
    """What of a part has no more than so many words."""
    if _size(part) <= room:
        return part
    match part:
        case Phrase(words=words, field=field, slop=slop) if room:
            return Phrase(words[:room], field, slop)
        case And(parts=parts):
            return all_of(_fitting(parts, room))
        case Or(parts=parts):
            return any_of(_fitting(parts, room))
        case _:
            return None


def _fitting(parts: Sequence[Query], room: int) -> list[Query | None]:
    fitting = []
    for part in parts:
        fitting.append(_fitted(part, room))
        room = max(room - _size(part), 0)
    return fitting
