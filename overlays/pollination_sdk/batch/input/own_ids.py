"""Remember the ids that users give, on disk: a set of a million would be in memory for the whole run."""

from __future__ import annotations

import sqlite3
import weakref

from pollination_sdk.errors import JobError


class OwnIds:
    """The ids so far, with their places."""

    def __init__(self) -> None:
        self._seen: sqlite3.Connection | None = None

    def add(self, own: str, place: int) -> None:
        """Remember an id.

        Raises:
            JobError: An earlier job has it.
        """
        if self._seen is None:
            # an unnamed database is a temporary file once it outgrows its cache; one thread at a time reads jobs
            self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            weakref.finalize(self, self._seen.close)
            self._seen.execute("CREATE TABLE seen (digest INTEGER PRIMARY KEY, place INTEGER)")
            self._seen.execute("BEGIN")
        digest = hash(own)  # 64 bits, so that two of a million are the same once in 37 million runs
        added = self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, place))
        if added.rowcount == 0:
            ((earlier,),) = self._seen.execute("SELECT place FROM seen WHERE digest = ?", (digest,))
            shown = own.partition("\0")[0]
            raise JobError(f"The id {shown!r} is that of place {earlier} too. Give each job an id of its own, or none.")
