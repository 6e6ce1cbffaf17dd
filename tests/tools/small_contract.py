"""A part of the contract: what is written into it is read, checked and generated several times as fast as the whole."""

from __future__ import annotations

from pathlib import Path

from tools.contract import load, unused_components

ROOT = Path(__file__).parents[2]


def write_small_contract(folder: Path, *paths: str) -> Path:
    """Write a contract that has these paths alone, with the components that they use, and the generator's settings.

    Args:
        folder: Where to write.
        paths: Paths of the contract.
    """
    whole = load(ROOT / "openapi.yaml")
    part = {**whole.data, "paths": {path: whole.data["paths"][path] for path in paths}}
    unused = list(unused_components(part))
    groups = whole.data["components"].items()
    gone = [("paths", path) for path in whole.data["paths"] if path not in paths]
    gone += [("components", *one) for one in unused]
    gone += [("components", group) for group, members in groups if all((group, name) in unused for name in members)]
    lines = whole.text.splitlines(keepends=True)
    for pointer in gone:
        _blank(lines, whole.locate(pointer) - 1)
    written = folder / "openapi.yaml"
    written.write_text("".join(lines), encoding="utf-8")
    (folder / "generator-config.yml").write_bytes((ROOT / "generator-config.yml").read_bytes())
    return written


def _blank(lines: list[str], start: int) -> None:
    """Take out the line of a key and those that stand deeper."""
    depth = _depth(lines[start])
    lines[start] = ""
    for place in range(start + 1, len(lines)):
        if lines[place].strip() and _depth(lines[place]) <= depth:
            return
        lines[place] = ""


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
