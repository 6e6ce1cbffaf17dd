"""import-linter holds the arrows between the packages of the overlay."""

import itertools
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(reason="runs import-linter")

CONTRACTS = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
PAIRS = [
    (f"{container}.{lower.split(' | ')[0]}", f"{container}.{higher.split(' | ')[0]}")
    for contract in CONTRACTS
    if contract["type"] == "layers"
    for container in contract["containers"]
    for higher, lower in itertools.pairwise(contract["layers"])
]
"""Each layer with the one above it: those of the whole package, and those inside of its largest parts."""


HIDDEN = {
    "in a function": "\n\ndef hidden():\n    import {}\n",
    "for type checkers": "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {}\n",
}


def hide(file, name, way):
    """Add an import to a file; return its line."""
    text = file.read_text(encoding="utf-8") + HIDDEN[way].format(name)
    file.write_text(text, encoding="utf-8")
    return len(text.splitlines())


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Hide imports in a copy of the overlay, and run import-linter; return their lines by layer, and its report."""
    overlays = tmp_path_factory.mktemp("hidden") / "overlays"
    shutil.copytree("overlays", overlays, ignore=shutil.ignore_patterns("__pycache__"))
    lines = {}
    for lower, higher in PAIRS:
        package = overlays / lower.replace(".", "/")
        file = package / "__init__.py" if package.is_dir() else package.with_suffix(".py")
        lines[lower] = [hide(file, higher, way) for way in HIDDEN]
    hide(overlays / "pollination_sdk/_media/save.py", "pollination_api", "in a function")

    path = os.pathsep.join([str(overlays), "generated"])
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)  # noqa: S603 - import-linter
    return lines, " ".join((done.stdout + done.stderr).split())  # it wraps long names


def test_an_import_that_points_up_is_found_wherever_it_hides(found):
    """Each package is refused an import of the one above it, inside of a function and for type checkers alone."""
    lines, report = found
    for lower, higher in PAIRS:
        hidden = ", ".join(f"l.{line}" for line in lines[lower])
        assert f"{lower} is not allowed to import {higher}" in report
        assert f"{lower} -> {higher} ({hidden})" in report


def test_only_one_door_leads_to_the_generated_package(found):
    """A module that is no door to the generated package is refused an import of it."""
    assert "pollination_sdk._media.save -> pollination_api" in found[1]
