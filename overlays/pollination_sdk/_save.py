"""Put a file in its place whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

StrPath = str | os.PathLike[str]


class Replacement:
    """Write a temporary file beside the destination, then take its place in one step.

    Whatever goes wrong before `place`, an interrupt included, the destination stays as it was and
    the temporary file goes. Permissions are those of the file replaced, else those that `open`
    would give. A symbolic link at the destination is itself replaced, not followed.

    Args:
        path: The destination; `place` adds a suffix if it has none.

    Raises:
        FileNotFoundError: The folder does not exist. It is not made, so that a misspelt path
            grows no tree, and the check comes before anything is asked for and paid.
        IsADirectoryError: The path is a folder.
        FileExistsError: The path is a device, pipe or socket.
    """

    def __init__(self, path: StrPath) -> None:
        self._path = Path(path)
        _refuse_unless_file(self._path)
        if not self._path.parent.is_dir():
            folder = str(self._path.parent)
            raise FileNotFoundError(f"There is no folder {folder!r}; create it, then save again.")
        self._temporary = self._path.parent / f".{secrets.token_hex(8)}.part"
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        # Not `tempfile`: only their owner could read its files.
        self._file = self._temporary.open("xb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._close()
        finally:
            self._temporary.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        """Append `chunk`."""
        if self._file is None:
            raise RuntimeError("A Replacement is written inside its `with` block.")
        self._file.write(chunk)

    def place(self, suffix: str) -> Path:
        """Move the file to the path, plus `suffix` if it has none, and return where it is."""
        final = self._path if self._path.suffix else Path(f"{self._path}{suffix}")
        _refuse_unless_file(final)
        self._close()  # what the disk refuses to take shows here at the latest
        if final.exists():
            shutil.copymode(final, self._temporary)
        return self._temporary.replace(final)

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()


def _refuse_unless_file(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(f"{str(path)!r} is a folder; add a file name to save under.")
    if path.exists() and not path.is_file():
        raise FileExistsError(f"{str(path)!r} is not a regular file; save under another name.")
