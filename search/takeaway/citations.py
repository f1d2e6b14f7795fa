"""Citations as rows: who named which body, when, where and in which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.citation import Citation, CitedExchange
from corpus.exchange import Exchange, Speech
from corpus.markdown import plain_text
from corpus.registry import Registry
from search.citing import AskedFor
from search.passages.sentences import quoted
from search.request import Request
from search.result import Hit
from search.schemas import DAY, TEXT, or_null
from search.takeaway.columns import Column, Table
from search.takeaway.exchanges import HOW, SIDE, asked_by, party


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One citation, in its exchange."""

    cited: CitedExchange
    citation: Citation

    @property
    def exchange(self) -> Exchange:
        return self.cited.exchange

    @property
    def speech(self) -> Speech | None:
        """Where it stands; None for the title."""
        at = self.citation.speech
        return None if at is None else self.exchange.speeches[at]

    @property
    def reference(self) -> str | None:
        return (self.speech and self.speech.reference) or self.exchange.reference

    @property
    def url(self) -> str | None:
        return (self.speech and self.speech.url) or self.exchange.url

    @property
    def sentence(self) -> str:
        text = plain_text(self.speech.text) if self.speech else self.exchange.title
        return quoted(text, self.citation.start, self.citation.end)


CITATIONS: Table[CitedPlace] = Table(
    "citations",
    (
        Column("id", "ParlParse's id of the exchange.", TEXT, lambda at, _: at.exchange.id),
        Column("date", "The day of the answer.", DAY, lambda at, _: at.exchange.date.isoformat()),
        Column(
            "reference",
            "The number that the house gave the question.",
            or_null(TEXT),
            lambda at, _: at.reference,
        ),
        Column("collection", "The key of its collection.", TEXT, lambda at, _: at.exchange.collection),
        Column(
            "speech",
            "The anchor of the speech on its page; empty for the title.",
            or_null(TEXT),
            lambda at, _: at.speech.anchor if at.speech else None,
        ),
        Column("side", "Which part names the body.", SIDE, lambda at, _: at.citation.side.value),
        Column("body", "The body's id.", TEXT, lambda at, _: at.citation.body),
        Column("name", "The body's name.", TEXT, lambda at, registry: registry.name_of(at.citation.body)),
        Column("surface", "The words that name it.", TEXT, lambda at, _: at.citation.surface),
        Column("sentence", "The sentence around them.", TEXT, lambda at, _: at.sentence),
        Column("how", "How it is named.", HOW, lambda at, _: at.citation.how.value),
        Column(
            "asked_by",
            "Who asked; several are separated by a comma.",
            or_null(TEXT),
            lambda at, _: asked_by(at.exchange),
        ),
        Column(
            "party",
            "The party of each asker on that day, likewise.",
            or_null(TEXT),
            lambda at, _: party(at.exchange),
        ),
        Column("url", "Where it is published.", or_null(TEXT), lambda at, _: at.url),
    ),
)


def cited_places(hits: Iterable[Hit], request: Request, registry: Registry) -> Iterator[CitedPlace]:
    """The citations in the hits of a request, in the order of the hits and then of the text.

    Where the request asks for bodies, only theirs, on the sides that it asks for; where it asks for
    kinds of bodies, only those of these kinds.
    """
    asked = AskedFor.by(request) or AskedFor.by_kind(request, registry)
    for hit in hits:
        citations = hit.cited.citations
        for citation in asked.among(citations) if asked else citations:
            yield CitedPlace(hit.cited, citation)
