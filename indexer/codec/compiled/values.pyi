from collections.abc import Collection

from indexer.codec.arrays import Array

class Values:
    known: dict[str, int]
    def add(self, documents: tuple[Collection[str], ...]) -> None: ...
    def taken(self) -> tuple[Array, Array]: ...
