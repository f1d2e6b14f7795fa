"""What an exchange itself says about the names in it: read once, before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.body import Body
from corpus.recogniser.addresses import Address
from corpus.recogniser.definitions import defined_after, long_form, resembles
from corpus.recogniser.finding import Candidate
from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Pattern
from corpus.registry import Registry


@dataclass(slots=True)
class Known:
    """The support that an exchange gives to what is not certain by itself."""

    named: dict[str, int]
    """Bodies that are named beyond doubt, and where first."""
    defined: dict[str, str]
    """Abbreviations that the exchange defines in brackets, and their bodies."""
    other: set[str]
    """Abbreviations that it defines as something else."""


def known_from(
    passage: Passage, candidates: Sequence[Candidate], addresses: Sequence[Address], registry: Registry
) -> Known:
    """Everything that the exchange makes known."""
    known = Known({}, {}, set())
    if "(" in passage.text:
        _learn(known, passage.text, candidates, registry)
    else:
        for start, _, pattern in candidates:
            if meaning := pattern.certain:
                known.named.setdefault(meaning.body, start)
    for address in addresses:
        if body := address.body:
            # The name may stand before the address.
            known.named[body] = min(address.start, known.named.get(body, address.start))
    return known


def _learn(known: Known, text: str, candidates: Sequence[Candidate], registry: Registry) -> None:
    """What is beyond doubt, and what the brackets define."""
    for each in candidates:
        start, end, pattern = each
        if text[start - 1] == "(" and _is_spelt_out(known, text, each, registry):
            continue
        if (meaning := pattern.certain) and not (known.other and text[start:end] in known.other):
            known.named.setdefault(meaning.body, start)
            if "(" in text[end : end + 4] and (span := defined_after(text, start, end)):
                known.defined[text[slice(*span)]] = meaning.body


def _is_spelt_out(known: Known, text: str, candidate: Candidate, registry: Registry) -> bool:
    """Whether the exchange spells an abbreviation out: in a body's own words, or in others."""
    start, end, pattern = candidate
    short = text[start:end]
    if short in known.defined or not (long := long_form(text, start, end)):
        return False
    if body := _spelt_body(pattern, long, registry):
        known.defined[short] = body.id
        known.named.setdefault(body.id, start)
    else:
        known.other.add(short)
    return True


def _spelt_body(pattern: Pattern, long: str, registry: Registry) -> Body | None:
    for meaning in pattern.meanings:
        body = registry.body(meaning.body)
        if body and resembles(long, (body.name, *(name.text for name in body.names), *body.offices)):
            return body
    return None
