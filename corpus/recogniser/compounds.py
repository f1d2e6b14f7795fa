"""Names that share a part: "Kent and Essex Police", "the European Commission and Parliament"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from corpus.recogniser.finding import Candidate, Finder, Plural
from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Pattern
from corpus.recogniser.spans import Taken

_LAST_JOINTS = (" and the ", " or the ", ", and ", " and ", " or ")
_ENDS_OF_JOINTS = frozenset(("and ", " or ", "the "))
_BEGINS_OF_JOINTS = frozenset((" an", " or", ", a", ", o", ", t", *(f", {char}" for char in ascii_uppercase)))
_JOINTS = (", the ", *_LAST_JOINTS, ", ")
_ONLY_IN_PLURAL = ("local", "health", "international")
"""Where the first of two is as often a place: "in Bristol and Leicester City Council", "the Government of
Ukraine and the Ukrainian Ministry of Defence"."""

_SMALL_IN_PLURAL = ("local", "devolved")

_NEXT = re.compile(r"(?:,? and |,? or |, )(?:the )?(?P<word>[A-Z][a-z]+)\b(?! [A-Z])")
_MOST = 6
_MOST_WORDS = 4
_LONGEST = 80


def sharing(
    passage: Passage, candidates: Sequence[Candidate], plurals: Iterable[Plural], finder: Finder
) -> list[Candidate]:
    """Those that a full name makes of the words before or after it, and that stand in no other's."""
    text = passage.text
    found: list[Candidate] = []
    for each in candidates:
        start, end, pattern = each
        if pattern.is_short or not (meaning := pattern.certain):
            continue
        # Looking at a few letters spares most of the work.
        if (
            text[start - 4 : start] in _ENDS_OF_JOINTS
            and text.endswith(_LAST_JOINTS, 0, start)
            and meaning.kind not in _ONLY_IN_PLURAL
        ):
            found += _before(text, start, text[start:end], meaning.kind, finder)
        if text[end : end + 3] in _BEGINS_OF_JOINTS and (following := _NEXT.match(text, end, end + 60)):
            found += _after(text, text[start:end], following, meaning.kind, finder)
    for plural in plurals:
        found += _plural(text, plural, finder)
    if not found:
        return []
    taken = Taken(candidates)
    return [each for each in found if taken.leaves_free(each[0], each[1])]


def _plural(text: str, plural: Plural, finder: Finder) -> Iterator[Candidate]:
    """``Camden`` and ``Islington Councils``."""
    # "and", "the" and the words of a name at the most: most plurals are of nobody, and spared the look.
    before = text[max(0, plural.start - 2 * _LONGEST) : plural.start - 1].rsplit(" ", _MOST_WORDS + 2)
    if "and" not in before and "or" not in before:
        return
    last = next(_named_by(text, plural.start - 1, [plural.singular], finder), None)
    if not last:
        return
    start, end, pattern = last
    if not (meaning := pattern.certain) or not text.endswith(_LAST_JOINTS, 0, start):
        return
    # "both Israeli and Palestinian authorities" are any; Hansard writes "Kent and Essex county councils".
    if text[plural.start].isupper() or meaning.kind in _SMALL_IN_PLURAL:
        yield start, plural.end, pattern
        yield from _before(text, start, f"{text[start:end]} {plural.singular}", meaning.kind, finder)


def _before(text: str, at: int, last: str, kind: str, finder: Finder) -> Iterator[Candidate]:
    """``Kent`` in "Kent and Essex Police": with the end of the last name it is another one's."""
    _, *words = last.split(" ")
    ends = [" ".join(words[first:]) for first in range(len(words)) if words[first][:1].isupper()]
    for number in range(_MOST):
        at = _before_joint(text, at, _JOINTS if number else _LAST_JOINTS)
        all_named = _named_by(text, at, ends, finder) if at else ()
        found = next((each for each in all_named if _is_certain(each[2], kind)), None)
        if found is None:
            return
        yield found
        at = found[0]


def _before_joint(text: str, at: int, joints: Iterable[str]) -> int:
    for joint in joints:
        if text.endswith(joint, 0, at):
            return at - len(joint)
    return 0


def _named_by(text: str, end: int, ends: Iterable[str], finder: Finder) -> Iterator[Candidate]:
    """What the words before a place, most of them first, name with one of these ends."""
    words = text[max(0, end - _LONGEST) : end].rpartition("  ")[2].split(" ")[-_MOST_WORDS:]
    for first in range(len(words)):
        begin = " ".join(words[first:])
        if begin[:1].isupper():
            for rest in ends:
                if pattern := finder.named(f"{begin} {rest}"):
                    yield end - len(begin), end, pattern


def _after(
    text: str, first: str, following: re.Match[str] | None, kind: str, finder: Finder
) -> Iterator[Candidate]:
    """``Parliament`` in "the European Commission and Parliament"."""
    begin = first.rpartition(" ")[0]
    while begin and following:
        pattern = finder.named(f"{begin} {following['word']}")
        if not pattern or not _is_certain(pattern, kind):
            return
        yield *following.span("word"), pattern
        following = _NEXT.match(text, following.end(), following.end() + 60)


def _is_certain(pattern: Pattern, kind: str) -> bool:
    return pattern.certain is not None and pattern.certain.kind == kind
