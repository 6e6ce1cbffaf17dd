"""Play the slips of tests/mutants.toml, one after the other in a copy of the project: which do the tests notice?

`python -m tools.mutants [WORD ...]` plays those whose description holds one of the words; without words, all. Exits
with 1 where a result differs from the recorded one. Exits with 2 where a slip cannot be placed or its tests do not run.
A slip that makes the tests hang is killed by the time limit. Needs process groups, which Windows lacks.
"""

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".nox", ".venv", ".pytest_cache", ".hypothesis", "node_modules")
LONGEST = 60.0
"""Seconds that each test module may take; tests that no longer end count as failed."""


class CannotPlayError(Exception):
    """Say why a slip cannot be played."""


@attrs.frozen(kw_only=True)
class Mutant:
    """Hold one slip.

    Args:
        slip: What it does, in words.
        old: The text that it changes, which stands in one place of the package.
        new: What stands there then.
        tests: The test modules that should notice, without `.py`.
        killed: Whether they do.
    """

    slip: str
    old: str
    new: str
    tests: tuple[str, ...] = attrs.field(converter=tuple)
    killed: bool

    def place(self, root: Path) -> Path:
        """Return the file that holds the text.

        Raises:
            CannotPlayError: The text stands nowhere, or in several places.
        """
        places = [path for path, text in _sources(root).items() for _ in range(text.count(self.old))]
        if len(places) != 1:
            found = ", ".join(path.name for path in places) or "no file"
            raise CannotPlayError(f"{self.old!r} must stand in one place; it stands in {found}.")
        return places[0]

    def test_files(self, root: Path) -> list[str]:
        """Return the paths of the test modules.

        Raises:
            CannotPlayError: One does not exist, or exists twice.
        """
        for name in self.tests:
            if (count := len(_tests(root).get(name, []))) != 1:
                raise CannotPlayError(f"there are {count} test modules {name}.")
        return [path for name in self.tests for path in _tests(root)[name]]


@functools.cache
def _sources(root: Path) -> dict[Path, str]:
    """Return the text of each file of the package, which a slip is put back to."""
    return {path: path.read_text("utf-8") for path in sorted(root.glob("overlays/pollination_sdk/**/*.py"))}


@functools.cache
def _tests(root: Path) -> dict[str, list[str]]:
    """Return the paths of the test modules by their names."""
    found: dict[str, list[str]] = {}
    for path in root.glob("tests/**/*.py"):
        found.setdefault(path.stem, []).append(str(path.relative_to(root)))
    return found


def load(path: Path = ROOT / "tests/mutants.toml") -> list[Mutant]:
    """Read the list."""
    return [Mutant(**one) for one in tomllib.loads(path.read_text("utf-8"))["mutant"]]


def is_killed(mutant: Mutant, root: Path) -> bool:
    """Play a slip in a copy of the project and put the copy right again.

    Raises:
        CannotPlayError: The slip cannot be placed, or its tests do not run.
    """
    place, tests = mutant.place(root), mutant.test_files(root)
    before, written = place.read_text("utf-8"), place.stat().st_mtime_ns
    place.write_text(before.replace(mutant.old, mutant.new), "utf-8")
    try:
        return _fails(tests, root)
    finally:
        place.write_text(before, "utf-8")
        os.utime(place, ns=(written, written))  # its bytecode is that of this time


@functools.cache  # a module that passes is not run again
def _refuse_failing(path: str, root: Path) -> None:
    """Make sure that a test module passes without any slip, and in time."""
    if _fails([path], root):
        raise CannotPlayError(f"{path} fails, or takes over {LONGEST:.0f} s, without any slip.")


def _fails(tests: list[str], root: Path) -> bool:
    """Run test modules until one fails or the time is over; return False if they pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    paths = os.pathsep.join(str(root / name) for name in ("generated", "overlays"))
    with tempfile.TemporaryFile("w+") as output:  # a pipe would be held open by what the tests have started
        started = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = started.wait(LONGEST * len(tests))
        except subprocess.TimeoutExpired:
            return True
        finally:
            _end(started)
        output.seek(0)
        if code not in (0, 1, 2):  # passed, failed, not even imported
            raise CannotPlayError(f"pytest exits with {code}:\n{output.read()}")
    return code != 0


def _end(started: subprocess.Popen[bytes]) -> None:
    """End a process, and those that it has started and left behind."""
    with contextlib.suppress(ProcessLookupError):  # all of them are gone
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def main(words: list[str]) -> int:
    """Play the slips, print what became of each, and return the exit code."""
    chosen = [one for one in load() if not words or any(word in one.slip for word in words)]
    unplayed, differing = 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(shutil.copytree(ROOT, Path(scratch, "project"), ignore=LEFT_OUT))
        for one in chosen:
            try:
                for path in one.test_files(root):
                    _refuse_failing(path, root)
                killed = is_killed(one, root)
            except CannotPlayError as error:
                print(f"NOT PLAYED  {one.slip}: {error}", flush=True)
                unplayed += 1
                continue
            note = "" if killed is one.killed else " (recorded otherwise)"
            differing += killed is not one.killed
            print(f"{'killed' if killed else 'SURVIVED'}  {one.slip}{note}", flush=True)
    recorded = sum(one.killed for one in chosen)
    print(f"{recorded} of {len(chosen)} are recorded as killed; {differing} differ from that, {unplayed} not played.")
    return 2 if unplayed else 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
