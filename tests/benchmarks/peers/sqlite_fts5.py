"""SQLite's FTS5: texts once, in a table of their own; what is counted in narrow tables of numbers."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from tests.benchmarks.peers.serving import (
    FACET_VALUES,
    FACETS,
    HITS,
    SINGLE,
    TEXTS,
    TITLE_WEIGHT,
    Answer,
    Question,
    Row,
    Searching,
    main,
    read_rows,
)

_FILE = "fts5.sqlite"
_SINGLE = ", ".join(f"{name} INTEGER" for name in SINGLE)
_SCHEMA = f"""
CREATE TABLE exchange (number INTEGER PRIMARY KEY, id TEXT, title TEXT, question TEXT, answer TEXT);
CREATE TABLE fact (number INTEGER PRIMARY KEY, date INTEGER, {_SINGLE});
CREATE TABLE keyword (value INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE VIRTUAL TABLE texts USING fts5 (
    title, question, answer, content='exchange', content_rowid='number',
    tokenize='unicode61 remove_diacritics 0'
);
INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, 1.0, 1.0)');
"""
_SNIPPETS = ", ".join(f"snippet(texts, {column}, '<b>', '</b>', '…', 30)" for column in range(len(TEXTS)))
_HITS = "SELECT (SELECT id FROM exchange WHERE number = texts.rowid)"
_BEST = f"ORDER BY rank LIMIT {HITS}"
_NARROWED = (
    "EXISTS (SELECT 1 FROM fact WHERE number = texts.rowid AND date BETWEEN ? AND ? "
    "AND party = (SELECT value FROM keyword WHERE text = ?))"
)
_BEGINNING = 200
"""Characters that are shown of a text where there is nothing to look for in it."""
_UNLIMITED = 99_999_999


class Fts5:
    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_rows(rows))
        folder.mkdir(parents=True, exist_ok=True)
        began = perf_counter()
        database = sqlite3.connect(folder / _FILE)
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA cache_size=-200000;" + _SCHEMA)
        for name in ready[0].several:
            database.execute(f"CREATE TABLE {name} (number INTEGER, value INTEGER)")
        _fill(database, ready)
        for name in ready[0].several:
            database.execute(f"CREATE INDEX {name}_of ON {name} (number, value)")
        database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        database.execute("ANALYZE")
        database.commit()
        database.close()
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(sqlite3.connect(folder / _FILE))


def _fill(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    keywords: dict[str, int] = {}

    def value(text: str) -> int:
        return keywords.setdefault(text, len(keywords))

    facts = f"INSERT INTO fact VALUES ({', '.join('?' * (len(SINGLE) + 2))})"
    for number, row in enumerate(rows):
        texts = [row.texts[name] for name in TEXTS]
        database.execute("INSERT INTO exchange VALUES (?, ?, ?, ?, ?)", (number, row.id, *texts))
        database.execute(
            "INSERT INTO texts (rowid, title, question, answer) VALUES (?, ?, ?, ?)", (number, *texts)
        )
        single = [value(row.keywords[name][0]) if row.keywords[name] else None for name in SINGLE]
        database.execute(facts, (number, row.date, *single))
        for name in row.several:
            pairs = [(number, value(text)) for text in row.keywords[name]]
            database.executemany(f"INSERT INTO {name} VALUES (?, ?)", pairs)
    database.executemany("INSERT INTO keyword VALUES (?, ?)", ((at, text) for text, at in keywords.items()))


class _Searching:
    """Matches go into a temporary table once; facets are counted from there.

    Left alone, the planner takes the matches for a million and reads the other tables whole. So it is told
    that they are few, and a cross join is read in the order in which it is written.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=4000000000; PRAGMA cache_size=-200000;"
            "CREATE TEMP TABLE matched (number INTEGER PRIMARY KEY);"
            "INSERT INTO matched VALUES (1); ANALYZE temp.matched"
        )

    def ask(self, question: Question) -> Answer:
        if question.kind == "everything":
            return self._everything(question.bare)
        where, values = self._where(question)
        shown = "" if question.bare else f", {_SNIPPETS}"
        hits = self._database.execute(f"{_HITS}{shown} FROM texts {where} {_BEST}", values).fetchall()
        ids = [row[0] for row in hits]
        if question.bare:
            return Answer(ids)
        self._database.execute("DELETE FROM matched")
        self._database.execute(f"INSERT INTO matched SELECT rowid FROM texts {where}", values)
        total = self._database.execute("SELECT count(*) FROM matched").fetchone()[0]
        facets = {
            name: self._counted(name, f"matched CROSS JOIN {_table(name)} USING (number)") for name in FACETS
        }
        return Answer(ids, total, facets, [text for row in hits for text in row[1:]])

    def _everything(self, bare: bool) -> Answer:
        hits = self._database.execute(f"SELECT id, {', '.join(TEXTS)} FROM exchange LIMIT {HITS}").fetchall()
        ids = [row[0] for row in hits]
        if bare:
            return Answer(ids)
        total = self._database.execute("SELECT count(*) FROM fact").fetchone()[0]
        facets = {name: self._counted(name, _table(name)) for name in FACETS}
        return Answer(ids, total, facets, [text[:_BEGINNING] for row in hits for text in row[1:]])

    def _where(self, question: Question) -> tuple[str, tuple[str | int, ...]]:
        if not question.party:
            return "WHERE texts MATCH ?", (_match(question),)
        days = (question.since, question.until or _UNLIMITED)
        return f"WHERE texts MATCH ? AND {_NARROWED}", (_match(question), *days, question.party)

    def _counted(self, name: str, tables: str) -> dict[str, int]:
        column = name if name in SINGLE else "value"
        counts = (
            f"SELECT {column} AS value, count(*) AS number FROM {tables} WHERE {column} IS NOT NULL "
            f"GROUP BY {column} ORDER BY number DESC LIMIT {FACET_VALUES}"
        )
        return dict(self._database.execute(f"SELECT text, number FROM ({counts}) JOIN keyword USING (value)"))


def _table(name: str) -> str:
    return "fact" if name in SINGLE else name


def _match(question: Question) -> str:
    match question.kind:
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f'"{question.words[0]}"*'
        case kind:
            return f" {kind.upper()} ".join(f'"{word}"' for word in question.words)


if __name__ == "__main__":
    main(Fts5())
