"""The files that an upload reads piece by piece while it is sent: on a disk, open, or in memory."""

from __future__ import annotations

import inspect
import io
import os
import stat
from pathlib import Path
from typing import Any

from pollination_sdk._media.media import DECLARED_BY_SUFFIX, Media
from pollination_sdk._operations.local_files import sendable_name
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError, PollinationsError

_TAKES = "takes a path object, bytes, an open binary file or a Media"


class Source:
    """A file of a known size; see `_http.file_body.Source`.

    Args:
        size: Its bytes.
        name: Its file name; empty if it has none.
        declared: Its declared media type, which decides where bytes cannot.
    """

    blocks = True

    def __init__(self, size: int, name: str = "", declared: str = "") -> None:
        self.size = size
        self.name = name
        self.declared = declared or DECLARED_BY_SUFFIX.get(Path(name).suffix.lower(), "")

    def read(self, start: int, most: int) -> bytes:
        """Return `most` bytes from a position on.

        Raises:
            PollinationsError: They are not there any more.
        """
        raise NotImplementedError

    def changed(self, why: str = "was changed") -> PollinationsError:
        """Return the error for a file that is not what it was."""
        return PollinationsError(
            f"{self.name or 'The file'} {why} during the upload, which was broken off: upload it when it is complete."
        )


class _Stored(Source):
    """A file on a disk. It is opened for each piece: so nothing stays open, and each change is noticed."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        with _open(path) as file:
            self._state = _state_of(file)
        super().__init__(self._state[2], name or sendable_name(path.name))

    def read(self, start: int, most: int) -> bytes:
        try:
            with self._path.open("rb", buffering=0) as file:
                if _state_of(file) != self._state:
                    raise self.changed()
                file.seek(start)
                return _exactly(file, most, self)
        except OSError as error:
            raise self.changed(f"could not be read ({error.strerror})") from error


class _Open(Source):
    """The rest of an open file."""

    def __init__(self, file: Any, name: str) -> None:
        self._file = file
        _refuse_unreadable(file)
        try:
            self._start = file.tell()
            end = file.seek(0, io.SEEK_END)
            file.seek(self._start)
        except (OSError, AttributeError, ValueError):  # UnsupportedOperation is two of them
            raise ArgumentError(
                "file is open and cannot seek, as a pipe, so its size is not known: save it, and give its path."
            ) from None
        own = getattr(file, "name", None)
        super().__init__(end - self._start, name or (sendable_name(own) if isinstance(own, str) else ""))

    def read(self, start: int, most: int) -> bytes:
        try:
            self._file.seek(self._start + start)
            return _exactly(self._file, most, self)
        except (OSError, ValueError) as error:  # ValueError: it was closed
            raise self.changed(f"could not be read ({error})") from error


class _InMemory(Source):
    """Bytes."""

    blocks = False

    def __init__(self, content: memoryview, name: str, declared: str = "") -> None:
        self._content = content
        super().__init__(len(content), name, declared)

    def read(self, start: int, most: int) -> bytes:
        return bytes(self._content[start : start + most])


def source_of(value: Any, name: str = "") -> Source:
    """Return the source for a file.

    Args:
        value: The file.
        name: Its name; empty for its own one.

    Raises:
        ArgumentError: It is no file, or one without a known size.
        OSError: It cannot be read.
    """
    if isinstance(value, Media):
        return _InMemory(memoryview(value.bytes), name, value.declared)
    if isinstance(value, (bytes, bytearray, memoryview)):
        view = memoryview(value)
        return _InMemory(view.cast("B") if view.c_contiguous else memoryview(bytes(view)), name)
    if isinstance(value, os.PathLike):
        return _Stored(Path(os.fsdecode(value)), name)
    if callable(getattr(value, "read", None)):
        return _Open(value, name)
    hint = "; text is never read as a path: give Path(...)" if isinstance(value, str) else ""
    raise ArgumentError(f"file {_TAKES}, not {kind_of(value)}{hint}.")


def _refuse_unreadable(file: Any) -> None:
    """Refuse an open file whose `read` gives text, or has to be awaited."""
    try:
        nothing = file.read(0)
    except ValueError as error:  # it is closed, or open only for writing
        raise ArgumentError(f"file cannot be read: {error}.") from None
    if inspect.iscoroutine(nothing):
        nothing.close()
        raise ArgumentError(f"file is of type {kind_of(file)}, whose read() is async: await it, and give the bytes.")
    if isinstance(nothing, str):
        raise ArgumentError("file is a file in text mode; open it in binary mode ('rb').")


def _open(path: Path) -> io.FileIO:
    """Open a file that has a size.

    Raises:
        ArgumentError: It is a device, a pipe or a socket, which opening may block.
        OSError: It cannot be opened.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise ArgumentError(f"file is {path.name}, a device or a pipe, whose size is not known: save what it gives.")
    return path.open("rb", buffering=0)  # of a folder it raises IsADirectoryError


def _state_of(file: io.FileIO) -> tuple[int, int, int, int]:
    """Return what changes with the content of a file."""
    found = os.fstat(file.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _exactly(file: Any, most: int, source: Source) -> bytes:
    """Read so many bytes."""
    content = b""
    while len(content) < most:
        piece = file.read(most - len(content))
        if not isinstance(piece, (bytes, bytearray, memoryview)):
            raise source.changed(f"gave {kind_of(piece)} in place of bytes")
        if not piece:
            raise source.changed("became shorter")
        content = content + piece if content else bytes(piece)
    return content
