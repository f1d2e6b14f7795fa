from search.array_engine.arrays import Ids
from search.array_engine.compiled import Located

def documents(parts: tuple[tuple[Located, ...], ...]) -> Ids: ...
