"""The generator: as many exchanges as asked for, always the same, and like those of a record."""

import re
from collections import Counter
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.exchange import Exchange, Flag, Role, Speech
from corpus.markdown import plain_text
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from indexer.readers.parlparse import PARLPARSE
from tests.benchmarks.generator import Generator
from tests.benchmarks.parlparse_files import write_files
from tests.benchmarks.record import Record, exchanges_in, read_record, record_of

_WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def record() -> Record:
    return read_record()


@pytest.fixture(scope="module")
def many(record: Record) -> list[Exchange]:
    return list(Generator(record, 3_000))


@settings(max_examples=30)
@given(count=st.integers(0, 300), seed=st.integers())
def test_there_are_as_many_as_asked_for_in_the_order_of_their_days(
    record: Record, count: int, seed: int
) -> None:
    exchanges = list(Generator(record, count, seed))
    assert len(exchanges) == count
    assert len({exchange.id for exchange in exchanges}) == count
    assert all(before.date <= after.date for before, after in pairwise(exchanges))


def test_the_same_seed_gives_the_same_exchanges_and_another_seed_others(record: Record) -> None:
    assert list(Generator(record, 50, seed=7)) == list(Generator(read_record(), 50, seed=7))
    assert list(Generator(record, 50, seed=7)) != list(Generator(record, 50, seed=8))


def test_any_part_can_be_made_by_itself(record: Record, many: list[Exchange]) -> None:
    generator = Generator(record, 3_000)
    assert [generator.exchange(number) for number in (2_999, 0, 1_500)] == [many[2_999], many[0], many[1_500]]


def test_a_number_beyond_the_count_is_refused(record: Record) -> None:
    with pytest.raises(IndexError, match="exchange 3 of 3"):
        Generator(record, 3).exchange(3)


def test_the_first_ones_of_very_many_come_at_once(record: Record) -> None:
    assert len(list(islice(Generator(record, 10**9), 5))) == 5


def test_every_exchange_is_whole_and_says_that_nobody_asked_it(many: list[Exchange]) -> None:
    for exchange in many:
        assert exchange.title
        assert exchange.questions[0].anchor == f"g{exchange.id.partition('.')[2]}"
        assert all(plain_text(speech.text) for speech in exchange.speeches)
        assert Flag.FICTIONAL in exchange.flags


def test_members_speak_in_their_own_collection_and_only_some_exchanges_have_an_answer(
    record: Record, many: list[Exchange]
) -> None:
    for exchange in many:
        names = {speaker.name for speaker in record.askers[exchange.collection]}
        assert {speech.speaker for speech in exchange.questions} <= names
    assert {bool(exchange.answers) for exchange in many} == {True, False}


def test_days_reach_from_the_first_to_the_last_year_of_the_record(
    record: Record, many: list[Exchange]
) -> None:
    years = {exchange.date.year for exchange in many}
    assert years == set(range(record.first_day.year, record.last_day.year + 1))


def test_the_vocabulary_goes_on_growing_but_ever_more_slowly(many: list[Exchange]) -> None:
    sizes = [len(_vocabulary(many[:count])) for count in (750, 1_500, 3_000)]
    assert sizes[0] * 1.15 < sizes[1] < sizes[0] * 2
    assert sizes[1] * 1.15 < sizes[2] < sizes[1] * 2


def test_few_words_are_frequent_and_most_are_rare(many: list[Exchange]) -> None:
    counts = [count for _, count in _vocabulary(many).most_common()]
    assert sum(counts[:100]) > 0.4 * sum(counts)
    assert sum(count <= 2 for count in counts) > 0.3 * len(counts)


def test_exchanges_are_as_long_as_those_of_the_record(many: list[Exchange]) -> None:
    real = mean(map(_length, exchanges_in()))
    assert 0.8 * real < mean(map(_length, many)) < 1.2 * real


def test_bodies_are_cited_as_in_the_record(many: list[Exchange]) -> None:
    recogniser = Recogniser(Registry.load())
    cited = [{citation.body for citation in recogniser.cite(exchange)} for exchange in many[:200]]
    assert sum(map(bool, cited)) > 60
    assert len(set().union(*cited)) > 20


def test_sentences_stay_with_their_department_and_role(record: Record, many: list[Exchange]) -> None:
    """Those without a figure or a rare word can be found again as they were."""
    known: dict[tuple[str | None, Role], set[str]] = {}
    for outline in record.outlines:
        for role, paragraphs in outline.speeches:
            fixed = (sentence[0] for paragraph in paragraphs for sentence in paragraph if len(sentence) == 1)
            known.setdefault((outline.department, role), set()).update(fixed)
    elsewhere = {text: key for key, texts in known.items() for text in texts}
    for exchange in many[:300]:
        for speech in exchange.speeches:
            for paragraph in speech.text.split("\n\n"):
                if paragraph in elsewhere:
                    assert paragraph in known[exchange.department, speech.role]


def test_an_answerless_record_without_rare_words_will_do() -> None:
    question = Speech(Role.QUESTION, "Will he?", "Ana Brook")
    only = Exchange(
        "alderwick/2031-05-17.1.q0", "alderwick", "Fares", date(2031, 5, 17), (question, question)
    )
    made = list(Generator(record_of([only, only]), 3))
    assert [exchange.speeches[0].text for exchange in made] == ["Will he?"] * 3


def test_files_of_parlparse_s_shape_hold_the_same_exchanges(record: Record, tmp_path: Path) -> None:
    made = list(Generator(record, 200))
    assert write_files(made, tmp_path) == 200
    read = [item for path in sorted(tmp_path.rglob("*.xml")) for item in PARLPARSE.read(path)]
    assert {_shown(item) for item in read if isinstance(item, Exchange)} == set(map(_shown, made))
    assert len(read) == 200


def test_the_real_record_makes_exchanges_that_its_reader_reads_back(tmp_path: Path) -> None:
    data = Path(__file__).parents[2].parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("../shared/data is not here: the generator is tested on the samples only")
    made = list(Generator(read_record(data / "parlparse", data / "people" / "people.json"), 400))
    write_files(made, tmp_path)
    read = [item for path in sorted(tmp_path.rglob("*.xml")) for item in PARLPARSE.read(path)]
    assert {_shown(item) for item in read if isinstance(item, Exchange)} == set(map(_shown, made))
    assert {exchange.collection for exchange in made} >= {"wrans", "lordswrans", "spwa"}


def _shown(exchange: Exchange) -> tuple[object, ...]:
    """What a reader of the page sees; white space may differ."""
    speeches = tuple(
        (speech.role, speech.speaker, speech.person, " ".join(plain_text(speech.text).split()))
        for speech in exchange.speeches
    )
    return exchange.id, exchange.collection, exchange.title, exchange.date, speeches


def _length(exchange: Exchange) -> int:
    return sum(len(plain_text(speech.text).split()) for speech in exchange.speeches)


def _vocabulary(exchanges: list[Exchange]) -> Counter[str]:
    return Counter(
        word.lower()
        for exchange in exchanges
        for speech in exchange.speeches
        for word in _WORD.findall(speech.text)
    )
