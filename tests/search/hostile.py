"""Strings that nobody means and somebody sends: pieces of queries, of texts and of scripts, at random."""

import re
from collections.abc import Iterator
from random import Random

SEED = 20261128

_SYNTAX = (
    *(
        '"',
        "“",
        "”",
        "(",
        ")",
        "((((((((",
        "))))",
        "-",
        "--",
        "~5",
        "NEAR/5",
        "NEAR",
        "OR",
        "AND",
        "NOT",
        "*",
    ),
    *(
        "title:",
        "cites:",
        "asked:",
        "from:",
        "to:",
        "date:2009..",
        "2009..2010",
        "in:wrans",
        ":::",
        "party:",
        "/",
    ),
    *(
        "?",
        "\\",
        "\x00",
        "\t",
        "\n",
        "%",
        "'",
        "’",
        "&",
        "&amp;",
        "<script>",
        "';--",
        "${x}",
        "../..",
        "{{7*7}}",
    ),
    *(
        "\u202e",
        "\ufeff",
        "\ud7ff",
        "e\u0301",
        "ﬁ",
        "ß",
        "漢字",
        "🙂",
        "ſ",
        "İ",
        "a" * 300,
        "9" * 80,
        "é" * 70,
    ),
)
_WORDS = re.findall(
    r"\S+",
    """
the of and to a in for is on that by this with it not or be are from at as will has government what
police prison train school hospital benefit council tax water energy war farm river doctor soldier
jail dole cops lorry bins skint vetrans recylcing univeral goverment hosptial environmnet aaaaab
regulat* pol* zz* 2020/0841 S3W-28050 12:30 1,000 A&E s.60 U.K. O’Brien Siân körper
""",
)


def hostile_strings(count: int, seed: int = SEED) -> Iterator[str]:
    """So many of them, the same ones for the same seed; some of a word or two, some far too long."""
    draw = Random(seed)
    for _ in range(count):
        length = draw.choice((1, 2, 3, 5, 8, 15, 40, 200))
        pieces = (draw.choice(_SYNTAX if draw.random() < 0.4 else _WORDS) for _ in range(length))
        yield draw.choice((" ", " ", " ", "")).join(pieces)
