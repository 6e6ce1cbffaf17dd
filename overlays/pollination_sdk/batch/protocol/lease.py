"""A lease: some items that one worker may send until a time, and the receipt that it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.protocol.item import Item

LARGEST = 200
"""The most items of a lease."""


@attrs.frozen(kw_only=True)
class Lease:
    """What a worker gets. It is picklable and small, and has no key.

    Args:
        id: The id. A lease is claimed once, however often it is run.
        run: The number of the run.
        folder: The output folder; None for results in memory.
        items: The items, at most 200.
        files: The URL of the media files; None for the folder.
        seconds: How long the worker may send, from its claim, by its own monotonic clock.
        item_timeout: The most seconds of an item with all its tries, so also of a call.
        attempts: The most tries of an item.
        in_flight: This lease's share of the calls at the same time.
        per_second: This lease's share of the rate; None for no limit.
        pollen: The pollen that is reserved for it; None without a limit.
        client: The pickled client, which has no key: the worker's environment has it.
        allow_unpriced: Whether calls are sent whose price is unknown.
    """

    id: str
    run: int
    folder: str | None
    items: tuple[Item, ...] = attrs.field(repr=lambda items: f"<{len(items)} items>")  # Dask logs the repr of arguments
    seconds: float
    item_timeout: float
    attempts: int
    in_flight: int
    per_second: float | None
    pollen: float | None = None
    client: bytes = attrs.field(default=b"", repr=False)
    allow_unpriced: bool = False
    files: str | None = None


@attrs.frozen(kw_only=True)
class Receipt:
    """What a worker gives back for a lease. The outcomes are in its journal.

    Args:
        lease: The id of the lease.
        claimed: False if the lease had been claimed before: nothing was sent.
        rest: The items that were not finished, with their tries so far.
        halted: Why the worker stopped before the end of its items; None if it did not.
        detail: The text of the error that halted it.
        spent: What it has spent under its own limit, in pollen; None without one.
    """

    lease: str
    claimed: bool = True
    rest: tuple[Item, ...] = ()
    halted: str | None = None
    detail: str | None = None
    spent: float | None = None

    def with_spent(self, pollen: float) -> Receipt:
        """Return the receipt with what was spent."""
        return attrs.evolve(self, spent=pollen)


class EngineLostError(Exception):
    """The engine can run no lease any more; the run ends. The text says why, and what to do."""


class Engine:
    """What runs leases: this process by default, others with an executor or a cluster.

    Attributes:
        local: Whether the workers end with this process, so that their leases are free when it has ended.
        workers: How many leases run at the same time; each gets an equal share of the rate.
        size: The most items of a lease; None for its share of the calls at the same time.
    """

    local: bool = False
    workers: int = 1
    size: int | None = None

    async def open(self, folder: str, client: AsyncPollinations, *, in_flight: int, per_second: float | None) -> None:
        """Get ready for a run.

        Args:
            folder: The output folder, which is there.
            client: The client.
            in_flight: The most calls of all workers at the same time.
            per_second: The most calls of all workers per second; None for no limit.

        Raises:
            ConfigurationError: The engine cannot be used. Nothing was sent.
        """

    async def submit(self, lease: Lease) -> Receipt:
        """Run a lease and return its receipt. A second run of a lease sends nothing.

        Raises:
            EngineLostError: No lease can be run any more.
            Exception: The worker is lost. What it has sent is in its journal.
        """
        raise NotImplementedError

    def freed(self, lease: str, ended: int) -> None:
        """Note that a lease is over, and that its worker sends nothing of it any more.

        Args:
            lease: The id of the lease.
            ended: How many of its items are finished: done, failed, or unknown.
        """

    def report(self) -> list[dict[str, Any]]:
        """Return what `status` shows of the workers; an empty list if there is only this machine."""
        return []

    async def stop(self, *, now: bool) -> None:
        """Let calls in flight end and send nothing more; with `now`, interrupt them too."""

    async def end(self) -> None:
        """Leave the workers as they were before the run."""
