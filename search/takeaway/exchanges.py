"""Exchanges as rows: the same in a file, in a result's JSON and in what describes both."""

from collections.abc import Iterable, Sequence

from corpus.citation import Citation, How, Side
from corpus.exchange import Exchange, Flag
from corpus.registry import Registry
from indexer.fields import speaker_label
from search.result import Hit
from search.schemas import DAY, TEXT, Json, closed, listed, one_of, or_null
from search.takeaway.columns import Column, Table

SIDE = one_of(Side)
HOW = one_of(How)


def asked_by(exchange: Exchange) -> str | None:
    """Everyone who asked, in one text."""
    return _joined(map(speaker_label, exchange.questions))


def answered_by(exchange: Exchange) -> str | None:
    """Everyone who answered, likewise."""
    return _joined(map(speaker_label, exchange.answers))


def party(exchange: Exchange) -> str | None:
    """The parties of those who asked."""
    return _joined(speech.party for speech in exchange.questions)


def cited_bodies(citations: Sequence[Citation], registry: Registry) -> list[Json]:
    """Each body once a side, in the order of the text, with the words that name it."""
    surfaces: dict[tuple[str, str], dict[str, None]] = {}
    for row in citations:
        surfaces.setdefault((row.body, row.side.value), {})[row.surface] = None
    return [
        {"body": body, "name": registry.name_of(body), "side": side, "surfaces": list(named)}
        for (body, side), named in surfaces.items()
    ]


CITED = closed({"body": TEXT, "name": TEXT, "side": SIDE, "surfaces": listed(TEXT)})

EXCHANGES: Table[Hit] = Table(
    "exchanges",
    (
        Column("id", "ParlParse's id of the exchange.", TEXT, lambda hit, _: hit.cited.exchange.id),
        Column(
            "reference",
            "The number that the house gave the question.",
            or_null(TEXT),
            lambda hit, _: hit.cited.exchange.reference,
        ),
        Column("title", "Its title.", TEXT, lambda hit, _: hit.cited.exchange.title),
        Column("date", "The day of the answer.", DAY, lambda hit, _: hit.cited.exchange.date.isoformat()),
        Column(
            "asked_date",
            "The day of the question, where it is known.",
            or_null(DAY),
            lambda hit, _: _day_asked(hit.cited.exchange),
        ),
        Column(
            "collection", "The key of its collection.", TEXT, lambda hit, _: hit.cited.exchange.collection
        ),
        Column(
            "department",
            "The department that answered.",
            or_null(TEXT),
            lambda hit, _: hit.cited.exchange.department,
        ),
        Column(
            "asked_by",
            "Who asked; several are separated by a comma.",
            or_null(TEXT),
            lambda hit, _: asked_by(hit.cited.exchange),
        ),
        Column(
            "party",
            "The party of each asker on that day, likewise.",
            or_null(TEXT),
            lambda hit, _: party(hit.cited.exchange),
        ),
        Column(
            "answered_by",
            "Who answered, likewise; empty where the source has no answer.",
            or_null(TEXT),
            lambda hit, _: answered_by(hit.cited.exchange),
        ),
        Column(
            "cites",
            "The public bodies that it cites, once for each side, with the words that name them; "
            "in CSV their names, separated by semicolons.",
            listed(CITED),
            lambda hit, registry: cited_bodies(hit.cited.citations, registry),
        ),
        Column(
            "flags",
            "What its source says of it as a whole.",
            listed(one_of(Flag)),
            lambda hit, _: [flag.value for flag in hit.cited.exchange.flags],
        ),
        Column("url", "Where it is published.", or_null(TEXT), lambda hit, _: hit.cited.exchange.url),
    ),
)


def _day_asked(exchange: Exchange) -> str | None:
    return exchange.asked_date.isoformat() if exchange.asked_date else None


def _joined(names: Iterable[str | None]) -> str | None:
    return ", ".join(dict.fromkeys(name for name in names if name)) or None
