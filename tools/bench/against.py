"""Compare our package with another state of itself in one run: `python -m tools.bench [ROW ...] --against REVISION`.

Two versions of a package cannot live in one process. Each has a worker: a process that imports its version from a
folder. It measures a row as always, but only our peers, and waits for its turn before each sample. While one worker
takes a sample the other one is idle, and both take the same sample before either takes the next one.

- A sample of one version is compared with the sample of the other version right beside it. The median of these
  ratios counts: what makes the machine slow for a while makes both samples slow. Minima are not used: one sample at a
  moment of high clock rate decides them.
- Two processes of the same program differ by some per cent for as long as they live, as their memory is laid out
  differently. Each round has new workers.
- Which version goes first is random.

The server is the same for both, in a process of its own; a row over TLS starts one for each.
"""

import functools
import io
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

import attrs

from tools.bench import measure
from tools.bench.measure import OF_NO_CLIENT, THE_MORE_THE_BETTER, Figure, is_ours, measured
from tools.bench.peers import ROOT, serving

ROWS = ("start", "calls", "async-calls", "streams", "tls", "connect", "fan-out")
"""The rows that can be compared: those that time the package, in rounds."""

_ROUNDS = 12  # of the row, in each pair of workers
_SLOW_ROUNDS = {"connect": 1, "fan-out": 1}  # the row makes as many of them as it needs
_TURN = "turn\n"
Key = tuple[str, str, str]


@attrs.frozen
class Comparison:
    """Hold how the new version compares with the old one in one figure of a row, sample by sample."""

    row: str
    peer: str
    unit: str
    old: list[float]
    new: list[float]

    @property
    def ratios(self) -> list[float]:
        """How many times as much the new version takes, for each pair of samples; above 1 is worse in every unit."""
        worse, better = (self.old, self.new) if self.unit in THE_MORE_THE_BETTER else (self.new, self.old)
        return [one / other for one, other in zip(worse, better, strict=True) if other]

    @property
    def ratio(self) -> float:
        """The middle of the ratios; not a number where the samples have none."""
        return statistics.median(self.ratios or [math.nan])

    @property
    def error(self) -> float:
        """The standard error of the ratio, by the spread of the middle half of the ratios; 0 of a single one."""
        if len(self.ratios) < 2:
            return 0.0
        first, _, third = statistics.quantiles(self.ratios, n=4)
        return 1.25 * (third - first) / 1.35 / math.sqrt(len(self.ratios))  # as if they were normally distributed

    def result(self, at_most: float | None) -> str:
        """Return `worse` where the ratio is above a limit by more than two standard errors, and `unsure` by less.

        A busy machine makes the errors of wall time large; more rounds make them smaller.
        """
        if at_most is None or not self.ratio > at_most:
            return ""
        return "worse" if self.ratio - 2 * self.error > at_most else "unsure"


def compare(rows: Mapping[str, str], source: str, rounds: int) -> Iterator[list[Comparison]]:
    """Install the package of this checkout and another one, and measure each row with both.

    Args:
        rows: The function that measures each row, `module.function`, by the row's name.
        source: A git revision, or the path of a wheel.
        rounds: How many pairs of workers measure each row, one pair after the other.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folders = {"old": Path(scratch, "old"), "new": Path(scratch, "new")}
        install(source, folders["old"])
        install(str(ROOT), folders["new"])
        for name, function in rows.items():
            found: dict[Key, Comparison] = {}
            for number in range(1, rounds + 1):
                print(f"{name}: round {number} of {rounds}", file=sys.stderr, flush=True)  # fan-out takes minutes
                with serving() as url, ExitStack() as stack:
                    arguments = (function, url, str(_SLOW_ROUNDS.get(name, _ROUNDS)))
                    workers = {who: stack.enter_context(_working(who, folders[who], *arguments)) for who in folders}
                    done = alternate(workers)
                gather(found, done["old"], done["new"])
            yield list(found.values())


def alternate(workers: Mapping[str, "Worker"]) -> dict[str, list[Figure]]:
    """Give every worker one turn, in random order, and again, until all are done; return their figures."""
    done: dict[str, list[Figure]] = {}
    while len(done) < len(workers):
        for name in random.sample(list(workers), len(workers)):
            if name not in done and (figures := workers[name].go()) is not None:
                done[name] = figures
    return done


def gather(found: dict[Key, Comparison], old: list[Figure], new: list[Figure]) -> None:
    """Add the samples of a round to those of the rounds before; a method that the old version has not is left out."""
    before = {one.key: one.values for one in old}
    for one in new:
        if one.key in before:
            comparison = found.setdefault(one.key, Comparison(*one.key, [], []))
            comparison.old.extend(before[one.key])
            comparison.new.extend(one.values)


def table(comparisons: list[Comparison], at_most: float | None = None) -> str:
    """Write comparisons as a Markdown table; those above the limit are marked."""
    lines = ["| row | unit | who | old | new | new / old | | samples |", "|---|---|---|---:|---:|---:|---|---:|"]
    for one in comparisons:
        old, new, ratio = f"{statistics.median(one.old):.3g}", f"{statistics.median(one.new):.3g}", f"{one.ratio:.3f}"
        cells = (one.row, one.unit, one.peer, old, new, f"{ratio} ± {one.error:.3f}", one.result(at_most), len(one.new))
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def install(source: str, folder: Path) -> None:
    """Install our package alone, with its bytecode, into a folder.

    Args:
        source: A git revision, the path of a wheel, or a checkout.
        folder: Where its packages go.

    Raises:
        subprocess.CalledProcessError: There is no such revision, or it cannot be built.
    """
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--compile", "--target", str(folder)]
    with tempfile.TemporaryDirectory() as scratch:
        if not (source.endswith(".whl") or Path(source, "pyproject.toml").exists()):
            packed = subprocess.run(["git", "archive", source], check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(scratch, filter="data")
            source = scratch
        subprocess.run([*pip, source], check=True)


@attrs.frozen
class Worker:
    """A worker in a process of its own. A line lets it go on; its answer is a line too."""

    name: str
    process: Any  # a Popen with both pipes

    def go(self) -> list[Figure] | None:
        """Let it work until it waits for its next turn, and return None, or until its end, and return its figures."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker of the {self.name} version failed: its traceback stands above")
        return None if line == _TURN else [Figure(**one) for one in json.loads(line)]


@contextmanager
def _working(name: str, folder: Path, *arguments: str) -> Iterator[Worker]:
    command = [sys.executable, "-m", "tools.bench.against", name, str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment) as process:
        yield Worker(name, process)


class InTurns(measure.Turns):
    """Let only our peers work, and each of their samples wait for its turn.

    Args:
        wait: Returns when it is this worker's turn.
        is_old: Whether methods may be missing, which leaves their samples out.
    """

    def __init__(self, wait: Callable[[], None], *, is_old: bool) -> None:
        self._wait, self._is_old = wait, is_old

    def has(self, peer: Hashable) -> bool:
        """Return whether a peer is ours, or the empty Python that the start row subtracts."""
        return is_ours(str(peer)) or "python" in str(peer)

    def take(self, work: Callable[[], Any]) -> Any:
        """Take one sample in its turn; it is not a number where the old version lacks a method or an argument."""
        self._wait()
        try:
            return work()
        except (AttributeError, TypeError):
            if not self._is_old:
                raise
            return math.nan


def _wait() -> None:
    if not sys.stdin.readline():
        sys.exit("the bench has ended")


def _ask_for_turn(answers: TextIO) -> None:
    answers.write(_TURN)
    answers.flush()
    _wait()


def _work(name: str, folder: str, function: str, url: str, rounds: str) -> None:
    """Measure a row in turns and write its figures."""
    answers = sys.stdout
    _wait()  # importing, too, is done in turns
    with redirect_stdout(sys.stderr):
        measure.turns = InTurns(functools.partial(_ask_for_turn, answers), is_old=name == "old")
        row = measured(function, url, int(rounds))
    found = str(sys.modules["pollination_sdk"].__file__)
    if not found.startswith(folder):
        raise RuntimeError(f"the {name} version was imported from {found}, not from {folder}")
    figures = [one for one in row.figures if is_ours(one.peer) and one.unit not in OF_NO_CLIENT and one.values]
    whole = [one for one in figures if not any(math.isnan(value) for value in one.values)]
    print(json.dumps([attrs.asdict(one) for one in whole]), file=answers, flush=True)


if __name__ == "__main__":
    _work(*sys.argv[1:])
