"""Public bodies that a query names in its words."""

import pytest

from corpus.registry import Body, Registry
from search.query.bodies import OFFERED, bodies_named

REGISTRY = Registry(
    [
        Body(
            "ico",
            "Information Commissioner's Office",
            "regulator",
            abbreviations=("ICO",),
            offices=("Information Commissioner",),
        ),
        Body("home-office", "Home Office", "department"),
        Body("who", "World Health Organization", "international", abbreviations=("WHO",)),
        Body("scc-1", "Surveillance Camera Commissioner", "regulator", abbreviations=("SCC",)),
        Body("scc-2", "Surrey County Council", "local", abbreviations=("SCC",)),
        *(Body(f"b{n}", f"Body{n}", "agency") for n in range(40)),
    ]
)

NAMED = {
    "ICO facial recognition": ["ico"],
    "ico": ["ico"],
    "facial recognition ICO's": ["ico"],
    "did the Information Commissioner’s Office, or the Home Office?": ["ico", "home-office"],
    '"Information Commissioner" home office': ["ico", "home-office"],
    "the Information Commissioner's view": ["ico"],
    "home AND office": [],
    '"home" office': [],
    "cites:ico": [],
    "-ico trams": [],
    "-(ico OR trams) home office": ["home-office"],
    "title:(ico) trams": [],
    "(ICO OR trams)": ["ico"],
    "who decided": [],
    "WHO decided": ["who"],
    "SCC": ["scc-1", "scc-2"],
    "information commissioner's office": ["ico"],
    "trams": [],
    "": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_a_query_names_bodies(text: str) -> None:
    assert [body.id for body in bodies_named(text, REGISTRY)] == NAMED[text]


def test_few_bodies_are_offered() -> None:
    text = " ".join(f"Body{n}" for n in range(40))
    assert len(bodies_named(text, REGISTRY)) == OFFERED


def test_only_the_first_words_are_looked_at() -> None:
    assert bodies_named("trams " * 40 + "ICO", REGISTRY) == ()
