"""Rows of one form: each text in its place, and nothing but text."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from tests.webui.payloads import PAYLOADS
from webui.rows import filled


class Row(NamedTuple):
    label: str
    to: str = "/"
    count: int = 1  # type: ignore[assignment]  # Nobody counts in the tuple.


FORM = '<li><a href="{to}" title="Add {label}">{label}</a> {count}</li>\n'


def test_a_form_is_filled_once_for_each_row() -> None:
    assert filled(FORM, [Row("A & E", "/a"), Row("B", "/b", 12_345)]) == Markup(
        '<li><a href="/a" title="Add A &amp; E">A &amp; E</a> 1</li>\n'
        '<li><a href="/b" title="Add B">B</a> 12,345</li>\n'
    )
    assert filled(FORM, []) == Markup("")


texts = st.text(st.sampled_from("<>&\"'%s{label}{to}\0 aé"), max_size=12)


@given(st.lists(st.builds(Row, texts, texts, st.integers(0, 10**6)), max_size=4))
def test_each_is_what_it_would_be_by_itself(rows: list[Row]) -> None:
    """Whatever it holds: gaps, signs that mean something, and what stands between texts escaped together."""
    expected = "".join(
        f'<li><a href="{escape(to)}" title="Add {escape(label)}">{escape(label)}</a> {count:,}</li>\n'
        for label, to, count in rows
    )
    assert filled(FORM, rows) == expected


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_what_fills_a_gap_makes_no_markup(text: str) -> None:
    (row,) = html.fragments_fromstring(filled(FORM, [Row(text)]))
    assert [each.tag for each in row.iter()] == ["li", "a"]


def test_what_stands_around_the_gaps_may_have_a_per_cent_sign() -> None:
    assert filled('<i style="width: 50%">{label}</i>', [Row("%s")]) == '<i style="width: 50%">%s</i>'
