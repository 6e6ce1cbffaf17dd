"""The table of what the contract announces to go, for the warnings that the overlay gives where it is used.

In the contract `deprecated: true` stands beside an operation, a parameter or a field, and `x-deprecated-values` beside
a list of values names those that go. What is known of it besides may stand next to them as
`x-deprecation: { since: 2026-03-01, until: 2026-06-01, instead: What to do. }`, of values by value.
A parameter of the path is left out: nobody can leave it out, and its operation says what goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from tools.contract import followed

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
Notice = dict[str, Any]
Steps = tuple[str | dict[str, Any], ...]

_FACTS = ("since", "until", "instead")

MODULE = '''"""What the contract announces to go, by operation; `pollination_sdk` warns where it is used."""

from typing import Any

DEPRECATED: dict[str, list[dict[str, Any]]] = {table!r}
"""For each operation what goes, as the `path` to it: empty for the operation itself, else from `params` or `body` by
names, `"*"` for the items of a list, and a dict for the fields that tell which form of several is meant. `values` are
those of a value that go; `is_gone` says that the provider's description has it no longer."""
'''


def module(contract: Schema) -> str:
    """Write the module that holds the table of a contract."""
    return MODULE.format(table=table(contract))


def table(contract: Schema) -> dict[str, list[Notice]]:
    """List by operation what goes."""
    reader = _Reader(contract)
    found = {}
    for item in contract["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "operationId" in operation:
                found[operation["operationId"]] = list(reader.of_operation(operation, item.get("parameters", ())))
    return {name: notices for name, notices in found.items() if notices}


@frozen
class _Reader:
    contract: Schema
    _open: list[str] = field(factory=list)
    """The components that are being read: one that holds itself is read once."""

    def of_operation(self, operation: Schema, shared: Any) -> Iterator[Notice]:
        if operation.get("deprecated"):
            yield _notice((), operation)
        for written in (*shared, *operation.get("parameters", ())):
            parameter = self._resolved(written)
            if parameter["in"] == "query":
                yield from self._of_part({**parameter.get("schema", {}), **_marks(parameter)}, parameter["name"])
        content = self._resolved(operation.get("requestBody", {})).get("content", {})
        for form in list(content.values())[:1]:  # the one that is sent
            yield from self._of_schema(form.get("schema", {}), ("body",))

    def _of_part(self, schema: Schema, name: str) -> Iterator[Notice]:
        yield from self._of_field(schema, ("params", name))

    def _of_field(self, schema: Schema, path: Steps) -> Iterator[Notice]:
        resolved = self._resolved(schema)
        if schema.get("deprecated") or resolved.get("deprecated"):
            yield _notice(path, {**resolved, **schema})
        yield from self._of_schema(schema, path)

    def _of_schema(self, schema: Schema, path: Steps) -> Iterator[Notice]:
        reference = schema.get("$ref", "")
        if reference in self._open:
            return
        self._open.append(reference or "inline")
        resolved = self._resolved(schema)
        if "x-deprecated-values" in resolved:
            yield _values(path, resolved)
        for name, inner in resolved.get("properties", {}).items():
            yield from self._of_field(inner, (*path, name))
        yield from self._of_schema(resolved.get("items") or {}, (*path, "*")) if "items" in resolved else ()
        for key in ("anyOf", "oneOf", "allOf"):
            for member in resolved.get(key, ()):
                told = self._told_apart(member) if key != "allOf" else {}
                yield from self._of_schema(member, (*path, told) if told else path)
        self._open.pop()

    def _told_apart(self, member: Schema) -> dict[str, Any]:
        """Return the fields that have one value only: they tell which of several forms it is."""
        fields = self._resolved(member).get("properties", {})
        found = {name: self._only_value(schema) for name, schema in fields.items()}
        return {name: value for name, value in found.items() if value is not None}

    def _only_value(self, schema: Schema) -> Any:
        resolved = self._resolved(schema)
        listed = [resolved["const"]] if "const" in resolved else resolved.get("enum", ())
        return listed[0] if len(listed) == 1 else None

    def _resolved(self, part: Schema) -> Schema:
        return followed(self.contract, part)


def _notice(path: Steps, node: Schema) -> Notice:
    return {"path": path, "is_gone": "removed" in (node.get("x-deviation") or {}), **_facts(node)}


def _values(path: Steps, node: Schema) -> Notice:
    warn_if_deprecated, told = node.get("x-deviation") or {}, node.get("x-deprecation") or {}
    values = {
        one: {"is_gone": str(one) in warn_if_deprecated, **_told(told.get(str(one)))}
        for one in node["x-deprecated-values"]
    }
    return {"path": path, "values": values}


def _marks(parameter: Schema) -> Schema:
    kept = ("deprecated", "x-deprecation", "x-deviation")
    return {key: parameter[key] for key in kept if key in parameter}


def _facts(node: Schema) -> dict[str, str]:
    return _told(node.get("x-deprecation"))


def _told(facts: Any) -> dict[str, str]:
    return {key: str(facts[key]) for key in _FACTS if key in (facts or {})}
