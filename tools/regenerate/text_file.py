"""Write a file that is made from the contract, or check that it is fresh."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def write_or_check(place: Path, text: str, arguments: Sequence[str]) -> int:
    """Write a text to its place, or with `--check` compare it with what stands there; return the exit code."""
    if "--check" not in arguments:
        place.write_text(text, encoding="utf-8")
        return 0
    if place.exists() and place.read_text(encoding="utf-8") == text:
        return 0
    print(f"{place} is stale.")
    return 1


def formatted(text: str, place: Path) -> str:
    """Return the text of a stub with sorted imports, in the layout of the project."""
    style = ("--isolated", "--line-length", "120", "--stdin-filename", place.name)
    for command in (("check", "--select", "I", "--fix", "--quiet"), ("format",)):
        ruff = [sys.executable, "-m", "ruff", *command, *style, "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text
