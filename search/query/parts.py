"""One part of a query, by itself: a word, a phrase, or what is asked of a field.

A compound of several words (``face-to-face``) asks for each of its words; quotation marks make it a
phrase. What a field cannot mean (a body that is not known, a day that is none) is searched as words.
"""

import re
from collections.abc import Sequence

from corpus.collections import collection_called, collections_of_section
from corpus.folding import fold
from corpus.registry import Body, Registry
from indexer.analysis import fold_word, words
from indexer.fields import CITING_FIELDS, FIELD, Kind
from search.lifetimes import name_with_years
from search.query.addresses import is_address, read_address, words_of_address
from search.query.dates import BOUNDS, Span, parse_span
from search.query.joining import all_of, any_of
from search.query.tokens import NAMES, Plain, Quoted
from search.query.tree import Dates, Keyword, Phrase, Prefix, Query, Term
from search.query.warnings import Warnings, cited

PREFIX = 3
"""With how many letters a word may be asked for by its beginning."""


def free_part(token: Plain | Quoted, warn: Warnings) -> Query | None:
    """What a token asks for that stands by itself; None where it holds no word."""
    if isinstance(token, Plain) and "/" in token.text:
        if found := read_address(token.text):
            return found
        if is_address(token.text):
            warn("This address is not one of a question that is known here; its words are searched.")
            whole, last = (_texts(text) for text in words_of_address(token.text))
            return any_of([_phrase(whole), all_of(Term(word) for word in last) if len(last) > 2 else None])
    return text_part(token, None, warn)


def named_part(name: str, token: Plain | Quoted, registry: Registry, warn: Warnings) -> Query | None:
    """What a token asks for of the field that is called so."""
    if not token.text.strip():
        return None
    if bound := BOUNDS.get(name):
        days = parse_span(token.text)
        return _dates(days and bound(days), token, warn)
    field = NAMES[name]
    match field.kind:
        case Kind.TEXT:
            return text_part(token, field.name, warn)
        case Kind.DATE:
            return _dates(parse_span(token.text), token, warn)
        case Kind.KEYWORD:
            return _keyword(name, field.name, token, registry, warn)


def text_part(token: Plain | Quoted, field: str | None, warn: Warnings) -> Query | None:
    """The words of a token, in one text field or in any; those of a phrase side by side."""
    if isinstance(token, Plain):
        return _words(token.text, field, warn)
    if "*" in token.text:
        warn("Inside quotation marks * stands for nothing.")
    return _phrase(_texts(token.text), field, token.slop)


_STAR_AT_END = re.compile(r"\w\*\W*\Z")
_STAR_BEFORE = re.compile(r"\*\w")


def _words(text: str, field: str | None, warn: Warnings) -> Query | None:
    if text.isascii() and text.isalnum():
        return Term(fold_word(text), field)  # So most are, and no other rule has a say in it.
    found = _texts(text)
    if _STAR_BEFORE.search(text):
        warn("* counts only at the end of a word: regulat* finds regulator and regulation.")
    if not found or not _STAR_AT_END.search(text):
        return all_of(Term(word, field) for word in found)
    *before, start = found
    last: Query = Prefix(start, field)
    if len(start) < PREFIX:
        warn(f"* needs at least {PREFIX} letters before it, so {cited(start)} is searched as a whole word.")
        last = Term(start, field)
    return all_of([*(Term(word, field) for word in before), last])


def _texts(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text))


def _phrase(found: tuple[str, ...], field: str | None = None, slop: int = 1) -> Query | None:
    return Phrase(found, field, slop) if found else None


def _dates(days: Span | None, token: Plain | Quoted, warn: Warnings) -> Query | None:
    if days and (days.since or days.until):
        return Dates(*days)
    warn(f"{cited(token.text)} is not a date, such as 2020, 2020-03 or 3 March 2020; its words are searched.")
    return text_part(token, None, warn)


def _keyword(
    name: str, field: str, token: Plain | Quoted, registry: Registry, warn: Warnings
) -> Query | None:
    value = token.text.strip(" ,;*")
    if not fold(value):
        return None
    if "*" in token.text:
        warn(f"* stands for nothing after {name}:, where whole values are asked for.")
    if field in CITING_FIELDS:
        return _citing(field, value, token, registry, warn)
    if field == "collection":
        return any_of(Keyword(field, key) for key in _collections(name, value))
    if (only := FIELD[field].only) and fold(FIELD[field].canonical(value)) not in map(fold, only):
        warn(f"{name}: can be {', '.join(only)}; {cited(value)} is searched as text.")
        return text_part(token, None, warn)
    return _person(field, value) or Keyword(field, value)


def _citing(
    field: str, value: str, token: Plain | Quoted, registry: Registry, warn: Warnings
) -> Query | None:
    bodies = registry.find(value)
    if not bodies:
        hint = "; a name of several words goes in quotation marks" if isinstance(token, Plain) else ""
        warn(f"No public body is known as {cited(value)}, so its words are searched{hint}.")
        return text_part(token, None, warn)
    if len(bodies) > 1:
        names = ", ".join(body.name for body in bodies)
        warn(f"{cited(value)} can mean each of these: {names}.")
    _tell_of_successors(bodies, registry, warn)
    return any_of(Keyword(field, body.id) for body in bodies)


def _tell_of_successors(bodies: Sequence[Body], registry: Registry, warn: Warnings) -> None:
    """Exchanges of later years cite the successor, which a person who asks for this body may not know."""
    for body in bodies:
        successors = [each for each in registry.successors(body.id) if each not in bodies]
        if successors:
            also = ", ".join(map(name_with_years, successors))
            warn(f"{name_with_years(body)} has a successor; also: {also}.")


_PERSON = re.compile(r"(?:uk\.org\.publicwhip/)?(?:person/)?(?P<number>\d{1,9})", re.ASCII)


def _person(field: str, value: str) -> Query | None:
    """TheyWorkForYou's ``speaker:10043``, and every other form of a person's id."""
    typed = _PERSON.fullmatch(value) if field in ("member", "person") else None
    return Keyword("person", f"person/{typed['number']}") if typed else None


def _collections(name: str, value: str) -> tuple[str, ...]:
    """TheyWorkForYou's ``section:wrans`` is both Houses'; a collection of a user's own goes by its key."""
    if name == "section" and (section := collections_of_section(value)):
        return tuple(each.key for each in section)
    known = collection_called(value)
    return (known.key if known else value,)
