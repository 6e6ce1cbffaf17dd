"""The README and the pages, and the fenced blocks in them."""

import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = ("console", "sh")
FIGURES = ("text",)

FENCE = re.compile(
    r"^(?:<!-- (?P<remark>[^\n]+) -->\n)?```(?P<language>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
_NOT_RUN = re.compile(r"not run: \w.*")


@attrs.frozen
class Block:
    """A fenced block: its page, the line it starts in, its language, its content, and the remark above it."""

    page: Path
    line: int
    language: str
    content: str
    remark: str | None

    @property
    def kind(self) -> str:
        """Say what is done with it."""
        if self.language in (*COMMANDS, *FIGURES):
            return self.language
        if self.language == "python":
            return {None: "run", "run with pytest": "pytest"}.get(self.remark, self._exempted())
        return self._exempted()

    def _exempted(self) -> str:
        return "exempted" if _NOT_RUN.fullmatch(self.remark or "") else "forgotten"


def blocks_of(page: Path, text: str) -> list[Block]:
    """Find the fenced blocks of a Markdown text."""
    return [
        Block(page, text[: found.start("content")].count("\n"), found["language"], found["content"], found["remark"])
        for found in FENCE.finditer(text)
    ]


def name_of(page: Path) -> str:
    """Name a page as its links do."""
    return page.relative_to(ROOT).as_posix()


@cache
def read(page: Path) -> str:
    """Read a page."""
    return page.read_text(encoding="utf-8")


def printed_by_pytest(folder: Path, *contents: str) -> str:
    """Run modules of tests that pass, in a folder, as an application's own; return what pytest prints."""
    for number, content in enumerate(contents):
        (folder / f"test_example_{number}.py").write_text(content, encoding="utf-8")
    # Installed, the plugin is found by its entry point; pytest refuses to load it twice.
    installed = entry_points(group="pytest11", name="pollinations_sandbox")
    plugins = ["-p", "no:schemathesis"]  # it takes two seconds to load
    plugins += [] if installed else ["-p", "pollination_sdk.sandbox.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own page or program
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


BLOCKS = [block for page in PAGES for block in blocks_of(page, read(page))]
