"""The registry of public bodies: one reviewable CSV file a kind under ``corpus/bodies``.

A row is a body. Its columns hold lists separated by ``|``; a name that held for a time carries its
dates, ``Department of Health (1988..2018)``. CONTRIBUTING.md explains how to add one.

==============  ==================================================================================
id, name        of today, or the last one of a body that is gone
since, until    a year, a month or a day
successors      ids of the bodies that took over its work
aliases         other full names, former names with their dates
abbreviations   short names that mean this body wherever they stand, in exactly this case
ambiguous       short names that need support in the same exchange: ``MPS@london`` needs none where
                the collection follows the convention ``london``, and where several bodies' do, the
                day of the exchange decides; ``the Commission`` needs the body's full name before it
offices         people who stand for the body: ``Information Commissioner``
hosts           hosts of its pages, ``ico.org.uk``; a shared host carries a path
not_in          longer phrases in which its name does not mean it: ``Minister for the Cabinet Office``
==============  ==================================================================================
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.body import KINDS, Ambiguous, Body, Name, fold_body_name, kind_called
from corpus.folding import fold

if TYPE_CHECKING:
    from corpus.registry_names import WrittenNames

BODIES = Path(__file__).with_name("bodies")
"""questiontime's own registry."""

__all__ = ["KINDS", "Ambiguous", "Body", "Name", "Registry", "kind_called"]


class Registry:
    """Every body that is known, by id and by what it is called."""

    def __init__(self, bodies: Iterable[Body], version: str = "") -> None:
        self._read: Callable[[], tuple[Iterable[Body], str]] = partial(_given, tuple(bodies), version)
        self._names: Callable[[], Callable[[str], str | None]] = self._names_of_bodies
        self._may_be_called: Callable[[str], bool] = bool

    @classmethod
    def load(cls, folder: Path = BODIES) -> "Registry":
        """Read a folder of CSV files, by default questiontime's own.

        Raises `RegistryError`, with file and line, for a row that is wrong by itself, an id that is
        taken, or a successor that is not known.
        """
        return cls(*_read(folder))

    @classmethod
    def awaited(cls, folder: Path = BODIES) -> "Registry":
        """The same, read when a body is first asked for: most searches from the command line ask for none."""
        registry = cls(())
        registry._read = partial(_read, folder)
        registry._names = partial(_names_written, folder)
        registry._may_be_called = partial(_may_be_called, folder)
        return registry

    @classmethod
    def load_checked(cls, folder: Path = BODIES) -> "Registry":
        """The same, held to the rules between rows as well (`corpus.registry_rules`)."""
        return cls(*_read(folder, checked=True))

    @property
    def version(self) -> str:
        """Changes with any file of the registry: citations of another version are out of date."""
        return self._content[1]

    @property
    def bodies(self) -> tuple[Body, ...]:
        """All of them, by kind and then in the files' order."""
        return tuple(self._by_id.values())

    def body(self, id: str) -> Body | None:
        """The body of this id."""
        return self._by_id.get(id)

    def folded(self, id: str) -> Body | None:
        """The body of an id as filters have it, folded."""
        return self._by_folded_id.get(id)

    def name_of(self, id: str) -> str:
        """The official name; an id that is not known (any more) is shown as it is."""
        return self._named(id) or id

    def kind_of(self, id: str) -> str | None:
        """The kind, one of `KINDS`."""
        body = self._by_id.get(id)
        return body.kind if body else None

    def successors(self, id: str) -> tuple[Body, ...]:
        """The bodies that took over this one's work."""
        body = self._by_id.get(id)
        return tuple(self._by_id[successor] for successor in body.successors) if body else ()

    def predecessors(self, id: str) -> tuple[Body, ...]:
        """The bodies whose work this one took over."""
        return self._predecessors.get(id, ())

    def find(self, text: str) -> tuple[Body, ...]:
        """The bodies that a person may mean by this text: an id, a name or a short name, in any case.

        Several where a short name is ambiguous; none where nothing is called so.
        """
        if "_content" not in vars(self) and not self._may_be_called(fold_body_name(text)):
            return ()  # It is not worth reading the bodies for what none of them can be called.
        named = self._by_id.get(text.strip())
        return (named,) if named else self._by_folded_name.get(fold_body_name(text), ())

    def may_begin_with(self, word: str) -> bool:
        """Whether anything that is found may begin with this word, folded as a name is; most words say no."""
        if "_content" not in vars(self):
            return True
        first, *_ = (*fold(word).split(), "")
        return first in self._first_words

    @cached_property
    def _content(self) -> tuple[Mapping[str, Body], str]:
        bodies, version = self._read()
        return {body.id: body for body in bodies}, version

    @cached_property
    def _named(self) -> Callable[[str], str | None]:
        return self._names()

    def _names_of_bodies(self) -> Callable[[str], str | None]:
        return {body.id: body.name for body in self.bodies}.get

    @cached_property
    def _by_id(self) -> Mapping[str, Body]:
        return self._content[0]

    @cached_property
    def _predecessors(self) -> Mapping[str, tuple[Body, ...]]:
        found: defaultdict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            for successor in body.successors:
                found[successor].append(body)
        return {successor: tuple(bodies) for successor, bodies in found.items()}

    @cached_property
    def _by_folded_id(self) -> Mapping[str, Body]:
        return {fold(body.id): body for body in self.bodies}

    @cached_property
    def _by_folded_name(self) -> Mapping[str, tuple[Body, ...]]:
        found: defaultdict[str, dict[str, Body]] = defaultdict(dict)
        for body in self.bodies:
            for name in (body.id, body.name, *body.aliases):
                found[fold_body_name(name)][body.id] = body
        return {name: tuple(bodies.values()) for name, bodies in found.items()}

    @cached_property
    def _first_words(self) -> frozenset[str]:
        """Of all names, and what may stand before them or fold to nothing; see `fold_body_name`."""
        return frozenset((*(name.partition(" ")[0] for name in self._by_folded_name), *_BEFORE_NAMES))


_BEFORE_NAMES = ("", "the", "his", "her")


def _given(bodies: Iterable[Body], version: str) -> tuple[Iterable[Body], str]:
    return bodies, version


def _read(folder: Path, checked: bool = False) -> tuple[Iterable[Body], str]:
    """The bodies of a folder, and its version."""
    from corpus.registry_files import read_rows  # noqa: PLC0415 (what `awaited` gives may never be asked)

    rows, version = read_rows(folder)
    if checked:
        from corpus.registry_rules import check_names  # noqa: PLC0415 (few do check)

        check_names(rows)
    return [row.body for row in rows], version


def _names_written(folder: Path) -> Callable[[str], str | None]:
    return _written_names(folder).name_of


def _may_be_called(folder: Path, name: str) -> bool:
    return _written_names(folder).has(name)


@lru_cache(maxsize=1)
def _written_names(folder: Path) -> "WrittenNames":
    from corpus.registry_names import WrittenNames  # noqa: PLC0415 (as above)

    return WrittenNames(folder.glob("*.csv"))
