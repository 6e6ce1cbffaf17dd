"""Compare a provider's description with the contract: `python -m tools.drift [SOURCE] [--apply]`.

Exits with 0 for no drift, 1 for compatible drift, and 2 for breaking drift. Exits with 3 where the description is not
readable or cannot be brought into the contract.
"""

import argparse
import datetime as dt
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tools import contract
from tools.drift.apply import apply
from tools.drift.recorded import questions, unrecorded
from tools.drift.report import Report, differences
from tools.drift.source import UnreadableError, read, shown
from tools.drift.touched import Project

CONTRACT = Path("openapi.yaml")
LIVE = "https://gen.pollinations.ai/openapi.json"
UNREADABLE = 3


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        report = _report(options.source, date=options.date or _day_of(options.source), is_applied=options.apply)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    if options.markdown:
        Path(options.markdown).write_text(report.markdown(), encoding="utf-8")
    print(report.json() if options.json else report.text())
    return report.code


class _Parser(argparse.ArgumentParser):
    """Exits with 3 where the command line is wrong: argparse's own 2 would say that drift breaks something."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNREADABLE, f"{message}; see --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nox -s drift --", description="Find what changed in the API.")
    source = f"the provider's description, JSON or YAML, a file or a URL; {LIVE} where it is left out"
    parser.add_argument("source", nargs="?", default=LIVE, help=source)
    parser.add_argument("--apply", action="store_true", help=f"bring what changed into {CONTRACT}")
    day = "the day of the description, as 2026-03-01; else the one in the name of the source, or today"
    parser.add_argument("--date", type=dt.date.fromisoformat, help=day)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--markdown", metavar="FILE", help="write the report as Markdown too, for a pull request")
    return parser


def _day_of(source: str) -> dt.date:
    """Return the day in the name of a source, such as `openapi-2026-03-01.json`, or today."""
    found = re.search(r"\d{4}-\d\d-\d\d", source.rpartition("/")[2])
    with suppress(ValueError):
        return dt.date.fromisoformat(found[0]) if found else dt.datetime.now(dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()


def _report(source: str, *, date: dt.date, is_applied: bool) -> Report:
    """Compare, and apply what differs where that is asked."""
    described = read(source)
    try:
        known = contract.load(CONTRACT)
    except contract.ContractError as error:
        raise UnreadableError(str(error)) from error
    try:
        changes = unrecorded(known.data, described, date=date.isoformat())
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # a document of odd shapes
        raise UnreadableError(f"{source}: not comparable: {type(error).__name__}: {error}") from error
    found = differences(changes, Project(Path())) if changes else []  # to read the project takes seconds
    if is_applied and changes:
        known = apply(known, described, changes, date=date.isoformat())
    return Report(shown(source), found, questions(known), is_applied=is_applied)


if __name__ == "__main__":
    sys.exit(main())
