"""What a filter asks for that is no public body: a mistyped id finds nothing, and a page says why."""

from collections.abc import Iterator

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import CITING_FIELDS
from search.engine import Engine
from search.query.warnings import cited
from search.request import Filter, Request


def unknown_bodies(filters: tuple[Filter, ...], registry: Registry, engine: Engine) -> Iterator[str]:
    """A sentence for each value that is no body's id, nor cited in an index of an older registry."""
    for each in filters:
        if each.field not in CITING_FIELDS:
            continue
        strange = [value for value in each.values if registry.folded(fold(value)) is None]
        asked = [Request(filters=(Filter(each.field, (value,)),), size=0) for value in strange]
        for value, total in zip(strange, engine.totals(asked) if asked else (), strict=True):
            if not total:
                meant = registry.find(value)
                hint = f" Did you mean “{meant[0].id}”?" if meant else ""
                yield f"No public body has the id {cited(value)}.{hint}"
