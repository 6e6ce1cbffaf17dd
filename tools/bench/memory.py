"""What a process holds: while a large video goes to disk, and after many calls."""

import json
import subprocess
import sys
from collections.abc import Callable

from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, ROOT

_MEGABYTES = 500
_VIDEO = f"video: {_MEGABYTES} MB to disk"
_REST = "rest: after 1,000 calls"
_PAIRS = {"sdk": "httpx", "async sdk": "async httpx"}
_MORE = ("MB added by 3,000 more", "objects added by 3,000 more")
_UNITS = {_VIDEO: ("MB added", "MB a second"), _REST: ("MB added", "objects added", *_MORE)}


def measure(url: str, rounds: int) -> Row:
    """Stream half a gigabyte to disk with each client, and make a thousand calls with ours."""
    seen: dict[tuple[str, str], list[dict[str, float]]] = {}

    def running(row: str, name: str) -> Callable[[], float]:
        kind = f"rest {name}" if row == _REST else f"video {name}"

        def run() -> float:
            seen.setdefault((row, name), []).append(_told(kind, url))
            return 0.0

        return run

    jobs = [(_VIDEO, name) for pair in _PAIRS.items() for name in pair] + [(_REST, name) for name in _PAIRS]
    interleaved({f"{row} {name}": running(row, name) for row, name in jobs}, max(3, rounds // 2))
    figures = [
        Figure(row, name, unit, [found[unit] for found in told])
        for (row, name), told in seen.items()
        for unit in _UNITS[row]
    ]
    return Row(figures, _targets())


def _targets() -> list[Target]:
    return [
        *(Target(_VIDEO, name, None, "MB added", 8.0) for name in _PAIRS),
        *(Target(_VIDEO, name, peer, "MB a second", 0.9, at_least=True) for name, peer in _PAIRS.items()),
        *(Target(_REST, name, None, "MB added", 0.5) for name in _PAIRS),
        *(Target(_REST, name, None, "objects added", 50) for name in _PAIRS),
        *(
            Target(_REST, name, None, unit, bound, own=True)
            for unit, bound in zip(_MORE, (0.5, 50), strict=True)
            for name in _PAIRS
        ),
    ]


def _told(kind: str, url: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tools.bench.memory_program", kind, url, KEY, str(_MEGABYTES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told: dict[str, float] = json.loads(done.stdout)
    return told
