"""Rehearse changes of the API: `python -m tools.rehearse [SOURCE ...]`, from the repository's root.

Each description goes through drift, apply, regenerate, scaffold and the tests in a copy of the project; the table says
what came of it and how long it took. Without a SOURCE the changed descriptions of `changes` are played.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.drift.source import shown
from tools.rehearse.changes import CHANGES, changed, provider
from tools.rehearse.steps import SUITE, Step, copy_of_project, play

PROJECT = Path()


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1 where a description did not end in green tests."""
    options = _parser().parse_args(arguments)
    tests = tuple(options.tests.split())
    print("| change | code | report | apply | regenerate | scaffold | drift again | tests | in all | result |")
    print("|---|" + "---:|" * 8 + "---|", flush=True)
    ended = []
    with _sources(options.sources, options.only) as sources:
        for name, source in sources.items():
            with _copy() as place:
                steps = list(play(place, source, tests))
            print(line(name, steps), flush=True)
            ended.append(all(step.is_fine for step in steps))
    return 0 if all(ended) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s rehearse --", description="Play changes of the API in a copy.")
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="descriptions, files or URLs")
    parser.add_argument("--only", action="append", metavar="CHANGE", help="of the changes that are made up, this one")
    parser.add_argument("--tests", default=" ".join(SUITE), help="what pytest is told to run")
    return parser


@contextmanager
def _sources(told: list[str], only: list[str] | None) -> Iterator[dict[str, str]]:
    if told:
        yield {one: one if "://" in one else str(Path(one).resolve()) for one in told}
        return
    with tempfile.TemporaryDirectory(prefix="pollinations-changes-") as folder:
        plain = provider(PROJECT / "openapi.yaml")
        made = {}
        for name in only or CHANGES:
            made[name] = str(Path(folder, f"{name}.json"))
            Path(made[name]).write_text(json.dumps(changed(plain, name)), encoding="utf-8")
        yield made


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pollinations-rehearsal-") as folder:
        copy_of_project(PROJECT, Path(folder))
        yield Path(folder)


def line(name: str, steps: list[Step]) -> str:
    """Tell in a row of the table what came of a change, and what each step of it took."""
    took = {step.name: f"{step.seconds:.0f} s" for step in steps}
    times = [took.get(one, "") for one in ("report", "apply", "regenerate", "scaffold", "no drift", "tests")]
    last = steps[-1]
    result = "; ".join([last.last_line, *last.failed_tests]) if last.name == "tests" else f"{last.name}: {last.output}"
    cells = [
        shown(name),
        str(steps[0].code),
        *times,
        f"{sum(step.seconds for step in steps):.0f} s",
        " ".join(result.split()),
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    sys.exit(main())
