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
        """Name the functions that use what changed, each with how, the closest first.

        Returns:
            Such as `_operations.balance (calls get_account_balance)`, `report.total (reads .balance)`.
        """
        name = _field_of(change)
        models = {re.split(r"[.\[]", change.component)[0]} - {""}
        found: dict[str, list[str]] = {}
        for function in self.functions:
            for how in _uses(function, change, name, models):
                found.setdefault(function.name, []).append(how)
        direct = [name for name, ways in found.items() if any(how.startswith("calls") for how in ways)]
        callers = {name.rsplit(".", 1)[-1] for name in direct}
        for function in self.functions:
            for caller in sorted(function.through & callers):
                found.setdefault(function.name, []).append(f"through {caller}")
        closest = sorted(found.items(), key=_distance)
        return [f"{function} ({', '.join(ways)})" for function, ways in closest]


def _distance(entry: tuple[str, list[str]]) -> int:
    firsts = [how.split(" ", 1)[0] for how in entry[1]]
    return 0 if {"reads", "sends"} & set(firsts) else 2 if set(firsts) == {"through"} else 1


def _uses(function: Function, change: Change, name: str, models: set[str]) -> Iterator[str]:
    spellings = {name, snake_case(name)} - {""}
    if change.audience == "answer" and spellings & function.reads:
        yield f"reads .{name}"
    if change.audience == "caller" and spellings & function.sends:
        yield f"sends {name}"
    for model in sorted(models & function.mentions):
        yield f"uses {model}"
    for operation in change.operations:
        if operation in function.mentions:
            yield f"calls {operation}"


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
