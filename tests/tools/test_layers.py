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


def lint(overlays):
    """Run import-linter on a copy of the overlay, and return its report without line ends, as it wraps long names."""
    path = os.pathsep.join([str(overlays), "generated"])
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)  # noqa: S603 - import-linter
    return " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def overlays(tmp_path):
    """Copy the overlay."""
    shutil.copytree("overlays", tmp_path / "overlays")
    return tmp_path / "overlays"


HIDDEN = {
    "in a function": "\n\ndef hidden():\n    import {}\n",
    "for type checkers": "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {}\n",
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_import_that_points_up_is_found_wherever_it_hides(overlays, hidden):
    """Each package is refused an import of the one above it, inside of a function or for type checkers alone."""
    for lower, higher in PAIRS:
        package = overlays / lower.replace(".", "/")
        file = package / "__init__.py" if package.is_dir() else package.with_suffix(".py")
        file.write_text(file.read_text(encoding="utf-8") + HIDDEN[hidden].format(higher), encoding="utf-8")
    report = lint(overlays)
    for lower, higher in PAIRS:
        assert f"{lower} is not allowed to import {higher}" in report


def test_only_one_door_leads_to_the_generated_package(overlays):
    """A module that is no door to the generated package is refused an import of it."""
    file = overlays / "pollination_sdk/_media/save.py"
    file.write_text(file.read_text(encoding="utf-8") + HIDDEN["in a function"].format("pollination_api"))
    assert "pollination_sdk._media.save -> pollination_api" in lint(overlays)
