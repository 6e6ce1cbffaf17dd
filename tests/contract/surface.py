"""Compare what the methods take with what the contract describes; each difference says what to write.

Uses private names: `_client.methods` is what is compared: each difference names the line to write in it.
"""

import inspect
import keyword
import re
from functools import cache

from attrs import frozen
from tests.contract.python_types import evaluated, formatted, words_of_annotation, words_of_schema
from tests.contract.reach import BY_CALL
from tests.contract.widenings import (
    ADDED,
    NOT_OFFERED,
    NOT_OFFERED_BY_METHOD,
    SEPARATE_METHODS,
    WIDENED,
    WIDENED_BY_METHOD,
)
from tools.schemas import followed
from tools.silence import silence

from pollination_sdk import AsyncPollinations, Pollinations, _operations
from pollination_sdk._client.methods import LINKS, RUNS, STREAMS, VALUES

BUILDERS = "overlays/pollination_sdk/_operations"
TABLE = "tests/contract/widenings.py"
REACH = "tests/contract/reach.py"
HTTP_METHODS = {"get", "put", "post", "delete", "patch", "options", "head", "trace"}


@frozen
class Field:
    """A parameter or body field of the contract."""

    name: str
    schema: dict
    required: bool
    in_body: bool
    in_path: bool = False

    @property
    def python_name(self):
        """The name that the methods give it."""
        name = snake_case(self.name)
        return f"{name}_" if keyword.iskeyword(name) else name


def snake_case(name):
    """Spell a name of the wire as Python does."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def operations_of(contract):
    """Return the operations of a contract by their names."""
    return {
        operation["operationId"]: operation
        for item in contract["paths"].values()
        for method, operation in item.items()
        if method in HTTP_METHODS
    }


def fields_of(operation, contract):
    """List the parameters of an operation and the fields of its JSON body or its form."""
    found = [
        Field(one["name"], one["schema"], one.get("required", False), in_body=False, in_path=one["in"] == "path")
        for one in (followed(contract, written) for written in operation.get("parameters", ()))
    ]
    content = operation.get("requestBody", {}).get("content", {})
    media_type = next((name for name in ("application/json", "multipart/form-data") if name in content), None)
    if media_type:
        body = followed(contract, content[media_type]["schema"])
        found += [
            Field(name, schema, name in body.get("required", ()), in_body=True)
            for name, schema in body["properties"].items()
        ]
    return found


@cache
def client_methods():
    """Return the methods by name, each with the operation that it sends; do not change what you get."""
    return {name: _operation_of(getattr(_operations, name)) for name in (*VALUES, *RUNS, *STREAMS, *LINKS)}


def differences(contract):
    """List where the methods of the two clients differ from the contract."""
    known = operations_of(contract)
    sent = client_methods()
    found = [_without_method(name) for name in known if name not in sent.values() and name not in BY_CALL]
    found += [
        f"The method `{method}` sends {name}, which openapi.yaml does not describe: delete the method, or describe the "
        f"operation and run `python -m nox -s regenerate`."
        for method, name in sent.items()
        if name not in known
    ]
    for method, name in sent.items():
        for client in (Pollinations, AsyncPollinations) if name in known else ():
            found += _differences_of(client, method, name, fields_of(known[name], contract), contract)
    return list(dict.fromkeys(found))


def without_predecessor_method(surface, methods):
    """List what the predecessor had and the surface that keeps it does not; it gets nothing that is new.

    Args:
        surface: The class that keeps the predecessor's methods.
        methods: The predecessor's methods by the names of their operations.
    """
    return [
        f"The predecessor had `{method}` for {name}, and `{surface.__name__}` has not: "
        f"write it in overlays/pollination_sdk/compat, with the parameters' names in snake_case."
        for name, method in methods.items()
        if not callable(getattr(surface, method, None))
    ]


def _without_method(operation):
    return (
        f"openapi.yaml has the operation {operation}, and no method sends it: write a builder for it in {BUILDERS}/, "
        f"which calls `{operation}._get_kwargs`; name it in {BUILDERS}/__init__.py, and in `VALUES` of "
        f"overlays/pollination_sdk/_client/methods.py; or say in {REACH} that only `client.call` sends it."
    )


def _differences_of(client, method, operation, fields, contract):
    function = getattr(client, method, None)
    if function is None:
        yield f"`{client.__name__}` has no `{method}`, but overlays/pollination_sdk/_client/methods.py lists it."
        return
    taken = dict(list(inspect.signature(function).parameters.items())[1:])  # the first is the client
    for field in fields:
        if (operation, field.name) in NOT_OFFERED or (method, field.name) in NOT_OFFERED_BY_METHOD:
            continue
        if (operation, field.name) in SEPARATE_METHODS:
            yield from _not_both(method, operation, field, taken)
        elif field.python_name not in taken:
            yield _missing(method, operation, field, contract)
        else:
            yield from _unlike(method, operation, field, taken[field.python_name], contract)
    described = {field.python_name for field in fields} | ADDED.keys()
    for name in taken.keys() - described:
        yield (
            f"`{method}` offers `{name}`, which {operation} does not have in openapi.yaml: delete the option from "
            f"{BUILDERS}/, or describe it in openapi.yaml and run `python -m nox -s regenerate`."
        )


def _not_both(method, operation, field, taken):
    own = SEPARATE_METHODS[operation, field.name]
    if field.python_name in taken:
        yield f"`{method}` offers `{field.python_name}`, which {own.names} decides about: delete one ({TABLE})."
    for name in own.names:
        if client_methods().get(name) != operation:
            yield f"{TABLE} says that `{name}` decides about `{field.name}` of {operation}, but no such method exists."


def _missing(method, operation, field, contract):
    default = "" if field.required else " = UNSET" if field.in_body else " = None"
    words = _wanted(operation, field, contract)
    kind = formatted(words if field.required else words - {"None"})
    unset = "" if field.required else " | None | Unset" if field.in_body else " | None"
    return (
        f"`{method}` does not offer `{field.name}` of {operation}: add `{field.python_name}: {kind}{unset}{default}` "
        f"to it in {BUILDERS}/ and hand it to `_get_kwargs`; or say in {TABLE} which method decides about it."
    )


def _unlike(method, operation, field, parameter, contract):
    own = WIDENED_BY_METHOD.get((method, field.name))
    wanted = words_of_annotation(own.takes) if own else _wanted(operation, field, contract)
    takes = words_of_annotation(evaluated(parameter.annotation))
    optional = parameter.default is not inspect.Parameter.empty
    if optional:  # None means "not given", or null where the contract has it
        takes -= {"None"}
        wanted -= {"None"}
    if takes != wanted:
        yield (
            f"`{method}` takes `{field.python_name}` as `{formatted(takes)}`, and the contract of {operation} says "
            f"`{formatted(wanted)}`: change the annotation in {BUILDERS}/, or list the widening "
            f"with its reason in {TABLE}."
        )
    if optional == field.required:
        negation = "" if field.required else "not "
        yield f"`{method}` must {negation}require `{field.python_name}`, as {operation} does."


def _wanted(operation, field, contract):
    widening = WIDENED.get((operation, field.name))
    return words_of_annotation(widening.takes) if widening else words_of_schema(field.schema, contract)


def _operation_of(builder):
    """Return the operation of the call that a builder makes with as little as it takes."""
    needed = [one for one in inspect.signature(builder).parameters.values() if one.default is one.empty]
    others = {"file": silence(5), "answer_type": {}, "tools": []}
    by_name = [one.name for one in needed if one.kind is one.KEYWORD_ONLY]
    named = {name: others.get(name, "https://files.example/a") for name in by_name}
    words = [others.get(one.name, "word") for one in needed if one.name not in named]
    made = builder(*words, **named)
    return getattr(made, "call", made).operation
