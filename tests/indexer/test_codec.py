"""Our codec and bulk writer, held against Whoosh's own: the same documents, the same index."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index, query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import OPTIMIZE

from corpus.errors import IndexFolderError
from indexer.codec.codec import ArrayCodec, open_index
from indexer.codec.contents import contents_generation, contents_name
from indexer.whoosh_schema import whoosh_schema
from tests.indexer.made_documents import Row, commit, corpora, document_of, made
from tests.indexer.whoosh_view import documents_of, stock_index, terms_of


def bulk_index(folder: Path, *segments: Sequence[Row]) -> FileIndex:
    """An index that the bulk writer wrote, a commit for each of these."""
    folder.mkdir()
    for documents in ((), *segments):
        commit(folder, map(made, documents))
    return open_index(folder)


def added_by_whoosh(folder: Path, *segments: Sequence[Row]) -> FileIndex:
    """An index that Whoosh's own writer wrote with our codec."""
    folder.mkdir()
    opened = index.create_in(str(folder), whoosh_schema())
    for documents in segments:
        writer = opened.writer(codec=ArrayCodec())
        for document in documents:
            writer.add_document(**document)
        writer.commit(merge=False)
    return index.open_dir(str(folder))


def remove(opened: FileIndex, source: str, merge: bool = False) -> None:
    """Remove the documents of a source, with Whoosh's writer."""
    codec = opened.reader().leaf_readers()[0][0].codec()
    writer = opened.writer(codec=codec)
    writer.delete_by_query(query.Term("source", source))
    writer.commit(mergetype=OPTIMIZE if merge else None, merge=False)


@settings(max_examples=60)
@given(corpora())
def test_terms_postings_positions_columns_and_rows_are_the_stock_codecs(corpus: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        stock = stock_index(Path(folder, "stock"), corpus)
        for ours in (
            bulk_index(Path(folder, "bulk"), corpus),
            added_by_whoosh(Path(folder, "added"), corpus),
        ):
            assert terms_of(ours) == terms_of(stock)
            assert documents_of(ours) == documents_of(stock)
            with ours.reader() as our_reader, stock.reader() as stock_reader:
                for name in ("title", "question", "answer_exact"):
                    assert our_reader.field_length(name) == stock_reader.field_length(name)


@settings(max_examples=30)
@given(corpora(), st.integers(0, 8), st.booleans())
def test_deletions_segments_and_merges_leave_the_same_documents(
    corpus: list[Row], cut: int, merge: bool
) -> None:
    segments = [part for part in (corpus[:cut], corpus[cut:]) if part]
    with TemporaryDirectory() as folder:
        stock = stock_index(Path(folder, "stock"), *segments)
        remove(stock, "gone.xml", merge)
        added = added_by_whoosh(Path(folder, "added"), *segments)
        remove(added, "gone.xml", merge)
        bulk_index(Path(folder, "bulk"), *segments)
        commit(Path(folder, "bulk"), (), ["gone.xml", "never.xml"])
        expected = documents_of(stock)
        assert documents_of(added) == expected
        assert documents_of(open_index(Path(folder, "bulk"))) == expected


@given(corpora())
def test_whoosh_steps_through_terms_and_postings_alike(corpus: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        stock, ours = stock_index(Path(folder, "stock"), corpus), bulk_index(Path(folder, "bulk"), corpus)
        with stock.reader() as expected, ours.reader() as found:
            assert list(found.terms_from("member", "li")) == list(expected.terms_from("member", "li"))
            assert list(found.expand_prefix("title_exact", "ca")) == list(
                expected.expand_prefix("title_exact", "ca")
            )
            for field, text in (
                ("title", "camera"),
                ("title", "none"),
                ("member", "ana brook"),
                ("id", "zz"),
            ):
                assert found.doc_frequency(field, text) == expected.doc_frequency(field, text)
                assert found.frequency(field, text) == expected.frequency(field, text)
            for each in (found, expected):
                matcher = each.postings("party", "harbour party")
                matcher.skip_to(len(corpus) - 1)
                assert matcher.id() == len(corpus) - 1
                matcher.next()
                assert not matcher.is_active()


def test_whooshs_searcher_finds_phrases_ranges_and_sorts(tmp_path: Path) -> None:
    documents = [
        document_of(0, answer="facial recognition cameras", date=20200101),
        document_of(1, answer="recognition of facial cameras", date=20210101),
        document_of(2, question="facial recognition", date=20220101),
    ]
    with bulk_index(tmp_path / "bulk", documents[:2], documents[2:]).searcher() as searcher:

        def found(asked: query.Query, **how: object) -> list[str]:
            return [hit["stored"].decode()[14] for hit in searcher.search(asked, **how)]

        assert found(query.Phrase("answer_exact", ["facial", "recognition"])) == ["0"]
        assert set(found(query.NumericRange("date", 20200601, 20220601))) == {"1", "2"}
        assert found(query.Every(), sortedby="date", reverse=True) == ["2", "1", "0"]


def test_nothing_in_a_finished_index_is_a_pickle(tmp_path: Path) -> None:
    bulk_index(tmp_path / "bulk", [document_of(1)])
    for path in (tmp_path / "bulk").iterdir():
        assert b"cwhoosh" not in path.read_bytes(), path
    assert sorted(path.suffix for path in (tmp_path / "bulk").iterdir()) == [".arrays", ".toc"]


def test_a_pickled_table_of_contents_is_not_opened(tmp_path: Path) -> None:
    stock_index(tmp_path / "stock", [document_of(1)])
    with pytest.raises(IndexFolderError, match="another version of questiontime; rebuild"):
        open_index(tmp_path / "stock")


def test_an_index_of_another_schema_stays_whooshs_own(tmp_path: Path) -> None:
    schema = whoosh_schema()
    schema.remove("answer")
    index.create_in(str(tmp_path), schema)
    assert index.open_dir(str(tmp_path)).schema.names() == schema.names()


def test_what_is_torn_or_of_another_version_says_rebuild(tmp_path: Path) -> None:
    bulk_index(tmp_path / "bulk", [document_of(1)])
    (segment,) = (tmp_path / "bulk").glob("*.arrays")
    whole = segment.read_bytes()
    for broken in (
        whole[:-9],
        whole[: len(whole) // 2],
        whole[:20],
        b"",
        whole.replace(b"QTARRAY1", b"QTARRAY0"),
    ):
        segment.write_bytes(broken)
        with pytest.raises(IndexFolderError, match="rebuild"):
            open_index(tmp_path / "bulk").reader()
    segment.write_bytes(whole)
    contents = tmp_path / "bulk" / contents_name(contents_generation(tmp_path / "bulk"))
    for broken in (b"", contents.read_bytes()[:-1], contents.read_bytes().replace(b'"id"', b'"di"')):
        contents.write_bytes(broken)
        with pytest.raises(IndexFolderError, match="rebuild"):
            open_index(tmp_path / "bulk")


def test_a_cancelled_writer_leaves_nothing(tmp_path: Path) -> None:
    opened = added_by_whoosh(tmp_path / "added", [document_of(1)])
    before = sorted(FileStorage(str(tmp_path / "added")).list())
    writer = opened.writer(codec=ArrayCodec())
    writer.add_document(**document_of(2))
    writer.cancel()
    after = sorted(FileStorage(str(tmp_path / "added")).list())
    assert [name for name in after if not name.endswith("LOCK")] == [
        name for name in before if not name.endswith("LOCK")
    ]
