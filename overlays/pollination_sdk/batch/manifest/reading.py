"""Open the manifest of a folder to read it, also while a run writes it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk.batch.manifest.database import NAME
from pollination_sdk.batch.manifest.schema import SCHEME
from pollination_sdk.errors import BatchFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 10.0
"""Seconds to wait for a run that is about to change the file's form; reading itself does not wait."""


@contextlib.contextmanager
def manifest_of(folder: str | os.PathLike[str]) -> Iterator[sqlite3.Connection]:
    """Give the manifest of a folder, read-only and as it is now: what a run adds meanwhile is not seen.

    Raises:
        BatchFolderError: There is none, a newer version made it, or it is damaged.
    """
    path = Path(folder, NAME)
    if not path.is_file():
        raise BatchFolderError(f"{str(folder)!r} is not the folder of a batch: it has no {NAME}. Check the path.")
    address = path.absolute().as_uri()
    # Without a write-ahead log, no run writes. A folder that is read-only then needs `immutable`.
    still = not Path(f"{path}-wal").exists() and not os.access(path.parent, os.W_OK)
    found = sqlite3.connect(f"{address}?mode=ro{'&immutable=1' if still else ''}", uri=True, timeout=_PATIENCE)
    try:
        found.row_factory = sqlite3.Row
        found.isolation_level = None
        found.execute("BEGIN")
        scheme = found.execute("PRAGMA user_version").fetchone()[0]
        if scheme > SCHEME:
            raise BatchFolderError(
                f"{str(path)!r} has scheme {scheme}; this version of the SDK knows {SCHEME}. "
                "Update with: pip install --upgrade pollinations-sdk"
            )
        yield found
    except sqlite3.DatabaseError as error:
        raise BatchFolderError(f"{str(path)!r} cannot be read: {error}. Restore the file, or use its copy.") from None
    finally:
        found.close()


def is_running(folder: str | os.PathLike[str]) -> bool:
    """Return True while a run holds the folder."""
    path = Path(folder, ".lock")
    if not path.is_file():
        return False
    lock = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        lock.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        return "locked" in str(error)
    finally:
        lock.close()
    return False
