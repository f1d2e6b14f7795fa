"""Does an index answer, and does it hold what its manifest says?"""

from collections import Counter

from corpus.errors import IndexFolderError
from indexer.codec.codec import open_index
from indexer.documents import restore
from indexer.generations import IndexFolder
from indexer.manifest import Manifest, verify
from indexer.trying import try_out


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
