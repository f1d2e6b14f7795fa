"""Small made-up source files in the real formats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

GID = "uk.org.publicwhip/london-mayors-questions/2020-03-12"


@dataclass(frozen=True)
class Asked:
    """One exchange, to be written in any format; the number is its id, the words its content."""

    number: int
    words: str = "buses"

    @property
    def title(self) -> str:
        return f"About {self.words}"


def parlparse(
    path: Path, asked: Iterable[Asked], scrape: str = "", redirects: Mapping[int, int] | None = None
) -> Path:
    """ParlParse XML of Questions to the Mayor; redirects go from a number to a number."""
    gid = f"{GID}{scrape}"
    told = "".join(
        f'<gidredirect oldgid="{GID}a.{old:04}.h" newgid="{gid}.{new:04}.h" matchtype="altques"/>\n'
        for old, new in (redirects or {}).items()
    )
    body = "".join(
        f'<minor-heading nospeaker="true" id="{gid}.{each.number:04}.h">{escape(each.title)}'
        "</minor-heading>\n"
        f'<question id="{gid}.{each.number:04}.q0" speakername="Ana Brook">'
        f"<p>What about {each.words}?</p></question>\n"
        f'<reply id="{gid}.{each.number:04}.r0" speakername="Tom Ferris">'
        f"<p>Nothing about {each.words}.</p></reply>\n"
        for each in asked
    )
    version = f' scrapeversion="{scrape}"' if scrape else ""
    # An empty heading, so that a file without questions is known for what it is.
    empty = f'<minor-heading nospeaker="true" id="{gid}.0000.h">Nothing</minor-heading>\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<publicwhip{version}>\n{told}{empty}{body}</publicwhip>\n", encoding="utf-8")
    return path


def markdown(path: Path, asked: Iterable[Asked]) -> Path:
    """Markdown with front matter, one exchange after the other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "\n".join(
            f"---\nid: london-mayors-questions/2020-03-12.{each.number:04}\n"
            f"collection: london-mayors-questions\ntitle: {each.title}\ndate: 2020-03-12\n---\n\n"
            f"## Question: Ana Brook (Green)\n\nWhat about {each.words}?\n\n"
            f"## Answer: Tom Ferris (Mayor of London)\n\nNothing about {each.words}.\n"
            for each in asked
        ),
        encoding="utf-8",
    )
    return path


def page_text(path: Path, asked: Asked) -> Path:
    """A page of TheyWorkForYou saved as plain text: it has no id of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{asked.title}\n\nQuestions to the Mayor of London – answered on 12th March 2020.\n\n"
        f"Photo of Ana Brook Ana Brook Green\n\nWhat about {asked.words}?\n\n"
        f"Photo of Tom Ferris Tom Ferris Mayor of London\n\nNothing about {asked.words}.\n",
        encoding="utf-8",
    )
    return path


def broken(path: Path, asked: Iterable[Asked]) -> Path:
    """ParlParse XML that breaks off in the middle of a question, on the line after the last answer."""
    text = parlparse(path, asked).read_text(encoding="utf-8")
    path.write_text(text.replace("</publicwhip>", "<question id='x'><p>It stops"), encoding="utf-8")
    return path
