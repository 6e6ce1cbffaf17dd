"""A million usage records, read one after the other: how long for each, and what the process holds meanwhile."""

import json
import subprocess
import sys
from typing import Any

from tools.bench.answers import MILLION
from tools.bench.measure import Figure, Row, Target
from tools.bench.peers import KEY, ROOT

_ROW = "iter_usage: 1,000,000 records"
_ADDED = "MB added by the second half"


def measure(url: str, _: int) -> Row:
    """Read them once with each client: what is constant over ten pages of pages needs no second round."""
    row = Row([])
    for name in ("sdk", "async sdk"):
        told = _read(name, url)
        row.figures.append(Figure(_ROW, name, _ADDED, [told["added"]]))
        row.figures.append(Figure(_ROW, name, "CPU us of records", [told["cpu"]]))
        row.figures.append(Figure(_ROW, name, "s", [told["seconds"]]))
        row.figures.extend(
            Figure(f"iter_usage: after {(number + 1) * 100_000:,} records", name, "MB of the process", [held])
            for number, held in enumerate(told["held"])
        )
        row.targets.append(Target(_ROW, name, None, _ADDED, 4.0))
    return row


def _read(name: str, url: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tools.bench.memory_program", f"million {name}", f"{url}/million", KEY]
    told: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    )
    if told["count"] != MILLION:
        raise RuntimeError(f"{name} read {told['count']:,} records of {MILLION:,}")
    return told
