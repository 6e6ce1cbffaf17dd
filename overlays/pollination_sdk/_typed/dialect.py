"""What a part of a JSON Schema says: its references, whether null fits it, which member of a union a value is of."""

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
"""The JSON types of plain values."""
_ROOT = "#/$defs/"
_REFERENCE = re.compile(r'"\$ref": "#/\$defs/([^"]+)"')
_MOST_REFERENCES = 100


def target_of(schema: Any, whole: Json) -> Any:
    """Return what a schema refers to in the whole one, itself if it is no reference; None if that is not known."""
    for _ in range(_MOST_REFERENCES):
        if not isinstance(schema, dict) or "$ref" not in schema:
            return schema
        reference = schema["$ref"]
        name = reference.removeprefix(_ROOT) if isinstance(reference, str) else ""
        schema = whole.get("$defs", {}).get(name) if reference == f"{_ROOT}{name}" else None
    return None


def rooted(schema: Json) -> Json:
    """Return a schema whose root is no reference, with the named schemas that it refers to."""
    root = target_of(schema, schema)
    if not isinstance(root, dict):
        return schema
    named, reached = schema.get("$defs", {}), dict[str, Any]()
    pending = [json.dumps({key: value for key, value in root.items() if key != "$defs"})]
    while pending:
        for name in _REFERENCE.findall(pending.pop()):
            if name in named and name not in reached:
                reached[name] = named[name]
                pending.append(json.dumps(named[name]))
    return {key: value for key, value in root.items() if key != "$defs"} | ({"$defs": reached} if reached else {})


def allows_null(schema: Any, whole: Json) -> bool:
    """Return True if null fits a schema."""
    schema = target_of(schema, whole)
    if not isinstance(schema, dict):
        return schema is not False
    if members := schema.get("anyOf") or schema.get("oneOf"):
        return any(allows_null(one, whole) for one in members)
    if "allOf" in schema:
        return all(allows_null(one, whole) for one in schema["allOf"])
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [None])
    return "null" in _kinds(schema) and None in choices


def without_added_nulls(value: Any, schema: Any, whole: Json) -> Any:
    """Return an answer without the nulls that stand for a property left out: the strict form asks for them.

    Args:
        value: The answer, or a part of it.
        schema: What it is to fit: the schema before it was made strict, or a part of it.
        whole: The schema that has the named ones.
    """
    schema = target_of(schema, whole)
    if not isinstance(schema, dict):
        return value
    for part in _parts(schema, value, whole):
        value = without_added_nulls(value, part, whole)
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        return [without_added_nulls(one, schema["items"], whole) for one in value]
    if not isinstance(value, dict):
        return value
    properties, rest = schema.get("properties", {}), schema.get("additionalProperties")
    needed = schema.get("required", ())
    return {
        key: without_added_nulls(one, properties.get(key, rest), whole)
        for key, one in value.items()
        if one is not None or key not in properties or key in needed or allows_null(properties[key], whole)
    }


def _parts(schema: Json, value: Any, whole: Json) -> Iterator[Any]:
    """Yield the schemas that a value is of besides: all of `allOf`, and the nearest member of a union."""
    yield from schema.get("allOf", ())
    members = [one for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())) if _may_fit(value, one, whole)]
    yield from members[:1]


def _may_fit(value: Any, schema: Any, whole: Json) -> bool:
    """Return True if the keys and the choices of a schema do not exclude a value."""
    schema = target_of(schema, whole)
    if not isinstance(schema, dict):
        return schema is True
    if members := (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        return any(_may_fit(value, one, whole) for one in members)
    if isinstance(value, dict):
        return "object" in _kinds(schema) and _keys_may_fit(value, schema, whole)
    if isinstance(value, list):
        return "array" in _kinds(schema)
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [value])
    return value in choices


def _keys_may_fit(value: Json, schema: Json, whole: Json) -> bool:
    properties = schema.get("properties", {})
    if schema.get("additionalProperties", not properties) is False and not value.keys() <= properties.keys():
        return False
    plain = {key: one for key, one in value.items() if key in properties and isinstance(one, str | int)}
    return all(_may_fit(one, properties[key], whole) for key, one in plain.items())


def _kinds(schema: Json) -> list[str]:
    """Return the JSON types that a schema allows."""
    kinds = schema.get("type", ["object", "array", *KINDS.values()])
    return [kinds] if isinstance(kinds, str) else kinds
