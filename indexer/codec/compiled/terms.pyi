from collections.abc import Sequence

from indexer.codec.arrays import Array

def together(found: Sequence[tuple[bytes, Array]]) -> tuple[list[bytes], list[Array]]: ...
