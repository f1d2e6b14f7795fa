"""One table of columns for each kind of row: the files, and what describes them, read it here."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from corpus.registry import Registry
from search.schemas import Json, Schema, closed

Row = dict[str, Json]

Of = TypeVar("Of")


class Column(Struct, Generic[Of], frozen=True):
    """One column: what it is called, what it means, what its values are like, and what the value is."""

    name: str
    means: str
    schema: Schema
    value: Callable[[Of, Registry], Json]


class Table(Struct, Generic[Of], frozen=True):
    """The columns of one kind of row."""

    name: str
    """What the rows are, in the plural: JSON calls their list so."""
    columns: tuple[Column[Of], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def beside(self, *columns: Column[Of]) -> "Table[Of]":
        """The same rows with more columns."""
        return Table(self.name, (*self.columns, *columns))

    def row(self, of: Of, registry: Registry) -> Row:
        return {column.name: column.value(of, registry) for column in self.columns}

    def rows(self, every: Iterable[Of], registry: Registry) -> Iterator[Row]:
        return (self.row(of, registry) for of in every)

    def schema(self, **more: Schema) -> Schema:
        """The schema of a row, which may have more to it than the columns."""
        own = {column.name: {**column.schema, "description": column.means} for column in self.columns}
        return closed({**own, **more})
