"""What the command line prints for programs: an answer as JSON, or all rows in any form."""

from collections.abc import Iterator

from msgspec import json

from corpus.keeping import kept
from corpus.registry import Registry
from search.answering import Answerer
from search.engine import Engine
from search.presenting import answer_json
from search.request import Request


def printed(
    engine: Engine, registry: Registry, request: Request, form: str, citations: bool
) -> Iterator[str]:
    """A page of hits where JSON of them is asked for; otherwise all exchanges, or what is cited in them."""
    answerer = Answerer(engine, registry)
    if form == "json" and not citations:
        with kept():
            answer = answerer.answer(request)
            plain = json.encode(answer_json(request, answer, registry))
        yield json.format(plain, indent=2).decode()
        yield "\n"
        return
    from search.takeaway import taking  # noqa: PLC0415 (a page as JSON needs neither rows nor forms)
    from search.takeaway.command import command  # noqa: PLC0415
    from search.takeaway.forms import FORMS  # noqa: PLC0415

    take = taking.citations if citations else taking.exchanges
    yield from FORMS[form].lines(take(answerer, request, registry, command(request)))
