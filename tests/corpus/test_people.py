"""Who spoke, for which party, in which office, on the day of the speech."""

import copy
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.exchange import Exchange, Role, Speech
from corpus.people import People
from tests.corpus.small_people import FILE, peer, person, plain, seat, write


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    return People.load(write(tmp_path_factory.mktemp("people"), FILE))


PeopleWith = Callable[[list[dict[str, Any]], list[dict[str, str]]], People]


@pytest.fixture
def people_with(tmp_path: Path) -> PeopleWith:
    def load(persons: list[dict[str, Any]], memberships: list[dict[str, str]]) -> People:
        more = {"persons": FILE["persons"] + persons, "memberships": FILE["memberships"] + memberships}
        return People.load(write(tmp_path, FILE | more))

    return load


def resolved(people: People, collection: str, day: str, **speech: Any) -> Speech:
    speech = {"role": Role.QUESTION, "text": "Why?"} | speech
    exchange = Exchange("x/1.q0", collection, "Title", date.fromisoformat(day), (Speech(**speech),))
    return people.resolve(exchange).speeches[0]


LMQ, WRANS, LORDS = "london-mayors-questions", "wrans", "lordswrans"

BY_ID = {
    "a person": (LMQ, "2020-03-12", "person/1", "person/1", "Siân Berry", "Green"),
    "a membership": (LMQ, "2020-03-12", "member/50001", "person/1", "Siân Berry", "Green"),
    "a merged person, twice over": (LMQ, "2020-03-12", "person/13", "person/1", "Siân Berry", "Green"),
    "a merged person's membership": (WRANS, "1990-07-01", "member/8", "person/1", "Siân Berry", "Green"),
    "a merged membership": (WRANS, "2015-01-01", "member/7", "person/12", "Douglas Carswell", "UKIP"),
    "Parliament's own service": (LMQ, "2020-03-12", "mnis/4872", "person/1", "Siân Berry", "Green"),
    "a year is taken whole": (LMQ, "2016-12-31", "person/3", "person/3", "Valerie Shawcross", "Labour"),
    "a month is taken whole": (LMQ, "2024-05-31", "person/2", "person/2", "Léonie Cooper", "Labour"),
    "before they were a peer": (LMQ, "2012-01-01", "person/4", "person/4", "Jenny Jones", "Green"),
    "since they are a peer": (
        LORDS,
        "2014-01-01",
        "person/4",
        "person/4",
        "Baroness Jones of Moulsecoomb",
        "Green",
    ),
    "a bishop": (LORDS, "2012-01-01", "lord/3", "person/10", "The Bishop of Oxford", "Bishop"),
    "answered after a change of party": (
        WRANS,
        "2014-09-20",
        "person/12",
        "person/12",
        "Douglas Carswell",
        "Conservative",
    ),
    "in a gap with one party": (LMQ, "2018-01-01", "person/16", "person/16", "Len Duvall", "Labour"),
    "in a gap between two parties": (LMQ, "2010-01-01", "person/17", "person/17", "Damian Hockney", None),
    "before the first membership": (WRANS, "2009-01-01", "person/12", "person/12", "Douglas Carswell", None),
    "long after the last": (WRANS, "2019-01-01", "person/12", "person/12", "Douglas Carswell", None),
    "the file knows another house only": (WRANS, "2020-03-12", "person/2", "person/2", "Léonie Cooper", None),
    "the file is no longer followed": (WRANS, "2026-01-01", "person/6", "person/6", "Boris Johnson", None),
    "unknown to the file": (WRANS, "2020-03-12", "person/99", "person/99", None, None),
}


@pytest.mark.parametrize("case", BY_ID)
def test_an_id_gives_the_person_the_name_and_the_party_of_the_day(people: People, case: str) -> None:
    collection, day, given_id, expected, speaker, party = BY_ID[case]
    speech = resolved(people, collection, day, person=given_id)
    assert (speech.person, speech.speaker, speech.party) == (expected, speaker, party)


BY_NAME = {
    "without its accent": (LMQ, "2020-03-12", "Sian Berry", "person/1"),
    "with letters after it": (LMQ, "2020-03-12", "Leonie Cooper AM", "person/2"),
    "with a short first name": (LMQ, "2012-02-22", "Ms Val Shawcross CBE", "person/3"),
    "with a seat and a party in brackets": (
        WRANS,
        "2015-06-01",
        "Boris Johnson (Uxbridge) (Con)",
        "person/6",
    ),
    "an alternate name": (LMQ, "2012-01-01", "Jennifer Helen Jones", "person/4"),
    "a title in the Assembly": (LMQ, "2014-01-01", "Baroness Jones of Moulsecoomb", "person/4"),
    "a bishop as a lord": (LORDS, "2012-01-01", "The Lord Bishop of Oxford", "person/10"),
    "the Mayor of one day": (LMQ, "2003-01-01", "The Mayor", "person/5"),
    "the Mayor of another day": (LMQ, "2012-01-01", "Mayor of London", "person/6"),
    "a mayor by name": (LMQ, "2012-01-01", "Boris Johnson", "person/6"),
    "two of the same name": (WRANS, "2000-01-01", "Gareth Thomas", None),
    "the one who still sat": (WRANS, "2008-01-01", "Gareth Thomas", "person/7"),
    "in the gap between two memberships": (WRANS, "2014-09-20", "Douglas Carswell", "person/12"),
    "not in this house": (LMQ, "2015-06-01", "Douglas Carswell", None),
    "not yet": (WRANS, "2001-01-01", "Douglas Carswell", None),
    "no mayor in the Commons": (WRANS, "2012-01-01", "The Mayor", None),
    "another Astor": (LORDS, "2012-01-01", "Viscount Astor", None),
    "an invented assembly": ("alderwick", "2031-01-01", "Ana Brook", None),
}


@pytest.mark.parametrize("case", BY_NAME)
def test_a_name_decides_only_where_one_person_has_it(people: People, case: str) -> None:
    collection, day, name, expected = BY_NAME[case]
    speech = resolved(people, collection, day, speaker=name)
    assert speech.person == expected
    if expected is None:
        assert (speech.speaker, speech.party) == (name, None)


def test_a_mayor_has_an_office_and_a_member_has_none(people: People) -> None:
    mayor = resolved(people, LMQ, "2007-01-01", speaker="The Mayor", role=Role.ANSWER)
    assert (mayor.speaker, mayor.party, mayor.office) == ("Ken Livingstone", "Labour", "Mayor of London")
    assert resolved(people, LMQ, "2020-03-12", person="person/1").office is None
    assert resolved(people, WRANS, "2015-06-01", person="person/6").office is None


def test_an_office_without_a_name_is_enough_for_a_mayor(people: People) -> None:
    assert resolved(people, LMQ, "2012-01-01", office="Mayor of London").speaker == "Boris Johnson"


def test_what_the_source_shows_of_party_and_office_stays(people: People) -> None:
    speech = resolved(people, LMQ, "2012-01-01", person="person/6", party="Ind", office="Chair of the MPA")
    assert (speech.party, speech.office) == ("Independent", "Chair of the MPA")
    assert speech.speaker == "Boris Johnson"


def test_what_else_a_source_says_of_a_speech_stays(people: People) -> None:
    said = Speech(
        Role.ANSWER, "Words", "Boris Johnson", "person/6", None, None, "g1.r0", "2012/1", "https://a.example/"
    )
    exchange = Exchange("alderwick/1", LMQ, "Title", date(2012, 1, 1), (said,))
    (speech,) = people.resolve(exchange).speeches
    assert speech.party
    who_spoke = {name: getattr(said, name) for name in ("speaker", "person", "party", "office")}
    assert speech._replace(**who_spoke) == said


def test_parliaments_service_shows_the_present_party_so_the_file_goes_before_it(people: People) -> None:
    assert resolved(people, LMQ, "2020-03-12", person="mnis/4872", party="Independent").party == "Green"
    assert resolved(people, WRANS, "2030-03-12", person="mnis/4872", party="Ind").party == "Independent"


def test_an_id_of_someone_of_quite_another_name_stays_and_nothing_is_taken_from_the_file(
    people: People,
) -> None:
    for name in ("Lord Hylton", "Lord Astor", "Viscount Astor"):
        speech = resolved(people, LORDS, "2012-01-01", person="lord/4", speaker=name)
        assert (speech.person, speech.speaker, speech.party) == ("lord/4", name, None)


def test_a_peer_whose_title_the_file_lacks_keeps_the_printed_title(people: People) -> None:
    speech = resolved(people, LORDS, "2012-01-01", person="lord/2", speaker="Baroness Hughes of Stretford")
    assert (speech.person, speech.speaker, speech.party) == (
        "person/9",
        "Baroness Hughes of Stretford",
        "Labour",
    )


def test_a_membership_that_the_source_names_gives_its_party_even_where_the_file_has_stopped(
    people: People,
) -> None:
    assert resolved(people, LORDS, "2024-01-01", person="lord/2").party == "Labour"
    assert resolved(people, LORDS, "2024-01-01", person="person/9").party is None


def test_a_question_is_of_the_day_on_which_it_was_asked(people: People) -> None:
    speeches = (Speech(Role.QUESTION, "?", person="person/5"), Speech(Role.ANSWER, "!", person="person/5"))
    exchange = Exchange("x", LMQ, "t", date(2004, 1, 20), speeches, asked_date=date(2003, 12, 20))
    assert [speech.party for speech in people.resolve(exchange).speeches] == ["Independent", "Labour"]


def test_an_open_membership_ends_where_the_next_in_its_house_begins(people_with: PeopleWith) -> None:
    people = people_with([], [seat("member/10", 12, "clacton", "labour", "2012-01-01")])
    assert resolved(people, WRANS, "2014-09-20", person="person/12").party == "Labour"
    assert resolved(people, WRANS, "2015-01-01", person="person/12").party == "UKIP"
    assert resolved(people, WRANS, "2020-01-01", person="person/12").party is None


def test_of_memberships_that_overlap_the_last_begun_gives_the_party(people_with: PeopleWith) -> None:
    people = people_with([], [seat("member/10", 12, "clacton", "labour", "2012-01-01", "2013-01-01")])
    assert resolved(people, WRANS, "2012-06-01", person="person/12").party == "Labour"


def test_a_title_is_known_by_the_persons_titles_not_by_the_own_name(people_with: PeopleWith) -> None:
    people = people_with([person(20, plain("Ken", "Maginnis"), peer("Lord", "McCarthy", ""))], [])
    speech = resolved(people, LORDS, "2009-01-01", person="person/20", speaker="Lord Maginnis of Drumglass")
    assert speech.speaker == "Lord Maginnis of Drumglass"


def test_a_name_is_theirs_only_while_they_had_it(people_with: PeopleWith) -> None:
    before = peer("Bishop", "", "Ely", start_date="2000", end_date="2010")
    after = peer("Bishop", "", "Durham", start_date="2011")
    people = people_with(
        [person(20, before, after), person(21, peer("Bishop", "", "Ely"))],
        [
            seat(f"lord/{who}", who, "house-of-lords", "bishop", start)
            for who, start in ((20, "2000"), (21, "2011"))
        ],
    )
    assert resolved(people, LORDS, "2012-01-01", speaker="The Bishop of Ely").person == "person/21"
    assert resolved(people, LORDS, "2012-01-01", person="person/20").speaker == "The Bishop of Durham"


def test_of_main_names_without_dates_the_last_in_the_file_is_shown(people_with: PeopleWith) -> None:
    people = people_with([person(20, plain("Daniel", "Rogerson"), plain("Dan", "Rogerson"))], [])
    assert resolved(people, WRANS, "2009-10-26", person="person/20").speaker == "Dan Rogerson"


def test_without_a_people_file_names_and_parties_are_the_sources_own_in_one_spelling() -> None:
    unknown = People.empty()
    speech = resolved(
        unknown, LMQ, "2020-03-12", speaker=" Siân\u00a0 Berry AM\n", party="LDem", person="lam/3440"
    )
    assert (speech.speaker, speech.party, speech.person) == ("Siân Berry AM", "Liberal Democrat", "lam/3440")
    nobody = resolved(unknown, LMQ, "2020-03-12", speaker=" ")
    assert (nobody.speaker, nobody.party, nobody.person, nobody.office) == (None, None, None, None)


def test_a_file_without_ids_of_parliaments_service_leaves_its_members_to_their_names(tmp_path: Path) -> None:
    document = copy.deepcopy(FILE)
    del document["persons"][0]["identifiers"]
    without = People.load(write(tmp_path, document))
    assert resolved(without, LMQ, "2020-03-12", person="mnis/1", speaker="Ms Siân Berry").person == "person/1"


def test_with_such_ids_an_unknown_one_is_of_somebody_else(people: People) -> None:
    assert resolved(people, LMQ, "2020-03-12", person="mnis/1", speaker="Siân Berry").person == "mnis/1"


def test_people_go_to_other_processes_and_come_back_the_same(people: People) -> None:
    copied = pickle.loads(pickle.dumps(people))
    for collection, day, given_id, *_ in BY_ID.values():
        speech = resolved(copied, collection, day, person=given_id)
        assert speech == resolved(people, collection, day, person=given_id)


@given(
    st.sampled_from([LMQ, WRANS, LORDS, "spwa", "alderwick", "my-own"]),
    st.dates(),
    st.none() | st.text(max_size=40) | st.sampled_from([case[2] for case in BY_NAME.values()]),
    st.none() | st.text(max_size=20) | st.sampled_from([case[2] for case in BY_ID.values()]),
)
def test_any_speaker_on_any_day_is_resolved_and_resolving_again_changes_nothing(
    people: People, collection: str, day: date, speaker: str | None, id: str | None
) -> None:
    once = resolved(people, collection, day.isoformat(), speaker=speaker, person=id)
    again = resolved(
        people, collection, day.isoformat(), speaker=once.speaker, person=once.person, party=once.party
    )
    assert (again.person, again.speaker, again.party) == (once.person, once.speaker, once.party)


def test_the_real_file_knows_who_asked_and_answered_on_12_march_2020() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "data" / "people" / "people.json"
    if not path.exists():
        pytest.skip("../shared/data is not here: the test of the real people file needs it")
    people = People.load(path)
    answer = resolved(people, LMQ, "2020-03-12", speaker="The Mayor", role=Role.ANSWER)
    assert (answer.speaker, answer.party, answer.office) == ("Sadiq Khan", "Labour", "Mayor of London")
    asked = [resolved(people, LMQ, "2020-03-12", speaker=name) for name in ("Sian Berry", "Siân Berry AM")]
    assert {(each.person, each.speaker, each.party) for each in asked} == {
        ("person/990026", "Siân Berry", "Green")
    }
    drew = resolved(people, WRANS, "2009-10-26", person="member/1850", speaker="David Drew")
    assert (drew.person, drew.party) == ("person/10177", "Labour")
    tied = resolved(people, WRANS, "2009-10-26", speaker="Angela Smith")
    assert (tied.person, tied.party) == (None, None)


def days_around(membership: dict[str, str]) -> list[date]:
    """The first and the last day of a membership, those of a year later, and their neighbours."""
    whole = [membership[name] for name in ("start_date", "end_date") if len(membership.get(name, "")) == 10]
    ends = [date.fromisoformat(day) for day in whole if "1900" < day < "9000"]
    return [
        end + timedelta(days=by + further) for end in ends for by in (0, 365) for further in (-1, 0, 1, 2)
    ]


ASKED = (*(f"person/{number}" for number in range(1, 17)), "member/50001", "member/7", "mnis/4872")
DAYS = st.one_of(
    st.dates(date(1985, 1, 1), date(2032, 1, 1)),
    st.sampled_from([day for seat in FILE["memberships"] for day in days_around(seat)]),
)


@given(st.lists(st.tuples(st.sampled_from(ASKED), st.sampled_from((LMQ, WRANS, LORDS)), DAYS), max_size=12))
def test_what_is_remembered_of_a_day_is_what_it_was(
    people: People, asked: list[tuple[str, str, date]]
) -> None:
    """Whoever was asked about before, and on whichever days: also on those on which something changes."""
    for id, collection, day in asked:
        fresh = copy.copy(people)
        fresh._by_id = {}
        given = {"person": id, "speaker": None}
        assert resolved(people, collection, day.isoformat(), **given) == resolved(
            fresh, collection, day.isoformat(), **given
        )
