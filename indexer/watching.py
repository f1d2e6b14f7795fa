"""What a rebuild or an update tells while it works."""

from indexer.survey import Problem


class Watcher:
    """Hears of every problem and every step; this one only counts, the command line also shows."""

    def __init__(self) -> None:
        self.unexpected = 0
        """How many problems are more than an exchange that another source has as well."""

    def problem(self, problem: Problem) -> None:
        """Something is left out."""
        self.unexpected += 0 if problem.expected else problem.count

    def note(self, text: str) -> None:
        """A decision that the person should know of."""

    def published(self) -> None:
        """The new generation is current, and on the disk: what is left to do is clearing up."""

    def begin(self, step: str, length: int) -> None:
        """A step begins that will advance so far."""

    def advance(self, count: int) -> None:
        """So much more of the step is done."""

    def end(self) -> None:
        """The step is over."""
