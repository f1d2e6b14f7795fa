"""The one place that makes HTML: texts with their marks put back, everything else escaped.

What was found is known as spans of the plain text (`corpus.markdown`). A text leaf of the token
stream knows its place there, so it is cut at the spans' edges and each piece is written inside its
marks. Only the tags named here can come out, whatever a text holds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile
from typing import TypeVar

from markdown_it.token import Token
from markupsafe import Markup, escape

from corpus.markdown_tokens import parse
from search.result import Mark


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A named body in a text: where it stands, where it leads, and why it was marked."""

    start: int
    end: int
    href: str
    reason: str
    """Shown with the mark, such as ``Information Commissioner's Office: abbreviation, defined above``."""
    described_by: str
    """The id of the element of the page that says the same to whoever cannot see it."""
    kind: str = "citation"
    """The classes of the mark: of one that points to another question instead of a body, others."""


def speech_html(markdown: str, citations: Sequence[CitationMark] = (), words: Sequence[Mark] = ()) -> Markup:
    """A speech as HTML, the cited bodies in it linked and the reader's words marked.

    Spans may overlap; where two of one kind do, the earlier one keeps what both claim.
    """
    marks = _Marks(citations, words)
    return Markup("".join(_blocks(parse(markdown), marks)))  # noqa: S704 (escaped piece by piece)


def highlighted(text: str, words: Sequence[Mark] = (), citations: Sequence[CitationMark] = ()) -> Markup:
    """A plain text, such as a title or a snippet, with the same marks."""
    if not (words or citations):
        return escape(text)
    marks = _Marks(citations, words)
    return Markup("".join(_marked(text, 0, marks, in_link=False)))  # noqa: S704 (escaped piece by piece)


_Value = TypeVar("_Value")
_Span = tuple[int, int, _Value]


class _Marks:
    """The spans of one text, of each kind in order and apart from each other."""

    def __init__(self, citations: Sequence[CitationMark], words: Sequence[Mark]) -> None:
        self.citations = _disjoint([(mark.start, mark.end, mark) for mark in citations])
        self.words = _disjoint([(start, end, True) for start, end in words])


def _disjoint(spans: list[_Span[_Value]]) -> list[_Span[_Value]]:
    if all(before[1] <= after[0] for before, after in pairwise(spans)):
        return [span for span in spans if span[0] < span[1]]  # As finding gives them.
    apart: list[_Span[_Value]] = []
    reached = 0
    for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):
        start = max(start, reached)  # noqa: PLW2901 (the span's own start, clipped)
        if start < end:
            apart.append((start, end, value))
            reached = end
    return apart


def _cut(start: int, end: int, spans: Sequence[_Span[_Value]]) -> Iterator[tuple[int, int, _Value | None]]:
    """Cut a stretch at the edges of the spans: every piece, with the span it lies in."""
    at = start
    first = bisect_right(spans, start, key=lambda span: span[1])
    for index in range(first, len(spans)):
        begins, ends, value = spans[index]
        if begins >= end:
            break
        if at < begins:
            yield at, begins, None
            at = begins
        reached = ends if ends < end else end
        yield at, reached, value
        at = reached
    if at < end:
        yield at, end, None


def _marked(text: str, place: int, marks: _Marks, in_link: bool) -> Iterator[str]:
    """A text leaf that begins at this place of the plain text, escaped, inside its marks."""
    whole = escape(text)
    if not (marks.citations or marks.words):
        yield whole
        return
    # A passage has a dozen pieces, and most have nothing to escape.
    html = str if whole == text else escape
    for start, end, citation in _cut(place, place + len(text), marks.citations):
        pieces = [
            f"<mark>{html(text[a - place : b - place])}</mark>" if word else html(text[a - place : b - place])
            for a, b, word in _cut(start, end, marks.words)
        ]
        inner = "".join(pieces)
        yield _cited(inner, citation, in_link) if citation else inner


def _cited(inner: str, citation: CitationMark, in_link: bool) -> str:
    # Not a title: that shows neither on focus nor on a phone. The style shows the reason on both.
    why = f'data-why="{escape(citation.reason)}"'
    if in_link:  # A link cannot stand in a link; the text's own one stays, and is described.
        return f'<span class="{citation.kind}" {why}>{inner}</span>'
    described = f'aria-describedby="{escape(citation.described_by)}"'
    return f'<a class="{citation.kind}" href="{escape(citation.href)}" {why} {described}>{inner}</a>'


_TAGS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    # A page's own headings end at the third level: those of a text stand below them.
    "heading": "h4",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "em": "em",
    "strong": "strong",
}
_ALIGNMENTS = {"text-align:center": ' class="center"', "text-align:right": ' class="right"'}


def _blocks(tokens: Iterable[Token], marks: _Marks) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "inline":
                yield from _inline(token.children or (), marks)
            case "fence" | "code_block":
                code = "".join(_leaf(token, token.content.rstrip("\n"), marks))
                yield f"<pre><code>{code}</code></pre>\n"
            case "hr":
                yield "<hr>\n"
            case "table_open":
                yield '<div class="table" role="region" aria-label="Table" tabindex="0"><table>\n'
            case "table_close":
                yield "</table></div>\n"
            case "th_open" | "td_open":
                yield f"<{token.tag}{_ALIGNMENTS.get(str(token.attrGet('style')), '')}>"
            case "th_close" | "td_close":
                yield f"</{token.tag}>\n"
            case _:
                yield _tag(token)


def _inline(tokens: Sequence[Token], marks: _Marks) -> Iterator[str]:
    in_link = False
    for at, token in enumerate(tokens):
        match token.type:
            case "text":
                yield from _leaf(token, token.content, marks, in_link)
            case "code_inline":
                yield f"<code>{''.join(_leaf(token, token.content, marks, in_link))}</code>"
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "<br>\n"
            case "link_open":
                in_link = True
                href, described = escape(token.attrGet("href")), _description(tokens, at, marks)
                # Its text is its address, which a print has no need to repeat behind it.
                bare = ' class="bare"' if token.info == "auto" else ""
                yield f'<a{bare} href="{href}" rel="nofollow noopener"{described}>'
            case "link_close":
                in_link = False
                yield "</a>"
            case _:
                yield _tag(token)


def _description(tokens: Sequence[Token], link: int, marks: _Marks) -> str:
    """Of a text's own link: the reasons of the bodies that its words name, since only the link has focus."""
    words = takewhile(
        lambda token: token.type != "link_close", (tokens[at] for at in range(link, len(tokens)))
    )
    places = [(int(leaf.meta["start"]), len(leaf.content)) for leaf in words]
    pieces = chain.from_iterable(_cut(start, start + length, marks.citations) for start, length in places)
    described = dict.fromkeys(citation.described_by for _, _, citation in pieces if citation)
    return f' aria-describedby="{escape(" ".join(described))}"' if described else ""


def _leaf(token: Token, text: str, marks: _Marks, in_link: bool = False) -> Iterator[str]:
    return _marked(text, int(token.meta["start"]), marks, in_link)


def _tag(token: Token) -> str:
    """An opening or closing tag; of a paragraph of a tight list, which has none, a new line at most."""
    name = _TAGS.get(token.type.removesuffix("_open").removesuffix("_close"))
    if name is None or token.hidden:
        return "\n" if token.hidden else ""
    if token.nesting < 0:
        return f"</{name}>\n" if token.block else f"</{name}>"
    first = token.attrGet("start")
    return f'<{name} start="{int(first)}">' if first is not None else f"<{name}>"
