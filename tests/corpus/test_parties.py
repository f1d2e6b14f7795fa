"""One label a party, however it is printed."""

import pytest

from corpus.errors import SourceError
from corpus.parties import party_colour, party_label, read_colours, read_labels

LABELS = {
    "Lab": "Labour",
    "Labour": "Labour",
    "labour party": "Labour",
    "Lab/Co-op": "Labour Co-operative",
    "LabCo-op": "Labour Co-operative",
    "Labour (Co-op)": "Labour Co-operative",
    "Labour/Co-operative": "Labour Co-operative",
    "Labour Co-operative": "Labour Co-operative",
    "Con": "Conservative",
    "City Hall Conservatives": "Conservative",
    "GLA Conservatives": "Conservative",
    "LD": "Liberal Democrat",
    "LDem": "Liberal Democrat",
    "Liberal Democrats": "Liberal Democrat",
    "SNP": "Scottish National Party",
    "PC": "Plaid Cymru",
    "Green Party": "Green",
    "Democratic Unionist Party": "DUP",
    "Tories": "Conservative",
    "LibDems": "Liberal Democrat",
    "UUP": "UUP",
    "Social Democratic and Labour Party": "SDLP",
    "Sinn Fein": "Sinn Féin",
    "Cross bench": "Crossbench",
    "XB": "Crossbench",
    "Bishops": "Bishop",
    "Reform": "Reform UK",
    "BNP": "British National Party",
    "Ind": "Independent",
    "Ind Con": "Independent Conservative",
    "Brexit Alliance Group": "Brexit Alliance",
    "Res": "Respect",
    "Speaker": "Speaker",
    "Alba": "Alba",
}


@pytest.mark.parametrize(("printed", "label"), LABELS.items())
def test_every_way_of_printing_a_party_gives_its_one_label(printed: str, label: str) -> None:
    assert party_label(printed) == label


@pytest.mark.parametrize("label", sorted(set(LABELS.values())))
def test_a_label_is_its_own_label(label: str) -> None:
    assert party_label(label) == label


def test_an_unknown_party_keeps_its_name_with_one_spelling_of_white_space() -> None:
    assert party_label(" Tidal\u00a0 Party\n") == "Tidal Party"


def test_a_name_that_would_mean_two_parties_is_an_error_that_names_its_line() -> None:
    table = "label,printed\nAlliance,AP\nAlba,Alba Party|A.P.|ap\n"
    with pytest.raises(SourceError, match=r"parties.csv:3: “ap” means both Alliance and Alba"):
        read_labels(table)


def test_a_party_has_its_colour_and_one_that_is_not_known_has_none() -> None:
    assert party_colour("Green") == "#02A95B"
    assert party_colour("Crossbench") is None
    assert party_colour("Tidal Party") is None


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", '#000000"/><script>'])
def test_what_is_not_a_colour_is_an_error_that_names_its_line(colour: str) -> None:
    table = f'label,colour,printed\nAlba,#005EB8,\nGreen,"{colour.replace(chr(34), chr(34) * 2)}",\n'
    with pytest.raises(SourceError, match=r"parties.csv:3: .* is not a colour"):
        read_colours(table)
