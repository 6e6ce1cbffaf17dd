"""Which overlay functions use what changed, read from their syntax trees without importing them.

A reader is found by the name of the field alone, since a syntax tree does not show whose `.balance`
it is. A function that reads a field of the same name from another object is named too. For a list of
places to look at, that is the safe side.
"""

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen
from openapi_python_client.strings import snake_case

from tools.compare._change import Change

LEFT_OUT = frozenset({"sandbox"})
"""The folders of the package that share no code with the client."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_READ_BY_CALL = {"get": 0, "pop": 0, "getattr": 1, "attrgetter": 0, "itemgetter": 0}
"""The functions that read a field, each with the place of its name among the arguments."""


@frozen
class Function:
    """One function, method or module-level name of the overlay.

    Args:
        name: Such as `_usage.UsagePager.receive`.
        reads: The attributes and text keys that it reads.
        sends: The keyword names and dict keys that it fills.
    """

    name: str
    reads: frozenset[str] = field(repr=False)
    sends: frozenset[str] = field(repr=False)


class OverlayUsage:
    """The functions of an overlay, read when they are asked for.

    Args:
        root: The package's folder, such as `overlays/pollination_sdk`.
    """

    def __init__(self, root: Path) -> None:
        self._texts = dict(_texts(root))

    def usage_of(self, change: Change) -> list[str]:
        """Name the functions that read what changed in an answer, or send what changed in a request, each with how.

        Returns:
            Such as `report.total (reads .balance)` or `_operations.image (sends aspectRatio)`.
        """
        name = _field_of(change)
        spellings = {name, snake_case(name)} - {""}
        word = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, spellings)) or '$^'})(?!\w)")
        texts = [one for one in self._texts.items() if word.search(one[1])]  # to parse all of them takes seconds
        functions = itertools.chain.from_iterable(itertools.starmap(_functions_of, texts))
        if change.audience == "answer":
            return [f"{one.name} (reads .{name})" for one in functions if spellings & one.reads]
        return [f"{one.name} (sends {name})" for one in functions if spellings & one.sends]


def _field_of(change: Change) -> str:
    where = change.where
    if change.rule.subject == "parameter" or not re.search(r"[.]\w", where):
        words = where.split(" ")
        return words[-1] if words[-2:-1] and words[-2] in {"query", "path", "header", "cookie"} else ""
    return re.sub(r"(\[\]|\.\*)", "", where).rsplit(".", 1)[-1]


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each module with its text."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] not in LEFT_OUT:
            names = parts[:-1] if parts[-1] == "__init__" else parts
            yield ".".join(names or (root.name,)), path.read_text(encoding="utf-8")


@functools.cache
def _functions_of(module: str, text: str) -> list[Function]:
    """Read every function of one module."""
    tree = ast.parse(text, filename=module)
    aliases = set(_imported(tree)) | {target for target, _ in _assigned(tree.body)}
    return list(_below(module, tree.body, aliases))


def _below(prefix: str, body: list[ast.stmt], aliases: set[str]) -> Iterator[Function]:
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from _below(f"{prefix}.{statement.name}", statement.body, aliases)
        elif isinstance(statement, _FUNCTIONS):
            yield _function(f"{prefix}.{statement.name}", statement, aliases)
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            yield from _below(prefix, statement.body, aliases)
    for target, value in _assigned(body):
        yield _function(f"{prefix}.{target}", value, aliases)


def _function(name: str, node: ast.AST, aliases: set[str]) -> Function:
    parts = list(ast.walk(node))
    # The names taken from imported modules, such as `balance` in `_operations.balance`.
    taken = {
        id(one)
        for one in parts
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in aliases
    }
    return Function(name, reads=frozenset(_reads(parts, taken)), sends=frozenset(_sends(parts)))


def _imported(tree: ast.AST) -> Iterator[str]:
    """Yield the names that stand for something imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            is_whole = isinstance(node, ast.ImportFrom)
            yield from (one.asname or one.name for one in node.names if is_whole or one.asname)


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            yield from ((t.id, statement.value) for t in statement.targets if isinstance(t, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            yield statement.target.id, statement.value


def _reads(parts: list[ast.AST], left_out: set[int]) -> Iterator[str]:
    called = left_out | {id(part.func) for part in parts if isinstance(part, ast.Call)}
    for part in parts:
        match part:
            case ast.Attribute(attr=name, ctx=ast.Load()) if id(part) not in called:
                yield name
            case ast.Subscript(slice=ast.Constant(value=str(name)), ctx=ast.Load()):
                yield name
            case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In() | ast.NotIn(), *_]):
                yield name
            case ast.Call(func=ast.Name(id=function) | ast.Attribute(attr=function), args=arguments):
                place = _READ_BY_CALL.get(function, len(arguments))
                yield from itertools.chain.from_iterable(map(_text, arguments[place : place + 1]))
            case ast.MatchMapping(keys=keys):
                yield from itertools.chain.from_iterable(map(_text, keys))
            case ast.MatchClass(kwd_attrs=names):
                yield from names


def _sends(parts: list[ast.AST]) -> Iterator[str]:
    for part in parts:
        match part:
            case ast.keyword(arg=str(name)) | ast.arg(arg=name) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.Dict(keys=keys):
                yield from (name for key in keys if key for name in _text(key))
            case ast.Subscript(slice=ast.Constant(value=str(name)), ctx=ast.Store()):
                yield name


def _text(node: ast.expr) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
