"""Why a citation counts is said in words that the exchange bears out."""

from datetime import date

import pytest

from corpus.body import Ambiguous, Body, Name
from corpus.citation import CitedExchange
from corpus.exchange import Exchange, Role, Speech
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from webui.exchange.reasons import Reasons

REGISTRY = Registry(
    [
        Body(
            "lamps",
            "Lamp Inspectorate",
            "regulator",
            names=(Name("Lantern Inspectorate", "1999", "2007-04"), Name("Inspectorate of Lamps")),
            abbreviations=("LAMPINS",),
            ambiguous=(Ambiguous("LI", ("london",)), Ambiguous("the Inspectorate")),
            offices=("Chief Inspector of Lamps",),
            hosts=("lamps.gov.uk",),
        )
    ]
)
RECOGNISER = Recogniser(REGISTRY)

REASONS = {
    "its name": ("The Lamp Inspectorate said so.", "alderwick", ["its name"]),
    "a former name, with its time": (
        "The Lantern Inspectorate said so.",
        "alderwick",
        ["its name 1999 to April 2007"],
    ),
    "a name without a time": ("The Inspectorate of Lamps said so.", "wrans", ["another name of it"]),
    "an abbreviation that is only this body's": ("LAMPINS said so.", "wrans", ["abbreviation of its own"]),
    "one that is defined, here and then above": (
        "The Lamp Inspectorate (LI) said so. The LI was right.",
        "wrans",
        ["its name", "abbreviation, defined here", "abbreviation, defined above"],
    ),
    "one that is defined further below": (
        "The LI was right. The Lamp Inspectorate (LI) said so.",
        "wrans",
        ["abbreviation, defined below", "its name", "abbreviation, defined here"],
    ),
    "one whose full name stands above": (
        "The Lamp Inspectorate and others said so. The LI was right.",
        "wrans",
        ["its name", "abbreviation, named in full above"],
    ),
    "one whose site is linked": (
        "The LI said so: https://www.lamps.gov.uk/said",
        "wrans",
        ["abbreviation, with a link to its site in the same exchange", "link to lamps.gov.uk"],
    ),
    "one that the collection's convention fixes": (
        "The LI said so.",
        "london-mayors-questions",
        ["abbreviation, by convention in Questions to the Mayor of London"],
    ),
    "a reference back": (
        "The Lamp Inspectorate was asked. The Inspectorate said so.",
        "wrans",
        ["its name", "points back to its name above"],
    ),
    "an office-holder": (
        "The Chief Inspector of Lamps said so.",
        "wrans",
        ["the person who holds its office"],
    ),
    "words that are a link": ("See [here](https://lamps.gov.uk/x).", "wrans", ["link to lamps.gov.uk"]),
}


@pytest.mark.parametrize(("text", "collection", "expected"), REASONS.values(), ids=REASONS)
def test_reasons(text: str, collection: str, expected: list[str]) -> None:
    speech = Speech(Role.ANSWER, text)
    exchange = Exchange("x/2031-01-01.1.q0", collection, "Lights", date(2031, 1, 1), (speech,))
    cited = CitedExchange(exchange, RECOGNISER.cite(exchange))
    reasons = Reasons(cited, REGISTRY)
    assert [reasons.reason(row) for row in cited.citations] == expected
