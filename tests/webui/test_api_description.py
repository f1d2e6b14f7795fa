"""The description of the API is true: of every address, of all that it takes, and of every answer."""

import json
import re
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from webui.problems import is_for_programs
from webui.programs.described import description_of

CAMERAS = "alderwick/2031-05-14.0107.q0"
PLAIN = {"Accept-Encoding": "identity"}
HOSTILE = "alderwick/2033-01-01.0001.q0"


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_as_it_is_described(app: Flask, mode: GenerationMode) -> None:
    """Of whatever the description allows, and of what it does not."""
    refusing = {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 414]}}
    config = schemathesis.Config.from_dict({"checks": refusing})
    description = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)
    for each in description.get_all_operations():
        operation = each.ok()
        if mode is GenerationMode.NEGATIVE and not operation.query:
            continue  # Without parameters, there is nothing that the description would not allow.

        # What the schema of a parameter cannot say is refused all the same: the 31st of February, a page
        # that is there with ten hits on each and not with a hundred, an id that nothing has.
        @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def answers(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

        answers()


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    description = client.get("/api/openapi.json").get_json()
    validate(description)
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": "http://localhost"}]


def test_every_address_for_programs_is_described_and_no_other(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        example = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)
        is_described = description_of(app.view_functions[rule.endpoint]) is not None
        assert is_described == (is_for_programs(example) and rule.endpoint != "static"), rule.rule


REAL = {
    "/api/search": [
        "",
        "q=bus",
        "q=zebra+bus",
        "q=cameraz",
        "q=hostile",
        "cites=ico&cites=ofcom&every_cites=1&size=20&page=1&sort=oldest",
        "q=%22cameras&from=2031-05&to=2031",
    ],
    f"/api/exchange/{CAMERAS}": [""],
    f"/api/exchange/{HOSTILE}": [""],
    "/api/bodies": [""],
    "/api/bodies/ico": [""],
    "/api/bodies/oftel": [""],
    "/search.json": ["", "q=bus", "q=zebra"],
    "/citations.json": ["", "q=zebra"],
    "/bodies/ofcom.json": ["", "from=2031"],
    "/bodies/ofcom/citations.json": [""],
}


@pytest.mark.parametrize(
    ("path", "query"), [(path, query) for path, queries in REAL.items() for query in queries]
)
def test_real_answers_have_just_what_is_described(client: FlaskClient, path: str, query: str) -> None:
    description = client.get("/api/openapi.json").get_json()
    fitting = (each for each in description["paths"] if re.fullmatch(each.replace("{id}", ".+"), path))
    template = max(fitting, key=len)
    answer = client.get(f"{path}?{query}")
    schema = description["paths"][template]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert answer.status_code == 200
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        answer.get_json()
    )


@pytest.mark.parametrize("path", ["/search", "/citations", "/bodies/ofcom", "/bodies/ofcom/citations"])
def test_a_line_of_a_file_is_a_row_of_the_json(client: FlaskClient, path: str) -> None:
    rows = next(value for value in client.get(f"{path}.json").get_json().values() if isinstance(value, list))
    lines = client.get(f"{path}.ndjson").get_data(as_text=True).splitlines()
    for row, line in zip(rows, lines, strict=True):
        assert row.items() <= json.loads(line).items()
