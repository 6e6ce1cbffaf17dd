"""Say which public signatures changed since a revision, and what breaks callers: `python -m tools.api [REVISION]`.

Compares with the last tag where no revision is given. A change that breaks callers needs a `changed` or `removed`
fragment in `changelog.d`; without one the exit code is 1.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import griffe

PACKAGE = "pollination_sdk"
SOURCE = "overlays"
FRAGMENTS = Path("changelog.d")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # griffe colours its lines, also in a log


def main(revision: str = "") -> int:
    """Print each change with its class, `breaking` or `compatible`; return the exit code."""
    tag = subprocess.run(["git", "describe", "--tags", "--abbrev=0"], capture_output=True, text=True, check=False)
    revision = revision or tag.stdout.strip()
    if not revision:
        print("Public signatures were not compared: there is no tag yet.")
        return 0
    old = griffe.load_git(PACKAGE, ref=revision, search_paths=[SOURCE], resolve_aliases=True)
    new = griffe.load(PACKAGE, search_paths=[SOURCE], resolve_aliases=True)
    lines, is_breaking = changes(old, new)
    print(*lines or [f"No public signature changed since {revision}."], sep="\n")
    if is_breaking and not any(FRAGMENTS.glob("*.changed.md")) and not any(FRAGMENTS.glob("*.removed.md")):
        print(f"Callers break: add a `changed` or a `removed` fragment to {FRAGMENTS}.")
        return 1
    return 0


def changes(old: griffe.Object | griffe.Alias, new: griffe.Object | griffe.Alias) -> tuple[list[str], bool]:
    """Return a line for each public signature that changed, and whether one of them breaks callers."""
    found = list(griffe.find_breaking_changes(old, new))
    lines = [f"breaking: {_COLOUR.sub('', one.explain())}" for one in found]
    broken = {one.obj.canonical_path for one in found}
    before, after = dict(_signatures(old)), dict(_signatures(new))
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        if was != now and now and not {path, now[0], *(was or ())[:1]} & broken:
            lines.append(f"compatible: {path}: {'is now' if was else 'new,'} {now[1]}")
    return lines, bool(found)


def _signatures(holder: griffe.Object | griffe.Alias) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the path of each public function and method, its canonical path, and its parameters."""
    members = holder.all_members if holder.is_class else holder.members
    for member in members.values():
        try:
            is_special = member.name.startswith("__") and member.name != "__init__"
            if not member.is_public or is_special:
                continue
            target = member.final_target if isinstance(member, griffe.Alias) else member
            if isinstance(target, griffe.Function):
                yield member.path, (member.canonical_path, target.signature())
            elif member.is_class or (member.is_module and not member.is_alias):
                yield from _signatures(member)
        except griffe.AliasResolutionError:  # of another package, such as the generated one
            continue


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
