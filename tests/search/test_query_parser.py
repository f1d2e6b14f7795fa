"""What a person types, and the query that it means."""

from datetime import date

import pytest

from corpus.registry import Body, Registry
from search.query.parser import TERMS, parse
from search.query.tree import (
    And,
    Dates,
    Everything,
    Identity,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

REGISTRY = Registry(
    [
        Body("ico", "Information Commissioner's Office", "regulator", abbreviations=("ICO",)),
        Body("ofgem", "Office of Gas and Electricity Markets", "regulator", abbreviations=("Ofgem",)),
        Body("camera", "Surveillance Camera Commissioner", "regulator", abbreviations=("SCC",)),
        Body("surrey", "Surrey County Council", "local", abbreviations=("SCC",)),
    ]
)


def every(*parts: Query) -> And:
    return And(tuple(parts))


def either(*parts: Query) -> Or:
    return Or(tuple(parts))


def phrase(text: str, field: str | None = None, slop: int = 1) -> Phrase:
    return Phrase(tuple(text.split()), field, slop)


def days(since: str | None, until: str | None) -> Dates:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return Dates(first, last)


T = Term
YEAR_2020 = days("2020-01-01", "2020-12-31")
CITES_ICO = Keyword("cites", "ico")

WORDS_AND_PHRASES = {
    "trams": T("trams"),
    "Trams trams": T("trams"),
    "facial recognition": every(T("facial"), T("recognition")),
    '"facial recognition"': phrase("facial recognition"),
    "“facial recognition”": phrase("facial recognition"),
    '„facial" police': every(phrase("facial"), T("police")),
    '"stop search"~5': phrase("stop search", slop=5),
    '"stop search"~0': phrase("stop search", slop=1),
    '"" trams': T("trams"),
    "face-to-face": every(T("face"), T("to")),
    "A&E s.60 O’Brien": every(T("a&e"), T("s60"), T("obrien")),
    "research & development": every(T("research"), T("development")),
    "Siân’s": T("sian"),
    "s.60(1)": every(T("s60"), T("1")),
    "police(ICO)": every(T("police"), T("ico")),
    "regulat*": Prefix("regulat"),
    "self-regulat*, now": every(T("self"), Prefix("regulat"), T("now")),
    "re*": T("re"),
    "*gulator": T("gulator"),
    "*regulat*": Prefix("regulat"),
    "12:30": T("12:30"),
    "Re: trams": every(T("re"), T("trams")),
    "cafe\u0301": T("cafe"),
    "tr\x00ams": every(T("tr"), T("ams")),
    "\u202etrams": T("trams"),
}

OPERATORS = {
    "a OR b": either(T("a"), T("b")),
    "a b OR c": either(every(T("a"), T("b")), T("c")),
    "a AND b OR c AND d": either(every(T("a"), T("b")), every(T("c"), T("d"))),
    "a OR b OR c": either(T("a"), T("b"), T("c")),
    "a (b OR c)": every(T("a"), either(T("b"), T("c"))),
    "a (b c)": every(T("a"), T("b"), T("c")),
    "a -b": every(T("a"), Not(T("b"))),
    "a NOT b c": every(T("a"), Not(T("b")), T("c")),
    "a AND NOT b": every(T("a"), Not(T("b"))),
    'a -"b c"': every(T("a"), Not(phrase("b c"))),
    "a -(b OR c)": every(T("a"), Not(either(T("b"), T("c")))),
    "-a": Not(T("a")),
    "-a -b": every(Not(T("a")), Not(T("b"))),
    "NOT NOT a": T("a"),
    "NOT (NOT a)": T("a"),
    "a OR -b": either(T("a"), Not(T("b"))),
    "a or not and b": every(T("a"), T("or"), T("not"), T("and"), T("b")),
    "a - b": every(T("a"), T("b")),
    "a --b": every(T("a"), T("b")),
    "OR a": every(T("or"), T("a")),
    "a AND": every(T("a"), T("and")),
    "a OR OR b": either(every(T("a"), T("or")), T("b")),
    "NOT": T("not"),
    "(OR)": T("or"),
    "a OR ()": T("a"),
    "a NEAR b": Near(T("a"), T("b"), 10),
    'a NEAR/5 "b c"': Near(T("a"), phrase("b c"), 5),
    "a NEAR/0 b": Near(T("a"), T("b"), 1),
    "a NEAR b NEAR/2 c": every(Near(T("a"), T("b"), 10), Near(T("b"), T("c"), 2)),
    "-a NEAR b": Not(Near(T("a"), T("b"), 10)),
    "title:a NEAR b": Near(T("a", "title"), T("b"), 10),
    "NEAR a": every(T("near"), T("a")),
    "a NEAR -b": every(T("a"), T("near"), Not(T("b"))),
    "a near b": every(T("a"), T("near"), T("b")),
}

FIELDS = {
    "title:damp mould": every(T("damp", "title"), T("mould")),
    "question:(damp OR mould)": either(T("damp", "question"), T("mould", "question")),
    'answer:"damp and mould"': phrase("damp and mould", "answer"),
    "title:regulat*": Prefix("regulat", "title"),
    "Title:damp": T("damp", "title"),
    "party: Green": Keyword("party", "Green"),
    "party:(Green OR Labour)": either(Keyword("party", "Green"), Keyword("party", "Labour")),
    "-party:Green": Not(Keyword("party", "Green")),
    'by:"Siân Berry"': Keyword("asked_by", "Siân Berry"),
    "asked:“Siân Berry”": Keyword("asked_by", "Siân Berry"),
    'answered:"Sadiq Khan"': Keyword("answered_by", "Sadiq Khan"),
    'member:"Siân Berry"': Keyword("member", "Siân Berry"),
    'dept:"Home Office"': Keyword("department", "Home Office"),
    "department:Health": Keyword("department", "Health"),
    "kind:regulator": Keyword("body_kind", "regulator"),
    "kind:quango": T("quango"),
    'status:"no answer"': Keyword("status", "no answer"),
    "ref:2020/0841": Keyword("reference", "2020/0841"),
    "year:2020": Keyword("year", "2020"),
    "cites:ico": CITES_ICO,
    "cites:Ofgem,": Keyword("cites", "ofgem"),
    'cites:"Information Commissioner’s Office"': CITES_ICO,
    "question_cites:ICO": Keyword("question_cites", "ico"),
    "answer_cites:ICO": Keyword("answer_cites", "ico"),
    "cites:SCC": either(Keyword("cites", "camera"), Keyword("cites", "surrey")),
    'cites:"Nobody At All"': phrase("nobody at all"),
    "cites:nobody-here": every(T("nobody"), T("here")),
    "title:question:damp": T("damp", "question"),
    "title: NOT damp": every(T("title"), Not(T("damp"))),
    "party:": T("party"),
    "Speaker: Pay": every(T("speaker"), T("pay")),
    'party:""': Everything(),
    "foo:bar": every(T("foo"), T("bar")),
    'foo:"bar baz"': every(T("foo"), phrase("bar baz")),
}

DATES = {
    "date:2020": YEAR_2020,
    "date:2020-03": days("2020-03-01", "2020-03-31"),
    "date:2020-02": days("2020-02-01", "2020-02-29"),
    "date:2020-03-12": days("2020-03-12", "2020-03-12"),
    "date:20200312": days("2020-03-12", "2020-03-12"),
    "date:12/03/2020": days("2020-03-12", "2020-03-12"),
    "date:3 March 2020 trams": every(days("2020-03-03", "2020-03-03"), T("trams")),
    'date:"3rd mar 2020"': days("2020-03-03", "2020-03-03"),
    "date:March 2020": days("2020-03-01", "2020-03-31"),
    "date:2019..2020": days("2019-01-01", "2020-12-31"),
    "date:3 March 2019..April 2020": days("2019-03-03", "2020-04-30"),
    "date:2020..2019": days("2019-01-01", "2020-12-31"),
    "date:2019..": days("2019-01-01", None),
    "date:..2019": days(None, "2019-12-31"),
    "date:(2019 OR 2020)": either(days("2019-01-01", "2019-12-31"), YEAR_2020),
    "2019..2020": days("2019-01-01", "2020-12-31"),
    "trams 20080101..20080131": every(T("trams"), days("2008-01-01", "2008-01-31")),
    "from:2019": days("2019-01-01", None),
    "to:2019": days(None, "2019-12-31"),
    "before:2019": days(None, "2018-12-31"),
    "after:12 March 2020": days("2020-03-13", None),
    "from:2019 trams to:2020": every(days("2019-01-01", "2020-12-31"), T("trams")),
    "from:2020 to:2019": every(days("2020-01-01", None), days(None, "2019-12-31")),
    "date:31/02/2020": phrase("31/02/2020"),
    "date:yesterday": T("yesterday"),
    "2020-03": every(T("2020"), T("03")),
}

THEYWORKFORYOU = {
    "speaker:10043": Keyword("person", "person/10043"),
    "person:10043": Keyword("person", "person/10043"),
    "person:uk.org.publicwhip/person/10043": Keyword("person", "person/10043"),
    "section:lmqs": Keyword("collection", "london-mayors-questions"),
    "section:wrans": either(Keyword("collection", "wrans"), Keyword("collection", "lordswrans")),
    "section:lordswrans": Keyword("collection", "lordswrans"),
    "section:spwrans": Keyword("collection", "spwa"),
    "in:wrans": Keyword("collection", "wrans"),
    "in:Lords": Keyword("collection", "lordswrans"),
    'in:"Questions to the Mayor of London"': Keyword("collection", "london-mayors-questions"),
    "in:my-own": Keyword("collection", "my-own"),
}

ADDRESSES = {
    "https://www.theyworkforyou.com/london/?id=2020-03-12.0841.h#g0841.q0": Identity(
        "london-mayors-questions/2020-03-12.0841.q0"
    ),
    "https://www.theyworkforyou.com/wrans/?id=2023-12-18.HL1246.h&s=Hong+Kong": Identity(
        "wrans/2023-12-18.HL1246.q0"
    ),
    "theyworkforyou.com/spwrans/?id=2009-10-26.S3W-28257.r0": Identity("spwa/2009-10-26.S3W-28257.q0"),
    "https://www.theyworkforyou.com/wrans/?id=2009-10-26a.101.3": either(
        *(Identity(f"wrans/2009-10-26a.101.{place}") for place in (3, 4, 2))
    ),
    "https://www.theyworkforyou.com/wrans/?id=2009-10-26c.294961.h#g294961.q1": either(
        Identity("wrans/2009-10-26c.294961.q1"), Identity("wrans/2009-10-26c.294961.q0")
    ),
    "https://www.theyworkforyou.com/wrans/?id=2010-01-19a.222.3#g223.0": either(
        *(Identity(f"wrans/2010-01-19a.{place}") for place in ("223.0", "223.1", "222.3", "222.4", "222.2"))
    ),
    "https://www.theyworkforyou.com/london/?id=2020-03-12.0841.h#gone": Identity(
        "london-mayors-questions/2020-03-12.0841.q0"
    ),
    "uk.org.publicwhip/wrans/2009-10-26f.294961.q0": Identity("wrans/2009-10-26f.294961.q0"),
    "http://localhost:8000/exchange/alderwick/2031-05-14.0107.q0": Identity("alderwick/2031-05-14.0107.q0"),
    "alderwick/2031-05-14.0107": either(
        Identity("alderwick/2031-05-14.0107"), Identity("alderwick/2031-05-14.0107.q0")
    ),
    "https://questions-statements.parliament.uk/written-questions/detail/2024-07-26/1985": Identity(
        "wrans/2024-07-26.1985.q0"
    ),
    "http://www.parliament.uk/business/publications/written-questions-answers-statements/"
    "written-question/Commons/2017-07-06/3348/": Identity("wrans/2017-07-06.3348.q0"),
    "https://www.london.gov.uk/questions/2020/0841": Keyword("reference", "2020/0841"),
    "https://www.london.gov.uk/questions/2012/0052-2": Keyword("reference", "2012/0052-2"),
    "https://www.london.gov.uk/questions/406%20/%202012": Keyword("reference", "2012/0406"),
    "https://www.parliament.scot/chamber/question?ref=S6W-12345": Keyword("reference", "S6W-12345"),
    "https://www.london.gov.uk/find-an-answer/damp-and-mould": either(
        phrase("www london gov uk find an answer damp and mould"), every(T("damp"), T("and"), T("mould"))
    ),
    "https://ico.org.uk/about": phrase("ico org uk about"),
    "https://www.theyworkforyou.com/mp/10043": phrase("www theyworkforyou com mp 10043"),
    "https://[broken": phrase("broken"),
    "2020/0841": either(T("2020/0841"), Keyword("reference", "2020/0841")),
    "HL1246": either(T("hl1246"), Keyword("reference", "HL1246")),
    "S3W-28257": either(every(T("s3w"), T("28257")), Keyword("reference", "S3W-28257")),
    "2020": T("2020"),
    "and/or": every(T("and"), T("or")),
}

MEANT = WORDS_AND_PHRASES | OPERATORS | FIELDS | DATES | THEYWORKFORYOU | ADDRESSES


NAMES = {
    "ICO": either(T("ico"), CITES_ICO),
    "ico fines": every(either(T("ico"), CITES_ICO), T("fines")),
    "fines by the ICO?": every(T("fines"), T("by"), T("the"), either(T("ico"), CITES_ICO)),
    "Information Commissioner's Office": either(
        every(T("information"), T("commissioner"), T("office")), CITES_ICO
    ),
    "SCC cameras": every(
        either(T("scc"), Keyword("cites", "camera"), Keyword("cites", "surrey")), T("cameras")
    ),
    "ico -ofgem": every(either(T("ico"), CITES_ICO), Not(T("ofgem"))),
    "ICO OR trams": either(T("ico"), CITES_ICO, T("trams")),
    '"ico"': phrase("ico"),
    '"ico" trams': every(phrase("ico"), T("trams")),
    "title:ico": T("ico", "title"),
    "title:(ico trams)": every(T("ico", "title"), T("trams", "title")),
    "ico* trams": every(Prefix("ico"), T("trams")),
    "ICO NEAR fines": Near(T("ico"), T("fines"), 10),
    "fines NEAR ICO": Near(T("fines"), T("ico"), 10),
    "SCCs": T("sccs"),
}


@pytest.mark.parametrize("typed", NAMES)
def test_the_name_of_a_body_finds_what_cites_it_by_any_name(typed: str) -> None:
    assert parse(typed, REGISTRY).tree == NAMES[typed]


def test_a_name_behind_so_many_words_that_none_is_read_any_more_finds_nothing() -> None:
    typed = " ".join(f"tram{number}" for number in range(TERMS))
    assert parse(f"{typed} ico", REGISTRY).tree == parse(typed, REGISTRY).tree


@pytest.mark.parametrize("text", MEANT)
def test_what_is_typed_means(text: str) -> None:
    assert parse(text, REGISTRY).tree == MEANT[text]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\u202e"])
def test_nothing_typed_is_everything_without_a_word(text: str) -> None:
    assert parse(text, REGISTRY).tree == Everything()
    assert parse(text, REGISTRY).warnings == ()
