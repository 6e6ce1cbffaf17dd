"""A lease that a worker holds, and the tries of its items."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pollination_sdk.batch.protocol.item import Item
    from pollination_sdk.batch.protocol.lease import Lease


class Held:
    """A lease that a worker has claimed.

    Args:
        lease: The lease.
        file: Its open journal; 0 without a folder.
        ends: When the worker stops to send, by its own clock.
    """

    __slots__ = ("ended", "ends", "file", "lease", "left", "rest")

    def __init__(self, lease: Lease, file: int, ends: float) -> None:
        self.lease: Lease = lease
        self.file: int = file
        self.ends: float = ends
        self.left: int = len(lease.items)
        self.rest: list[Item] = []
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def finish(self, rest: Item | None = None) -> None:
        """Count one item as finished, or as given back."""
        if rest is not None:
            self.rest.append(rest)
        self.left -= 1
        if not self.left and not self.ended.done():
            self.ended.set_result(None)

    def give_up(self) -> None:
        """End without the items that are left."""
        if not self.ended.done():
            self.ended.set_result(None)


class Try(NamedTuple):
    """A try of an item.

    Args:
        held: Its lease.
        item: The item.
        deadline: When the item fails, by the clock of leases.
        started: When the try started, in seconds since 1970.
        sent: The same by the clock of leases.
    """

    held: Held
    item: Item
    deadline: float
    started: float
    sent: float


Entry = tuple[Held, "Item", float]
"""A lease, one of its items, and the deadline of the item; 0.0 until it is sent first."""
