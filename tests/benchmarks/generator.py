"""Any number of exchanges that are like those of a real record, the same ones for the same seed.

Each takes the outline of a real exchange: title, department, how many speeches of how many sentences. Half
of its sentences are others of the same department and role, so that subjects, phrases and the bodies that
are cited stay as they are in the record; figures are drawn anew, and rare words are replaced by made-up
ones whose ranks follow Zipf's law, so that the vocabulary goes on growing as it does in a real record
(Heaps' law). Days go from the first to the last of the record, speakers are those of its collections.

An exchange depends on the seed, the count and its own number only: any part can be made by itself, in any
process, without those before it. Nothing here was ever asked, and every exchange says so by its flag.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from corpus.exchange import Exchange, Flag, Role, Speech
from tests.benchmarks.record import Outline, Paragraph, Passage, Record, Speaker, is_sentence

A_DAY = 40
"""At least so many exchanges are answered on a day, as long as the record has a day for them."""

KEPT = 0.5
"""The share of sentences and of rare words that stay as they are in the record."""

ZIPF = 0.15
"""Ranks of made-up words exceed r with probability r ** -0.15: n of them are about n ** 0.87 different."""


@dataclass(frozen=True)
class Generator:
    """So many exchanges, in the order of their days."""

    record: Record
    count: int
    seed: int = 0

    def __iter__(self) -> Iterator[Exchange]:
        return map(self.exchange, range(self.count))

    def exchange(self, number: int) -> Exchange:
        """The exchange of this number, from 0."""
        if not 0 <= number < self.count:
            raise IndexError(f"exchange {number} of {self.count}")
        draw = Random(f"{self.seed}/{self.count}/{number}")
        outline = draw.choice(self.record.outlines)
        day = self._days[number * len(self._days) // self.count]
        place = f"{_FIRST_NUMBER + number}"
        return Exchange(
            id=f"{outline.collection}/{day.isoformat()}.{place}.q0",
            collection=outline.collection,
            title=self._words(outline.title, draw),
            date=day,
            speeches=tuple(self._speeches(outline, place, draw)),
            department=outline.department,
            reference=place,
            flags=(Flag.FICTIONAL,),
        )

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """Working days, spread evenly where not all of them are needed."""
        length = (self.record.last_day - self.record.first_day).days + 1
        days = [self.record.first_day + timedelta(number) for number in range(length)]
        working = [day for day in days if day.weekday() < _SATURDAY] or days
        wanted = min(len(working), max(1, self.count // A_DAY))
        return tuple(working[number * len(working) // wanted] for number in range(wanted))

    def _speeches(self, outline: Outline, place: str, draw: Random) -> Iterator[Speech]:
        asker = draw.choice(self.record.askers[outline.collection])
        numbers = {Role.QUESTION: 0, Role.ANSWER: 0}
        for role, paragraphs in outline.speeches:
            question = role is Role.QUESTION
            speaker = asker if question else self._answerer(outline, draw)
            text = "\n\n".join(self._paragraph(each, outline, role, draw) for each in paragraphs)
            yield Speech(
                role, text, speaker.name, speaker.person, speaker.party, speaker.office,
                anchor=f"g{place}.{'q' if question else 'r'}{numbers[role]}",
                reference=place if question and not numbers[role] else None,
            )  # fmt: skip
            numbers[role] += 1

    def _answerer(self, outline: Outline, draw: Random) -> Speaker:
        return draw.choice(self.record.answerers[outline.collection, outline.department])

    def _paragraph(self, paragraph: Paragraph, outline: Outline, role: Role, draw: Random) -> str:
        others = self.record.sentences.get((outline.department, role), ())
        chosen = (
            draw.choice(others) if others and draw.random() >= KEPT and is_sentence(passage) else passage
            for passage in paragraph
        )
        return " ".join(self._words(passage, draw) for passage in chosen)

    def _words(self, passage: Passage, draw: Random) -> str:
        if len(passage) == 1:
            return passage[0]
        pieces = list(passage)
        for at in range(1, len(pieces), 2):
            if draw.random() >= KEPT:
                pieces[at] = self._another(pieces[at], draw)
        return "".join(pieces)

    def _another(self, piece: str, draw: Random) -> str:
        """A number of as many digits, or a made-up word."""
        heads, tails = self.record.heads, self.record.tails
        if piece.isdigit():
            return str(draw.randrange(10 ** (len(piece) - 1), 10 ** len(piece)))
        if not heads:
            return piece
        rank = int(draw.paretovariate(ZIPF))
        made = heads[rank % len(heads)] + tails[(rank // len(heads) + _STEP * rank) % len(tails)]
        return made.capitalize() if piece[0].isupper() else made


_FIRST_NUMBER = 100_000
_SATURDAY = 5
_STEP = 7
"""Neighbouring ranks get other tails as well as other heads."""
