"""The README and the pages, and the fenced blocks in them."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from functools import cache
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
_NEEDS = re.compile(r"needs (?P<packages>\w+(, \w+)*): the session docs installs (it|them)")


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
            if self.needs:
                return "recipe"
            return {None: "run", "run with pytest": "pytest"}.get(self.remark, self._exempted())
        return self._exempted()

    @property
    def needs(self) -> list[str]:
        """Name the packages of other people that it imports."""
        found = _NEEDS.fullmatch(self.remark or "")
        return found["packages"].split(", ") if found else []

    @property
    def outputs(self) -> list[tuple[int, str]]:
        """Tell what it says that it prints: the lines of its comments `# prints ...`, each with its text."""
        lines = enumerate(self.content.splitlines(), self.line + 1)
        return [(number, line.partition("  # prints ")[2]) for number, line in lines if "  # prints " in line]

    @property
    def padded(self) -> str:
        """Return the content with the numbers of lines of the page, which a traceback then names."""
        return "\n" * self.line + self.content

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
    return page.relative_to(ROOT).as_posix() if ROOT in page.parents else page.as_posix()


@cache
def read(page: Path) -> str:
    """Read a page."""
    return page.read_text(encoding="utf-8")


def run_block(block: Block, url: str) -> None:
    """Run an example by itself, with a sandbox in place of the service's URL."""
    program = block.padded.replace("https://gen.pollinations.ai", url)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, str(block.page), "exec"), {"__name__": "__main__"})  # noqa: S102 - our own page
    lines = printed.getvalue().splitlines()
    for number, text in block.outputs:
        assert text in lines, f"{name_of(block.page)}:{number} does not print {text!r}, but {lines}"


_ONE_AFTER_ANOTHER = """
import contextlib, io, json, pathlib, runpy, sys, traceback
printed = {}
for name in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            runpy.run_path(name, run_name="__main__")
        except BaseException:
            traceback.print_exc(file=out)
    printed[name] = out.getvalue()
pathlib.Path("printed.json").write_text(json.dumps(printed), encoding="utf-8")
"""


def run_recipes(recipes: list[Block], url: str, folder: Path) -> dict[Block, str]:
    """Run recipes in one Python of their own, since other packages leave loops behind; return what each prints."""
    files = {block: f"{block.page.stem}_{block.line}.py" for block in recipes}
    for block, name in files.items():
        (folder / name).write_text(block.padded.replace("https://gen.pollinations.ai", url), encoding="utf-8")
    offline = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "ANONYMIZED_TELEMETRY": "False"}  # ask no host by themselves
    command = [sys.executable, "-c", _ONE_AFTER_ANOTHER, *files.values()]
    subprocess.run(command, cwd=folder, env=os.environ | offline, capture_output=True, check=True)  # noqa: S603 - our own pages
    printed = json.loads((folder / "printed.json").read_text(encoding="utf-8"))
    return {block: printed[name] for block, name in files.items()}


BLOCKS = [block for page in PAGES for block in blocks_of(page, read(page))]
