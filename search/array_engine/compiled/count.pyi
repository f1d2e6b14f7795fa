from collections.abc import Sequence

from search.array_engine.arrays import Ids, Numbers
from search.array_engine.compiled import Valued

class Values:
    def __init__(self, fields: Sequence[Valued]) -> None: ...
    def counts(self, ids: Ids) -> Numbers: ...
