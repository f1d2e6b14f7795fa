"""Where does a passage around a place of a text begin and end, and how is it shown?

Of each there is a compiled loop where there was a compiler, which gives the same.
"""

import re
from collections.abc import Iterable, Sequence

from search.passages.compiled import LOOPS, Cut, Place
from search.passages.sizes import LEAD, PASSAGE, PASSAGES, REACH
from search.result import Mark

_TO_LAST_STOP = re.compile(r"(?s).*[.?!:;\n\t](?:(?<=[\n\t])| )\s*")
"""To behind the last end of a sentence, or of something like one."""

_BREAK = re.compile(r"[^\S ]")


def window_by_search(text: str, anchor: int, floor: int, ceiling: int) -> tuple[int, int]:
    """A passage around a place, within bounds: from the beginning of its sentence where that is near."""
    start = max(anchor - LEAD, floor)
    if start < anchor:
        ended = _TO_LAST_STOP.match(text, start, anchor)
        if ended:
            start = ended.end()
        elif start > floor:
            start = text.find(" ", start, anchor) + 1 or anchor
    end = start + PASSAGE
    if end >= ceiling:
        return start, ceiling
    space = text.rfind(" ", anchor + 1, end)
    return start, space if space > anchor else end


def without_choice_by_search(
    texts: Sequence[str], found: Sequence[Sequence[Place]]
) -> list[tuple[int, str, tuple[Mark, ...]]] | None:
    """The passages of an exchange, by what was found in each speech, where they show all of it.

    So it mostly is: what was found in the question stands in one passage, and so it does in the answer.
    """
    passages: list[tuple[int, str, tuple[Mark, ...]]] = []
    for number, words in enumerate(found):
        if words:
            text, anchor, last = texts[number], words[0][0], words[-1][1]
            start, end = window_by_search(text, anchor, 0, len(text))
            if last > end or last - anchor > REACH or len(passages) == PASSAGES:
                return None
            passages.append((number, *cut_by_slices(text, start, end, words)))
    return passages


def cut_by_slices(text: str, start: int, end: int, found: Iterable[Place]) -> Cut:
    """A passage in one line, with dots where it is cut, and the marks of what was found in it.

    It has a plain space for each white space: what is marked keeps its places.
    """
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return f"{before}{_BREAK.sub(' ', text[start:end])}{after}", merged(found, len(before) - start)


def merged(found: Iterable[Place], shift: int = 0) -> tuple[Mark, ...]:
    """Marks of what was found, in the order of the text: overlapping ones as one, and shifted by so much."""
    marks: list[Mark] = []
    begun, ended = 0, -1
    for start, end, _ in found:
        if start <= ended:
            ended = max(end, ended)
            marks[-1] = (begun + shift, ended + shift)
        else:
            begun, ended = start, end
            marks.append((start + shift, end + shift))
    return tuple(marks)


without_choice = LOOPS.without_choice if LOOPS else without_choice_by_search
window = LOOPS.window if LOOPS else window_by_search
cut = LOOPS.cut if LOOPS else cut_by_slices
