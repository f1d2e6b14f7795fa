"""One speech of a saved TheyWorkForYou page: its anchor, speaker, position, number, text and source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from indexer.readers.links import host_of, real_address
from indexer.readers.markup import markdown_of
from indexer.readers.positions import Position, position_of

_SITES_OWN = ("", "theyworkforyou.com", "www.theyworkforyou.com", "en.wikipedia.org")
_SHARED_ID = re.compile(r"[?&]id=(?P<gid>\d{4}-\d\d-\d\d[a-z]?\.[\w.-]+)")
_NUMBER = re.compile(r"g(?P<number>[\w-]+)\.q\d+")
_LONDON_NUMBER = re.compile(r"london\.gov\.uk/.*?/(?:19|20)\d\d/(?P<number>\d{1,5})\b")
_PERSON = re.compile(r"[?&]p=(?P<asked>\d+)|^(?:https?://[^/]+)?/[a-z-]+/(?P<named>\d+)(?:/|$)")
_MEMBERSHIP = re.compile(r"/(?P<kind>mp|peer)/\?(?:.*&)?m=(?P<number>\d+)")
_MEMBERSHIPS = {"mp": "member", "peer": "lord"}
_CUT_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_GOES_ON = re.compile(r"\.?[\w/]")
_TITLES = "Mr|Mrs|Miss|Ms|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Countess"
_NAME = r"[^\W\d_][\w.'’-]{0,30}"
_NAMED_IN_TEXT = re.compile(rf"(?P<name>(?:{_TITLES})\b\.?(?: {_NAME}){{1,6}}?)(?: asked\b|:)")


@dataclass(frozen=True, slots=True)
class PrintedSpeech:
    """A speech as it stands on a page, before its role is known."""

    anchor: str
    gid: str
    """Its id without the folder: ``2023-12-18.HL1246.q0``."""
    speaker: str | None
    person: str | None
    position: Position
    numbers: tuple[str, ...]
    """The house's numbers of the questions in it; most have one, answers none."""
    text: str
    url: str | None
    """Where its house published it."""
    corrected: bool
    line: int | None


def having_class(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements below this one that bear a class, in their order."""
    for node in element.iter(etree.Element):
        if name in node.get("class", "").split():
            yield node


def printed_speech(element: etree._Element, stem: str) -> PrintedSpeech:
    """Read a speech's element; ``stem`` begins its id where the page does not give the id itself."""
    anchor = element.get("id", "")
    name = _words(element, "debate-speech__speaker__name")
    content = next(having_class(element, "debate-speech__content"), None)
    if content is not None:
        _mend_cut_addresses(content)
    text = markdown_of(content, _link) if content is not None else ""
    url = _source(element)
    return PrintedSpeech(
        anchor=anchor,
        gid=_shared_id(element) or f"{stem}.{anchor.removeprefix('g')}",
        speaker=name or _name_in(text),
        person=_person(element),
        position=position_of(_words(element, "debate-speech__speaker__position")),
        numbers=_numbers(content, anchor, url),
        text=text,
        url=url,
        corrected=bool(_words(element, "qna-result-correction-rubric")),
        line=element.sourceline,
    )


def _words(element: etree._Element, name: str) -> str:
    found = next(having_class(element, name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _link(href: str) -> str | None:
    """The site's own links, and those it sets to Wikipedia, are not the speaker's."""
    return None if host_of(href) in _SITES_OWN else real_address(href)


def _mend_cut_addresses(content: etree._Element) -> None:
    """Unlink an address that the site cut short: the words, whole again, are linked on our own pages.

    In ``<a href="http://www.example.org">www.example.org</a>.hk/page.htm`` the link is to another site.
    """
    for link in content.iter("a"):
        if _CUT_ADDRESS.fullmatch(link.text or "") and _GOES_ON.match(link.tail or ""):
            link.attrib.pop("href", None)


def _shared_id(element: etree._Element) -> str | None:
    """The id in the speech's share link: of questions answered together, each has a day of its own."""
    for link in element.iter("a"):
        if found := _SHARED_ID.search(link.get("data-url", "")):
            return found["gid"]
    return None


def _person(element: etree._Element) -> str | None:
    """The person that the name links to, or for very old addresses the membership."""
    speaker = next(having_class(element, "debate-speech__speaker"), None)
    href = next((link.get("href", "") for link in speaker.iter("a")), "") if speaker is not None else ""
    if found := _PERSON.search(href):
        return f"person/{found['asked'] or found['named']}"
    if found := _MEMBERSHIP.search(href):
        return f"{_MEMBERSHIPS[found['kind']]}/{found['number']}"
    return None


def _source(element: etree._Element) -> str | None:
    for place in having_class(element, "link-to-hansard"):
        for link in place.iter("a"):
            return real_address(link.get("href", "").strip())
    return None


def _numbers(content: etree._Element | None, anchor: str, url: str | None) -> tuple[str, ...]:
    """As the paragraphs are marked, else as the source's address or the anchor has it."""
    marked = [node.get("qnum", "").strip() for node in content.iter("p")] if content is not None else []
    if any(marked):
        return tuple(dict.fromkeys(filter(None, marked)))
    found = _LONDON_NUMBER.search(url or "") or _NUMBER.fullmatch(anchor)
    return (found["number"],) if found else ()


def _name_in(text: str) -> str | None:
    """The name at the head of a text that has none above it, as in "Mr. Humphrey Atkins: Not yet."."""
    found = _NAMED_IN_TEXT.match(text)
    return found["name"] if found else None
