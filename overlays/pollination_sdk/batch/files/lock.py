"""The lock of an output folder: one run at a time. It ends with its process, however that ends."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from pollination_sdk.errors import BatchFolderError

_PATIENCE = 0.2
"""Seconds to wait for `status`, which looks at the lock for a moment."""


class Lock:
    """Hold a folder for one run.

    Args:
        folder: The folder.

    Raises:
        BatchFolderError: Another run holds it, or its `.lock` cannot be used.
    """

    def __init__(self, folder: str) -> None:
        try:
            self._connection = sqlite3.connect(
                f"{folder}/.lock", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
        except sqlite3.DatabaseError as error:
            raise _refused(folder, error) from None
        try:
            self._connection.execute("PRAGMA journal_mode=MEMORY")
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise _refused(folder, error) from None

    def release(self) -> None:
        """Let other runs have the folder."""
        with suppress(sqlite3.Error):
            self._connection.close()


def _refused(folder: str, error: sqlite3.DatabaseError) -> BatchFolderError:
    if "locked" in str(error):
        return BatchFolderError(
            f"Another run uses the folder {folder!r}, so nothing was sent. Wait until it has ended, or stop it "
            "and start again; `pollinations batch status` shows what it does."
        )
    return BatchFolderError(
        f"The folder {folder!r} cannot be locked: {error}. Nothing was sent. "
        f"Remove {folder}/.lock if no run is active, or use a local folder."
    )
