"""What the type checkers find in a user's project that has the built wheel installed; each checker runs once."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers.pages import BLOCKS, ROOT, name_of

Findings = dict[str, dict[int, str]]
"""The errors of a checker: by the name of the file, by line."""

MARK = re.compile(r"\s*# type: ignore\[.*\]$", re.MULTILINE)
STRICT = ["uses.py", "examples"]
"""The files that pyright reads in its strict mode."""


@pytest.fixture(scope="session")
def python() -> Path:
    """The Python of an environment in which the wheel is installed."""
    if not (path := os.environ.get("INSTALLED_PYTHON")):
        pytest.skip("INSTALLED_PYTHON names no environment with the wheel; `nox -s package` makes one")
    return Path(path)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with right uses, mistakes, programs, and the examples of the pages, out of sight of the checkout."""
    folder = tmp_path_factory.mktemp("project")
    here = Path(__file__).parent
    (folder / "uses.py").write_text((here / "uses.py").read_text(encoding="utf-8"), encoding="utf-8")
    mistakes = (here / "mistakes.py").read_text(encoding="utf-8")
    (folder / "mistakes.py").write_text(MARK.sub("", mistakes), encoding="utf-8")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("demo.py", "__pycache__"))
    for block in BLOCKS:
        if block.kind in {"run", "pytest"}:  # the session docs has the packages of recipes
            name = re.sub(r"\W+", "_", f"{name_of(block.page)} line {block.line}")
            # The empty lines let an error name the page's own line.
            (folder / f"{name}.py").write_text("\n" * block.line + block.content, encoding="utf-8")
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "basic", "strict": STRICT}))
    return folder


def run(module: str, *arguments: str, python: Path, cwd: Path) -> str:
    """Run a checker of this environment on what is installed in the other one; return what it prints."""
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"  # where pyright looks for Python
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PATH": path}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - the pinned tools
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def mypy(python: Path, project: Path) -> Findings:
    """What mypy --strict finds."""
    printed = run("mypy", "--strict", "--python-executable", str(python), ".", python=python, cwd=project)
    found: Findings = {}
    for file, line, message in re.findall(r"^(.+?):(\d+): error: (.*)$", printed, re.MULTILINE):
        found.setdefault(file, {})[int(line)] = message
    return found


@pytest.fixture(scope="session")
def pyright(python: Path, project: Path) -> Findings:
    """What pyright finds, in its strict mode in the files of `STRICT`, and in its basic mode elsewhere."""
    found: Findings = {}
    for one in json.loads(run("pyright", "--outputjson", python=python, cwd=project))["generalDiagnostics"]:
        if one["severity"] == "error":
            file = Path(one["file"]).relative_to(project).as_posix()
            found.setdefault(file, {})[one["range"]["start"]["line"] + 1] = one["message"]
    return found


@pytest.fixture(params=["mypy", "pyright"])
def findings(request: pytest.FixtureRequest) -> Findings:
    """What each of the two finds."""
    found: Findings = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def completeness(python: Path, project: Path) -> dict[str, dict[str, object]]:
    """What pyright says of the types that each package shows to others."""
    arguments = ("--ignoreexternal", "--outputjson", "--verifytypes")
    packages = ("pollination_sdk", "pollination_api")
    return {
        package: json.loads(run("pyright", *arguments, package, python=python, cwd=project))["typeCompleteness"]
        for package in packages
    }
