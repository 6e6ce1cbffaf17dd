"""The coordinator: it gives leases out, takes in what becomes of their items, and decides when a run ends."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import time
from typing import TYPE_CHECKING, Any

from pollination_sdk import SpendLimit
from pollination_sdk.batch.coordination.allowance import Allowance
from pollination_sdk.batch.coordination.folder import clear, prepare
from pollination_sdk.batch.coordination.intake import Intake
from pollination_sdk.batch.coordination.open_leases import OpenLease
from pollination_sdk.batch.coordination.records import REFUSALS, Records
from pollination_sdk.batch.coordination.supply import Supply
from pollination_sdk.batch.engines import LocalEngine, learn_prices
from pollination_sdk.batch.files.lock import Lock
from pollination_sdk.batch.manifest.schema import DONE, FAILED, PENDING, UNKNOWN
from pollination_sdk.batch.protocol.lease import EngineLostError, Lease
from pollination_sdk.batch.sending.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.input.jobs import Jobs
    from pollination_sdk.batch.protocol.item import Item
    from pollination_sdk.batch.protocol.lease import Engine, Receipt
    from pollination_sdk.batch.results import ItemResult, Summary
    from pollination_sdk.batch.settings.values import Settings

_INTERVAL = 0.2
"""Seconds between two commits of outcomes, and between two looks into the journals of other processes."""


class Coordinator:
    """Run a batch.

    Args:
        client: The client.
        settings: The settings.
        jobs: The jobs; None to send items again.
        states: The states of the items that are sent again.
        on_results: Gets each group of results; None if they are not wanted.
        is_behind: Tells whether the caller takes the results too slowly, so that no more items are sent for now.
    """

    def __init__(
        self,
        client: AsyncPollinations,
        settings: Settings,
        jobs: Jobs | None,
        *,
        states: Iterable[str] = (),
        on_results: Callable[[list[ItemResult]], None] | None = None,
        is_behind: Callable[[], bool] | None = None,
    ) -> None:
        self._is_behind = is_behind
        self._client, self._settings, self._jobs = client, settings, jobs
        self._states = tuple(states)
        self._records = Records(settings)
        self._intake = Intake(self._records, on_results, self._changed)
        self._engine: Engine
        self._worker: Worker | None = None
        self._supply: Supply
        self._wake, self._over = asyncio.Event(), asyncio.Event()
        self._open_leases: dict[str, OpenLease] = {}
        self._overdue: set[str] = set()
        """The leases whose time is over and whose workers have not answered: the run does not wait for them."""
        self._leases = self._stops = 0
        self._stopped: str | None = None
        self._detail: str | None = None
        self._failure: BaseException | None = None
        self._stopping: asyncio.Future[None] | None = None

    def stop(self) -> None:
        """Send nothing more and let the calls in flight end; the second time, interrupt them."""
        self._stops += 1
        self._halt("stopped", now=self._stops > 1)

    async def run(self) -> Summary:
        """Run until all items are finished, or something stops the run.

        Raises:
            BatchFolderError: The folder cannot be used.
            JobError: A job is wrong.
        """
        start, records, engine = time.monotonic(), self._records, self._settings.engine
        fingerprint = None if self._jobs is None else self._jobs.fingerprint()
        if records.folder is not None:
            prepare(records.folder, records.disk)
        lock = None if records.folder is None else Lock(records.folder)
        try:
            try:
                if engine is not None:
                    settings = self._settings
                    await engine.open(
                        records.folder or "",
                        self._client,
                        in_flight=settings.in_flight,
                        per_second=settings.per_second,
                    )
                await self._open(fingerprint)
            except BaseException:
                await records.in_thread(records.close)
                raise
            try:
                await self._work()
            except REFUSALS as error:
                self._disk_refuses(error)
            finally:
                summary = await self._close(start)
        finally:
            if engine is not None:
                await engine.end()
            records.end()
            if lock is not None:
                lock.release()
        if self._failure is not None:
            raise self._failure
        return summary

    async def _open(self, fingerprint: str | None) -> None:
        """Open the records, take over what earlier runs have left, and start the engine."""
        records, settings = self._records, self._settings
        try:
            await records.in_thread(records.open, self._jobs, fingerprint, self._states)
            await records.in_thread(self._take_over)
        except REFUSALS as error:
            raise records.refusal(error) from None
        share = 1 if settings.engine is None else settings.engine.workers
        limit = None if settings.engine is None else settings.spend_limit  # the client of this process has its own
        self._allowance = Allowance(limit, records.spent_before / 1e9, share)
        # This process holds twice what is in flight, and these: each lease costs it seven turns of a thread.
        size = 2 * settings.in_flight if settings.engine is None else max(1, settings.in_flight // share)
        self._supply = Supply(records, self._intake, self._jobs, size)
        if settings.engine is not None:
            self._engine = settings.engine
            return
        client = self._limited()
        if self._settings.spend_limit is not None:
            self._records.reserved = lambda: client.reserved or 0.0
        await learn_prices(client)
        self._worker = Worker(
            client,
            folder=records.folder,
            disk=records.disk,
            in_flight=settings.in_flight,
            per_second=settings.per_second,
            attempts=settings.attempts,
            item_timeout=settings.item_timeout,
            hand_on=self._intake.arrived,
            with_values=self._intake.is_heard,
        )
        self._worker.start()
        self._engine = LocalEngine(self._worker)

    def _take_over(self) -> None:
        """Read the journals of leases that an earlier run has left open, in the thread that writes."""
        records, manifest = self._records, self._records.manifest
        for lease, engine, numbers, seconds, longest in manifest.open_leases():
            out = OpenLease(records, lease, manifest.items(numbers), seconds, longest)
            out.lost = True
            if engine == LocalEngine.__name__:
                out.end()  # its worker ended with the process of that run
            arrivals = out.poll()
            records.write(arrivals, (), [lease] if out.over else [])
            if out.over:
                records.forget([lease], claimed=engine != LocalEngine.__name__)
            else:
                manifest.hold(out.items, records.run)
                self._open_leases[lease] = out
        records.spent_before = manifest.spent() + manifest.reserved()  # their workers may spend it
        if records.folder is not None:
            clear(records.folder, records.disk, self._open_leases)
        counts = manifest.counts()
        if records.input is not None and records.input.read_to:
            self._intake.counts.update(already_done=counts[DONE], already_failed=counts[FAILED])
            self._intake.counts.update(already_unknown=counts[UNKNOWN])

    def _limited(self) -> AsyncPollinations:
        """Return the client with the limit on spending; what earlier runs have spent counts."""
        limit = self._settings.spend_limit
        if limit is None:
            return self._client
        if not isinstance(limit, SpendLimit):
            left = max(0.0, float(limit) - self._records.spent_before / 1e9)
            limit = SpendLimit(left, allow_unpriced=self._settings.allow_unpriced)
        return self._client.with_options(spend_limit=limit)

    async def _work(self) -> None:
        """Give leases out and take them back until nothing is left."""
        loop = asyncio.get_running_loop()
        keeper = loop.create_task(self._keep())
        tasks: dict[asyncio.Task[Any], Lease | None] = {}
        filling: asyncio.Task[list[Lease]] | None = None
        try:
            while True:
                self._wake.clear()
                for task in [task for task in tasks if task.done()]:
                    lease = tasks.pop(task)
                    if lease is not None:
                        self._returned(lease, task)
                        continue
                    filling = None
                    for one in self._filled(task):
                        tasks[loop.create_task(self._submit(one))] = one
                self._give_up(tasks)
                if filling is None and self._has_room():
                    self._supply.size = self._engine.size or self._supply.size
                    filling = loop.create_task(self._supply.next_leases(self._lease, type(self._engine).__name__))
                    tasks[filling] = None
                is_waiting = self._supply.is_granting or any(lease is not None for lease in tasks.values())
                if (self._stopped and not is_waiting) or not (tasks or self._open_leases):
                    return  # after a stop, the input may be waiting for ever for its next job
                waking = loop.create_task(self._wake.wait())
                await asyncio.wait({waking, keeper, *tasks}, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
                if keeper.done():  # by a fault of this program, or of the disk
                    keeper.result()
        finally:
            for task in tasks:
                task.cancel()
            self._over.set()
            await asyncio.gather(keeper, *tasks, return_exceptions=True)

    def _give_up(self, tasks: dict[asyncio.Task[Any], Lease | None]) -> None:
        """Wait no longer for workers whose time is over, and that have not answered."""
        for task, lease in tasks.items():
            if lease is not None and lease.id in self._overdue:
                task.cancel()

    def _has_room(self) -> bool:
        """Return whether more items may be in memory: at most four times what is in flight."""
        if self._stopped or self._supply.is_empty:
            return False
        if self._is_behind is not None and self._is_behind():
            return False
        if not self._engine.local:
            self._allowance.resize(self._engine.workers)
            return len(self._open_leases) < self._engine.workers and self._allowance.has_room
        return self._intake.outstanding <= 2 * self._settings.in_flight

    def _filled(self, task: asyncio.Task[list[Lease]]) -> list[Lease]:
        try:
            return task.result()
        except REFUSALS as error:
            self._disk_refuses(error)
        except Exception as error:  # noqa: BLE001 - a wrong job, or an error of the caller's iterable: it is raised later
            self._failure = error
            self._halt("error", str(error))
        return []

    def _lease(self, items: list[Item]) -> Lease:
        self._leases += 1
        name = f"{self._records.run}-{self._leases}"
        settings, share = self._settings, self._engine.workers
        bare = b"" if self._engine.local else pickle.dumps(self._client.with_options(spend_limit=None))
        return Lease(
            id=name,
            run=self._records.run,
            folder=self._records.folder,
            items=tuple(items),
            seconds=settings.lease_seconds,
            item_timeout=settings.item_timeout,
            attempts=settings.attempts,
            in_flight=max(1, settings.in_flight // share),
            per_second=None if settings.per_second is None else settings.per_second / share,
            pollen=None if self._engine.local else self._allowance.reserve(name),
            client=bare,
            allow_unpriced=settings.allow_unpriced,
            files=self._records.files,
        )

    async def _submit(self, lease: Lease) -> Receipt:
        if not self._engine.local:
            out = OpenLease(self._records, lease.id, lease.items, lease.seconds, lease.item_timeout)
            self._open_leases[lease.id] = out
        return await self._engine.submit(lease)

    def _returned(self, lease: Lease, task: asyncio.Task[Receipt]) -> None:
        """Take in a receipt. What a lost worker has sent is in its journal, which is read until its time is over."""
        if task.cancelled():
            if lease.id in self._open_leases:
                self._open_leases[lease.id].lost = True
            self._allowance.settle(lease, None)
            return
        if (error := task.exception()) is not None:
            if self._engine.local:
                raise error
            if lease.id in self._open_leases:
                self._open_leases[lease.id].lost = True
            self._allowance.settle(lease, None)
            if isinstance(error, EngineLostError):
                self._halt("engine", str(error))
            return
        receipt = task.result()
        is_used_up = self._allowance.settle(lease, receipt)
        if receipt.halted is not None and (receipt.halted != "limit" or is_used_up):
            self._halt(receipt.halted, receipt.detail)
        if self._engine.local:
            self._intake.outstanding -= len(receipt.rest)
            self._supply.again.extend(receipt.rest)
            if self._worker is None or self._worker.refusal is None:  # else the next run reads its journal
                self._intake.closed(lease.id)

    def _changed(self) -> None:
        """Look at the counts after outcomes have arrived."""
        if self._intake.failure is not None and self._failure is None:
            self._failure = self._intake.failure
            self._halt("error", str(self._failure))
        most = self._settings.max_failures
        if most is not None and self._intake.counts[FAILED] >= most:
            self._halt("failures")
        if self._intake.outstanding <= 2 * self._settings.in_flight:
            self._wake.set()

    def _halt(self, reason: str, detail: str | None = None, *, now: bool = False) -> None:
        """Give out no more leases; let the calls in flight end, or interrupt them `now`."""
        if self._stopped is None or now:
            self._stopped, self._detail = self._stopped or reason, self._detail or detail
            if (engine := getattr(self, "_engine", None)) is not None:  # otherwise nothing was sent yet
                self._stopping = asyncio.ensure_future(engine.stop(now=now))
        self._wake.set()

    def _disk_refuses(self, error: Exception) -> None:
        self._failure = self._failure or self._refusal(error)
        self._halt("disk", str(error))

    def _refusal(self, error: BaseException) -> BaseException:
        """Return the error to raise: that of the folder where the disk refuses, else the fault itself."""
        return self._records.refusal(error) if isinstance(error, REFUSALS) else error

    async def _keep(self) -> None:
        """Commit outcomes, and look into the journals of other processes; once more at the end."""
        known: list[dict[str, Any]] | None = None
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), _INTERVAL)
            await self._flush()
            if self._is_behind is not None:
                self._wake.set()
            try:
                for out in list(self._open_leases.values()):
                    await self._poll(out)
                if (workers := self._engine.report()) != known:
                    known = workers
                    await self._records.in_thread(self._records.note_workers, workers)
            except REFUSALS as error:
                self._disk_refuses(error)

    async def _poll(self, out: OpenLease) -> None:
        """Take in what a lease of another process has brought, and its items when they are free."""
        self._intake.arrived(await self._records.in_thread(out.poll))
        if out.over:
            del self._open_leases[out.lease]
            self._engine.freed(out.lease, out.count - len(out.rest))
            if not out.ended:
                self._overdue.add(out.lease)
            self._intake.closed(out.lease)
            self._intake.counts[UNKNOWN] += len(out.unknown)
            self._intake.outstanding -= len(out.unknown) + len(out.rest)
            self._supply.again.extend(out.rest)
            self._wake.set()

    async def _flush(self) -> None:
        try:
            await self._intake.flush(claimed=not self._engine.local)
        except REFUSALS as error:
            self._disk_refuses(error)

    async def _close(self, start: float) -> Summary:
        """End the worker, record what is left, and return the summary."""
        records, intake = self._records, self._intake
        self._supply.close()
        if self._worker is not None:
            await self._worker.close()
            if self._worker.refusal is not None:
                self._failure = self._failure or self._refusal(self._worker.refusal)
        await self._flush()
        pending, stopped = 0, self._stopped or "complete"
        try:
            pending = (await records.in_thread(records.manifest.counts))[PENDING]
            await records.in_thread(records.manifest.note_counts, records.run, dict(intake.counts), stopped)
        except REFUSALS as error:
            self._disk_refuses(error)
        finally:
            await records.in_thread(records.close)
        seconds, bad = time.monotonic() - start, 0 if self._jobs is None else self._jobs.skipped
        if self._stopping is not None:
            await self._stopping
        return intake.summary(
            pending=pending,
            unread=not self._supply.is_read,
            bad=bad,
            seconds=seconds,
            stopped=stopped,
            detail=self._detail,
        )
