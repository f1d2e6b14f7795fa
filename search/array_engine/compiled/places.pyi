import numpy as np
from numpy.typing import NDArray

from search.array_engine.arrays import Ids
from search.array_engine.compiled import Standing

def places(words: tuple[Standing, ...], ids: Ids) -> NDArray[np.int64]: ...
