"""The text of a builder, a test and a page for one operation, read from the generated function."""

from __future__ import annotations

import ast
import importlib
import inspect
import keyword
import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tools.contract import followed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

Schema = dict[str, Any]

_DOING = {"get": "", "post": "create_", "put": "replace_", "patch": "update_"}
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


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
        returned: The type of its good answer.
        body: The model of its body, empty where it has none.
        arguments: What a builder takes.
    """

    name: str
    tag: str
    value: Schema
    answer: str
    returned: str
    body: str
    arguments: tuple[Argument, ...]

    def verb(self, taken: Iterable[str]) -> str:
        """Name the verb: what is asked for, led by what is done to it where that is more than reading."""
        method, _, rest = self.name.partition("_")
        short = f"{_DOING[method]}{rest}" if method in _DOING else self.name
        is_free = short.isidentifier() and not keyword.iskeyword(short) and short not in taken
        return short if is_free else f"call_{self.name}"


def subject(name: str, value: Schema, contract: Schema) -> Subject | None:
    """Read an operation; None where its body is no JSON object, which is for a person to write."""
    tag = re.sub(r"\W", "_", value["tags"][0])
    module = importlib.import_module(f"pollination_api.api.{tag}.{name}")
    content = followed(contract, value.get("requestBody", {})).get("content", {})
    if content and "application/json" not in content:
        return None
    body = _component(content.get("application/json", {}).get("schema", {}))
    if content and not body:
        return None
    good: Schema = next((answer for status, answer in value["responses"].items() if status.startswith("2")), {})
    told = followed(contract, good).get("content", {})
    json = told.get("application/json", {}).get("schema", {})
    answer = _component(json) if followed(contract, json).get("type") == "object" else ""
    arguments = tuple(_arguments(module, value, body, contract))
    return Subject(name, tag, value, answer, answer or _returned(told, contract), body, arguments)


def _returned(content: Schema, contract: Schema) -> str:
    """Name the type of an answer that is no single object, as `_by_name` reads it."""
    media_type = next(iter(content), "")
    if not media_type.endswith("json"):
        kind = "str" if media_type.startswith("text/") else "bytes"
        kind = "Media" if media_type.startswith(("image/", "video/")) else kind
        return kind if len(content) == 1 else "Any" if content else "None"
    schema = followed(contract, content[media_type].get("schema", {}))
    items = schema.get("items", {})
    if schema.get("type") != "array" or len(content) > 1:
        return "Any"
    resolved = followed(contract, items)
    item = _component(items) if resolved.get("type") == "object" else _PLAIN.get(str(resolved.get("type")), "Any")
    return f"list[{item or 'Any'}]"


def _arguments(module: ModuleType, value: Schema, body: str, contract: Schema) -> Iterator[Argument]:
    parameters = [followed(contract, one) for one in value.get("parameters", ())]
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
            kind = _taken(_without(fields[name], "Unset"))
            yield Argument(name, wire, kind, "body", required, told.get("description", ""))


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
    return _without(annotation, "Unset", "None")


def _without(annotation: str, *words: str) -> str:
    plain = annotation.strip("'\"")
    return " | ".join(part for part in plain.split(" | ") if part not in words) or "Any"


def _taken(annotation: str) -> str:
    """Widen the type of a field of a body to what people have at hand: any sequence, and dicts for models."""
    widened = annotation.replace("list[", "Sequence[")
    known = importlib.import_module("pollination_api.models")
    named = [word for word in re.findall(r"[A-Z]\w+", widened) if hasattr(getattr(known, word, None), "from_dict")]
    for name in named:
        widened = re.sub(rf"\b{name}\b", f"{name} | Mapping[str, Any]", widened)
    return " | ".join(dict.fromkeys(widened.split(" | ")))


def _snake(name: str) -> str:
    return re.sub(r"\W", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).lower()


def _component(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def builder(one: Subject, verb: str) -> str:
    """Write the module of a builder in the style of `_operations`."""
    path = [argument for argument in one.arguments if argument.where == "path"]
    query = [argument for argument in one.arguments if argument.where == "query"]
    body = [argument for argument in one.arguments if argument.where == "body"]
    module = "operation" if one.name == verb else one.name
    lines = [f'"""{one.value["summary"]}."""', "", *_imports(one, module), "", ""]
    lines += [f"def {verb}({_signature(path, [*query, *body])}) -> Call[{one.returned}]:"]
    lines += [f'    """{one.value["summary"]}.', "", "    Args:"]
    lines += [f"        {argument.name}: {argument.told}" for argument in (*path, *query, *body)]
    lines += ["        extra: Undocumented parameters of the query.", *_raised(path), '    """']
    given = [f'in_path("{argument.name}", {argument.name})' for argument in path]
    given += [f"{argument.name}={_given(argument)}" for argument in query]
    known = ""
    if one.body:
        pairs = ", ".join(f'"{argument.wire}": {argument.name}' for argument in body)
        lines += [f"    fields = Fields({{{pairs}}})"]
        given.append(f'body=cast("{one.body}", fields)')
        known = ', body=kwargs["json"]'
    reason = "  # noqa: SLF001 - the generated half that sends nothing"
    lines += [f"    kwargs = {module}._get_kwargs({', '.join(given)}){reason}"]
    read = f"read_model({one.answer})" if one.answer else f'reader("{one.name}")'
    lines += [f"    return call_of({module}, kwargs, {read}, extra{known}{_cost(one)})", ""]
    return "\n".join(lines)


def _raised(path: list[Argument]) -> list[str]:
    names = " or ".join(f"`{argument.name}`" for argument in path)
    return ["", "    Raises:", f"        ValueError: {names} is empty."] if path else []


def _cost(one: Subject) -> str:
    told = ", needs_key=False" if {} in one.value.get("security", ()) else ""
    accept = "" if one.returned == "Any" or one.answer or one.returned.startswith("list[") else ', accept="*/*"'
    return told + accept + ("" if one.name.startswith("get_") else ", free=False, repeatable=False")


def _given(argument: Argument) -> str:
    return argument.name if argument.is_required else f"given({argument.name})"


def _signature(path: list[Argument], named: list[Argument]) -> str:
    ordered = sorted([*path[1:], *named], key=lambda argument: not argument.is_required)
    written = [f"{argument.name}: {argument.annotation}" for argument in path[:1]]
    written += ["*"]
    for argument in ordered:
        left_out = " | Unset = UNSET" if argument.where == "body" else " | None = None"
        written.append(f"{argument.name}: {argument.annotation}{'' if argument.is_required else left_out}")
    return ", ".join([*written, "extra: Extra = None"])


def _imports(one: Subject, module: str) -> list[str]:
    annotations = " ".join([one.returned, *(argument.annotation for argument in one.arguments)])
    named = set(re.findall(r"[A-Z]\w+", f"{annotations} {one.body}"))
    models = sorted(named & set(importlib.import_module("pollination_api.models").__all__))
    where = {argument.where for argument in one.arguments}
    optional = {argument.where for argument in one.arguments if not argument.is_required}
    helpers = ["Extra", "Fields"] if one.body else ["Extra"]
    helpers += ["call_of", *(["given"] if "query" in optional else []), *(["in_path"] if "path" in where else [])]
    typing = [
        name for name in ("Any", "cast") if name in re.findall(r"\w+", annotations) or (name == "cast" and one.body)
    ]
    abstract = [name for name in ("Mapping", "Sequence") if name in named]
    lines = [f"from collections.abc import {', '.join(abstract)}"] if abstract else []
    lines += [f"from typing import {', '.join(typing)}"] if typing else []
    lines += [
        "",
        f"from pollination_api.api.{one.tag} import {one.name}{'' if module == one.name else ' as operation'}",
    ]
    lines += [f"from pollination_api.models import {', '.join(models)}"] if models else []
    lines += ["from pollination_api.types import UNSET, Unset"] if "body" in optional else []
    lines += ["from pollination_sdk._responses.decode import read_model"] if one.answer else []
    lines += ["from pollination_sdk._engine.call import Call"]
    lines += [] if one.answer else ["from pollination_sdk._operations.by_name import reader"]
    lines += [f"from pollination_sdk._operations.parameters import {', '.join(helpers)}"]
    return [*lines, *(["from pollination_sdk._media.media import Media"] if one.returned == "Media" else [])]


def test(one: Subject, verb: str, example: Any) -> str:
    """Write a test that sends the operation to the sandbox with both clients."""
    required = [argument for argument in one.arguments if argument.is_required]
    leads = next((argument for argument in required if argument.where == "path"), None)
    given = [repr(example(leads))] if leads else []
    given += [f"{argument.name}={example(argument)!r}" for argument in required if argument is not leads]
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
