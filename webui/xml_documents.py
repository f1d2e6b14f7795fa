"""The one place that writes XML: feeds, sitemaps, the description of the search.

lxml escapes what stands in it, but refuses characters that XML cannot hold; those are replaced.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

_CHUNK = 32_768

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *content: str | Element, **attributes: str) -> Element:
    """An element with a text, or with other elements; of the namespace of the document it will stand in."""
    made = etree.Element(name, _possible_values(attributes))
    for part in content:
        if isinstance(part, str):
            made.text = _possible(part)
        else:
            made.append(part)
    return made


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The documents of one namespace."""

    namespace: str

    def streamed(self, name: str, children: Iterable[Element], **attributes: str) -> Iterator[bytes]:
        """A document around elements, which are written as they come and not kept."""
        written = io.BytesIO()
        with etree.xmlfile(written, encoding="utf-8") as file:
            file.write_declaration()
            with file.element(
                f"{{{self.namespace}}}{name}", _possible_values(attributes), nsmap={None: self.namespace}
            ):
                for child in children:
                    file.write("\n", child)
                    file.flush()
                    if written.tell() >= _CHUNK:
                        yield _taken(written)
                file.write("\n")
        yield _taken(written)

    def document(self, name: str, *children: Element, **attributes: str) -> bytes:
        """The same as a whole."""
        return b"".join(self.streamed(name, children, **attributes))


def _taken(written: io.BytesIO) -> bytes:
    """What has been written since it was last taken."""
    chunk = written.getvalue()
    written.seek(0)
    written.truncate()
    return chunk


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)


def _possible_values(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _possible(value) for name, value in attributes.items()}
