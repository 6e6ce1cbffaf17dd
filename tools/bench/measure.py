"""How a row is measured: every peer in each round, one after the other, and the medians compared."""

import statistics
import time
from collections.abc import Callable, Mapping

import attrs

Work = Callable[[], object]


@attrs.frozen
class Figure:
    """Hold what one peer took in one row, once for each round."""

    row: str
    peer: str
    unit: str
    values: list[float]

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.values)

    @property
    def spread(self) -> float:
        """How far the rounds lie apart, as a share of the median."""
        return (max(self.values) - min(self.values)) / self.median if self.median else 0.0


@attrs.frozen
class Target:
    """Say how ours is to compare with a peer: a ratio of medians, at most or at least so much."""

    row: str
    ours: str
    peer: str
    unit: str
    bound: float
    at_least: bool = False
    peer_row: str = ""

    def ratio(self, figures: list[Figure]) -> float | None:
        """Return the ratio, None where one of the two was not measured."""
        found = {(figure.row, figure.peer, figure.unit): figure.median for figure in figures}
        ours = found.get((self.row, self.ours, self.unit))
        peer = found.get((self.peer_row or self.row, self.peer, self.unit))
        return None if ours is None or not peer else ours / peer

    def met(self, ratio: float) -> bool:
        """Tell whether a ratio is good enough."""
        return ratio >= self.bound if self.at_least else ratio <= self.bound


@attrs.frozen
class Row:
    """Hold the figures of one row and what they are held to."""

    figures: list[Figure]
    targets: list[Target] = attrs.field(factory=list)


def interleaved(peers: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Let each peer work once a round, and return the numbers that they gave."""
    values: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, work in peers.items():
            values[name].append(float(str(work())))
    return values


def costs(row: str, peers: Mapping[str, Work], rounds: int, times: int) -> list[Figure]:
    """Measure what one call of each peer costs, in milliseconds of CPU and of time."""
    cpu: dict[str, list[float]] = {name: [] for name in peers}
    wall: dict[str, list[float]] = {name: [] for name in peers}
    for work in peers.values():
        work()  # connections, caches and lazy imports belong to the start row
    for _ in range(rounds):
        for name, work in peers.items():
            cpu_start, start = time.process_time(), time.perf_counter()
            for _ in range(times):
                work()
            wall[name].append((time.perf_counter() - start) / times * 1e3)
            cpu[name].append((time.process_time() - cpu_start) / times * 1e3)
    return [Figure(row, name, unit, values[name]) for unit, values in (("CPU ms", cpu), ("ms", wall)) for name in peers]
