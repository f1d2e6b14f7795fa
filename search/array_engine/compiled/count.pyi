from collections.abc import Sequence

from search.array_engine.arrays import Ids, Numbers
from search.array_engine.compiled import Valued
from search.result import FacetValue

class Values:
    def __init__(self, fields: Sequence[Valued]) -> None: ...
    def counts(self, ids: Ids) -> Numbers: ...

def laid(numbers: Numbers, sizes: Numbers, ids: Ids, size: int) -> Numbers: ...
def most_frequent(
    counts: Numbers, places: Numbers, starts: Numbers, size: int, texts: list[str], labels: list[str]
) -> list[list[FacetValue]]: ...
