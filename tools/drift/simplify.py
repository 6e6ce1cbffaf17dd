"""Read the schemas of a description in their simplest form: no `allOf`, no null, one type, a union or a reference."""

from typing import Any

from tools.contract.walk import mapping
from tools.schemas import followed, only_value, target_of

Schema = dict[str, Any]


class Simplifier:
    """Simplifies the schemas of one description.

    Args:
        described: The description, whose references are followed.
    """

    def __init__(self, described: Schema) -> None:
        self._described = described

    def resolved(self, schema: Any) -> Schema:
        """Follow the references of a schema; an empty one where they lead nowhere."""
        return followed(self._described, schema)

    def target(self, schema: Schema) -> Schema:
        """Return what a schema refers to, one step further; an empty one where it refers to nothing."""
        return mapping(target_of(self._described, schema.get("$ref")))

    def simplified(self, schema: Schema) -> tuple[Schema, bool]:
        """Put together what `allOf` splits, and take null out of types and unions; tell whether null was in them."""
        schema = self.flat(schema)
        null = schema.get("nullable") is True
        kinds = schema.get("type")
        if isinstance(kinds, list):
            null, rest = null or "null" in kinds, [kind for kind in kinds if kind != "null"]
            if len(rest) > 1:
                body = {key: value for key, value in schema.items() if key not in {"type", "default", "description"}}
                schema = {"anyOf": [{**_for_kind(body, kind), "type": kind} for kind in rest]}
            else:
                schema = {**schema, "type": rest[0] if rest else "null"}
        members = schema.get("anyOf") or schema.get("oneOf")
        if isinstance(members, list) and members:
            real = [mapping(one) for one in members if not _is_null(mapping(one))]
            null = null or len(real) < len(members)
            if len(real) == 1 and "$ref" in real[0]:
                return real[0], null
            if len(real) == 1:
                inner, inner_null = self.simplified(real[0])
                return inner, null or inner_null
            schema = {"anyOf": real, "description": schema.get("description")}
        if schema.get("enum") and None in schema["enum"]:
            schema, null = {**schema, "enum": [one for one in schema["enum"] if one is not None]}, True
        return schema, null

    def flat(self, schema: Schema) -> Schema:
        """Merge the members of `allOf` into one schema."""
        for _ in range(20):
            members = schema.get("allOf")
            if not isinstance(members, list) or not members:
                return schema
            schema = _merged([{k: v for k, v in schema.items() if k != "allOf"}, *map(self.resolved, members)])
        return schema


def kind_of(schema: Schema) -> str:
    """Return the type of a simplified schema, guessed where it is not written; empty where nobody knows."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        return "object"
    return "array" if "items" in schema else ""


def label_of(fields: Schema) -> str:
    """Return the first text that one of some fields always has, which names the form that they are of."""
    constants = (only_value(mapping(schema)) for schema in fields.values())
    return next((value for value in constants if isinstance(value, str) and value), "")


def _is_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or schema.get("enum") == [None] or schema.get("const", 0) is None


def _for_kind(body: Schema, kind: str) -> Schema:
    """Keep of several types' keywords those of one."""
    others = set() if kind == "object" else {"properties", "required", "additionalProperties"}
    others |= set() if kind == "array" else {"items"}
    return {key: value for key, value in body.items() if key not in others}


def _merged(layers: list[Schema]) -> Schema:
    """Return what all layers say; of a keyword that several say, the first one counts."""
    made: Schema = {}
    for layer in layers:
        fields = {**mapping(made.get("properties")), **mapping(layer.get("properties"))}
        required = [*made.get("required", ()), *(layer.get("required") or ())]
        made = {**layer, **{key: value for key, value in made.items() if value is not None}}
        if fields:
            made["properties"] = fields
        if required:
            made["required"] = list(dict.fromkeys(required))
    return made
