"""Words that the printer's italics have cut in two."""

import re

_SHORT_WORDS = re.compile("a|an|as|at|be|by|do|go|he|i|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we")
_START_OF_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}$")
_ONE_SPACE = re.compile(r"\s\S")


def is_glued(before: str, text: str, neighbour: str | None) -> bool:
    """Whether the space that italics begin with is the printer's, and not the text's.

    The pages of Hansard put one space after every ``<i>``, also where italics are cut inside a word
    (``h<i> olding answer</i>``, ``20</i><i> 09</i>``, ``(<i> 1</i>)``); a space of the text is a second
    one. Other sources know no such rule, so the characters on both sides must agree. The neighbour is what
    the italics begin with, if there are any, that end where these begin.
    """
    if not _ONE_SPACE.match(text) or not before or before[-1].isspace():
        return False
    if before[-1] in "([" or text[1] in "),.:;":
        return True
    if neighbour is not None:
        return neighbour[:1].isspace()
    start = _START_OF_WORD.search(before)
    return bool(start and text[1].islower() and not _SHORT_WORDS.fullmatch(start[0]))
