"""``questiontime bodies``, with what it can only say of sources."""

from corpus.commands import bodies
from indexer.candidates_command import candidates

__all__ = ["bodies"]

bodies.add_command(candidates)
