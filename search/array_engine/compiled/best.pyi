from search.array_engine.arrays import Ids, Scores
from search.array_engine.compiled import Listed

def best(lists: tuple[Listed, ...], among: Ids | None, wanted: int) -> tuple[Ids, Scores]: ...
