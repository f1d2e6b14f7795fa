"""What was widened, in words: nothing is looked for, and nothing left out, in silence."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from search.company import Company
from search.widening.concepts import Alternative, Concept, Why
from search.widening.reading import CONCEPTS, Read


def names_only(read: Read) -> tuple[str, ...]:
    """What a query names that is a name and nothing else: ``what Siân Berry asked or answered``."""
    if len(read.concepts) > 1:
        return ()
    ways = chain.from_iterable(concept.alternatives for concept in read.concepts)
    return tuple(each.said for each in ways if each.why is Why.NAMED)


def heading(read: Read, strict: int) -> str:
    """What the exchanges are that follow those with all words."""
    if named := " or ".join(names_only(read)):
        return named[0].upper() + named[1:]
    if len(read.concepts) > 1:
        return "Exchanges with some of these words"
    return f"{'More exchanges' if strict else 'Exchanges'} with other words for this"


def because(read: Read) -> tuple[str, ...]:
    """What was looked for beside the words as they were typed, and what was left out."""
    return (*_spellings(read), *_others(read), *_not_looked_for(read), *_left_out(read), *_told(read))


def limits(read: Read, common: Sequence[Concept]) -> tuple[str, ...]:
    """What of the words as they were typed was not looked for by itself, since that has limits."""
    return (*_beyond(read), *_finding_none(common))


def led_by(company: Company) -> tuple[str, ...]:
    """What put some of the exchanges higher, besides what was looked for."""
    words = ", ".join(each.word for each in company.companions)
    return (f"Higher up: those that also say what often stands with this: {words}.",) if words else ()


def respelt(text: str, read: Read) -> str:
    """The query with every doubted word in its likelier spelling."""
    for concept in read.concepts:
        for each in concept.alternatives:
            if each.why is Why.SPELLING:
                text = re.sub(rf"(?<!\w){re.escape(concept.typed)}(?!\w)", each.said, text)
    return text


def _spellings(read: Read) -> Iterator[str]:
    for concept in read.concepts:
        meant = [each.said for each in concept.alternatives if each.why is Why.SPELLING]
        if meant:
            yield f"“{concept.typed}” is also looked for as “{meant[0]}”."


def _others(read: Read) -> Iterator[str]:
    """Each alternative once, with all the words that it stands for."""
    stands_for: dict[Alternative, list[str]] = {}
    for concept in read.concepts:
        for each in concept.alternatives:
            if each.why not in (Why.TYPED, Why.SPELLING):
                stands_for.setdefault(each, []).append(concept.typed)
    said: dict[str, list[str]] = {}
    for each, typed in stands_for.items():
        said.setdefault(" ".join(typed), []).append(each.said)
    for words, others in said.items():
        yield f"Beside {_quoted(words)}: {', '.join(dict.fromkeys(others))}."


def _not_looked_for(read: Read) -> Iterator[str]:
    if cut := dict.fromkeys(_quoted(concept.typed) for concept in read.concepts if concept.is_cut):
        yield f"Only the likeliest other words are looked for beside {', '.join(cut)}."
    if common := dict.fromkeys(chain.from_iterable(concept.common for concept in read.concepts)):
        yield f"Not looked for, as all of their words are common: {', '.join(common)}."


def _beyond(read: Read) -> Iterator[str]:
    if read.beyond:
        yield (
            f"Of so many words only the first {CONCEPTS} that say something are looked for here, "
            f"not: {', '.join(dict.fromkeys(read.beyond))}."
        )


def _finding_none(common: Sequence[Concept]) -> Iterator[str]:
    if common:
        typed = ", ".join(dict.fromkeys(_quoted(each.typed) for each in common))
        yield f"So common that nothing is listed here for it alone: {typed}."


def _left_out(read: Read) -> Iterator[str]:
    if read.left_out:
        yield f"Left out: {', '.join(dict.fromkeys(read.left_out))}."


def _told(read: Read) -> Iterator[str]:
    if read.told:
        words = ", ".join(each.word for each in read.told)
        yield f"Higher up: those whose question says one of these: {words}."


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"
