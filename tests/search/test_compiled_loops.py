"""The compiled loops give what plain sums and plain searching give, over blocks and runs of documents."""

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import add
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec.arrays import Array
from search.array_engine.compiled import LOOPS, Listed, Located, Loops
from search.array_engine.ordinals import _split

Laid = tuple[Any, list[int]]
SPAN = 200_000
"""So many documents have more than 16 bits, and are more than are scored at a time."""
TABLE = np.linspace(0.01, 4, 1 << 16)


@pytest.fixture(scope="module")
def compiled() -> Loops:
    if LOOPS is None:
        pytest.skip("the compiled loops could not be built here: is there a C compiler?")
    return LOOPS


@dataclass(frozen=True)
class Posted:
    """Documents with codes."""

    ids: np.ndarray
    codes: np.ndarray
    weight: float

    @property
    def scores(self) -> np.ndarray:
        return TABLE.take(self.codes) * self.weight


def drawn(seed: int, count: int, weight: float) -> Posted:
    """Some documents, here far apart and there close together, with codes of which few differ."""
    draw = np.random.default_rng(seed)
    near = int(draw.integers(1, SPAN))
    spread = [draw.integers(0, SPAN, count // 2), draw.integers(0, near, count - count // 2)]
    ids = np.unique(np.concatenate(spread))
    return Posted(ids, draw.choice(draw.integers(1, 1 << 16, 40), len(ids)).astype(np.uint16), weight)


def as_field(loops: Loops, lists: list[Posted], positions: np.ndarray | None = None) -> Laid:
    """All of them as one field, one after the other, and where each begins."""
    ids = np.concatenate([each.ids for each in lists])
    highs = ids >> 16
    turns = np.flatnonzero(np.append(True, highs[1:] != highs[:-1])) if highs.any() else np.empty(0, np.int64)
    codes = np.concatenate([each.codes for each in lists])
    field = loops.field(
        ids.astype(np.uint16), highs[turns].astype(np.uint16), turns.astype(np.uint32), codes, positions
    )
    return field, ends([each.ids for each in lists])


def ends(arrays: list[np.ndarray]) -> list[int]:
    """Where each begins when they stand one after the other, and the end."""
    return [0, *np.cumsum([len(each) for each in arrays]).tolist()]


lists = st.lists(
    st.builds(
        drawn, st.integers(0), st.sampled_from([2, 40, 3_000, 60_000]), st.sampled_from([0.3, 1.0, 6.0])
    ),
    min_size=1,
    max_size=4,
)
restricted = st.one_of(st.none(), st.tuples(st.integers(0), st.sampled_from([3, 500, 100_000])))


@given(lists, restricted, st.sampled_from([1, 10, 300, SPAN]), st.booleans())
def test_the_best_are_those_of_all_sums(
    compiled: Loops, words: list[Posted], among: tuple[int, int] | None, wanted: int, by_code: bool
) -> None:
    """The same to the last bit, whether scores come by code or with the documents."""
    words = sorted(words, key=lambda each: -each.weight)
    allowed = None if among is None else drawn(*among, 1.0).ids
    field, starts = as_field(compiled, words)
    listed: list[Listed] = []
    for place, each in enumerate(words):
        bound = float(each.scores.max())
        if by_code:
            lying = compiled.lying(field, starts[place], starts[place + 1])
            listed.append((lying, TABLE, each.weight, bound))
        else:
            listed.append((each.ids, each.scores, 1.0, bound))
    found, scores = compiled.best(tuple(listed), allowed, wanted)
    sums = np.zeros(SPAN)
    for each in words:
        sums[each.ids] += each.scores
    if allowed is not None:
        kept = np.zeros(SPAN, bool)
        kept[allowed] = True
        sums[~kept] = 0
    least = np.sort(sums)[-wanted]
    expected = np.flatnonzero((sums >= least) & (sums > 0))
    order = np.argsort(found)
    assert found[order].tolist() == expected.tolist()
    assert scores[order].tolist() == sums[expected].tolist()


@given(st.lists(lists, min_size=1, max_size=3), st.booleans())
def test_documents_are_those_that_have_something_of_every_part(
    compiled: Loops, parts: list[list[Posted]], by_field: bool
) -> None:
    located: list[tuple[Located, ...]] = []
    for part in parts:
        field, starts = as_field(compiled, part)
        places = [compiled.lying(field, *place) for place in pairwise(starts)]
        located.append(tuple(places if by_field else [each.ids for each in part]))
    expected = set.intersection(*({id for each in part for id in each.ids.tolist()} for part in parts))
    assert compiled.documents(tuple(located)).tolist() == sorted(expected)


@given(lists, st.integers(0), st.sampled_from([0, 1, 80, 5_000]), st.booleans())
def test_codes_are_those_of_the_postings_and_none_is_0(
    compiled: Loops, words: list[Posted], seed: int, count: int, ascending: bool
) -> None:
    field, starts = as_field(compiled, words)
    asked = np.random.default_rng(seed).integers(0, SPAN, count)
    asked = np.unique(asked) if ascending else asked
    found = compiled.codes(tuple(compiled.lying(field, *places) for places in pairwise(starts)), asked)
    for each, codes in zip(words, found, strict=True):
        expected = np.zeros(SPAN, np.uint16)
        expected[each.ids] = each.codes
        assert codes.tolist() == expected[asked].tolist()
    assert not compiled.codes((compiled.lying(field, starts[0], starts[0]),), asked).any()
    assert compiled.codes((), asked).shape == (0, len(asked))


def test_where_all_score_alike_one_score_is_enough(compiled: Loops) -> None:
    ids = np.arange(0, SPAN, 7)
    found, scores = compiled.best(((ids, np.array([2.5]), 1.0, 2.5),), None, 10)
    assert sorted(found.tolist()) == ids.tolist()
    assert set(scores.tolist()) == {2.5}


def test_no_lists_have_no_best(compiled: Loops) -> None:
    found, scores = compiled.best((), None, 10)
    assert (len(found), len(scores)) == (0, 0)


@given(
    st.integers(0),
    st.integers(1, 4),
    st.sampled_from([np.uint16, np.uint32]),
    st.sampled_from([None, 5, 4_000]),
)
def test_a_phrase_is_found_where_its_words_stand_in_this_order(
    compiled: Loops, seed: int, length: int, kind: type, allowed: int | None
) -> None:
    """Held against the texts, read one by one."""
    draw = Random(seed)
    documents = sorted(draw.sample(range(SPAN), 400))
    texts = {each: [draw.randrange(4) for _ in range(draw.randrange(12))] for each in documents}
    words = [draw.randrange(4) for _ in range(length)]
    among = None if allowed is None else sorted({*draw.sample(range(SPAN), allowed), *documents[::3]})
    postings = [posted(texts, word) for word in range(4)]
    positions: Array = np.concatenate([where for _, where in postings]).astype(kind)
    field, starts = as_field(compiled, [each for each, _ in postings], positions)
    firsts = ends([where for _, where in postings])
    lying = [compiled.lying(field, *places) for places in pairwise(starts)]
    placed = tuple((lying[word], TABLE, 1.0, firsts[word]) for word in words)
    found, scores = compiled.phrase(placed, None if among is None else np.array(among))
    expected = [
        each
        for each in documents
        if (among is None or each in among)
        and any(texts[each][at : at + length] == words for at in range(12))
    ]
    assert found.tolist() == expected
    # Not `sum`, which rounds once at the end where Python is new enough.
    assert scores.tolist() == [
        reduce(add, [float(TABLE[texts[each].count(word) << 8]) for word in words]) for each in expected
    ]


@given(
    st.integers(0),
    st.sets(st.integers(0, 3), max_size=4),
    st.sampled_from([np.uint16, np.uint32]),
    st.sampled_from([12, 200]),
)
def test_places_are_where_any_of_the_words_stands(
    compiled: Loops, seed: int, words: set[int], kind: type, longest: int
) -> None:
    """Held against the texts; of a long one there are more places than are put in order one by one."""
    draw = Random(seed)
    documents = sorted(draw.sample(range(SPAN), 60))
    texts = {each: [draw.randrange(5) for _ in range(draw.randrange(longest))] for each in documents}
    postings = [posted(texts, word) for word in range(4)]
    positions: Array = np.concatenate([where for _, where in postings]).astype(kind)
    field, starts = as_field(compiled, [each for each, _ in postings], positions)
    lying = [compiled.lying(field, *places) for places in pairwise(starts)]
    firsts = list(pairwise(ends([where for _, where in postings])))
    asked = sorted({*draw.sample(range(SPAN), 40), *documents[::2]})
    found = compiled.places(tuple((lying[word], *firsts[word]) for word in words), np.array(asked))
    assert found.tolist() == [
        place << 32 | at
        for place, each in enumerate(asked)
        for at, word in enumerate(texts.get(each, ()))
        if word in words
    ]


def posted(texts: dict[int, list[int]], word: int) -> tuple[Posted, np.ndarray]:
    """A word's postings, and where it stands in them."""
    where = {each: [at for at, other in enumerate(text) if other == word] for each, text in texts.items()}
    ids = [each for each, places in where.items() if places]
    codes = np.array([len(where[each]) << 8 for each in ids], np.uint16)
    return Posted(np.array(ids, np.int64), codes, 1.0), np.array([at for each in ids for at in where[each]])


@given(
    st.lists(st.lists(st.integers(0, 200), max_size=5)),
    st.sampled_from([np.uint8, np.uint16, np.uint32]),
    st.sampled_from([np.uint8, np.uint16, np.uint32]),
)
def test_first_values_are_put_apart_from_further_ones(
    loops: Loops | None, values: list[list[int]], kind: type, counted: type
) -> None:
    numbers: Array = np.array([value for own in values for value in own], kind)
    counts: Array = np.array([len(own) for own in values], counted)
    first, further, starts = (loops.split if loops else _split)(numbers, counts, 201)
    assert [each.dtype for each in (first, further, starts)] == [kind, kind, np.uint32]
    assert first.tolist() == [own[0] if own else 201 for own in values]
    assert further.tolist() == [value for own in values for value in own[1:]]
    assert starts.tolist() == (ends([np.array(own[1:]) for own in values]) if len(further) else [])


def test_counts_of_other_values_are_refused(compiled: Loops) -> None:
    with pytest.raises(ValueError, match="other counts"):
        compiled.split(np.zeros(3, np.uint8), np.array([1, 1], np.uint8), 1)


@pytest.mark.parametrize(
    ("values", "ids"),
    [([0, 1, 5], [0, 1]), ([0, 1], [0, 1]), ([0, 1, 1], [1, 0]), ([0, 1, 1], [0, 2]), ([0, 1, 1], [-1, 1])],
)
def test_what_cannot_be_counted_as_it_lies_is_refused(
    compiled: Loops, values: list[int], ids: list[int]
) -> None:
    """A value that is none, too few values, documents in no order and documents that are not there."""
    with pytest.raises(ValueError, match="documents"):
        compiled.laid(np.array(values, np.uint16), np.array([1, 2], np.uint8), np.array(ids), 2)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 200), max_size=5), st.booleans()), max_size=600),
    st.sampled_from([np.uint8, np.uint16, np.uint32]),
    st.sampled_from([np.uint8, np.uint16, np.uint32]),
)
def test_values_are_counted_as_they_lie(
    compiled: Loops, documents: list[tuple[list[int], bool]], kind: type, counted: type
) -> None:
    numbers: Array = np.array([value for own, _ in documents for value in own], kind)
    sizes: Array = np.array([len(own) for own, _ in documents], counted)
    ids = np.array([number for number, (_, is_asked) in enumerate(documents) if is_asked], np.int64)
    found = compiled.laid(numbers, sizes, ids, 201)
    asked = [value for own, is_asked in documents if is_asked for value in own]
    assert found.tolist() == np.bincount(np.array(asked, np.int64), minlength=201).tolist()
