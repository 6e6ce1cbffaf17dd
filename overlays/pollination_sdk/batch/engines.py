"""What runs leases: the event loop of this process, or an executor with other processes."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk import SpendLimit, errors
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.protocol.journal import FOLDER
from pollination_sdk.batch.protocol.lease import Engine
from pollination_sdk.batch.sending.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.protocol.lease import Lease, Receipt

_LOOK = 0.5
"""Seconds between two looks of a worker whether the run is to stop."""


class LocalEngine(Engine):
    """Run leases in the event loop of this process.

    Args:
        worker: The worker.
    """

    local = True

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    async def submit(self, lease: Lease) -> Receipt:
        """Run a lease; see `Engine`."""
        return await self.worker.run(lease)

    async def stop(self, *, now: bool) -> None:
        """Stop the worker; see `Engine`."""
        if now:
            self.worker.interrupt()
        else:
            self.worker.halt("stopped")


class ExecutorEngine(Engine):
    """Run leases in the processes of an executor, those of one run after the other.

    Args:
        make: Makes the executor, at the start and again after a worker was lost, such as `ProcessPoolExecutor`.
        workers: How many leases run at the same time.
    """

    def __init__(self, make: Callable[[], Executor], workers: int) -> None:
        self._make = make
        self.workers: int = workers
        self._executor: Executor | None = None
        self._folder = ""

    async def open(self, folder: str, client: AsyncPollinations, *, in_flight: int, per_second: float | None) -> None:  # noqa: ARG002 - as `Engine`
        """Get ready for a run; see `Engine`."""
        forget_orders(folder)
        self._folder = folder

    async def submit(self, lease: Lease) -> Receipt:
        """Run a lease; see `Engine`."""
        if self._executor is None:
            self._executor = self._make()
        executor = self._executor
        try:
            return await asyncio.get_running_loop().run_in_executor(executor, run_lease, lease)
        except Exception:
            if self._executor is executor:
                self._executor = None
                executor.shutdown(wait=False)
            raise

    async def stop(self, *, now: bool) -> None:
        """Tell the workers to stop; see `Engine`."""
        give_order(self._folder, now=now)

    def close(self) -> None:
        """Let the processes end."""
        if self._executor is not None:
            self._executor.shutdown(wait=False)


def give_order(folder: str, *, now: bool) -> None:
    """Order the workers of a folder to stop."""
    Path(folder, FOLDER, "stop-now" if now else "stop").touch()


def forget_orders(folder: str) -> None:
    """Remove the orders of an earlier run to stop."""
    for name in ("stop", "stop-now"):
        Path(folder, FOLDER, name).unlink(missing_ok=True)


_clients: dict[bytes, AsyncPollinations] = {}


def run_lease(lease: Lease) -> Receipt:
    """Run a lease in this process, with a client whose key comes from the environment, and return the receipt.

    A lease that was run before is not run again: nothing is sent.
    """
    return asyncio.run(_run(lease))


async def _run(lease: Lease) -> Receipt:
    if lease.client not in _clients:
        _clients[lease.client] = pickle.loads(lease.client)  # noqa: S301 - written by the coordinator of this run
    limit = None if lease.pollen is None else SpendLimit(lease.pollen, allow_unpriced=lease.allow_unpriced)
    client = _clients[lease.client].with_options(api_key=None, spend_limit=limit)  # the key of the environment
    await learn_prices(client)
    worker = Worker(
        client,
        folder=lease.folder,
        disk=Disk(),
        in_flight=lease.in_flight,
        per_second=lease.per_second,
        attempts=lease.attempts,
        item_timeout=lease.item_timeout,
        hand_on=lambda _: None,
    )
    worker.start()
    looking = asyncio.get_running_loop().create_task(_look(worker, lease.folder or ""))
    try:
        receipt = await worker.run(lease)
    finally:
        looking.cancel()
        await worker.close()
    return receipt if limit is None else receipt.with_spent(limit.spent)


async def _look(worker: Worker, folder: str) -> None:
    """Stop the worker when the coordinator says so."""
    while True:
        orders = await asyncio.to_thread(orders_in, folder)
        if "stop-now" in orders:
            worker.interrupt()
        elif orders:
            worker.halt("stopped")
        await asyncio.sleep(_LOOK)


def orders_in(folder: str) -> list[str]:
    """Return the orders to stop: `stop` lets calls end, `stop-now` interrupts them."""
    return [name for name in ("stop", "stop-now") if Path(folder, FOLDER, name).exists()]


async def learn_prices(client: AsyncPollinations) -> None:
    """Let the client read the public price list, so that answers have costs. Without it they are unknown."""
    if client.spend_limit is None:  # with a limit, the first call reads it
        with contextlib.suppress(errors.PollinationsError):
            await client.estimate.text("prices", timeout=10)
