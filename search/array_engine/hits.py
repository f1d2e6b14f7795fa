"""Documents as hits: read, and with what of them is shown."""

from collections.abc import Iterable

from search.array_engine.generation import OpenGeneration
from search.passages.snippets import Highlighter
from search.request import Request
from search.result import Hit


def hits_of(found: Iterable[tuple[int, float]], opened: OpenGeneration, request: Request) -> tuple[Hit, ...]:
    """Documents with their scores, and the marks and passages that a request asks for."""
    rows = [(opened.stored(number), score) for number, score in found]
    if not rows:
        return ()
    shown = Highlighter(request).highlight([stored for stored, _ in rows])
    return tuple(
        [
            Hit(stored.cited, score, each.title_marks, each.snippets)
            for (stored, score), each in zip(rows, shown, strict=True)
        ]
    )
