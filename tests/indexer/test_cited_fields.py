"""Which bodies an exchange raises, addresses, and raises without an answer on them."""

from datetime import date

import pytest

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Exchange, Flag, Role, Speech
from corpus.registry import Registry
from indexer.fields import FIELD

QUESTION, ANSWER = Speech(Role.QUESTION, "Well?"), Speech(Role.ANSWER, "Well.")
ANSWERED = Exchange("x/2031-01-01.1.q0", "wrans", "T", date(2031, 1, 1), (QUESTION, ANSWER))
WAITING = ANSWERED._replace(speeches=(QUESTION,))
HELD = ANSWERED._replace(flags=(Flag.HOLDING,))

RAISED = {
    "what the answer leaves out": (ANSWERED, "tico qofcom", ["ico", "ofcom"]),
    "not what it takes up": (ANSWERED, "tico qico qofcom aico", ["ofcom"]),
    "not what only it brings up": (ANSWERED, "aico", []),
    "nothing without an answer": (WAITING, "qico", []),
    "nothing while the answer is to follow": (HELD, "qico", []),
}


def citation(text: str) -> Citation:
    side = next(side for side in Side if side.value.startswith(text[0]))
    return Citation(text[1:], side, None, 0, 1, text[1:], How.NAME)


@pytest.mark.parametrize(("exchange", "cites", "expected"), RAISED.values(), ids=RAISED)
def test_unanswered_cites_is(exchange: Exchange, cites: str, expected: list[str]) -> None:
    cited = CitedExchange(exchange, tuple(map(citation, cites.split())))
    assert list(FIELD["unanswered_cites"].values(cited, Registry([]))) == expected
