"""What the index keeps of an exchange comes back as it was."""

from datetime import date
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Exchange, Flag, Role, Speech
from corpus.markdown import Markdown, plain_text
from indexer.documents import restore, store

_T = TypeVar("_T")

TEXTS = st.one_of(st.sampled_from(["", "plain", "*soft* & <b>", "| a |\n|---|\n| b |"]), st.text(max_size=20))
MAYBE = st.none() | st.text(max_size=5)


def several(each: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(each, max_size=3).map(tuple)


SPEECHES = st.builds(
    Speech, st.sampled_from(Role), TEXTS, MAYBE, MAYBE, MAYBE, MAYBE, st.text(max_size=5), MAYBE, MAYBE
)
EXCHANGES = st.builds(
    Exchange, *[st.text(max_size=9)] * 3, st.dates(), several(SPEECHES), MAYBE, MAYBE,
    st.none() | st.dates(), MAYBE, several(st.text(max_size=3)), several(st.sampled_from(Flag)),
)  # fmt: skip
CITATIONS = st.builds(
    Citation, st.text(max_size=5), st.sampled_from(Side), st.none() | st.integers(0, 9),
    *[st.integers(0, 1_000_000)] * 2, st.text(max_size=9), st.sampled_from(How),
)  # fmt: skip


@given(EXCHANGES, several(CITATIONS))
def test_an_exchange_comes_back_as_it_was(exchange: Exchange, citations: tuple[Citation, ...]) -> None:
    cited = CitedExchange(exchange, citations)
    stored = restore(store(cited))
    assert stored.cited == cited
    texts = tuple(plain_text(speech.text) for speech in exchange.speeches)
    assert stored.texts == texts
    assert tuple(plain_text(speech.text) for speech in stored.cited.exchange.speeches) == texts
    assert store(stored.cited) == store(cited)


def test_a_plain_text_that_is_known_is_believed() -> None:
    """Whoever writes Markdown has its plain text; it is not parsed again on its way into the index."""
    speech = Speech(Role.QUESTION, Markdown.of("*soft*", "as it was read"))
    exchange = Exchange("a/2031-05-14.1.q0", "a", "Title", date(2031, 5, 14), (speech,))
    assert restore(store(CitedExchange(exchange))).texts == ("as it was read",)


@pytest.mark.parametrize("row", [b"", b"\x90", msgspec.msgpack.encode([[1], [], [], []])])
def test_a_row_of_another_shape_is_refused(row: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        restore(row)
