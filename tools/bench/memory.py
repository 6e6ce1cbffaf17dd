"""What a process holds: while a large video goes to disk, and after many calls."""

import functools
import json
import subprocess
import sys

from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, ROOT

_MEGABYTES = 500


def measure(url: str, rounds: int) -> Row:
    """Stream half a gigabyte to disk with each client, and make a thousand calls with one."""
    seen: dict[str, list[dict[str, float]]] = {}

    def run(name: str) -> float:
        command = [sys.executable, "-m", "tools.bench.memory_program", name, url, str(_MEGABYTES), KEY]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        seen.setdefault(name, []).append(json.loads(told))
        return 0.0

    names = ("sdk", "async sdk", "httpx", "rest")
    interleaved({name: functools.partial(run, name) for name in names}, max(2, rounds // 3))
    video = [
        Figure(f"video: {_MEGABYTES} MB to disk", name, unit, [found[unit] for found in seen[name]])
        for name in names[:3]
        for unit in ("MB added", "MB a second")
    ]
    row = f"video: {_MEGABYTES} MB to disk"
    rest = [Figure("rest: after 1,000 calls", "sdk", "MB added", [found["MB added"] for found in seen["rest"]])]
    limits = [Figure(row, "limit", "MB added", [8.0]), Figure("rest: after 1,000 calls", "limit", "MB added", [0.5])]
    return Row(
        [*video, *rest, *limits],
        [
            *(Target(row, name, "limit", "MB added", 1.0) for name in names[:2]),
            *(Target(row, name, "httpx", "MB a second", 0.9, at_least=True) for name in names[:2]),
            Target("rest: after 1,000 calls", "sdk", "limit", "MB added", 1.0),
        ],
    )
