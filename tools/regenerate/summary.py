"""Say what a regeneration changes: in meaning, in words alone, in files, and what of the overlay it breaks."""

import ast
import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import compare
from tools.drift import report
from tools.drift.touched import Project
from tools.regenerate.finish import contents

MOST = 8
"""How many places are named before the rest is counted."""


def summary(fresh: Path, committed: Path, overlay: Path) -> str:
    """Write the summary.

    Args:
        fresh: The package as the contract makes it now.
        committed: The package that it replaces.
        overlay: The package that imports it.
    """
    before, after = _machine_form(committed), _machine_form(fresh)
    if before is None or after is None:
        return "There was no client before."
    changes = [*compare.compare_imports(before, after), *compare.compare(before, after)]
    lines: list[str] = []
    if changes:
        lines += report.lines(report.differences(changes, Project(overlay.parents[1])))
    elif places := list(_differing("", before, after)):
        lines.append(_counted("No change but in words and notes", places))
    lines += [*_files(fresh, committed), *broken_imports(fresh, overlay)]
    return "\n".join(lines).strip() or "No change."


def _machine_form(package: Path) -> Any:
    """Return the contract that a package carries, or None; the module is read, not run."""
    try:
        *_, assignment = ast.parse((package / "openapi.py").read_text(encoding="utf-8")).body
        return json.loads(ast.literal_eval(assignment.value))  # type: ignore[attr-defined] # `JSON = "..."`
    except (FileNotFoundError, SyntaxError, ValueError):
        return None


def _counted(what: str, names: list[str]) -> str:
    rest = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"{what} ({len(names)}): {', '.join(names[:MOST])}{rest}"


def _differing(place: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _differing(f"{place}/{key}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differing(f"{place}/{index}", one, other)
    elif before != after:
        yield place


def _files(fresh: Path, committed: Path) -> Iterator[str]:
    old, new = contents(committed), contents(fresh)
    changes = {
        "changed": [name for name in new if name in old and old[name] != new[name]],
        "new": [name for name in new if name not in old],
        "gone": [name for name in old if name not in new],
    }
    yield from (_counted(f"Files {what}", sorted(names)) for what, names in changes.items() if names)


def broken_imports(fresh: Path, overlay: Path) -> Iterator[str]:
    """Yield a line for each name that the overlay imports and the package no longer has, with what to do."""
    known: dict[str, set[str]] = {}
    for path in sorted(overlay.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if fresh.name in text else ():  # to parse all files takes seconds
            if not isinstance(node, ast.ImportFrom) or (node.module or "").partition(".")[0] != fresh.name:
                continue
            names = known.setdefault(str(node.module), _offered(fresh, str(node.module)))
            for name in (one.name for one in node.names if one.name not in names and one.name != "*"):
                near = difflib.get_close_matches(name, names, n=1)
                hint = f" (is {near[0]} meant?)" if near else ""
                yield (
                    f"{path}:{node.lineno}: imports {name} from {node.module}, which is gone{hint}. Until this is "
                    "mended `pollination_sdk` cannot be imported: take the new name, or remove what uses the old one "
                    "and its line in _client/methods.py."
                )


def _offered(package: Path, module: str) -> set[str]:
    """Return what can be imported from a module of a package: its names, those it loads later, its modules."""
    place = package.joinpath(*module.split(".")[1:])
    source = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    if not source.exists():
        return set()
    found = {path.stem for path in place.iterdir()} if place.is_dir() else set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(name)) | ast.Name(id=name) | ast.alias(name=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
    return found
