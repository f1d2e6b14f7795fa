"""Text goes into Markdown and comes out of its tokens as it was."""

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.markdown import Markdown, escape, plain_text
from corpus.markdown_tokens import parse

MARKUP = st.text(alphabet="ab1 .)_*`[]<>()|#+-=~:&;!\\'\"/@\n\thtps", max_size=60)


def normalised(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@given(
    st.one_of(st.text(alphabet=st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])), MARKUP)
)
@example("1. not a list")
@example("- nor this\n---\n===")
@example("a_b_ _c_ **d** [x](y) <http://x> &amp; &#65; \\")
@example("see https://example.org/_a_/b_c?x=1&copy=2 and www.example.org/*x*")
@example("h\n:--\n|a|b|\n|-|-|")
@example("~~~\ncode\n~~~")
@example("[a]: https://x.org")
@example("https://example.org/%C3%A9 and xn--bcher-kva.example")
def test_any_text_survives_the_round_trip(text: str) -> None:
    assert plain_text(escape(text)) == normalised(text)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    {
        "one\n\ntwo": "one\n\ntwo",
        "one\ntwo": "one two",
        "- a\n- b\n\nc": "a\nb\n\nc",
        "1. a\n\n   more\n2. b": "a\nmore\nb",
        "x\n\n| a | b |\n|---|---|\n| c | d |\n\ny": "x\n\na\tb\nc\td\n\ny",
        "# Title\n\n*soft* **loud** `code`": "Title\n\nsoft loud code",
        "[words](https://example.org)": "words",
        "https://example.org/a_b_c": "https://example.org/a_b_c",
        "<script>alert(1)</script>": "<script>alert(1)</script>",
        "![picture](https://example.org/x.png)": "!picture",
        "    code\n    more": "code\nmore",
    }.items(),
)
def test_the_plain_text_of(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


PARAGRAPHS = st.lists(
    st.text(alphabet="ab1 .)-#:+=~\t\xa0é…!\"'(/", min_size=1, max_size=12).filter(str.strip),
    min_size=1,
    max_size=4,
).map("\n\n".join)


@given(PARAGRAPHS)
@example("1986. A year")
@example("see https://x.org/a\n\n- no list?")
@example("a  b\t c")
@example("~~~\n\n1")
def test_text_without_markup_is_read_as_the_parser_reads_it(text: str) -> None:
    """The escape before it sends the whole text through the parser."""
    parsed = plain_text(f"\\!\n\n{text.strip()}")
    assert parsed.removeprefix("!").lstrip("\n") == plain_text(text.strip()).lstrip("\n")


def test_every_leaf_knows_its_place() -> None:
    markdown = "# T\n\nA *b* https://x.org/y\\_z\n\n| a | b |\n|---|---|\n| c \\| d | e |\n"
    text = plain_text(markdown)
    leaves = [leaf for token in parse(markdown) for leaf in token.children or () if leaf.type == "text"]
    assert all(text[leaf.meta["start"] :].startswith(leaf.content) for leaf in leaves)


def test_addresses_are_links_even_with_underscores() -> None:
    links = [
        leaf.attrs["href"]
        for token in parse(escape("at https://x.org/_a_/b*c"))
        for leaf in token.children or ()
        if leaf.type == "link_open"
    ]
    assert links == ["https://x.org/_a_/b*c"]


def test_a_text_may_know_its_plain_text() -> None:
    known = Markdown.of("*soft*", "soft")
    assert known == "*soft*"
    assert plain_text(known) == "soft"
    again = pickle.loads(pickle.dumps(known))
    assert (again, plain_text(again)) == (known, "soft")
