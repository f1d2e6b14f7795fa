from indexer.codec.arrays import Array
from search.array_engine.arrays import Ids
from search.array_engine.compiled.field import Lying

def codes(lists: tuple[Lying, ...], ids: Ids) -> Array: ...
