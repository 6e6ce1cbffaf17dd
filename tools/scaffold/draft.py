"""The text of a builder, a test and a page for one operation, read from the generated function."""

from __future__ import annotations

import ast
import importlib
import inspect
import keyword
import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

Schema = dict[str, Any]

_DOING = {"get": "", "post": "create_", "put": "replace_", "patch": "update_", "delete": "remove_"}


@frozen
class Argument:
    """An argument of a builder.

    Args:
        name: Its name in Python.
        wire: Its name on the wire.
        annotation: Its type, without `Unset`.
        where: `path`, `query` or `body`.
        is_required: Whether it must be given.
        told: What it is.
    """

    name: str
    wire: str
    annotation: str
    where: str
    is_required: bool
    told: str


@frozen
class Subject:
    """An operation without a verb.

    Args:
        name: Its operationId.
        tag: Its tag, as the folder of the generated function is called.
        value: What the contract says.
        answer: The model of its good answer, empty where that is no single object.
        body: The model of its body, empty where it has none.
        arguments: What a builder takes.
    """

    name: str
    tag: str
    value: Schema
    answer: str
    body: str
    arguments: tuple[Argument, ...]

    def verb(self, taken: Iterable[str]) -> str:
        """Name the verb: what is asked for, led by what is done to it where that is more than reading."""
        method, _, rest = self.name.partition("_")
        short = f"{_DOING[method]}{rest}" if method in _DOING else self.name
        is_free = short.isidentifier() and not keyword.iskeyword(short) and short not in {self.name, *taken}
        return short if is_free else f"call_{self.name}"


def subject(name: str, value: Schema, contract: Schema) -> Subject | None:
    """Read an operation; None where its body is no JSON object, which is for a person to write."""
    tag = re.sub(r"\W", "_", value["tags"][0])
    module = importlib.import_module(f"pollination_api.api.{tag}.{name}")
    content = _resolved(value.get("requestBody", {}), contract).get("content", {})
    if content and "application/json" not in content:
        return None
    body = _component(content.get("application/json", {}).get("schema", {}))
    if content and not body:
        return None
    good: Schema = next((answer for status, answer in value["responses"].items() if status.startswith("2")), {})
    told = _resolved(good, contract).get("content", {}).get("application/json", {}).get("schema", {})
    answer = _component(told) if _resolved(told, contract).get("type") == "object" else ""
    return Subject(name, tag, value, answer, body, tuple(_arguments(module, value, body, contract)))


def _arguments(module: ModuleType, value: Schema, body: str, contract: Schema) -> Iterator[Argument]:
    parameters = [_resolved(one, contract) for one in value.get("parameters", ())]
    for name, annotation in _annotations(module, "_get_kwargs").items():
        told = next((one for one in parameters if _snake(one["name"]) == name.rstrip("_")), None)
        if name == "body" or told is None:
            continue
        kind = _plain_type(annotation)
        yield Argument(name, told["name"], kind, told["in"], told.get("required", False), told["description"])
    if body:
        schema = contract["components"]["schemas"][body]
        model = getattr(importlib.import_module("pollination_api.models"), body)
        fields = _annotations(importlib.import_module(model.__module__), body)
        for wire, told in schema.get("properties", {}).items():
            name = next((one for one in fields if one.rstrip("_") == _snake(wire)), _snake(wire))
            required = wire in schema.get("required", ())
            yield Argument(name, wire, _plain_type(fields[name]), "body", required, told.get("description", ""))


def _annotations(module: ModuleType, name: str) -> dict[str, str]:
    """Return the annotations of a function's arguments or a class's fields, as they are written."""
    tree = ast.parse(inspect.getsource(module))
    node = next(one for one in tree.body if getattr(one, "name", "") == name)
    if isinstance(node, ast.FunctionDef):
        listed = [*node.args.args, *node.args.kwonlyargs]
        return {one.arg: ast.unparse(one.annotation) for one in listed if one.annotation}
    body = node.body if isinstance(node, ast.ClassDef) else []
    return {ast.unparse(one.target): ast.unparse(one.annotation) for one in body if isinstance(one, ast.AnnAssign)}


def _plain_type(annotation: str) -> str:
    plain = annotation.strip("'\"")
    return " | ".join(part for part in plain.split(" | ") if part not in {"Unset", "None"}) or "Any"


def _snake(name: str) -> str:
    return re.sub(r"\W", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).lower()


def _component(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _resolved(part: Schema, contract: Schema) -> Schema:
    while "$ref" in part:
        node: Any = contract
        for key in part["$ref"].removeprefix("#/").split("/"):
            node = node[key]
        part = node
    return part


def builder(one: Subject, verb: str) -> str:
    """Write the module of a builder in the style of `_calls`."""
    path = [argument for argument in one.arguments if argument.where == "path"]
    query = [argument for argument in one.arguments if argument.where == "query"]
    body = [argument for argument in one.arguments if argument.where == "body"]
    returned = one.answer or "Any"
    lines = [f'"""{one.value["summary"]}."""', "", *_imports(one, returned), "", ""]
    lines += [f"def {verb}({_signature(path, [*query, *body])}) -> Call[{returned}]:"]
    lines += [f'    """{one.value["summary"]}.', "", "    Args:"]
    lines += [f"        {argument.name}: {argument.told}" for argument in (*path, *query, *body)]
    lines += ["        extra: Undocumented parameters of the query.", '    """']
    given = [argument.name for argument in path]
    given += [f"{argument.name}={_given(argument)}" for argument in query]
    known = ""
    if one.body:
        pairs = ", ".join(f'"{argument.wire}": {argument.name}' for argument in body)
        lines += [f"    told = {{name: plain(value) for name, value in {{{pairs}}}.items() if value is not None}}"]
        given.append(f"body={one.body}.from_dict(told)")
        known = ', body=kwargs["json"]'
    reason = "  # noqa: SLF001 - the generated half that sends nothing"
    lines += [f"    kwargs = {one.name}._get_kwargs({', '.join(given)}){reason}"]
    read = f"read_model({one.answer})" if one.answer else f'reader("{one.name}")'
    lines += [f"    return call_of({one.name}, kwargs, {read}, extra{known}{_cost(one)})", ""]
    return "\n".join(lines)


def _cost(one: Subject) -> str:
    told = ", needs_key=False" if {} in one.value.get("security", ()) else ""
    return told if one.name.startswith("get_") else f"{told}, free=False, repeatable=False"


def _given(argument: Argument) -> str:
    return argument.name if argument.is_required else f"given({argument.name})"


def _signature(path: list[Argument], named: list[Argument]) -> str:
    ordered = sorted(named, key=lambda argument: not argument.is_required)
    written = [f"{argument.name}: {argument.annotation}" for argument in path]
    written += ["*"]
    for argument in ordered:
        end = "" if argument.is_required else " | None = None"
        written.append(f"{argument.name}: {argument.annotation}{end}")
    return ", ".join([*written, "extra: Extra = None"])


def _imports(one: Subject, returned: str) -> list[str]:
    named = {word for argument in one.arguments for word in re.findall(r"[A-Z]\w+", argument.annotation)}
    known = set(importlib.import_module("pollination_api.models").__all__)
    models = sorted((named | {one.answer, one.body}) & known)
    helpers = ["Extra", "call_of"]
    helpers += ["given"] if any(a.where == "query" and not a.is_required for a in one.arguments) else []
    helpers += ["plain"] if one.body else []
    uses_any = returned == "Any" or any("Any" in argument.annotation for argument in one.arguments)
    lines = ["from typing import Any", ""] if uses_any else []
    lines += [f"from pollination_api.api.{one.tag} import {one.name}"]
    lines += [f"from pollination_api.models import {', '.join(models)}"] if models else []
    lines += ["from pollination_sdk._answers import read_model"] if one.answer else []
    lines += ["from pollination_sdk._call import Call"]
    lines += [] if one.answer else ["from pollination_sdk._calls._by_name import reader"]
    return [*lines, f"from pollination_sdk._calls._given import {', '.join(helpers)}"]


def test(one: Subject, verb: str, example: Any) -> str:
    """Write a test that sends the operation to the sandbox with both clients."""
    required = [argument for argument in one.arguments if argument.is_required]
    given = [repr(example(argument)) for argument in required if argument.where == "path"]
    given += [f"{argument.name}={example(argument)!r}" for argument in required if argument.where != "path"]
    sent = f"{verb}({', '.join(given)})"
    return f'''"""`{verb}`, against the sandbox, which answers it from its schema."""

import anyio

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk.sandbox import Sandbox


def test_{verb}_answers_on_both_clients():
    """Both clients send the operation and read the same kind of answer."""

    async def ask(sandbox):
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            return await client.{sent}

    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
        value = client.{sent}
        assert type(value) is type(anyio.run(ask, sandbox))
'''


def page(one: Subject, verb: str) -> str:
    """Write the stub of a page."""
    lines = [f"# {one.value['summary']}", "", one.value.get("description", ""), ""]
    required = ", ".join(argument.name for argument in one.arguments if argument.is_required)
    lines += ["```text", f"client.{verb}({required})", "```", ""]
    lines += [f"- `{argument.name}`: {argument.told}" for argument in one.arguments]
    return "\n".join(lines).rstrip() + "\n"
