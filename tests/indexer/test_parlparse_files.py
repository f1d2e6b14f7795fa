"""Which files are ParlParse's, what they must not do, and what the real ones hold."""

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.exchange import Exchange
from corpus.markdown import plain_text
from indexer.readers.parlparse import PARLPARSE
from indexer.readers.reading import SNIFFED, Item, Skipped
from tests.indexer.test_parlparse import FIXTURES, exchanges

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "parlparse"


def recognised(head: str) -> str | None:
    claim = PARLPARSE.recognise(head.encode())
    return claim.scrape if claim else None


@pytest.mark.parametrize(
    ("head", "scrape"),
    {
        '<publicwhip scrapeversion="c" latest="no">\n<ques id="x">': "c",
        "<?xml version='1.0'?><!DOCTYPE publicwhip [<!ENTITY a 'b'>]><!-- <html> --><publicwhip><reply>": "",
        '<publicwhip><minor-heading id="uk.org.publicwhip/spwa/2009-10-26.1.h">': "",
        '<publicwhip><gidredirect oldgid="uk.org.publicwhip/wrans/2009-10-26a.1.h" newgid="': "",
        '<publicwhip><gidredirect oldgid="uk.org.publicwhip/debate/2009-10-26a.1.h" newgid="': None,
        '<publicwhip><minor-heading id="uk.org.publicwhip/wrans/1"/><speech id="x">': None,
        "<publicwhip></publicwhip>": None,
        "<html><body>&lt;publicwhip&gt; <ques>": None,
        "<publicwhips><ques>": None,
        "": None,
    }.items(),
)
def test_a_file_is_recognised_by_its_content(head: str, scrape: str | None) -> None:
    assert recognised(head) == scrape


def test_a_debate_is_not_ours() -> None:
    assert PARLPARSE.recognise((FIXTURES / "debate.xml").read_bytes()) is None


def test_a_truncated_file_gives_what_came_before_and_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "truncated.xml"
    whole = (FIXTURES / "quirks.xml").read_text(encoding="iso-8859-1")
    before = whole[: whole.index("An answer that nobody")]
    path.write_text(before, encoding="iso-8859-1")
    items: list[Item] = []
    with pytest.raises(SourceError, match=rf"{re.escape(str(path))}:\d+: broken XML: ") as caught:
        for item in PARLPARSE.read(path):
            items.append(item)
    assert [item.id for item in exchanges(items)] == [
        "wrans/2009-01-05c.1001.q0",
        "wrans/2009-01-05c.1006.q0",
    ]
    assert caught.value.line == before.count("\n") + 1


@pytest.mark.parametrize(
    "content", [b"", b"not XML", b"<publicwhip><ques id=", b"<publicwhip>\xff</publicwhip>"]
)
def test_what_is_no_xml_is_a_source_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="broken XML"):
        list(PARLPARSE.read(path))


def test_an_entity_bomb_is_refused() -> None:
    with pytest.raises(SourceError, match="broken XML"):
        list(PARLPARSE.read(FIXTURES / "entity_bomb.xml"))


def test_no_other_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    body = '<ques id="uk.org.publicwhip/wrans/2009-01-05a.1.q0"><p>Before &x; after</p></ques>'
    path = tmp_path / "source.xml"
    path.write_text(
        f'<!DOCTYPE publicwhip [<!ENTITY x SYSTEM "{secret.as_uri()}">]><publicwhip>{body}</publicwhip>',
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="broken XML"):
        list(PARLPARSE.read(path))


# The real files

COUNTS = {
    "wrans": {"wrans": (1444, 1448, 1444)},
    "lordswrans": {"lordswrans": (142, 142, 142)},
    "sp-written": {"spwa": (226, 256, 226)},
    "london-mayors-questions": {"london-mayors-questions": (143, 143, 30)},
}


def real_files(folder: str) -> list[Path]:
    files = sorted((REAL / folder).glob("*.xml"))
    if not files:
        pytest.skip(f"../shared/data is not here: no ParlParse files in {folder}")
    return files


@pytest.mark.parametrize("folder", COUNTS)
def test_every_question_and_reply_of_the_real_files_is_in_one_exchange(folder: str) -> None:
    found: dict[str, Counter[str]] = {}
    for path in real_files(folder):
        assert PARLPARSE.recognise(path.read_bytes()[:SNIFFED]) is not None
        for item in PARLPARSE.read(path):
            assert not isinstance(item, Skipped)
            if isinstance(item, Exchange):
                sums = found.setdefault(item.collection, Counter())
                sums.update(exchanges=1, questions=len(item.questions), answers=len(item.answers))
    assert {
        collection: (sums["exchanges"], sums["questions"], sums["answers"])
        for collection, sums in found.items()
    } == COUNTS[folder]


def test_the_seeds_exchange_is_read() -> None:
    (path,) = [path for path in real_files("london-mayors-questions") if "2020-03-12" in path.name]
    (exchange,) = exchanges(list(PARLPARSE.read(path)))
    assert exchange.title == "Government bodies and live facial recognition (1)"
    assert [speech.speaker for speech in exchange.speeches] == ["Siân Berry", "Sadiq Khan"]
    assert "Information Commissioner’s Office" in plain_text(exchange.questions[0].text)
    assert "https://ico.org.uk/" in plain_text(exchange.answers[0].text)
