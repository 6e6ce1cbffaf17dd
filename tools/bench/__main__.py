"""Run the rows: `python -m tools.bench [ROW ...] [--rounds N] [--save FOLDER]`.

With `--against REVISION [--at-most RATIO]` they compare our package with an earlier state of itself.
"""

import argparse
import sys
import time
from pathlib import Path

from tools.bench import against, report
from tools.bench.measure import Figure, Target, measured
from tools.bench.peers import serving

ROWS = {
    "start": "start.measure",
    "calls": "calls.measure",
    "async-calls": "calls.measure_async",
    "streams": "streams.measure",
    "tls": "tls.measure",
    "connect": "connect.measure",
    "video": "video.measure",
    "fan-out": "fan_out.measure",
    "batch": "batch.measure",
}


def main() -> None:
    """Measure the rows that were picked, print their tables and save them."""
    options = _arguments()
    if options.against:
        sys.exit(_compare(options))
    figures: list[Figure] = []
    targets: list[Target] = []
    occasion = report.occasion(options.rounds)
    for name in options.rows or ROWS:
        start = time.perf_counter()
        with serving() as url:
            row = measured(ROWS[name], url, options.rounds)
        figures += row.figures
        targets += row.targets
        report.save(options.save, occasion, figures, targets)  # after each row: an interrupted run keeps what it has
        print(f"{name}: {time.perf_counter() - start:.0f} s", report.ratios(row.figures, row.targets), sep="\n")
        print(flush=True)
    print(report.summary(figures, targets), f"Every figure is in {options.save}.", sep="\n\n")


def _compare(options: argparse.Namespace) -> int:
    """Print how this package compares with another state of itself, and return the exit code."""
    print(f"Old is {options.against}, new is this checkout. Above 1 the new one is worse, in every unit.", flush=True)
    found: list[against.Comparison] = []
    rows = {name: ROWS[name] for name in options.rows or against.ROWS}
    for comparisons in against.compare(rows, options.against, options.rounds):
        print(against.table(comparisons, options.at_most), flush=True)
        found += comparisons
    results = [one.result(options.at_most) for one in found]
    worse, unsure = results.count("worse"), results.count("unsure")
    if options.at_most:
        print(f"\nOf {len(found)} figures {worse} are worse than {options.at_most}, and {unsure} are unsure.")
    return 1 if worse else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    names = ", ".join(ROWS)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help=f"all, or some of {names}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each peer is measured (default: 3)")
    parser.add_argument("--save", type=Path, default=Path("build/bench"), help="the folder for bench.json and bench.md")
    revision = "a git revision, or a wheel, of this package to compare with"
    parser.add_argument("--against", metavar="REVISION", help=revision)
    limit = "with --against: exit with 1 where new / old is more, beyond its error"
    parser.add_argument("--at-most", type=float, metavar="RATIO", help=limit)
    options = parser.parse_args()
    if options.against and (other := set(options.rows) - set(against.ROWS)):
        parser.error(f"--against does not compare {', '.join(sorted(other))}: take some of {', '.join(against.ROWS)}")
    if options.at_most and not options.against:
        parser.error("--at-most needs --against")
    return options


if __name__ == "__main__":
    main()
