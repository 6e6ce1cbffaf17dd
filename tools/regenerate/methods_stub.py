"""Write `_client/methods.pyi`: every method of every flavour with its options, from the functions of `_operations`."""

import ast
import functools
import importlib
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_overloads

from pollination_sdk import _operations
from pollination_sdk._client import methods
from pollination_sdk._client.descriptors import Flavour, return_annotation
from pollination_sdk._client.signature import MethodSignature, estimated

PLACE = Path("overlays/pollination_sdk/_client/methods.pyi")
HEADER = "# Written from the functions of `_operations` by `nox -s regenerate`; do not edit: change those instead.\n"
VIEWS = {
    "Answer": "pollination_sdk._responses.answer",
    "AsyncMediaStream": "pollination_sdk._responses.streams.media",
    "AsyncStream": "pollination_sdk._responses.streams.chat",
    "Estimate": "pollination_sdk._costs.estimate",
    "MediaStream": "pollination_sdk._responses.streams.media",
    "Stream": "pollination_sdk._responses.streams.chat",
    "ToolRun": "pollination_sdk._typed.tools.run",
}
"""Where the types are that methods return and builders do not name."""
CONSTANTS = """
VALUES: tuple[str, ...]
STREAMS: tuple[str, ...]
LINKS: tuple[str, ...]
RUNS: tuple[str, ...]
BY_NAME: str
FLAVOURS: dict[Flavour, type[Any]]

def methods_of(flavour: Flavour) -> tuple[str, ...]: ...
"""


def text() -> str:
    """Return the text of the stub."""
    builders = {name: getattr(_operations, name) for name in methods.methods_of("sync")}
    body = CONSTANTS + "".join(_class(flavour, builders) for flavour in methods.FLAVOURS)
    return HEADER + _imports(body, builders.values()) + body


def _class(flavour: Flavour, builders: dict[str, Callable[..., Any]]) -> str:
    owner = methods.FLAVOURS[flavour]
    lines = [f"\nclass {owner.__name__}:", f'    """{owner.__doc__}"""\n']
    if "__init__" in vars(owner):
        lines.append("    def __init__(self, client: Any) -> None: ...")
    defined = [_method(builders[name], flavour) for name in methods.methods_of(flavour)]
    return "\n".join([*lines, *defined, ""])


def _method(build: Callable[..., Any], flavour: Flavour) -> str:
    """Return a method; one whose builder has overloads is written once for each, with the docstring at the first.

    Overloads tell the values of arguments apart by what is returned, so an estimate needs none.
    """
    if flavour.endswith("estimate"):
        return _definition(_of_any_type(build), flavour, estimated(build))
    overloads: Sequence[Any] = get_overloads(build)
    if "type[T]" in build.__annotations__.values():
        overloads = (build, _of_any_type(build))
    if not overloads:
        return _definition(build, flavour, inspect.getdoc(build))
    docs = [inspect.getdoc(build), *[None] * (len(overloads) - 1)]
    pairs = zip(overloads, docs, strict=True)
    return "\n".join(f"    @overload\n{_definition(one, flavour, doc)}" for one, doc in pairs)


def _of_any_type(build: Callable[..., Any]) -> Callable[..., Any]:
    """Return a builder that takes any object in place of a class: checkers do not see `int | str` as a `type[T]`."""
    other = functools.wraps(build)(lambda: None)
    any_type = {"type[T]": "object", "Call[T]": "Call[Any]"}
    other.__annotations__ = {name: any_type.get(one, one) for name, one in build.__annotations__.items()}
    own = inspect.signature(build)
    other.__signature__ = own.replace(  # type: ignore[attr-defined]  # a function takes any attribute
        parameters=[
            one.replace(annotation=any_type.get(one.annotation, one.annotation)) for one in own.parameters.values()
        ]
    )
    return other


def _definition(build: Callable[..., Any], flavour: Flavour, doc: str | None) -> str:
    signature = MethodSignature.of(build, return_annotation(build, flavour))
    client, *parameters = signature.parameters.values()
    if not any(one.kind is one.POSITIONAL_ONLY for one in parameters):
        client = client.replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD)  # as it is written by hand
    shown = signature.replace(parameters=[client, *parameters]).format(max_width=100)
    awaited = "async " if flavour.startswith("async") and _is_awaited(build) else ""
    if doc is None:
        return textwrap.indent(f"{awaited}def {build.__name__}{shown}: ...\n", "    ")
    end = "\n" if "\n" in doc else ""
    body = textwrap.indent(f'"""{doc}{end}"""\n', "    ")
    return textwrap.indent(f"{awaited}def {build.__name__}{shown}:\n{body}", "    ")


def _is_awaited(build: Callable[..., Any]) -> bool:
    returned: str = build.__annotations__["return"]
    return returned.startswith(("Call[", "ToolRunCall"))


def _imports(body: str, builders: Iterable[Callable[..., Any]]) -> str:
    """Return the imports of all that the annotations name."""
    homes = dict(VIEWS)
    for module in sorted({build.__module__ for build in builders}):
        homes.update(_imported(module))
    tree = ast.parse(body)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    wanted = defaultdict(set)
    for name in named & homes.keys():
        wanted[homes[name]].add(name)
    wanted["typing"].update({"Any", *({"Literal", "overload"} & named)})
    wanted["pollination_sdk._client.descriptors"].add("Flavour")
    lines = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(wanted.items())]
    return "\n".join(lines) + "\n"


def _imported(module: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a module imports, and from where; those for type checkers too."""
    for node in ast.walk(ast.parse(inspect.getsource(importlib.import_module(module)))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, node.module) for alias in node.names)
