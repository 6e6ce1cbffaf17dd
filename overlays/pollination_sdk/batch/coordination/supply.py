"""Supply the items that are to be sent next, in leases that are durable in the manifest with their seeds."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pollination_sdk.batch.input.source import Source
from pollination_sdk.batch.protocol.lease import LARGEST
from pollination_sdk.errors import JobError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.batch.coordination.intake import Intake
    from pollination_sdk.batch.coordination.records import Records
    from pollination_sdk.batch.identity.job import Job
    from pollination_sdk.batch.input.jobs import Jobs
    from pollination_sdk.batch.manifest.database import Admission
    from pollination_sdk.batch.protocol.item import Item
    from pollination_sdk.batch.protocol.lease import Lease

_MOST_AT_ONCE = 1000
"""The most jobs that are looked up at once where all are done already."""


class Supply:
    """Read the items of a run: those that an earlier run has left, then those of the input.

    Args:
        records: The manifest.
        intake: Counts jobs that are no new items.
        jobs: The jobs; None for items that are sent again.
        size: The most items of a lease.
    """

    def __init__(self, records: Records, intake: Intake, jobs: Jobs | None, size: int) -> None:
        self._records, self._intake, self._jobs = records, intake, jobs
        self.size: int = min(LARGEST, size)
        self._source: Source | None = None
        self.again: deque[Item] = deque()
        """The items that a lease has given back."""
        self.is_granting: bool = False
        """Whether leases are being recorded that no worker has yet."""
        self._after = 0
        self._has_left = jobs is None
        if jobs is not None and records.input is not None:
            self._source = Source(jobs, records.input.read_to)
            self._source.ended = records.input.complete
            self._has_left = records.input.read_to > 0

    @property
    def is_empty(self) -> bool:
        """Whether there are no more items, unless a lease gives some back."""
        return not self.again and not self._has_left and self.is_read

    @property
    def is_read(self) -> bool:
        """Whether the whole input was read."""
        return self._source is None or self._source.ended

    async def next_leases(self, make: Callable[[list[Item]], Lease], engine: str) -> list[Lease]:
        """Return leases of the next items; none if there are no more.

        Args:
            make: Makes a lease.
            engine: The name of the engine.

        Raises:
            JobError: A job is wrong.
        """
        items: list[Item] = []
        while self.again and len(items) < self.size:
            items.append(self.again.popleft())
        at_once = self.size
        while len(items) < self.size and not self.is_empty:
            found = await self._next(self.size - len(items) if items else at_once)
            if not found and items:
                break
            at_once = self.size if found else min(_MOST_AT_ONCE, 2 * at_once)
            items += found
            if items and self._source is not None and self._source.is_waiting:
                break
        leases = [make(items[start : start + self.size]) for start in range(0, len(items), self.size)]
        if leases:
            self.is_granting = True
            try:
                await self._records.in_thread(self._records.grant, leases, engine)
            finally:
                self.is_granting = False
            self._intake.outstanding += len(items)
        return leases

    def close(self) -> None:
        """Give up what is being read."""
        if self._source is not None:
            self._source.close()

    async def _next(self, most: int) -> list[Item]:
        records = self._records
        if self._has_left:
            number = None if records.input is None else records.input.number
            found: list[Item] = await records.in_thread(
                records.manifest.pending, number, records.run, self._after, most
            )
            self._after = found[-1].number if found else self._after
            self._has_left = bool(found)
            return found
        return await self._read(most)

    async def _read(self, most: int) -> list[Item]:
        source, jobs = self._source, self._jobs
        if source is None or jobs is None or source.ended:
            return []
        try:
            read = await (source.take_async(most) if source.is_async else source.take(most))
        except OSError as error:
            raise JobError(f"The jobs cannot be read on: {error}. Start again when they can.") from error
        complete = source.ended and jobs.path is not None
        admission: Admission = await self._records.in_thread(self._admit, read, complete)
        self._intake.admitted(admission)
        if admission.bad and not jobs.skip_bad:
            raise admission.bad[0]
        return admission.items

    def _admit(self, read: list[Job], complete: bool) -> Admission:  # noqa: FBT001 - for a thread
        records = self._records
        assert records.input is not None  # noqa: S101 - there are jobs
        admission = records.manifest.admit(read, records.input, records.run, complete=complete)
        if not admission.items:
            records.disk.commit(records.manifest.connection)
        return admission
