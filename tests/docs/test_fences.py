"""The types of the examples: mypy and pyright accept each Python block of the pages, as a user's file."""

import os
import re
import subprocess
import sys

import pytest
from tests.helpers.pages import BLOCKS, ROOT, blocks_of, name_of, read

pytestmark = pytest.mark.skipif(
    not os.environ.get("DOCS_SITE"), reason="the session docs has the type checkers beside the packages of the examples"
)
OF_OTHERS = [
    "PIL",
    "h2",
    "hpack",
    "hypothesis",
    "jinja2",
    "numpy",
    "pandas",
    "polars",
    "pyarrow",
    "rich",
    "trio",
    "uvicorn",
]
"""Packages of other people that mypy leaves out, with those that fences need: they take it longer than all pages."""
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
            (folder / name).write_text(block.padded, encoding="utf-8")
            pages[name] = name_of(block.page)
    of_others = sorted({f"{package}.*" for block in BLOCKS for package in [*block.needs, *OF_OTHERS]})
    skipped = f"[mypy-{','.join(of_others)}]\nfollow_imports = skip\n"
    (folder / "mypy.ini").write_text(f"[mypy]\n{skipped}", encoding="utf-8")
    return folder, pages


@pytest.fixture(scope="module")
def changed(examples, tmp_path_factory):
    """Change one character in a copy of a page, and put that example beside the others; return its place."""
    folder, pages = examples
    page = tmp_path_factory.mktemp("changed") / "start.md"
    text = read(ROOT / "docs/start.md").replace("client.image(", "client.imago(", 1)
    page.write_text(text, encoding="utf-8")
    block = next(block for block in blocks_of(page, text) if "imago" in block.content)
    (folder / "changed.py").write_text(block.padded, encoding="utf-8")
    pages["changed.py"] = name_of(page)
    return f"{name_of(page)}:{text[: text.index('imago')].count(chr(10)) + 1}"


@pytest.fixture(scope="module")
def running(examples, changed):
    """Start the checkers together, so that no core is idle."""
    folder, _ = examples
    environment = os.environ | {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "MYPYPATH": ""}
    started = {
        name: subprocess.Popen(  # noqa: S603 - our own pages
            [sys.executable, "-m", *words, "."],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, words in CHECKERS.items()
    }
    yield started
    for one in started.values():
        one.kill()
        one.wait()


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_examples_are_well_typed(checker, examples, changed, running):
    """The checker finds nothing but the changed character, and names both its page and its line."""
    folder, pages = examples
    printed, _ = running[checker].communicate()
    found = re.findall(r"^\s*(?:\S*/)?(\w+\.py):(\d+)(.*error.*)$", printed, re.MULTILINE)
    places = [f"{pages[name]}:{line}{message}" for name, line, message in found]
    assert [place for place in places if not place.startswith(f"{changed}:")] == []
    assert len(places) == 1, printed
    assert len(pages) >= 80
    assert ROOT not in folder.parents  # nothing of the checkout is in sight
