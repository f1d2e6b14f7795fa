"""Passages of an exchange that show why it was found: text and marks, the same for the same request."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from corpus.exchange import Role
from indexer.documents import StoredExchange
from indexer.fields import speaker_label
from search.citing import AskedFor
from search.passages.finding import Found, finder, merged
from search.passages.sentences import sentence
from search.query.terms import positive_parts
from search.query.tree import Phrase, Prefix, Term
from search.request import Request
from search.result import Mark, Snippet

PASSAGE = 260
"""How many characters a passage has at the most, before its dots."""

PASSAGES = 3
"""How many passages of one exchange are shown at the most."""

_USUAL = 2
"""How many are shown where they show everything that was found."""

_LEAD = 90
"""How far before the first mark a passage may begin, to begin with its sentence."""

_REACH = PASSAGE - _LEAD
"""How far from a passage's first mark to its last, so that both stand in it wherever it begins."""

_ANCHORS = 200
"""How many places of one speech are tried as the beginning of a passage."""

_STOPS = re.compile(r"[.?!:;] |[\n\t]")
"""What ends a sentence, or something like one."""
_BREAK = re.compile(r"[^\S ]")


class Highlighted(NamedTuple):
    """What of an exchange to show under a hit."""

    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]


class _Passage(NamedTuple):
    """From and to in one speech.

    Less is better: what cites, then more of the different things asked for, then more places.
    """

    elsewhere: bool
    """Whether it is not the sentence that cites a body asked for."""
    different: int
    places: int
    """Both below 0."""
    speech: int
    start: int
    end: int
    found: Sequence[Found]


class _Searched(NamedTuple):
    """A speech with what was found in it, in the order of the text."""

    number: int
    text: str
    words: Sequence[Found]
    cited: Sequence[Found]

    def passage(self, start: int, end: int, elsewhere: bool = True) -> _Passage:
        found = sorted((*self.words, *self.cited), key=_place) if self.cited else self.words
        if found and (found[0].start < start or found[-1].end > end):
            found = [each for each in found if each.start >= start and each.end <= end]
        return _Passage(elsewhere, -_different(found), -len(found), self.number, start, end, found)


class Highlighter:
    """What a request asks for, ready to be shown in every exchange of a page of hits."""

    def __init__(self, request: Request) -> None:
        parts = tuple(dict.fromkeys(positive_parts(request.query.tree)))
        self._title = finder(_for_field(parts, "title"))
        self._question, self._answer = (finder(_for_field(parts, role.value)) for role in Role)
        self._asked = AskedFor.by(request)

    def highlight(self, page: Sequence[StoredExchange]) -> list[Highlighted]:
        """Of each: the marks of the title, and up to three passages.

        First sentences that cite a body asked for, then words. The best passage of a question and the best
        of an answer come first of all, so that a reader sees both sides where both have something. Where
        nothing is found in any speech, the first question and the first answer begin the exchange.
        """
        titles, questions, answers = (
            iter(finder.find_in_each(texts))
            for finder, texts in (
                (self._title, [stored.cited.exchange.title for stored in page]),
                (self._question, _texts(page, Role.QUESTION)),
                (self._answer, _texts(page, Role.ANSWER)),
            )
        )
        return [self._highlighted(stored, next(titles), questions, answers) for stored in page]

    def _highlighted(
        self,
        stored: StoredExchange,
        title: list[Found],
        questions: Iterator[list[Found]],
        answers: Iterator[list[Found]],
    ) -> Highlighted:
        """One exchange, with what was found in its title and, in their order, in its speeches."""
        searched = []
        for number, (speech, text) in enumerate(
            zip(stored.cited.exchange.speeches, stored.texts, strict=True)
        ):
            words = next(questions if speech.role is Role.QUESTION else answers)
            cited = self._citing(stored, number) if self._asked else ()
            if words or cited:
                searched.append(_Searched(number, text, words, cited))
        chosen = (searched and _chosen(stored, searched)) or _openings(stored)
        if self._asked:
            title += self._citing(stored, None)
        return Highlighted(merged(title), tuple([_snippet(stored, each) for each in chosen]))

    def _citing(self, stored: StoredExchange, speech: int | None) -> list[Found]:
        """Where a speech, or the title, cites what is asked for: one thing more than the query's words."""
        rows = self._asked.among(stored.cited.citations)
        return [Found(row.start, row.end, -1) for row in rows if row.speech == speech]


def _texts(page: Iterable[StoredExchange], role: Role) -> list[str]:
    """The texts of all speeches of a role, one exchange after another."""
    return [
        text
        for stored in page
        for speech, text in zip(stored.cited.exchange.speeches, stored.texts, strict=True)
        if speech.role is role
    ]


def _for_field(parts: tuple[Term | Phrase | Prefix, ...], field: str) -> tuple[Term | Phrase | Prefix, ...]:
    return tuple(part for part in parts if part.field in (None, field))


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _different(found: Sequence[Found]) -> int:
    return len({each.what for each in found}) if len(found) > 1 else len(found)


def _chosen(stored: StoredExchange, searched: Sequence[_Searched]) -> list[_Passage]:
    """The best of each role, then whichever are best, in the order in which they are shown."""
    bests = [(each, best) for each in searched if (best := _best(each)).found]
    firsts = [best for _, best in bests]
    if len(firsts) > 1:
        firsts.sort()
    chosen: list[_Passage] = []
    others: list[_Passage] = []
    for best in firsts:
        role = stored.cited.exchange.speeches[best.speech].role
        taken = any(stored.cited.exchange.speeches[each.speech].role is role for each in chosen)
        (others if taken else chosen).append(best)
    if len(chosen) < _USUAL or _left_out(searched, chosen):
        others += [second for each, best in bests if (second := _second_best(each, best))]
    if others:
        chosen += sorted(others)[: PASSAGES - len(chosen)]
    return sorted(chosen, key=_shown) if len(chosen) > 1 else chosen


def _shown(passage: _Passage) -> tuple[bool, int, int]:
    return passage.elsewhere, passage.speech, passage.start


def _left_out(searched: Sequence[_Searched], chosen: Sequence[_Passage]) -> bool:
    """Whether something that is asked for stands in the exchange, but in none of these passages."""
    if sum([len(passage.found) for passage in chosen]) == sum(
        [len(each.words) + len(each.cited) for each in searched]
    ):
        return False
    shown = {each.what for passage in chosen for each in passage.found}
    return any(each.what not in shown for speech in searched for each in chain(speech.words, speech.cited))


def _best(searched: _Searched) -> _Passage:
    """The best sentence that cites a body asked for; where there is none, the best with words."""
    if searched.cited:
        return min(_citing_sentences(searched))
    start, end = _window(searched.text, _richest(searched.words), 0, len(searched.text))
    return searched.passage(start, end)


def _second_best(searched: _Searched, best: _Passage) -> _Passage | None:
    """The best passage with words on either side of the best one; without words, another citing sentence."""
    if len(best.found) == len(searched.words) + len(searched.cited):
        return None
    before = searched.words[: bisect_left(searched.words, (best.start,))]
    after = searched.words[bisect_left(searched.words, (best.end,)) :]
    edges = ((before, 0, best.start), (after, best.end, len(searched.text)))
    passages = [
        searched.passage(*_window(searched.text, _richest(words), floor, ceiling))
        for words, floor, ceiling in edges
        if words
    ]
    if not passages and searched.cited:
        apart = (
            each for each in _citing_sentences(searched) if each.end <= best.start or best.end <= each.start
        )
        return min(apart, default=None)
    return min((each for each in passages if each.found), default=None)


def _citing_sentences(searched: _Searched) -> list[_Passage]:
    spans = dict.fromkeys(sentence(searched.text, each.start, each.end) for each in searched.cited[:_ANCHORS])
    return [searched.passage(*span, elsewhere=False) for span in spans]


def _richest(found: Sequence[Found]) -> int:
    """Where a passage begins that holds the most of what was found: different things first, then places."""
    at = found[0].start
    if found[-1].end - at <= _REACH:
        return at
    end, most, places = 0, 0, 0
    for number, anchor in enumerate(found[:_ANCHORS]):
        while end < len(found) and found[end].end - anchor.start <= _REACH:
            end += 1
        count = max(end - number, 1)
        if count > places or count >= most:
            different = _different(found[number : number + count])
            if (different, count) > (most, places):
                most, places, at = different, count, anchor.start
    return at


def _window(text: str, anchor: int, floor: int, ceiling: int) -> tuple[int, int]:
    """A passage around a place, within bounds: from the beginning of its sentence where that is near."""
    start = max(anchor - _LEAD, floor)
    if start < anchor:
        stops = _STOPS.findall(text, start, anchor)
        if stops:
            start = text.rfind(stops[-1], start, anchor) + 1
            while text[start].isspace() and start < anchor:
                start += 1
        elif start > floor:
            start = text.find(" ", start, anchor) + 1 or anchor
    end = start + PASSAGE
    if end >= ceiling:
        return start, ceiling
    space = text.rfind(" ", anchor + 1, end)
    return start, space if space > anchor else end


def _openings(stored: StoredExchange) -> list[_Passage]:
    """The beginnings of the first question and of the first answer."""
    speeches, found = stored.cited.exchange.speeches, []
    for role in Role:
        for number, speech in enumerate(speeches):
            if speech.role is role:
                text = stored.texts[number]
                if text:
                    start, end = _window(text, 0, 0, len(text))
                    found.append(_Passage(True, 0, 0, number, start, end, ()))
                break
    return found


def _snippet(stored: StoredExchange, passage: _Passage) -> Snippet:
    speech, whole = stored.cited.exchange.speeches[passage.speech], stored.texts[passage.speech]
    before = "… " if passage.start else ""
    after = " …" if passage.end < len(whole) else ""
    text = whole[passage.start : passage.end]
    if not text.isprintable():  # Every white space but the plain one is not.
        text = _BREAK.sub(" ", text)
    shift = len(before) - passage.start
    marks = tuple([(start + shift, end + shift) for start, end in merged(passage.found)])
    return Snippet(passage.speech, speaker_label(speech), speech.role, f"{before}{text}{after}", marks)
