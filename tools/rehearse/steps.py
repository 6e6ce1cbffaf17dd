"""The chain from a new description to a tested client, step by step and timed."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs

SUITE = ("tests/unit", "tests/contract")
"""The tests that a change of the API can turn red; those of the tools and of the transports ask nothing of it."""
_READABLE = {0, 1, 2}


@attrs.frozen
class Step:
    """Hold what one step came to.

    Args:
        name: What was done.
        code: The exit code of its command.
        seconds: How long it took.
        output: What it printed.
    """

    name: str
    code: int
    seconds: float
    output: str

    @property
    def is_fine(self) -> bool:
        """Whether the next step makes sense: a report ends well with a code that says what it found."""
        return self.code in (_READABLE if self.name == "report" else {0})

    @property
    def last_line(self) -> str:
        """The last line that it printed, without the bars of pytest."""
        lines = self.output.strip().splitlines() or [""]
        return lines[-1].strip("= ")

    @property
    def failed_tests(self) -> list[str]:
        """The tests that failed, as pytest names them."""
        return re.findall(r"^(?:FAILED|ERROR) (\S+)", self.output, re.MULTILINE)


def copy_of_project(project: Path, place: Path) -> None:
    """Copy what git knows of a project, in its present state."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=project,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (project / name).exists():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes((project / name).read_bytes())


def play(place: Path, source: str, tests: tuple[str, ...] = SUITE) -> Iterator[Step]:
    """Take a description through the chain; stop after a step that leaves nothing to go on with.

    Args:
        place: A copy of the project, which is changed.
        source: The description, a file or a URL.
        tests: What pytest runs at the end.
    """
    chain = {
        "report": ("tools.drift", source),
        "apply": ("tools.drift", source, "--apply"),
        "regenerate": ("tools.regenerate",),
        "scaffold": ("tools.scaffold",),
        "no drift": ("tools.drift", source),
        "tests": ("pytest", "--quiet", "--no-header", "--tb=short", "-n", "auto", "--dist", "worksteal", *tests),
    }
    for name, command in chain.items():
        step = _run(place, name, command)
        yield step
        if not step.is_fine:
            return


def _run(place: Path, name: str, command: tuple[str, ...]) -> Step:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(place / part) for part in ("generated", "overlays"))}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    return Step(name, done.returncode, time.perf_counter() - start, done.stdout + done.stderr)
