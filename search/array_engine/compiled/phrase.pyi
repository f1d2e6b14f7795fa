from search.array_engine.arrays import Ids, Scores
from search.array_engine.compiled import Placed

def phrase(words: tuple[Placed, ...], among: Ids | None) -> tuple[Ids, Scores]: ...
