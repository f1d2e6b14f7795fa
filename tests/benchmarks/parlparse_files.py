"""Exchanges as files of ParlParse's shape, one a day and collection: what a whole rebuild is timed on."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import quoteattr

from markdown_it import MarkdownIt

from corpus.collections import LONDON
from corpus.exchange import GID_PREFIX, Exchange, Role, Speech


def write_files(exchanges: Iterable[Exchange], folder: Path) -> int:
    """Write exchanges that come in the order of their days, holding one day at a time; give how many."""
    count = 0
    for _, of_day in groupby(exchanges, key=lambda exchange: exchange.date):
        by_collection = sorted(of_day, key=lambda exchange: exchange.collection)
        for collection, group in groupby(by_collection, key=lambda exchange: exchange.collection):
            together = list(group)
            path = folder / collection / f"{collection}{together[0].date.isoformat()}.xml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(_file(together)), encoding="utf-8")
            count += len(together)
    return count


def _file(exchanges: Iterable[Exchange]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<publicwhip latest="yes">'
    for exchange in exchanges:
        place = exchange.id.removesuffix(".q0")
        yield _element("major-heading", {"id": f"{place}.mh"}, _escaped(exchange.department or ""))
        yield _element("minor-heading", {"id": f"{place}.h"}, _escaped(exchange.title))
        for speech in exchange.speeches:
            yield _speech(exchange, place, speech)
    yield "</publicwhip>\n"


def _speech(exchange: Exchange, place: str, speech: Speech) -> str:
    question = "question" if exchange.collection == LONDON.key else "ques"
    attributes = {
        "id": f"{place}.{speech.anchor.rpartition('.')[2]}",
        "speakername": speech.speaker or "",
        "person_id": f"{GID_PREFIX}{speech.person}" if speech.person else "unknown",
    }
    body = _clean(_HTML.render(speech.text))
    if speech.reference:
        body = body.replace("<p>", f"<p qnum={quoteattr(speech.reference)}>", 1)
    return _element(question if speech.role is Role.QUESTION else "reply", attributes, body)


def _element(tag: str, attributes: dict[str, str], body: str) -> str:
    id = f"{GID_PREFIX}{attributes['id']}"
    written = " ".join(
        f"{name}={quoteattr(_clean(value))}" for name, value in (attributes | {"id": id}).items()
    )
    return f"<{tag} {written}>{body}</{tag}>"


def _escaped(text: str) -> str:
    return _clean(text.replace("&", "&amp;").replace("<", "&lt;"))


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)


_HTML = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image"])
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""
