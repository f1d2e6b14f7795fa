"""What the generator takes from a real record: outlines of exchanges, their sentences, speakers and days.

Without a folder of sources, the fictional samples are the record, so that a benchmark needs nothing that
is not in the project.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from corpus.exchange import Exchange, Role, Speech
from corpus.people import People
from indexer.listing import Listing
from indexer.sources import find_files
from indexer.watching import Watcher

Passage = tuple[str, ...]
"""A sentence, or a table or list, as Markdown. Its odd pieces are numbers and rare words: they are drawn
anew each time, as another exchange has other figures and other names."""

Paragraph = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who spoke in the record, as they were on that day."""

    name: str | None
    person: str | None
    party: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """An exchange of the record without its day, its numbers and its speakers."""

    collection: str
    department: str | None
    title: Passage
    speeches: tuple[tuple[Role, tuple[Paragraph, ...]], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that exchanges are made from; lists have a value as often as it stands in the record."""

    outlines: tuple[Outline, ...]
    sentences: Mapping[tuple[str | None, Role], Sequence[Passage]]
    """By department and role, so that an exchange stays with its subject."""
    askers: Mapping[str, Sequence[Speaker]]
    """By collection; those with a party, where the record has any."""
    answerers: Mapping[tuple[str, str | None], Sequence[Speaker]]
    """By collection and department."""
    first_day: date
    last_day: date
    heads: tuple[str, ...]
    """Beginnings of rare words; with one of the tails they make a word that sounds like one."""
    tails: tuple[str, ...]


def read_record(sources: Path | None = None, people: Path | None = None) -> Record:
    """The record in a folder of sources, or in the project's samples; people give the parties."""
    known = People.load(people) if people else People.empty()
    return record_of(map(known.resolve, exchanges_in(sources)))


def exchanges_in(sources: Path | None = None) -> Iterator[Exchange]:
    """Every exchange of a folder of sources, or of the project's samples, once."""
    if sources:
        yield from Listing(Watcher()).exchanges(find_files([sources]))
        return
    with resources.as_file(resources.files("corpus") / "samples") as samples:
        yield from Listing(Watcher()).exchanges(find_files([samples]))


def record_of(exchanges: Iterable[Exchange]) -> Record:
    """Take a record apart; it must hold at least one exchange."""
    known = tuple(exchanges)
    rare = _rare_words(known)
    outlines = tuple(_outline(exchange, rare) for exchange in known)
    days = sorted(exchange.date for exchange in known)
    outliers = len(days) // 100  # A few exchanges of decades ago would stretch the rest over empty years.
    words = sorted(word for word in rare if len(word) < _LONG)
    return Record(
        outlines,
        _sentences(outlines),
        _askers(known),
        _answerers(known),
        days[outliers],
        days[-1 - outliers],
        tuple(sorted({word[: len(word) // 2] for word in words})),
        tuple(sorted({word[len(word) // 2 :] for word in words})),
    )


_SENTENCE_END = re.compile(r"(?<=[.?!])[ \n]+(?=[A-Z“\"])")
_BLOCK = re.compile(r"^(?:\||[-*+] |\d+[.)] | {4}|```)|\]\(", re.MULTILINE)
"""A paragraph that must stay whole: a table, a list, code, or one with a link across sentences."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_LONG = 16
_DRAWN_ANEW = re.compile(rf"{_WORD.pattern}|\d{{2,}}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _rare_words(exchanges: Iterable[Exchange]) -> frozenset[str]:
    """Words that stand in one exchange only: of such words a longer record has ever more."""
    counts: Counter[str] = Counter()
    for exchange in exchanges:
        texts = (exchange.title, *(speech.text for speech in exchange.speeches))
        counts.update({word.lower() for text in texts for word in _WORD.findall(text)})
    return frozenset(word for word, count in counts.items() if count == 1)


def _outline(exchange: Exchange, rare: frozenset[str]) -> Outline:
    speeches = tuple((speech.role, _paragraphs(speech.text, rare)) for speech in exchange.speeches)
    return Outline(exchange.collection, exchange.department, _passage(exchange.title, rare), speeches)


def _paragraphs(text: str, rare: frozenset[str]) -> tuple[Paragraph, ...]:
    blocks = (block for block in text.split("\n\n") if block.strip())
    return tuple(
        tuple(
            _passage(part, rare)
            for part in ([block] if _BLOCK.search(block) else _SENTENCE_END.split(block))
        )
        for block in blocks
    )  # fmt: skip


def _passage(text: str, rare: frozenset[str]) -> Passage:
    pieces, end = [], 0
    for found in _DRAWN_ANEW.finditer(text):
        number = found[0].isdigit() and not _YEAR.fullmatch(found[0])
        if number or found[0].lower() in rare:
            pieces += [text[end : found.start()], found[0]]
            end = found.end()
    return (*pieces, text[end:])


def _sentences(outlines: Iterable[Outline]) -> dict[tuple[str | None, Role], list[Passage]]:
    found: defaultdict[tuple[str | None, Role], list[Passage]] = defaultdict(list)
    for outline in outlines:
        for role, paragraphs in outline.speeches:
            free = (part for paragraph in paragraphs for part in paragraph if is_sentence(part))
            found[outline.department, role] += free
    return dict(found)


def is_sentence(passage: Passage) -> bool:
    """Whether it may stand in another paragraph."""
    return not any(_BLOCK.search(piece) for piece in passage[::2])


def _askers(exchanges: Iterable[Exchange]) -> dict[str, list[Speaker]]:
    everybody: defaultdict[str, list[Speaker]] = defaultdict(list)
    for exchange in exchanges:
        everybody[exchange.collection] += map(_speaker, exchange.questions)
    return {
        collection: [speaker for speaker in speakers if speaker.party] or speakers
        for collection, speakers in everybody.items()
    }


def _answerers(exchanges: Iterable[Exchange]) -> dict[tuple[str, str | None], list[Speaker]]:
    found: defaultdict[tuple[str, str | None], list[Speaker]] = defaultdict(list)
    for exchange in exchanges:
        found[exchange.collection, exchange.department] += map(_speaker, exchange.answers)
    return dict(found)


def _speaker(speech: Speech) -> Speaker:
    return Speaker(speech.speaker, speech.person, speech.party, speech.office)
