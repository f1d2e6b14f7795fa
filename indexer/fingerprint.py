"""Has a file changed since it was read?"""

import os
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from corpus.errors import SourceError


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a file has changed; the checksum decides where size or time differ."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "Fingerprint":
        try:
            with path.open("rb") as file:
                status = os.fstat(file.fileno())
                return cls(status.st_size, status.st_mtime_ns, file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise SourceError(path, f"cannot be read: {error.strerror}") from error

    def still_fits(self, path: Path) -> bool:
        """Whether the file is the same: by size and time at a glance, else by its content."""
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns):
            return True
        return status.st_size == self.size and Fingerprint.of(path).sha256 == self.sha256
