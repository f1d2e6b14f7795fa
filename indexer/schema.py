"""How values lie in the index: what stands between them, how a keyword is folded, which version this is.

A change of what is indexed, or of how it lies on the disk (`indexer.codec`), needs a new
`SCHEMA_VERSION`, and an index of another version says "rebuild".
"""

from collections.abc import Sequence

from corpus.folding import fold, fold_all

SCHEMA_VERSION = 11

VALUE_BREAK = "\x1f"
"""Stands between the values of a keyword field."""

SORTABLE = 1 << 31
"""What Whoosh adds to a signed number of 32 bits, to sort it as an unsigned one."""

SPEECH_GAP = 1_000
"""How many positions lie between two speeches."""


def exact_name(field: str) -> str:
    """The twin of a text field that holds its words unstemmed, for phrases and prefixes."""
    return f"{field}_exact"


def keyword_term(value: str) -> str:
    """A keyword as it is indexed and looked for."""
    return fold(value) or value.casefold()


def keyword_terms(values: Sequence[str]) -> list[str]:
    """`keyword_term` of each of many, at once."""
    return [folded or value.casefold() for folded, value in zip(fold_all(values), values, strict=True)]
