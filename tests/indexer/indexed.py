"""What an index on disk holds, read without the search package."""

from pathlib import Path
from typing import Any

from whoosh import query

from indexer.building import Settings
from indexer.codec.codec import open_index
from indexer.documents import restore
from indexer.generations import IndexFolder
from indexer.identity import identity_key
from indexer.manifest import Manifest
from indexer.rebuild import rebuild
from indexer.schema import keyword_term
from indexer.survey import Problem
from indexer.update import update
from indexer.watching import Watcher


class Heard(Watcher):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def problem(self, problem: Problem) -> None:
        super().problem(problem)
        self.problems.append(problem)

    def note(self, text: str) -> None:
        self.notes.append(text)


def rebuilt(index: Path, *sources: Path, **settings: Any) -> Manifest:
    """Rebuild an index of these sources."""
    return rebuild(IndexFolder(index), sources, Settings(**settings), Watcher())


def updated(index: Path, *sources: Path, heard: Heard | None = None, **settings: Any) -> Manifest | None:
    """Update an index from these sources."""
    return update(IndexFolder(index), sources, Settings(**settings), heard or Heard())


def exchanges_in(index: Path) -> dict[str, tuple[str, str]]:
    """The exchanges of the current generation by id, each with its title and the name of its source."""
    found = {}
    opened = open_index(IndexFolder(index).open_current().path)
    with opened.searcher() as searcher:
        reader = searcher.reader()
        sources = {
            number: Path(source.decode()).name
            for source in reader.lexicon("source")
            for number in searcher.docs_for_query(query.Term("source", source.decode()))
        }
        for number in reader.all_doc_ids():
            exchange = restore(searcher.stored_fields(number)["stored"]).cited.exchange
            assert exchange.id not in found, "an exchange is in the index twice"
            found[exchange.id] = (exchange.title, sources[number])
    opened.close()
    return found


def found_by(index: Path, id: str) -> set[str]:
    """The ids of the exchanges that an id, or a former id, leads to."""
    opened = open_index(IndexFolder(index).open_current().path)
    with opened.searcher() as searcher:
        numbers = searcher.docs_for_query(query.Term("key", keyword_term(identity_key(id))))
        ids = {restore(searcher.stored_fields(each)["stored"]).cited.exchange.id for each in numbers}
    opened.close()
    return ids


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
