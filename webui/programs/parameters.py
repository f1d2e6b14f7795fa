"""The one table of what an address of a search can say, for programs: what is refused, and what describes it.

A page takes whatever is typed and warns of what it left out. A program reads no warnings: a file that
silently holds something else than was asked for is worse than none. So there, what an address cannot
mean is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from werkzeug.datastructures import MultiDict

from indexer.fields import FACETS, FIELD
from search.query.parser import LENGTH
from search.request import Sort
from search.schemas import TEXT, Schema, one_of
from webui.addresses import VALUE_LIMIT
from webui.urls import REACHABLE, SIZES, VALUES_LIMIT

_DAYS: Schema = {
    "type": "string",
    "title": "a year, a month or a day such as 2019, 2019-03 or 2019-03-12",
    "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$",
    "examples": ["2019", "2019-03", "2019-03-12"],
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address."""

    name: str
    means: str
    schema: Schema
    """Of one value."""
    most: int = 1
    """How many values it can have, each given by itself."""

    def refusals(self, values: Sequence[str]) -> Iterator[str]:
        """Why these values cannot be; an empty one says nothing."""
        if len(values) > self.most:
            times = "once" if self.most == 1 else f"{self.most} times"
            yield f"“{self.name}” can be given {times} at the most."
        allowed, longest = self.schema.get("enum"), self.schema.get("maxLength")
        pattern = self.schema.get("pattern")
        for value in filter(None, values[: self.most]):
            if isinstance(longest, int) and len(value) > longest:
                yield f"“{self.name}” can have {longest:,} characters at the most."
            if isinstance(pattern, str) and not re.search(pattern, value):
                yield f"“{self.name}” takes {self.schema['title']}."
            if isinstance(allowed, Sequence) and value not in map(str, allowed):
                yield f"“{self.name}” can be {', '.join(map(str, allowed))}."


def _facet_parameters(field: str) -> Iterator[Parameter]:
    label = FIELD[field].label
    value: Schema = {**TEXT, "maxLength": VALUE_LIMIT}
    yield Parameter(field, f"Only with this {label}; of several values, any.", value, VALUES_LIMIT)
    yield Parameter(f"not_{field}", f"Only without this {label}.", value, VALUES_LIMIT)
    yield Parameter(f"every_{field}", f"1: with every {label} given, not just any.", one_of(["1"]))


FILTERS = {field: tuple(_facet_parameters(field)) for field in FACETS}
"""By facet: with a value, without it, with every one."""

SEARCH_PARAMETERS = (
    Parameter("q", "What to search for, in the query language.", {**TEXT, "maxLength": LENGTH}),
    *(parameter for each in FILTERS.values() for parameter in each),
    Parameter("from", "Answered in this year, month or day, or later.", _DAYS),
    Parameter("to", "Answered in this year, month or day, or earlier.", _DAYS),
    Parameter(
        "sort",
        "The order. Without it: the most relevant first; without a query, the newest.",
        one_of(Sort),
    ),
    Parameter("size", "How many on a page.", {"type": "integer", "enum": list(SIZES), "default": SIZES[0]}),
    Parameter(
        "page",
        f"Which page. Pages end at {REACHABLE:,} hits; a file has everything.",
        {"type": "integer", "minimum": 1, "maximum": REACHABLE // SIZES[0], "default": 1},
    ),
)
"""All that `webui.urls.read_state` reads, but for groups, which only pages show."""


def refusals(args: MultiDict[str, str], parameters: Sequence[Parameter] = SEARCH_PARAMETERS) -> Iterator[str]:
    """Why an address for a program, by default a search, cannot have these parameters."""
    known = {parameter.name: parameter for parameter in parameters}
    for name, values in args.lists():
        if name in known:
            yield from known[name].refusals(values)
        else:
            near = get_close_matches(name, known, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            yield f"There is no parameter “{name[:40]}”.{hint}"
