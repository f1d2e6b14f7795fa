from indexer.codec.arrays import Array

def inverted(
    words: Array, in_speech: Array, speeches: Array, ranks: Array, terms: int, gap: int
) -> tuple[Array, Array, Array, Array]: ...
