"""The noxfile as a program: it installs nox where nox is missing, and passes everything on to it.

No test installs anything: a stand-in for pip writes a stand-in for nox, which prints its arguments.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(reason="makes environments")

ROOT = Path(__file__).parents[2]
NOX = """
import sys


def main():
    print("nox", *sys.argv[1:])
    sys.exit(3)
"""
PIP = f"""
import os
import pathlib
import sys

settings = [os.environ[name] for name in ("PIP_USER", "PIP_REQUIRE_VIRTUALENV")]
print("pip", sys.argv[1], sys.argv[-1], *settings, flush=True)
if os.environ.get("BROKEN"):
    sys.exit(1)
target = pathlib.Path(sys.argv[sys.argv.index("--target") + 1])
target.mkdir(parents=True, exist_ok=True)
(target / "nox.py").write_text({NOX!r})
"""


@pytest.fixture
def checkout(tmp_path):
    """Return a folder with the noxfile."""
    (tmp_path / "noxfile.py").write_bytes((ROOT / "noxfile.py").read_bytes())
    return tmp_path


@pytest.fixture
def pip(tmp_path_factory):
    """Return a folder to import the stand-in for pip from."""
    place = tmp_path_factory.mktemp("modules")
    (place / "pip").mkdir()
    (place / "pip/__init__.py").touch()
    (place / "pip/__main__.py").write_text(PIP)
    return place


def as_program(preparation):
    """Return a Python that runs a file as a program, after a line of preparation."""
    program = f"import runpy, sys; {preparation}; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
    return sys.executable, "-S", "-c", program


def run(checkout, *arguments, modules="", python=(sys.executable, "-S"), **environment):
    """Run the noxfile from another folder, on a Python that finds no installed package but those in `modules`."""
    return subprocess.run(  # noqa: S603 - our own
        [*python, str(checkout / "noxfile.py"), *arguments],
        cwd=checkout.parent,
        env={**os.environ, "PYTHONPATH": str(modules), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_nox_is_installed_once_and_gets_the_arguments(checkout, pip):
    """The first run installs nox into `.nox`, the next one finds it; arguments and exit code pass through."""
    first = run(checkout, "-s", "demo", "--", "a fox", modules=pip)
    installing, called, passed_on = first.stdout.splitlines()
    assert installing.startswith(f"Installing nox into {checkout / '.nox'}"), first.stderr
    assert called == "pip install nox>=2025.2.9 0 0"
    assert passed_on == "nox -s demo -- a fox"
    assert first.returncode == 3
    assert [path.name for path in checkout.iterdir() if path.name != ".nox"] == ["noxfile.py"]

    again = run(checkout, "--list", modules=pip)
    assert (again.stdout, again.returncode) == ("nox --list\n", 3)


@pytest.mark.parametrize(("installed", "installs"), [(NOX, False), ("", True)])
def test_an_installed_nox_is_used_unless_it_is_too_old(checkout, pip, tmp_path_factory, installed, installs):
    """Nothing is installed where nox is there; versions without `nox.main`, which came with 2025.2.9, do not count."""
    place = tmp_path_factory.mktemp("installed")
    (place / "nox.py").write_text(installed)
    done = run(checkout, "-s", "tests", modules=pip, python=as_program(f"sys.path.insert(0, {str(place)!r})"))
    assert done.stdout.splitlines()[-1] == "nox -s tests", done.stderr
    assert done.stdout.startswith("Installing") is installs
    assert done.returncode == 3


def test_a_broken_nox_ends_with_a_sentence(checkout, pip):
    """A nox that PYTHONPATH puts before the installed one is reported; the program does not start itself forever."""
    (pip / "nox.py").touch()
    done = run(checkout, "-s", "tests", modules=pip)
    assert done.stderr.startswith("The nox in ")
    assert done.returncode == 1


def test_a_failed_install_is_tried_again(checkout, pip):
    """A pip that fails ends the program with a sentence, and leaves nothing that the next run takes for nox."""
    broken = run(checkout, modules=pip, BROKEN="1")
    assert broken.stderr == "pip could not install nox; the lines above say why.\n"
    assert broken.returncode == 1
    assert run(checkout, "--list", modules=pip).stdout.splitlines()[-1] == "nox --list"


def test_a_python_without_pip_gets_advice(checkout):
    """Without nox and without pip, the message names the Python and two ways on."""
    done = run(checkout)
    assert done.stderr.startswith(f"{sys.executable} has no pip, which is needed to install nox. Install it ")
    assert "uv run noxfile.py" in done.stderr
    assert done.returncode == 1


def test_an_old_python_gets_advice(checkout):
    """Python 3.10 gets a sentence, and no traceback."""
    done = run(checkout, python=as_program("sys.version_info = (3, 10, 0)"))
    assert done.stderr.startswith("Python 3.11 or newer is needed. This is Python ")
    assert done.returncode == 1


def test_all_places_name_the_same_oldest_nox():
    """The metadata that uv reads, the version that nox reads and the one that pip installs agree."""
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    assert len(re.findall(r"2025\.2\.9", text)) == len(re.findall(r"\b20\d\d\.\d+\.\d+\b", text)) == 3
    assert '# dependencies = ["nox>=2025.2.9"]' in text.splitlines()
    assert 'nox.needs_version = ">=2025.2.9"' in text.splitlines()
