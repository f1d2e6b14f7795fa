"""How a file is sent: in pieces as its rows are read, under a name, with the page that it is from."""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Response, stream_with_context

from search.takeaway.forms import FORMS
from search.takeaway.taking import Takeaway

ANY_FORM = f"<any({','.join(FORMS)}):form>"
"""The part of a route that says in which form a file is wanted."""

_CHUNK = 32_768
"""Of so many characters, about: a row at a time would cost a system call each."""


def sent(taken: Takeaway, form: str, name: str) -> Response:
    """A file of these rows."""
    chosen = FORMS[form]
    lines = stream_with_context(_chunks(chosen.lines(taken)))
    response = Response(lines, mimetype=chosen.mimetype)
    response.headers.set(
        "Content-Disposition", "attachment", **_named(f"questiontime-{name}.{chosen.ending}")
    )
    response.headers["Link"] = f'<{taken.origin.address}>; rel="alternate"; type="text/html"'
    return response


def _named(name: str) -> dict[str, str]:
    """The name of a file as a header can say it (RFC 6266)."""
    return {"filename": name} if name.isascii() else {"filename*": f"UTF-8''{quote(name)}"}


def _chunks(lines: Iterator[str]) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield "".join(gathered)
            gathered, size = [], 0
    yield "".join(gathered)
