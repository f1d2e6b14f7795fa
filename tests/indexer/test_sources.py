import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.exchange import Exchange
from indexer.building import Unread, survey_files
from indexer.claims import Claims, Identity
from indexer.documents import restore
from indexer.fingerprint import Fingerprint
from indexer.identity import identity_key, names
from indexer.listing import Listing
from indexer.readers.reading import Item, Recognised, Redirect, Skipped
from indexer.redirects import kept_redirect, resolved
from indexer.sources import READERS, UNKNOWN_FORMAT, Source, find_files, recognise
from indexer.spool import Spool, remove_spools
from indexer.survey import Problem, Read, items, survey
from tests.indexer.indexed import Heard
from tests.indexer.small_sources import Asked, broken, markdown, page_text, parlparse

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def listed(*files: Path) -> tuple[dict[str, Exchange], Heard]:
    heard = Heard()
    exchanges = {each.id: each for each in Listing(heard).exchanges(find_files(files))}
    return exchanges, heard


def test_files_are_found_sorted_and_once_however_they_are_named(tmp_path: Path) -> None:
    for name in ("b/2.xml", "b/1.xml", "a.md", "b/.hidden/x.xml", "b/.git"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_files([tmp_path / "b", tmp_path, tmp_path / "b" / ".." / "a.md"])
    assert found == [tmp_path / "a.md", tmp_path / "b" / "1.xml", tmp_path / "b" / "2.xml"]


def test_links_in_circles_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.md").write_text("x")
    (tmp_path / "in" / "deep" / "round").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "in" / "itself").symlink_to(tmp_path / "in" / "itself")
    assert find_files([tmp_path / "in"]) == [tmp_path / "in" / "deep" / "a.md"]


def test_pipes_and_devices_are_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert find_files([tmp_path]) == []
    with pytest.raises(SourceError, match="no such file or folder"):
        find_files([tmp_path / "pipe"])


def test_a_name_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone: no such file or folder"):
        find_files([tmp_path / "gone"])


def test_a_format_is_known_by_content_also_when_packed(tmp_path: Path) -> None:
    whole = parlparse(tmp_path / "day.txt", [Asked(1)], scrape="c")
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(whole.read_bytes()))
    other = tmp_path / "notes.xml"
    other.write_text("<notes/>")
    source = recognise(whole)
    assert source and (source.reader.name, source.scrape) == ("ParlParse XML", "c")
    again = recognise(packed)
    assert again and again.reader is source.reader
    assert recognise(other) is None


def test_readers_stand_in_the_order_of_their_precedence() -> None:
    assert [reader.precedence for reader in READERS] == [50, 40, 30, 20, 10]


def test_the_later_scrape_is_read_first(tmp_path: Path) -> None:
    early = parlparse(tmp_path / "1.xml", [Asked(1, "early"), Asked(2, "gone since")], scrape="a")
    late = parlparse(tmp_path / "2.xml", [Asked(1, "late")], scrape="b")
    found, heard = listed(early, late)
    assert {each.title for each in found.values()} == {"About late", "About gone since"}
    (problem,) = heard.problems
    assert problem.expected and problem.path == early
    assert (problem.questions, problem.answers) == (1, 1)
    assert problem.reason.endswith(f"the same exchange as in {late}")


def test_the_higher_precedence_has_the_exchange(tmp_path: Path) -> None:
    xml, hand = parlparse(tmp_path / "a.xml", [Asked(1)]), markdown(tmp_path / "b.md", [Asked(1, "by hand")])
    found, _ = listed(xml, hand)
    assert [each.title for each in found.values()] == ["About by hand"]


def test_a_page_without_an_id_is_the_exchange_of_the_same_content(tmp_path: Path) -> None:
    xml = parlparse(tmp_path / "b.xml", [Asked(7, "trams")])
    page = page_text(tmp_path / "a.txt", Asked(0, "trams"))
    other = page_text(tmp_path / "c.txt", Asked(0, "boats"))
    found, heard = listed(xml, page, other)
    assert {each.title for each in found.values()} == {"About trams", "About boats"}
    assert "london-mayors-questions/2020-03-12.0007.q0" in found
    assert [problem.path for problem in heard.problems] == [page]


def test_the_same_words_under_two_ids_are_two_exchanges(tmp_path: Path) -> None:
    found, heard = listed(parlparse(tmp_path / "a.xml", [Asked(1, "trams"), Asked(2, "trams")]))
    assert len(found) == 2
    assert heard.problems == []


def test_an_exchange_that_stands_twice_in_a_file_is_read_once(tmp_path: Path) -> None:
    found, heard = listed(parlparse(tmp_path / "a.xml", [Asked(1), Asked(1)]))
    assert len(found) == 1
    assert heard.problems[0].reason.endswith("the same exchange as earlier in this file")


def test_a_broken_file_is_named_with_its_line_and_costs_only_what_follows(tmp_path: Path) -> None:
    broken(tmp_path / "a.xml", [Asked(1), Asked(2)])
    parlparse(tmp_path / "b.xml", [Asked(3)])
    found, heard = listed(tmp_path)
    assert {f"london-mayors-questions/2020-03-12.{number}.q0" for number in ("0001", "0003")} <= found.keys()
    (problem,) = heard.problems
    assert problem.breaks and not problem.expected
    assert str(problem).startswith(f"{tmp_path / 'a.xml'}:10: ")


def test_files_of_other_formats_are_counted(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(os.urandom(1000))
    (tmp_path / "empty").touch()
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8b\x08broken")
    _, heard = listed(tmp_path)
    reasons = {problem.path.name: problem.reason for problem in heard.problems}
    assert reasons.pop("broken.gz").startswith("cannot be read")
    assert reasons == {"x.bin": UNKNOWN_FORMAT, "empty": UNKNOWN_FORMAT}


def test_a_large_file_of_another_format_is_not_summed(tmp_path: Path) -> None:
    path = tmp_path / "film"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    (unread,) = survey_files(Spool(tmp_path), [path])
    assert isinstance(unread, Unread)
    assert unread.fingerprint.size == 50_000_000_000


@pytest.mark.parametrize(
    ("id", "key"),
    [
        ("wrans/2009-10-26f.294961.q0", "wrans/2009-10-26.294961.q0"),
        ("wrans/2009-10-26.294961.q0", "wrans/2009-10-26.294961.q0"),
        ("uk.org.publicwhip/wrans/2009-10-26a.294961.h", "wrans/2009-10-26.294961.h"),
        ("spwa/2009-10-26a.S3W-28257.q0", "spwa/2009-10-26.S3W-28257.q0"),
        ("wrans/2023-12-18.HL1246.q0", "wrans/2023-12-18.HL1246.q0"),
        ("alderwick/fare-rises.q0", "alderwick/fare-rises.q0"),
    ],
)
def test_an_id_is_compared_without_the_letter_of_the_scrape(id: str, key: str) -> None:
    assert identity_key(id) == key
    assert identity_key(key) == key


def test_an_exchange_is_found_by_its_page_and_by_each_of_its_speeches(tmp_path: Path) -> None:
    found, _ = listed(parlparse(tmp_path / "a.xml", [Asked(841)], scrape="b"))
    (exchange,) = found.values()
    day = "london-mayors-questions/2020-03-12"
    assert set(names(exchange)) == {f"{day}.0841.q0", f"{day}.0841.h", f"{day}.0841.r0"}


def test_an_exchange_with_an_id_yields_to_one_without_only_where_that_came_first(tmp_path: Path) -> None:
    found, _ = listed(parlparse(tmp_path / "a.xml", [Asked(1)]))
    (exchange,) = found.values()
    identity = Identity.of(exchange)
    other = Identity((1,), identity.content)
    claims = Claims()
    assert claims.claim(other, False, "page") is None
    assert claims.claim(identity, True, "file") == "page"
    claims = Claims()
    assert claims.claim(other, True, "page") is None
    assert claims.claim(identity, True, "file") is None


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("wrans/2009-10-26a.1.h", "wrans/2009-10-26b.1.h", None),
        ("wrans/2009-10-26a.2.h", "wrans/2009-10-26a.1.h", ("wrans/2009-10-26.2.h", "wrans/2009-10-26.1.h")),
        ("wrans/2009-10-26b.2.q0", "wrans/2009-10-26c.9.mh", None),
    ],
)
def test_redirects_that_only_change_the_scrape_are_not_kept(
    old: str, new: str, kept: tuple[str, str] | None
) -> None:
    assert kept_redirect(Redirect(old, new)) == kept


def test_redirects_are_followed_to_their_end_and_circles_lead_nowhere() -> None:
    by_source = {"b": {"1": "2", "5": "6"}, "a": {"2": "3", "6": "5", "1": "2"}, "c": {"1": "9"}}
    assert resolved(by_source) == {"1": "3", "2": "3"}


def test_a_fingerprint_fits_until_the_content_changes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    fingerprint = Fingerprint.of(path)
    os.utime(path, ns=(1, 1))
    assert fingerprint.still_fits(str(path))
    path.write_text("two")
    assert not fingerprint.still_fits(str(path))


def test_a_text_that_is_not_unicode_is_left_out(tmp_path: Path) -> None:
    found, _ = listed(parlparse(tmp_path / "a.xml", [Asked(1), Asked(2)]))
    whole, half = found.values()
    half = half._replace(speeches=(half.speeches[0]._replace(text="half \ud800 a character"),))

    class Given:
        name, precedence, own_ids = "given", 1, True

        def recognise(self, head: bytes) -> Recognised | None:
            return Recognised()

        def read(self, path: Path) -> Iterator[Item]:
            yield from (half, whole)

    ((problem, kept),) = items(Source(tmp_path / "a.xml", Given()))
    assert isinstance(kept, Read) and kept.exchange == whole
    assert isinstance(problem, Problem) and problem.questions == 1
    assert "0002.q0': a text holds half a character" in str(problem)


def test_a_file_with_endless_problems_is_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.survey.PROBLEM_LIMIT", 3)

    class Given:
        name, precedence, own_ids = "given", 1, True

        def recognise(self, head: bytes) -> Recognised | None:
            return Recognised()

        def read(self, path: Path) -> Iterator[Item]:
            for number in range(1000):
                yield Skipped(f"record {number} says nothing", questions=1, answers=2)
            raise SourceError(path, "stops", 7)

    (tmp_path / "a").touch()
    problems = survey(Source(tmp_path / "a", Given()), Spool(tmp_path)).problems
    assert [str(each) for each in problems[2:]] == [
        f"{tmp_path}/a: record 2 says nothing",
        f"{tmp_path}/a:7: stops; what follows is not read",
        f"{tmp_path}/a: and more: record … says nothing",
    ]
    assert sum(each.count for each in problems) == 1001
    assert sum(each.answers for each in problems) == 2000


def test_what_was_surveyed_comes_back_from_the_spool(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    surveyed = []
    for number in range(3):
        source = recognise(parlparse(tmp_path / f"{number}.xml", [Asked(number * 2), Asked(number * 2 + 1)]))
        assert source
        surveyed.append(survey(source, spool))
    spool.write()
    ids = [[restore(row).cited.exchange.id[-7:-3] for row in each.spooled.rows()] for each in surveyed]
    assert ids == [["0000", "0001"], ["0002", "0003"], ["0004", "0005"]]
    assert list(surveyed[1].spooled.every(1, 1)) == list(surveyed[1].spooled.rows())[1:]
    remove_spools(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_every_question_and_answer_of_the_real_files_is_listed_or_left_out() -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not here: the real files cannot be counted")
    heard = Heard()
    listing = Listing(heard)
    files = find_files([DATA / "parlparse", DATA / "seed"])
    exchanges = list(listing.exchanges(files))
    questions = sum(len(each.questions) for each in exchanges) + sum(
        each.questions for each in heard.problems
    )
    answers = sum(len(each.answers) for each in exchanges) + sum(each.answers for each in heard.problems)
    assert questions == 1448 + 142 + 256 + 143 + 1
    assert answers == 1444 + 142 + 226 + 30 + 1
    assert len({identity_key(each.id) for each in exchanges}) == len(exchanges)
    seed = [each for each in exchanges if each.title == "Government bodies and live facial recognition (1)"]
    (exchange,) = seed
    assert any(problem.path.suffix == ".txt" and exchange.questions for problem in heard.problems)
    assert "-" not in exchange.id.removeprefix("london-mayors-questions/2020-03-12")
