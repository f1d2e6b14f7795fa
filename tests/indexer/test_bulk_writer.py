"""How the bulk writer batches, merges and updates; and what the arrays say at their edges."""

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from corpus.errors import IndexFolderError
from indexer.analysis import words
from indexer.codec import merging_fields, merging_terms, sinks, stemming
from indexer.codec.arrays import Array, ArrayFile, ArrayFileWriter
from indexer.codec.batch import Batch, Column, Inverted
from indexer.codec.codec import open_index
from indexer.codec.index import ArrayIndex
from indexer.codec.inverting import BATCH_DOCUMENTS, Inverter, batch_size
from indexer.codec.lengths import LENGTHS, length_bytes
from indexer.codec.merging import merge
from indexer.codec.postings import IndexedField
from indexer.codec.rows import RowPacker, dictionary_of
from indexer.codec.segment import Segment
from indexer.codec.writing_batches import write_batch
from indexer.writing import MOST_SEGMENTS
from tests.indexer.made_documents import Row, commit, corpora, document_of, made
from tests.indexer.whoosh_view import documents_of


def write(folder: Path, documents: Iterable[Row], remove: str | None = None) -> ArrayIndex:
    """Add documents to the index in a folder, or begin one."""
    commit(folder, map(made, documents), [remove] if remove else ())
    return ArrayIndex.open(folder)


def test_batches_are_smaller_towards_the_end() -> None:
    """So that no process has a whole batch to do when the others are done."""
    left, sizes = 30_000, []
    while left > 0:
        sizes.append(min(batch_size(left), left))
        left -= sizes[-1]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == BATCH_DOCUMENTS
    assert max(sizes[-3:]) <= BATCH_DOCUMENTS / 4


def segment_of(folder: Path, documents: Iterable[Row]) -> Segment:
    (segment,) = write(folder, documents).segments
    return segment


def field_of(segment: Segment, name: str) -> IndexedField:
    field = segment.field(name)
    assert field is not None
    return field


def files_of(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.arrays")}


def runs_of(corpus: list[Row], size: int, folder: Path, deleted: int | None = None) -> list[Segment]:
    """Segments of so many documents each, in the order given, one of which may be deleted."""
    runs = []
    for start in range(0, len(corpus), size):
        batch = corpus[start : start + size]
        inverter = Inverter()
        for document in batch:
            inverter.add(made(document))
        write_batch(inverter.batch(), folder / f"MAIN_{start}_{size}.arrays")
        gone = [] if deleted is None or not 0 <= deleted - start < len(batch) else [deleted - start]
        runs.append(Segment(folder, f"MAIN_{start}_{size}", gone))
    return runs


@given(corpora(), st.integers(1, 3))
def test_however_documents_are_batched_the_segment_is_the_same(corpus: list[Row], size: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        merge(runs_of(corpus, size, folder), folder / "MAIN_merged.arrays")
        merge(runs_of(corpus, len(corpus) + size, folder), folder / "MAIN_whole.arrays")
        assert (folder / "MAIN_merged.arrays").read_bytes() == (folder / "MAIN_whole.arrays").read_bytes()


@given(corpora(), st.booleans())
def test_a_batch_that_is_written_whole_is_the_file_that_its_merge_would_be(
    corpus: list[Row], packed: bool
) -> None:
    with TemporaryDirectory() as name, patch.object(sinks, "PACKED_FROM", 4 if packed else 10_000):
        folder = Path(name)
        inverter = Inverter()
        for document in corpus:
            inverter.add(made(document))
        batch = inverter.batch()
        write_batch(batch, folder / "MAIN_whole.arrays", whole=True)
        write_batch(batch, folder / "MAIN_run.arrays")
        merge([Segment(folder, "MAIN_run")], folder / "MAIN_merged.arrays")
        assert (folder / "MAIN_whole.arrays").read_bytes() == (folder / "MAIN_merged.arrays").read_bytes()


@given(corpora(), st.integers(1, 3), st.integers(0, 7), st.booleans())
def test_whatever_is_held_at_a_time_the_merged_segment_is_the_same(
    corpus: list[Row], size: int, deleted: int, packed: bool
) -> None:
    with TemporaryDirectory() as name, patch.object(sinks, "PACKED_FROM", 4 if packed else 10_000):
        folder = Path(name)
        runs = runs_of(corpus, size, folder, deleted)
        merge(runs, folder / "MAIN_whole.arrays")
        with (
            patch.multiple(merging_terms, TERMS=3, SAMPLED=1),
            patch.object(merging_fields, "CHUNK", 2),
            patch.object(stemming, "STEMMED", 2),
        ):
            merge(runs, folder / "MAIN_ranges.arrays")
            merge([Segment(folder, "MAIN_ranges")], folder / "MAIN_again.arrays")
        whole = (folder / "MAIN_whole.arrays").read_bytes()
        assert (folder / "MAIN_ranges.arrays").read_bytes() == whole
        assert (folder / "MAIN_again.arrays").read_bytes() == whole


def test_lengths_are_those_of_whooshs_bytes() -> None:
    lengths = [byte_to_length(byte) for byte in range(256)]
    assert LENGTHS.tolist() == lengths
    near = [max(0, length + each) for length in lengths for each in (-1, 0, 1)]
    assert length_bytes(np.array(near)).tolist() == [length_to_byte(length) for length in near]


def test_an_update_writes_no_file_of_another_segment_again(tmp_path: Path) -> None:
    write(tmp_path, [document_of(number, source=f"{number}.xml") for number in range(20)])
    before = files_of(tmp_path)
    index = write(tmp_path, [document_of(3, answer="new", source="3.xml")], remove="3.xml")
    assert before.items() <= files_of(tmp_path).items()
    assert [segment.doc_count for segment in index.segments] == [20, 1]
    assert index.segments[0].deleted.tolist() == [3]
    found = documents_of(open_index(tmp_path))
    assert len(found) == 20
    assert b"new" in found["alderwick/00003"][0]["stored"]


def test_too_many_segments_are_merged_and_the_large_one_is_left(tmp_path: Path) -> None:
    write(tmp_path, [document_of(number) for number in range(200)])
    large = files_of(tmp_path)
    for number in range(200, 200 + 3 * MOST_SEGMENTS):
        index = write(tmp_path, [document_of(number)])
        assert len(index.segments) <= MOST_SEGMENTS
    assert large.items() <= files_of(tmp_path).items()
    assert len(documents_of(open_index(tmp_path))) == 200 + 3 * MOST_SEGMENTS


def test_many_deletions_rewrite_the_index_in_one_piece(tmp_path: Path) -> None:
    write(tmp_path, [document_of(number, source="ab"[number % 2]) for number in range(10)])
    index = write(tmp_path, [document_of(11, source="c")], remove="a")
    assert [(segment.doc_count, len(segment.deleted)) for segment in index.segments] == [(6, 0)]


def test_an_index_may_lose_all_its_documents(tmp_path: Path) -> None:
    write(tmp_path, [document_of(1, source="a")])
    assert write(tmp_path, [], remove="a").segments == ()
    assert write(tmp_path, [document_of(2)]).doc_count == 1


@given(corpora(12), st.integers(0, 12), st.integers(0, 12))
def test_newest_first_holds_over_all_segments(corpus: list[Row], first: int, second: int) -> None:
    low, high = sorted((first, second))
    with TemporaryDirectory() as name:
        for part in (corpus[:low], corpus[low:high], corpus[high:]):
            index = write(Path(name), part)
        expected = sorted(range(len(corpus)), key=lambda at: (-corpus[at]["date"], corpus[at]["id"]))
        assert index.newest.tolist() == expected
        assert index.newest_rank[expected].tolist() == list(range(len(corpus)))
        assert [index.id_of(at).decode() for at in range(len(corpus))] == [each["id"] for each in corpus]


def test_a_word_may_stand_in_a_document_more_often_than_a_code_holds(tmp_path: Path) -> None:
    answer = "camera " * 200 + "cameras " * 300 + "film"
    segment = segment_of(
        tmp_path, [document_of(0), document_of(1, answer=answer), document_of(2, answer="film")]
    )
    for name, word, expected in (
        ("answer", b"camera", 500),
        ("answer_exact", b"camera", 200),
        ("answer_exact", b"cameras", 300),
    ):
        field = field_of(segment, name)
        number = field.terms.find(word)
        assert number is not None
        assert field.frequencies(number).tolist() == [expected]
        assert field.positions(number).starts.tolist() == [0, expected]
        assert [each.tolist() for each in field.term(number).long_frequencies] == (
            [[0], [expected]] if expected >= 255 else [[], []]
        )
    stems, words = field_of(segment, "answer"), field_of(segment, "answer_exact")
    number = stems.terms.find(b"camera")
    assert number is not None
    assert [words.terms[each] for each in stems.words(number).tolist()] == [b"camera", b"cameras"]
    assert stems.positions(number).positions.tolist() == list(range(500))


def test_positions_beyond_sixteen_bits_are_kept(tmp_path: Path) -> None:
    answer = "\x1e".join(["water"] * 70)
    segment = segment_of(tmp_path, [document_of(0, answer="water"), document_of(1, answer=answer)])
    positions = field_of(segment, "answer").positions(0)
    assert positions.starts.tolist() == [0, 1, 71]
    assert positions.positions.tolist() == [0, *(1_001 * number for number in range(70))]


@settings(max_examples=20)
@given(
    st.lists(st.lists(st.integers(0, 299_999), min_size=1, max_size=9, unique=True), min_size=1, max_size=5)
)
def test_documents_beyond_sixteen_bits_are_found_again(owners: list[list[int]]) -> None:
    """Their high bits are kept once for each run of postings that share them."""
    ids = [np.array(sorted(each), np.uint32) for each in owners]
    starts = np.append(0, np.cumsum([len(each) for each in ids]))
    terms = [f"t{number}".encode() for number in range(len(ids))]
    with TemporaryDirectory() as name:
        batch = Batch(
            300_000, RowPacker().pack([]), {"key": Inverted(terms, starts, np.concatenate(ids))}, {}, {}, {}
        )
        write_batch(batch, Path(name, "MAIN_a.arrays"))
        field = field_of(Segment(Path(name), "MAIN_a"), "key")
        for number, expected in enumerate(ids):
            assert field.postings(number).ids.tolist() == expected.tolist()
            assert field.doc_frequency(number) == len(expected)
        for first in range(len(ids)):
            together = np.concatenate(ids[first:])
            assert field.run(first, len(ids)).ids.tolist() == together.tolist()
            assert field.run_starts(first, len(ids)).tolist() == (starts[first:] - starts[first]).tolist()
        assert field.gathered(np.arange(starts[-1]))[0].tolist() == np.concatenate(ids).tolist()


def test_a_column_counts_spellings_and_values_apart(tmp_path: Path) -> None:
    members = [["Siân Berry", "Li"], ["Sian Berry"], [], ["Sian Berry"]]
    segment = segment_of(tmp_path, [document_of(at, members=each) for at, each in enumerate(members)])
    column = segment.column("member")
    assert column is not None
    assert list(column.terms) == list(field_of(segment, "member").terms) == [b"li", b"sian berry"]
    assert [spelling.decode() for spelling in column.spellings] == ["Li", "Sian Berry", "Siân Berry"]
    assert column.value_of.tolist() == [0, 1, 1]
    assert column.counts.tolist() == [1, 2, 1]
    assert column.starts.tolist() == [0, 2, 3, 3, 4]
    assert column.values.tolist() == [1, 0, 1, 1]
    assert not column.single
    assert not column.repeats
    collection = segment.column("collection")
    assert collection is not None
    assert collection.single
    assert collection.values.tolist() == [0, 0, 0, 0]


@given(st.lists(st.binary(max_size=40), max_size=250))
def test_rows_come_back_as_they_were(rows: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        write_batch(Batch(len(rows), RowPacker().pack(rows)), Path(name, "MAIN_a.arrays"))
        segment = Segment(Path(name), "MAIN_a")
        assert [segment.stored(number) for number in range(len(rows))] == rows


@given(st.integers(0, 3), st.lists(st.booleans(), min_size=4, max_size=4))
def test_rows_keep_the_dictionaries_that_they_were_compressed_with(
    packed_alike: int, deleted: list[bool]
) -> None:
    """Rows of two builds, each with a dictionary of its own, and rows without one, merged."""
    texts = [[f"{kind} {number} said so" * 3 for number in range(400)] for kind in ("red", "blue")]
    dictionaries = [dictionary_of([row.encode() for row in rows], 10_000) for rows in texts] + [b""]
    assert dictionaries[0] != dictionaries[1] != b""
    dictionaries.append(dictionaries[packed_alike % 3])
    rows = [f"red {number} blue".encode() for number in range(4)]
    with TemporaryDirectory() as name:
        parts = []
        for number, dictionary in enumerate(dictionaries):
            packed = RowPacker(dictionary).pack([rows[number]])
            write_batch(Batch(1, packed), Path(name, f"MAIN_{number}.arrays"))
            parts.append(Segment(Path(name), f"MAIN_{number}", [0] if deleted[number] else []))
        merge(parts, Path(name, "MAIN_merged.arrays"))
        merged = Segment(Path(name), "MAIN_merged")
        assert [merged.stored(number) for number in range(merged.doc_count)] == [
            row for row, gone in zip(rows, deleted, strict=True) if not gone
        ]


@pytest.mark.parametrize("rows", [[b""] * 300, [b"few"] * 10])
def test_rows_that_teach_nothing_make_no_dictionary(rows: list[bytes]) -> None:
    assert dictionary_of(rows, 1_000_000) == b""


@given(st.text(alphabet="aB3 .,'’()[]“”\"&-_é\x1e:;?!/s", max_size=30))
@example("U.K. s.60 (s.60) 3.5. A&E, it's e.g. “quoted” a.b. 1,000) Ab_c ǅ")
def test_plain_pieces_give_the_words_that_analysis_gives(text: str) -> None:
    inverter = Inverter()
    inverter.add(made(document_of(0, title=text)))
    field = inverter.batch().fields.get("title_exact")
    expected = {word.text.encode() for speech in text.split("\x1e") for word in words(speech)}
    assert set(field.terms if field else ()) == expected


@settings(max_examples=30)
@given(st.integers(0, 400))
def test_a_file_cut_anywhere_is_refused(cut: int) -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "a.arrays")
        writer = ArrayFileWriter(path)
        writer.put("numbers", np.arange(5))
        writer.facts["count"] = 5
        writer.close()
        assert ArrayFile.open(path)["numbers"].tolist() == [0, 1, 2, 3, 4]
        whole = path.read_bytes()
        path.write_bytes(whole[: min(cut, len(whole) - 1)])
        with pytest.raises(IndexFolderError, match="rebuild"):
            ArrayFile.open(path)


@pytest.mark.parametrize("system_can", [True, False])
def test_a_file_takes_over_what_others_have(system_can: bool, tmp_path: Path) -> None:
    """Whether or not the system itself copies from file to file: some file systems cannot."""
    five, none, nine = np.arange(5), np.arange(0), np.arange(9, dtype=np.uint8)
    arrays: list[dict[str, Array]] = [{"a": five, "b": nine}, {"c": none}, {}, {"d": nine}]
    parts = [tmp_path / str(number) for number in range(len(arrays))]
    for path, each in zip(parts, arrays, strict=True):
        part = ArrayFileWriter(path)
        for name, array in each.items():
            part.put(name, array)
        part.close()
    at_once, joined = ArrayFileWriter(tmp_path / "once"), ArrayFileWriter(tmp_path / "joined")
    for name, array in [each for some in arrays for each in some.items()]:
        at_once.put(name, array)
    at_once.close()
    with nullcontext() if system_can else patch("os.copy_file_range", side_effect=OSError):
        for path in parts:
            joined.take(path)
    joined.close()
    assert (tmp_path / "joined").read_bytes() == (tmp_path / "once").read_bytes()


def test_a_column_of_one_spelling_each_is_its_fields_terms(tmp_path: Path) -> None:
    column = Column([b"a", b"b"], [b"a", b"b"], np.array([1, 0], np.uint32), np.array([1, 1]))
    field = Inverted([b"a", b"b"], np.array([0, 1, 2]), np.array([1, 0], np.uint32))
    batch = Batch(2, RowPacker().pack([b"x", b"y"]), {"party": field}, {"party": column})
    write_batch(batch, tmp_path / "MAIN_a.arrays")
    assert "column:party:spellings" not in ArrayFile.open(tmp_path / "MAIN_a.arrays")
    opened = Segment(tmp_path, "MAIN_a").column("party")
    assert opened is not None
    assert [list(opened.spellings), opened.spelled.tolist()] == [[b"a", b"b"], [1, 0]]


def test_documents_beyond_the_first_65536_keep_their_numbers(tmp_path: Path) -> None:
    """Postings hold the low halves of documents' numbers, and runs of equal high ones."""
    number = 3 * 65_536
    there = {65_535, 65_536, 65_540, 131_071, 131_072, number - 1}
    segment = segment_of(
        tmp_path,
        (document_of(each, "rare word" if each in there else "word", members=()) for each in range(number)),
    )
    title = field_of(segment, "title_exact")
    rare, common = (title.terms.find(word) for word in (b"rare", b"word"))
    assert rare is not None
    assert common is not None
    assert title.postings(rare).ids.tolist() == sorted(there)
    assert np.array_equal(title.postings(common).ids, np.arange(number))
    asked = np.array([131_072, 0, 65_535, 65_536, 65_541, number - 1])
    assert (title.term(rare).codes_of(asked) >> 8).tolist() == [1, 0, 1, 1, 0, 1]
    assert (title.term(common).codes_of(asked) >> 8).tolist() == [1] * 6
    assert title.term(rare).codes_of(np.arange(0)).tolist() == []
