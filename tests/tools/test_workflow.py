"""The scheduled workflow, run as GitHub would: its steps in order, on a copy of the project, with a stub for `gh`.

The sessions' commands run in this environment. With `WORKFLOW=nox`, as `nox -s workflow` sets it, nox runs all of them
but `tests`, and the two long cases are played too. `WORKFLOW=1` plays those without nox.
"""

import ast
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.slow(reason="runs the scheduled workflow")

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github/workflows/drift.yml"
JOB = YAML(typ="safe").load(WORKFLOW.read_text())["jobs"]["drift"]
STEPS = JOB["steps"]
BY_NOX = os.environ.get("WORKFLOW") == "nox"
only_whole = pytest.mark.skipif("WORKFLOW" not in os.environ, reason="takes a minute; `nox -s workflow` plays it")

PYTHON = """#!/bin/sh
# Plays `python`: what nox would run is run at once, in this environment.
echo "python $*" >> "$LOG"
[ "$2" = pip ] && exit 0
if [ "$2 $3" = "nox -s" ]; then
  session=$4
  [ "$session" = tests ] && exit "${TESTS:-0}"
  [ "$session" = drift ] && [ -n "$DRIFT" ] && exit "$DRIFT"
  [ -n "$NOX" ] && { shift 2; exec "$REAL" -m nox "$@"; }
  shift 4
  [ "$1" = -- ] && shift
  exec "$REAL" -m "tools.$session" "$@"
fi
exec "$REAL" "$@"
"""
GH = """#!/bin/sh
echo "gh $*" >> "$LOG"
[ "$2" = create ] && exit "${CREATE:-0}"
exit 0
"""


@pytest.fixture
def project(tmp_path):
    """Return a clean clone of the project as it stands, whose origin is a bare repository."""
    listed = subprocess.run(  # noqa: S603 - git
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],  # noqa: S607 - git as it is on the path
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no repository")
    place = tmp_path / "project"
    unread = ("docs/", "examples/", "generated/", "overlays/", "tests/")  # where nothing changed
    left_out = () if "WORKFLOW" in os.environ else unread
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file() and not name.startswith(left_out):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    git(place, "init", "-q", "-b", "main")
    git(place, "-c", "user.name=tests", "-c", "user.email=tests@example.com", "add", "-A")
    git(place, "-c", "user.name=tests", "-c", "user.email=tests@example.com", "commit", "-q", "-m", "Begin")
    git(tmp_path, "init", "-q", "--bare", "origin.git")
    git(place, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return place


def git(place, *arguments):
    """Run git in a folder; return what it prints."""
    command = ["git", "-C", str(place), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - git


@pytest.fixture
def published(tmp_path):
    """Serve a description; return where it is, and the file that it is read from."""
    folder = tmp_path / "published"
    folder.mkdir()
    shutil.copy(ROOT / "openapi.yaml", folder / "openapi.yaml")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_):
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/openapi.yaml", folder / "openapi.yaml"
        server.shutdown()
        thread.join()


class Runner:
    """Play the part of GitHub's runner for one job."""

    def __init__(self, project, source, **environment):
        self.place, self.outputs, self.outcomes = project, {}, {}
        self.temp = Path(tempfile.mkdtemp(dir=project.parent))
        bin_ = self.temp / "bin"
        bin_.mkdir()
        for name, text in (("python", PYTHON), ("gh", GH)):
            (bin_ / name).write_text(text)
            (bin_ / name).chmod(0o755)
        path = os.pathsep.join([str(project), str(project / "generated"), str(project / "overlays")])
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            **({"NOX": "1"} if BY_NOX else {"PYTHONPATH": path}),
            "PATH": os.pathsep.join([str(bin_), os.environ["PATH"]]),
            "REAL": sys.executable,
            "SOURCE": source,
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "LOG": str(self.temp / "log"),
            **environment,
        }

    def run(self):
        """Run the steps in order; return the code of the one that ended the job, else 0."""
        for step in STEPS:
            if "run" in step and self._wanted(step.get("if", "")):
                code = self._run(step)
                if code and not step.get("continue-on-error"):
                    return code
        return 0

    def _wanted(self, condition):
        if not condition:
            return True
        step, output, value = re.fullmatch(r"steps\.(\w+)\.outputs\.(\w+) != '(\w+)'", condition).groups()
        return self.outputs.get((step, output), "") != value

    def _run(self, step):
        script = re.sub(r"\$\{\{ steps\.(\w+)\.outcome \}\}", lambda found: self.outcomes[found[1]], step["run"])
        assert "${{" not in script
        (self.temp / "output").write_text("")
        done = subprocess.run(  # noqa: S603 - the step, in the shell that GitHub takes
            ["bash", "-e", "-c", script],  # noqa: S607 - as above
            cwd=self.place,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        print(step.get("name"), done.returncode, done.stdout, done.stderr)
        self.outcomes[step.get("id")] = "failure" if done.returncode else "success"
        for line in (self.temp / "output").read_text().splitlines():
            self.outputs[step["id"], line.partition("=")[0]] = line.partition("=")[2]
        return done.returncode

    @property
    def log(self):
        """What was called, line by line."""
        return (self.temp / "log").read_text().splitlines()


def test_its_steps_are_sessions_of_the_noxfile():
    """Each step that does something of ours is one nox session, and there is such a session."""
    tree = ast.parse((ROOT / "noxfile.py").read_text())
    sessions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list}
    named = re.findall(r"python -m nox -s (\w+)", WORKFLOW.read_text().replace("`nox -s", ""))
    assert named == ["drift", "drift", "regenerate", "tests"]
    assert set(named) <= sessions


def test_it_needs_no_set_up():
    """Where neither the run nor the repository names the description, it is where the provider publishes it."""
    source = JOB["env"]["SOURCE"]
    assert re.fullmatch(r"\$\{\{ inputs\.source \|\| vars\.DESCRIPTION_URL \|\| 'https://\S+' \}\}", source)


def test_nothing_is_done_where_nothing_changed(project, published):
    """The same description ends after the comparison: no file changes, no branch, no pull request.

    Where the comparison ends with 3, as for a description that is broken, so does the job, and nothing is touched.
    """
    assert Runner(project, published[0], DRIFT="3").run() == 3
    assert git(project, "status", "--porcelain") == ""
    runner = Runner(project, published[0])
    assert runner.run() == 0
    assert len([line for line in runner.log if " -m nox " in line]) == 1
    assert git(project, "status", "--porcelain") == "?? drift.md\n"
    assert git(project.parent / "origin.git", "branch") == ""


def changed(published, before, after):
    """Change the published description."""
    text = published[1].read_text()
    assert before in text
    published[1].write_text(text.replace(before, after, 1))


@only_whole
def test_a_compatible_change_becomes_a_pull_request(project, published):
    """A new field is applied, the client made anew, and all of it pushed, with the report and how the tests ended."""
    changed(
        published,
        "      properties:\n        balance:",
        "      properties:\n        grant: { type: string }\n        balance:",
    )
    runner = Runner(project, published[0])
    assert runner.run() == 0
    assert_pull_request(runner, project, tests="success")
    assert "grant" in git(project, "show", "drift:generated/pollination_api/models/account_balance.py")


@only_whole
def test_a_breaking_change_says_so_and_what_failed(project, published):
    """A tightened bound is applied; failing tests are reported, and an open pull request is brought up to date."""
    changed(published, "            maximum: 50000", "            maximum: 500")
    runner = Runner(project, published[0], TESTS="1", CREATE="1")
    assert runner.run() == 0
    assert_pull_request(runner, project, tests="failure")
    assert runner.log[-1].startswith("gh pr edit drift --body-file")
    assert "Breaking" in (runner.temp / "drift.md").read_text()


def assert_pull_request(runner, project, *, tests):
    """Check what was pushed and reported against the rules."""
    sessions = [line.split()[4] for line in runner.log if " -m nox " in line]
    assert sessions == ["drift", "drift", "regenerate", "tests"]
    report = (runner.temp / "drift.md").read_text()
    assert report.endswith(f"Tests: {tests}\n")
    assert git(project, "status", "--porcelain") == ""
    changed_files = git(project.parent / "origin.git", "diff-tree", "--no-commit-id", "--name-only", "-r", "drift")
    assert "openapi.yaml" in changed_files.splitlines()
    assert "drift.md" not in changed_files
    assert any(line.startswith("gh pr create --head drift") for line in runner.log)
