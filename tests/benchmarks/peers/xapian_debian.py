"""Xapian through Debian's python3-xapian: values for facets and dates, match spies, its own snippets.

It cannot be installed with pip, so this module runs on the system's Python and imports nothing else of
the project's. Texts are cut into words by our common rule first, so that its own rules for ``A&E`` and
``don't`` do not make other totals.
"""

import json
from pathlib import Path
from time import perf_counter

import xapian  # Debian has it, this project's environment has not.

from tests.benchmarks.peers.serving import (
    FACETS,
    HITS,
    TEXTS,
    TITLE_WEIGHT,
    WORD,
    Answer,
    Question,
    Row,
    Searching,
    main,
    read_rows,
)

_SLOT = {name: number for number, name in enumerate(("date", *FACETS))}
_BREAK = "\x1f"
_GAP = 100
"""Positions between texts, so that no phrase reaches from one into the next."""
_SNIPPET = 200
_UNLIMITED = 99_999_999
_TERM_LIMIT = 240


class Xapian:
    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_rows(rows))
        began = perf_counter()
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
        words = xapian.TermGenerator()
        for row in ready:
            database.add_document(_document(row, words))
        database.commit()
        database.close()
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(xapian.Database(str(folder)))


def _document(row: Row, words: xapian.TermGenerator) -> xapian.Document:
    document = xapian.Document()
    words.set_document(document)
    words.set_termpos(0)
    for name in TEXTS:
        weight = int(TITLE_WEIGHT) if name == "title" else 1
        words.index_text(" ".join(WORD.findall(row.texts[name].lower())), weight)
        words.increase_termpos(_GAP)
    for name, values in row.keywords.items():
        for value in values:
            document.add_boolean_term(_keyword(name, value))
    document.add_value(_SLOT["date"], str(row.date))
    for name in FACETS:
        document.add_value(_SLOT[name], _BREAK.join(row.keywords[name]))
    document.set_data(json.dumps([row.id, *(row.texts[name] for name in TEXTS)], ensure_ascii=False))
    return document


def _keyword(name: str, value: str) -> str:
    return f"X{name.upper()}:{value}".encode()[:_TERM_LIMIT].decode(errors="ignore")


class _Searching:
    def __init__(self, database: xapian.Database) -> None:
        self._database = database
        self._parser = xapian.QueryParser()
        self._parser.set_database(database)

    def ask(self, question: Question) -> Answer:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._query(question))
        if question.bare:
            rows = [json.loads(hit.document.get_data()) for hit in enquire.get_mset(0, HITS)]
            return Answer([row[0] for row in rows])
        spies = {name: xapian.ValueCountMatchSpy(_SLOT[name]) for name in FACETS}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, HITS, self._database.get_doccount())
        rows = [json.loads(hit.document.get_data()) for hit in found]
        texts = [
            found.snippet(text, _SNIPPET).decode(errors="ignore") for row in rows for text in row[1:] if text
        ]
        facets = {name: _counts(spy) for name, spy in spies.items()}
        return Answer([row[0] for row in rows], found.get_matches_estimated(), facets, texts)

    def _query(self, question: Question) -> xapian.Query:
        query = self._words(question)
        if not question.party:
            return query
        party = xapian.Query(_keyword("party", question.party))
        days = (str(question.since), str(question.until or _UNLIMITED))
        dates = xapian.Query(xapian.Query.OP_VALUE_RANGE, _SLOT["date"], *days)
        narrow = xapian.Query(xapian.Query.OP_AND, [party, dates])
        return xapian.Query(xapian.Query.OP_FILTER, query, narrow)

    def _words(self, question: Question) -> xapian.Query:
        flags = self._parser.FLAG_PHRASE | self._parser.FLAG_BOOLEAN | self._parser.FLAG_WILDCARD
        match question.kind:
            case "everything":
                return xapian.Query.MatchAll
            case "phrase":
                typed = f'"{" ".join(question.words)}"'
            case "prefix":
                typed = f"{question.words[0]}*"
            case kind:
                typed = f" {kind.upper()} ".join(question.words)
        return self._parser.parse_query(typed, flags)


def _counts(spy: xapian.ValueCountMatchSpy) -> dict[str, int]:
    """Several values stand in one: combinations are few, so they are taken apart after counting."""
    counts: dict[str, int] = {}
    for combination in spy.values():
        for value in combination.term.decode().split(_BREAK):
            if value:
                counts[value] = counts.get(value, 0) + combination.termfreq
    return counts


if __name__ == "__main__":
    main(Xapian())
