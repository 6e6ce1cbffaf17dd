"""Write what is made from the new client and the command: the stubs of methods and types, two pages, and SKILL.md.

`python -m tools.regenerate.texts [--check]`, from the root of the repository, in a process without an older client.
"""

import subprocess
import sys
from pathlib import Path

from tools.regenerate import command_pages, methods_stub, operations_page, types_stub

WRITTEN = {
    methods_stub.PLACE: methods_stub.text,
    types_stub.PLACE: types_stub.text,
    operations_page.PLACE: operations_page.text,
    command_pages.REFERENCE: command_pages.reference,
    command_pages.SKILL: command_pages.skill,
}
"""The function that returns each text, by its place."""


def main(*, is_check: bool) -> int:
    """Write each text to its place, or compare it with what stands there; return 1 where one is stale."""
    stale = 0
    for place, write in WRITTEN.items():
        text = _formatted(write(), place) if place.suffix == ".pyi" else write()
        if not is_check:
            place.write_text(text, encoding="utf-8")
        elif not place.exists() or place.read_text(encoding="utf-8") != text:
            print(f"{place} is stale.")
            stale = 1
    return stale


def _formatted(text: str, place: Path) -> str:
    """Return the text of a stub with sorted imports, in the layout of the project."""
    style = ("--isolated", "--line-length", "120", "--stdin-filename", place.name)
    for command in (("check", "--select", "I", "--fix", "--quiet"), ("format",)):
        ruff = [sys.executable, "-m", "ruff", *command, *style, "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    sys.exit(main(is_check="--check" in sys.argv))
