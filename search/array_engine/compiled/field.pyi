from indexer.codec.arrays import Array

class Field:
    def __init__(
        self, lows: Array, highs: Array, turns: Array, codes: Array | None, positions: Array | None
    ) -> None: ...

class Lying:
    def __init__(self, field: Field, start: int, end: int) -> None: ...
