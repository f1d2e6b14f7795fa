"""The sentence that a place of a text stands in."""

import re

from corpus.expressions import awaited

SENTENCE = 420
"""How many characters of a sentence are given at the most."""

_LEAD = 160
"""How far before the place a sentence may begin that is too long to be given whole."""

_NAMES = "mr mrs ms dr prof rev hon rt st sir v vs cf e.g eg i.e ie viz dept gov govt assoc"
_BEFORE_NAMES = frozenset(_NAMES.split())
"""What a full stop follows without ending a sentence, whatever comes next."""

_NUMBERED = "no nos art para paras p pp s ss sch ch vol fig c ca approx"
_MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec"
_BEFORE_NUMBERS = frozenset((*_NUMBERED.split(), *_MONTHS.split()))
"""Likewise, where a number comes next: "No. 10", but "No. That is not so."."""

_END = awaited(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*(?:[^\W_a-z]|\d))|\n+")
_LAST_WORD = awaited(r"(?:\w|(?<=\w)\.(?=\w))+\Z")
_NUMBER = awaited(r"\s+\(?\d")
_WORD_REACH = 24


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From and to of the sentence around a place, or as much of it around the place as is given.

    A line ends a sentence, as an item of a list and a row of a table are lines. What a sentence costs
    does not grow with the text.
    """
    return _fitted(text, _whole(text, start, end), (start, end))


def quoted(text: str, start: int, end: int) -> str:
    """The sentence around a place in one line, with dots where it is cut."""
    whole, given = _whole(text, start, end), sentence(text, start, end)
    before, after = ("… " if given[0] > whole[0] else ""), (" …" if given[1] < whole[1] else "")
    return f"{before}{' '.join(text[slice(*given)].split())}{after}"


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(start - SENTENCE, 0), min(end + SENTENCE, len(text))
    begins = first
    for found in _END.finditer(text, first, start + 1):
        if found.end() <= start and _ends_sentence(text, found):
            begins = found.end()
    ends = next(
        (
            found.start() if found[0].startswith("\n") else found.end()
            for found in _END.finditer(text, max(end - 1, begins), last)
            if found.end() >= end and _ends_sentence(text, found)
        ),
        last,
    )
    return _stripped(text, begins, ends)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if not stop[0].startswith("."):
        return True
    word = _LAST_WORD.search(text, max(stop.start() - _WORD_REACH, 0), stop.start())
    if not word:
        return True
    initial = len(word[0]) == 1 and word[0].isupper()
    short = word[0].casefold()
    if initial or short in _BEFORE_NAMES:
        return False
    return not (short in _BEFORE_NUMBERS and _NUMBER.match(text, stop.end()))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _fitted(text: str, whole: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """A sentence that is too long, cut between words around the place."""
    start, end = whole
    if end - start <= SENTENCE:
        return whole
    if place[0] - start > _LEAD:
        lead = max(start, min(place[0] - _LEAD, end - SENTENCE))
        start = text.find(" ", lead, place[0]) + 1 or place[0] if lead > start else start
    if end - start > SENTENCE:
        stop = max(start + SENTENCE, place[1])
        end = max(text.rfind(" ", place[1], stop), place[1])
    return start, end
