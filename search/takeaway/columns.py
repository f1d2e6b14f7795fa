"""One table of columns for each kind of row: the files, and what describes them, read it here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from corpus.registry import Registry

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Row = dict[str, Json]
Schema = Mapping[str, Json]
"""JSON Schema of 2020-12, which is what OpenAPI 3.1 has."""

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Column(Generic[Of]):
    """One column: what it is called, what it means, what its values are like, and what the value is."""

    name: str
    means: str
    schema: Schema
    value: Callable[[Of, Registry], Json]


@dataclass(frozen=True, slots=True)
class Table(Generic[Of]):
    """The columns of one kind of row."""

    name: str
    """What the rows are, in the plural: JSON calls their list so."""
    columns: tuple[Column[Of], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def row(self, of: Of, registry: Registry) -> Row:
        return {column.name: column.value(of, registry) for column in self.columns}

    def rows(self, every: Iterable[Of], registry: Registry) -> Iterator[Row]:
        return (self.row(of, registry) for of in every)

    def schema(self, **more: Schema) -> Schema:
        """The schema of a row, which may have more to it than the columns."""
        properties = {
            **{column.name: {**column.schema, "description": column.means} for column in self.columns},
            **more,
        }
        return closed(properties)


def closed(properties: Mapping[str, Schema], optional: Iterable[str] = ()) -> Schema:
    """The schema of an object that has these properties, all but the optional ones, and no others."""
    left = set(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left],
        "additionalProperties": False,
    }


def listed(schema: Schema) -> Schema:
    """The schema of a list of such values."""
    return {"type": "array", "items": schema}
