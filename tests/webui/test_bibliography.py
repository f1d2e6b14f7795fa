"""Entries for bibliographies: nothing in a title or a name can end a field or begin another."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.exchange import Exchange, Flag, Role, Speech
from webui.exchange.bibliography import bibtex, entry_of, plain, ris

EXCHANGE = Exchange(
    "london-mayors-questions/2020-03-12.0841.q0",
    "london-mayors-questions",
    "Fares & 50% of {them}: #1_a ~ b^2 \\ $5",
    date(2020, 3, 12),
    (
        Speech(Role.QUESTION, "How?", "Siân Berry"),
        Speech(Role.QUESTION, "How?", "Jones and Sons"),
        Speech(Role.ANSWER, "So.", "Sadiq Khan", office="Mayor of London"),
    ),
    reference="2020/0841",
)
URL = "https://www.theyworkforyou.com/london/?id=2020-03-12.0841.h&s=a%20b#g0841.q0"


def test_bibtex() -> None:
    assert bibtex(entry_of(EXCHANGE, URL)) == (
        "@misc{london-mayors-questions-2020-03-12-0841-q0,\n"
        "  author = {{Siân Berry} and {Jones and Sons}},\n"
        r"  title = {{Fares \& 50\% of \{them\}: \#1\_a \textasciitilde{} b\textasciicircum{}2 "
        r"\textbackslash{} \$5}},"
        "\n"
        "  howpublished = {Questions to the Mayor of London},\n"
        "  organization = {London Assembly},\n"
        "  number = {2020/0841},\n"
        "  year = {2020},\n"
        "  month = {3},\n"
        "  day = {12},\n"
        f"  url = {{{URL}}},\n"
        "  note = {Answered by Sadiq Khan (Mayor of London).},\n"
        "}\n"
    )


def test_ris() -> None:
    assert ris(entry_of(EXCHANGE, URL)).split("\r\n") == [
        "TY  - GOVDOC",
        "ID  - london-mayors-questions-2020-03-12-0841-q0",
        "AU  - Siân Berry",
        "AU  - Jones and Sons",
        "TI  - Fares & 50% of {them}: #1_a ~ b^2 \\ $5",
        "T2  - Questions to the Mayor of London",
        "PB  - London Assembly",
        "M1  - 2020/0841",
        "PY  - 2020",
        "DA  - 2020/03/12/",
        f"UR  - {URL}",
        "N1  - Answered by Sadiq Khan (Mayor of London).",
        "ER  - ",
        "",
    ]


def test_a_sentence_for_a_footnote() -> None:
    assert plain(entry_of(EXCHANGE._replace(title="Fares"), URL)) == (
        "Siân Berry, Jones and Sons, “Fares”, Questions to the Mayor of London, 2020/0841, 12 March 2020. "
        f"Answered by Sadiq Khan (Mayor of London). {URL}"
    )


def test_a_sample_says_that_it_is_one_and_a_question_that_waits_that_it_does() -> None:
    waiting = EXCHANGE._replace(speeches=EXCHANGE.speeches[:1], flags=(Flag.FICTIONAL,))
    assert entry_of(waiting, URL).note == "Without an answer. Fictional: a sample that nobody ever asked."


ANYTHING = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\\{}$&#%_~^\r\n\t ER-TY")), max_size=40
)
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[$&#%_]")


@given(title=ANYTHING, name=ANYTHING, url=ANYTHING)
def test_whatever_it_holds_an_entry_keeps_its_fields(title: str, name: str, url: str) -> None:
    speeches = (EXCHANGE.speeches[0]._replace(speaker=name), *EXCHANGE.speeches[1:])
    entry = entry_of(EXCHANGE._replace(title=title, speeches=speeches), url)
    tex = bibtex(entry)
    bare = re.sub(r"\\[{}]", "", tex)
    assert bare.count("{") == bare.count("}")
    depth = 0
    for char in bare:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    rows = tex.splitlines()
    assert (rows[0], rows[-1]) == ("@misc{london-mayors-questions-2020-03-12-0841-q0,", "}")
    assert all(re.fullmatch(r"  \w+ = \{.*\},", row) for row in rows[1:-1])
    assert not any(UNESCAPED.search(row) for row in rows if row.startswith(("  title", "  author", "  note")))
    lines = ris(entry).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert sum(line.startswith("ER  - ") for line in lines) == 1
