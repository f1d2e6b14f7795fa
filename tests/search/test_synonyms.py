"""The table of synonyms: what it finds, and what it refuses."""

from pathlib import Path

import pytest

from corpus.errors import SourceError
from indexer.analysis import stem
from search.fillers import FILLERS
from search.widening.concepts import Why
from search.widening.synonyms import FILE, Synonyms


def written(folder: Path, *rows: str) -> Path:
    file = folder / "synonyms.csv"
    file.write_text("\n".join(("words,found,related", *rows)) + "\n", "utf-8")
    return file


def test_the_table_is_whole_and_long_enough() -> None:
    assert len(FILE.read_text("utf-8").splitlines()) > 2_000
    said = {each.said for each in Synonyms.load().of(["jail"])}
    assert {"prison", "custody"} <= said


def test_words_of_a_row_find_each_other_and_what_is_related_is_only_found(tmp_path: Path) -> None:
    synonyms = Synonyms.load(written(tmp_path, "lorry|heavy goods vehicle,,haulage"))
    assert [(each.said, each.why) for each in synonyms.of(["lorries"])] == [
        ("heavy goods vehicle", Why.SYNONYM),
        ("haulage", Why.RELATED),
    ]
    assert [each.said for each in synonyms.of(["heavy", "goods", "vehicles"])] == ["lorry", "haulage"]
    assert synonyms.of(["haulage"]) == ()


def test_what_the_record_calls_it_is_found_as_surely_and_finds_nothing(tmp_path: Path) -> None:
    synonyms = Synonyms.load(written(tmp_path, "minicab|cab,private hire vehicle,"))
    assert [(each.said, each.why) for each in synonyms.of(["minicabs"])] == [
        ("cab", Why.SYNONYM),
        ("private hire vehicle", Why.SYNONYM),
    ]
    assert synonyms.of(["private", "hire", "vehicles"]) == ()


@pytest.mark.parametrize(
    ("query", "places"),
    {
        "trains are always so late": {0, 4},
        "late for trains": {0, 2},
        "are late trains cheap": {1, 2},
        "late buses": None,
        "late paper milk bread eggs trains": None,
        "trains of the late": {0, 3},
    }.items(),
)
def test_words_of_a_phrase_may_stand_apart_and_in_any_order(
    tmp_path: Path, query: str, places: set[int] | None
) -> None:
    synonyms = Synonyms.load(written(tmp_path, "late trains,punctuality,"))
    typed = query.split()
    telling = {place for place, word in enumerate(typed) if word not in FILLERS}
    found = synonyms.scattered(typed, telling)
    assert [(set(each.places), [way.said for way in each.alternatives]) for each in found] == (
        [(places, ["punctuality"])] if places else []
    )


def test_what_stands_in_quotation_marks_is_no_part_of_another_phrase(tmp_path: Path) -> None:
    synonyms = Synonyms.load(written(tmp_path, "late trains,punctuality,"))
    assert synonyms.scattered(["late", None], {0, 1}) == []


def test_of_several_phrases_the_one_whose_words_are_least_apart_comes_first(tmp_path: Path) -> None:
    synonyms = Synonyms.load(written(tmp_path, "dog licence,dogs,", "dog attack,dangerous dogs,"))
    found = synonyms.scattered(["dogs", "attack", "licence"], {0, 1, 2})
    assert [way.said for each in found for way in each.alternatives] == ["dangerous dogs", "dogs"]


@pytest.mark.parametrize(
    ("row", "reason"),
    {
        "jail": "a row has 3 columns, not 1",
        "jail,,": "a row needs two words, one of them in the first column",
        ",prison,": "a row needs two words, one of them in the first column",
        "jail|Jail,,prison": "a row has the same word twice",
        "jail,prison,prison": "a row has the same word twice",
    }.items(),
)
def test_a_row_that_breaks_the_rules_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    file = written(tmp_path, "lorry|truck,,", row)
    with pytest.raises(SourceError) as refused:
        Synonyms.load(file)
    assert str(refused.value) == f"{file}:3: {reason}"


def test_every_row_of_the_table_does_what_its_columns_say() -> None:
    synonyms = Synonyms.load()
    for row in dict.fromkeys(row for rows in synonyms.rows.values() for row in rows):
        for name in row.names:
            said = {each.said for each in synonyms.of(name)}
            others = {" ".join(other) for other in row.names if stems(other) != stems(name)}
            assert others | {" ".join(each) for each in (*row.found, *row.related)} <= said
        for only_found in (*row.found, *row.related):
            assert stems(only_found) in synonyms.rows or synonyms.of(only_found) == ()


def stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(stem, words))
