"""SQLite's FTS5: texts once, in a table of their own; what is counted in narrow tables of numbers."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from tests.benchmarks.peers.serving import (
    FACETS,
    HITS,
    SEVERAL,
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
CREATE TABLE keyword (value INTEGER PRIMARY KEY, text TEXT);
{"".join(f"CREATE TABLE {name} (number INTEGER, value INTEGER);" for name in SEVERAL)}
CREATE VIRTUAL TABLE texts USING fts5 (
    title, question, answer, content='exchange', content_rowid='number',
    tokenize='unicode61 remove_diacritics 0'
);
INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, 1.0, 1.0)');
"""
_INDEXES = [f"CREATE INDEX {name}_of ON {name} (number, value)" for name in SEVERAL]
_SNIPPETS = ", ".join(f"snippet(texts, {column}, '<b>', '</b>', '…', 30)" for column in range(len(TEXTS)))
_UNLIMITED = 99_999_999


class Fts5:
    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_rows(rows))
        folder.mkdir(parents=True, exist_ok=True)
        began = perf_counter()
        database = sqlite3.connect(folder / _FILE)
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA cache_size=-200000;" + _SCHEMA)
        _fill(database, ready)
        for statement in _INDEXES:
            database.execute(statement)
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
        database.execute("INSERT INTO texts (rowid, title, question, answer) VALUES (?, ?, ?, ?)", (number, *texts))
        single = [value(row.keywords[name][0]) if row.keywords[name] else None for name in SINGLE]
        database.execute(facts, (number, row.date, *single))
        for name in SEVERAL:
            pairs = [(number, value(text)) for text in row.keywords[name]]
            database.executemany(f"INSERT INTO {name} VALUES (?, ?)", pairs)
    database.executemany("INSERT INTO keyword VALUES (?, ?)", ((at, text) for text, at in keywords.items()))


class _Searching:
    """Matches go into a temporary table once; hits and facets are read from there."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=4000000000; PRAGMA cache_size=-200000;"
            "CREATE TEMP TABLE matched (number INTEGER PRIMARY KEY)"
        )
        self._words = dict(database.execute("SELECT value, text FROM keyword"))
        self._values = {text: value for value, text in self._words.items()}

    def ask(self, question: Question) -> Answer:
        if question.kind == "everything":
            return self._everything(question)
        match = _match(question)
        if question.bare:
            return Answer(self._ids(question, match))
        self._database.execute("DELETE FROM matched")
        self._database.execute(*self._matching(question, match))
        facets = {name: self._counted(name, f"matched JOIN {_table(name)} USING (number)") for name in FACETS}
        total = self._database.execute("SELECT count(*) FROM matched").fetchone()[0]
        hits = self._database.execute(
            f"SELECT number, id, {_SNIPPETS} FROM texts JOIN exchange ON number = texts.rowid "
            f"WHERE texts MATCH ? AND texts.rowid IN (SELECT number FROM matched) ORDER BY rank LIMIT {HITS}",
            (match,),
        ).fetchall() if question.party else self._best(match)
        return Answer([row[1] for row in hits], total, facets, [text for row in hits for text in row[2:]])

    def _best(self, match: str) -> list[tuple[str, ...]]:
        return self._database.execute(
            f"SELECT rowid, (SELECT id FROM exchange WHERE number = texts.rowid), {_SNIPPETS} FROM texts "
            f"WHERE texts MATCH ? ORDER BY rank LIMIT {HITS}",
            (match,),
        ).fetchall()

    def _everything(self, question: Question) -> Answer:
        hits = self._database.execute(f"SELECT id, title, question, answer FROM exchange LIMIT {HITS}").fetchall()
        ids = [row[0] for row in hits]
        if question.bare:
            return Answer(ids)
        total = self._database.execute("SELECT count(*) FROM fact").fetchone()[0]
        facets = {name: self._counted(name, _table(name)) for name in FACETS}
        return Answer(ids, total, facets, [text[:200] for row in hits for text in row[1:]])

    def _ids(self, question: Question, match: str) -> list[str]:
        narrowed, values = self._narrowing(question)
        rows = self._database.execute(
            f"SELECT (SELECT id FROM exchange WHERE number = texts.rowid) FROM texts "
            f"WHERE texts MATCH ? {narrowed} ORDER BY rank LIMIT {HITS}",
            (match, *values),
        )
        return [row[0] for row in rows]

    def _matching(self, question: Question, match: str) -> tuple[str, tuple[str | int, ...]]:
        narrowed, values = self._narrowing(question)
        return f"INSERT INTO matched SELECT rowid FROM texts WHERE texts MATCH ? {narrowed}", (match, *values)

    def _narrowing(self, question: Question) -> tuple[str, tuple[int, ...]]:
        if not question.party:
            return "", ()
        party = self._values.get(question.party, -1)
        return (
            "AND EXISTS (SELECT 1 FROM fact WHERE number = texts.rowid AND party = ? AND date BETWEEN ? AND ?)",
            (party, question.since, question.until or _UNLIMITED),
        )

    def _counted(self, name: str, tables: str) -> dict[str, int]:
        column = name if name in SINGLE else "value"
        rows = self._database.execute(
            f"SELECT {column}, count(*) FROM {tables} WHERE {column} IS NOT NULL GROUP BY {column}"
        )
        return {self._words[value]: count for value, count in rows}


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
