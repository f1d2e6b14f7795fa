"""A small file of people with one of every sort, and what its rows are made of."""

import json
from pathlib import Path
from typing import Any

PW = "uk.org.publicwhip/"


def person(number: int, *names: dict[str, str], mnis: str | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"{PW}person/{number}",
        "other_names": list(names),
        "shortcuts": {"unknown": "key"},
    }
    if mnis:
        row["identifiers"] = [
            {"scheme": "pims_id", "identifier": "1"},
            {"scheme": "datadotparl_id", "identifier": mnis},
        ]
    return row


def plain(given: str, family: str, **more: str) -> dict[str, str]:
    return {"note": "Main", "given_name": given, "family_name": family} | more


def peer(prefix: str, lordname: str, of: str, **more: str) -> dict[str, str]:
    main = {"note": "Main", "honorific_prefix": prefix, "lordname": lordname, "lordofname": of}
    return main | {"lordofname_full": "Somewhere", "given_name": "Jane", "surname": lordname} | more


def seat(id: str, number: int, post: str, party: str, *days: str) -> dict[str, str]:
    row = {"id": PW + id, "person_id": f"{PW}person/{number}", "on_behalf_of_id": party}
    row |= {"organization_id": post} if "-" in post else {"post_id": f"{PW}cons/{post}"}
    return row | {key: day for key, day in zip(("start_date", "end_date"), days, strict=False) if day}


FILE: dict[str, Any] = {
    "persons": [
        person(1, plain("Siân", "Berry"), mnis="4872"),
        person(2, plain("Léonie", "Cooper")),
        person(3, plain("Valerie", "Shawcross")),
        person(
            4,
            plain("Jenny", "Jones", end_date="2013-11-04"),
            peer("Baroness", "Jones", "Moulsecoomb", start_date="2013-11-05"),
            {"note": "Alternate", "name": "Jennifer Helen Jones"},
        ),
        person(5, plain("Ken", "Livingstone")),
        person(6, plain("Boris", "Johnson")),
        person(7, plain("Gareth", "Thomas")),
        person(8, plain("Gareth", "Thomas")),
        person(9, plain("Beverley", "Hughes")),
        person(10, peer("Bishop", "", "Oxford")),
        person(11, peer("Lord", "Astor", "Hever")),
        person(12, plain("Douglas", "Carswell")),
        {"id": f"{PW}person/13", "redirect": f"{PW}person/14"},
        {"id": f"{PW}person/14", "redirect": f"{PW}person/1"},
        person(15, plain("Ana", "Brook")),
        person(16, plain("Len", "Duvall")),
        person(17, plain("Damian", "Hockney")),
    ],
    "memberships": [
        seat("member/50001", 1, "assembly", "green", "2016-05-06", "2021-05-06"),
        seat("member/50002", 1, "assembly", "green", "2021-05-07"),
        seat("member/50003", 2, "assembly", "labour", "2016-05", "2024-05"),
        seat("member/50004", 3, "assembly", "labour", "2000", "2016"),
        seat("lam/1", 4, "assembly", "green", "2000-05-04", "2016-05-05"),
        seat("lord/100900", 4, "house-of-lords", "green", "2013-11-05"),
        seat("lam/2", 5, "mayor", "independent", "2000-05-04", "2004-01-05"),
        seat("lam/3", 5, "mayor", "labour", "2004-01-06", "2008-05-03"),
        seat("lam/4", 6, "mayor", "conservative", "2008-05-04", "2016-05-08"),
        seat("member/1", 6, "uxbridge", "conservative", "2015-05-07"),
        seat("member/2", 7, "harrow", "lab-co-op", "1997-05-01", "2010-04-12"),
        seat("member/3", 8, "clwyd", "labour", "1997-05-01", "2005-04-11"),
        seat("member/4", 9, "stretford", "labour", "1997-05-01", "2010-04-12"),
        seat("lord/2", 9, "house-of-lords", "labour", "2010-07-01"),
        seat("lord/3", 10, "house-of-lords", "bishop", "", "2014-10-01"),
        seat("lord/4", 11, "house-of-lords", "conservative", "1986"),
        seat("member/5", 12, "clacton", "conservative", "2010-05-06", "2014-08-29"),
        seat("member/6", 12, "clacton", "ukip", "2014-10-10", "2017-03-25"),
        {"id": f"{PW}member/7", "redirect": f"{PW}member/6"},
        seat("member/8", 13, "clwyd", "green", "1990", "1991"),
        seat("member/9", 15, "clacton", "labour", "2019-12-12"),
        seat("lam/5", 16, "assembly", "labour", "2008-05-02", "2012-05-03"),
        seat("lam/6", 16, "assembly", "labour", "2024-05-03"),
        seat("lam/7", 17, "assembly", "ukip", "2004-06-11", "2008-05-01"),
        seat("lam/8", 17, "assembly", "independent", "2012-05-04", "2016-05-05"),
    ],
    "organizations": [
        {"id": "lab-co-op", "name": "Lab/Co-op", "classification": "party"},
        {"id": "green", "name": "Green"},
        {"id": "labour", "name": "Labour"},
        {"id": "conservative", "name": "Conservative"},
        {"id": "bishop", "name": "Bishops"},
        {"id": "ukip", "name": "UKIP"},
        {"id": "house-of-commons", "name": "House of Commons", "classification": "chamber"},
    ],
    "posts": [
        {"id": f"{PW}cons/assembly", "organization_id": "london-assembly", "role": "Member", "label": "AM"},
        {"id": f"{PW}cons/mayor", "organization_id": "mayor-of-london", "role": "Mayor"},
        *(
            {"id": f"{PW}cons/{name}", "organization_id": "house-of-commons", "area": {"name": name}}
            for name in ("uxbridge", "harrow", "clwyd", "stretford", "clacton")
        ),
    ],
}


def write(folder: Path, document: object) -> Path:
    path = folder / "people.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
