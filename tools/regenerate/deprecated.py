"""The table of what the contract announces to go, for the warnings that the overlay gives where it is used.

In the contract `deprecated: true` stands beside an operation, a parameter or a field, and `x-deprecated-values` beside
a list of values names those that go. What is known of it besides may stand next to them as
`x-deprecation: { since: 2026-03-01, until: 2026-06-01, instead: What to do. }`, of values by value.
A parameter of the path is left out: nobody can leave it out, and its operation says what goes.
"""

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from tools.compare.operation import Operation, operations_of
from tools.schemas import followed, only_value

Schema = dict[str, Any]
Notice = dict[str, Any]
Steps = tuple[str | dict[str, Any], ...]

_FACTS = ("since", "until", "instead")
_MARKS = ("deprecated", "x-deprecation", "x-deviation")


def table(contract: Schema) -> dict[str, list[Notice]]:
    """List by operation what goes."""
    reader = _Reader(contract)
    found = {one.name: list(reader.of_operation(one)) for one in operations_of(contract).values()}
    return {name: notices for name, notices in found.items() if notices}


@frozen
class _Reader:
    contract: Schema
    _open: list[str] = field(factory=list)
    """The components that are being read: one that holds itself is read once."""

    def of_operation(self, operation: Operation) -> Iterator[Notice]:
        if operation.value.get("deprecated"):
            yield _notice((), operation.value)
        for parameter in operation.parameters.values():
            if parameter["in"] == "query":
                marks = {key: parameter[key] for key in _MARKS if key in parameter}
                yield from self._of_field({**parameter.get("schema", {}), **marks}, ("params", parameter["name"]))
        for form in list(operation.body.get("content", {}).values())[:1]:  # the one that is sent
            yield from self._of_schema(form.get("schema", {}), ("body",))

    def _of_field(self, schema: Schema, path: Steps) -> Iterator[Notice]:
        resolved = followed(self.contract, schema)
        if schema.get("deprecated") or resolved.get("deprecated"):
            yield _notice(path, {**resolved, **schema})
        yield from self._of_schema(schema, path)

    def _of_schema(self, schema: Schema, path: Steps) -> Iterator[Notice]:
        reference = schema.get("$ref", "")
        if reference in self._open:
            return
        self._open.append(reference or "inline")
        resolved = followed(self.contract, schema)
        if "x-deprecated-values" in resolved:
            yield _values(path, resolved)
        for name, inner in resolved.get("properties", {}).items():
            yield from self._of_field(inner, (*path, name))
        yield from self._of_schema(resolved.get("items") or {}, (*path, "*")) if "items" in resolved else ()
        for key in ("anyOf", "oneOf", "allOf"):
            for member in resolved.get(key, ()):
                label = self._label(member) if key != "allOf" else {}
                yield from self._of_schema(member, (*path, label) if label else path)
        self._open.pop()

    def _label(self, member: Schema) -> dict[str, Any]:
        """Return the fields that have one value only: they tell which of several forms it is."""
        fields = followed(self.contract, member).get("properties", {})
        found = {name: only_value(followed(self.contract, schema)) for name, schema in fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def _notice(path: Steps, node: Schema) -> Notice:
    return {"path": path, "is_gone": "removed" in (node.get("x-deviation") or {}), **_known(node.get("x-deprecation"))}


def _values(path: Steps, node: Schema) -> Notice:
    deviations, deprecations = node.get("x-deviation") or {}, node.get("x-deprecation") or {}
    values = {
        one: {"is_gone": str(one) in deviations, **_known(deprecations.get(str(one)))}
        for one in node["x-deprecated-values"]
    }
    return {"path": path, "values": values}


def _known(facts: Any) -> dict[str, str]:
    return {key: str(facts[key]) for key in _FACTS if key in (facts or {})}
