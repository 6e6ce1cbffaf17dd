"""What of this project a difference touches: client methods, the predecessor's methods, the sandbox, pages."""

import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.compare import Change, OverlayUsage

_TABLES = ("VALUES", "RUNS", "STREAMS", "LINKS")
_OF_ALL = ("_operations.parameters", "_operations.by_name", "_operations.deprecation")
"""Helpers of all builders: what they mention is nothing that a method sends."""
_FUNCTION = (ast.Name, ast.Attribute)
_NAMES = """
get_account_balance get_account_key get_account_profile get_account_usage get_account_usage_daily
get_generate_image_models get_generate_image_prompt__s_s get_generate_text_models get_generate_text_prompt
get_generate_v1_models post_generate_v1_chat_completions
"""
_PREDECESSOR = {name.removesuffix("__s_s"): name for name in _NAMES.split()}
"""The methods of `GenPollinationsAiApi` by operationId; it had these eleven and gets no more."""


Touched = dict[str, tuple[str, ...]]
"""What a difference touches, by kind.

`verbs` are the methods of both clients that send the operation, and `functions` those of the overlay that use what
changed, each with how. `predecessor` are methods of the predecessor's surface. `sandbox` says how the sandbox answers,
and `pages` are places in the documentation, as `file: heading`.
"""


class Project:
    """The hand-written parts of the project, read once.

    Args:
        root: The root of the repository.
        paths: The path of each operation of the contract, by operationId.
    """

    def __init__(self, root: Path, paths: dict[str, str]) -> None:
        overlay = root / "overlays" / "pollination_sdk"
        self._paths = paths
        self._usage = OverlayUsage(overlay)
        self._methods = _methods(overlay / "_client/methods.py")
        self._mentions = _mentions(self._usage)
        self._behaviours = dict(_behaviours(overlay / "sandbox"))
        self._pages = _pages(root)
        self._functions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in self._mentions:
            if key[1] not in self._methods:
                self._functions[key[1]].append(key)
        self._reach = {method: self._reached(method) for method in self._methods}

    def touched_by(self, change: Change) -> Touched:
        """Say what a change touches."""
        operations = change.operations
        methods = [method for operation in operations for method in self.methods_of(operation)]
        predecessor = [_PREDECESSOR[one] for one in operations if one in _PREDECESSOR]
        uses = self._usage.usage_of(change)
        paths = [self._paths.get(operation, "") for operation in operations]
        return {
            "verbs": _each(methods),
            # Outside of a builder, a keyword of the same name is rarely the one that is meant.
            "functions": tuple(one for one in uses if "(reads ." in one or one.startswith("_operations.")),
            "predecessor": _each(predecessor),
            "sandbox": _each(self._behaviours.get(path, "answered from its schema") for path in paths),
            "pages": _each(page for name in (*methods, *predecessor) for page in self._pages[name]),
        }

    def methods_of(self, operation: str) -> list[str]:
        """Name the methods that send an operation, directly or by way of other builders."""
        return [name for name in self._methods if operation in self._reach[name]]

    def _reached(self, builder: str) -> set[str]:
        """Return all names that a builder mentions, or that functions mention which it calls.

        A name stands for the function of its own module, or else for those of other modules that are no methods.
        """
        waiting = [key for key in self._mentions if key[1] == builder]
        seen = set(waiting)
        while waiting:
            module, function = waiting.pop()
            for name in self._mentions[module, function]:
                called = [(module, name)] if (module, name) in self._mentions else self._functions.get(name, [])
                waiting += [key for key in called if key not in seen]
                seen.update(called)
        return {name for key in seen for name in self._mentions[key]}



def _pages(root: Path) -> dict[str, list[str]]:
    """Return the places in the documentation that call each name, as `file: heading`."""
    places: dict[str, list[str]] = defaultdict(list)
    for page in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        heading, is_code = "", False
        for line in page.read_text(encoding="utf-8").splitlines() if page.exists() else ():
            is_code ^= line.startswith("```")
            if line.startswith("#") and not is_code:
                heading = line.lstrip("# ")
            for name in re.findall(r"(\w+)\(", line):
                places[name].append(f"{page.relative_to(root)}: {heading}")
    return places


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _mentions(usage: OverlayUsage) -> dict[tuple[str, str], frozenset[str]]:
    """Return the names that each function of `_operations` mentions, by module and name; no shared helpers."""
    places = ((function, *function.name.rpartition(".")) for function in usage.functions)
    return {
        (module, name): function.mentions
        for function, module, _, name in places
        if module.startswith("_operations.") and module not in _OF_ALL
    }


def _methods(table: Path) -> list[str]:
    """Read the table of methods; each has the name of its builder."""
    tree = ast.parse(table.read_text(encoding="utf-8"))
    listed = {ast.unparse(n.targets[0]): n.value for n in tree.body if isinstance(n, ast.Assign)}
    return [name for each in _TABLES for name in ast.literal_eval(listed[each])]


def _behaviours(sandbox: Path) -> Iterator[tuple[str, str]]:
    """Yield each path that the sandbox has a written behaviour for, and the function that has it."""
    for path in sorted(sandbox.glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        assigned = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
        tables = (zip(node.keys, node.values, strict=True) for node in nodes if isinstance(node, ast.Dict))
        for key, value in itertools.chain.from_iterable(tables):
            match assigned.get(ast.unparse(key), key) if key else None:
                case ast.Constant(value=str(text)) if text.startswith("/") and isinstance(value, _FUNCTION):
                    yield text, f"{path.stem}: {ast.unparse(value)}"
