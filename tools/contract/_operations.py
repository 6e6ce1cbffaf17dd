"""Operations: each has a name, a tag and a summary, and its path and parameters fit together."""

import re
from collections.abc import Iterator
from typing import Any

from tools.contract._document import Contract, Problem
from tools.contract._references import nearest
from tools.contract.walk import Part, Pointer, mapping, operations, sequence
from tools.schemas import followed


def operation_problems(contract: Contract) -> Iterator[Problem]:
    """List what is wrong with the server, names, statuses and parameters."""
    yield from _duplicate_names(contract)
    yield from _server(contract)
    for operation in operations(contract.data):
        yield from _described(contract, operation)
        yield from _generated_name(contract, operation)
        yield from _statuses(contract, operation)
        yield from _path_parameters(contract, operation)
        yield from _parameters_twice(contract, operation)


def _duplicate_names(contract: Contract) -> Iterator[Problem]:
    first: dict[str, Part] = {}
    for operation in operations(contract.data):
        name = operation.value.get("operationId")
        other = first.setdefault(name, operation) if isinstance(name, str) else operation
        if other is not operation:
            line = contract.locate((*other.pointer, "operationId"))
            reason = f"the operationId {name} of {operation.title} is already that of {other.title} in line {line}"
            yield contract.problem((*operation.pointer, "operationId"), reason)


def _server(contract: Contract) -> Iterator[Problem]:
    first = next(iter(sequence(contract.data.get("servers"))), None)
    url = mapping(first).get("url")
    if not isinstance(url, str) or not re.match(r"https?://[^/]", url):
        reason = "the first of `servers` must give an http(s) url: where the generated client goes by default"
        yield contract.problem(("servers", 0, "url"), reason)


def _described(contract: Contract, operation: Part) -> Iterator[Problem]:
    needs = {
        "operationId": "it names the generated function",
        "tags": "they name the generated folder",
        "summary": "one short sentence for people",
    }
    for key, why in needs.items():
        if not operation.value.get(key):
            yield contract.problem(operation.pointer, f"{operation.title} has no {key}: {why}")


def _generated_name(contract: Contract, operation: Part) -> Iterator[Problem]:
    name = operation.value.get("operationId")
    if isinstance(name, str) and not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        reason = f"the operationId {name} is no name for a Python function: write small letters, digits and single _"
        yield contract.problem((*operation.pointer, "operationId"), reason)


def _statuses(contract: Contract, operation: Part) -> Iterator[Problem]:
    for status in mapping(operation.value.get("responses")):
        if not status.startswith("x-") and not re.fullmatch(r"[1-5]\d\d", status):
            reason = f"the status {status} of {operation.title} is no single one: write each out, such as 200"
            yield contract.problem((*operation.pointer, "responses", status), reason)


def _path_parameters(contract: Contract, operation: Part) -> Iterator[Problem]:
    names = re.findall(r"\{([^{}]*)\}", str(operation.pointer[1]))
    declared: dict[str, Pointer] = {}
    for where, parameter in _parameters(contract, operation):
        name = str(parameter.get("name"))
        if parameter.get("in") != "path":
            continue
        declared[name] = where
        if name not in names:
            reason = f"the path parameter {name} is not in {operation.pointer[1]}{nearest(name, names)}"
            yield contract.problem(where, reason)
        if parameter.get("required") is not True:
            yield contract.problem(where, f"the path parameter {name} must say `required: true`, as a path has no gaps")
    for name in names:
        if name not in declared:
            reason = f"{operation.title} declares no path parameter {name}{nearest(name, declared)}"
            yield contract.problem(operation.pointer, reason)


def _parameters_twice(contract: Contract, operation: Part) -> Iterator[Problem]:
    first: dict[tuple[Pointer, str, str], Pointer] = {}
    for where, parameter in _parameters(contract, operation):
        kind, name = str(parameter.get("in")), str(parameter.get("name"))
        other = first.setdefault((where[:-2], kind, name), where)  # an operation may replace one of its path
        if other != where:
            line = contract.locate(other)
            yield contract.problem(where, f"the {kind} parameter {name} stands twice, also in line {line}")


def _parameters(contract: Contract, operation: Part) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the parameters of a path and of its operation, each with its place."""
    item = mapping(mapping(contract.data.get("paths")).get(str(operation.pointer[1])))
    for pointer, holder in ((operation.pointer[:2], item), (operation.pointer, operation.value)):
        for place, parameter in enumerate(sequence(holder.get("parameters"))):
            yield (*pointer, "parameters", place), followed(contract.data, parameter)
