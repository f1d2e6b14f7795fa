"""Which index is current, how a new one takes its place, and how the old one comes back.

::

    INDEX/current               one line: the name of the generation that is searched
    INDEX/generations/<name>/   the index's files, what is remembered of sources, manifest.json
    INDEX/verified              of which files the checksums are known to be right (`indexer.verified`)
    INDEX/lock                  held by the one that writes

A generation is never changed once it is published. The one before it is kept; what else there is (older
ones, remains of killed builds) is swept when the next one succeeds.
"""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from corpus.errors import IndexFolderError
from indexer.manifest import MANIFEST_FILE, Manifest, read_manifest, verify
from indexer.verified import is_verified, note_verified

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")


class Generation(Struct, frozen=True):
    """One finished index, verified."""

    name: str
    path: Path
    manifest: Manifest


class IndexFolder:
    """The folder of an index with its generations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._current = path / "current"
        self._generations = path / "generations"

    def current_mark(self) -> tuple[int, int] | None:
        """Something else whenever another generation has become the current one; None where there is none.

        So cheap that readers can ask at every request: the pointer is replaced, never written into.
        """
        try:
            status = self._current.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def current_name(self) -> str | None:
        """The name of the current generation."""
        try:
            with self._current.open("rb") as file:
                name = file.read(100).decode("ascii", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise IndexFolderError(f"{self._current}: cannot be read: {error.strerror}") from error
        if not _NAME.fullmatch(name):
            raise IndexFolderError(f"{self._current}: does not name a generation; rebuild the index")
        return name

    def open_current(self, checksums: bool = True) -> Generation:
        """The current generation, verified; raise `IndexFolderError` where there is none to be trusted."""
        while True:
            name = self.current_name()
            if name is None:
                raise IndexFolderError(
                    f"{self.path}: no index is here; make one with `questiontime index rebuild`"
                )
            try:
                return self.open(name, checksums)
            except IndexFolderError:
                # It may have been swept since its name was read; then there is another to open.
                if self.current_name() == name:
                    raise

    def open(self, name: str, checksums: bool = True) -> Generation:
        """A generation by its name, verified: its checksums, unless these very files were verified before."""
        path = self._generations / name
        for folder in (self.path, self._generations, path):
            _refuse_foreign(folder)
        verified = is_verified(self.path, path)
        manifest = read_manifest(path, checksum=not verified)
        if manifest.generation != name:
            raise IndexFolderError(f"{path}: holds another generation, {manifest.generation}")
        known = verified or not checksums
        verify(path, manifest, checksums=not known)
        if not known:
            note_verified(self.path, path, manifest.files)
        return Generation(name, path, manifest)

    def names(self) -> list[str]:
        """All finished generations, the oldest first."""
        if not self._generations.is_dir():
            return []
        found = (path.name for path in self._generations.iterdir() if (path / MANIFEST_FILE).is_file())
        return sorted(name for name in found if _NAME.fullmatch(name))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all other writers out; raise `IndexFolderError` where one is at work."""
        try:
            self._generations.mkdir(parents=True, exist_ok=True)
            for folder in (self.path, self._generations):
                _refuse_foreign(folder)
            from indexer.locking import alone  # noqa: PLC0415 (readers take no lock)

            with alone(self.path):
                yield
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise IndexFolderError(
                f"{self.path}: the index could not be written: {error.strerror or error}{where}; "
                "what was indexed before is as it was"
            ) from error

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new generation's folder, to be filled and published; removed again where that fails."""
        path = self._generations / self._new_name()
        path.mkdir(mode=0o755)
        try:
            yield path
        finally:
            if self._current_if_whole() != path.name:
                from indexer.disk import remove  # noqa: PLC0415 (readers remove nothing)

                remove([path])

    def publish(self, generation: Generation) -> list[Path]:
        """Make a finished generation the current one, durably and at once for every reader.

        Its checksums were made of what is there, so it counts as verified. Gives what is neither this
        generation nor the one before it, to be swept.
        """
        previous = self._current_if_whole()
        name, path = generation.name, generation.path
        earlier = self._generations / previous if previous else None
        own = [file for file in path.iterdir() if not (earlier and _is_shared(file, earlier))]
        self._switch(name, [*own, path, self._generations])
        note_verified(self.path, path, generation.manifest.files)
        return [other for other in self._generations.iterdir() if other.name not in (name, previous)]

    def roll_back(self) -> Generation:
        """Make the generation before the current one current again."""
        with self.writing():
            current = self.current_name()
            earlier = [name for name in self.names() if current is None or name < current]
            if not earlier:
                raise IndexFolderError(f"{self.path}: no earlier generation is kept")
            generation = self.open(earlier[-1])
            self._switch(generation.name)
        return generation

    def _new_name(self) -> str:
        """The time, to sixteenths of a microsecond; after all others, even where a clock was set back."""
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%SZ}-{now.microsecond * 16 + os.urandom(1)[0] % 16:06x}"
        newest = max(self.names(), default="")
        if name > newest:
            return name
        stem, count = newest.split("-")
        return f"{stem}-{int(count, 16) + 1:06x}"

    def _current_if_whole(self) -> str | None:
        try:
            return self.current_name()
        except IndexFolderError:
            return None

    def _switch(self, name: str, written: Sequence[Path] = ()) -> None:
        """Point to a generation, once what was written is on the disk."""
        from indexer.disk import sync, sync_all  # noqa: PLC0415 (nor do they write anything)

        new = self.path / "current.new"
        new.write_text(name + "\n", encoding="ascii")
        try:
            sync_all([*written, new])
            new.replace(self._current)
        except OSError:
            new.unlink(missing_ok=True)
            raise
        sync(self.path)


def _is_shared(file: Path, earlier: Path) -> bool:
    """Whether an earlier generation has this file too: it is on the disk since that became current."""
    try:
        return (earlier / file.name).samefile(file)
    except OSError:
        return False


def _refuse_foreign(folder: Path) -> None:
    """What others can write into must not be opened: an index can run code when it is opened."""
    try:
        status = folder.stat()
    except OSError as error:
        raise IndexFolderError(f"{folder}: cannot be read: {error.strerror}; rebuild the index") from error
    if status.st_uid not in (os.geteuid(), 0):
        raise IndexFolderError(f"{folder}: belongs to another user and is not opened")
    if status.st_mode & stat.S_IWOTH:
        raise IndexFolderError(f"{folder}: anybody may write into it, so it is not opened (chmod o-w)")
