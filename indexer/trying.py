"""An index is asked a question before anybody else asks one: how many it holds, and one of them by its id."""

import random

from corpus.errors import IndexFolderError
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from indexer.documents import restore
from indexer.generations import Generation


def try_out(generation: Generation) -> None:
    """Raise `IndexFolderError` where a generation does not answer as its manifest says.

    What is asked for is in the segment that came last: those before it were tried when they came.
    """
    expected = generation.manifest.counts.exchanges
    segments = ArrayIndex.open(generation.path).segments
    found = sum(segment.doc_count - len(segment.deleted) for segment in segments)
    if found != expected:
        raise IndexFolderError(f"{generation.path}: holds {found} exchanges instead of {expected}")
    if segments:
        _find_one(generation, segments[-1])


def _find_one(generation: Generation, segment: Segment) -> None:
    number = _any_living(segment)
    wanted = restore(segment.stored(number)).cited.exchange.id
    ids = segment.field("id")
    term = ids.terms.find(wanted.encode()) if ids else None
    if ids is None or term is None or number not in ids.postings(term).ids:
        raise IndexFolderError(f"{generation.path}: {wanted} is in it, but is not found")


def _any_living(segment: Segment) -> int:
    """The number of a document that is not deleted; no segment is kept without one."""
    deleted = set(segment.deleted.tolist())
    number = random.randrange(segment.doc_count)  # noqa: S311 (any one will do)
    while number in deleted:
        number = (number + 1) % segment.doc_count
    return number
