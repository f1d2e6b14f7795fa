"""Many rows of one form, whose texts are escaped in one go.

Jinja escapes what it writes text by text, and makes a Markup of each. A search page has fifty values of
facets with four texts each, one of them written three times: their rows are a form of the template's that is
filled here, in a third of the time.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from markupsafe import Markup, escape

from webui.wording import number

_GAP = re.compile(r"\{(\w+)\}")

_BETWEEN = "\0"
"""Stands between texts that are escaped together; escaping leaves it as it is, and few texts have one."""


def filled(form: str, rows: Sequence[object]) -> Markup:
    """A form once for each of some records, its gaps filled with what they have of the same name.

    ``<li>{label} {count}</li>`` has two gaps. What else stands in a form is HTML that no reader has a say in;
    what fills it is text or a number, and is escaped.
    """
    row, names, order = _read(form)
    values = [value for name in names for value in map(attrgetter(name), rows)]
    escaped = _escaped([value if isinstance(value, str) else number(value) for value in values])
    count = len(rows)
    columns = [escaped[at * count : (at + 1) * count] for at in order]
    html = row * count % tuple(chain.from_iterable(zip(*columns, strict=True)))
    return Markup(html)  # noqa: S704 (a form of a template's, and escaped texts)


@lru_cache(maxsize=256)
def _read(form: str) -> tuple[str, list[str], list[int]]:
    """A form as one row, the distinct names of its gaps, and which of these each gap has."""
    pieces = _GAP.split(str(form).replace("%", "%%"))
    names = list(dict.fromkeys(pieces[1::2]))
    return "%s".join(pieces[::2]), names, [names.index(name) for name in pieces[1::2]]


def _escaped(texts: list[str]) -> list[str]:
    together = str.split(escape(_BETWEEN.join(texts)), _BETWEEN)
    return together if len(together) == len(texts) else [escape(text) for text in texts]
