"""What a person typed, cut into tokens, and put in order so that a parser cannot fail on them."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from corpus.expressions import awaited
from indexer.fields import FIELDS, Kind
from search.query.dates import BOUNDS, days_at, range_end
from search.query.warnings import Warnings, cited

DEPTH = 8
"""How deep brackets may stand in each other."""

DISTANCE = 100
"""How far apart words may stand that are asked for near each other."""


class Operator(StrEnum):
    """A word in capitals that joins; the text is what it becomes where it joins nothing."""

    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"


class Plain(Struct, frozen=True):
    """Characters without white space between them."""

    text: str


class Quoted(Struct, frozen=True):
    """Characters between quotation marks."""

    text: str
    slop: int = 1


class Named(Struct, frozen=True):
    """The name of a field, with its colon: the next token is what is asked of that field."""

    name: str
    text: str


class Joint(Struct, frozen=True):
    """An operator, or a minus, which is NOT."""

    operator: Operator
    text: str
    distance: int = 10


class Bracket(Struct, frozen=True):
    """One end of a group."""

    opens: bool


Token = Plain | Quoted | Named | Joint | Bracket

NAMES = {name: field for field in FIELDS for name in (field.name, *field.prefixes)}
"""What a field can be called before a colon."""

_DATE_NAMES = {name for name, field in NAMES.items() if field.kind is Kind.DATE} | BOUNDS.keys()

_QUOTES = '"“”„‟″＂'
_TOKEN = awaited(
    rf"""\s*(?P<token>
      [{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]|\Z)(?:~(?P<slop>\d{{1,9}})(?!\w))?
    | (?P<bracket>[()])
    | (?P<minus>(?<![^\s(])-(?=[^\s\-)]))
    | (?P<name>[^\W\d]\w*):(?!//)(?P<value>(?=\S))?
    | (?P<plain>[^\s(){_QUOTES}](?:[^\s(){_QUOTES}]|\([^\s(){_QUOTES}]*\))*)
    )""",
    re.VERBOSE,
)
_JOINT = re.compile(r"(?P<operator>AND|OR|NOT)|NEAR(?:/(?P<distance>\d{1,9}))?", re.ASCII)


def tokenise(text: str, warn: Warnings) -> list[Token]:
    """The tokens of a text: brackets in pairs, joints only where they join, a field only before its value."""
    return _settled(_paired(list(_cut(text, warn)), warn), warn)


def _cut(text: str, warn: Warnings) -> Iterator[Token]:
    if text.replace(" ", "").isalnum():
        yield from (_plain(word, warn) for word in text.split())
        return  # Words are what most people type, and nothing else is to be told apart from them.
    at = 0
    while found := _TOKEN.match(text, at):
        start, at = found.start("token"), found.end()
        if end := range_end(text, start):
            yield Named("date", "date")
            yield Quoted(text[start:end])
            at = end
            continue
        token = _token(found, warn)
        yield token
        if isinstance(token, Named) and token.name in _DATE_NAMES and (typed := days_at(text, at)):
            yield Quoted(typed["days"])
            at = typed.end()


def _token(found: re.Match[str], warn: Warnings) -> Token:
    if (quoted := found["quoted"]) is not None:
        if not found["end"]:
            warn("A quotation mark has no partner, so the phrase goes on to the end.")
        return Quoted(quoted, _distance(found["slop"], 1, warn))
    if found["bracket"]:
        return Bracket(found["bracket"] == "(")
    if found["minus"]:
        return Joint(Operator.NOT, "-")
    if name := found["name"]:
        return _named(name, found["value"] is not None, warn)
    return _plain(found["plain"], warn)


def _named(name: str, has_value: bool, warn: Warnings) -> Token:
    """A field before its value, or a word with a colon behind it.

    Between a field and its value there may be a space, but not behind a capital: "Speaker: Pay" and
    "Department: Standards" are titles.
    """
    known = name.casefold()
    if (known in NAMES or known in BOUNDS) and (has_value or name == known):
        return Named(known, name)
    if has_value:
        warn(f"There is no field called {cited(name)}, so it is searched as a word.")
    return Plain(name)


def _plain(text: str, warn: Warnings) -> Token:
    joint = _JOINT.fullmatch(text)
    if not joint:
        return Plain(text)
    if joint["operator"]:
        return Joint(Operator[joint["operator"]], text)
    return Joint(Operator.NEAR, text, _distance(joint["distance"], 10, warn))


def _distance(digits: str | None, otherwise: int, warn: Warnings) -> int:
    asked = int(digits) if digits else otherwise
    if asked > DISTANCE:
        warn(f"Words can be at most {DISTANCE} words apart.")
    return min(max(asked, 1), DISTANCE)


def _paired(tokens: Sequence[Token], warn: Warnings) -> list[Token]:
    """Brackets mended: strays left out, open ones closed, those that stand too deep left out."""
    paired: list[Token] = []
    depth = 0
    for token in tokens:
        if not isinstance(token, Bracket):
            paired.append(token)
        elif not token.opens and not depth:
            warn("A closing bracket has no partner and is left out.")
        else:
            level = depth if not token.opens else depth + 1
            depth += 1 if token.opens else -1
            if level <= DEPTH:
                paired.append(token)
            else:
                warn(f"Brackets stand in each other more than {DEPTH} deep; the inner ones are left out.")
    if depth:
        warn("A bracket has no partner, so it is closed at the end.")
    return paired + [Bracket(opens=False)] * min(depth, DEPTH)


def _settled(tokens: Sequence[Token], warn: Warnings) -> list[Token]:
    """Joints and names that have nothing to join or to name become words."""
    ready = _ready(tokens)
    settled: list[Token] = []
    for at, token in enumerate(tokens):
        match token:
            case Named() | Joint(operator=Operator.NOT):
                stays = ready[at]
            case Joint(operator=Operator.NEAR):
                stays = _ended(settled) and _direct(ready, tokens, at + 1)
            case Joint():
                stays = _ended(settled) and ready[at + 1]
            case _:
                stays = True
        if isinstance(token, Joint) and not stays and token.text != "-":
            warn(f"{cited(token.text)} joins nothing here, so it is searched as a word.")
        settled.append(token if stays or isinstance(token, Bracket) else Plain(token.text))
    return settled


def _ready(tokens: Sequence[Token]) -> list[bool]:
    """Does a part of the query begin at this token?"""
    ready = [False] * (len(tokens) + 1)
    for at in reversed(range(len(tokens))):
        match tokens[at]:
            case Plain() | Quoted():
                ready[at] = True
            case Bracket(opens=opens):
                ready[at] = opens
            case Named():
                ready[at] = _direct(ready, tokens, at + 1)
            case Joint(operator=operator):
                ready[at] = operator is Operator.NOT and ready[at + 1]
    return ready


def _direct(ready: Sequence[bool], tokens: Sequence[Token], at: int) -> bool:
    """Does a part begin here that has no NOT before it?"""
    return ready[at] and not isinstance(tokens[at], Joint)


def _ended(settled: Sequence[Token]) -> bool:
    """Does a part of the query end before here?"""
    match settled[-1:]:
        case [Plain() | Quoted() | Bracket(opens=False)]:
            return True
        case _:
            return False
