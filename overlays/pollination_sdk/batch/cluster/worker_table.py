"""The workers of a cluster, and the shares of the calls at the same time that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEASES = 2
"""How many leases a worker has, so that it has the next when one ends."""
_GROWTH = 1.25
"""A share is changed if it may grow by so much: the sender of the worker is made anew then."""


@attrs.define
class WorkerState:
    """A worker.

    Attributes:
        address: Its address; empty for a lease that Dask has put somewhere itself.
        name: Its name in Dask.
        is_connected: Whether the scheduler knows it.
        last_seen: The time of its last heartbeat, by the clock of the scheduler.
        silent_since: That time when its lease was given up without an answer; None otherwise.
        problem: Why it cannot run leases; None if it can.
        leases: The share of each of its leases, which it may still use.
        items: How many items these have.
        ended: The items that it has finished: done, failed, or unknown.
    """

    address: str
    name: str = ""
    is_connected: bool = True
    last_seen: float = 0.0
    silent_since: float | None = None
    problem: str | None = None
    leases: dict[str, int] = attrs.field(factory=dict)
    items: dict[str, int] = attrs.field(factory=dict)
    ended: int = 0

    @property
    def is_usable(self) -> bool:
        """Whether it may get leases."""
        return self.is_connected and self.problem is None and self.silent_since is None

    @property
    def share(self) -> int:
        """The calls at the same time that it may make."""
        return max(self.leases.values(), default=0)

    @property
    def state(self) -> str:
        """The word that `status` shows."""
        if self.problem is not None:
            return "unusable"
        if not self.is_connected:
            return "lost"
        if self.silent_since is not None:
            return "silent"
        return "sending" if self.leases else "idle"


class WorkerTable:
    """All workers, with shares that together never pass what the run allows.

    A lost worker keeps its share until its leases are over: it may only be cut off.

    Args:
        in_flight: The most calls at the same time.
    """

    def __init__(self, in_flight: int) -> None:
        self._in_flight = in_flight
        self._all: dict[str, WorkerState] = {}

    @property
    def usable(self) -> list[WorkerState]:
        """Those that may get leases."""
        return [one for one in self._all.values() if one.is_usable]

    @property
    def leases(self) -> int:
        """How many leases may be out, those of lost workers included."""
        lost = sum(len(one.leases) for one in self._all.values() if not one.is_usable)
        return lost + LEASES * max(1, min(len(self.usable), self._in_flight))

    @property
    def fair_share(self) -> int:
        """An equal share of the calls at the same time."""
        return max(1, self._in_flight // max(1, len(self.usable)))

    def of(self, address: str) -> WorkerState:
        """Return a worker."""
        if address not in self._all:
            self._all[address] = WorkerState(address, is_connected=bool(address))
        return self._all[address]

    def update(self, found: Mapping[str, Mapping[str, Any]]) -> None:
        """Take in the workers that the scheduler knows."""
        for address, facts in found.items():
            one = self.of(address)
            one.name, one.is_connected = str(facts.get("name", "")), facts.get("status", "running") == "running"
            one.last_seen = float(facts.get("last_seen", 0.0))
            if one.silent_since is not None and one.last_seen > one.silent_since:
                one.silent_since = None
        for address in self._all.keys() - found.keys():
            self._all[address].is_connected = False

    def next_worker(self) -> tuple[WorkerState, int] | None:
        """Return the worker for the next lease, and its share; None if none is free now.

        Without any worker, the lease is for one that comes: Dask clusters that adapt start workers for tasks.
        """
        free = [one for one in self.usable if len(one.leases) < LEASES]
        if not any(one.is_connected for one in self._all.values()):
            free = [] if self.of("").leases else [self.of("")]
        for one in sorted(free, key=lambda one: len(one.leases)):
            if (share := self._possible(one)) >= 1:
                return one, share
        return None

    def release(self, lease: str, ended: int) -> None:
        """Note that a lease is over, and how many of its items it has finished."""
        for one in self._all.values():
            one.leases.pop(lease, None)
            if one.items.pop(lease, None) is not None:
                one.ended += ended

    def report(self) -> list[dict[str, Any]]:
        """Return what `status` shows of each."""
        return [
            {
                "name": one.name or one.address,
                "address": one.address,
                "state": one.state,
                "items": sum(one.items.values()),
                "ended": one.ended,
                "problem": one.problem,
            }
            for one in list(self._all.values())
            if one.address
        ]

    def problems(self) -> Iterable[tuple[WorkerState, str]]:
        """Yield the workers that cannot run leases, with the reasons."""
        return ((one, one.problem) for one in self._all.values() if one.problem is not None)

    def _possible(self, worker: WorkerState) -> int:
        others = sum(one.share for one in self._all.values() if one is not worker)
        share = min(self.fair_share, self._in_flight - others)
        now = worker.share
        return now if now <= share < _GROWTH * now else share
