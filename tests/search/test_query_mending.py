"""What is made of queries that are broken, too long or hostile: told in words, bounded, never an error."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.parser import LENGTH, TERMS, parse
from search.query.tokens import DEPTH
from search.query.tree import And, Everything, Near, Not, Or, Phrase, Query
from tests.search.test_query_parser import OPERATORS, REGISTRY, WORDS_AND_PHRASES, T, either, every, phrase

NOT_NEAR = "NEAR joins two words or phrases of one field; here both are asked for anywhere."
UNKNOWN_ADDRESS = "This address is not one of a question that is known here; its words are searched."

WARNED = {
    "foo:bar": "There is no field called “foo”, so it is searched as a word.",
    '"half open': "A quotation mark has no partner, so the phrase goes on to the end.",
    "(half open": "A bracket has no partner, so it is closed at the end.",
    "half) open": "A closing bracket has no partner and is left out.",
    "???": "There is nothing in this query to search for, so everything is found.",
    "re*": "* needs at least 3 letters before it, so “re” is searched as a whole word.",
    "*foo": "* counts only at the end of a word: regulat* finds regulator and regulation.",
    '"regulat*"': "Inside quotation marks * stands for nothing.",
    "party:Gre*": "* stands for nothing after party:, where whole values are asked for.",
    "date:soon": "“soon” is not a date, such as 2020, 2020-03 or 3 March 2020; its words are searched.",
    'cites:"A B"': "No public body is known as “A B”, so its words are searched.",
    "cites:SCC": "“SCC” can mean each of these: Surveillance Camera Commissioner, Surrey County Council.",
    "(a b) NEAR c": NOT_NEAR,
    "title:a NEAR answer:b": NOT_NEAR,
    "a NEAR/500 b": "Words can be at most 100 words apart.",
    "https://example.org/": UNKNOWN_ADDRESS,
    "a OR": "“OR” joins nothing here, so it is searched as a word.",
    "NEAR/5 a": "“NEAR/5” joins nothing here, so it is searched as a word.",
    "NOT": "“NOT” joins nothing here, so it is searched as a word.",
    "kind:quango": "kind: can be regulator, department, agency, health, police, court, committee, local, "
    "devolved, international; “quango” is searched as text.",
    "status:open": "status: can be Answered, Holding answer, No answer, Withdrawn; "
    "“open” is searched as text.",
    "asked:Siân Berry": 'A name of several words goes in quotation marks: “asked:"Siân Berry"”.',
    "dept:Home Office": 'A name of several words goes in quotation marks: “dept:"Home Office"”.',
    "(" * 9 + "a" + ")" * 9: "Brackets stand in each other more than 8 deep; the inner ones are left out.",
    "word " * 300: "Only the first 1,000 characters of this query are read.",
    " ".join(f"w{n}" for n in range(40)): "Only the first 32 words of this query are searched.",
}
JOINING_NOTHING = {"OR a", "a AND", "a OR OR b", "NOT", "(OR)", "NEAR a", "a NEAR -b"}


@pytest.mark.parametrize("text", WARNED)
def test_a_warning_says_what_was_not_understood(text: str) -> None:
    assert WARNED[text] in parse(text, REGISTRY).warnings


@pytest.mark.parametrize(
    "text",
    [
        *(
            text
            for text in WORDS_AND_PHRASES | OPERATORS
            if text not in JOINING_NOTHING and not set("*~") & set(text)
        ),
        *("member:khan Police", "asked:(Siân Berry)", 'status:"no answer"', "kind:Regulators"),
    ],
)
def test_plain_queries_give_no_warnings(text: str) -> None:
    assert parse(text, REGISTRY).warnings == ()


def test_a_mended_query_means_what_was_typed_so_far() -> None:
    assert parse('"half open', REGISTRY).tree == phrase("half open")
    assert parse("((a OR b) c", REGISTRY).tree == every(either(T("a"), T("b")), T("c"))
    assert parse("a) b", REGISTRY).tree == every(T("a"), T("b"))
    assert parse("(" * 5000 + "a b", REGISTRY).tree == Everything()
    assert parse("(" * 900 + "a b", REGISTRY).tree == every(T("a"), T("b"))


def test_a_long_query_is_cut_between_words() -> None:
    cut = parse("abcdefghi " * 200, REGISTRY)
    assert cut.text == "abcdefghi " * 99 + "abcdefghi"
    assert parse("x" * 1_000_000, REGISTRY).text == "x" * LENGTH


def test_a_long_phrase_keeps_its_first_words() -> None:
    tree = parse('"' + " ".join(f"w{n}" for n in range(40)) + '" party:Green', REGISTRY).tree
    assert tree == Phrase(tuple(f"w{n}" for n in range(TERMS)))


def test_the_text_is_kept_in_one_line_without_unseen_characters() -> None:
    assert parse("  a\n\u202eb\ud800\x00c ", REGISTRY).text == "a b c"


PIECES = [
    *(
        "(",
        ")",
        '"',
        "“",
        "”",
        "-",
        "*",
        "~5",
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "NEAR/3",
        "title:",
        "by:",
        "cites:",
    ),
    *(
        "NEAR/3",
        "foo:",
        "date:",
        "from:",
        "2019",
        "..",
        "3",
        "March",
        "2020-03",
        "police",
        "ICO",
        "a",
        "é",
        "\x00",
    ),
    *("\u202e", "/", "https://", "&", ".", "'", "ico.org.uk", "2020/0841", "\n", "\ud83d"),
]


@st.composite
def hostile_texts(draw: st.DrawFn) -> str:
    rng = random.Random(draw(st.integers(0, 2**32)))
    return "".join(rng.choice(PIECES) + rng.choice(["", " "]) for _ in range(rng.randint(1, 400)))


@settings(max_examples=300, deadline=None)
@given(hostile_texts() | st.text(max_size=1500))
def test_no_text_is_an_error_or_goes_beyond_the_limits(text: str) -> None:
    _check_limits(text)


REPEATED = [
    *("(", ")", "()", "(a", "(a)", "a(", "a(b", "NOT(", "-(", '"', "“", "NOT ", "OR ", "AND ", "-", "NEAR "),
    *("a NEAR ", "a NEAR b NEAR ", "x", "\u202e", "\x00", "*", "a*", "*a", "title:", "foo:", "date:", ".."),
    *("date:2020..", "2019..2020", "\ud800", "cites:ico", "1/2/", "/", "http://", "https://[::1", "1", "é"),
    *("👍", "العربية", "~9", "A&", "a.b.", "s.", "%", "&amp;", "a-b-", "'", "www."),
]


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("gap", ["", " ", " a "])
def test_no_repetition_is_an_error_or_goes_beyond_the_limits(piece: str, gap: str) -> None:
    _check_limits((piece + gap) * 5_000)


def _check_limits(text: str) -> None:
    parsed = parse(text, REGISTRY)
    assert len(parsed.text) <= LENGTH
    assert _words_asked(parsed.tree) <= TERMS
    assert _depth(parsed.tree) <= 3 * (DEPTH + 1) + 1
    assert len(parsed.warnings) <= 8
    for said in (parsed.text, parsed.words, *parsed.warnings):
        assert said.encode() is not None


def _words_asked(tree: Query) -> int:
    match tree:
        case And(parts=parts) | Or(parts=parts):
            return sum(map(_words_asked, parts))
        case Not(part=part):
            return _words_asked(part)
        case Near(left=left, right=right):
            return _words_asked(left) + _words_asked(right)
        case Phrase(words=words):
            return len(words)
        case _:
            return 1


def _depth(tree: Query) -> int:
    match tree:
        case And(parts=parts) | Or(parts=parts):
            return 1 + max(map(_depth, parts))
        case Not(part=part):
            return 1 + _depth(part)
        case _:
            return 1
