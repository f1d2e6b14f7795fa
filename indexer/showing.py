"""What the command line shows of a rebuild, an update or a listing: progress, problems, sums."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from indexer.counts import Counts
from indexer.manifest import Manifest
from indexer.survey import Problem
from indexer.watching import Watcher

LISTED = 20
"""More problems of one kind than this are counted, unless all are asked for."""

_KINDS = 500
"""More kinds of problems than this are not told apart."""


@dataclass(slots=True)
class _Kind:
    count: int = 0
    first: list[Problem] = field(default_factory=list)


class Display(Watcher):
    """Shows progress where standard error is a terminal, and problems when the work is done."""

    def __init__(self, verbose: bool = False) -> None:
        super().__init__()
        self._verbose = verbose
        self._kinds: dict[str, _Kind] = {}
        self._bar: Any = None  # click's progress bar; its type is not public

    def problem(self, problem: Problem) -> None:
        super().problem(problem)
        if self._verbose:
            click.echo(str(problem), err=True)
        kind = problem.kind if len(self._kinds) < _KINDS else "other reasons"
        same = self._kinds.setdefault(kind, _Kind())
        same.count += problem.count
        if len(same.first) < LISTED:
            same.first.append(problem)

    def note(self, text: str) -> None:
        click.echo(text, err=True)

    def begin(self, step: str, length: int) -> None:
        if sys.stderr.isatty():
            self._bar = click.progressbar(length=length, label=step, file=sys.stderr, update_min_steps=50)
            self._bar.__enter__()

    def advance(self, count: int) -> None:
        if self._bar:
            self._bar.update(count)

    def end(self) -> None:
        if self._bar:
            self._bar.render_finish()
            self._bar = None

    def show_problems(self) -> None:
        """Every problem of the kinds that are few, and how many there are of the others."""
        if self._verbose:
            return
        for kind, same in sorted(self._kinds.items(), key=lambda item: item[1].count):
            if same.count <= LISTED:
                for problem in same.first:
                    click.echo(str(problem), err=True)
            else:
                click.echo(f"{same.count:,} × {kind}; the first: {same.first[0]}", err=True)

    def skipped(self) -> dict[str, int]:
        """How many problems of each kind, the most frequent first."""
        return {
            kind: same.count for kind, same in sorted(self._kinds.items(), key=lambda item: -item[1].count)
        }


def sum_lines(
    formats: Mapping[str, Counts], files: Mapping[str, int], skipped: Mapping[str, int], left_out: Counts
) -> Iterator[str]:
    """The sums of what was read: by format, in all, and what was left out."""
    for name, counts in formats.items():
        yield f"  {name}, {_number(files.get(name, 0), 'file')}: {counted(counts)}"
    for reason, count in skipped.items():
        yield f"  left out: {count:,} × {reason}"
    if left_out != Counts():
        yield f"  in what was left out: {_number(left_out.questions, 'question')}, " + _number(
            left_out.answers, "answer"
        )


def counted(counts: Counts) -> str:
    """Counts in words."""
    return ", ".join(
        (
            _number(counts.exchanges, "exchange"),
            _number(counts.questions, "question"),
            _number(counts.answers, "answer"),
        )
    )


def manifest_lines(manifest: Manifest) -> Iterator[str]:
    """A generation's sums."""
    yield f"Generation {manifest.generation}: {counted(manifest.counts)}"
    for collection, counts in manifest.collections.items():
        yield f"  {collection}: {counted(counts)}"
    yield from sum_lines(manifest.formats, manifest.files_read, manifest.skipped, manifest.left_out)


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
