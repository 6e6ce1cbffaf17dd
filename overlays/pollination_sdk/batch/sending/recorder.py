"""The records of a worker: groups of intents and answers are made durable by one thread, with one sync each.

The bytes of an answer are synced first, then its outcome in the journal. Then the file gets its final name, or is
uploaded, and that is recorded. The coordinator hears of an answer after all of that.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pollination_sdk.batch.files.remote import FilesUrlError, is_url
from pollination_sdk.batch.protocol import journal
from pollination_sdk.batch.protocol.item import Outcome
from pollination_sdk.batch.sending.placing import WORK, place_all, temporary_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.protocol.item import Item

WINDOW = 0.1
"""Seconds in which answers gather before they are written together."""


Numbered = tuple[int, int]
"""The journal of a lease, and the number of one of its items."""


class Arrival(NamedTuple):
    """An outcome that is durable, as a worker in this process hands it on.

    Args:
        lease: The id of the lease.
        item: The item.
        outcome: The outcome.
        line: The line of the JSONL part; None for a file and for an error.
        value: The value of the answer; None for an error.
    """

    lease: str
    item: Item
    outcome: Outcome
    line: bytes | None
    value: Any


class Record(NamedTuple):
    """An outcome that is to be recorded: of an item, in the journal of its lease, with the bytes of its answer."""

    lease: str
    journal: int
    item: Item
    outcome: Outcome
    data: bytes | None
    value: Any


class Recorder:
    """Write the journals and the files of the leases of one worker.

    Args:
        disk: Where it writes.
        folder: The output folder; None to hand on outcomes and write nothing.
        hand_on: Gets each group of outcomes after it is durable.
        fail: Is called once when the disk refuses, or writing fails otherwise; nothing is handed on afterwards.
    """

    def __init__(
        self,
        disk: Disk,
        folder: str | None,
        hand_on: Callable[[list[Arrival]], None],
        fail: Callable[[Exception], None],
    ) -> None:
        self._disk, self._folder = disk, folder
        self._hand_on, self._fail = hand_on, fail
        self._intents: list[Numbered] = []
        self._withdrawn: list[Numbered] = []
        self._intended: asyncio.Future[None] | None = None
        self._records: list[Record] = []
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        """Set when somebody waits for the next group: items are to be sent, or a lease is to end."""
        self._thread = ThreadPoolExecutor(1, "pollinations-batch-journal")
        self._failure: Exception | None = None
        self._away: FilesUrlError | None = None
        """What the URL of the files has refused. The folder takes what is received; the next run uploads it."""
        self._is_told = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None

    async def in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Run something in the thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def start(self) -> None:
        """Start to write."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def intend(self, numbers: list[Numbered]) -> None:
        """Record that items are about to be sent, each with the journal of its lease; return when that is durable.

        Raises:
            OSError: The disk refuses.
        """
        if self._folder is None:
            return
        if self._failure is not None:
            raise self._failure
        if self._intended is None:
            self._intended = asyncio.get_running_loop().create_future()
        self._intents += numbers
        self._wake.set()
        self._hurry.set()
        await asyncio.shield(self._intended)

    def withdraw(self, file: int, number: int) -> None:
        """Record that an item was not sent after all, in the journal of its lease."""
        if self._folder is not None:
            self._withdrawn.append((file, number))
            self._idle.clear()
            self._wake.set()

    def add(self, record: Record) -> None:
        """Record an outcome; it is handed on when it is durable."""
        self._records.append(record)
        self._idle.clear()
        self._wake.set()

    async def settle(self) -> None:
        """Wait until all outcomes are durable and handed on, or the disk has refused."""
        if not self._idle.is_set():
            self._hurry.set()
        await self._idle.wait()

    async def close(self) -> None:
        """Write what is left, and stop."""
        await self.settle()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._thread.shutdown(wait=True)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), WINDOW)
            self._wake.clear()
            self._hurry.clear()
            intents, intended, records = self._intents, self._intended, self._records
            withdrawn, self._withdrawn = self._withdrawn, []
            self._intents, self._intended, self._records = [], None, []
            try:
                arrivals = await self._written(intents, withdrawn, records)
            except Exception as error:  # noqa: BLE001 - the items would be lost without a word
                self._refused(error, intended)
                continue
            if intended is not None:
                intended.set_result(None)
            if arrivals:
                try:
                    self._hand_on(arrivals)
                except Exception as error:  # noqa: BLE001 - as above; they are durable, and the next run reads them
                    self._refused(error, None)
                    continue
            if self._away is not None and self._failure is None and not self._is_told:
                self._is_told = True
                self._fail(self._away)
            if not self._records and not self._withdrawn:
                self._idle.set()

    def _refused(self, error: Exception, intended: asyncio.Future[None] | None) -> None:
        if intended is not None:
            intended.set_exception(error)
            intended.exception()  # the task that waited may have ended
        if self._failure is None:
            self._failure = error
            self._fail(error)
        self._idle.set()

    async def _written(
        self, intents: list[Numbered], withdrawn: list[Numbered], records: list[Record]
    ) -> list[Arrival]:
        if self._failure is not None:
            raise self._failure
        if self._folder is None:
            return [Arrival(one.lease, one.item, one.outcome, None, one.value) for one in records]
        arrivals: list[Arrival] = await self.in_thread(self._write, self._folder, intents, withdrawn, records)
        return arrivals

    def _write(
        self, folder: str, intents: list[Numbered], withdrawn: list[Numbered], records: list[Record]
    ) -> list[Arrival]:
        """Make a group durable, in the thread; return what can be handed on."""
        lines: dict[int, list[bytes]] = defaultdict(list)
        for some, line_of in ((intents, journal.intent_line), (withdrawn, journal.withdrawn_line)):
            by_file: dict[int, list[int]] = defaultdict(list)
            for file, number in some:
                by_file[file].append(number)
            for file, numbers in by_file.items():
                lines[file].append(line_of(numbers))
        arrivals: list[Arrival] = []
        named: list[tuple[int, int]] = []
        for one in records:
            outcome, line = one.outcome, None
            if one.data is not None:
                outcome = Outcome(*outcome[:-1], hashlib.sha256(one.data).hexdigest())  # `_replace` takes longer
                if outcome.file is None:
                    line = one.data
                else:
                    outcome = self._store(folder, one, outcome)
                    named.append((len(arrivals), one.journal))
            lines[one.journal].append(journal.outcome_line(outcome, line))
            arrivals.append(Arrival(one.lease, one.item, outcome, line, one.value))
        self._append(lines)
        if named and self._away is None:
            try:
                self._name(folder, arrivals, named)
            except FilesUrlError as error:
                self._away = error
        if self._away is None:
            return arrivals
        kept = {position for position, _ in named}
        return [one for position, one in enumerate(arrivals) if position not in kept]

    def _append(self, lines: dict[int, list[bytes]]) -> None:
        for file, some in lines.items():
            self._disk.write(file, b"".join(some))
            self._disk.fsync(file)

    def _store(self, folder: str, one: Record, outcome: Outcome) -> Outcome:
        """Write the bytes of a file under a temporary name, and make them durable."""
        disk, temporary = self._disk, temporary_name(one.lease, outcome.number, outcome.tries)
        file = disk.create(f"{folder}/{temporary}")
        try:
            disk.write(file, one.data or b"")
            disk.fsync(file)
        finally:
            disk.close(file)
        return outcome._replace(temporary=temporary)

    def _name(self, folder: str, arrivals: list[Arrival], named: list[tuple[int, int]]) -> None:
        """Give files their final names, and record that."""
        done: dict[int, list[int]] = defaultdict(list)
        changed: dict[int, list[bytes]] = defaultdict(list)
        folders = {f"{folder}/{WORK}"}
        outcomes = place_all(self._disk, folder, (arrivals[position].outcome for position, _ in named))
        for (position, file), placed in zip(named, outcomes, strict=True):
            arrival = arrivals[position]
            if placed is not arrival.outcome:
                arrivals[position] = arrival._replace(outcome=placed)
                changed[file].append(journal.outcome_line(placed, None))
            if not is_url(placed.file or ""):
                folders.add(str(Path(f"{folder}/{placed.file}").parent))
            done[file].append(placed.number)
        for one in sorted(folders):
            self._disk.fsync_folder(one)
        for file, numbers in done.items():
            self._disk.write(file, b"".join([*changed[file], journal.done_line(numbers)]))
        if changed:
            for file in changed:
                self._disk.fsync(file)
