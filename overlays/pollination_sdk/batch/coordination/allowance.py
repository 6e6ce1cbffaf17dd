"""The shares of a spend limit that leases in other processes reserve, so that all of them together keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk import SpendLimit

if TYPE_CHECKING:
    from pollination_sdk.batch.protocol.lease import Lease, Receipt


class Allowance:
    """What leases may spend, in pollen.

    Args:
        limit: The limit of the folder, or what is left of a `SpendLimit`; None for no limit.
        spent: What earlier runs of the folder have spent.
        workers: How many leases are out at the same time.
    """

    def __init__(self, limit: float | SpendLimit | None, spent: float, workers: int) -> None:
        if isinstance(limit, SpendLimit):
            limit, spent = limit.remaining, 0.0
        self._left = None if limit is None else max(0.0, float(limit) - spent)
        self._workers = workers
        self._is_last = False
        """Whether a lease had too little, so that the next one gets all that is left."""
        self._whole: str | None = None
        """The lease that had all that was left."""
        self._out: dict[str, float] = {}

    @property
    def has_room(self) -> bool:
        """Whether another lease may be given out. After one had too little, the next one gets all that is left."""
        return self._left is None or len(self._out) < self._workers

    def resize(self, workers: int) -> None:
        """Take another number of leases that are out at the same time, unless what is left is for one alone."""
        if not self._is_last:
            self._workers = workers

    def reserve(self, lease: str) -> float | None:
        """Reserve a share for a lease, and return it; None without a limit."""
        if self._left is None:
            return None
        share = self._left / max(1, self._workers - len(self._out))
        self._left -= share
        self._whole = lease if not (self._out or self._left) else None
        self._out[lease] = share
        return share

    def settle(self, lease: Lease, receipt: Receipt | None) -> bool:
        """Take back what a lease has not spent; all counts as spent if that is not known.

        It is not known without a receipt, or if that is of a rerun: another process had the lease, and may have sent
        all.

        Returns:
            True if it was refused though it had all that is left.
        """
        if self._left is None or (share := self._out.pop(lease.id, None)) is None:
            return receipt is not None and receipt.halted == "limit"
        if receipt is None or receipt.spent is None or not receipt.claimed:
            return False
        self._left += max(0.0, share - receipt.spent)
        if receipt.halted == "limit":
            self._workers, self._is_last = 1, True
            return lease.id == self._whole
        return False
