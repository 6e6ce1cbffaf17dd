"""The types of the examples: mypy and pyright accept each Python block of the pages, as a user's file."""

import os
import re
import subprocess
import sys

import pytest
from tests.helpers.pages import BLOCKS, ROOT, name_of

pytestmark = pytest.mark.skipif(
    not os.environ.get("DOCS_SITE"), reason="the session docs has the type checkers beside the packages of the examples"
)
CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-error-summary", "--hide-error-context", "--cache-dir", ".mypy_cache"],
    "pyright": ["pyright", "--pythonpath", sys.executable],
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Write each block into a file of its own, with its page's line numbers; return the folder and their pages."""
    folder = tmp_path_factory.mktemp("examples")
    pages = {}
    for block in BLOCKS:
        if block.language == "python" and block.kind != "exempted":
            name = re.sub(r"\W", "_", f"{name_of(block.page)}_{block.line}") + ".py"
            (folder / name).write_text("\n" * block.line + block.content, encoding="utf-8")
            pages[name] = name_of(block.page)
    # Packages of other people take mypy longer than all pages together. pyright reads them.
    of_others = sorted({f"{package}.*" for block in BLOCKS for package in block.needs})
    skipped = f"[mypy-{','.join(of_others)}]\nfollow_imports = skip\n"
    (folder / "mypy.ini").write_text(f"[mypy]\n{skipped}", encoding="utf-8")
    return folder, pages


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_examples_are_well_typed(checker, examples):
    """The checker finds nothing; what it finds is named by page and line."""
    folder, pages = examples
    environment = os.environ | {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "MYPYPATH": ""}
    command = [sys.executable, "-m", *CHECKERS[checker], "."]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own pages
    found = re.findall(r"^\s*(?:\S*/)?(\w+\.py):(\d+)(.*error.*)$", done.stdout, re.MULTILINE)
    assert [f"{pages[name]}:{line}{message}" for name, line, message in found] == []
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(pages) >= 80
    assert ROOT not in folder.parents  # nothing of the checkout is in sight
