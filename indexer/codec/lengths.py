"""How many words a text has, in one byte as Whoosh keeps it: exact up to 10, then coarser."""

import numpy as np

from indexer.codec.arrays import Array

LENGTHS = np.round((1.033 ** np.arange(256) - 1) * 27)
"""The length that each of Whoosh's bytes stands for."""


def length_bytes(lengths: Array) -> Array:
    """The bytes of these lengths; uint8."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)
