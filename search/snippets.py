"""Passages of an exchange that show why it was found: text and marks, the same for the same request."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from corpus.exchange import Role
from indexer.documents import StoredExchange
from indexer.fields import speaker_label
from search.citing import AskedFor
from search.finding import Finder, Found, merged
from search.query.terms import positive_parts
from search.query.tree import Phrase, Prefix, Term
from search.request import Request
from search.result import Mark, Snippet
from search.sentences import sentence

PASSAGE = 260
"""How many characters a passage has at the most, before its dots."""

PASSAGES = 3
"""How many passages of one exchange are shown at the most."""

_LEAD = 90
"""How far before the first mark a passage may begin, to begin with its sentence."""

_ANCHORS = 200
"""How many places of one speech are tried as the beginning of a passage."""

_SENTENCE_END = re.compile(r"[.!?:;]\s+|\n+|\t")
_BREAK = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Highlighted:
    """What of an exchange to show under a hit."""

    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]


class _Passage(NamedTuple):
    speech: int
    start: int
    end: int
    found: tuple[Found, ...]
    citing: bool = False
    """Whether it is the sentence that cites a body asked for."""

    @property
    def order(self) -> tuple[bool, int, int]:
        """Less is better: what cites, then more of the different things asked for, then more places."""
        return not self.citing, -len({each.what for each in self.found}), -len(self.found)


class Highlighter:
    """What a request asks for, ready to be shown in every exchange of a page of hits."""

    def __init__(self, request: Request) -> None:
        parts = tuple(positive_parts(request.query.tree))
        self._title = Finder.of(_for_field(parts, "title"))
        self._finders = {role: Finder.of(_for_field(parts, role.value)) for role in Role}
        self._asked = AskedFor.by(request)

    def highlight(self, stored: StoredExchange) -> Highlighted:
        """The marks of the title, and up to three passages: sentences that cite a body asked for, then words.

        The best passage of a question and the best of an answer come first of all, so that a reader sees
        both sides where both have something. Where nothing is found in any speech, the first question
        and the first answer begin the exchange.
        """
        passages: list[_Passage] = []
        speeches = stored.cited.exchange.speeches
        for number, (speech, text) in enumerate(zip(speeches, stored.texts, strict=True)):
            words = self._finders[speech.role].find(text)
            passages += _passages(number, text, words, self._citing(stored, number))
        title = chain(self._title.find(stored.cited.exchange.title), self._citing(stored, None))
        chosen = _chosen(stored, passages) or _openings(stored)
        return Highlighted(merged(title), tuple(_snippet(stored, each) for each in chosen))

    def _citing(self, stored: StoredExchange, speech: int | None) -> list[Found]:
        """Where a speech, or the title, cites what is asked for: one thing more than the query's words."""
        if not self._asked:
            return []
        rows = self._asked.among(stored.cited.citations)
        return [Found(row.start, row.end, -1) for row in rows if row.speech == speech]


def highlight(stored: StoredExchange, request: Request) -> Highlighted:
    """What to show of one exchange; for a page of them, a `Highlighter` is made once."""
    return Highlighter(request).highlight(stored)


def _for_field(parts: Sequence[Term | Phrase | Prefix], field: str) -> Iterator[Term | Phrase | Prefix]:
    return (part for part in parts if part.field in (None, field))


def _passages(speech: int, text: str, words: Sequence[Found], cited: Sequence[Found]) -> list[_Passage]:
    """The two best passages of one speech, which do not overlap.

    The best sentence that cites a body asked for, and the best passage with words of the query; where one
    of them is missing, two of the other.
    """
    if not (words or cited):
        return []
    found = sorted(chain(words, cited), key=lambda each: (each.start, -each.end)) if cited else words
    starts = [each.start for each in found]

    def passage(start: int, end: int, citing: bool) -> _Passage:
        within = found[bisect_left(starts, start) : bisect_left(starts, end)]
        return _Passage(speech, start, end, tuple(each for each in within if each.end <= end), citing)

    windows = [passage(*_window(text, each.start), citing=False) for each in words[:_ANCHORS]]
    spans = dict.fromkeys(sentence(text, each.start, each.end) for each in cited[:_ANCHORS])
    sentences = [passage(*span, citing=True) for span in spans]
    candidates = [*_best_first(sentences)[:1], *(_best_first(windows) or _best_first(sentences))]
    best = candidates[:1]
    return best + [each for each in candidates if best and _apart(each, best[0])][:1]


def _best_first(passages: Iterable[_Passage]) -> list[_Passage]:
    return sorted((each for each in passages if each.found), key=lambda each: (each.order, each.start))


def _apart(one: _Passage, other: _Passage) -> bool:
    return one.end <= other.start or other.end <= one.start


def _window(text: str, anchor: int) -> tuple[int, int]:
    """A passage around a place: from the beginning of its sentence where that is near."""
    start = max(anchor - _LEAD, 0)
    ends = [each.end() for each in _SENTENCE_END.finditer(text, start, anchor)]
    if ends:
        start = ends[-1]
    elif start:
        start = text.find(" ", start, anchor) + 1 or anchor
    end = start + PASSAGE
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", anchor + 1, end)
    return start, space if space > anchor else end


def _chosen(stored: StoredExchange, passages: Sequence[_Passage]) -> list[_Passage]:
    ranked = sorted(passages, key=lambda each: (each.order, each.speech, each.start))
    speeches = stored.cited.exchange.speeches
    first_of_role = [
        next((each for each in ranked if speeches[each.speech].role is role), None) for role in Role
    ]
    chosen = [each for each in first_of_role if each]
    chosen += [each for each in ranked if each not in chosen][: PASSAGES - len(chosen)]
    return sorted(chosen, key=lambda each: (not each.citing, each.speech, each.start))


def _openings(stored: StoredExchange) -> list[_Passage]:
    speeches = stored.cited.exchange.speeches
    firsts = [next((n for n, speech in enumerate(speeches) if speech.role is role), None) for role in Role]
    return [
        _Passage(n, *_window(stored.texts[n], 0), ()) for n in firsts if n is not None and stored.texts[n]
    ]


def _snippet(stored: StoredExchange, passage: _Passage) -> Snippet:
    speech, whole = stored.cited.exchange.speeches[passage.speech], stored.texts[passage.speech]
    before = "… " if passage.start else ""
    after = " …" if passage.end < len(whole) else ""
    text = _BREAK.sub(" ", whole[passage.start : passage.end])
    shift = len(before) - passage.start
    marks = tuple((start + shift, end + shift) for start, end in merged(passage.found))
    return Snippet(passage.speech, speaker_label(speech), speech.role, f"{before}{text}{after}", marks)
