"""The table of the least and the greatest number that each argument takes, for the check before a call is sent."""

from collections.abc import Iterator
from typing import Any

from tools.compare.operation import Operation, operations_of
from tools.schemas import followed

Schema = dict[str, Any]
Bounds = tuple[float | None, float | None]


def table(contract: Schema) -> dict[str, dict[str, Bounds]]:
    """List the bounds by operation and argument; those without any are left out."""
    found = {one.name: dict(_of_operation(contract, one)) for one in operations_of(contract).values()}
    return {name: bounds for name, bounds in found.items() if bounds}


def _of_operation(contract: Schema, operation: Operation) -> Iterator[tuple[str, Bounds]]:
    query = {one["name"]: one.get("schema", {}) for one in operation.parameters.values() if one["in"] == "query"}
    forms = list(operation.body.get("content", {}).values())[:1]  # the one that is sent
    fields = followed(contract, forms[0].get("schema", {})).get("properties", {}) if forms else {}
    for name, written in {**query, **fields}.items():
        schema = followed(contract, written)
        if "minimum" in schema or "maximum" in schema:
            yield name, (schema.get("minimum"), schema.get("maximum"))
