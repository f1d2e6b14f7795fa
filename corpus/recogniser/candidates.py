"""Names that look like those of public bodies and that the recogniser does not cite: what to add next.

A name is a run of capitalised words with a noun that bodies are called by ("… Commissioner", "Office for
…"). An abbreviation is a word of capitals; where the record spells it out somewhere, and in words that name
no body (value added tax), it is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.citation import Citation
from corpus.exchange import Exchange
from corpus.markdown import plain_text
from corpus.recogniser.definitions import long_form
from corpus.recogniser.passage import fold_name
from corpus.recogniser.recognising import Recogniser
from corpus.recogniser.spans import Span, Taken
from corpus.registry import Registry


@dataclass(slots=True)
class Unknown:
    """A name or an abbreviation that the recogniser does not cite."""

    name: str
    count: int = 0
    """Exchanges that have it."""
    sentences: list[str] = field(default_factory=list)
    """The first few that have it."""
    stands_for: Counter[str] = field(default_factory=Counter)
    """What the record spells an abbreviation out by, or abbreviates a name by, and how often."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be missing from the registry; the most frequent first, then in the order of their names."""

    names: list[Unknown]
    abbreviations: list[Unknown]


def candidates(exchanges: Iterable[Exchange], recogniser: Recogniser, registry: Registry) -> Candidates:
    """The names and abbreviations in these exchanges that stand in no citation, and that none is known by."""
    names: dict[str, Unknown] = {}
    short: dict[str, Unknown] = {}
    spelt_out: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for exchange in exchanges:
        citations = recogniser.cite(exchange)
        texts = [
            (text, Taken((*_places(citations, number), *recogniser.asked(text))))
            for number, text in enumerate(plain_text(each.text) for each in exchange.speeches)
        ]
        _add(names, (found for text, taken in texts for found in _names(text, taken)))
        _add(short, (found for text, taken in texts for found in _abbreviations(text, taken)))
        for long, abbreviation in {pair for text, _ in texts for pair in _definitions(text)}:
            spelt_out[abbreviation][long] += 1
    for found in (names, short):
        for name in [name for name in found if registry.find(name)]:
            del found[name]
    return _ranked(names, short, spelt_out)


_NOUN = (
    r"\b(?:Administration|Advocate|Agency|Assembly|Authority|Board|Brigade|Bureau|Commission|Commissioner|"
    r"Committee|Constabulary|Corporation|Council|Court|Department|Directorate|Executive|Inquiry|"
    r"Inspectorate|Institute|Ministry|Office|Ombuds(?:man|person)|Panel|Parliament|Police|Regulator|"
    r"Registry|Secretariat|Service|Taskforce|Tribunal|Trust|Unit)\b"
)
_HAS_NOUN = re.compile(_NOUN)
_WORD = r"[A-Z][\w’'-]*"
_RUN = re.compile(rf"(?<![\w.’'-]){_WORD}(?: (?:(?:of|for|and|on|to|in|&) (?:the )?)?{_WORD}){{0,12}}")
_NAME = re.compile(rf".*{_NOUN}(?: (?:of|for|on|to) .+)?")
_BETWEEN = re.compile(r" and the ")
_TITLES = ("Secretary of State", "Minister", "Members of ", "Parliamentary Under")
_OPENING = re.compile(r"(?:(?:The|This|That|An?|In|At|On|Our|My|All|Each|Every|Any|To|From|By|Its|Their) )+")
_SHORT = re.compile(r"(?<![\w@./-])[A-Z][A-Za-z&]{1,8}[A-Z](?![\w@/-])")
_BRACKETED = re.compile(r"(?<=\()[A-Z][A-Za-z&]{1,8}[A-Z](?=\))")
_EXAMPLES = 2
_AROUND = 120


def _places(citations: Iterable[Citation], number: int) -> list[Span]:
    return [(each.start, each.end) for each in citations if each.speech == number]


def _add(found: dict[str, Unknown], here: Iterable[tuple[str, str]]) -> None:
    """Count each name once; the first sentences are its examples."""
    for name, sentence in dict(here).items():
        unknown = found.setdefault(name, Unknown(name))
        unknown.count += 1
        if len(unknown.sentences) < _EXAMPLES:
            unknown.sentences.append(sentence)


def _names(text: str, taken: Taken) -> Iterator[tuple[str, str]]:
    """Each name with its sentence."""
    for run in _RUN.finditer(text):
        start = run.start()
        for piece in _BETWEEN.split(run[0]):
            begin = text.index(piece, start)
            start = begin + len(piece)
            begin += opening.end() if (opening := _OPENING.match(piece)) else 0
            named = _NAME.match(text, begin, start)
            if (
                named
                and " " in named[0]
                and not named[0].startswith(_TITLES)
                and taken.leaves_free(*named.span())
            ):
                yield fold_name(named[0]).removesuffix("'s"), _sentence(text, *named.span())


def _abbreviations(text: str, taken: Taken) -> Iterator[tuple[str, str]]:
    for found in _SHORT.finditer(text):
        if taken.leaves_free(*found.span()):
            yield found[0], _sentence(text, *found.span())


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """Long forms with their abbreviations in brackets."""
    for found in _BRACKETED.finditer(text):
        if long := long_form(text, *found.span()):
            yield fold_name(long), found[0]


def _ranked(
    names: dict[str, Unknown], short: dict[str, Unknown], spelt_out: dict[str, Counter[str]]
) -> Candidates:
    for abbreviation, longs in spelt_out.items():
        for long, count in longs.items():
            if long in names:
                names[long].stands_for[abbreviation] += count
        if abbreviation in short:
            short[abbreviation].stands_for += longs
    undefined = [each for each in short.values() if not each.stands_for or _names_a_body(each.stands_for)]
    return Candidates(sorted(names.values(), key=_rank), sorted(undefined, key=_rank))


def _names_a_body(longs: Iterable[str]) -> bool:
    return any(_HAS_NOUN.search(long) for long in longs)


def _rank(unknown: Unknown) -> tuple[int, str]:
    return -unknown.count, unknown.name


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, its length bounded."""
    before = re.split(r"[.?!]\s|\n", text[max(0, start - _AROUND) : start])[-1]
    after = re.split(r"(?<=[.?!])\s|\n", text[end : end + _AROUND], maxsplit=1)[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())
