"""``questiontime search``: the same requests as the pages, from the command line."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click

# Before our own modules: loaded from deep within their imports, numpy has Python's stack get and free another
# piece of memory a thousand times.
import numpy  # noqa: F401

from corpus.exchange import Role
from corpus.registry import Registry
from indexer.fields import FACETS, speaker_label
from search.answering import Answerer
from search.opening import open_engine
from search.query.dates import Span, parse_span
from search.query.parser import parse
from search.request import Filter, Request, Sort
from search.restating import in_words
from search.result import Answer, Hit, Mark, Wider

LARGEST_PAGE = 1_000
"""How many hits one page has at the most; ``--csv`` and ``--ndjson`` give all."""


class Days(click.ParamType[Span]):
    """A day, a month or a year, as the query language takes them."""

    name = "date"

    def convert(self, value: str | Span, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        span = value if isinstance(value, Span) else parse_span(value)
        if span is None:
            self.fail(f"{value!r} is no date; write 2020, 2020-03 or 2020-03-12", param, ctx)
        return span


@click.command()
@click.argument("query", default="")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    default=Path("index"),
    show_default=True,
    envvar="QUESTIONTIME_INDEX",
    show_envvar=True,
)
@click.option(
    "--cites", multiple=True, metavar="BODY", help="Only what cites this body: its id, name or abbreviation."
)
@click.option("--party", multiple=True, help="Only what a member of this party asked.")
@click.option("--member", multiple=True, metavar="NAME", help="Only where this person speaks.")
@click.option("--from", "since", type=Days(), help="Answered on or after this day (or month, or year).")
@click.option("--to", "until", type=Days(), help="Answered on or before this day (or month, or year).")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    default=Sort.RELEVANCE.value,
    show_default=True,
)
@click.option("--size", type=click.IntRange(0, LARGEST_PAGE), default=10, show_default=True)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Every hit as CSV, whatever the page.")
@click.option("--ndjson", "as_ndjson", is_flag=True, help="Every hit as JSON, one a line, whatever the page.")
@click.option(
    "--citations",
    is_flag=True,
    help="With --json, --csv or --ndjson: a row for each place that cites a body, of every hit.",
)
def search(
    query: str,
    index: Path,
    cites: tuple[str, ...],
    party: tuple[str, ...],
    member: tuple[str, ...],
    since: Span | None,
    until: Span | None,
    sort: str,
    size: int,
    page: int,
    as_json: bool,
    as_csv: bool,
    as_ndjson: bool,
    citations: bool,
) -> None:
    """Search an index.

    An option that is given several times means any of its values.
    """
    form = _form({"json": as_json, "csv": as_csv, "ndjson": as_ndjson})
    if citations and not form:
        raise click.UsageError("--citations needs --json, --csv or --ndjson")
    registry = Registry.awaited()
    chosen = {"cites": tuple(_bodies(cites, registry)), "party": party, "member": member}
    request = Request(
        query=parse(query, registry),
        filters=tuple(Filter(field, values) for field, values in chosen.items() if values),
        since=since.since if since else None,
        until=until.until if until else None,
        sort=Sort(sort),
        page=page,
        size=size,
        facets=FACETS if form == "json" else (),
    )
    engine = open_engine(index, registry, once=True)
    if form:
        from search.takeaway.printing import printed  # noqa: PLC0415 (a person at a terminal needs none of it)

        for text in printed(engine, registry, request, form, citations):
            click.echo(text, nl=False)
        return
    for line in _readable(request, in_words(request, registry), Answerer(engine, registry).answer(request)):
        click.echo(line)


def _form(asked: Mapping[str, bool]) -> str:
    """The one form that is asked for, or none."""
    forms = [name for name, is_asked in asked.items() if is_asked]
    if len(forms) > 1:
        raise click.UsageError(f"--{forms[0]} and --{forms[1]} cannot both be given")
    return forms[0] if forms else ""


def _bodies(texts: Iterable[str], registry: Registry) -> Iterator[str]:
    for text in texts:
        found = registry.find(text)
        if not found:
            raise click.BadParameter(
                f"no body is called {text!r}; see `questiontime bodies list`", param_hint="--cites"
            )
        yield from (body.id for body in found)


def _readable(request: Request, words: str, answer: Answer) -> Iterator[str]:
    """An answer for a person at a terminal."""
    result, wider = answer.result, answer.wider
    yield from (f"Note: {warning}" for warning in request.query.warnings)
    first = (request.page - 1) * request.size + 1
    if not result.total:
        yield f"Nothing found: {words}"
    elif result.hits:
        yield f"{first:,}-{first + len(result.hits) - 1:,} of {result.total:,}: {words}"
    elif not request.size:
        yield f"{result.total:,} found: {words}"
    elif not (wider and wider.hits):
        yield f"{result.total:,} found; page {request.page:,} is after the last"
    for number, hit in enumerate(result.hits, first):
        yield from ("", *_readable_hit(number, hit))
    if wider:
        yield from ("", *_readable_wider(wider, first + len(result.hits)))


def _readable_wider(wider: Wider, first: int) -> Iterator[str]:
    if meant := wider.did_you_mean:
        yield f"Did you mean: {meant.text} ({meant.total:,} found)"
    yield f"{wider.words} ({wider.total:,}):"
    yield from (*wider.limits, *wider.because)
    for number, hit in enumerate(wider.hits, first):
        yield from ("", *_readable_hit(number, hit))


def _readable_hit(number: int, hit: Hit) -> Iterator[str]:
    exchange = hit.cited.exchange
    yield f"{number}. {click.style(exchange.title, bold=True)} ({_day(exchange.date)})"
    askers = ", ".join(
        dict.fromkeys(
            speaker_label(speech) + (f" ({speech.party})" if speech.party else "")
            for speech in exchange.questions
        )
    )
    answerers = (
        ", ".join(dict.fromkeys(speaker_label(speech) for speech in exchange.answers)) or "no answer here"
    )
    yield f"   {askers} asked; {answerers}. {exchange.id}"
    for snippet in hit.snippets:
        letter = "Q" if snippet.role is Role.QUESTION else "A"
        yield f"   {letter}: {_marked(snippet.text, snippet.marks)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _marked(text: str, marks: Iterable[Mark]) -> str:
    pieces, end = [], 0
    for start, stop in marks:
        pieces += [text[end:start], click.style(text[start:stop], underline=True)]
        end = stop
    return "".join([*pieces, text[end:]])
