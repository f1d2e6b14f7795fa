"""Which bodies a text cites by its addresses and its links."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.citation import How
from corpus.exchange import Role, Speech
from corpus.markdown import plain_text
from corpus.markdown_tokens import parse, parse_with_text
from corpus.recogniser.addresses import Hosts
from corpus.recogniser.links import links_of
from tests.corpus.small_registry import RECOGNISER, REGISTRY, cited, exchange

ADDRESSES = {
    "see https://ico.org.uk/about-the-ico/news/home-office/": [("ico.org.uk", "ico")],
    "see https://www.ofgem.gov.uk.": [("www.ofgem.gov.uk", "ofgem")],
    "see consult.ofgem.gov.uk/Home Office": [("consult.ofgem.gov.uk", "ofgem")],
    "www.gov.uk/government/organisations/ofgem/about": [
        ("www.gov.uk/government/organisations/ofgem", "ofgem")
    ],
    "https://www.gov.uk/government/organisations/ofgem-not": [],
    "https://example.com/?to=https://ico.org.uk": [],
    "notico.org.uk, ico.org.uk.example.com": [],
    "(https://ICO.org.uk/x)": [("ICO.org.uk", "ico")],
}  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_counts_by_its_host_and_by_nothing_else(text: str) -> None:
    assert cited(text) == ADDRESSES[text]


def test_the_words_of_a_link_cite_whose_page_it_leads_to_unless_they_name_a_body() -> None:
    text = "Read [the **guidance**](https://ico.org.uk/guide), not [the Ofgem one](https://ico.org.uk/x)."
    citations = RECOGNISER.cite(exchange(Speech(Role.ANSWER, text)))
    assert [(each.surface, each.body, each.how) for each in citations] == [
        ("the guidance", "ico", How.LINK),
        ("Ofgem", "ofgem", How.ALIAS),
    ]


PARAGRAPHS = st.lists(
    st.sampled_from(
        ["See [the guidance](https://ico.org.uk/guide).", "> [quoted](https://ico.org.uk)", "the guidance",
         "    [four spaces](https://ico.org.uk)", "* an item [here](https://ico.org.uk)", "```", "quoted",
         "* one\n* [two](https://ofgem.gov.uk)", "| a | b |\n|---|---|\n| [c](https://ico.org.uk) | d |",
         "[not ours](https://example.org)", "[a *b* `c`](https://ico.org.uk) &amp; https://ico.org.uk",
         "See the guidance.", "[one](https://ico.org.uk) [two](https://ofgem.gov.uk)",
         "[guide]: https://ico.org.uk", "[guide](<x"]
    ),
    max_size=6,
)  # fmt: skip


@given(PARAGRAPHS)
def test_links_are_found_as_if_the_whole_text_were_parsed(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    hosts = Hosts(REGISTRY)
    whole = [
        (int(leaf.meta["start"]), hosts.owner(str(opening.attrs["href"])))
        for inline in parse(text)
        for opening, leaf in pairwise(inline.children or ())
        if opening.type == "link_open" and opening.info != "auto" and leaf.content
    ]
    found = hosts.linked(text)
    assert [(each.start, each.body) for each in found] == [each for each in whole if each[1]]
    words = {"the guidance", "quoted", "four spaces", "here", "two", "c", "a b c", "one", "guide"}
    assert {plain_text(text)[each.start : each.end] for each in found} <= words


WRITTEN = st.lists(
    st.sampled_from(
        ["a", "b c", " ", "\\", "*", "_", "a_b", "[", "](", "[x](http://x.org/a_b)",
         "![y](https://y.gov.uk/p?q=1&r)",
         "[\\[z\\] 2\\](](http://z.org/%20a)", "[a  b ](http://q.org)", "[http://q.org](http://q.org/)",
         "\\\n", "\n", "- ", "1. ", "1\\. ", "&amp;", "\\&amp;", "http://w.org/a", "|", "`", "\\[", "\\*",
         "’", "\xa0", "==", "~"]
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=500)
@given(WRITTEN)
@example("one\\\nsee [the \\*page\\*](http://x.org/a_b), \\[not\\](http://w.org)")
@example("[x](http://x.org)\\\n")
@example("\\[x](http://x.org/a_b)")
def test_a_paragraph_that_needs_no_parser_has_the_links_that_one_would_find(paragraph: str) -> None:
    if found := links_of(paragraph):
        tokens, text = parse_with_text(paragraph)
        opened = [
            (int(leaf.meta["start"]), opening.attrs["href"])
            for inline in tokens
            for opening, leaf in pairwise(inline.children or ())
            if opening.type == "link_open" and opening.info != "auto"
        ]
        assert found[0] == text
        assert [(each.start, each.address) for each in found[1]] == opened


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("https://ico.org.uk", "ico"),
        ("HTTP://WWW.ICO.ORG.UK/guide#first", "ico"),
        ("https://cy.ico.org.uk:8080/x?y=//z.org", "ico"),
        ("<https://someone@ico.org.uk/a b>", "ico"),
        ("//ico.org.uk/x", "ico"),
        ("https://www.gov.uk/government/organisations/ofgem/about", "ofgem"),
        ("https://www.gov.uk/government/organisations", None),
        ("https://www.gov.uk/?to=/government/organisations/ofgem", None),
        ("https://notico.org.uk", None),
        ("/exchange/ico.org.uk", None),
    ],
)
def test_a_link_leads_to_the_body_whose_host_and_path_it_has(address: str, body: str | None) -> None:
    citations = RECOGNISER.cite(exchange(Speech(Role.ANSWER, f"See [the guidance]({address}) for more.")))
    assert [each.body for each in citations] == ([body] if body else [])
