"""How to cite an exchange in one's own work: a sentence, BibTeX, RIS."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.collections import COLLECTIONS, collection_title
from corpus.exchange import Exchange, Flag, Speech
from indexer.fields import speaker_label
from webui.choices import day_in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """What a bibliography says of an exchange."""

    key: str
    """Letters, digits and hyphens only: what every program takes."""
    authors: tuple[str, ...]
    title: str
    collection: str
    publisher: str | None
    reference: str | None
    date: date
    url: str
    note: str
    """Who answered, and whatever a reader must know."""


def entry_of(exchange: Exchange, url: str) -> Entry:
    """The entry of an exchange that is published at an address."""
    known = COLLECTIONS.get(exchange.collection)
    return Entry(
        key=_NOT_IN_KEY.sub("-", exchange.id).strip("-"),
        authors=_named(exchange.questions),
        title=_line(exchange.title),
        collection=collection_title(exchange.collection),
        publisher=known.house if known else None,
        reference=_line(exchange.reference) if exchange.reference else None,
        date=exchange.date,
        url=_line(url),
        note=_note(exchange),
    )


def plain(entry: Entry) -> str:
    """A sentence, such as a footnote has it."""
    parts = (
        ", ".join(entry.authors),
        f"“{entry.title}”",
        entry.collection,
        entry.reference,
        day_in_words(entry.date),
    )
    return " ".join(filter(None, (f"{', '.join(filter(None, parts))}.", entry.note, entry.url)))


def bibtex(entry: Entry) -> str:
    """BibTeX, and BibLaTeX. Names and titles stand in two pairs of braces: nothing is to take them apart."""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in entry.authors),
        "title": f"{{{_tex(entry.title)}}}",
        "howpublished": _tex(entry.collection),
        "organization": _tex(entry.publisher or ""),
        "number": _tex(entry.reference or ""),
        "year": f"{entry.date.year:04}",
        "month": f"{entry.date.month}",
        "day": f"{entry.date.day}",
        "url": _tex_address(entry.url),
        "note": _tex(entry.note),
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{rows}}}\n"


def ris(entry: Entry) -> str:
    """RIS, as reference managers read it: a tag and a value a line, which ends as the format demands."""
    rows = [
        ("TY", "GOVDOC"),
        ("ID", entry.key),
        *(("AU", author) for author in entry.authors),
        ("TI", entry.title),
        ("T2", entry.collection),
        ("PB", entry.publisher),
        ("M1", entry.reference),
        ("PY", f"{entry.date.year:04}"),
        ("DA", f"{entry.date:%Y/%m/%d}/"),
        ("UR", entry.url),
        ("N1", entry.note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9]+")

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "$&#%_"},
}
_TEX_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + "]")


def _tex(text: str) -> str:
    """A text that TeX prints as it is, and whose braces BibTeX finds balanced."""
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], text)


def _tex_address(url: str) -> str:
    """An address, which the url field takes as it is: what would break the field is percent-encoded."""
    return re.sub(r'[{}\\"<>^`| ]', lambda found: f"%{ord(found[0]):02X}", url)


def _line(text: str) -> str:
    """A text in one line without control characters: what begins a new line would begin a new field."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _named(speeches: Iterable[Speech]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(speaker_label(speech)) for speech in speeches))


def _note(exchange: Exchange) -> str:
    answered = ", ".join(_answerers(each for each in exchange.answers if each.speaker))
    notes = [f"Answered by {answered}."] if answered else []
    notes += [] if exchange.answers else ["Without an answer."]
    notes += ["Fictional: a sample that nobody ever asked."] if Flag.FICTIONAL in exchange.flags else []
    return " ".join(notes)


def _answerers(speeches: Iterable[Speech]) -> Iterable[str]:
    return dict.fromkeys(
        _line(f"{speaker_label(speech)} ({speech.office})" if speech.office else speaker_label(speech))
        for speech in speeches
    )
