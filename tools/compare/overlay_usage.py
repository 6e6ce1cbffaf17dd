"""Which overlay functions use what changed, read from their syntax trees without importing them.

A reader is found by the name of the field alone: a syntax tree does not tell whose `.balance`
it is, so who reads a field of the same name from another object is named too. For a list of places
to look at, that is the safe side.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tools.compare._change import Change

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@frozen
class Function:
    """One function, method or module-level name of the overlay.

    Args:
        name: Such as `_usage.UsagePager.receive`.
        mentions: The names in it: of generated modules, models and everything else.
        reads: The attributes and text keys that it reads.
        sends: The keyword names and dict keys that it fills.
    """

    name: str
    mentions: frozenset[str] = field(repr=False)
    reads: frozenset[str] = field(repr=False)
    sends: frozenset[str] = field(repr=False)


@frozen
class OverlayUsage:
    """The functions of an overlay.

    Args:
        functions: All of them, in the order of files and lines.
    """

    functions: tuple[Function, ...]

    def usage_of(self, change: Change) -> list[str]:
        """Name the functions that use what changed, each with how, the closest first.

        Returns:
            Such as `_calls.balance (calls get_account_balance)`, `report.total (reads .balance)`.
        """
        name = _field_of(change)
        models = _models_of(change)
        found: dict[str, list[str]] = {}
        for function in self.functions:
            for how in _uses(function, change, name, models):
                found.setdefault(function.name, []).append(how)
        closest = sorted(
            found.items(),
            key=lambda entry: not any("." in how or "sends" in how for how in entry[1]),
        )
        return [f"{function} ({', '.join(ways)})" for function, ways in closest]


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
    where = change.component or change.place.strip()
    if change.subject == "parameter" or not re.search(r"[.]\w", where):
        words = where.split(" ")
        return words[-1] if words[-2:-1] and words[-2] in {"query", "path", "header", "cookie"} else ""
    return re.sub(r"(\[\]|\.\*)", "", where).rsplit(".", 1)[-1]


def _models_of(change: Change) -> set[str]:
    component = re.split(r"[.\[]", change.component)[0]
    return {component} - {""}


def snake_case(name: str) -> str:
    """Spell a name as the generated client does: `expiresAt` becomes `expires_at`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def read_overlay(root: Path, *, leave_out: Iterable[str] = ("sandbox",)) -> OverlayUsage:
    """Read every function below a package's folder.

    Args:
        root: The folder, such as `overlays/pollination_sdk`.
        leave_out: The folders in it that share no code with the client.

    Raises:
        SyntaxError: A file is not Python.
    """
    hidden = set(leave_out)
    found: list[Function] = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if not hidden & set(parts[:-1]):
            names = parts[:-1] if parts[-1] == "__init__" else parts
            found += _functions(".".join(names or (root.name,)), path)
    return OverlayUsage(tuple(found))


def _functions(module: str, path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    aliases = _imported(tree)
    for target, value in _assigned(tree.body):
        aliases[target] = {target} | _mentions(value, aliases)
    yield from _below(module, tree.body, aliases)


def _below(prefix: str, body: list[ast.stmt], aliases: dict[str, set[str]]) -> Iterator[Function]:
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from _below(f"{prefix}.{statement.name}", statement.body, aliases)
        elif isinstance(statement, _FUNCTIONS):
            yield _function(f"{prefix}.{statement.name}", statement, aliases)
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            yield from _below(prefix, statement.body, aliases)
    for target, value in _assigned(body):
        yield _function(f"{prefix}.{target}", value, aliases)


def _function(name: str, node: ast.AST, aliases: dict[str, set[str]]) -> Function:
    return Function(name, frozenset(_mentions(node, aliases)), frozenset(_reads(node)), frozenset(_sends(node)))


def _imported(tree: ast.AST) -> dict[str, set[str]]:
    """Return what each imported name stands for: itself and the endpoint module it is from."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module = (node.module or "").rsplit(".", 1)[-1]
            for alias in node.names:
                is_endpoint = ".api." in f".{node.module}."
                found[alias.asname or alias.name] = {alias.name} | ({module} if is_endpoint else set())
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    found[alias.asname] = {alias.name.rsplit(".", 1)[-1]}
    return found


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            yield from ((t.id, statement.value) for t in statement.targets if isinstance(t, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            yield statement.target.id, statement.value


def _mentions(node: ast.AST, aliases: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found |= aliases.get(part.id, {part.id})
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.ImportFrom):
            found |= {name for alias in part.names for name in aliases[alias.asname or alias.name]}
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= set(_names_in(part.value))
        elif isinstance(part, _FUNCTIONS):
            found.add(part.name)
    return found


def _names_in(text: str) -> list[str]:
    """Return the names in a dotted name or an annotation, and none of those in prose."""
    is_code = re.fullmatch(r"[\w.\[\], |]+", text) and ("|" in text or "[" in text or " " not in text)
    return re.findall(r"\w+", text) if is_code else []


def _reads(node: ast.AST) -> Iterator[str]:
    called = {id(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)}
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Load) and id(part) not in called:
            yield part.attr
        elif isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Load):
            yield from _text(part.slice)
        elif isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.In | ast.NotIn):
            yield from _text(part.left)
        elif isinstance(part, ast.Call):
            yield from _read_by_call(part)
        elif isinstance(part, ast.MatchMapping):
            yield from (name for key in part.keys for name in _text(key))
        elif isinstance(part, ast.MatchClass):
            yield from part.kwd_attrs


def _read_by_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"get": 0, "pop": 0, "getattr": 1, "attrgetter": 0, "itemgetter": 0}.get(name)
    if place is not None and len(call.args) > place:
        yield from _text(call.args[place])


def _sends(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.keyword | ast.arg):
            yield part.arg or ""  # `**options` has no name
        elif isinstance(part, ast.Dict):
            yield from (name for key in part.keys if key for name in _text(key))
        elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(part.ctx, ast.Store):
            yield from [part.attr] if isinstance(part, ast.Attribute) else _text(part.slice)


def _text(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []
