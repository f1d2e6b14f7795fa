"""Corpora, queries and requests at random, small enough for everything to happen in them."""

from datetime import date

from hypothesis import strategies as st

from corpus.citation import CitedExchange, Side
from indexer.fields import FACETS
from search.query.tree import (
    And,
    Dates,
    Everything,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.request import Filter, ParsedQuery, Request, Sort
from tests.search.small_index import exchange_of

Segmented = tuple[list[list[CitedExchange]], frozenset[str]]
"""A corpus cut into segments, and the ids of what is deleted of it."""

VOCABULARY = (
    "police",
    "camera",
    "cameras",
    "cameraman",
    "water",
    "facial",
    "recognition",
    "the",
    "A&E",
    "Siân",
)
BODIES = ("ico", "ofwat", "cqc", "home-office")
MANY_BODIES = (*BODIES[:2], *(f"not-{number}-cited" for number in range(30)))
ASKERS = (
    ("Ana Brook", "Harbour Party"),
    ("Siôn O’Hara", "Greenways"),
    ("Sion O'Hara", "Greenways"),
    ("Li", None),
)
DAYS = [date(year, month, day) for year in (2029, 2031) for month in (1, 5) for day in (1, 14)]

texts = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
cites = st.lists(
    st.tuples(st.sampled_from(BODIES), st.sampled_from([Side.QUESTION, Side.ANSWER])), max_size=3
)


@st.composite
def corpora(draw: st.DrawFn) -> list[CitedExchange]:
    def one(number: int) -> CitedExchange:
        asker, party = draw(st.sampled_from(ASKERS))
        day = draw(st.sampled_from(DAYS)).isoformat()
        answer = draw(st.one_of(st.none(), texts))
        return exchange_of(number, draw(texts), draw(texts), answer, day, asker, party, draw(cites))

    return [one(number) for number in range(draw(st.integers(1, 12)))]


words = st.sampled_from(
    [word.lower() for word in ("police", "camera", "water", "facial", "the", "a&e", "sian", "none")]
)
fields = st.sampled_from([None, None, "title", "question", "answer"])
terms = st.builds(Term, words, fields)
phrases = st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(tuple), fields, st.integers(1, 3))
days = st.one_of(st.none(), st.sampled_from(DAYS))
nears = st.builds(Near, terms, terms, st.integers(1, 4))
pairs = st.builds(And, st.lists(nears, min_size=2, max_size=3).map(tuple))
plain = st.builds(Term, words)
plain_nears = st.builds(Near, plain, plain, st.integers(1, 4))
sought_in_fields = st.one_of(
    plain,
    st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(tuple), slop=st.integers(1, 3)),
    plain_nears,
    st.builds(And, st.lists(plain_nears, min_size=2, max_size=3).map(tuple)),
)
"""What is looked for in a field that is given beside it: it names none itself."""
leaves = st.one_of(
    terms,
    phrases,
    st.builds(Prefix, st.sampled_from(["cam", "camera", "wat", "zzz"]), fields),
    st.builds(Keyword, st.just("cites"), st.sampled_from(BODIES)),
    st.builds(Keyword, st.just("question_cites"), st.sampled_from(BODIES), st.just(5.0)),
    st.builds(Keyword, st.just("member"), st.sampled_from(["ana brook", "O’Hara", "brook", "nobody"])),
    st.builds(Dates, days, days),
    nears,
    pairs,
    st.just(Everything()),
)
trees: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(And, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=6,
)
filters = st.lists(
    st.one_of(
        st.builds(
            Filter,
            st.sampled_from(["cites", "question_cites"]),
            st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True).map(tuple),
            st.booleans(),
        ),
        st.builds(Filter, st.just("party"), st.sampled_from([("Greenways",), ("harbour party", "Unknown")])),
        st.builds(Filter, st.just("year"), st.sampled_from([("2029",), ("1999",)])),
        st.builds(
            Filter,
            st.just("cites"),
            st.sampled_from([("ico",), ("cqc", "ofwat"), MANY_BODIES]),
            exclude=st.just(True),
        ),
    ),
    max_size=3,
    unique_by=lambda each: (each.field, each.every, each.exclude),
).map(tuple)
requests = st.builds(
    Request,
    st.builds(ParsedQuery, tree=trees),
    filters,
    days,
    days,
    st.sampled_from(Sort),
    size=st.just(100),
    facets=st.just(FACETS),
)


@st.composite
def segmented(draw: st.DrawFn) -> Segmented:
    """Exchanges in one segment or two, and the ids of those that are deleted; at least one is not."""
    corpus = draw(corpora())
    cut = draw(st.integers(0, len(corpus)))
    gone = draw(st.sets(st.sampled_from([each.exchange.id for each in corpus]), max_size=len(corpus) - 1))
    return [segment for segment in (corpus[:cut], corpus[cut:]) if segment], frozenset(gone)
