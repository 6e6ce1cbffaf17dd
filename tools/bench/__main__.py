"""Run the rows: `python -m tools.bench [ROW ...] [--rounds N] [--save FOLDER] [--write PAGE]`.

With `--against REVISION [--at-most RATIO]` they compare our package with an earlier state of itself.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench import against, report
from tools.bench.peers import serving

if TYPE_CHECKING:
    from tools.bench.measure import Figure, Row, Target

ROWS = {
    "start": "start.measure",
    "calls": "calls.measure",
    "async-calls": "calls.measure_async",
    "threads": "threads.measure",
    "tls": "tls.measure",
    "connect": "connect.measure",
    "streams": "streams.measure",
    "decode": "decode.measure",
    "growth": "growth.measure",
    "million": "million.measure",
    "memory": "memory.measure",
    "fan-out": "fan_out.measure",
    "regenerate": "regenerate.measure",
}


def main() -> None:
    """Measure the rows that were picked, print their tables and save them."""
    told = _arguments()
    if told.against:
        sys.exit(_compare(told))
    figures: list[Figure] = []
    targets: list[Target] = []
    saved: list[Path] = []
    occasion, start = report.occasion(told.rounds), time.perf_counter()
    for name in told.rows or ROWS:
        started = time.perf_counter()
        row = _measured(name, told.rounds)
        figures += row.figures
        targets += row.targets
        # After each row: a run that is cut short keeps what it has.
        saved = report.save(told.save, occasion, figures, targets)
        print(f"{name}: {time.perf_counter() - started:.0f} s", report.ratios(row.figures, row.targets), sep="\n")
        print(flush=True)
    said = [
        report.told(occasion, time.perf_counter() - start),
        report.ratios(figures, targets),
        report.losses(figures, targets),
        "### Every figure",
        report.table(figures),
    ]
    print(*said, sep="\n\n")
    if told.write:
        told.write.write_text(report.fill(told.write.read_text(), "\n\n".join(said)))
        saved.append(told.write)
    print(f"\nSaved {', '.join(map(str, saved))}.")


def _compare(told: argparse.Namespace) -> int:
    """Print how this package compares with another state of itself, and return what to exit with."""
    print(f"Old is {told.against}, new is this checkout. Above 1 the new one is worse, whatever the unit.", flush=True)
    found: list[against.Comparison] = []
    rows = {name: ROWS[name] for name in told.rows or against.ROWS}
    for comparisons in against.compare(rows, told.against, told.rounds):
        print(against.table(comparisons, told.at_most), flush=True)
        found += comparisons
    verdicts = [one.verdict(told.at_most) for one in found]
    worse, unsure = verdicts.count("worse"), verdicts.count("unsure")
    if told.at_most:
        print(f"\nOf {len(found)} figures {worse} are worse than {told.at_most}, and {unsure} are unsure.")
    return 1 if worse else 0


def _measured(name: str, rounds: int) -> "Row":
    module, _, function = ROWS[name].partition(".")
    with serving() as url:
        row: Row = getattr(importlib.import_module(f"tools.bench.{module}"), function)(url, rounds)
    return row


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help=f"all, or some of {', '.join(ROWS)}"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each peer is measured (default: 3)")
    parser.add_argument("--save", type=Path, default=Path("build/bench"), help="where the JSON and the picture go")
    parser.add_argument("--write", type=Path, help="a page that gets the tables, between its two markers")
    parser.add_argument(
        "--against", metavar="REVISION", help="a git revision, or a wheel, of this package to compare with"
    )
    parser.add_argument(
        "--at-most",
        type=float,
        metavar="RATIO",
        help="with --against: exit with 1 where new / old is more, beyond its error",
    )
    told = parser.parse_args()
    if told.against and (other := set(told.rows) - set(against.ROWS)):
        parser.error(f"--against does not compare {', '.join(sorted(other))}: take some of {', '.join(against.ROWS)}")
    if told.against and told.write:
        parser.error("--write takes the tables of the peers, not those of --against")
    if told.at_most and not told.against:
        parser.error("--at-most needs --against")
    if told.write and told.rows:
        parser.error("--write takes a whole run: a page with some rows of one run and some of another compares nothing")
    if told.write:
        report.fill(told.write.read_text(), "")  # ten minutes later is too late to hear of missing markers
    return told


if __name__ == "__main__":
    main()
