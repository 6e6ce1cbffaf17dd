"""Rehearsal: a change is played in a copy, as far as it goes, and told in one line."""

import subprocess
from pathlib import Path

from tools.rehearse.__main__ import line
from tools.rehearse.steps import Step, copy_of_project, play

ROOT = Path(__file__).parents[2]


def test_the_copy_holds_what_git_would(tmp_path):
    """New files come along, ignored ones stay behind."""
    project, place = tmp_path / "project", tmp_path / "copy"
    project.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)  # noqa: S607 - git by its name
    (project / ".gitignore").write_text("*.log\n")
    for name in ("new.py", "old.log"):
        (project / name).write_text(name)
    copy_of_project(project, place)
    assert sorted(path.name for path in place.iterdir()) == [".gitignore", "new.py"]


def test_an_unreadable_description_ends_the_rehearsal(tmp_path):
    """After a report with code 3 nothing is applied, and the line says why."""
    for name in ("openapi.yaml", "README.md"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for name in ("overlays", "tools", "generated"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "broken.json").write_text("{")
    (step,) = play(tmp_path, "broken.json")
    assert (step.name, step.code) == ("report", 3)
    assert "not JSON" in line("broken", [step])


def test_a_line_names_the_tests_that_failed():
    """Red tests are named with how many there were; the seconds of all steps are added up."""
    red = Step("tests", 1, 40.4, "FAILED tests/a.py::test_b - no\n=== 1 failed, 2 passed in 40s ===")
    told = line("new model", [Step("report", 1, 2.0, "Compatible (1)"), red])
    assert "| new model | 1 | 2 s |" in told
    assert "| 42 s | 1 failed, 2 passed in 40s; tests/a.py::test_b |" in told
