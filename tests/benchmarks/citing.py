"""How long finding citations takes: ours, a plain regular expression, and spaCy's PhraseMatcher, in one run.

    python -m tests.benchmarks.citing [LABELLED.jsonl]

The texts are real exchanges: by default those labelled by hand. Every peer gets the same names of the same
bodies, and peers take turns: in one, a peer reads all texts three times. The first time it finds the
processor's caches full of the others' work, which is shown in brackets; a figure is the median of
microseconds for 250 words.
Ours also decides what each name means; the others only find where one stands. spaCy takes part where it can
be imported (``pip install spacy``; it needs no model).
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import median
from time import process_time

from corpus.body import Body
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from tests.benchmarks.machine import loops

_TEXTS = Path(__file__).parents[1] / "corpus" / "citations" / "labelled.jsonl"
_SIZES = (100, 1_000, 5_000)
_TURNS = 10
_ROUNDS = 3
"""How often a peer reads the texts in its turn."""
_SLOWEST = 0.5
"""Seconds that a round of a peer may take: a slow one reads no more texts than that."""

Text = tuple[str, str, str]
"""Title, question, answer."""
Read = Callable[[Text], object]
Turn = list[float]


def main(path: Path) -> None:
    """Print a table: a row a peer, a column a size of the registry."""
    texts = list(_texts(path))
    registry = Registry.load()
    recogniser = Recogniser(registry)
    cited = {text: _cited(recogniser, text) for text in texts}
    bodies = _most_cited_first(registry, cited.values())
    first = {body.id for body in bodies[: _SIZES[0]]}
    alike = [text for text in texts if cited[text] <= first]
    print(f"compiled loops: {loops()}")
    print(f"{len(texts)} exchanges, {sum(map(_words, texts)) / len(texts):.0f} words each on average")
    print(f"loading the registry of {len(registry.bodies)} bodies: {_best_ms(Registry.load):.0f} ms")
    print(f"making its recogniser: {_best_ms(lambda: Recogniser(registry)):.0f} ms")
    print(f"in {len(alike)} of them registries of every size find the same: alike\n")
    print(f"{'bodies':>8}  {'names':>7}  microseconds for 250 words")
    for size in _SIZES:
        some = Registry(bodies[:size])
        peers = dict(_peers(some))
        times = _timed(peers, texts)
        times["ours, alike"] = _timed({"ours": peers["ours"]}, alike)["ours"]
        figures = "  ".join(f"{name} {_figures(turns)}" for name, turns in times.items())
        print(f"{len(some.bodies):>8}  {len(_names(some)):>7}  {figures}")


def _texts(path: Path) -> Iterator[Text]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            plain = json.loads(line)
            yield plain["title"], plain["question"], plain["answer"]


def _words(text: Text) -> int:
    return sum(len(part.split()) for part in text)


def _cited(recogniser: Recogniser, text: Text) -> frozenset[str]:
    title, question, answer = text
    return frozenset(each.body for each in recogniser.cite_texts(title, [question], [answer], ("uk",)))


def _most_cited_first(registry: Registry, cited: Iterable[frozenset[str]]) -> list[Body]:
    """So that a small registry finds almost what the whole one does, and only its size differs."""
    count = Counter(chain.from_iterable(cited))
    return sorted(registry.bodies, key=lambda body: -count[body.id])


def _names(registry: Registry) -> list[str]:
    return sorted(
        {name for body in registry.bodies for name in _names_of(body)}, key=lambda name: (-len(name), name)
    )


def _names_of(body: Body) -> tuple[str, ...]:
    return (body.name, *body.aliases)


def _peers(registry: Registry) -> Iterator[tuple[str, Read]]:
    recogniser = Recogniser(registry)
    yield "ours", lambda text: recogniser.cite_texts(text[0], [text[1]], [text[2]], ("uk",))
    names = _names(registry)
    alternation = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    yield "regex", lambda text: [alternation.findall(part) for part in text]
    if phrases := _spacy(names):
        yield "spaCy", phrases


def _spacy(names: Sequence[str]) -> Read | None:
    """spaCy's tokeniser and PhraseMatcher; None where it is not installed, so it is imported here."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    english = spacy.blank("en")
    matcher = PhraseMatcher(english.vocab)
    matcher.add("body", [english.make_doc(name) for name in names])
    return lambda text: [matcher(english.make_doc(part)) for part in text]


def _timed(peers: dict[str, Read], texts: Sequence[Text]) -> dict[str, list[Turn]]:
    """For each peer the microseconds for 250 words of each round of its turns."""
    read_by = {name: _read_in_time(read, texts) for name, read in peers.items()}
    turns: dict[str, list[Turn]] = {name: [] for name in peers}
    for _ in range(_TURNS):
        for name, read in peers.items():
            turns[name].append([_round(read, read_by[name]) for _ in range(_ROUNDS)])
    return turns


def _figures(turns: Sequence[Turn]) -> str:
    later = median(each for _, *rest in turns for each in rest)
    return f"{later:,.1f} ({median(first for first, *_ in turns):,.1f})"


def _read_in_time(read: Read, texts: Sequence[Text]) -> Sequence[Text]:
    """As many of the texts as one round may have; found out beforehand, so that a round looks at no clock."""
    begin = process_time()
    for count, text in enumerate(texts, start=1):
        read(text)
        if process_time() - begin > _SLOWEST:
            return texts[:count]
    return texts


def _round(read: Read, texts: Sequence[Text]) -> float:
    begin = process_time()
    for text in texts:
        read(text)
    return (process_time() - begin) / sum(map(_words, texts)) * 250 * 1e6


def _best_ms(make: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        begin = process_time()
        make()
        times.append(process_time() - begin)
    return min(times) * 1_000


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _TEXTS)
