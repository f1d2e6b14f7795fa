"""What an address for programs takes and gives, said beside its view; the description of the API reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from search.schemas import Schema
from search.takeaway.columns import Table
from search.takeaway.forms import FORMS
from webui.programs.parameters import SEARCH_PARAMETERS, Parameter


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gives where all is well."""

    mimetype: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Description:
    """An address for programs."""

    answers: Mapping[str, Answer]
    """By the form in the address, or under "" where it has none."""
    parameters: tuple[Parameter, ...] = ()
    id_means: str = ""
    """What the id in the address is; without it, nothing can fail to be there."""


View = TypeVar("View", bound=Callable[..., Any])

_DESCRIBED: dict[Callable[..., Any], Description] = {}

BODY_ID = "The id of a public body, such as ico; `/api/bodies` has them all."
EXCHANGE_ID = "The id of an exchange, as a search gives it. Its slashes may stand as they are."


def described(
    answers: Mapping[str, Answer],
    parameters: tuple[Parameter, ...] = (),
    searches: bool = False,
    id_means: str = "",
) -> Callable[[View], View]:
    """Describe a view, whose docstring says what it gives."""

    def remember(view: View) -> View:
        taken = SEARCH_PARAMETERS if searches else parameters
        _DESCRIBED[view] = Description(answers, taken, id_means)
        return view

    return remember


def description_of(view: Callable[..., Any]) -> Description | None:
    """How a view is described; None where it is for people."""
    return _DESCRIBED.get(view)


def json_answer(schema: Schema) -> Mapping[str, Answer]:
    """One JSON document."""
    return {"": Answer("application/json", schema)}


def file_answers(table: Table[Any]) -> Mapping[str, Answer]:
    """A file of such rows in every form."""
    return {form.name: Answer(form.mimetype, form.schema(table)) for form in FORMS.values()}
