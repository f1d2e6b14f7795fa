"""Values are counted and put in order as plain Python would, with compiled loops and without."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from search.array_engine.columns import Column
from search.array_engine.compiled import Loops
from search.array_engine.facets import Facets
from search.array_engine.ordinals import Laid

seeds = st.integers(0, 2**32)


def drawn(random: Random, size: int, documents: int) -> list[list[int]]:
    """The values of documents: mostly none or one, sometimes many, none twice."""
    counts = random.choices((0, 1, 2, 3, 9), (4, 9, 2, 1, 1), k=documents)
    return [random.sample(range(size), min(count, size)) for count in counts]


def column(size: int, values: Sequence[Sequence[int]], loops: Loops | None) -> Column:
    numbers = np.array([value for own in values for value in own], np.min_scalar_type(size))
    sizes = None if all(len(own) == 1 for own in values) else np.array(list(map(len, values)), np.uint8)
    texts = tuple(f"value {number}" for number in range(size))
    labels = tuple(f"label {number % 7}" for number in range(size))
    places = np.empty(size, np.int64)
    places[sorted(range(size), key=lambda number: (labels[number], texts[number]))] = np.arange(size)
    return Column(texts, labels, places, Laid(size, numbers, sizes), loops=loops)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from((1, 2, 5, 300)), min_size=1),
    st.sampled_from((0, 1, 30, 1_500)),
    st.sampled_from((0.0, 0.01, 0.3, 1.0)),
    st.one_of(st.none(), st.integers(0, 30)),
    st.booleans(),
    seeds,
)
@example({"a": 70_000, "b": 1}, 1_500, 0.3, 20, False, 0)
@example({"a": 70_000, "b": 1}, 1_500, 0.3, 20, True, 0)
def test_the_most_frequent_values(
    loops: Loops | None,
    sizes: dict[str, int],
    documents: int,
    share: float,
    wanted: int | None,
    once: bool,
    seed: int,
) -> None:
    random = Random(seed)
    values = {name: drawn(random, size, documents) for name, size in sizes.items()}
    columns = {name: column(size, values[name], loops) for name, size in sizes.items()}
    facets = Facets(columns, np.arange(documents), documents, loops, once)
    chosen = [number for number in range(documents) if random.random() < share]
    most = facets.most_frequent(facets.counts(np.array(chosen, np.int64)), wanted)
    assert list(most) == list(sizes)
    for name, own in columns.items():
        counts = Counter(value for number in chosen for value in values[name][number])
        ordered = sorted(counts, key=lambda value: (-counts[value], own.labels[value], own.texts[value]))
        expected = [(own.texts[value], own.labels[value], counts[value]) for value in ordered[:wanted]]
        assert most[name] == expected
