"""What a schema allows, and what its own keywords say of that."""

import json
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from tools.contract.walk import mapping, sequence
from tools.schemas import bounds_of

Identity = tuple[str | int, ...]


@frozen
class Shape:
    """What a schema allows.

    Args:
        types: The JSON types, without null; None for any.
        null: Whether null is one of the values.
        enum: The listed values by their JSON text; None where none are listed.
        is_open: Whether other values pass beside the listed ones.
        gone: The JSON texts of those listed values that are only kept: the contract marks them as removed.
        enum_name: The component that lists them.
        bounds: The bounds by keyword.
        format: The format, or nothing.
        fields: The schemas of the fields, as written.
        required: The names of the fields that must be there.
        items: The schema of the items, as written.
        further: The schema of further fields, or whether there may be some.
        alternatives: The structured forms, where there are several.
        name: The component that holds all this, if one does.
        default: The default; None stands for none and for null, which a reader cannot tell apart.
        is_deprecated: Whether it is announced to go.
        source: The schema that says all this, as it is written.
    """

    types: frozenset[str] | None = None
    null: bool = False
    enum: dict[str, Any] | None = None
    is_open: bool = False
    gone: frozenset[str] = frozenset()
    enum_name: str = ""
    bounds: dict[str, Any] = field(factory=dict)
    format: str = ""
    fields: dict[str, Any] = field(factory=dict)
    required: frozenset[str] = frozenset()
    items: Any = None
    further: Any = None
    alternatives: tuple["Shape", ...] = ()
    name: str = ""
    default: Any = None
    is_deprecated: bool = False
    source: Any = field(default=None, eq=False, repr=False)

    @property
    def identity(self) -> Identity:
        """The same for all uses of a component, however each adds null or a default."""
        if not self.name:
            return (id(self),)
        return (self.name, id(self.fields), id(self.items), *map(id, self.alternatives))

    @property
    def is_structured(self) -> bool:
        """Whether this is an object or an array, and nothing else."""
        return bool(self.alternatives) or (bool(self.types) and self.types <= {"object", "array"})  # type: ignore[operator] # bool() has ruled out None


ANYTHING = Shape(null=True)


def own(schema: dict[str, Any]) -> Shape:
    """Return what the keywords of a schema itself say, without references and unions."""
    types, null = _types(schema)
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    listed = {json_text(value): value for value in sequence(values)} if values is not None else None
    if listed is not None:
        has_null = listed.pop("null", ...) is None
        null = has_null or (null and types is not None)
    return Shape(
        types=types if types is not None or listed is None else _types_of(listed.values()),
        null=null,
        enum=listed,
        gone=_gone(schema),
        bounds=bounds_of(schema),
        format=str(schema.get("format") or ""),
        fields=mapping(schema.get("properties")),
        required=frozenset(map(str, sequence(schema.get("required")))),
        items=schema.get("items"),
        further=schema.get("additionalProperties"),
        default=schema.get("default"),
        is_deprecated=schema.get("deprecated") is True,
        source=schema,
    )


def _gone(schema: dict[str, Any]) -> frozenset[str]:
    """Return the values that `drift --apply` has marked because the description dropped them."""
    noted = schema.get("x-deviation")
    marked = sequence(schema.get("x-deprecated-values"))
    return frozenset(json_text(one) for one in marked if isinstance(noted, dict) and str(one) in noted)


def _types(schema: dict[str, Any]) -> tuple[frozenset[str] | None, bool]:
    written = schema.get("type")
    names = {str(name) for name in (written if isinstance(written, list) else [written])}
    if not written:
        guessed = {"object"} if "properties" in schema else {"array"} if "items" in schema else None
        return (frozenset(guessed) if guessed else None), not guessed
    null = "null" in names or schema.get("nullable") is True
    return frozenset(names - {"null"}), null


def _types_of(values: Iterable[Any]) -> frozenset[str]:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return frozenset(names.get(type(value), "object") for value in values)


def json_text(value: Any) -> str:
    """Return a text that is equal for values that are equal in JSON, 1 and 1.0 included."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, default=str)
