"""Passages of an exchange that show why it was found: text and marks, the same for the same request."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from corpus.exchange import Role
from indexer.documents import StoredExchange
from indexer.fields import speaker_label
from search.citing import AskedFor
from search.passages.choosing import Passage, Searched, chosen
from search.passages.cutting import cut, merged, window, without_choice
from search.passages.finding import Found, finder
from search.query.terms import positive_parts
from search.query.tree import Phrase, Prefix, Term
from search.request import Request
from search.result import Mark, Snippet

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
        self._everywhere = finder(parts) if all(part.field is None for part in parts) else None
        fields = () if self._everywhere else _FIELDS
        self._finders = {field: finder(_for_field(parts, field)) for field in fields}
        self._asked = AskedFor.by(request)

    def highlight(self, page: Sequence[StoredExchange]) -> list[Highlighted]:
        """Of each: the marks of the title, and up to three passages.

        First sentences that cite a body asked for, then words. The best passage of a question and the best
        of an answer come first of all, so that a reader sees both sides where both have something. Where
        nothing is found in any speech, the first question and the first answer begin the exchange.
        """
        found = self._found(page)
        starts = accumulate([1 + len(stored.texts) for stored in page], initial=0)
        return [
            self._highlighted(stored, found[start], found[start + 1 : start + 1 + len(stored.texts)])
            for stored, start in zip(page, starts, strict=False)
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

    def _highlighted(
        self, stored: StoredExchange, title: list[Found], found: Sequence[list[Found]]
    ) -> Highlighted:
        """One exchange, with what was found in its title and in each of its speeches."""
        cited = self._cited(stored) if self._asked else {}
        if None in cited:
            title = sorted(title + cited[None])
        shown = None if cited else without_choice(stored.texts, found)
        if not shown:
            passages = _chosen(stored, found, cited) or _openings(stored)
            shown = [
                (each.speech, *cut(stored.texts[each.speech], each.start, each.end, each.found))
                for each in passages
            ]
        speeches = stored.cited.exchange.speeches
        snippets = [
            Snippet(number, speaker_label(speeches[number]), speeches[number].role, text, marks)
            for number, text, marks in shown
        ]
        return Highlighted(merged(title) if title else (), tuple(snippets))

    def _cited(self, stored: StoredExchange) -> dict[int | None, list[Found]]:
        """By speech, None for the title: where it cites what is asked for, one thing more than the words."""
        cited: dict[int | None, list[Found]] = {}
        for row in self._asked.among(stored.cited.citations):
            cited.setdefault(row.speech, []).append(Found(row.start, row.end, -1))
        return cited


def _for_field(parts: tuple[Term | Phrase | Prefix, ...], field: str) -> tuple[Term | Phrase | Prefix, ...]:
    return tuple([part for part in parts if part.field in (None, field)])


def _chosen(
    stored: StoredExchange, found: Sequence[list[Found]], cited: Mapping[int | None, list[Found]]
) -> list[Passage]:
    speeches, texts = stored.cited.exchange.speeches, stored.texts
    return chosen(
        [
            Searched(number, speeches[number].role, texts[number], words, cited.get(number, ()))
            for number, words in enumerate(found)
            if words or number in cited
        ]
    )


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
