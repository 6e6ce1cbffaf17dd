"""The unrelated distribution that is imported by the same name is noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = [str(Path(__file__).parents[2] / folder) for folder in ("generated", "overlays")]


def imported_with(folder):
    """Import the package in a fresh process with a folder on its path, and return what it writes."""
    path = os.pathsep.join([*SOURCES, str(folder)])
    command = [sys.executable, "-W", "default", "-c", "import pollination_sdk"]
    environment = {**os.environ, "PYTHONPATH": path}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return ran.stderr


@pytest.mark.parametrize(
    "name", ["pollination_sdk-0.31.0.dist-info", "pollination_sdk-1.0-py3.11.egg-info", "pollination-sdk-1.dist-info"]
)
def test_the_other_distribution_is_noticed(tmp_path, name):
    """Where it is installed, the import warns, names the place and says what to do."""
    (tmp_path / name).mkdir()
    said = imported_with(tmp_path)
    assert "RuntimeWarning: The distribution pollination-sdk of another project" in said
    assert str(tmp_path / name) in said
    assert "pip uninstall pollination-sdk pollinations-sdk" in said
    assert "<string>:1" in said


@pytest.mark.parametrize("name", ["pollinations_sdk-0.1.dist-info", "pollination_sdk", "pollination_sdk_x-1.dist-info"])
def test_our_own_distribution_and_others_are_no_reason(tmp_path, name):
    """Our own metadata, a folder of that name and other distributions raise no warning."""
    (tmp_path / name).mkdir()
    assert imported_with(tmp_path) == ""


def test_a_path_that_is_not_there_is_no_reason(tmp_path):
    """What is on the path and cannot be listed is passed over."""
    assert imported_with(tmp_path / "missing.zip") == ""
