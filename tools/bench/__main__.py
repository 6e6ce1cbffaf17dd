"""Run the rows: `python -m tools.bench [ROW ...] [--rounds N] [--save FOLDER]`."""

import argparse
import importlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench import report
from tools.bench.peers import serving

if TYPE_CHECKING:
    from tools.bench.measure import Figure, Target

ROWS = {
    "start": "start.measure",
    "calls": "calls.measure",
    "threads": "calls.threads",
    "streams": "streams.measure",
    "decode": "decode.measure",
    "growth": "decode.growth",
    "memory": "memory.measure",
    "fan-out": "fan_out.measure",
}


def main() -> None:
    """Measure the rows that were picked, print their tables and save them."""
    told = _arguments()
    figures: list[Figure] = []
    targets: list[Target] = []
    saved: list[Path] = []
    start = time.perf_counter()
    for name in told.rows or ROWS:
        module, _, function = ROWS[name].partition(".")
        begun = time.perf_counter()
        with serving() as url:
            row = getattr(importlib.import_module(f"tools.bench.{module}"), function)(url, told.rounds)
        figures += row.figures
        targets += row.targets
        saved = report.save(told.save, figures, targets)  # after each row: a run that is cut short keeps what it has
        print(
            f"{name}: {time.perf_counter() - begun:.0f} s",
            report.ratios(row.figures, row.targets),
            sep="\n",
            flush=True,
        )
    print("", report.table(figures), "", report.ratios(figures, targets), "", sep="\n")
    print(report.losses(figures, targets))
    print(f"Saved {', '.join(map(str, saved))}; {time.perf_counter() - start:.0f} s in all.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help=f"all, or some of {', '.join(ROWS)}"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each peer is measured (default: 5)")
    parser.add_argument("--save", type=Path, default=Path("build/bench"), help="where the JSON and the picture go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
