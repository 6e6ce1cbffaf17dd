"""The manifest and the parts of a run, and the one thread that writes them."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import platform
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pollination_sdk
from pollination_sdk.batch.coordination.folder import Parts, unusable
from pollination_sdk.batch.files import remote
from pollination_sdk.batch.manifest.database import NAME, Input, Manifest, Stored
from pollination_sdk.batch.manifest.schema import EXPECTED, FILES, RESERVED, WORKERS
from pollination_sdk.batch.protocol.journal import path_of
from pollination_sdk.errors import BatchFolderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.input.jobs import Jobs
    from pollination_sdk.batch.protocol.lease import Lease
    from pollination_sdk.batch.sending.recorder import Arrival
    from pollination_sdk.batch.settings.values import Settings

REFUSALS = (sqlite3.OperationalError, OSError)
"""What is raised when the disk refuses."""


class Records:
    """Write what a run has done. `open` comes first; its methods are run by `in_thread`.

    Args:
        settings: The settings of the run.
    """

    manifest: Manifest
    input: Input | None = None
    """The input; None for a run that sends earlier items again."""
    run: int = 0
    """The number of the run."""
    spent_before = 0
    """What earlier runs have spent, and may still spend, in 1e-9 pollen."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder: str | None = settings.folder
        self.files: str | None = settings.files
        """The URL of the media files; None if they are in the folder. `open` finds that of the folder."""
        self.disk: Disk = settings.disk
        self.reserved: Callable[[], float] = float
        """Returns what the calls in flight have reserved of the limit, in pollen."""
        self._parts: Parts | None = None
        self._refusal: BaseException | None = None
        self._thread = ThreadPoolExecutor(1, "pollinations-batch-manifest")

    async def in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Run something in the thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def open(self, jobs: Jobs | None, fingerprint: str | None, states: Iterable[str]) -> None:
        """Open the manifest and record the run.

        Args:
            jobs: The jobs; None to send items again.
            fingerprint: What tells a file of jobs from others, and from itself after a change.
            states: The states of the items that are sent again.
        """
        folder = self.folder
        self.manifest = manifest = Manifest(":memory:" if folder is None else f"{folder}/{NAME}", self.disk)
        try:
            if folder is not None:
                self._find_files(folder)
                self._parts = Parts(folder, self.disk, manifest)
            if jobs is not None:
                self.input = manifest.add_input(fingerprint, str(jobs.path or "iterable"))
                manifest.set_fact(EXPECTED, str(jobs.expected() or ""))
            else:
                manifest.reopen(states)
            versions = {"pollinations-sdk": pollination_sdk.__version__, "python": platform.python_version()}
            number = None if self.input is None else self.input.number
            self.run = manifest.start_run(number, dict(self._settings.limits()), versions)
        except BaseException:
            manifest.close()
            raise

    def _find_files(self, folder: str) -> None:
        """Take the URL of the files that the folder has, and look whether it can be written.

        Raises:
            BatchFolderError: The settings have another URL.
            ConfigurationError: fsspec, or what it needs for the URL, is not installed.
            FilesUrlError: It cannot be written.
        """
        known, given = self.manifest.fact(FILES), self.files
        if known is None and self.manifest.connection.execute("SELECT 1 FROM runs LIMIT 1").fetchone():
            known = ""  # of a version that had no URLs
        if known is not None and given is not None and given != known:
            where = repr(known) if known else "in the folder itself"
            raise BatchFolderError(
                f"The media files of {folder!r} are {where}, and files= is {given!r}. Nothing was sent. Use the same "
                "URL, or another folder."
            )
        self.files = (given if known is None else known) or None
        if self.files is not None:
            remote.probe(self.files)
        if known is None:
            self.manifest.set_fact(FILES, self.files or "")

    def write(self, arrivals: list[Arrival], unknown: Iterable[int], closed: list[str]) -> None:
        """Write outcomes into the parts and the manifest, and close leases, with one commit.

        After the disk has refused, nothing is written any more: the parts may have half a line at their end. The next
        run cuts that off, and reads the journals of the leases, which stay open.
        """
        if self._refusal is not None:
            raise self._refusal
        try:
            self._write(arrivals, unknown, closed)
        except BaseException as error:
            self._refusal = error
            with contextlib.suppress(sqlite3.Error):
                self.manifest.connection.rollback()
            raise

    def _write(self, arrivals: list[Arrival], unknown: Iterable[int], closed: list[str]) -> None:
        stored = [Stored(one.outcome) for one in arrivals] if self._parts is None else self._parts.append(arrivals)
        self.manifest.unknown(unknown, self.run)
        self.manifest.close_leases(closed)
        self.manifest.set_fact(RESERVED, str(round(self.reserved() * 1e9)))
        self.manifest.record(stored, self.run)

    def note_workers(self, workers: list[dict[str, Any]]) -> None:
        """Record the workers of a cluster for `status`, where something about them is new."""
        text = json.dumps(workers)
        if self._refusal is None and text != (self.manifest.fact(WORKERS) or "[]"):
            self.manifest.set_fact(WORKERS, text)
            self.disk.commit(self.manifest.connection)

    def grant(self, leases: Iterable[Lease], engine: str) -> None:
        """Record leases; see `Manifest.grant`. None is given out after the disk has refused."""
        if self._refusal is not None:
            raise self._refusal
        self.manifest.grant(leases, engine)

    def forget(self, leases: Iterable[str], *, claimed: bool) -> None:
        """Remove the journals of leases that are closed.

        Args:
            leases: The ids of the leases.
            claimed: Whether the leases stay claimed, because another process might run them again.
        """
        for lease in leases:
            if self.folder is not None:
                (self.disk.empty if claimed else self.disk.remove)(path_of(self.folder, lease))

    def close(self) -> None:
        """Close the files."""
        if self._parts is not None:
            with contextlib.suppress(OSError):
                self._parts.close()
        with contextlib.suppress(sqlite3.Error, AttributeError):  # it may not be open
            self.manifest.close()

    def end(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=True)

    def refusal(self, error: Exception) -> BatchFolderError:
        """Return the error of a disk that refuses."""
        if isinstance(error, BatchFolderError):
            return error
        if not isinstance(error, OSError):
            error = OSError(errno.ENOSPC if "full" in str(error) else errno.EIO, str(error))
        return unusable(self.folder or ":memory:", error)
