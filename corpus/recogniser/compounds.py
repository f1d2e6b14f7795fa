"""Names that share a part: "Kent and Essex Police", "the European Commission and Parliament"."""

import re
from collections.abc import Iterable, Iterator

from corpus.recogniser.finding import Candidate, Finder
from corpus.recogniser.passage import Passage
from corpus.recogniser.spans import Taken

_LAST_JOINTS = (" and the ", " or the ", ", and ", " and ", " or ")
_JOINTS = (", the ", *_LAST_JOINTS, ", ")
_ONLY_IN_PLURAL = ("local", "health")
"""Where the first of two is as often a place: "in Bristol and Leicester City Council"."""

_NEXT = re.compile(r"(?:,? and |,? or |, )(?:the )?(?P<word>[A-Z][a-z]+)\b(?! [A-Z])")
_MOST = 6
_MOST_WORDS = 3


def sharing(passage: Passage, candidates: Iterable[Candidate], finder: Finder) -> Iterator[Candidate]:
    """Those that a full name makes of the words before or after it, and that stand in no other's."""
    candidates = list(candidates)
    text = passage.text
    found: list[Candidate] = []
    for each in candidates:
        if each.is_short or not each.certain:
            continue
        if text.endswith(_LAST_JOINTS, 0, each.start):
            found += _before(text, each, finder)
        if text[each.end] in " ,":
            found += _after(text, each, finder)
    if found:
        taken = Taken(candidates)
        yield from (each for each in found if taken.leaves_free(each.start, each.end))


def _before(text: str, last: Candidate, finder: Finder) -> Iterator[Candidate]:
    """``Kent`` in "Kent and Essex Police": with the end of the last name it is another one's."""
    meaning = last.meanings[0]
    name = text[last.start : last.end]
    is_plural = finder.named(name) is None
    if meaning.kind in _ONLY_IN_PLURAL and not is_plural:
        return
    _, *words = name.removesuffix("s" if is_plural else "").split(" ")
    ends = [" ".join(words[first:]) for first in range(len(words)) if words[first][0].isupper()]
    at = last.start
    for number in range(_MOST):
        at = _before_joint(text, at, _JOINTS if number else _LAST_JOINTS)
        found = next(_named_by(text, at, ends, meaning.kind, finder), None) if at else None
        if found is None:
            return
        yield found
        at = found.start


def _before_joint(text: str, at: int, joints: Iterable[str]) -> int:
    for joint in joints:
        if text.endswith(joint, 0, at):
            return at - len(joint)
    return 0


def _named_by(text: str, end: int, ends: Iterable[str], kind: str, finder: Finder) -> Iterator[Candidate]:
    """The most words before a place that, with one of these ends, are a name of this kind."""
    words = text[max(0, end - 80) : end].rpartition("  ")[2].split(" ")[-_MOST_WORDS:]
    for first in range(len(words)):
        begin = " ".join(words[first:])
        if not begin[:1].isupper():
            continue
        for rest in ends:
            pattern = finder.named(f"{begin} {rest}")
            found = Candidate(end - len(begin), end, pattern.meanings if pattern else ())
            if (meaning := found.certain) and meaning.kind == kind:
                yield found


def _after(text: str, first: Candidate, finder: Finder) -> Iterator[Candidate]:
    """``Parliament`` in "the European Commission and Parliament"."""
    meaning = first.meanings[0]
    begin = text[first.start : first.end].rpartition(" ")[0]
    at = first.end
    while begin and (following := _NEXT.match(text, at, at + 60)):
        pattern = finder.named(f"{begin} {following['word']}")
        found = Candidate(*following.span("word"), pattern.meanings) if pattern else None
        if not found or not found.certain or found.meanings[0].kind != meaning.kind:
            return
        yield found
        at = found.end
