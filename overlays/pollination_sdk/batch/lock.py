"""The lock of an output folder: one run at a time. It ends with its process, however that ends."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from pollination_sdk.errors import BatchFolderError


class Lock:
    """Hold a folder for one run.

    Args:
        folder: The folder.

    Raises:
        BatchFolderError: Another run holds it.
    """

    def __init__(self, folder: str) -> None:
        self._connection = sqlite3.connect(f"{folder}/.lock", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("PRAGMA journal_mode=MEMORY")
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if "locked" in str(error):
                raise BatchFolderError(
                    f"Another run uses the folder {folder!r}, so nothing was sent. Wait until it has ended, or stop it "
                    "and start again; `pollinations batch status` shows what it does."
                ) from None
            raise

    def release(self) -> None:
        """Let other runs have the folder."""
        with suppress(sqlite3.Error):
            self._connection.close()
