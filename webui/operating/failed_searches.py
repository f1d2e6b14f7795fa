"""Searches that found nothing: what people look for, and neither the index nor its synonyms know."""

from collections.abc import Callable, Sequence

from corpus.registry import Registry
from search.answering import Answerer
from search.engine import Engine
from search.request import Request
from search.result import Answer
from webui.operating.line_log import LineLog

Listener = Callable[[Request, Answer], None]


class OverheardAnswerer(Answerer):
    """Answers, and tells of each search that nothing has all the words of."""

    def __init__(self, engine: Engine, registry: Registry, listeners: Sequence[Listener]) -> None:
        super().__init__(engine, registry)
        self._listeners = listeners

    def answer(self, request: Request) -> Answer:
        answer = super().answer(request)
        if not answer.result.total:
            for listener in self._listeners:
                listener(request, answer)
        return answer


def failed_search_log(log: LineLog) -> Listener:
    """Write a line for each: what was typed and chosen, and how much came near it. Not who did."""

    def _add(request: Request, answer: Answer) -> None:
        log.add(
            {
                "query": request.query.text,
                "filters": [
                    {"field": each.field, "values": list(each.values), "exclude": each.exclude}
                    for each in request.filters
                ],
                "since": request.since and request.since.isoformat(),
                "until": request.until and request.until.isoformat(),
                "near": answer.wider.total if answer.wider else 0,
                "generation": answer.result.generation,
            }
        )

    return _add
