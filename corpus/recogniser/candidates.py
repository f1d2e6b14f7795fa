"""Names that look like those of public bodies and that the registry does not know: what to add to it next.

A candidate is a run of capitalised words that ends with, or begins with, what bodies are called ("…
Commissioner", "Office for …"), stands in no citation, and is followed by no more of a name. With it goes
every abbreviation in brackets behind a long form whose initials it has.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.citation import Citation
from corpus.exchange import Exchange
from corpus.markdown import plain_text
from corpus.recogniser.definitions import spelt_out_by
from corpus.recogniser.passage import fold_name
from corpus.recogniser.recognising import Recogniser
from corpus.recogniser.spans import Taken

_NOUNS = """
    Academy Administration Advocate Agency Assembly Authority Board Brigade Bureau Centre Commission Commissioner
    Committee Constabulary Corporation Council Court Department Directorate Executive Force Fund Inquiry
    Inspectorate Institute Ministry Office Ombudsman Ombudsperson Panel Parliament Police Regulator Registry
    Secretariat Service Services Taskforce Tribunal Trust Unit
""".split()  # fmt: skip

_WORD = r"[A-Z][\w'-]*"
_SMALL = r"(?:of|for|and|the|on|to|in|de|upon|with)"
_NOUN = rf"(?:{'|'.join(_NOUNS)})"
_ENDING = rf"{_WORD}(?: (?:{_WORD}|and {_WORD}|{_SMALL} (?:the )?{_WORD}|{_WORD}, {_WORD})){{0,8}}? {_NOUN}"
_GOING_ON = rf"{_NOUN} (?:of|for|on|to) (?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,5}}"
_NAME = re.compile(rf"(?<![\w.'-])(?:{_ENDING}(?: (?:of|for|on) (?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,5}})?|{_GOING_ON})\b")
_OPENING = re.compile(r"(?:(?:The|This|That|A|An|In|At|On|Our|My|All|Each|Every|Any|New|For|To|From|By|Its|Their) )+")
_BRACKET = re.compile(r"(?<=\w) \((?P<short>[A-Z][A-Za-z&-]{1,9}[A-Z])\)")
_SENTENCE_END = re.compile(r"[.?!](?=\s)|\n")
_LONGEST_SENTENCE = 240
_EXAMPLES = 2


@dataclass(slots=True)
class Unknown:
    """A name that the registry does not know."""

    name: str
    count: int = 0
    """Exchanges that have it."""
    sentences: list[str] = field(default_factory=list)
    """The first few that have it."""
    short: Counter[str] = field(default_factory=Counter)
    """What the record abbreviates it by, and how often."""


def unknown_names(exchanges: Iterable[Exchange], recogniser: Recogniser) -> list[Unknown]:
    """Every candidate, the most frequent first; of equally frequent ones in the order of their names."""
    found: dict[str, Unknown] = {}
    for exchange in exchanges:
        citations = recogniser.cite(exchange)
        here = dict[str, tuple[str, str | None]]()
        for number, speech in enumerate(exchange.speeches):
            text = plain_text(speech.text)
            taken = _taken(citations, number)
            for name, sentence, short in _names_in(text, taken):
                if name not in here or (short and not here[name][1]):
                    here[name] = sentence, short
        for name, (sentence, short) in here.items():
            unknown = found.setdefault(name, Unknown(name))
            _add(unknown, sentence, short)
    return sorted(found.values(), key=lambda each: (-each.count, each.name))


def _taken(citations: Sequence[Citation], speech: int) -> Taken:
    return Taken([each for each in citations if each.speech == speech])


def _add(unknown: Unknown, sentence: str, short: str | None) -> None:
    unknown.count += 1
    if len(unknown.sentences) < _EXAMPLES:
        unknown.sentences.append(sentence)
    if short:
        unknown.short[short] += 1


def _names_in(text: str, taken: Taken) -> Iterator[tuple[str, str, str | None]]:
    """Each name with its sentence and its abbreviation."""
    for found in _NAME.finditer(text):
        opening = _OPENING.match(found[0])
        start, end = found.start() + (opening.end() if opening else 0), found.end()
        if " " in text[start:end] and taken.leaves_free(start, end):
            bracket = _BRACKET.match(text, end)
            short = bracket["short"] if bracket else None
            yield fold_name(text[start:end]), _sentence(text, start, end), short
    for bracket in _BRACKET.finditer(text):
        if not taken.leaves_free(*bracket.span("short")):
            continue
        long = spelt_out_by(text, bracket.start("short"), bracket["short"])
        start = bracket.start() - len(long) if long else 0
        if long and _NAME.fullmatch(long) is None and taken.leaves_free(start, bracket.start()):
            yield fold_name(long), _sentence(text, start, bracket.end()), bracket["short"]


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, its length bounded."""
    first = max(0, start - _LONGEST_SENTENCE // 2)
    begin = max((each.end() for each in _SENTENCE_END.finditer(text, first, start)), default=first)
    stop = _SENTENCE_END.search(text, end, end + _LONGEST_SENTENCE // 2)
    return " ".join(text[begin : stop.start() + 1 if stop else end + _LONGEST_SENTENCE // 2].split())
