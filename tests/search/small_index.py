"""Small made-up exchanges, and indexes of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from whoosh import index

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import escape
from corpus.registry import Registry
from indexer.counts import Counts
from indexer.documents import KEYWORDS, Document, document
from indexer.generations import IndexFolder
from indexer.identity import names
from indexer.manifest import Manifest, sum_of, write_manifest
from indexer.whoosh_schema import whoosh_schema
from indexer.writing import STALE
from tests.indexer.made_documents import as_whoosh_takes, commit


def exchange_of(
    number: int,
    title: str = "Title",
    question: str = "",
    answer: str | None = None,
    day: str = "2031-05-14",
    asker: str = "Ana Brook",
    party: str | None = "Harbour Party",
    cites: Iterable[tuple[str, Side]] = (),
) -> CitedExchange:
    """A made-up exchange; its citations need no text to stand in."""
    speeches = [Speech(Role.QUESTION, escape(question), asker, party=party, anchor="q0")]
    if answer is not None:
        speeches.append(Speech(Role.ANSWER, escape(answer), "Tom Ferris", office="Mayor", anchor="r0"))
    at = {Side.TITLE: None, Side.QUESTION: 0, Side.ANSWER: 1}
    citations = tuple(Citation(body, side, at[side], 0, 0, body, How.NAME) for body, side in cites)
    exchange = Exchange(
        f"alderwick/{day}.{number:04}.q0", "alderwick", title, date.fromisoformat(day), tuple(speeches)
    )
    return CitedExchange(exchange, citations)


Documents = list[list[Document]]
"""What an index is to hold, a list for each segment."""

Writes = Callable[[Path, Documents], None]

_KEPT, _DELETED = "kept", "deleted"


def write_generation(
    folder: Path,
    segments: Sequence[Sequence[CitedExchange]],
    registry: Registry,
    deleted: frozenset[str] = frozenset(),
    writes: Writes | None = None,
) -> str:
    """Publish an index of these exchanges, a segment each list, and give its generation's name."""

    def row(cited: CitedExchange) -> Document:
        source = _DELETED if cited.exchange.id in deleted else _KEPT
        return document(cited, registry, source, names(cited.exchange))

    owner = IndexFolder(folder)
    with owner.writing(), owner.building() as path:
        (writes or write_ours)(path, [[row(cited) for cited in segment] for segment in segments])
        files = {file.name: sum_of(file) for file in path.iterdir()}
        write_manifest(
            path,
            Manifest(
                path.name,
                "2031-01-01T00:00:00Z",
                registry.version,
                None,
                Counts(),
                {},
                {},
                {},
                {},
                Counts(),
                files,
            ),
        )
        owner.publish(owner.open(path.name))
        return path.name


def write_ours(path: Path, segments: Documents) -> None:
    """With our codec."""
    for rows in segments:
        commit(path, rows)
    if any(_source(row) == _DELETED for rows in segments for row in rows):
        commit(path, [], remove=[_DELETED])


def write_stock(path: Path, segments: Documents) -> None:
    """With the codec and the writer that Whoosh comes with, by the same schema and analysis."""
    stock = index.create_in(str(path), whoosh_schema())
    for rows in _left(segments):
        writer = stock.writer()
        for row in rows:
            writer.add_document(**as_whoosh_takes(row))
        writer.commit(merge=False)
    writer = stock.writer()
    writer.delete_by_term("source", _DELETED)
    writer.commit(merge=False)


def _left(segments: Documents) -> Documents:
    """What our writer leaves once it has deleted: the same deleted exchanges are to go on counting."""
    living = [rows for rows in segments if any(_source(row) == _KEPT for row in rows)]
    rows = [row for rows in living for row in rows]
    kept = [row for row in rows if _source(row) == _KEPT]
    return [kept] if len(rows) - len(kept) > STALE * len(rows) else living


def _source(document: Document) -> str:
    (source,) = document.keywords[KEYWORDS.index("source")]
    return source
