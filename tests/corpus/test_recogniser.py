"""Which bodies an exchange cites, and where: on a small registry, sentence by sentence."""

import json
import pickle
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation import Citation, How, Side
from corpus.exchange import Role, Speech
from corpus.markdown import plain_text
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from tests.corpus.small_registry import RECOGNISER, cited, exchange

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "citations" / "dev.jsonl"

NAMES = {
    "the Information Commissioner’s Office said": [("Information Commissioner’s Office", "ico")],
    "the Information Commissioner's Office said": [("Information Commissioner's Office", "ico")],
    "the Information Commissioners Office said": [("Information Commissioners Office", "ico")],
    "THE INFORMATION COMMISSIONER'S OFFICE": [("INFORMATION COMMISSIONER'S OFFICE", "ico")],
    "the Information Commissioner's opinion": [("Information Commissioner", "ico")],
    "Ofgem’s price cap": [("Ofgem", "ofgem")],
    "from Home\nOffice staff": [("Home\nOffice", "home-office")],
    "from Home\u00a0Office staff": [("Home\u00a0Office", "home-office")],
    "from Home  Office staff": [("Home  Office", "home-office")],
    "the Health & Safety Executive": [("Health & Safety Executive", "hse")],
    "His Majesty's Treasury": [("His Majesty's Treasury", "treasury")],
    "Her Majesty’s Chief Inspector of Prisons": [("Her Majesty’s Chief Inspector of Prisons", "prisons")],
    "Department for Culture Media and Sport": [("Department for Culture Media and Sport", "dcms")],
    "Department for Culture, Media, and Sport": [("Department for Culture, Media, and Sport", "dcms")],
    "Department for Energy and Climate Change": [("Department for Energy and Climate Change", "decc")],
    "Department of Energy and climate Change": [("Department of Energy and climate Change", "decc")],
    "the Metropolitan police arrested": [("Metropolitan police", "mps")],
    "Surrey county council": [("Surrey county council", "surrey")],
    "the Electoral commission": [("Electoral commission", "elections")],
    "NHS Herefordshire and Worcestershire integrated care board": [
        ("NHS Herefordshire and Worcestershire integrated care board", "herefordshire-icb")
    ],
    "UN Human Rights Council": [("UN Human Rights Council", "unhrc")],
    "the UN's Human Rights Council": [("UN's Human Rights Council", "unhrc")],
    "the World Health Organisation (WHO)": [("World Health Organisation", "who"), ("WHO", "who")],
    "the Science and Technology Committee": [],
    "the Commons Science and Technology Select Committee": [
        ("Commons Science and Technology Select Committee", "science")
    ],
    "Ministry of Defence Police": [("Ministry of Defence Police", "mod-police")],
    "Treasury: Pay": [("Treasury", "treasury")],
    "MOD/Home Office, Ofgem; Cabinet Office.": [
        ("MOD", "mod"),
        ("Home Office", "home-office"),
        ("Ofgem", "ofgem"),
        ("Cabinet Office", "cabinet-office"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_full_name_counts_in_every_usual_spelling(text: str) -> None:
    assert cited(text) == NAMES[text]


@pytest.mark.parametrize(
    "text",
    [
        "home office equipment, and a treasury of poems",
        "who goes there; it is a mod of it; the un-named",
        "the Home Officer",
        "a Home.\n\nOffice hours are nine to five",
        "Home\tOffice",
        "Home Office Islands",
        "the police, the Government, the Department, the NHS and the courts",
        "write to press@ico.org.uk",
        "ask.ICO.example",
    ],
)
def test_other_words_do_not_count(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "To ask the Scottish Executive what it has done.",
        "asked the Scottish Executive what it has done.",
        "To ask the Minister for the Cabinet Office, what he has done.",
        "To ask the Minister of State, Ministry of Defence what he has done.",
        "discussions with the Financial Secretary to the Treasury",
        "the Greater London Authority Act 1999",
        "the Health and Safety Executive (Fees) Regulations 2012",
        "United Nations Human Rights Council Resolution 46/1",
        "the Cabinet Office Staff Superannuation Scheme",
        "the Israeli Supreme Court",
        "the Supreme Court of India",
        "the Kenyan Electoral Commission",
        "the Secretary of State for Housing, Communities and Local Government",
        "the Minister for Housing, Communities and Local Government said",
        "To ask the Secretary of State for Levelling Up, Housing and Communities, what he has done.",
        "To ask the Chancellor of the Duchy of Lancaster and Minister for the Cabinet Office, when",
        "To ask the Right hon. Member for Broxbourne, representing the Electoral Commission, whether",
    ],
)
def test_addressees_persons_laws_and_bodies_abroad_do_not_count(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("whether the Home Office has asked the Scottish Executive about it", "Scottish Executive"),
        ("the Parliamentary Under-Secretary of State at the Home Office", "Home Office"),
        ("given by the Secretary of State to the Home Office", "Home Office"),
        ("the Home Office and the Equality Act 2010", "Home Office"),
        ("the Home Office Resolution Centre", "Home Office"),
        ("the Home Office and Windrush Compensation Scheme", "Home Office"),
        ("the Supreme Court of the United Kingdom", "Supreme Court"),
        ("the US and the Home Office", "Home Office"),
        ("in Northern Ireland Ofgem has no powers", "Ofgem"),
        ("To ask the Minister what he told the Cabinet Office", "Cabinet Office"),
        ("To ask Members, the Mayor and others whether the Home Office knew", "Home Office"),
        ("the climate for the Home Office", "Home Office"),
    ],
)
def test_what_only_looks_like_them_counts(text: str, surface: str) -> None:
    assert surface in [each for each, _ in cited(text)]


SHARED = {
    "Kent and Essex Police": [("Kent", "kent-police"), ("Essex Police", "essex-police")],
    "Camden and Islington Councils": [("Camden", "camden"), ("Islington Councils", "islington")],
    "Camden and Islington councils": [("Camden", "camden"), ("Islington councils", "islington")],
    "people in Camden and Islington Council": [("Islington Council", "islington")],
    "many Islington Councils": [],
    "the European Council, Commission and Parliament": [
        ("European Council", "european-council"),
        ("Commission", "european-commission"),
        ("Parliament", "european-parliament"),
    ],
    "the Home and Cabinet Office": [("Home", "home-office"), ("Cabinet Office", "cabinet-office")],
    "the European Commission and Parliament Street": [("European Commission", "european-commission")],
    "Sussex and Essex Police": [("Essex Police", "essex-police")],
}  # fmt: skip


@pytest.mark.parametrize("text", SHARED)
def test_names_that_share_a_part_are_each_cited(text: str) -> None:
    assert cited(text) == SHARED[text]


def test_two_places_may_stand_in_either_order() -> None:
    name = "Worcestershire and Herefordshire Integrated Care Board"
    assert cited(f"NHS {name}") == [(f"NHS {name}", "herefordshire-icb")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the EU agrees", ["EU"]),
        ("see europa.eu/x for more", []),
        ("Home.Office, Home/Office", []),
        (
            "the World Health Organisation & the Cabinet Office",
            ["World Health Organisation", "Cabinet Office"],
        ),
        ("Health &\nSafety Executive", ["Health &\nSafety Executive"]),
        ("“Ofgem” (Ofgem) Ofgem/Ofgem", ["Ofgem"] * 4),
        ("OFGEMX, xOfgem, Ofgem_1", []),
        ("the Home Office1 and Ofgem12, then Ofgem3.", ["Home Office", "Ofgem", "Ofgem"]),
        ("Ofgem123 Ofgem2/3 Ofgem1.5 Ofgem1a EU1 ICO2 1Ofgem", []),
        ("the G7 and the G8, not the G9 or the G", ["G7", "G8"]),
    ],
)
def test_signs_around_and_inside_a_name(text: str, found: list[str]) -> None:
    assert [surface for surface, _ in cited(text)] == found


def test_citations_have_their_side_speech_and_place_in_the_order_of_the_text() -> None:
    question = Speech(Role.QUESTION, "What does **Ofgem** think?")
    answers = Speech(Role.ANSWER, "Ask the MPS."), Speech(Role.ANSWER, "* a\n* the *Home* Office")
    citations = RECOGNISER.cite(exchange(question, *answers, title="Home Office: Staff"))
    assert citations == (
        Citation("home-office", Side.TITLE, None, 0, 11, "Home Office", How.NAME),
        Citation("ofgem", Side.QUESTION, 0, 10, 15, "Ofgem", How.ALIAS),
        Citation("mps", Side.ANSWER, 1, 8, 11, "MPS", How.ABBREVIATION),
        Citation("home-office", Side.ANSWER, 2, 6, 17, "Home Office", How.NAME),
    )


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("HM Treasury", How.NAME),
        ("Ofgem", How.ALIAS),
        ("ICO", How.ABBREVIATION),
        ("Information Commissioner", How.OFFICE_HOLDER),
        ("ico.org.uk", How.LINK),
    ],
)
def test_a_citation_says_how_the_body_is_named(text: str, how: How) -> None:
    assert [each.how for each in RECOGNISER.cite_texts("", [text], [])] == [how]


PIECES = ["the Home Office", "ICO", "’s", "\u200b", " ", "\n", "\n\n", "  ", "\t", "İ", "ﬁ", "\r\n", "(SCC)",
          "Surrey County Council", "www.ico.org.uk/Home", "the Commission", "Electoral Commission",
          "@", ".", "&", "-"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_span_is_its_surface_whatever_stands_around(pieces: list[str]) -> None:
    text = "".join(pieces)
    citations = RECOGNISER.cite_texts(text, [text], [text, ""])
    spans = [(each.side, each.speech, each.start, each.end) for each in citations]
    assert all(text[each.start : each.end] == each.surface for each in citations)
    assert len(set(spans)) == len(spans)
    assert all(one[:2] != other[:2] or one[3] <= other[2] for one, other in pairwise(spans))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    speech = Speech(Role.ANSWER, text)
    for each in RECOGNISER.cite(exchange(speech, title=text)):
        whole = text if each.speech is None else plain_text(text)
        assert whole[each.start : each.end] == each.surface


HOSTILE = ["(", "ICO (", "a.", "@", "Home Office ", "x.uk", "www.", "the Commission ", " \n", "a-",
           "https://", "ICO x.uk ", "A (XYZ) Home Office (HO) ",
           "The Other Commission the Commission "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_grows_with_the_length_of_a_text_and_no_faster(piece: str) -> None:
    """Counted in calls, which are the same at every run."""

    def calls(length: int) -> int:
        text = piece * (length // len(piece)) + ".uk"
        count = 0

        def called(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(called)
        RECOGNISER.cite_texts("", ["Electoral Commission"], [text])
        sys.setprofile(None)
        return count

    assert calls(40_000) < 1_000 + 5 * calls(10_000)


def test_a_recogniser_can_go_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(RECOGNISER))
    assert again.cite_texts("", ["Ofgem"], []) == RECOGNISER.cite_texts("", ["Ofgem"], [])


def test_exchanges_that_are_cited_together_say_nothing_of_each_other() -> None:
    texts = ("the Food Standards Agency (FSA)", "the FSA and Ofgem", "nobody")
    exchanges = [exchange(Speech(Role.QUESTION, text)) for text in texts]
    assert RECOGNISER.cite_each(exchanges) == [RECOGNISER.cite(each) for each in exchanges]
    assert len(set(RECOGNISER.cite_each(exchanges))) == len(texts)


def test_an_empty_registry_cites_nothing() -> None:
    assert Recogniser(Registry([])).cite_texts("Ofgem", ["ICO"], ["ico.org.uk"]) == ()


def test_the_exchange_that_the_project_set_out_from() -> None:
    """On the real registry: every body, on the right side."""
    if not SEED.is_file():
        pytest.skip("../shared/data is not here: the seed exchange cannot be read")
    seed = json.loads(SEED.read_text(encoding="utf-8").split("\n", 1)[0])
    registry = Registry.load()
    citations = Recogniser(registry).cite_texts(seed["title"], [seed["question"]], [seed["answer"]])
    found = {(each.side.value, registry.name_of(each.body)) for each in citations}
    wanted = {(label["side"], label["body"]) for label in seed["cites"]}
    assert {(side, name) for side, name in wanted if "High Court" not in name} <= found
    assert len(found) == len(wanted)
    for label in seed["cites"]:
        surfaces = {each.surface for each in citations if each.side.value == label["side"]}
        assert set(label["surfaces"]) <= surfaces
