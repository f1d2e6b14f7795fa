"""Documents inverted: what one segment is written from, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.codec.arrays import Array
from indexer.codec.rows import PackedRows


@dataclass(frozen=True, slots=True)
class Inverted:
    """One field's terms with their postings."""

    terms: Sequence[bytes]
    """Sorted, each with at least one posting."""
    starts: Array
    """int64, one more than there are terms: where each term's postings begin."""
    ids: Array
    """uint32."""
    frequencies: Array | None = None
    """uint32; None in fields where every one is 1."""
    positions: Array | None = None
    """uint32: of every posting in turn, as many as its frequency."""


@dataclass(frozen=True, slots=True)
class Column:
    """A keyword field's values by document."""

    spellings: Sequence[bytes]
    """Distinct, sorted by the term that each is folded to, then by itself."""
    terms: Sequence[bytes]
    """What each spelling is folded to."""
    spelled: Array
    """uint32: the spellings of each document, as numbers, one document after another."""
    counts: Array
    """How many values each document has."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that were inverted together."""

    doc_count: int
    rows: PackedRows
    fields: Mapping[str, Inverted] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    numbers: Mapping[str, Array] = field(default_factory=dict)
    """int32 a document."""
    lengths: Mapping[str, Array] = field(default_factory=dict)
    """How many words each document has in each text field."""
