"""What of this project a difference touches: client methods, the predecessor's methods, the sandbox, pages."""

import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.compare import Change, OverlayUsage

_FUNCTION = (ast.Name, ast.Attribute)
_NAMES = """
get_account_balance get_account_key get_account_profile get_account_usage get_account_usage_daily
get_generate_image_models get_generate_image_prompt__s_s get_generate_text_models get_generate_text_prompt
get_generate_v1_models post_generate_v1_chat_completions
"""
_PREDECESSOR = {name.removesuffix("__s_s"): name for name in _NAMES.split()}
"""The methods of `GenPollinationsAiApi` by operationId; it had these eleven and gets no more."""

_ROW = re.compile(r"^\| `(\w+)` \| `[A-Z]+ (\S+)` \| ([^|]+) \|", re.MULTILINE)
"""A row of `docs/operations.md`: an operation, its path, and the methods that send it."""

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
    """

    def __init__(self, root: Path) -> None:
        overlay = root / "overlays" / "pollination_sdk"
        rows = _ROW.findall(_text(root / "docs/operations.md"))
        self._paths = {operation: path for operation, path, _ in rows}
        self._methods = {operation: re.findall(r"`(?!call`)(\w+)`", cell) for operation, _, cell in rows}
        self._usage = OverlayUsage(overlay)
        self._behaviours = dict(_behaviours(overlay / "sandbox"))
        self._pages = _pages(root)

    def touched_by(self, change: Change) -> Touched:
        """Say what a change touches."""
        operations = change.operations
        methods = [method for operation in operations for method in self._methods.get(operation, ())]
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


def _pages(root: Path) -> dict[str, list[str]]:
    """Return the places in the documentation that call each name, as `file: heading`."""
    places: dict[str, list[str]] = defaultdict(list)
    for page in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        heading, is_code = "", False
        for line in _text(page).splitlines():
            is_code ^= line.startswith("```")
            if line.startswith("#") and not is_code:
                heading = line.lstrip("# ")
            for name in re.findall(r"(\w+)\(", line):
                places[name].append(f"{page.relative_to(root)}: {heading}")
    return places


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _behaviours(sandbox: Path) -> Iterator[tuple[str, str]]:
    """Yield each path that the sandbox has a written behaviour for, and the function that has it."""
    for path in sorted(sandbox.rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        assigned = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
        tables = (zip(node.keys, node.values, strict=True) for node in nodes if isinstance(node, ast.Dict))
        for key, value in itertools.chain.from_iterable(tables):
            match assigned.get(ast.unparse(key), key) if key else None:
                case ast.Constant(value=str(text)) if text.startswith("/") and isinstance(value, _FUNCTION):
                    yield text, f"{path.relative_to(sandbox).as_posix()}: {ast.unparse(value)}"
