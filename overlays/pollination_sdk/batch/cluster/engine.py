"""`DaskEngine`: it gives leases to the workers of a Dask cluster, one task for each."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk import __version__
from pollination_sdk.batch.cluster import lease_runner, worker_checks
from pollination_sdk.batch.cluster.checks import check_versions, probe_workers
from pollination_sdk.batch.cluster.connection import DaskConnection
from pollination_sdk.batch.cluster.rate import ClusterRate
from pollination_sdk.batch.cluster.run_settings import RunSettings
from pollination_sdk.batch.cluster.worker_table import WorkerTable
from pollination_sdk.batch.engines import forget_orders, give_order
from pollination_sdk.batch.protocol import clock
from pollination_sdk.batch.protocol.journal import path_of
from pollination_sdk.batch.protocol.lease import LARGEST, Engine, EngineLostError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    import distributed

    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.cluster.worker_table import WorkerState
    from pollination_sdk.batch.protocol.lease import Lease, Receipt

_POLL = 1.0
"""Seconds between two looks at the workers."""
_SHORT, _LONG = 5.0, 20.0
"""Seconds: leases that end sooner become larger, and those that last longer smaller."""
_MOST_FAILURES = 10
"""The most leases in a row that may fail on workers that are there."""


class DaskEngine(Engine):
    """Run leases on the workers of a Dask cluster.

    Each worker makes a client of its own, with the key of its machine. The output folder must be one that all machines
    see by the same path. Rate, calls at the same time and spend limit hold for all workers together.

    Args:
        cluster: The `distributed.Client`, or the address of the scheduler, such as `tcp://scheduler:8786`.
        key_file: The file that has the API key, on each worker; by default it is in the environment of the worker.
    """

    workers: int = 1
    size: int | None = None

    def __init__(self, cluster: distributed.Client | str, *, key_file: str | os.PathLike[str] | None = None) -> None:
        self._connection = DaskConnection(cluster)
        self._key_file = None if key_file is None else os.fsdecode(key_file)
        self._settings: RunSettings | None = None
        self._poll: asyncio.Task[None] | None = None
        self._others: set[asyncio.Task[Any]] = set()
        self._out: dict[str, asyncio.Task[Any] | None] = {}
        """The leases that are not back, with the tasks that wait for them."""

    async def open(self, folder: str, client: AsyncPollinations, *, in_flight: int, per_second: float | None) -> None:
        """Connect, and look whether the workers can run leases; see `Engine`."""
        import pickle  # noqa: PLC0415 - with the engine only

        forget_orders(folder)
        self._in_flight, self._per_second = in_flight, per_second
        self._table, self._cluster_rate = WorkerTable(in_flight), ClusterRate()
        self._news, self._failures, self._is_stopping = asyncio.Event(), 0, False
        await self._connection.open()
        proof = secrets.token_hex(16)
        settings = RunSettings(
            secrets.token_hex(8), folder, proof, __version__, self._key_file, needs_key=client.key_source is not None
        )
        worker_checks.remove_tokens(folder)
        worker_checks.token_of(settings).write_text(proof, encoding="utf-8")
        self._settings = settings
        for text in check_versions(await self._connection.versions()):
            warnings.warn(text, stacklevel=2)
        self._table.update(await self._connection.workers())
        await probe_workers(
            self._connection, self._table, settings, pickle.dumps(client.with_options(spend_limit=None))
        )
        await self._connection.run(
            lease_runner.stop_earlier_runs, folder, workers=[one.address for one in self._table.usable]
        )
        if not self._table.usable:
            warnings.warn(
                f"The Dask cluster at {self._connection.address} has no workers yet. The run waits for them.",
                stacklevel=2,
            )
        await self._connection.subscribe(settings.topic, self._receive)
        self.size = self._table.fair_share
        self._count()
        self._poll = asyncio.get_running_loop().create_task(self._watch())

    async def submit(self, lease: Lease) -> Receipt:
        """Run a lease; see `Engine`."""
        self._out[lease.id] = asyncio.current_task()
        try:
            return await self._submit(lease)
        finally:
            del self._out[lease.id]

    async def _submit(self, lease: Lease) -> Receipt:
        settings = self._settings
        assert settings is not None  # noqa: S101 - it is open
        worker, share = await self._next_worker()
        worker.leases[lease.id], worker.items[lease.id] = share, len(lease.items)
        start = clock.now()
        try:
            ran = await self._connection.submit(
                lease_runner.run_lease,
                settings,
                attrs.evolve(lease, in_flight=share, per_second=self._rate(share, start)),
                key=f"{settings.topic}-{lease.id}",
                worker=worker.address or None,
            )
        except asyncio.CancelledError:
            if not self._is_stopping:  # its time is over and it has not answered: it gets no more until it does
                worker.silent_since = worker.last_seen
            raise
        except EngineLostError:
            raise
        except Exception as error:
            self._failed(error)
            raise
        finally:
            self._count()
        if ran.receipt is None:
            self._table.of(ran.worker).problem = ran.problem
            self._count()
            raise self._unusable()
        if ran.is_closing:  # the scheduler may tell that later
            self._table.of(ran.worker).is_connected = False
        self._failures = 0
        self._resize(lease, ran.receipt, clock.now() - start)
        return ran.receipt

    def freed(self, lease: str, ended: int) -> None:
        """Give a share to others; see `Engine`."""
        self._table.release(lease, ended)
        self._count()

    def report(self) -> list[dict[str, Any]]:
        """Return the workers; see `Engine`."""
        return self._table.report()

    async def stop(self, *, now: bool) -> None:
        """Tell the workers to stop, through the folder and directly; see `Engine`."""
        if self._settings is None:
            return
        self._is_stopping = True
        with contextlib.suppress(OSError):
            await asyncio.to_thread(give_order, self._settings.folder, now=now)
        self._broadcast({"stop": now})
        self._start(self._cancel_unclaimed(self._settings.folder))

    async def end(self) -> None:
        """Leave the cluster as it was; see `Engine`."""
        if self._others:  # a worker may have to hear of the stop
            await asyncio.wait(self._others, timeout=_POLL)
        for task in (*self._others, *([self._poll] if self._poll else [])):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._poll = None
        if (settings := self._settings) is not None:
            self._settings = None
            with contextlib.suppress(OSError):  # first, so that a task which comes late finds none
                worker_checks.remove_tokens(settings.folder)
            with contextlib.suppress(Exception):  # the scheduler may be lost; runners end by themselves
                if not self._connection.is_lost:
                    await self._connection.run(
                        lease_runner.end_run, settings.run, workers=list(await self._connection.workers())
                    )
        await self._connection.close()

    async def _next_worker(self) -> tuple[WorkerState, int]:
        """Return a worker that may get a lease, and its share; wait until there is one."""
        while (found := self._table.next_worker()) is None:
            self._news.clear()
            await self._news.wait()
        return found

    def _rate(self, share: int, now: float) -> float | None:
        """Return the part of the rate that belongs to a share of the calls at the same time."""
        if self._per_second is None:
            return None
        return self._per_second * self._cluster_rate.factor(now) * share / self._in_flight

    def _resize(self, lease: Lease, receipt: Receipt, seconds: float) -> None:
        size, least = self.size or 1, self._table.fair_share
        if receipt.rest or seconds > _LONG:
            self.size = max(least, size // 2)
        elif seconds < _SHORT and len(lease.items) >= size:
            self.size = min(LARGEST, 2 * size)

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        if self._failures >= _MOST_FAILURES:
            raise EngineLostError(
                f"{self._failures} tasks in a row have failed on the cluster, the last with {type(error).__name__}. "
                "See the logs of its workers."
            ) from None

    def _unusable(self) -> Exception:
        """Return the error of a lease that a worker could not run; the run ends if all workers are like that."""
        (worker, problem), *_ = self._table.problems()
        text = f"The Dask worker {worker.address} cannot be used: {problem}"
        return ConnectionError(text) if self._table.usable else EngineLostError(text)

    def _count(self) -> None:
        """Count how many leases may be out, and wake those that wait for a worker."""
        self.workers = self._table.leases
        self._news.set()

    def _receive(self, message: dict[str, Any]) -> None:
        """Take an event of a worker: what one has met holds for all."""
        if "rate_limited" in message:
            if self._cluster_rate.rate_limited(clock.now()):
                self._broadcast({"rate_limited": message["rate_limited"], "factor": 0.5}, but=message["worker"])
        elif "halted" in message:
            self._broadcast(message)

    def _broadcast(self, message: dict[str, Any], *, but: str = "") -> None:
        """Send a message to all workers, without waiting for their answers."""
        if self._settings is None:
            return
        addresses = [one["address"] for one in self._table.report() if one["state"] == "sending"]
        self._start(
            self._connection.run(
                lease_runner.receive, self._settings.run, message, workers=[one for one in addresses if one != but]
            )
        )

    async def _cancel_unclaimed(self, folder: str) -> None:
        """Wait no longer for leases that no worker has started, such as those of a cluster without workers."""
        while self._out:
            await asyncio.sleep(_POLL)
            for lease, task in list(self._out.items()):
                is_begun = await asyncio.to_thread(Path(path_of(folder, lease)).exists)
                if task is not None and not is_begun:
                    task.cancel()

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside the run."""
        task = asyncio.get_running_loop().create_task(work)
        self._others.add(task)
        task.add_done_callback(self._others.discard)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_POLL)
            with contextlib.suppress(Exception):  # the scheduler may be lost; a task tells that
                self._table.update(await self._connection.workers())
                self._count()
