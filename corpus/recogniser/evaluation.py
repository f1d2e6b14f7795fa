"""Precision and recall of the citations on hand-labelled exchanges.

The unit is one body on one side of one exchange. A citation is right where a label of that side bears
one of the body's names; labels that are marked as not sure count neither way.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.folding import fold
from corpus.registry import Registry


@dataclass(frozen=True, slots=True)
class Text:
    """An exchange as plain texts."""

    id: str
    title: str
    question: str
    answer: str
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A body that a reader found on one side of an exchange."""

    body: str
    also: tuple[str, ...]
    kind: str
    side: str
    surfaces: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """An exchange, and what a reader found in it."""

    text: Text
    labels: tuple[Label, ...]


Cited = Mapping[tuple[str, str], Sequence[str]]
"""By side and body: the surfaces."""


@dataclass(slots=True)
class Scores:
    """What was found, and what was not."""

    right: Counter[str] = field(default_factory=Counter)
    """By kind, as the labels have it."""
    wanted: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    """By kind, as the registry has it."""
    missed: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return _share(self.right.total(), self.right.total() + len(self.over))

    @property
    def recall(self) -> float:
        return _share(self.right.total(), self.wanted.total())

    def lines(self, verbose: bool = False) -> Iterator[str]:
        """The figures as text; when verbose, first each citation that was missed or wrong."""
        if verbose:
            yield from (f"missed      {each}" for each in self.missed)
            yield from (f"over-marked {each}" for each in self.over)
        for kind in sorted(self.wanted | self.wrong):
            right, wanted = self.right[kind], self.wanted[kind]
            yield f"  {kind:<14} recall {right}/{wanted}  precision {right}/{right + self.wrong[kind]}"
        right = self.right.total()
        yield (
            f"precision {self.precision:.3f} ({right}/{right + len(self.over)})  "
            f"recall {self.recall:.3f} ({right}/{self.wanted.total()})"
        )


def read_texts(lines: Iterable[str], path: Path | str) -> Iterator[Text]:
    """Exchanges, one JSON object a line: id, title, question, answer, and a collection if it is known.

    Raises `SourceError` with the line for anything else.
    """
    for number, plain in _objects(lines, path):
        yield _text(plain, path, number)


def read_labelled(path: Path) -> Iterator[Labelled]:
    """Labelled exchanges: as `read_texts`, with "cites"."""
    with path.open(encoding="utf-8") as lines:
        for number, plain in _objects(lines, path):
            try:
                labels = tuple(_label(each) for each in plain["cites"])
            except (KeyError, TypeError, AttributeError) as error:
                raise SourceError(path, f"its labels lack {error}", number) from error
            yield Labelled(_text(plain, path, number), labels)


def score(labelled: Iterable[Labelled], cite: Callable[[Text], Cited], registry: Registry) -> Scores:
    """Compare what is cited with what was labelled."""
    scores = Scores()
    for each in labelled:
        _compare(each, dict(cite(each.text)), registry, scores)
    return scores


def _objects(lines: Iterable[str], path: Path | str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceError(path, f"is not JSON: {error}", number) from error
        if not isinstance(plain, dict):
            raise SourceError(path, "is not a JSON object", number)
        yield number, plain


def _text(plain: dict[str, Any], path: Path | str, number: int) -> Text:
    if "id" not in plain:
        raise SourceError(path, 'has no "id"', number)
    names = ("id", "title", "question", "answer", "collection")
    texts = [plain.get(name) or "" for name in names]
    for name, text in zip(names, texts, strict=True):
        if not isinstance(text, str):
            raise SourceError(path, f'"{name}" is not text', number)
    return Text(*texts)


def _label(plain: dict[str, Any]) -> Label:
    return Label(
        plain["body"],
        tuple(plain.get("also") or ()),
        plain["kind"],
        plain["side"],
        tuple(plain["surfaces"]),
        bool(plain["sure"]),
    )


def _compare(
    labelled: Labelled, cited: dict[tuple[str, str], Sequence[str]], registry: Registry, scores: Scores
) -> None:
    key = labelled.text.id
    for label in sorted(labelled.labels, key=lambda label: not label.sure):
        hits = [key for key in cited if key[0] == label.side and _bears(label, key[1], registry)]
        for hit in hits:
            del cited[hit]
        if label.sure:
            scores.wanted[label.kind] += 1
            if hits:
                scores.right[label.kind] += 1
            else:
                scores.missed.append(f"{key} {label.side} {label.kind}: {label.body} {list(label.surfaces)}")
    doubtful = [surface for label in labelled.labels if not label.sure for surface in label.surfaces]
    for (side, body), surfaces in cited.items():
        if not any(one in other or other in one for one in surfaces for other in doubtful):
            scores.over.append(f"{key} {side} {body} {list(surfaces)}")
            if known := registry.body(body):
                scores.wrong[known.kind] += 1


def _bears(label: Label, id: str, registry: Registry) -> bool:
    body = registry.body(id)
    names = (body.name, *body.aliases) if body else ()
    return not {_plain(name) for name in names}.isdisjoint(map(_plain, (label.body, *label.also)))


_MAJESTY = re.compile(r"\b(?:his|her) majestys\b")


def _plain(name: str) -> str:
    return _MAJESTY.sub("hm", fold(name.replace("-", ""))).removeprefix("the ")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
