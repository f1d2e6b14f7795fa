"""One label for each party, whatever a source prints, and its colour: the table ``corpus/parties.csv``.

A row is a label, the colour that the party is known by, where it has one, and, separated by ``|``, the
other ways in which sources print it or people type it. The last rows are the parties of the samples. Two
parties stay two where the sources mean two: "Labour Co-operative" is not "Labour", an independent who
left a party is not one who never had any. Scottish sources print the Scottish Greens as "Green", so those
are one.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.errors import SourceError
from corpus.folding import fold


def party_label(printed: str) -> str:
    """The one label of a party; a party that the table does not know keeps its own name.

    >>> party_label("LabCo-op"), party_label("  Harbour   Party ")
    ('Labour Co-operative', 'Harbour Party')
    """
    return _labels().get(fold(printed)) or " ".join(printed.split())


def is_party(printed: str) -> bool:
    """Whether this is a way to print a party that the table knows."""
    return fold(printed) in _labels()


def party_colour(label: str) -> str | None:
    """The colour of a party as ``#rrggbb``, for showing beside its name and never instead of it."""
    return _colours().get(label)


def read_labels(table: str, name: str = "parties.csv") -> dict[str, str]:
    """From every folded way of printing to its label; one way that means two parties is an error."""
    labels: dict[str, str] = {}
    for line, row in _rows(table):
        label = row["label"]
        for printed in (label, *filter(None, row["printed"].split("|"))):
            if labels.setdefault(fold(printed), label) != label:
                other = labels[fold(printed)]
                raise SourceError(name, f"“{printed}” means both {other} and {label}", line)
    return labels


def read_colours(table: str, name: str = "parties.csv") -> dict[str, str]:
    """The colours by label; anything else in their place is an error, since pages print it as it is."""
    colours: dict[str, str] = {}
    for line, row in _rows(table):
        if colour := row["colour"]:
            if not _COLOUR.fullmatch(colour):
                raise SourceError(name, f"“{colour}” is not a colour such as #e4003b", line)
            colours[row["label"]] = colour
    return colours


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _rows(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    import csv  # noqa: PLC0415 (most searches from the command line ask for no party)

    rows = csv.DictReader(table.splitlines(), strict=True)
    for row in rows:
        yield rows.line_num, row


@cache
def _labels() -> dict[str, str]:
    return read_labels(_table())


@cache
def _colours() -> dict[str, str]:
    return read_colours(_table())


def _table() -> str:
    return Path(__file__).with_name("parties.csv").read_text(encoding="utf-8")
