"""The peers find, and count, what a plain scan of the same rows finds: else their times mean nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import pytest

from indexer.fields import FIELDS, Kind
from tests.benchmarks.corpus_files import CorpusFiles, Recipe, write_corpus
from tests.benchmarks.counting import Counts
from tests.benchmarks.peers.serving import (
    FACETS,
    HITS,
    SINGLE,
    TEXTS,
    WORD,
    Peer,
    Question,
    Row,
    read_rows,
)
from tests.benchmarks.questions import EACH, choose

_COUNT = 300
_PEERS = {"tantivy_rust": "Tantivy", "sqlite_fts5": "Fts5", "stock_whoosh": "StockWhoosh", "ours": "Ours"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> CorpusFiles:
    return write_corpus(Recipe(_COUNT), tmp_path_factory.mktemp("bench") / "corpus", jobs=1)


@pytest.fixture(scope="module")
def rows(files: CorpusFiles) -> list[Row]:
    return list(read_rows(files.rows))


@pytest.fixture(scope="module")
def questions(rows: list[Row]) -> dict[str, list[Question]]:
    counts = Counts()
    for row in rows:
        counts.count(row, sampled=True)
    return choose(counts)


def test_a_row_has_every_text_and_keyword_field_of_the_table(rows: list[Row]) -> None:
    assert set(TEXTS) == {field.name for field in FIELDS if field.kind is Kind.TEXT} == set(rows[0].texts)
    assert {*SINGLE, *rows[0].several} == {field.name for field in FIELDS if field.kind is Kind.KEYWORD}


def test_fields_with_one_value_have_one_value(rows: list[Row]) -> None:
    assert all(len(row.keywords[name]) <= 1 for row in rows for name in SINGLE)


def test_questions_are_chosen_by_how_many_exchanges_hold_their_words(
    rows: list[Row], questions: Mapping[str, list[Question]]
) -> None:
    assert all(len(group) == EACH for group in questions.values())
    totals = {
        name: [sum(_matches(row, each) for row in rows) for each in group]
        for name, group in questions.items()
    }
    assert max(totals["rare term"]) < min(totals["common term"])
    assert all(0.2 * _COUNT < total < 0.4 * _COUNT for total in totals["common term"])
    assert all(
        total > 0 for group in totals.values() for total in group if group is not totals["two terms, AND"]
    )
    assert totals["everything"] == [_COUNT] * EACH


@pytest.mark.parametrize("module", _PEERS)
def test_a_peer_finds_and_counts_what_a_plain_scan_finds(
    module: str, files: CorpusFiles, rows: list[Row], questions: Mapping[str, list[Question]], tmp_path: Path
) -> None:
    if module == "tantivy_rust":
        pytest.importorskip("tantivy", reason="tantivy is not installed: it is not compared")
    peer = _peer(module)
    (tmp_path / "index").mkdir()
    assert peer.build(files.exchanges if module == "ours" else files.rows, tmp_path / "index") > 0
    searching = peer.open(tmp_path / "index")
    for question in (each for group in questions.values() for each in group):
        found = [row for row in rows if _matches(row, question)]
        answer = searching.ask(question)
        assert answer.total == len(found), question
        assert set(answer.ids) <= {row.id for row in found}
        assert len(answer.ids) == min(HITS, len(found))
        assert len(answer.passages) >= len(answer.ids)
        assert _largest(answer.facets) == _largest(_counted(found, question, rows, module))
        bare = searching.ask(Question(**asdict(question) | {"bare": True}))
        assert len(bare.ids) == len(answer.ids)


def _peer(module: str) -> Peer:
    loaded = import_module(f"tests.benchmarks.peers.{module}")
    peer: Peer = loaded.Ours(quoted=True) if module == "ours" else getattr(loaded, _PEERS[module])()
    return peer


def _matches(row: Row, question: Question, by_party: bool = True) -> bool:
    texts = [WORD.findall(text.lower()) for text in row.texts.values()]
    words = {word for text in texts for word in text}
    if question.party:
        party = not by_party or question.party in row.keywords["party"]
        if not (party and question.since <= row.date <= question.until):
            return False
    match question.kind:
        case "everything":
            return True
        case "prefix":
            return any(word.startswith(question.words[0]) for word in words)
        case "phrase":
            return any(f" {' '.join(question.words)} " in f" {' '.join(text)} " for text in texts)
        case "or":
            return not words.isdisjoint(question.words)
        case _:
            return words >= set(question.words)


def _counted(found: list[Row], question: Question, rows: list[Row], module: str) -> dict[str, Counter[str]]:
    """Only questiontime counts the facet of a filter without that filter."""
    others = [row for row in rows if _matches(row, question, by_party=module != "ours")]
    return {
        name: Counter(value for row in (others if name == "party" else found) for value in row.keywords[name])
        for name in FACETS
    }


def _largest(facets: Mapping[str, Mapping[str, int]]) -> dict[str, list[int]]:
    """The counts of the ten most frequent values; which of two equally frequent comes first is free."""
    return {name: sorted(facets[name].values(), reverse=True)[:10] for name in FACETS}
