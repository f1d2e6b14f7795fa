"""A text becomes HTML that says the same, marked exactly where it was found, and never runs."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markdown import escape, plain_text
from webui.markdown import CitationMark, highlighted, speech_html

PIECES = [
    "a",
    "ICO",
    "é",
    '"',
    "'",
    "\\",
    "*",
    "**",
    "_",
    "`",
    "[",
    "|",
    "<",
    "](",
    "](https://x.org/a)",
    "](javascript:x)",
    "https://ico.org.uk/x_y",
    "&lt;",
    "<script>",
    "<b",
]
BLOCKS = [" ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "    ", "```\n", "|a|b|\n|-|:-:|\n"]
MARKDOWN = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(PIECES + BLOCKS), max_size=30).map("".join)
)
STARTS, LENGTHS = st.integers(0, 120), st.integers(0, 40)
SPANS = st.lists(st.builds(lambda start, length: (start, start + length), STARTS, LENGTHS), max_size=6)
VOID = {"br", "hr"}
ALLOWED = frozenset(
    [
        "p",
        "blockquote",
        "ul",
        "ol",
        "li",
        "h4",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "em",
        "strong",
        "a",
        "span",
        "mark",
        "code",
        "pre",
        "br",
        "hr",
        "div",
    ]
)


ATTRIBUTES = {
    "href",
    "rel",
    "class",
    "start",
    "role",
    "aria-label",
    "tabindex",
    "data-why",
    "aria-describedby",
}


class Reading(HTMLParser):
    """What a browser would show: every character with the tags around it; tags must close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown: list[tuple[str, bool, bool]] = []
        self.hrefs: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        named = dict(attrs)
        assert set(named) <= ATTRIBUTES
        assert not (tag == "a" and any(each.startswith("a ") or each == "a" for each in self.open))
        if tag == "a":
            self.hrefs.append(named["href"] or "")
        if tag not in VOID:
            self.open.append(f"{tag} citation" if named.get("class") == "citation" else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        cited = any(tag.endswith("citation") for tag in self.open)
        self.shown += [(char, "mark" in self.open, cited) for char in data]

    @property
    def text(self) -> str:
        return solid("".join(char for char, _, _ in self.shown))

    def marked(self, kind: int) -> str:
        return solid("".join(each[0] for each in self.shown if each[kind]))


def solid(text: str) -> str:
    """Without white space, which HTML does not keep."""
    return "".join(text.split())


def covered(text: str, spans: list[tuple[int, int]]) -> str:
    inside = {place for start, end in spans for place in range(start, end)}
    return solid("".join(char for place, char in enumerate(text) if place in inside))


@given(MARKDOWN, SPANS, SPANS)
def test_the_html_says_what_the_plain_text_says_and_marks_just_the_spans(
    markdown: str, words: list[tuple[int, int]], cited: list[tuple[int, int]]
) -> None:
    text = plain_text(markdown)
    citations = [CitationMark(start, end, "/bodies/x", 'a "b" <c>', "why-1") for start, end in cited]
    page = Reading(speech_html(markdown, citations, words))
    assert page.text == solid(text)
    assert page.marked(1) == covered(text, words)
    assert page.marked(2) == covered(text, cited)


@given(st.text(max_size=60), SPANS)
def test_a_title_says_the_same_and_marks_just_the_spans(title: str, words: list[tuple[int, int]]) -> None:
    page = Reading(highlighted(title.replace("\x00", ""), words))
    assert page.text == solid(title.replace("\x00", ""))


PAYLOADS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,xxxx)",
    "<img src=x onerror=alert(1)>",
    '[x](https://x.org "a\\" onmouseover=alert(1)")',
    "```html onclick=alert(1)\n</code><script>\n```",
    "![x](https://tracker.example/x.png)",
    "| a |\n|:-:|\n| <svg onload=alert(1)> |",
    "<https://x.org/%22onmouseover=%22alert(1)>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_text(payload: str) -> None:
    page = Reading(speech_html(payload))
    assert page.text == solid(plain_text(payload))
    assert all(href.startswith("https://") for href in page.hrefs)


WHY = 'data-why="why"'
BY = 'aria-describedby="why-1"'
RENDERED = {
    "The *ICO* said": f'<p>The <em><a class="citation" href="/bodies/ico" {WHY} {BY}>ICO</a></em> said</p>\n',
    "[The ICO](https://ico.org.uk)": f'<p><a href="https://ico.org.uk" rel="nofollow noopener" {BY}>The '
    f'<span class="citation" {WHY}>ICO</span></a></p>\n',
    "# ICO": f'<h4><a class="citation" href="/bodies/ico" {WHY} {BY}>ICO</a></h4>\n',
}


@pytest.mark.parametrize(("markdown", "html"), RENDERED.items())
def test_a_cited_body_is_a_link_but_not_within_a_link(markdown: str, html: str) -> None:
    start = plain_text(markdown).index("ICO")
    assert speech_html(markdown, [CitationMark(start, start + 3, "/bodies/ico", "why", "why-1")]) == html


def test_a_link_whose_text_is_its_address_is_told_from_others() -> None:
    """So that a print, which has the address behind each link, has it once."""
    for markdown in ("https://ico.org.uk/x", "<https://ico.org.uk/x>"):
        assert '<a class="bare" href="https://ico.org.uk/x"' in speech_html(markdown)
    assert "bare" not in speech_html("[ICO](https://ico.org.uk/x)")


def test_a_link_is_described_by_each_of_the_bodies_that_its_words_name() -> None:
    markdown = "ICO, [`ICO` and **HSE** and ICO](https://ico.org.uk) and [more](https://ico.org.uk)"
    marks = [
        CitationMark(at.start(), at.end(), f"/bodies/{at[0]}", "why", f"why-{at[0]}")
        for at in re.finditer("ICO|HSE", plain_text(markdown))
    ]
    links = re.findall("<a href[^>]*>", str(speech_html(markdown, marks)))
    own = '<a href="https://ico.org.uk" rel="nofollow noopener"'
    assert links == [f'{own} aria-describedby="why-ICO why-HSE">', f"{own}>"]


def test_marks_within_a_citation_and_across_its_edge() -> None:
    html = highlighted("the ICO code", [(0, 5)], [CitationMark(4, 7, "/b", "why", "why-1")])
    assert html == f'<mark>the </mark><a class="citation" href="/b" {WHY} {BY}><mark>I</mark>CO</a> code'


@given(st.text(alphabet="ab<>&\"'`*_[]()\n", max_size=40))
def test_any_escaped_text_is_shown_as_it_was(text: str) -> None:
    assert Reading(speech_html(escape(text))).text == solid(text)
