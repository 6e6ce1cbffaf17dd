"""Bytes that were sent: in memory, or in a temporary file if they are many."""

import hashlib
import io
import tempfile
import threading
import weakref
from collections.abc import Iterator
from typing import IO

import attrs

IN_MEMORY = 1024 * 1024  # bytes
PIECE = 1024 * 1024


def _temporary_file() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY)


@attrs.define(eq=False)
class Spool:
    """A body that is written once and then read from several threads.

    Args:
        size: How many bytes were sent.
    """

    _file: IO[bytes] = attrs.field(factory=_temporary_file, repr=False)
    size: int = 0
    _lock: threading.Lock = attrs.field(factory=threading.Lock, repr=False)

    def __attrs_post_init__(self) -> None:
        """Close the file when nothing needs it any more."""
        weakref.finalize(self, self._file.close)

    @classmethod
    def of(cls, raw: "bytes | Spool") -> "Spool":
        """Return a spool of bytes; a spool itself."""
        return raw if isinstance(raw, Spool) else cls(io.BytesIO(raw), len(raw))

    def write(self, piece: bytes) -> None:
        """Append bytes."""
        self._file.write(piece)
        self.size += len(piece)

    def read(self, start: int = 0, stop: int | None = None) -> bytes:
        """Return the bytes from one place to another, to the end by default."""
        with self._lock:
            self._file.seek(start)
            return self._file.read((self.size if stop is None else stop) - start)

    def pieces(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from one place to another in pieces."""
        for place in range(start, stop, PIECE):
            yield self.read(place, min(place + PIECE, stop))

    def find(self, sought: bytes, start: int = 0) -> int:
        """Return where bytes stand first, from a place on; -1 if they do not."""
        for place in range(start, self.size, PIECE):
            found = self.read(place, min(place + PIECE + len(sought) - 1, self.size)).find(sought)
            if found >= 0:
                return place + found
        return -1

    def fingerprint(self) -> bytes:
        """Return what tells it from others: the bytes themselves, or a hash of many."""
        if self.size <= IN_MEMORY:
            return self.read()
        hashed = hashlib.sha256()
        for piece in self.pieces(0, self.size):
            hashed.update(piece)
        return hashed.digest()


@attrs.frozen(eq=False)
class Part:
    """The bytes of a spool from one place to another, such as a file in a form."""

    spool: Spool
    start: int
    stop: int

    @classmethod
    def of(cls, raw: bytes | Spool) -> "Part":
        """Return all bytes as a part."""
        spool = Spool.of(raw)
        return cls(spool, 0, spool.size)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stop - self.start

    def read(self) -> bytes:
        """Return the bytes."""
        return self.spool.read(self.start, self.stop)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes in pieces."""
        return self.spool.pieces(self.start, self.stop)
