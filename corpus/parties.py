"""One label for each party, whatever a source prints: the table ``corpus/parties.csv``.

A row is a label and, separated by ``|``, the other ways in which sources print it. Two parties stay
two where the sources mean two: "Labour Co-operative" is not "Labour", an independent who left a party
is not one who never had any. Scottish sources print the Scottish Greens as "Green", so those are one.
"""

import csv
from importlib import resources

from corpus.errors import SourceError
from corpus.folding import fold


def party_label(printed: str) -> str:
    """The one label of a party; a party that the table does not know keeps its own name.

    >>> party_label("LabCo-op"), party_label("  Harbour   Party ")
    ('Labour Co-operative', 'Harbour Party')
    """
    return _LABELS.get(fold(printed)) or " ".join(printed.split())


def is_party(printed: str) -> bool:
    """Whether this is a way to print a party that the table knows."""
    return fold(printed) in _LABELS


def read_labels(table: str, name: str = "parties.csv") -> dict[str, str]:
    """From every folded way of printing to its label; one way that means two parties is an error."""
    labels: dict[str, str] = {}
    rows = csv.DictReader(table.splitlines(), strict=True)
    for row in rows:
        label = row["label"]
        for printed in (label, *filter(None, row["printed"].split("|"))):
            if labels.setdefault(fold(printed), label) != label:
                other = labels[fold(printed)]
                raise SourceError(name, f"“{printed}” means both {other} and {label}", rows.line_num)
    return labels


_LABELS = read_labels((resources.files("corpus") / "parties.csv").read_text(encoding="utf-8"))
