"""`.ci/run`: its last line gives the time of the installs apart, and a failure in it ends it."""

import os
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOXFILE = """
import sys

print(*sys.argv)
if "--list" in sys.argv:
    for minor in (sys.version_info[1], 9, 8):
        print(f"- tests-all-3.{{minor}} -> ...")
sys.exit({failing!r} in sys.argv)
"""


def test_installs_are_timed_apart():
    """An install lasts from its announcement to the next one of nox; lines of programs do not count."""
    seconds = iter([0, 5, 8, 20, 50, 60, 100])  # at the start, at each line of nox, and at the end
    lines = [
        "Installing nox into /here/.nox/nox\n",
        "nox > Running session tests\n",  # 3 s later
        "nox > Creating virtual environment (virtualenv) using python in .nox/tests\n",
        "nox > python -m pip install -e .\n",  # 30 s later
        "nox > python -m pytest\n",  # 10 s later
        "to mend it: python -m pip install .\n",
    ]
    timed = runpy.run_path(str(ROOT / ".ci/timed.py"))["timed"]
    *passed_on, last = timed(lines, lambda: next(seconds))
    assert passed_on == lines
    assert last == "\n=== 100 s in all: 43 s of installs, 57 s of everything else\n"


@pytest.mark.slow(reason="starts thirty Pythons")
@pytest.mark.skipif(os.name == "nt", reason="the gate is a script for bash")
@pytest.mark.parametrize(("failing", "code"), [("interop", 1), ("", 0)])
def test_a_failing_session_ends_the_gate(tmp_path, failing, code):
    """The gate runs the noxfile step by step, ends with the first failure, and says how long it took."""
    (tmp_path / ".ci").mkdir()
    for name in ("run", "timed.py"):
        shutil.copy(ROOT / ".ci" / name, tmp_path / ".ci" / name)
    (tmp_path / "noxfile.py").write_text(NOXFILE.format(failing=failing))
    done = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S607 - as on the path
    assert done.returncode == code, done.stdout + done.stderr
    assert "noxfile.py -s tests\n" in done.stdout
    assert "noxfile.py -s tests-all-3.9 tests-all-3.8 -- tests/docs" in done.stdout  # the Python of `tests` is left out
    assert ("noxfile.py -s demo\n" in done.stdout) is (code == 0)
    assert ("all of it holds" in done.stdout) is (code == 0)
    assert "s of installs" in done.stdout.splitlines()[-1]
