"""Which overlay functions use what changed, read from their syntax trees without importing them.

A reader is found by the name of the field alone, since a syntax tree does not show whose `.balance`
it is. A function that reads a field of the same name from another object is named too. For a list of
places to look at, that is the safe side.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from openapi_python_client.strings import snake_case

from tools.compare._change import Change
from tools.compare._overlay_source import Function, functions_of

LEFT_OUT = frozenset({"sandbox"})
"""The folders of the package that share no code with the client."""


class OverlayUsage:
    """The functions of an overlay, read when it is made.

    Args:
        root: The package's folder, such as `overlays/pollination_sdk`.

    Raises:
        SyntaxError: A file is not Python.
    """

    def __init__(self, root: Path) -> None:
        self.functions = list(_read(root))

    def usage_of(self, change: Change) -> list[str]:
        """Name the functions that read what changed in an answer, or send what changed in a request, each with how.

        Returns:
            Such as `report.total (reads .balance)` or `_operations.image (sends aspectRatio)`.
        """
        name = _field_of(change)
        spellings = {name, snake_case(name)} - {""}
        if change.audience == "answer":
            return [f"{one.name} (reads .{name})" for one in self.functions if spellings & one.reads]
        return [f"{one.name} (sends {name})" for one in self.functions if spellings & one.sends]


def _field_of(change: Change) -> str:
    where = change.where
    if change.rule.subject == "parameter" or not re.search(r"[.]\w", where):
        words = where.split(" ")
        return words[-1] if words[-2:-1] and words[-2] in {"query", "path", "header", "cookie"} else ""
    return re.sub(r"(\[\]|\.\*)", "", where).rsplit(".", 1)[-1]


def _read(root: Path) -> Iterator[Function]:
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] not in LEFT_OUT:
            names = parts[:-1] if parts[-1] == "__init__" else parts
            yield from functions_of(".".join(names or (root.name,)), path)
