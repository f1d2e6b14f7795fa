"""From the words of a query to the concepts that they stand for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from msgspec import Struct

from indexer.analysis import fold_word, stem
from search.fillers import FILLERS, JOINING
from search.query.joining import all_of
from search.query.tree import And, Near, Phrase, Query, Term
from search.widening.asking import asked_to_be_told, put_to
from search.widening.concepts import STRENGTH, Alternative, Concept, Why, any_in_any_way
from search.widening.names import LONGEST, Names
from search.widening.pieces import Piece, together
from search.widening.respelling import Respelling
from search.widening.synonyms import OtherWords, Synonyms

CONCEPTS = 8
"""How many things of a query are looked for otherwise at the most; the rest of a longer one is left out."""

ALTERNATIVES = 7
"""In how many ways one of them is looked for at the most, the surest first."""

_WAYS, _LEAST = 28, 3
"""In how many ways all of them together, but for so many each: a long query says more by itself."""

_HALF = 2
"""How many letters each half of a word has at the least that is taken apart."""

_COMMONEST = 0.15
"""Words are looked for side by side where the rarest stands in this share of all exchanges at the most.

Where commoner ones stand together takes longest to work out, and says least.
"""

_COMMON = 200, 0.3
"""What stands in more exchanges than so many, and than this share of all, finds none beside what is rarer.

So what the government does about shoplifting finds nothing that only says "government".
"""


class Read(Struct, frozen=True, gc=False):
    """A query as it was read."""

    concepts: tuple[Concept, ...]
    left_out: tuple[str, ...]
    """Its filler words."""
    beyond: tuple[str, ...]
    """What is too much of a long query."""
    stems: frozenset[str]
    """Of the words as they were typed."""
    told: tuple[Term, ...]
    """What it asks to be told, by the words that were left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that words of a query are compared with, for one generation of an index."""

    names: Names
    synonyms: Synonyms
    respelling: Respelling
    count: Callable[[Query], int]
    """In how many exchanges something is found."""
    total: int
    """How many exchanges there are."""

    def read(self, pieces: Sequence[Piece]) -> Read:
        """What a query asks for: a concept for each name, word and phrase, without filler words.

        What several words are called otherwise, together or apart, is an alternative of each of them, so
        that who asks for lorry drivers finds hauliers, but also lorries. Filler words stay where there is
        nothing else, and in what is called something otherwise.
        """
        runs = list(self._runs(pieces))
        begun = put_to([each.words[0] for each in pieces])
        several = list(self._together(pieces))
        called = frozenset[int]().union(*(each.places for each in several))
        telling = [run for run in runs if run.start >= begun and _tells(pieces[run], run.start in called)]
        kept = (telling or runs)[:CONCEPTS]
        left_out = tuple(_typed(pieces[run]) for run in runs if telling and run not in telling)
        beyond = tuple(_typed(pieces[run]) for run in (telling or runs)[CONCEPTS:])
        stems = frozenset(map(stem, together(pieces)))
        ways = min(ALTERNATIVES, max(_LEAST, _WAYS // max(len(kept), 1)))
        apart = list(self._apart_in(pieces, several))
        concepts = (self._concept(pieces, run, _at(run, several), _at(run, apart), ways) for run in kept)
        told = asked_to_be_told(map(fold_word, left_out))
        return Read(tuple(concepts), left_out, beyond, stems, told)

    def counts(self, read: Read) -> list[list[int]]:
        """In how many exchanges each concept of a query is found, in each of its ways."""
        return [[self.count(way.query) for way in each.alternatives] for each in read.concepts]

    def common(self, read: Read, counts: Sequence[Sequence[int]]) -> tuple[Concept, ...]:
        """What most exchanges hold, beside what is rarer."""
        few, share = _COMMON
        most = max(few, share * self.total)
        counted = zip(read.concepts, counts, strict=True)
        common = tuple(each for each, own in counted if each.frequency(own) > most)
        return common if len(common) < len(read.concepts) else ()

    def nominating(self, read: Read, common: Collection[Concept]) -> Query:
        """What holds something of a query, in any way, that tells it from most exchanges."""
        return any_in_any_way(each for each in read.concepts if each not in common)

    def _concept(
        self,
        pieces: Sequence[Piece],
        at: slice,
        together: Sequence[Alternative],
        apart: Sequence[Alternative],
        ways: int,
    ) -> Concept:
        run = pieces[at]
        typed, *own = self._of_run(run, None if together or apart else _beside(pieces, at))
        alternatives = _each_once((typed, *together, *own, *apart))
        surest = sorted(alternatives, key=lambda each: -STRENGTH[each.why])
        common = tuple(each.said for each in surest if self._is_common(each.query))
        known = (each for each in surest if not self._is_common(each.query) and self._is_known(each))
        kept = tuple(islice(known, ways))
        return Concept(_typed(run), kept, next(known, None) is not None, common)

    def _is_known(self, alternative: Alternative) -> bool:
        """Whether an alternative is in the record at all: there is nothing to say of the others."""
        return alternative.why is Why.TYPED or self.count(alternative.query) > 0

    def _is_common(self, query: Query) -> bool:
        """Whether even the rarest of words that are to stand side by side is common."""
        rarest = min((self.frequencies.get(word, 0) for word in _together(query)), default=0)
        return rarest > self.total * _COMMONEST

    def _runs(self, pieces: Sequence[Piece]) -> Iterator[slice]:
        """From where to where each name stands, the longest first at each place, and each other piece."""
        at = 0
        while at < len(pieces):
            lengths = range(min(LONGEST, len(pieces) - at), 1, -1)
            length = next((each for each in lengths if self._named(pieces[at : at + each])), 1)
            yield slice(at, at + length)
            at += length

    def _named(self, run: Sequence[Piece]) -> tuple[Alternative, ...]:
        if any(each.quoted for each in run):
            return ()
        return self.names.named([each.typed for each in run])

    def _together(self, pieces: Sequence[Piece]) -> Iterator[OtherWords]:
        """What runs of several words are called otherwise."""
        for first in range(len(pieces)):
            for last in range(first + 2, min(first + LONGEST, len(pieces)) + 1):
                run = pieces[first:last]
                if any(each.quoted for each in run):
                    break
                if others := (*self.synonyms.of(together(run)), *self._joined(run)):
                    yield OtherWords(frozenset(range(first, last)), others)

    def _apart_in(self, pieces: Sequence[Piece], together: Sequence[OtherWords]) -> Iterator[OtherWords]:
        """What words that do not stand side by side are called otherwise; not those that others are of."""
        words = [None if each.quoted else each.words[0] for each in pieces]
        telling = {place for place, each in enumerate(pieces) if not _is_filler([each])}
        for found in self.synonyms.scattered(words, telling):
            if not any(found.places <= others.places for others in together):
                yield found

    def _joined(self, run: Sequence[Piece]) -> Iterator[Alternative]:
        """``green belt`` is also ``greenbelt``."""
        joined = "".join(together(run))
        if len(run) == 2 and not any(_is_filler([each]) for each in run) and joined in self.frequencies:
            yield Alternative(Term(joined), Why.JOINED, joined)

    def _of_run(self, run: Sequence[Piece], beside: Iterable[str] | None) -> Iterator[Alternative]:
        """What a place by itself is called; its spelling is doubted where nothing explains it.

        Given are the words beside it, or nothing where it is explained as part of several.
        """
        if run[0].quoted:
            yield from self._phrase(run[0])
            return
        if own := all_of(Term(word) for word in together(run)):
            yield Alternative(own, Why.TYPED, _typed(run))
        if len(run) > 1:
            yield from self._named(run)
        elif not _is_filler(run):
            (word,) = run[0].words
            others = [*self._meant(run[0].typed, word), *self._apart(word)]
            yield from others or ([] if beside is None else self._respelt(word, beside))

    def _meant(self, typed: str, word: str) -> Iterator[Alternative]:
        yield from self.names.named([typed])
        yield from self.names.surname(word, self.frequencies.get(word, 0))
        yield from self.synonyms.of((word,))

    def _phrase(self, piece: Piece) -> Iterator[Alternative]:
        yield Alternative(Phrase(piece.words), Why.TYPED, piece.typed)
        yield from self.synonyms.of(piece.words)
        if loose := all_of(Term(word) for word in piece.words):
            yield Alternative(loose, Why.RELATED, "its words anywhere")

    def _respelt(self, word: str, beside: Iterable[str]) -> Iterator[Alternative]:
        for meant in self.respelling.meant(word, beside):
            yield Alternative(Term(meant), Why.SPELLING, meant)
            yield from self._meant(meant, meant)

    def _apart(self, word: str) -> Iterator[Alternative]:
        """``takeup`` is also ``take up``, where this is how it is mostly written."""
        frequency = self.count(Term(word))
        for at in range(_HALF, len(word) - _HALF + 1):
            halves = word[:at], word[at:]
            rarer = min(self.frequencies.get(half, 0) for half in halves)
            if frequency < rarer <= self.total * _COMMONEST and self.count(Phrase(halves)) > frequency:
                yield Alternative(Phrase(halves), Why.JOINED, " ".join(halves))

    @property
    def frequencies(self) -> Mapping[str, int]:
        """In how many exchanges each word of the index stands, but for the rarest."""
        return self.respelling.spelling.frequencies


def _together(query: Query) -> Iterator[str]:
    """The words that must stand near each other."""
    match query:
        case Near(left=Term(word=left), right=Term(word=right)):
            yield from (left, right)
        case And(parts=parts):
            yield from chain.from_iterable(map(_together, parts))


def _at(run: slice, several: Iterable[OtherWords]) -> list[Alternative]:
    """What words some of which stand here are called otherwise."""
    here = frozenset(range(run.start, run.stop))
    return [each for others in several if others.places & here for each in others.alternatives]


def _beside(pieces: Sequence[Piece], at: slice) -> list[str]:
    """The words before and after, where they say something."""
    around = (*pieces[max(at.start - 1, 0) : at.start], *pieces[at.stop : at.stop + 1])
    return [each.words[0] for each in around if not each.quoted and not _is_filler([each])]


def _typed(run: Sequence[Piece]) -> str:
    return " ".join(each.typed for each in run)


def _is_filler(run: Sequence[Piece]) -> bool:
    if len(run) > 1 or run[0].quoted:
        return False
    return run[0].words[0] in FILLERS and not (run[0].typed.isupper() and len(run[0].typed) > 1)


def _tells(run: Sequence[Piece], is_called: bool) -> bool:
    """Whether words are to be looked for; fillers are where the table has them: "stop and search"."""
    return not _is_filler(run) or (is_called and run[0].words[0] not in JOINING)


def _each_once(alternatives: Iterable[Alternative]) -> Iterator[Alternative]:
    """The first of those that look for the same."""
    known: set[Query | str] = set()
    for each in alternatives:
        sought = stem(each.query.word) if isinstance(each.query, Term) else each.query
        if sought not in known:
            known.add(sought)
            yield each
