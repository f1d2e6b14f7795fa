"""Texts taken apart into numbered words, each piece of them once."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np

from indexer.analysis import SPEECH_BREAK
from indexer.codec.arrays import Array
from indexer.codec.compiled import PIECES
from indexer.codec.grouping import ranges, starts_of

Parts = Callable[[str], Sequence[str]]
"""How a text is taken apart."""


TextWords = tuple[Array, Array, Array]
"""The words of some texts, all uint32: the number of each word, one text after another; how many words each
speech in them has; and how many speeches each text has, an empty one none."""


class Texts(Protocol):
    """Takes texts to pieces as they come."""

    def add(self, texts: Iterable[str]) -> None: ...

    def taken(self) -> TextWords:
        """The words of all that came; the next begin anew."""
        ...


class Pieces(Protocol):
    """Knows the words of what stands between white space, of which most comes again."""

    known: dict[str, int]
    """Every word that was met, with a number."""

    def __len__(self) -> int:
        """How many pieces are known."""
        ...

    def texts(self) -> Texts:
        """For texts, whose pieces are added to what is known."""
        ...


class Interned(dict[str, int]):
    """Numbers of texts of which most come again, and what is in each: a text is taken apart once."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.known: dict[str, int] = {}
        """Every part that was met, with a number."""
        self._inside = array("I")
        """The parts of each text, as numbers, one text after another."""
        self._ends = array("I", [0])

    def __missing__(self, text: str) -> int:
        known, parts = self.known, self._parts(text)
        if len(parts) == 1:
            self._inside.append(known.setdefault(parts[0], len(known)))
        else:
            self._inside.extend([known.setdefault(part, len(known)) for part in parts])
        self._ends.append(len(self._inside))
        number = self[text] = len(self)
        return number

    def inside(self, numbers: Array) -> tuple[Array, Array]:
        """The parts of the texts of these numbers, one text after another, and how many each has."""
        ends = np.array(self._ends, np.int64)
        counts = np.diff(ends)[numbers]
        return np.array(self._inside, np.uint32)[ranges(ends[numbers], counts)], counts


class InternedPieces:
    """`Pieces` in a dictionary, where nothing is compiled."""

    def __init__(self, parts: Parts) -> None:
        self.interned = Interned(parts)
        self.known = self.interned.known

    def __len__(self) -> int:
        return len(self.interned)

    def texts(self) -> Texts:
        return _InternedTexts(self.interned)


class _InternedTexts:
    """`Texts` whose pieces are kept as numbers until all have come."""

    def __init__(self, interned: Interned) -> None:
        self._interned = interned
        self._begin()

    def add(self, texts: Iterable[str]) -> None:
        for text in texts:
            spoken = text.split(SPEECH_BREAK) if text else ()
            for speech in spoken:
                self._found.extend(map(self._interned.__getitem__, speech.split()))
                self._speech_ends.append(len(self._found))
            self._speeches.append(len(spoken))

    def taken(self) -> TextWords:
        words, counts = self._interned.inside(np.array(self._found))
        ends = starts_of(counts)[np.array(self._speech_ends, np.int64)]
        speeches = np.array(self._speeches, np.uint32)
        self._begin()
        return words, np.diff(ends).astype(np.uint32), speeches

    def _begin(self) -> None:
        self._found, self._speech_ends, self._speeches = array("I"), array("I", [0]), array("I")


def fastest_pieces(parts: Parts) -> Pieces:
    """The fastest that there is here."""
    return InternedPieces(parts) if PIECES is None else PIECES(parts)
