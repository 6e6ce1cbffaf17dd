"""The process of a Dask worker: it runs the leases of a run in an event loop of its own, with one set of connections.

A lease is a task of Dask. Two tasks at a time leave their thread slots and share one sender, so that the next lease
is there when the last one ends. Neither tasks nor events have a key.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk import SpendLimit
from pollination_sdk.batch.cluster.rate import SharedPace
from pollination_sdk.batch.cluster.run_settings import LeaseResult
from pollination_sdk.batch.cluster.worker_checks import client_of, problem_of
from pollination_sdk.batch.engines import learn_prices, orders_in
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.protocol import clock
from pollination_sdk.batch.sending.worker import Worker

if TYPE_CHECKING:
    from pollination_sdk.batch.cluster.run_settings import RunSettings
    from pollination_sdk.batch.protocol.lease import Lease, Receipt

_LOOK = 0.5
"""Seconds between two looks whether the run is to stop."""
_STEP = 0.01
"""Seconds between two looks whether the last lease has ended."""
_IDLE = 60.0
"""Seconds without a lease after which a runner ends: its coordinator has gone."""
_LONGEST_END = 8.0
"""Seconds for the leases of a run to end, once their calls are interrupted."""
_CLOSING = frozenset({"closing", "closed", "closing_gracefully"})
_SHARED_HALTS = frozenset({"payment", "key"})
"""What one worker meets, and all others would meet too."""

_runners: dict[str, LeaseRunner] = {}
_lock = threading.Lock()


def run_lease(settings: RunSettings, lease: Lease) -> LeaseResult:
    """Run a lease: the task of Dask. A lease that was claimed before sends nothing.

    Args:
        settings: The settings of the run.
        lease: The lease.
    """
    import distributed  # noqa: PLC0415 - an extra

    dask: Any = distributed  # some of its functions have no types
    worker = dask.get_worker()
    runner = _runners.get(settings.run)
    if runner is None and (problem := problem_of(settings, lease.client)):
        return LeaseResult(worker.address, problem=problem)
    dask.secede()  # a lease waits for the network; its slot is for others
    with _lock:
        if (runner := _runners.get(settings.run)) is None:
            runner = _runners[settings.run] = LeaseRunner(settings, lease.client, worker)
        runner.waiting += 1
    return LeaseResult(worker.address, receipt=runner.run(lease), is_closing=runner.is_closing)


def receive(run: str, message: dict[str, Any]) -> None:
    """Take a message of the coordinator: `{"stop": now}`, or `{"rate_limited": seconds, "factor": factor}`."""
    if (runner := _runners.get(run)) is not None:
        runner.receive(message)


def stop_earlier_runs(folder: str) -> None:
    """Stop the runners of earlier runs of a folder, whose coordinator has died: only one run has a folder."""
    for runner in list(_runners.values()):
        if runner.folder == folder:
            runner.is_abandoned = True
            runner.receive({"stop": False})


async def end_run(run: str) -> None:
    """End the runner of a run, if there is one."""
    with _lock:
        runner = _runners.pop(run, None)
    if runner is not None:
        await asyncio.to_thread(runner.end)


class LeaseRunner:
    """Run the leases of one run in this process.

    Args:
        settings: The settings of the run.
        client: The pickled client.
        worker: The worker of Dask.
    """

    def __init__(self, settings: RunSettings, client: bytes, worker: Any) -> None:
        self.waiting: int = 0
        """The leases that are here."""
        self.folder: str = settings.folder
        self.is_abandoned: bool = False
        """Whether another run has the folder now, so that this one ends after its leases."""
        self._settings, self._dask = settings, worker
        self._client = client_of(settings, client)
        self._sender: Worker | None = None
        self._pace = SharedPace(None, self._rate_limited)
        self._options: tuple[object, ...] = ()
        self._limit: SpendLimit | None = None
        self._active = 0
        self._running: set[asyncio.Task[Receipt]] = set()
        self._halted: tuple[str, str | None] | None = None
        self._used = clock.now()
        self._changed = asyncio.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="pollinations-batch", daemon=True)
        self._thread.start()

    def run(self, lease: Lease) -> Receipt:
        """Run a lease, in the thread of its task."""
        try:
            return asyncio.run_coroutine_threadsafe(self._run(lease), self._loop).result()
        finally:
            with _lock:
                self.waiting -= 1

    def receive(self, message: dict[str, Any]) -> None:
        """Take a message of the coordinator, from any thread."""
        self._loop.call_soon_threadsafe(self._receive, message)

    @property
    def is_closing(self) -> bool:
        """Whether the worker of Dask closes, which stops its leases alone: the run goes on elsewhere."""
        return self._dask.status.name in _CLOSING

    def end(self) -> None:
        """Interrupt the leases that are left, and end the loop and its thread; from another thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self) -> None:
        looking = self._loop.create_task(self._look())
        try:
            self._loop.run_forever()
        finally:
            looking.cancel()
            self._loop.run_until_complete(asyncio.gather(looking, return_exceptions=True))
            self._loop.close()

    async def _run(self, lease: Lease) -> Receipt:
        task = asyncio.ensure_future(self._send(lease))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task

    async def _send(self, lease: Lease) -> Receipt:
        async with self._changed:
            await self._changed.wait_for(lambda: not self._active or self._can_run(lease))
            if not self._can_run(lease):
                await self._replace_sender(lease)
            self._active += 1
        sender, limit = self._sender, self._limit
        assert sender is not None  # noqa: S101 - `_replace_sender` has made it
        self._pace.per_second = lease.per_second
        try:
            receipt = await sender.run(lease)
        finally:
            self._used = clock.now()
            async with self._changed:
                self._active -= 1
                self._changed.notify_all()
        if receipt.halted == "stopped" and self.is_closing:
            receipt = attrs.evolve(receipt, halted=None)
        return receipt if limit is None else receipt.with_spent(limit.spent)

    def _can_run(self, lease: Lease) -> bool:
        """Return whether the sender is right for a lease: a limit on spending holds for one lease alone."""
        return self._sender is not None and lease.pollen is None and _sender_options(lease) == self._options

    async def _replace_sender(self, lease: Lease) -> None:
        """Make a sender with the share and the limit of a lease; the last one has no lease any more."""
        if self._sender is not None:
            await self._sender.close()
        unpriced = lease.allow_unpriced
        self._limit = None if lease.pollen is None else SpendLimit(lease.pollen, allow_unpriced=unpriced)
        client = self._client.with_options(spend_limit=self._limit)
        if self._halted is None:
            await learn_prices(client)
        self._pace = SharedPace(lease.per_second, self._rate_limited)
        self._options = _sender_options(lease)
        self._sender = Worker(
            client,
            folder=lease.folder,
            disk=Disk(),
            in_flight=lease.in_flight,
            per_second=None,
            attempts=lease.attempts,
            item_timeout=lease.item_timeout,
            hand_on=lambda _: None,
            pace=self._pace,
        )
        self._sender.start()
        if self._halted is not None:
            self._sender.halt(*self._halted)

    def _receive(self, message: dict[str, Any]) -> None:
        if "rate_limited" in message:
            self._pace.rate_limited_on_another_worker(clock.now(), message["rate_limited"], message["factor"])
        elif "stop" in message:
            self._halt("stopped", now=message["stop"])
        elif "halted" in message:
            self._halt(message["halted"], message["detail"])

    def _halt(self, reason: str, detail: str | None = None, *, now: bool = False) -> None:
        """Send nothing more in this run."""
        self._halted = self._halted or (reason, detail)
        if self._sender is not None:
            if now:
                self._sender.interrupt()
            else:
                self._sender.halt(reason, detail)

    def _rate_limited(self, retry_after: float | None) -> None:
        self._dask.log_event(self._settings.topic, {"rate_limited": retry_after, "worker": self._dask.address})

    async def _look(self) -> None:
        """Stop when the coordinator or the worker of Dask does, and end if this runner is not needed any more."""
        while True:
            orders = await asyncio.to_thread(orders_in, self._settings.folder)
            if orders or self.is_closing:
                self._halt("stopped", now="stop-now" in orders)
            sender = self._sender
            if self._halted is None and sender is not None and sender.halted in _SHARED_HALTS:
                self._halted = sender.halted, sender.detail
                self._dask.log_event(self._settings.topic, {"halted": sender.halted, "detail": sender.detail})
            if self._is_forgotten():
                await self._close()
                self._loop.stop()
                return
            await asyncio.sleep(_LOOK)

    def _is_forgotten(self) -> bool:
        with _lock:
            if self.waiting or (not self.is_abandoned and clock.now() - self._used < _IDLE):
                return False
            return _runners.pop(self._settings.run, None) is self

    async def _close(self) -> None:
        """End the leases first: the thread of a task would wait for ever for one that never ends."""
        self._halt("stopped", now=True)
        deadline = clock.now() + _LONGEST_END
        while self.waiting > 0 and clock.now() < deadline:  # noqa: ASYNC110 - other threads count it
            await asyncio.sleep(_STEP)
        for task in self._running:
            task.cancel()
        if self._sender is not None:
            await self._sender.close()
        await self._client.aclose()


def _sender_options(lease: Lease) -> tuple[object, ...]:
    return lease.in_flight, lease.attempts, lease.item_timeout
