from indexer.codec.arrays import Array
from search.array_engine.arrays import Ids
from search.array_engine.compiled.field import Field

def codes(field: Field, start: int, end: int, ids: Ids) -> Array: ...
