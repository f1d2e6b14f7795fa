"""What answers look like, in JSON Schema of 2020-12, which is what OpenAPI 3.1 has.

The schema of a record is read off its class, so that what is described is what is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from inspect import signature
from types import NoneType, UnionType
from typing import TypeAlias, get_args, get_origin, get_type_hints

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Schema = Mapping[str, Json]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}


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


def or_null(schema: Schema) -> Schema:
    """The schema of such a value, or of none."""
    return {**schema, "type": [schema["type"], "null"]}


def one_of(names: Iterable[str]) -> Schema:
    """The schema of a text that is one of these."""
    return {"type": "string", "enum": list(names)}


def schema_of(record: type, gaps: bool = True, **more: Schema) -> Schema:
    """The schema of the fields of a dataclass or a named tuple as JSON, and of what is told beside them.

    Without gaps, a field that has a default is left out where there is nothing to say.
    """
    types, own = get_type_hints(record), signature(record).parameters
    usual = [name for name, each in own.items() if each.default is not each.empty]
    properties = {name: _schema_of_type(types[name], gaps) for name in own}
    return closed({**properties, **more}, optional=() if gaps else usual)


_SIMPLE: dict[object, Schema] = {str: TEXT, int: NUMBER, date: DAY}


def _schema_of_type(kind: object, gaps: bool) -> Schema:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return one_of(kind)
    if isinstance(kind, type) and get_type_hints(kind):
        return schema_of(kind, gaps)
    of = [each for each in get_args(kind) if each not in (NoneType, Ellipsis)]
    if get_origin(kind) is tuple:
        return listed(_schema_of_type(of[0], gaps))
    if isinstance(kind, UnionType) and len(of) == 1:
        schema = _schema_of_type(of[0], gaps)
        return or_null(schema) if gaps else schema
    raise TypeError(f"no schema is known for {kind}")
