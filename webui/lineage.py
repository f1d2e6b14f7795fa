"""The bodies before and after one: what a reader who asks for it may be looking for as well."""

from corpus.registry import Body, Registry

MOST = 8
"""How many before, and how many after, are offered; few bodies have more."""


def successors(id: str, registry: Registry) -> tuple[Body, ...]:
    """What took over from a body."""
    return registry.successors(id)[:MOST]


def predecessors(id: str, registry: Registry) -> tuple[Body, ...]:
    """What a body took over from, the latest first."""
    found = sorted(registry.predecessors(id), key=lambda each: each.name)
    return tuple(sorted(found, key=lambda each: each.until or "", reverse=True)[:MOST])


def relatives(id: str, registry: Registry) -> tuple[Body, ...]:
    """Those after a body, then those before it."""
    return (*successors(id, registry), *predecessors(id, registry))
