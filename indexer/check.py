"""Does an index answer, and does it hold what its manifest says?"""

import random
from collections import Counter

from whoosh import query
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from corpus.errors import IndexFolderError
from indexer.documents import restore
from indexer.generations import Generation, IndexFolder
from indexer.manifest import Manifest, verify
from indexer.writing import open_index


def check(folder: IndexFolder) -> Manifest:
    """Compare every file with its checksum and every exchange with the counts of the manifest.

    Raises `IndexFolderError` with the first thing that is wrong.
    """
    generation = folder.open_current(checksums=False)
    verify(generation.path, generation.manifest)
    try_out(generation)
    opened = open_index(generation.path)
    with opened.searcher() as searcher:
        found: Counter[str] = Counter()
        for number in searcher.reader().all_doc_ids():
            found[restore(searcher.stored_fields(number)["stored"]).cited.exchange.collection] += 1
    opened.close()
    for collection, counts in generation.manifest.collections.items():
        if found[collection] != counts.exchanges:
            raise IndexFolderError(
                f"{generation.path}: holds {found[collection]} exchanges of {collection} "
                f"instead of {counts.exchanges}; roll back or rebuild"
            )
    return generation.manifest


def try_out(generation: Generation) -> None:
    """Ask an index a question before anybody else does: how many it holds, and one of them by its id."""
    expected = generation.manifest.counts.exchanges
    opened = open_index(generation.path)
    with opened.searcher() as searcher:
        found = searcher.doc_count()
        if found != expected:
            raise IndexFolderError(f"{generation.path}: holds {found} exchanges instead of {expected}")
        if expected:
            _find_one(generation, searcher)
    opened.close()


def _any_living(reader: IndexReader) -> int:
    """The number of a document that is not deleted; there is one."""
    number = random.randrange(reader.doc_count_all())  # noqa: S311 (any one will do)
    while reader.is_deleted(number):
        number = (number + 1) % reader.doc_count_all()
    return number


def _find_one(generation: Generation, searcher: Searcher) -> None:
    number = _any_living(searcher.reader())
    wanted = restore(searcher.stored_fields(number)["stored"]).cited.exchange.id
    if number not in set(searcher.docs_for_query(query.Term("id", wanted))):
        raise IndexFolderError(f"{generation.path}: {wanted} is in it, but is not found")
