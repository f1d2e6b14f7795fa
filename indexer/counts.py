"""How much there is, of whatever is counted."""

from msgspec import Struct


class Counts(Struct, frozen=True):
    """How much of the record."""

    exchanges: int = 0
    questions: int = 0
    answers: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.exchanges + other.exchanges, self.questions + other.questions, self.answers + other.answers
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.exchanges - other.exchanges, self.questions - other.questions, self.answers - other.answers
        )
