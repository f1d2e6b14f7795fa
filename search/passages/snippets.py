"""Passages of an exchange that show why it was found: text and marks, the same for the same request."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from corpus.exchange import Role
from indexer.documents import StoredExchange
from indexer.fields import speaker_label
from search.citing import AskedFor
from search.passages.choosing import Passage, Searched, chosen, window, without_choice
from search.passages.finding import Found, finder, merged
from search.query.terms import positive_parts
from search.query.tree import Phrase, Prefix, Term
from search.request import Request
from search.result import Mark, Snippet

_BREAK = re.compile(r"[^\S ]")

_TITLE = "title"
_FIELDS = (_TITLE, *(role.value for role in Role))
"""What of an exchange is searched."""


class Highlighted(NamedTuple):
    """What of an exchange to show under a hit."""

    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]


class Highlighter:
    """What a request asks for, ready to be shown in every exchange of a page of hits."""

    def __init__(self, request: Request) -> None:
        parts = tuple(dict.fromkeys(positive_parts(request.query.tree)))
        self._finders = {field: finder(_for_field(parts, field)) for field in _FIELDS}
        self._everywhere = finder(parts) if all(part.field is None for part in parts) else None
        self._asked = AskedFor.by(request)

    def highlight(self, page: Sequence[StoredExchange]) -> list[Highlighted]:
        """Of each: the marks of the title, and up to three passages.

        First sentences that cite a body asked for, then words. The best passage of a question and the best
        of an answer come first of all, so that a reader sees both sides where both have something. Where
        nothing is found in any speech, the first question and the first answer begin the exchange.
        """
        found = self._found(page)
        ends = accumulate([1 + len(stored.texts) for stored in page])
        return [
            self._highlighted(stored, *found[end - 1 - len(stored.texts) : end])
            for stored, end in zip(page, ends, strict=True)
        ]

    def _found(self, page: Sequence[StoredExchange]) -> Sequence[list[Found]]:
        """What was found in the title of an exchange and then in each speech, one exchange after another."""
        texts = [text for stored in page for text in (stored.cited.exchange.title, *stored.texts)]
        if self._everywhere:
            return self._everywhere.find_in_each(texts)
        fields = [
            field
            for stored in page
            for field in (_TITLE, *[speech.role.value for speech in stored.cited.exchange.speeches])
        ]
        found: list[list[Found]] = [[] for _ in texts]
        for field, own in self._finders.items():
            places = [place for place, each in enumerate(fields) if each == field]
            here = own.find_in_each([texts[place] for place in places])
            for place, each in zip(places, here, strict=True):
                found[place] = each
        return found

    def _highlighted(self, stored: StoredExchange, title: list[Found], *found: list[Found]) -> Highlighted:
        """One exchange, with what was found in its title and in each of its speeches."""
        cited = self._cited(stored) if self._asked else {}
        if None in cited:
            title = sorted(title + cited[None])
        passages = None if cited else without_choice(stored.texts, found)
        if passages is None:
            speeches, texts = stored.cited.exchange.speeches, stored.texts
            searched = [
                Searched(number, speeches[number].role, texts[number], words, cited.get(number, ()))
                for number, words in enumerate(found)
                if words or number in cited
            ]
            passages = chosen(searched)
        shown = [_snippet(stored, *passage) for passage in passages or _openings(stored)]
        return Highlighted(merged(title), tuple(shown))

    def _cited(self, stored: StoredExchange) -> dict[int | None, list[Found]]:
        """By speech, None for the title: where it cites what is asked for, one thing more than the words."""
        cited: dict[int | None, list[Found]] = {}
        for row in self._asked.among(stored.cited.citations):
            cited.setdefault(row.speech, []).append(Found(row.start, row.end, -1))
        return cited


def _for_field(parts: tuple[Term | Phrase | Prefix, ...], field: str) -> tuple[Term | Phrase | Prefix, ...]:
    return tuple([part for part in parts if part.field in (None, field)])


def _openings(stored: StoredExchange) -> list[Passage]:
    """The beginnings of the first question and of the first answer."""
    speeches, found = stored.cited.exchange.speeches, []
    for role in Role:
        for number, speech in enumerate(speeches):
            if speech.role is role:
                text = stored.texts[number]
                if text:
                    start, end = window(text, 0, 0, len(text))
                    found.append(Passage(number, start, end, ()))
                break
    return found


def _snippet(
    stored: StoredExchange, number: int, start: int, end: int, found: Sequence[Found], cites: bool
) -> Snippet:
    speech, whole = stored.cited.exchange.speeches[number], stored.texts[number]
    before = "… " if start else ""
    after = " …" if end < len(whole) else ""
    text = _in_one_line(whole[start:end])
    marks = merged(found, len(before) - start)
    return Snippet(number, speaker_label(speech), speech.role, f"{before}{text}{after}", marks)


def _in_one_line(text: str) -> str:
    """With a plain space for each white space, of which new lines are the commonest by far."""
    if text.isprintable():  # Every white space but the plain one is not.
        return text
    text = text.replace("\n", " ")
    return text if text.isprintable() else _BREAK.sub(" ", text)
