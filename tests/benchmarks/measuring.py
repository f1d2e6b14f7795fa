"""What is measured of the peers, and how: always all of them in turn, so that a slow moment hits all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

from tests.benchmarks.peers.serving import Question
from tests.benchmarks.running import Peer, Running, start_ms

Of = TypeVar("Of")

_PASSES = 3
"""How often a class is asked in one turn."""
_STARTS = 5
_LOADS = 3
_LOAD_SECONDS = 2.0


@dataclass(slots=True)
class Timing:
    """One peer and one class of questions."""

    first: list[float] = field(default_factory=list)
    """Milliseconds of each question when it was asked for the first time."""
    rested: list[float] = field(default_factory=list)
    """Later, when a turn began: while others had theirs, the processor forgot this one."""
    ms: list[float] = field(default_factory=list)
    """And further on in a turn, as a server under load answers."""

    def plain(self) -> dict[str, float]:
        low, middle, high = quantiles(self.ms, n=4)
        return {
            "median": middle,
            "quartile_1": low,
            "quartile_3": high,
            "rested": median(self.rested),
            "first": median(self.first),
        }


Timings = Mapping[str, Mapping[str, Timing]]
"""By class, then by peer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking."""

    timings: Timings
    answers: Mapping[str, Mapping[str, list[dict[str, Any]]]]
    """By class, then by peer: the last answer to each question."""


def ask_all(
    running: Sequence[Running], questions: Mapping[str, Sequence[Question]], rounds: int, bare: bool
) -> Asked:
    """Ask every peer every question in every round.

    A turn is one peer's: the questions of a class, one after another, and again. Which peer is first changes
    from round to round.
    """
    timings = {name: {each.peer.key: Timing() for each in running} for name in questions}
    answers: dict[str, dict[str, list[dict[str, Any]]]] = {name: defaultdict(list) for name in questions}
    for number in range(rounds):
        for name, group in questions.items():
            for peer in _rotated(running, number):
                timing = timings[name][peer.peer.key]
                for again in range(_PASSES):
                    turn = [peer.ask(replace(question, bare=bare)) for question in group]
                    times = timing.ms if again else timing.rested if number else timing.first
                    times += [answer["ms"] for answer in turn]
                answers[name][peer.peer.key] = turn
    return Asked(timings, answers)


def ask_in_pairs(
    pairs: Mapping[str, tuple[Running, Running]], questions: Mapping[str, Sequence[Question]]
) -> dict[str, float]:
    """Answers a second of two processes of each peer, one peer at a time; the median of some turns."""
    everything = list(chain.from_iterable(zip(*questions.values(), strict=True)))
    rates = defaultdict(list)
    for _ in range(_LOADS):
        for key, pair in pairs.items():
            for each in pair:
                each.begin_load(everything, _LOAD_SECONDS)
            rates[key].append(sum(each.read_load() for each in pair) / _LOAD_SECONDS)
    return {key: median(each) for key, each in rates.items()}


def starts(peers: Iterable[Peer], folders: Mapping[str, Path], question: Question) -> dict[str, float]:
    """From process start to first answer, the median of some starts of each in turn."""
    times = defaultdict(list)
    known = list(peers)
    for _ in range(_STARTS):
        for peer in known:
            times[peer.key].append(start_ms(peer, folders[peer.key], question))
    return {key: median(each) for key, each in times.items()}


def differences(
    asked: Asked, questions: Mapping[str, Sequence[Question]], peers: Iterable[Peer]
) -> Iterator[str]:
    """Where peers that find words as they are do not agree on a total or on the counts of a facet.

    A comparison of times means nothing where the answers are others.
    """
    compared = [peer for peer in peers if peer.words_as_they_are]
    for name, group in questions.items():
        for at, question in enumerate(group):
            found = {peer.name: asked.answers[name][peer.key][at] for peer in compared}
            totals = {peer: answer["total"] for peer, answer in found.items()}
            what = f"{name}, {' '.join(question.words)}"
            if len(set(totals.values())) > 1:
                yield f"{what}: {', '.join(f'{peer} {total:,}' for peer, total in totals.items())}"
            elif len({str(_comparable(answer, question)) for answer in found.values()}) > 1:
                yield f"{what}: equal totals, but other counts in the facets"


def _comparable(answer: Mapping[str, Any], question: Question) -> dict[str, list[int]]:
    """The facets' counts; a facet that is filtered by, questiontime counts without its own filter."""
    facets: dict[str, list[int]] = answer["facets"]
    return {name: counts for name, counts in facets.items() if not (name == "party" and question.party)}


def _rotated(each: Sequence[Of], number: int) -> Sequence[Of]:
    at = number % len(each)
    return [*each[at:], *each[:at]]
