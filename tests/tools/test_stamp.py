"""`.ci/stamp.py`: a release has the version of its tag, the project's address, and links that work on PyPI."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADDRESS = "https://git.example/somebody/sdk"
VERSION = "overlays/pollination_sdk/_version.py"


@pytest.fixture
def checkout(tmp_path):
    """Return a copy of the files that are stamped."""
    for name in ("README.md", "pyproject.toml", VERSION):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def stamp(checkout, tag):
    """Run the program."""
    command = [sys.executable, str(ROOT / ".ci/stamp.py"), tag, ADDRESS]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def test_a_release_is_stamped(checkout):
    """Version, addresses and links are those of the tag; nothing else in the README changes."""
    done = stamp(checkout, "v3.4.5rc1")
    assert done.returncode == 0, done.stderr
    assert '\n__version__ = "3.4.5rc1"\n' in (checkout / VERSION).read_text()

    urls = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]["urls"]
    assert urls["Repository"] == ADDRESS
    assert urls["Changelog"] == f"{ADDRESS}/blob/v3.4.5rc1/CHANGELOG.md"
    assert {"Documentation", "Issues", "Service", "Keys"} <= urls.keys()

    before, after = ((place / "README.md").read_text() for place in (ROOT, checkout))
    assert f"({ADDRESS}/blob/v3.4.5rc1/docs/media.md)" in after
    assert re.findall(r"\]\((?!https://)", after) == []
    assert after.replace(f"{ADDRESS}/blob/v3.4.5rc1/", "") == before


@pytest.mark.parametrize("tag", ["main", "v1", "1.2.3", "v1.2.3-rc1", "v1.2.3\n"])
def test_a_tag_that_is_no_version_is_refused(checkout, tag):
    """Nothing is written for a tag that is no version."""
    before = (checkout / VERSION).read_bytes()
    done = stamp(checkout, tag)
    assert done.returncode == 1
    assert "is no version" in done.stderr
    assert (checkout / VERSION).read_bytes() == before
