"""The description of the addresses for programs (OpenAPI 3.1), read off the routes and their views."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from inspect import getdoc

from flask import Flask, url_for

from search.schemas import TEXT, Json
from webui.problems import PROBLEM, PROBLEM_TYPE
from webui.programs.described import Answer, Description, description_of
from webui.programs.parameters import SEARCH_PARAMETERS, Parameter

_VARIABLE = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<options>[^)]*)\))?:)?(?P<name>\w+)>")

_ABOUT = (
    "Questions that elected representatives ask, the answers they get, and the public bodies that they cite. "
    "Nothing needs a key, everything is read only. A parameter that is not known, or a value that cannot be, "
    "is refused with the reason. Every answer has an ETag by the generation of the index: a request that "
    "brings it back costs nothing until there is something new."
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address for programs."""

    path: str
    """As OpenAPI writes it: ``/bodies/{id}.csv``."""
    name: str
    summary: str
    answer: Answer
    description: Description


def operations(app: Flask) -> Iterator[Operation]:
    """Every described address of an application, in the order of its routes; one for each form of a file."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        description = description_of(view)
        if description is None:
            continue
        for form, answer in description.answers.items():
            path = _path(rule.rule, form)
            name = "_".join(filter(None, (*rule.endpoint.split("."), form)))
            yield Operation(path, name, getdoc(view) or "", answer, description)


def openapi(app: Flask) -> dict[str, Json]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "questiontime", "version": version("questiontime"), "description": _ABOUT},
        "servers": [{"url": url_for("search_pages.home", _external=True).rstrip("/")}],
        "paths": {each.path: {"get": _operation(each)} for each in operations(app)},
        "components": {
            "parameters": {each.name: _parameter(each) for each in SEARCH_PARAMETERS},
            "responses": {name: _problem(means) for name, means in _PROBLEMS.values()},
            "schemas": {"Problem": PROBLEM},
        },
    }


_PROBLEMS = {
    "400": ("Refused", "A parameter that is not known, or a value that cannot be."),
    "404": ("NotThere", "There is nothing of this id, or no such page of a feed."),
    "414": ("TooLong", "The address is too long."),
    "429": ("TooMany", "Too many requests in too short a time; Retry-After says how long to wait."),
    "503": ("Unavailable", "The index cannot be read right now."),
}


def _operation(each: Operation) -> dict[str, Json]:
    ids: list[Json] = [_id(each.description.id_means)] if each.description.id_means else []
    searched: list[Json] = [
        {"$ref": f"#/components/parameters/{parameter.name}"}
        if parameter in SEARCH_PARAMETERS
        else _parameter(parameter)
        for parameter in each.description.parameters
    ]
    return {
        "operationId": each.name,
        "summary": each.summary,
        "parameters": ids + searched,
        "responses": {**_success(each), **_failures()},
    }


def _success(each: Operation) -> dict[str, Json]:
    content: Json = {each.answer.mimetype: {"schema": each.answer.schema}}
    moved: dict[str, Json] = {"301": {"description": "The exchange has another id now."}}
    return {
        "200": {"description": each.summary, "content": content},
        "304": {"description": "Not changed since the ETag that the request brought."},
        **(moved if "/exchange/" in each.path else {}),
    }


def _failures() -> dict[str, Json]:
    return {status: {"$ref": f"#/components/responses/{name}"} for status, (name, _) in _PROBLEMS.items()}


def _problem(means: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": means, "content": {PROBLEM_TYPE: {"schema": schema}}}


def _parameter(parameter: Parameter) -> Json:
    many = parameter.most > 1
    value = parameter.schema
    schema: Mapping[str, Json] = {"type": "array", "items": value, "maxItems": parameter.most}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.means,
        "schema": schema if many else value,
        **({"style": "form", "explode": True} if many else {}),
    }


def _id(means: str) -> Json:
    return {"name": "id", "in": "path", "required": True, "description": means, "schema": TEXT}


def _path(rule: str, form: str) -> str:
    """A route as OpenAPI writes it, for one form of its files."""
    return _VARIABLE.sub(lambda found: form if found["options"] else f"{{{found['name']}}}", rule)
