"""The samples through the whole path: what they cite, and what they must not be taken to cite."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from questiontime import questiontime

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("samples"))
    result = CliRunner().invoke(
        questiontime, ["index", "rebuild", str(SAMPLES), "--index", folder, "--strict"]
    )
    assert result.exit_code == 0, result.output
    return folder


def cited(index: str, reference: str) -> set[str]:
    arguments = ["search", f"ref:{reference}", "--index", index, "--json"]
    (hit,) = json.loads(CliRunner().invoke(questiontime, arguments).output)["hits"]
    return {row["name"] for row in hit["cites"]}


@pytest.mark.parametrize(
    ("reference", "wrong"),
    {
        "2031/0158": "Information Commissioner's Office",  # an initial coin offering (ICO)
        "2030/0166": "Environment Agency",  # the Estuary Alliance (EA)
        "2030/0258": "House of Commons Public Accounts Committee",  # the Port Advisory Committee (PAC)
        "2033/0079": "Health and Safety Executive",  # a home-school escort (HSE)
        "2033/0284": "High Court of Justice",  # tennis on a "high court"
    }.items(),
)
def test_an_abbreviation_means_what_the_exchange_says_it_means(
    index: str, reference: str, wrong: str
) -> None:
    assert wrong not in cited(index, reference)


def test_a_link_alone_cites_its_body(index: str) -> None:
    assert cited(index, "2028/0249")
