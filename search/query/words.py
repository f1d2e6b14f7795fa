"""A query restated in words, for a person to check that it was understood.

Each part says a lead and what follows it: "with" and “facial”, "citing" and Ofgem. Parts of one lead
share it ("with “facial” and “recognition”"), others follow after a comma, and brackets stand wherever
"and" and "or" would be mixed.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import assert_never

from msgspec import Struct

from corpus.registry import Registry
from indexer.fields import FIELD
from search.query.dates import parse_span, spell
from search.query.joining import any_of
from search.query.tree import (
    And,
    Dates,
    Everything,
    Identity,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)


def in_words(tree: Query, registry: Registry) -> str:
    """What a query finds, as a text that goes on from "This finds:"."""
    match tree:
        case Everything():
            return "everything"
        case Not(part=part):
            return f"Everything but exchanges {_say(part, registry).whole}"
        case And(parts=parts) if excluded := _only_exclusions(parts):
            return in_words(Not(excluded), registry)
        case _:
            return f"Exchanges {_say(tree, registry).whole}"


def _only_exclusions(parts: Sequence[Query]) -> Query | None:
    excluded = [part.part for part in parts if isinstance(part, Not)]
    return any_of(excluded) if len(excluded) == len(parts) else None


class _Shape(Enum):
    """How a text is joined: what it may be joined with as it stands."""

    ONE = auto()
    AND = auto()
    OR = auto()
    LIST = auto()
    """Parts with leads of their own."""


class _Said(Struct, frozen=True):
    lead: str
    text: str
    shape: _Shape = _Shape.ONE

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}".strip()

    def beside(self, joint: _Shape) -> str:
        """The text where others are joined to it, in brackets if it is joined otherwise itself."""
        return self.text if self.shape in (_Shape.ONE, joint) else f"({self.text})"

    def apart(self) -> str:
        """The whole where others of other leads stand beside it."""
        return f"({self.whole})" if self.shape in (_Shape.AND, _Shape.LIST) else self.whole


def _say(tree: Query, registry: Registry) -> _Said:
    match tree:
        case Everything():
            return _Said("of", "any kind")
        case Term() | Phrase() | Prefix():
            return _Said("with", f"{_written(tree)}{_in_field(tree.field)}")
        case Near(left=left, right=right, distance=distance):
            near = f"{_written(left)} within {_count(distance)} of {_written(right)}"
            return _Said("with", f"{near}{_in_field(left.field or right.field)}")
        case Keyword():
            return _keyword(tree, registry)
        case Dates(since=since, until=until):
            return _Said("", spell(since, until))
        case Identity(id=id):
            return _Said("with", f"the id {id}")
        case And(parts=parts):
            return _conjunction(parts, registry)
        case Or(parts=parts):
            return _either(parts, registry)
        case Not(part=part):
            said = _say(part, registry)
            return _Said("", f"not {said.whole if said.shape is _Shape.ONE else f'({said.whole})'}")
        case _:
            assert_never(tree)


def _is_citation(tree: Query) -> bool:
    return isinstance(tree, Keyword) and tree.field == "cites"


def _written(leaf: Term | Phrase | Prefix) -> str:
    match leaf:
        case Term(word=word):
            return f"“{word}”"
        case Phrase(words=(word,)):
            return f"exactly “{word}”"
        case Phrase(words=words, slop=1):
            return f"the phrase “{' '.join(words)}”"
        case Phrase(words=words, slop=slop):
            return f"“{' '.join(words)}” in this order, each within {_count(slop)} of the next"
        case Prefix(start=start):
            return f"words beginning with “{start}”"
        case _:
            assert_never(leaf)


def _count(words: int) -> str:
    return "1 word" if words == 1 else f"{words} words"


def _in_field(field: str | None) -> str:
    return f" in the {FIELD[field].label}" if field else ""


_SAID = {
    "collection": ("in", "{}"),
    "cites": ("citing", "{}"),
    "question_cites": ("citing", "{} in the question"),
    "answer_cites": ("citing", "{} in the answer"),
    "unanswered_cites": ("citing", "{} in the question but not in the answer"),
    "body_kind": ("citing", "a body of the kind {}"),
    "member": ("asked or answered by", "{}"),
    "person": ("asked or answered by", "{}"),
    "asked_by": ("asked by", "{}"),
    "answered_by": ("answered by", "{}"),
    "party": ("asked by", "{} members"),
    "department": ("put to", "{}"),
    "reference": ("with", "the reference {}"),
    "refers_to": ("pointing to", "the question {}"),
    "status": ("with", "the status “{}”"),
}
"""The lead of a field, and what is said of its value; a field without a row is said by its label."""


def _keyword(tree: Keyword, registry: Registry) -> _Said:
    field = FIELD[tree.field]
    value = field.value_label(tree.value, registry)
    if tree.field in ("year", "month", "day") and (days := parse_span(value)):
        return _Said("", spell(*days))
    lead, said = _SAID.get(tree.field, ("with", f"the {field.label} {{}}"))
    return _Said(lead, said.replace("{}", value))


def _conjunction(parts: Sequence[Query], registry: Registry) -> _Said:
    wanted = [_say(part, registry) for part in parts if not isinstance(part, Not)]
    unwanted = [_say(part, registry).text for part in parts if isinstance(part, Not)]
    said = _all_of(wanted)
    if not unwanted:
        return said
    exclusions = " and ".join(unwanted)
    if not wanted:
        return _Said("", exclusions, _Shape.LIST)
    return _Said("", f"{said.whole}, but {exclusions}", _Shape.LIST)


def _all_of(wanted: Sequence[_Said]) -> _Said:
    if len(wanted) == 1:
        return wanted[0]
    leads = list(dict.fromkeys(said.lead for said in wanted))
    if len(leads) == 1 and leads[0]:
        return _Said(leads[0], _listed("and", [said.beside(_Shape.AND) for said in wanted]), _Shape.AND)
    clauses = []
    for lead in leads:
        sharing = [said for said in wanted if said.lead == lead]
        if not lead:
            clauses += [said.apart() for said in sharing]
        elif len(sharing) == 1:
            clauses.append(sharing[0].whole)
        else:
            clauses.append(_all_of(sharing).whole)
    return _Said("", ", ".join(clauses), _Shape.LIST)


def _either(parts: Sequence[Query], registry: Registry) -> _Said:
    match parts:
        case (Term() | And() as words, *cited) if all(map(_is_citation, cited)):
            named = [f"a citation of {_say(each, registry).text}" for each in cited]
            return _Said("with", _listed("or", [_say(words, registry).beside(_Shape.OR), *named]), _Shape.OR)
        case _:
            return _alternatives([_say(part, registry) for part in parts])


def _alternatives(said: Sequence[_Said]) -> _Said:
    leads = {each.lead for each in said}
    if len(leads) == 1 and leads != {""}:
        return _Said(said[0].lead, _listed("or", [each.beside(_Shape.OR) for each in said]), _Shape.OR)
    return _Said("", "either " + " or ".join(each.apart() for each in said), _Shape.LIST)


def _listed(joint: str, texts: Sequence[str]) -> str:
    """``a, b and c``."""
    return f" {joint} ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))
