"""Compare a provider's description with the contract: `python -m tools.drift SOURCE [--apply]`.

Exits with 0 for no drift, 1 for compatible drift, 2 for breaking drift, and 3 where the description is not readable
or cannot be brought into the contract.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools import contract
from tools.contract.walk import operations
from tools.drift.apply import apply
from tools.drift.difference import differences
from tools.drift.questions import questions
from tools.drift.recorded import unrecorded
from tools.drift.report import Report
from tools.drift.source import UnreadableError, read
from tools.drift.touched import Project

CONTRACT = Path("openapi.yaml")
UNREADABLE = 3


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        report = _report(options.source, apply_it=options.apply)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    if options.markdown:
        Path(options.markdown).write_text(report.markdown(), encoding="utf-8")
    print(report.json() if options.json else report.text())
    return report.code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s drift --", description="Find what changed in the API.")
    parser.add_argument("source", help="the provider's description, JSON or YAML, a file or a URL")
    parser.add_argument("--apply", action="store_true", help=f"bring what changed into {CONTRACT}")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--markdown", metavar="FILE", help="write the report as Markdown too, for a pull request")
    return parser


def _report(source: str, *, apply_it: bool) -> Report:
    described = read(source)
    try:
        known = contract.load(CONTRACT)
    except contract.ContractError as error:
        raise UnreadableError(str(error)) from error
    try:
        changes = unrecorded(known.data, described)
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # a document of odd shapes
        raise UnreadableError(f"{source}: not comparable: {type(error).__name__}: {error}") from error
    paths = {str(one.value.get("operationId")): str(one.pointer[1]) for one in operations(known.data)}
    found = differences(changes, Project(Path(), paths))
    if apply_it and changes:
        known = apply(known, described)
    return Report(source, found, questions(known), is_applied=apply_it)


if __name__ == "__main__":
    sys.exit(main())
