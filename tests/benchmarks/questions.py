"""Which questions are asked: chosen from the corpus by how many exchanges hold their words.

A word of which there are as many in ten thousand exchanges as in a million makes another question: so the
classes are shares of the corpus, and the words are those that come nearest to them.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from math import log
from zlib import crc32

from tests.benchmarks.counting import Counts
from tests.benchmarks.peers.serving import Question

EACH = 5
"""How many questions of each class."""

RARE = 0.0003
RARE_AT_LEAST = 5
COMMON = 0.29
HALF_COMMON = 0.10
ALTERNATIVES = (0.12, 0.08, 0.05)
PHRASE = 0.01
PREFIX = 0.03
PREFIX_LENGTH = 4
PREFIX_WORDS = range(8, 65)
"""How many words begin so."""


def choose(counts: Counts) -> dict[str, list[Question]]:
    """The questions by class, in the order in which a table shows them."""
    whole = counts.exchanges
    words = {word: count for word, count in counts.words.items() if _plain(word)}
    rare = _nearest(words, max(RARE_AT_LEAST, RARE * whole), lambda word: words[word] >= RARE_AT_LEAST)
    common = _nearest(words, COMMON * whole)
    half = _nearest(words, HALF_COMMON * whole)
    thirds = [_nearest(words, share * whole) for share in ALTERNATIVES]
    phrases = _nearest(counts.pairs, PHRASE * counts.sampled, _plain_pair)
    return {
        "rare term": [Question("term", (word,)) for word in rare],
        "common term": [Question("term", (word,)) for word in common],
        "two terms, AND": [Question("and", pair) for pair in zip(common, half, strict=True)],
        "three terms, OR": [Question("or", triple) for triple in zip(*thirds, strict=True)],
        "phrase": [Question("phrase", tuple(pair.split())) for pair in phrases],
        "prefix": [Question("prefix", (start,)) for start in _prefixes(words, PREFIX * whole)],
        "term + party + dates": list(_narrowed(half, counts)),
        "everything": [Question("everything")] * EACH,
    }


def _plain(word: str) -> bool:
    """Whether a word is cut and folded alike by every peer."""
    return len(word) >= PREFIX_LENGTH and word.isascii() and word.isalpha()


def _plain_pair(pair: str) -> bool:
    return all(map(_plain, pair.split()))


def _nearest(
    counts: Mapping[str, float], wanted: float, fits: Callable[[str], bool] = lambda text: True
) -> list[str]:
    """The texts whose counts are nearest to the one wanted, in proportion."""
    # Of equally frequent ones not the first of the alphabet, which stand side by side in an index.
    near = sorted(counts, key=lambda text: (abs(log(counts[text] / wanted)), crc32(text.encode())))
    return list(islice(filter(fits, near), EACH))


def _prefixes(words: Mapping[str, int], wanted: float) -> list[str]:
    """Beginnings of words; how many exchanges hold one is guessed from above, by the sum over its words."""
    sums: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for word, count in words.items():
        start = word[:PREFIX_LENGTH]
        sums[start] = sums.get(start, 0) + count
        sizes[start] = sizes.get(start, 0) + 1
    return _nearest(sums, wanted, lambda start: sizes[start] in PREFIX_WORDS)


def _narrowed(words: Iterable[str], counts: Counts) -> Iterable[Question]:
    """Each word with one of the largest parties and the middle third of the record."""
    parties = [party for party, _ in counts.parties.most_common(3)]
    days = sorted(counts.days)
    since, until = days[len(days) // 3], days[len(days) * 2 // 3]
    for number, word in enumerate(words):
        yield Question("term", (word,), parties[number % len(parties)], since, until)
