"""The reader of ParlParse XML: a stream of headings, questions and replies becomes exchanges.

One shape serves all four records; where they differ (ids, numbers, names), `speech` knows. Under one
heading, questions and the replies that follow them are one exchange; a question after a reply begins
the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree
from msgspec import Struct

from corpus.collections import COLLECTIONS, COMMONS, LORDS
from corpus.errors import SourceError
from corpus.exchange import GID_PREFIX, Exchange, Flag, Role
from indexer.readers.markup import text_of
from indexer.readers.opening import opened
from indexer.readers.parlparse.department import department_of
from indexer.readers.parlparse.gid import Gid
from indexer.readers.parlparse.speech import Heard, heard, is_holding
from indexer.readers.reading import Item, Recognised, Redirect, Skipped

_CHUNK = 65_536
_QUESTION = Role.QUESTION
_ROLES = {"ques": _QUESTION, "question": _QUESTION, "reply": Role.ANSWER}
_TAGS = (*_ROLES, "major-heading", "minor-heading", "gidredirect")

_REMARK = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)
_ROOT = re.compile(rb"<publicwhip[\s/>]")
_FIRST_TAG = re.compile(rb"<[A-Za-z_][^<>]*>")
_SCRAPE = re.compile(rb"\sscrapeversion\s*=\s*[\"']([a-z])[\"']")
_QUESTION_TAG = re.compile(rb"<(?:ques|question|reply)[\s>]")
_OUR_KIND = re.compile(
    rb"<(?:gidredirect|(?:major|minor)-heading)\s[^<>]*[\"']"
    + re.escape(GID_PREFIX.encode())
    + rb"(?:%s)/" % b"|".join(key.encode() for key in COLLECTIONS)
)
_PLACE_IN_MESSAGE = re.compile(r", line \d+, column \d+.*$")
_DAY_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d")
_TABLED_SINCE = date(2014, 9, 1)
"""From then on the ids of both Houses have the day a question was tabled; before, of its answer."""


class ParlParse:
    """Reads the files that ParlParse publishes, one for each day and record."""

    name = "ParlParse XML"
    precedence = 40
    own_ids = True

    def recognise(self, head: bytes) -> Recognised | None:
        """Claim a file with questions; those of debates have the same root, but speeches."""
        root = _FIRST_TAG.search(head)
        if root and b"<!--" in head[: root.start()]:
            root = _FIRST_TAG.search(_REMARK.sub(b"", head))
        if not root or not _ROOT.match(root[0]):
            return None
        if not _QUESTION_TAG.search(head) and (b"<speech" in head or not _OUR_KIND.search(head)):
            return None
        scrape = _SCRAPE.search(root[0])
        return Recognised(scrape[1].decode() if scrape else "")

    def read(self, path: Path) -> Iterator[Item]:
        section = _Section(_day_in_name(path))
        for elements in _elements(path):
            for said in [_said(element) for element in elements]:
                if item := section.take(said):
                    yield item
        if item := section.finish():
            yield item


PARLPARSE = ParlParse()


class _Heading(Struct, frozen=True):
    """What stands above questions; the greater ones name the department."""

    is_greater: bool
    words: str


@dataclass(slots=True)
class _Section:
    """What stands under one heading, as far as it has been read."""

    day_in_name: date | None
    """The day that the file's name has."""
    department: str | None = None
    title: str = ""
    questions: list[Heard] = field(default_factory=list)
    answers: list[Heard] = field(default_factory=list)

    def take(self, said: Heard | _Heading | Redirect | None) -> Item | None:
        """Take up the next element; give what it is or ends."""
        match said:
            case Heard():
                return self.hear(said)
            case _Heading():
                ended = self.finish()
                self.head(said)
                return ended
            case _:
                return said

    def head(self, heading: _Heading) -> None:
        """Take up the next heading."""
        if heading.is_greater:
            self.department, self.title = department_of(heading.words), ""
        else:
            self.title = heading.words

    def hear(self, each: Heard) -> Item | None:
        """Take up a speech; give the exchange that it ends, or what cannot be one."""
        if each.speech.role is _QUESTION:
            ended = self.finish() if self.answers else None
            self.questions.append(each)
            return ended
        if not self.questions:
            return Skipped("an answer without a question", each.line, answers=1)
        self.answers.append(each)
        return None

    def finish(self) -> Item | None:
        """Give what the speeches so far make, if there are any."""
        if not self.questions:
            return None
        questions, self.questions = self.questions, []
        answers, self.answers = self.answers, []
        return _exchange(self, questions, answers)


def _exchange(section: _Section, questions: list[Heard], answers: list[Heard]) -> Item:
    first = questions[0]
    speeches = tuple([each.speech for each in (*questions, *answers)])
    if not first.gid or not any(speech.text for speech in speeches):
        reason = "without words" if first.gid else "without an id that says its day"
        return Skipped(f"a question {reason}", first.line, len(questions), len(answers))
    answered, asked = _days(first.gid, first.collection, section.day_in_name)
    return Exchange(
        id=str(first.gid),
        collection=first.collection,
        title=section.title or section.department or "Question",
        date=answered,
        speeches=speeches,
        department=section.department,
        reference=first.speech.reference,
        asked_date=asked,
        url=first.speech.url,
        grouped=_further_numbers(questions),
        flags=(Flag.HOLDING,) if len(answers) == 1 and is_holding(answers[0].speech.text) else (),
    )


def _further_numbers(questions: list[Heard]) -> tuple[str, ...]:
    """The numbers that are no speech's own: one element may ask several numbered questions."""
    if len(questions) == 1 and len(questions[0].numbers) < 2:
        return ()
    own = {each.speech.reference for each in questions}
    return tuple(dict.fromkeys(number for each in questions for number in each.numbers if number not in own))


def _days(gid: Gid, collection: str, day_in_name: date | None) -> tuple[date, date | None]:
    """The day of the answer, and the day of asking where the id has that one.

    Then only the file's name has the day of the answer (``answers2023-01-16.xml``).
    """
    if collection not in (COMMONS.key, LORDS.key) or gid.scrape or gid.day < _TABLED_SINCE:
        return gid.day, None
    return max(gid.day, day_in_name or gid.day), gid.day


def _day_in_name(path: Path) -> date | None:
    found = _DAY_IN_NAME.search(path.name)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _said(element: etree._Element) -> Heard | _Heading | Redirect | None:
    """What an element says. Then nothing is left in it: one that it stands in does not say it again."""
    tag = str(element.tag)
    if role := _ROLES.get(tag):
        said: Heard | _Heading | Redirect | None = heard(element, role)
    elif tag == "gidredirect":
        said = _redirect(element)
    else:
        said = _Heading(tag == "major-heading", " ".join(text_of(element).split()))
    element.clear()
    return said


def _redirect(element: etree._Element) -> Redirect | None:
    """A redirect; one whose speech was removed leads nowhere, or to the nearest greater heading."""
    old, new = (element.get(name, "").strip().removeprefix(GID_PREFIX) for name in ("oldgid", "newgid"))
    return Redirect(old, new) if old and new and element.get("matchtype") != "removed" else None


def _elements(path: Path) -> Iterator[list[etree._Element]]:
    """The elements of interest in their order, some at a time; these are forgotten when the next are due.

    Entities of the file's own document type are expanded; nothing outside the file is read.
    """
    parser = _idle.pop() if _idle else _new_parser()
    with opened(path) as file:
        going_on = True
        while going_on:
            chunk = file.read(_CHUNK)
            broken = _fed(parser, chunk)
            if elements := [element for _, element in parser.read_events()]:
                yield elements
                _forget_before(elements[-1])
            if broken:
                reason = _PLACE_IN_MESSAGE.sub("", broken.msg or "not XML")
                raise SourceError(path, f"broken XML: {reason}", broken.lineno)
            going_on = bool(chunk)
    _idle.append(parser)


_idle: list[etree.XMLPullParser] = []
"""Parsers that came to the end of a file: to begin with a new one takes a quarter of what a file does."""


def _new_parser() -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",), tag=_TAGS, resolve_entities="internal", no_network=True, load_dtd=False,
        huge_tree=False, recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _fed(parser: etree.XMLPullParser, chunk: bytes) -> etree.XMLSyntaxError | None:
    """What is wrong with the file, as far as this chunk; the elements before it can still be had."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return error
    return None


def _forget_before(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        del parent[: parent.index(element)]
