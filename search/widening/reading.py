"""From the words of a query to the concepts that they stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.query.joining import all_of
from search.query.tree import Phrase, Query, Term
from search.widening.concepts import Alternative, Concept, Why
from search.widening.fillers import FILLERS
from search.widening.names import LONGEST, Names
from search.widening.pieces import Piece, together
from search.widening.spelling import LEAST, Spelling
from search.widening.synonyms import Synonyms

_HALF = 2
"""How many letters each half of a word has at the least that is taken apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that words of a query are compared with, for one generation of an index."""

    names: Names
    synonyms: Synonyms
    spelling: Spelling

    def concepts(self, pieces: Sequence[Piece]) -> tuple[Concept, ...]:
        """What a query asks for, the longest name or synonym first at each place, without filler words.

        Filler words stay where there is nothing else.
        """
        found: list[Concept] = []
        at = 0
        while at < len(pieces):
            length, concept = self._longest(pieces[at : at + LONGEST])
            found.append(concept)
            at += length
        telling = [each for each in found if each.typed.casefold() not in FILLERS]
        return tuple(telling or found)

    def _longest(self, run: Sequence[Piece]) -> tuple[int, Concept]:
        if run[0].quoted:
            return 1, self._phrase(run[0])
        plain = next((at for at, each in enumerate(run) if each.quoted), len(run))
        for length in range(plain, 1, -1):
            if alternatives := tuple(self._together(run[:length])):
                typed = " ".join(each.typed for each in run[:length])
                own = _own(together(run[:length]))
                return length, Concept(typed, (Alternative(own, Why.TYPED, typed), *alternatives))
        return 1, self._word(run[0])

    def _together(self, run: Sequence[Piece]) -> Iterator[Alternative]:
        """What several words together are called otherwise."""
        typed = together(run)
        yield from self.names.named([each.typed for each in run])
        yield from self.synonyms.of(typed)
        if len(typed) == 2 and not FILLERS & {*typed} and self.frequencies.get("".join(typed), 0) >= LEAST:
            yield Alternative(Term("".join(typed)), Why.JOINED, "".join(typed))

    def _word(self, piece: Piece) -> Concept:
        (word,) = piece.words
        own = Alternative(Term(word), Why.TYPED, piece.typed)
        if word in FILLERS and not piece.typed.isupper():
            return Concept(piece.typed, (own,))
        named = self.names.named([piece.typed])
        surname = self.names.surname(word, self.frequencies.get(word, 0))
        others = (*named, *surname, *self.synonyms.of((word,)), *self._apart(word))
        if not others:
            others = tuple(self._respelt(word))
        return Concept(piece.typed, (own, *others))

    def _phrase(self, piece: Piece) -> Concept:
        own = Alternative(Phrase(piece.words), Why.TYPED, piece.typed)
        loose = Alternative(_own(piece.words), Why.RELATED, " ".join(piece.words))
        return Concept(piece.typed, (own, *self.synonyms.of(piece.words), loose))

    def _respelt(self, word: str) -> Iterator[Alternative]:
        for near in self.spelling.near(word)[:1]:
            yield Alternative(Term(near), Why.SPELLING, near)
            yield from self.synonyms.of((near,))

    def _apart(self, word: str) -> Iterator[Alternative]:
        """The two words that this one is made of, where it is rarer than either."""
        frequency = self.frequencies.get(word, 0)
        for at in range(_HALF, len(word) - _HALF + 1):
            halves = word[:at], word[at:]
            if min(self.frequencies.get(half, 0) for half in halves) > max(LEAST, 4 * frequency):
                yield Alternative(Phrase(halves), Why.JOINED, " ".join(halves))

    @property
    def frequencies(self) -> Mapping[str, int]:
        return self.spelling.frequencies


def _own(words: tuple[str, ...]) -> Query:
    query = all_of(Term(word) for word in words)
    if query is None:
        raise ValueError("a concept has a word")
    return query
