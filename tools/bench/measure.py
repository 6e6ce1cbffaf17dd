"""How a row is measured: every peer in each round, one after the other, and the medians compared."""

import gc
import importlib
import statistics
import time
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import attrs

Work = Callable[[], object]
Batch = Callable[[int], object]
Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")


THE_MORE_THE_BETTER = ("calls a second", "MB a second")
OF_NO_CLIENT = ("% of a core in the server",)


def is_ours(peer: str) -> bool:
    """Return whether a name in the column *who* is one of this SDK's."""
    return "sdk" in peer


@attrs.frozen
class Figure:
    """Hold what one peer took in one row, once for each round."""

    row: str
    peer: str
    unit: str
    values: list[float]

    @property
    def key(self) -> tuple[str, str, str]:
        """What is measured, of whom, and in which unit."""
        return self.row, self.peer, self.unit

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.values)

    @property
    def spread(self) -> float:
        """How far the middle half of the rounds lies apart, as a share of the median; one busy moment is not in it."""
        if len(self.values) < 2 or not self.median:
            return 0.0
        first, _, third = statistics.quantiles(self.values, n=4, method="inclusive")
        return (third - first) / self.median


@attrs.frozen
class Target:
    """Say what ours is to reach: a ratio of medians to a peer's, or without a peer a median in the unit itself."""

    row: str
    ours: str
    peer: str | None
    unit: str
    bound: float
    at_least: bool = False
    peer_row: str = ""

    def reached(self, figures: list[Figure]) -> float | None:
        """Return the ratio or the median, None where something of it was not measured."""
        found = {figure.key: figure.median for figure in figures}
        ours = found.get((self.row, self.ours, self.unit))
        if self.peer is None or ours is None:
            return ours
        peer = found.get((self.peer_row or self.row, self.peer, self.unit))
        return ours / peer if peer else None

    def met(self, reached: float) -> bool:
        """Return whether that is good enough."""
        return reached >= self.bound if self.at_least else reached <= self.bound


@attrs.frozen
class Row:
    """Hold the figures of one row and what they are held to."""

    figures: list[Figure]
    targets: list[Target] = attrs.field(factory=list)


def measured(function: str, url: str, rounds: int) -> Row:
    """Return the row that a function of the bench measures, such as `calls.measure`, which loads its peers."""
    module, _, name = function.partition(".")
    row: Row = getattr(importlib.import_module(f"tools.bench.{module}"), name)(url, rounds)
    return row


class Turns:
    """Decide who works in this process, and when: everybody, at once. `tools/bench/against.py` decides otherwise."""

    def has(self, peer: Hashable) -> bool:  # noqa: ARG002 - for those who choose
        """Return whether a peer is measured here."""
        return True

    def take(self, work: Callable[[], Value]) -> Value:
        """Take one sample."""
        return work()


turns = Turns()


def interleaved(peers: Mapping[Name, Callable[[], Value]], rounds: int, *, warm: int = 0) -> dict[Name, list[Value]]:
    """Let each peer work once a round, and return what they gave; the first `warm` rounds are dropped."""
    values: dict[Name, list[Value]] = {name: [] for name in peers}
    measured = {name: work for name, work in peers.items() if turns.has(name)}
    for number in range(warm + rounds):
        for name, work in measured.items():
            gc.collect()  # what one peer leaves behind is not paid by the next
            value = turns.take(work)
            if number >= warm:
                values[name].append(value)
    return values


def repeated(work: Work) -> Batch:
    """Return what does some work so many times."""

    def repeat(times: int) -> None:
        for _ in range(times):
            work()

    return repeat


def costs(row: str, peers: Mapping[str, Batch], rounds: int, times: int) -> list[Figure]:
    """Measure what one call of each peer costs, in milliseconds of CPU and of time; each makes so many at once."""
    wall: dict[str, list[float]] = {name: [] for name in peers}

    def timed(name: str, work: Batch) -> Callable[[], float]:
        def run() -> float:
            cpu_start, start = time.process_time(), time.perf_counter()
            work(times)
            wall[name].append((time.perf_counter() - start) / times * 1e3)
            return (time.process_time() - cpu_start) / times * 1e3

        return run

    settle()
    # Connections, caches and lazy imports belong to the start row, and are in the round that is dropped.
    cpu = interleaved({name: timed(name, work) for name, work in peers.items()}, rounds, warm=1)
    return [
        *(Figure(row, name, "CPU ms", cpu[name]) for name in peers),
        *(Figure(row, name, "ms", wall[name][1:]) for name in peers),
    ]


def cpu_each(work: Callable[[], int]) -> float:
    """Return the microseconds of CPU for each of the items that some work says it had."""
    start = time.process_time()
    count = work()
    return (time.process_time() - start) / count * 1e6


def settle() -> None:
    """Take all that is loaded out of the garbage collector's sight: nobody pays for the peers' modules."""
    gc.collect()
    gc.freeze()
