"""Documents as the index takes them, made up; no registry, people or Markdown needed."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from indexer.analysis import SPEECH_BREAK
from indexer.codec.contents import read_contents
from indexer.codec.inverting import Inverter
from indexer.documents import KEYWORDS, NUMBERS, TEXTS, Document
from indexer.schema import VALUE_BREAK, exact_name
from indexer.writing import IndexWriter, write_run

Row = dict[str, Any]
"""A document as Whoosh takes it."""

PIECES = (
    *("police", "cameras", "camera", "facial", "the", "the", "A&E", "(A&E)", "s.60", "O’Brien's", "O'Brien"),
    *("e-mail", "U.K.", "2020/0841,", "1,000", "Siân", "Sian", "ǅ", "ﬁre", "—", "&", "_x_", "l'été", "9:30"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=SPEECH_BREAK), max_size=30),
)
speeches = st.lists(texts, max_size=3).map(SPEECH_BREAK.join)
names = st.lists(
    st.sampled_from(["Ana Brook", "Siân Berry", "Sian Berry", "Li", "O’Hara", "-"]), max_size=3, unique=True
)


def document_of(
    number: int,
    title: str = "Title",
    question: str = "",
    answer: str = "",
    members: tuple[str, ...] | list[str] = ("Ana Brook",),
    date: int = 20310514,
    source: str = "a.xml",
    prefix: str = "",
) -> Row:
    """What there may be to index of an exchange."""
    id = f"{prefix}alderwick/{number:05}"
    row = {"id": id, "source": source, "key": VALUE_BREAK.join([id, f"old/{number}"]), "date": date}
    for name, text in (("title", title), ("question", question), ("answer", answer)):
        row[name] = row[exact_name(name)] = text
    row |= {"member": VALUE_BREAK.join(members), "party": "Harbour Party", "collection": "alderwick"}
    row["stored"] = f"{id} {title} {question} {answer}".encode()
    return {name: value for name, value in row.items() if value != ""}


def made(row: Row) -> Document:
    """The same as `indexer.documents.document` makes it."""
    return Document(
        row["stored"],
        [row.get(name, "") for name in TEXTS],
        [row[name].split(VALUE_BREAK) if name in row else () for name in KEYWORDS],
        [row[name] for name in NUMBERS],
    )


def commit(folder: Path, documents: Iterable[Document], remove: Iterable[str] = ()) -> None:
    """Add documents to the index in a folder, or begin one, and remove those of these sources."""
    writer = IndexWriter(folder, read_contents(folder) if any(folder.iterdir()) else ())
    writer.remove_sources(remove)
    inverter = Inverter(writer.dictionary)
    for document in documents:
        inverter.add(document)
    if len(inverter):
        writer.add_run(write_run(inverter, folder, whole=True))
    writer.commit()


def as_whoosh_takes(document: Document) -> Row:
    """And back again."""
    row: Row = {"stored": document.stored}
    row |= zip(TEXTS, document.texts, strict=True)
    row |= zip(map(exact_name, TEXTS), document.texts, strict=True)
    row |= zip(KEYWORDS, map(VALUE_BREAK.join, document.keywords), strict=True)
    row |= zip(NUMBERS, document.numbers, strict=True)
    return {name: value for name, value in row.items() if value != ""}


@st.composite
def corpora(draw: st.DrawFn, most: int = 8) -> list[Row]:
    """Some documents; a few come from the source ``gone.xml``."""
    return [
        document_of(
            number,
            draw(texts),
            draw(speeches),
            draw(speeches),
            draw(names),
            draw(st.sampled_from([20290101, 20310514, 20311231])),
            draw(st.sampled_from(["a.xml", "b.xml", "gone.xml"])),
        )
        for number in range(draw(st.integers(1, most)))
    ]
