"""Terms that are packed by the block answer as those that are not."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec import terms as codec_terms
from indexer.codec.arrays import ArrayFile
from indexer.codec.codec import open_index
from indexer.codec.compiled import TOGETHER
from indexer.codec.merging_terms import sorted_together
from indexer.codec.terms import BLOCK, PackedTerms, PlainTerms, Terms, packed
from tests.indexer.made_documents import document_of
from tests.indexer.test_bulk_writer import field_of, segment_of, write
from tests.indexer.whoosh_view import documents_of

TERMS = st.lists(st.text(alphabet="ab/é", max_size=5).map(str.encode), unique=True, max_size=40).map(sorted)


def plain(terms: list[bytes]) -> PlainTerms:
    return PlainTerms(memoryview(b"".join(terms)), np.cumsum([0, *map(len, terms)]))


def by_block(terms: list[bytes]) -> PackedTerms:
    blocks = list(packed(terms))
    offsets = np.cumsum([0, *map(len, blocks)])
    return PackedTerms(plain(terms[:: codec_terms.BLOCK]), memoryview(b"".join(blocks)), offsets, len(terms))


@given(TERMS, st.lists(st.text(alphabet="ab/éz", max_size=5).map(str.encode), max_size=9))
def test_packed_terms_answer_as_plain_ones(terms: list[bytes], others: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(codec_terms, "BLOCK", 3)
        one, two = plain(terms), by_block(terms)
        assert list(two) == list(one) == terms
        assert [two[number] for number in range(len(two))] == terms
        for term in (*terms, *others, b""):
            assert (two.find(term), two.lower(term)) == (one.find(term), one.lower(term))
            assert two.prefixed(term) == one.prefixed(term)


@given(st.lists(TERMS, max_size=5))
def test_terms_of_several_are_put_together_alike(of_segments: list[list[bytes]]) -> None:
    """By a loop over their bytes, and by sorting."""
    found = [plain(terms).blob_between(0, len(terms)) for terms in of_segments]
    assert [by_block(terms).blob_between(0, len(terms))[0] for terms in of_segments] == [
        each for each, _ in found
    ]
    terms, places = sorted_together(found)
    assert terms == sorted({term for each in of_segments for term in each})
    assert [[terms[place] for place in each.tolist()] for each in places] == of_segments
    if TOGETHER is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    compiled, compiled_places = TOGETHER(found)
    assert (compiled, [each.tolist() for each in compiled_places]) == (
        terms,
        [each.tolist() for each in places],
    )


def test_a_keyword_field_with_very_many_terms_is_packed_and_merged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.codec.sinks.PACKED_FROM", 5)
    count = 3 * BLOCK
    segment = segment_of(tmp_path, [document_of(number, source=f"{number}") for number in range(count)])
    file = ArrayFile.open(next(tmp_path.glob("*.arrays")))
    assert {f"{name}:term_blocks" in file for name in ("id", "key", "source")} == {True}
    assert {f"{name}:term_blocks" in file for name in ("title_exact", "title", "date", "party")} == {False}
    ids: Terms = field_of(segment, "id").terms
    assert list(ids) == [f"alderwick/{number:05}".encode() for number in range(count)]
    assert ids.find(b"alderwick/00100") == 100
    for number in range(0, count, 2):
        index = write(tmp_path, [], remove=f"{number}")
    (segment,) = write(tmp_path, [document_of(count)]).segments[-1:]
    found = documents_of(open_index(tmp_path))
    assert len(found) == count // 2 + 1
    assert index.id_of(0).decode() in found
