"""A saved TheyWorkForYou page of one exchange: Questions to the Mayor, or written answers.

A page gives each speech its anchor (``g0841.q0`` where that tells question from answer, ``g476.6`` on
older ones), its speaker and what is printed under the name. The site sets links of its own into the
texts, to its glossary and to Wikipedia: those are words again here. What it adds around the texts
(votes, share links, annotations, banners) stays out, because only the texts' own elements are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from corpus.collections import COMMONS, LONDON, LORDS, SCOTLAND, Collection
from corpus.errors import SourceError
from corpus.exchange import Exchange, Flag, Role, Speech
from indexer.readers.opening import whole_text
from indexer.readers.reading import Item, Recognised, Skipped
from indexer.readers.theyworkforyou import GID_FOLDERS, Heard, Lead, lead_of, roles_of
from indexer.readers.theyworkforyou_speech import PrintedSpeech, having_class, printed_speech

_ADDRESS = re.compile(
    r"theyworkforyou\.com/(?P<section>london|wrans|spwrans)/?\?(?:[^\"'<> ]*?&(?:amp;)?)?id="
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<scrape>[a-z]?)\.[\w-]"
)
_OWN_ADDRESS_STANDS_IN = re.compile(
    r"<(?:meta|link)\b[^<>]{0,300}\b(?:og:url|canonical)\b[^<>]{0,300}>"
    r"|<!-- saved from url=[^<>]{0,300}>"
    r"|\bdata-url=\"[^\"<>]{0,300}\""
)
_SECTIONS = {"london": LONDON, "wrans": COMMONS, "spwrans": SCOTLAND}
_ROLE = re.compile(r"g.*\.(?P<letter>[qr])\d+")
_LORDS_SOURCE = re.compile(r"/ldhansrd/|/Lords/")
_LINK_IN_ATTRIBUTE = re.compile(r'="<a\b[^<>]{0,500}>(?P<words>[^<>"]{0,100})</a>"')
"""The site's links also hit words inside of tags, as in ``<p qnum="<a href="…">HL1</a>">``."""
_TABLED_SINCE = date(2014, 9, 1)
"""From then on a written question's id has the day it was tabled; before, the day of the answer."""


class TheyWorkForYouPage:
    """Reads the exchange of a page; an older one may hold several."""

    name = "TheyWorkForYou page"
    precedence = 30
    own_ids = True

    def recognise(self, head: bytes) -> Recognised | None:
        return Recognised() if _own_address(head.decode("utf-8", errors="replace")) else None

    def read(self, path: Path) -> Iterator[Item]:
        text = _LINK_IN_ATTRIBUTE.sub(r'="\g<words>"', whole_text(path))
        page = _page(path, text)
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(text.encode(), parser)
        lead, title = _lead(path, root), _title(path, root)
        speeches = [printed_speech(element, page.stem) for element in having_class(root, "debate-speech")]
        if not speeches:
            raise SourceError(path, "a page of a question without any speech")
        yield from _items(page, lead, title, speeches)


THEYWORKFORYOU_PAGE = TheyWorkForYouPage()


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page's own address says."""

    section: str
    day: date
    scrape: str

    @property
    def stem(self) -> str:
        """What the ids of its speeches begin with, before the dot."""
        return f"{self.day.isoformat()}{self.scrape}"


def _own_address(text: str) -> re.Match[str] | None:
    """The page's address as it stands in its head, in the browser's remark, or in its share links."""
    for place in _OWN_ADDRESS_STANDS_IN.finditer(text):
        if found := _ADDRESS.search(place[0]):
            return found
    return None


def _page(path: Path, text: str) -> _Page:
    found = _own_address(text)
    if not found:
        raise SourceError(path, "is no page of a question on TheyWorkForYou")
    try:
        return _Page(found["section"], date.fromisoformat(found["day"]), found["scrape"])
    except ValueError as error:
        raise SourceError(path, f"its address has no date: {found['day']}") from error


def _lead(path: Path, root: etree._Element) -> Lead:
    for element in having_class(root, "lead"):
        if lead := lead_of("".join(element.itertext())):
            return lead
    raise SourceError(path, "no line says which question this is and when it was answered")


def _title(path: Path, root: etree._Element) -> str:
    for element in root.iter("h1"):
        title = " ".join("".join(element.itertext()).split())
        if title and "site-header__logo" not in element.get("class", ""):
            return title
    raise SourceError(path, "a page of a question without a title")


def _items(page: _Page, lead: Lead, title: str, printed: Sequence[PrintedSpeech]) -> Iterator[Item]:
    speeches = list(zip(printed, _roles(printed), strict=True))
    if lead.part:
        yield _left_out("a page of one speech, not of the whole exchange", speeches)
        return
    yield from (_left_out("a speech without words", [each]) for each in speeches if not each[0].text)
    for run in _runs([each for each in speeches if each[0].text]):
        if run[0][1] is Role.ANSWER:
            yield _left_out("an answer without its question", run)
        else:
            yield _exchange(page, lead, title, run)


def _roles(printed: Sequence[PrintedSpeech]) -> list[Role]:
    """As the anchors tell, or for older pages as the speeches do."""
    found = [_ROLE.fullmatch(speech.anchor) for speech in printed]
    if all(found):
        return [Role.QUESTION if match and match["letter"] == "q" else Role.ANSWER for match in found]
    return roles_of(Heard(speech.speaker, speech.position.office, speech.text) for speech in printed)


def _runs(speeches: Sequence[tuple[PrintedSpeech, Role]]) -> list[list[tuple[PrintedSpeech, Role]]]:
    """Questions and their answers; a question after an answer begins the next run."""
    runs: list[list[tuple[PrintedSpeech, Role]]] = []
    before: Role | None = None
    for speech, role in speeches:
        if before is None or (before is Role.ANSWER and role is Role.QUESTION):
            runs.append([])
        runs[-1].append((speech, role))
        before = role
    return runs


def _left_out(reason: str, speeches: Sequence[tuple[PrintedSpeech, Role]]) -> Skipped:
    answers = sum(role is Role.ANSWER for _, role in speeches)
    return Skipped(reason, speeches[0][0].line, questions=len(speeches) - answers, answers=answers)


def _exchange(page: _Page, lead: Lead, title: str, run: Sequence[tuple[PrintedSpeech, Role]]) -> Exchange:
    first = run[0][0]
    collection = _collection(page, lead, first)
    speeches = tuple(_speech(printed, role, collection) for printed, role in run)
    tabled = date.fromisoformat(first.gid[:10]) if _has_day_tabled(page, collection) else None
    return Exchange(
        id=f"{GID_FOLDERS[collection]}/{first.gid}",
        collection=collection.key,
        title=title,
        date=lead.day,
        speeches=speeches,
        department=lead.department,
        reference=speeches[0].reference,
        asked_date=tabled,
        url=first.url or f"https://www.theyworkforyou.com/{page.section}/?id={first.gid}",
        grouped=tuple(number for printed, _ in run for number in printed.numbers[1:]),
        flags=(Flag.CORRECTED,) if any(printed.corrected for printed, _ in run) else (),
    )


def _collection(page: _Page, lead: Lead, first: PrintedSpeech) -> Collection:
    """The site files both Houses of Parliament under one address."""
    section = _SECTIONS[page.section]
    numbered = first.anchor.startswith("gHL") or _LORDS_SOURCE.search(first.url or "")
    return LORDS if section is COMMONS and (numbered or lead.collection is LORDS) else section


def _has_day_tabled(page: _Page, collection: Collection) -> bool:
    return collection in (COMMONS, LORDS) and not page.scrape and page.day >= _TABLED_SINCE


def _speech(printed: PrintedSpeech, role: Role, collection: Collection) -> Speech:
    return Speech(
        role,
        printed.text,
        speaker=printed.speaker,
        person=printed.person,
        party=printed.position.party,
        office=printed.position.office,
        anchor=printed.anchor,
        reference=_reference(printed, collection) if role is Role.QUESTION else None,
        url=printed.url,
    )


def _reference(printed: PrintedSpeech, collection: Collection) -> str | None:
    """The number of a question; one to the Mayor counts by the year, as its address on london.gov.uk does."""
    if not printed.numbers:
        return None
    number = printed.numbers[0]
    by_year = collection is LONDON and number.isdigit()
    return f"{printed.gid[:4]}/{number.zfill(4)}" if by_year else number
