"""Leases of other processes that are not closed: their journals are read until they end, or their time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk.batch.coordination.recovery import recover
from pollination_sdk.batch.protocol import clock
from pollination_sdk.batch.protocol.journal import Reader, claim
from pollination_sdk.batch.sending.recorder import Arrival

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.batch.coordination.records import Records
    from pollination_sdk.batch.protocol.item import Item, Outcome

_MARGIN = 1.0
"""Seconds that are added to the time of a lease: for the moment between a claim and the poll that finds it."""


class OpenLease:
    """A lease that another process runs.

    Args:
        records: Where it is closed.
        lease: The id of the lease.
        items: Its items that are pending.
        seconds: How long its worker may send, from its claim.
        longest: The longest call, which may end after that.
    """

    def __init__(self, records: Records, lease: str, items: Iterable[Item], seconds: float, longest: float) -> None:
        self.lease = lease
        self.items: dict[int, Item] = {item.number: item for item in items}
        self.count: int = len(self.items)
        """How many items it had."""
        self.lost = False
        """Whether the engine has lost the worker, or the run that gave the lease out."""
        self.over: bool = False
        """Whether its items are free: `rest` and `unknown` are known."""
        self.rest: list[Item] = []
        self.unknown: list[int] = []
        self._records = records
        self._span = seconds + longest + _MARGIN
        self._free_at: float | None = None
        self._reader = Reader(records.folder or "", lease)
        self._refusal: OSError | None = None

    @property
    def ended(self) -> bool:
        """Whether the worker has said that it sends nothing more."""
        return self._reader.ended

    def poll(self) -> list[Arrival]:
        """Return the outcomes that came since the last poll, in the thread that writes.

        The items are free when the worker has ended, when it was never started and never will be, or when its time is
        over: then it sends nothing more, and its last call has ended.

        Raises:
            OSError: The folder or the URL of the files refuses, now or before. The lease stays open, so that the next
                run reads its journal from the start.
        """
        if self._refusal is not None:
            raise self._refusal
        try:
            return self._look()
        except OSError as error:
            self._refusal = error
            raise

    def _look(self) -> list[Arrival]:
        arrivals = self._taken(self._reader.read())
        if self._free_at is None and self._reader.claimed:
            self._free_at = clock.now() + self._span
        if self._reader.ended or self._never_starts() or (self._free_at is not None and clock.now() >= self._free_at):
            arrivals += self._take_back()
        return arrivals

    def end(self) -> None:
        """Note that the worker has ended for certain: the next poll takes the items back."""
        self._free_at = 0.0

    def _never_starts(self) -> bool:
        """Return True after claiming a lease whose worker is lost, so that a rerun of it sends nothing."""
        if not self.lost or self._free_at is not None:
            return False
        file = claim(self._records.disk, self._records.folder or "", self.lease)
        if file is None:
            self._free_at = clock.now() + self._span
            return False
        self._records.disk.close(file)
        return True

    def _take_back(self) -> list[Arrival]:
        records = self._records
        recovered = recover(records.disk, records.folder or "", self.lease, self._reader, self.items.values())
        self.rest, self.unknown, self.over = recovered.rest, recovered.unknown, True
        records.write([], recovered.unknown, [])
        return recovered.arrivals

    def _taken(self, found: list[tuple[Outcome, bytes | None]]) -> list[Arrival]:
        arrivals = []
        for outcome, line in found:
            if (item := self.items.get(outcome.number)) is None:
                continue
            arrivals.append(Arrival(self.lease, item, outcome, line, None))
            if outcome.state == "retry":
                self.items[outcome.number] = item._replace(tries=outcome.tries, elapsed=outcome.elapsed)
            else:
                del self.items[outcome.number]
        return arrivals
