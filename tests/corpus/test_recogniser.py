"""Which bodies an exchange cites, and where: on a small registry, sentence by sentence."""

import json
import pickle
import sys
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.body import Ambiguous, Body, Name
from corpus.citation import Citation, How, Side
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import plain_text
from corpus.markdown_tokens import parse
from corpus.recogniser import Recogniser
from corpus.recogniser.addresses import Hosts
from corpus.registry import Registry

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "citations" / "dev.jsonl"

REGISTRY = Registry(
    [
        Body("ico", "Information Commissioner's Office", "regulator", abbreviations=("ICO",),
             offices=("Information Commissioner",), hosts=("ico.org.uk",)),
        Body("scc", "Surveillance Camera Commissioner", "regulator", ambiguous=(Ambiguous("SCC"),)),
        Body("surrey", "Surrey County Council", "local", ambiguous=(Ambiguous("SCC"),)),
        Body("biometrics", "Biometrics Commissioner", "regulator"),
        Body("ofgem", "Office of Gas and Electricity Markets", "regulator", names=(Name("Ofgem"),),
             hosts=("ofgem.gov.uk", "gov.uk/government/organisations/ofgem")),
        Body("elections", "Electoral Commission", "regulator", ambiguous=(Ambiguous("the Commission"),)),
        Body("charities", "Charity Commission", "regulator", ambiguous=(Ambiguous("the Commission"),)),
        Body("prisons", "HM Inspectorate of Prisons", "regulator",
             offices=("HM Chief Inspector of Prisons",)),
        Body("home-office", "Home Office", "department", not_in=("Home Office Islands",)),
        Body("cabinet-office", "Cabinet Office", "department"),
        Body("treasury", "HM Treasury", "department", names=(Name("Treasury"),)),
        Body("mod", "Ministry of Defence", "department", abbreviations=("MOD",)),
        Body("mod-police", "Ministry of Defence Police", "police"),
        Body("decc", "Department of Energy and Climate Change", "department"),
        Body("dcms", "Department for Culture, Media and Sport", "department"),
        Body("hse", "Health and Safety Executive", "regulator", ambiguous=(Ambiguous("HSE"),)),
        Body("mps", "Metropolitan Police Service", "police", names=(Name("Metropolitan Police"),),
             ambiguous=(Ambiguous("MPS", ("london",)),), hosts=("met.police.uk",)),
        Body("gla", "Greater London Authority", "local", ambiguous=(Ambiguous("GLA", ("london",)),)),
        Body("supreme-court", "Supreme Court", "court"),
        Body("scottish-government", "Scottish Government", "devolved", names=(Name("Scottish Executive"),)),
        Body("who", "World Health Organization", "international", abbreviations=("WHO",)),
        Body("un", "United Nations", "international", abbreviations=("UN",)),
        Body("unhrc", "United Nations Human Rights Council", "international"),
        Body("science", "House of Commons Science and Technology Committee", "committee"),
        Body("accounts", "House of Commons Committee of Public Accounts", "committee",
             ambiguous=(Ambiguous("Public Accounts Committee", ("uk",)),)),
        Body("ukraine-mod", "Ukrainian Ministry of Defence", "international",
             names=(Name("Ukraine Ministry of Defence"),)),
        Body("dluhc", "Department for Levelling Up, Housing and Communities", "department"),
        Body("dclg", "Department for Communities and Local Government", "department",
             names=(Name("Communities and Local Government"),)),
        Body("mhclg", "Ministry of Housing, Communities and Local Government", "department"),
        Body("kent-police", "Kent Police", "police"),
        Body("essex-police", "Essex Police", "police"),
        Body("camden", "Camden Council", "local"),
        Body("islington", "Islington Council", "local"),
        Body("herefordshire-icb", "NHS Herefordshire and Worcestershire Integrated Care Board", "health"),
        Body("european-commission", "European Commission", "international"),
        Body("european-council", "European Council", "international"),
        Body("european-parliament", "European Parliament", "international"),
        Body("eu", "European Union", "international", abbreviations=("EU",)),
        Body("pension-regulator", "Pensions Regulator", "regulator"),
        Body("disputes", "Regulator of Social Housing", "regulator"),
        Body("ipp", "Independent Prosecution Inspectorate", "regulator"),
        Body("leveson", "Leveson Inquiry", "committee"),
        Body("financial", "Financial Services Authority", "regulator", "1997", "2013-04",
             ambiguous=(Ambiguous("FSA", ("uk",)),)),
        Body("food", "Food Standards Agency", "regulator", "2000-04",
             ambiguous=(Ambiguous("FSA", ("uk",)),)),
        Body("g7", "G7", "international"),
        Body("g8", "G8", "international"),
    ]
)  # fmt: skip
RECOGNISER = Recogniser(REGISTRY)


def cited(*texts: str, conventions: Iterable[str] = (), day: date | None = None) -> list[tuple[str, str]]:
    """Surface and body, in the order of the text; the first text is the question, others answers."""
    citations = RECOGNISER.cite_texts("", texts[:1], texts[1:], tuple(conventions), day)
    return [(each.surface, each.body) for each in citations]


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


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        ("The Regulator agreed", "pension-regulator"),
        ("and the Regulator’s guidance", "pension-regulator"),
        ("the Regulator of Gambling agreed", None),
        ("the Regulator General agreed", None),
        ("the regulator agreed", None),
        ("the Water Regulator and the Regulator", None),
        ("the Regulator of Social Housing and the Regulator", None),
    ],
)
def test_a_noun_refers_to_the_one_body_of_that_noun_that_is_named_before(
    answer: str, body: str | None
) -> None:
    referred = [
        each for each in cited("the Pensions Regulator", answer) if each[0].lower() == "the regulator"
    ]
    assert [each[1] for each in referred] == ([body] if body else [])
    assert cited(answer)[:1] != [("The Regulator", "pension-regulator")]


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ("The inquiry reported; costs of the Leveson inquiry and of the inquiry's work", True),
        ("a public inquiry was held, and the inquiry reported", False),
        ("the Hutton inquiry ended, and the inquiry reported", False),
        ("the inquiry into the fire", False),
        ("an inquirer and the enquiry", False),
    ],
)
def test_the_inquiry_may_be_written_small_where_no_other_is_spoken_of(answer: str, counts: bool) -> None:
    referred = [each for each, _ in cited("the Leveson Inquiry", answer)[1:] if each.lower() == "the inquiry"]
    assert bool(referred) == counts
    assert cited(answer)[:1] != [("The inquiry", "leveson")]


def test_a_list_with_an_abbreviation_that_the_question_spells_out() -> None:
    question = "The Surveillance Camera Commissioner and the Information Commissioner’s Office said so."
    assert cited(question, "after discussion with the ICO, SCC and Biometrics Commissioner")[2:] == [
        ("ICO", "ico"),
        ("SCC", "scc"),
        ("Biometrics Commissioner", "biometrics"),
    ]


def test_an_ambiguous_abbreviation_needs_support() -> None:
    assert cited("the SCC said") == []
    assert cited("Surrey County Council said", "the SCC is right")[1] == ("SCC", "surrey")
    assert cited("Surrey County Council and the Surveillance Camera Commissioner", "the SCC")[2:] == []


def test_a_host_is_support_too() -> None:
    assert ("MPS", "mps") in cited("What has the MPS done?", "See www.met.police.uk/news for more.")


def test_a_convention_of_the_collection_is_support() -> None:
    assert cited("the MPS and the GLA") == []
    assert cited("the MPS and the GLA", conventions=["london"]) == [("MPS", "mps"), ("GLA", "gla")]


@pytest.mark.parametrize(
    ("text", "day", "body"),
    [
        ("the FSA said", date(1999, 5, 1), "financial"),
        ("the FSA said", date(2009, 10, 26), None),
        ("the FSA said", date(2014, 1, 1), None),
        ("the FSA said", date(2024, 9, 12), "food"),
        ("the FSA said", None, None),
        ("the Financial Services Authority was wound up; the FSA said", date(2024, 9, 12), "financial"),
        ("the Financial Services Authority, the Food Standards Agency; the FSA", date(2024, 9, 12), "food"),
    ],
)
def test_the_day_decides_between_bodies_of_different_times(
    text: str, day: date | None, body: str | None
) -> None:
    """Only where neither has more support; one that is gone is still spoken of for two years."""
    named = [each for each in cited(text, conventions=["uk"], day=day) if each[0] == "FSA"]
    assert named == ([("FSA", body)] if body else [])


def test_a_definition_in_brackets_decides_between_bodies() -> None:
    text = "Surrey County Council (SCC) wrote to the Surveillance Camera Commissioner. The SCC is content."
    assert [body for surface, body in cited(text) if surface == "SCC"] == ["surrey", "surrey"]


def test_a_definition_in_brackets_teaches_an_abbreviation_that_is_not_listed() -> None:
    text = "The Biometrics Commissioner (the BC) has powers; BC uses them, BCs do not."
    named = [("Biometrics Commissioner", "biometrics"), ("BC", "biometrics"), ("BC", "biometrics")]
    assert cited(text) == named
    assert cited("The Home Office (London) and London") == [("Home Office", "home-office")]
    named = cited("The Home Office's (HOF) staff: HOF_1, 1HOF, @HOF, a.HOF, HOFHOF, HOF.")
    assert named == [("Home Office", "home-office"), ("HOF", "home-office"), ("HOF", "home-office")]


def test_an_abbreviation_that_the_exchange_defines_as_something_else_is_not_the_body() -> None:
    assert cited("the General Lighthouse Authority (GLA) and GLA", conventions=["london"]) == []
    assert cited("Modular Open Design (MOD) and MOD") == []


def test_a_misspelt_long_form_still_supports_its_abbreviation() -> None:
    text = "the Health and Safty Executive (HSE); the HSE"
    assert cited(text) == [("HSE", "hse"), ("HSE", "hse")]


def test_a_definite_reference_counts_after_the_name_of_the_one_body_it_can_mean() -> None:
    assert cited("the Electoral Commission", "The Commission’s guidance") == [
        ("Electoral Commission", "elections"),
        ("The Commission", "elections"),
    ]
    assert cited("the Commission, later the Electoral Commission") == [("Electoral Commission", "elections")]


def test_a_definite_reference_counts_where_the_address_stands_after_the_name() -> None:
    text = "The Information Commissioner ruled; the Commissioner's reasons are at www.ico.org.uk."
    assert [surface for surface, _ in cited(text)] == [
        "Information Commissioner", "the Commissioner", "www.ico.org.uk"
    ]  # fmt: skip


def test_a_name_by_convention_is_not_another_bodys() -> None:
    text = "the Public Accounts Committee reported, and the Committee was right"
    assert cited(text, conventions=["uk"]) == [
        ("Public Accounts Committee", "accounts"),
        ("the Committee", "accounts"),
    ]


def test_a_country_before_its_ministry_is_a_place() -> None:
    assert cited("the people of Ukraine and the Ukrainian Ministry of Defence") == [
        ("Ukrainian Ministry of Defence", "ukraine-mod")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "the Charity Commission and the Commission",
        "the Fundraising Commission met; the Commission agreed",
        "the Commission for Racial Equality",
    ],
)
def test_a_definite_reference_that_may_mean_another_does_not_count(answer: str) -> None:
    citations = cited("the Electoral Commission", answer)
    assert not [each for each in citations if each[0] == "the Commission"]


ADDRESSES = {
    "see https://ico.org.uk/about-the-ico/news/home-office/": [("ico.org.uk", "ico")],
    "see https://www.ofgem.gov.uk.": [("www.ofgem.gov.uk", "ofgem")],
    "see consult.ofgem.gov.uk/Home Office": [("consult.ofgem.gov.uk", "ofgem")],
    "www.gov.uk/government/organisations/ofgem/about": [
        ("www.gov.uk/government/organisations/ofgem", "ofgem")
    ],
    "https://www.gov.uk/government/organisations/ofgem-not": [],
    "https://example.com/?to=https://ico.org.uk": [],
    "notico.org.uk, ico.org.uk.example.com": [],
    "(https://ICO.org.uk/x)": [("ICO.org.uk", "ico")],
}  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_counts_by_its_host_and_by_nothing_else(text: str) -> None:
    assert cited(text) == ADDRESSES[text]


def exchange(*speeches: Speech, title: str = "", collection: str = "london-mayors-questions") -> Exchange:
    return Exchange("x/1", collection, title, date(2020, 3, 12), speeches)


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


def test_the_words_of_a_link_cite_whose_page_it_leads_to_unless_they_name_a_body() -> None:
    text = "Read [the **guidance**](https://ico.org.uk/guide), not [the Ofgem one](https://ico.org.uk/x)."
    citations = RECOGNISER.cite(exchange(Speech(Role.ANSWER, text)))
    assert [(each.surface, each.body, each.how) for each in citations] == [
        ("the guidance", "ico", How.LINK),
        ("Ofgem", "ofgem", How.ALIAS),
    ]


PARAGRAPHS = st.lists(
    st.sampled_from(
        ["See [the guidance](https://ico.org.uk/guide).", "> [quoted](https://ico.org.uk)", "the guidance",
         "    [four spaces](https://ico.org.uk)", "* an item [here](https://ico.org.uk)", "```", "quoted",
         "* one\n* [two](https://ofgem.gov.uk)", "| a | b |\n|---|---|\n| [c](https://ico.org.uk) | d |",
         "[not ours](https://example.org)", "[a *b* `c`](https://ico.org.uk) &amp; https://ico.org.uk",
         "See the guidance.", "[one](https://ico.org.uk) [two](https://ofgem.gov.uk)",
         "[guide]: https://ico.org.uk", "[guide](<x"]
    ),
    max_size=6,
)  # fmt: skip


@given(PARAGRAPHS)
def test_links_are_found_as_if_the_whole_text_were_parsed(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    hosts = Hosts(REGISTRY)
    whole = [
        (int(leaf.meta["start"]), hosts.owner(str(opening.attrs["href"])))
        for inline in parse(text)
        for opening, leaf in pairwise(inline.children or ())
        if opening.type == "link_open" and opening.info != "auto" and leaf.content
    ]
    found = hosts.linked(text)
    assert [(each.start, each.body) for each in found] == [each for each in whole if each[1]]
    words = {"the guidance", "quoted", "four spaces", "here", "two", "c", "a b c", "one", "guide"}
    assert {plain_text(text)[each.start : each.end] for each in found} <= words


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("https://ico.org.uk", "ico"),
        ("HTTP://WWW.ICO.ORG.UK/guide#first", "ico"),
        ("https://cy.ico.org.uk:8080/x?y=//z.org", "ico"),
        ("<https://someone@ico.org.uk/a b>", "ico"),
        ("//ico.org.uk/x", "ico"),
        ("https://www.gov.uk/government/organisations/ofgem/about", "ofgem"),
        ("https://www.gov.uk/government/organisations", None),
        ("https://www.gov.uk/?to=/government/organisations/ofgem", None),
        ("https://notico.org.uk", None),
        ("/exchange/ico.org.uk", None),
    ],
)
def test_a_link_leads_to_the_body_whose_host_and_path_it_has(address: str, body: str | None) -> None:
    citations = RECOGNISER.cite(exchange(Speech(Role.ANSWER, f"See [the guidance]({address}) for more.")))
    assert [each.body for each in citations] == ([body] if body else [])


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
