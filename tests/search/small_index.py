"""Small made-up exchanges, and indexes of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from whoosh import index

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import escape
from corpus.registry import Registry
from indexer.documents import document
from indexer.generations import IndexFolder
from indexer.identity import names
from indexer.manifest import Manifest, sum_of, write_manifest
from indexer.records import Counts
from indexer.writing import IndexWriter


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


def write_generation(
    folder: Path,
    segments: Sequence[Sequence[CitedExchange]],
    registry: Registry,
    deleted: frozenset[str] = frozenset(),
) -> str:
    """Publish an index of these exchanges, a segment each list, and give its generation's name."""
    owner = IndexFolder(folder)
    with owner.writing(), owner.building() as path:
        for number, segment in enumerate(segments):
            writer = IndexWriter(index.open_dir(str(path))) if number else IndexWriter.create(path)
            for cited in segment:
                source = "deleted" if cited.exchange.id in deleted else "kept"
                writer.add(document(cited, registry, source, names(cited.exchange)))
            writer.commit()
        if deleted:
            writer = IndexWriter(index.open_dir(str(path)))
            writer.remove_sources(["deleted"])
            writer.commit()
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
        owner.publish(path.name)
        return path.name
