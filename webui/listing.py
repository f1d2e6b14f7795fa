"""A list of the values of a facet: which of them, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask import request

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import FIELD
from search.result import FacetValue
from webui.choices import TIMES
from webui.options import Option

VALUES_ON_A_PAGE = 100
"""How many values a page lists."""

TYPED_LIMIT = 100
"""How much of what a person types to find values is read."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the address of a list says beside what the list is of."""

    field: str
    order: str
    """``count``, or ``name`` for A to Z; a time's values are never listed by name but by time."""
    typed: str
    """What the names of the values listed hold."""

    @property
    def parameters(self) -> dict[str, str | None]:
        """As an address has it."""
        return {"find": self.typed or None, "order": None if self.order == "count" else self.order}

    def values(self, values: Sequence[FacetValue], registry: Registry) -> list[FacetValue]:
        """Those to list, in their order."""
        listed = [each for each in values if not self.typed or self._holds(each, registry)]
        if self.order == "count":
            return listed
        if self.field in TIMES:
            return sorted(listed, key=lambda each: each.value, reverse=True)
        return sorted(listed, key=lambda each: (fold(each.label), each.value))

    def orders(self, href: Callable[["Listing"], str]) -> list[Option]:
        """The orders to choose from."""
        by_name = "Latest first" if self.field in TIMES else "A to Z"
        return [
            Option(label, href(replace(self, order=order)), order == self.order)
            for order, label in (("count", "Most exchanges first"), ("name", by_name))
        ]

    def _holds(self, value: FacetValue, registry: Registry) -> bool:
        """Whether each word typed begins a word of the name, or a body's other name begins with all of it."""
        typed, name = fold(self.typed), fold(value.label)
        body = registry.body(value.value) if FIELD[self.field].sides else None
        return all(f" {word}" in f" {name}" for word in typed.split()) or (
            body is not None and any(fold(each).startswith(typed) for each in body.aliases)
        )


def listing_of(field: str) -> Listing:
    """As the address at hand asks for it."""
    order = "name" if request.args.get("order") == "name" else "count"
    typed = request.args.get("find", "").strip()[:TYPED_LIMIT]
    return Listing(field, order, typed)
