"""The one seam through which a batch writes: what is durable, and since when.

`Disk` calls the system. The tests put another one in its place, which drops what was not yet synced.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_sync_data = getattr(os, "fdatasync", os.fsync)  # the length of a file is synced too, its times are not


class Disk:
    """Write files and commits. Each method raises the `OSError` of the system."""

    def create(self, path: str) -> int:
        """Create a file that must not exist, open it to append, and return its descriptor.

        Raises:
            FileExistsError: There is a file of that name.
        """
        return os.open(path, _APPEND | os.O_EXCL, 0o666)

    def open(self, path: str) -> int:
        """Open a file to append, create it if it is missing, and return its descriptor."""
        return os.open(path, _APPEND, 0o666)

    def write(self, file: int, data: bytes) -> None:
        """Append bytes; nothing is durable yet."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def fsync(self, file: int) -> None:
        """Make what was written to a file durable."""
        _sync_data(file)

    def truncate(self, file: int, size: int) -> None:
        """Cut a file to a length in bytes."""
        os.ftruncate(file, size)

    def close(self, file: int) -> None:
        """Close a file."""
        os.close(file)

    def rename(self, temporary: str, final: str) -> None:
        """Give a file its final name, and never replace another file.

        Raises:
            FileExistsError: There is a file with the final name.
        """
        try:
            os.link(temporary, final)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if Path(final).exists():
                raise FileExistsError(final) from None
            Path(temporary).rename(final)
        else:
            self.remove(temporary)

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        with suppress(FileNotFoundError):
            Path(path).unlink()

    def empty(self, path: str) -> None:
        """Put an empty file in place of a file. A process that has the old one open still writes it, unread."""
        temporary = f"{path}.empty"
        self.close(self.open(temporary))
        Path(temporary).replace(path)

    def make_folder(self, path: str) -> None:
        """Create a folder if it is missing, and make its name durable."""
        folder = Path(path)
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            self.fsync_folder(str(folder.parent))

    def fsync_folder(self, path: str) -> None:
        """Make the names in a folder durable. Windows does that by itself."""
        if os.name == "nt":
            return
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def commit(self, connection: sqlite3.Connection) -> None:
        """Commit a transaction; with `synchronous=FULL` it is durable afterwards."""
        connection.commit()
