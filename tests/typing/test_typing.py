"""What the type checkers say of code that uses the clients, rightly and wrongly."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MARK = re.compile(r"\s*# type: ignore\[.*\]$", re.MULTILINE)
Checker = Callable[[Path], dict[int, str]]
PYRIGHT = ["pyright", "--outputjson", "--pythonpath", sys.executable]

pytestmark = [
    pytest.mark.slow(reason="starts two type checkers"),
    pytest.mark.skipif(
        find_spec("mypy") is None or find_spec("pyright") is None,
        reason="mypy and pyright are not installed; `nox -s types` installs and runs them",
    ),
]


def complaints(tool: list[str], file: Path) -> str:
    """Run a checker with the settings of the house, and return what it prints."""
    command = [sys.executable, "-m", *tool, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - the pinned tools
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def lines_of_mypy(file: Path) -> dict[int, str]:
    """Tell where mypy --strict finds an error, and which."""
    # The name alone: a cached error of mypy names the folder of the run before.
    found = re.findall(
        rf"^.*\b{re.escape(file.name)}:(\d+): error: (.*)$", complaints(["mypy", "--strict"], file), re.MULTILINE
    )
    return {int(line): message for line, message in found}


def lines_of_pyright(file: Path) -> dict[int, str]:
    """Tell where pyright finds an error, and which."""
    found = json.loads(complaints(PYRIGHT, file))["generalDiagnostics"]
    errors = [one for one in found if one["severity"] == "error"]
    return {one["range"]["start"]["line"] + 1: one["message"] for one in errors}


CHECKERS = pytest.mark.parametrize("checker", [lines_of_mypy, lines_of_pyright])


@CHECKERS
def test_right_uses_are_right(checker: Checker) -> None:
    """Every method of both clients has the type that a user expects of it."""
    assert checker(HERE / "uses.py") == {}


@CHECKERS
def test_each_mistake_is_found_and_nothing_else(checker: Checker, tmp_path: Path) -> None:
    """Misspelt keywords, wrong types, and mixed-up flavours are errors, each on its line."""
    text = (HERE / "mistakes.py").read_text(encoding="utf-8")
    marked = {number for number, line in enumerate(text.splitlines(), start=1) if MARK.search(line)}
    bare = tmp_path / "mistakes.py"
    bare.write_text(MARK.sub("", text), encoding="utf-8")
    found = checker(bare)
    assert len(marked) > 30
    assert set(found) == marked, {line: found.get(line) for line in marked ^ set(found)}


def test_every_method_is_used() -> None:
    """The file of right uses names each method of both clients, so that no type goes unseen."""
    from pollination_sdk import AsyncPollinations, Pollinations  # noqa: PLC0415 - not needed where this is skipped

    text = (HERE / "uses.py").read_text(encoding="utf-8")
    plain, other = text.split("async def make_async", 1)
    for kind, part in ((Pollinations, plain), (AsyncPollinations, other)):
        methods = {name for name in dir(kind) if not name.startswith("_")} - {"base_url", "key_source", "close"}
        assert {method for method in methods if f"client.{method}" not in part} == set()
