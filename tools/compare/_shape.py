"""What a schema means, however it is written: with references, null, unions or `allOf`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from tools.contract import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
BOUNDS = (*LOWER, *UPPER, "pattern", "multipleOf", "uniqueItems")

Identity = tuple[str | int, ...]


@frozen
class Shape:
    """What a schema allows.

    Args:
        types: The JSON types, without null; None for any.
        null: Whether null is one of the values.
        enum: The listed values by their JSON text; None where none are listed.
        is_open: Whether other values pass beside the listed ones.
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
    """

    types: frozenset[str] | None = None
    null: bool = False
    enum: dict[str, Any] | None = None
    is_open: bool = False
    enum_name: str = ""
    bounds: dict[str, Any] = field(factory=dict)
    format: str = ""
    fields: dict[str, Any] = field(factory=dict)
    required: frozenset[str] = frozenset()
    items: Any = None
    further: Any = None
    alternatives: tuple[Shape, ...] = ()
    name: str = ""
    default: Any = None
    is_deprecated: bool = False

    @property
    def identity(self) -> Identity:
        """The same for all uses of a component, however each adds null or a default."""
        if not self.name:
            return (id(self),)
        return (self.name, id(self.fields), id(self.items), *map(id, self.alternatives))

    @property
    def is_structured(self) -> bool:
        """Tell whether this is an object or an array, and nothing else."""
        return bool(self.alternatives) or (bool(self.types) and self.types <= {"object", "array"})  # type: ignore[operator] # bool() has ruled out None


ANYTHING = Shape(null=True)


class Shapes:
    """The shapes of one document, each made once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._made: dict[int, tuple[Any, Shape]] = {}  # the schema is kept, so that its id stays its own
        self._under_way: set[int] = set()

    def of(self, schema: Any) -> Shape:
        """Return what a schema means; one that means only itself means anything."""
        if not isinstance(schema, dict):
            return ANYTHING
        key = id(schema)
        if key in self._made:
            return self._made[key][1]
        if key in self._under_way:
            return ANYTHING
        self._under_way.add(key)
        shape = self._make(schema)
        self._under_way.discard(key)
        self._made[key] = (schema, shape)
        return shape

    def _make(self, schema: dict[str, Any]) -> Shape:
        layers = [own(schema)]
        if "$ref" in schema:
            layers.append(self._named(schema["$ref"]))
        layers += [self.of(member) for member in _list(schema.get("allOf"))]
        for key in ("anyOf", "oneOf"):
            if _list(schema.get(key)):
                layers.append(union([self.of(member) for member in schema[key]]))
        return merged(layers)

    def _named(self, reference: Any) -> Shape:
        try:
            target = resolve(self.document, reference)
        except LookupError:
            return ANYTHING
        shape = self.of(target)
        name = reference.rsplit("/", 1)[-1]
        if shape.is_structured:
            return evolve(shape, name=name)
        return evolve(shape, enum_name=shape.enum_name or name) if shape.enum else shape


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def own(schema: dict[str, Any]) -> Shape:
    """Return what the keywords of a schema itself say, without references and unions."""
    types, null = _types(schema)
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    listed = {json_text(value): value for value in _list(values)} if values is not None else None
    if listed is not None:
        has_null = listed.pop("null", ...) is None
        null = has_null or (null and types is not None)
    fields = schema.get("properties")
    return Shape(
        types=types if types is not None or listed is None else _types_of(listed.values()),
        null=null,
        enum=listed,
        bounds=_bounds(schema),
        format=str(schema.get("format") or ""),
        fields=fields if isinstance(fields, dict) else {},
        required=frozenset(map(str, _list(schema.get("required")))),
        items=schema.get("items"),
        further=schema.get("additionalProperties"),
        default=schema.get("default"),
        is_deprecated=schema.get("deprecated") is True,
    )


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


def _bounds(schema: dict[str, Any]) -> dict[str, Any]:
    bounds = {key: schema[key] for key in BOUNDS if schema.get(key) not in (None, False)}
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if bounds.get(exclusive) is True:  # OpenAPI 3.0 writes a flag beside the limit
            bounds[exclusive] = bounds.pop(limit, None)
    return {key: value for key, value in bounds.items() if value is not None}


def json_text(value: Any) -> str:
    """Return a text that is equal for values that are equal in JSON, 1 and 1.0 included."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, default=str)


def merged(layers: list[Shape]) -> Shape:
    """Return what passes all of several shapes, as `allOf` asks."""
    said = [layer for layer in layers if layer != ANYTHING] or [ANYTHING]
    result = said[0]
    for layer in said[1:]:
        result = _both(result, layer)
    return result


def _both(one: Shape, two: Shape) -> Shape:
    listed = two.enum if one.enum is None else one.enum
    if one.enum is not None and two.enum is not None:
        listed = {key: value for key, value in one.enum.items() if key in two.enum}
    return Shape(
        types=_common(one.types, two.types),
        null=(one.null or one.types is None) and (two.null or two.types is None),
        enum=listed,
        is_open=(one.is_open or one.enum is None) and (two.is_open or two.enum is None) and listed is not None,
        enum_name=one.enum_name or two.enum_name,
        bounds={**one.bounds, **two.bounds},
        format=one.format or two.format,
        fields={**one.fields, **two.fields},
        required=one.required | two.required,
        items=two.items if one.items is None else one.items,
        further=two.further if one.further is None else one.further,
        alternatives=one.alternatives or two.alternatives,
        name=one.name or two.name,
        default=two.default if one.default is None else one.default,
        is_deprecated=one.is_deprecated or two.is_deprecated,
    )


def _common(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or two is None:
        return two if one is None else one
    both = one & two
    if "integer" in one | two and "number" in one | two:
        both |= {"integer"}
    return both


def union(members: list[Shape]) -> Shape:
    """Return what passes one of several shapes, as `anyOf` and `oneOf` ask."""
    real = [member for member in members if member.types != frozenset()]
    null = any(member.null for member in members)
    structured = [form for member in real for form in member.alternatives or (member,) if member.is_structured]
    plain = [member for member in real if not member.is_structured]
    result = _plain_union(plain)
    if len(structured) == 1:
        types = _all_types([*plain, structured[0]])
        form = structured[0]
        if plain:
            form = evolve(
                form,
                enum=result.enum,
                is_open=result.is_open,
                enum_name=result.enum_name,
                bounds={**result.bounds, **form.bounds},
                format=result.format,
            )
        result = evolve(form, types=types)
    elif structured:
        result = evolve(result, types=_all_types(real), alternatives=tuple(structured))
    default = next((member.default for member in members if member.default is not None), None)
    return evolve(result, null=null, default=default)


def _plain_union(members: list[Shape]) -> Shape:
    if len(members) == 1:
        return members[0]
    listing = [member for member in members if member.enum is not None]
    free = [member for member in members if member.enum is None or member.is_open]
    listed: dict[str, Any] = {}
    for member in listing:
        listed.update(member.enum or {})
    same = members and all(member.bounds == members[0].bounds for member in members)
    return Shape(
        types=_all_types(members),
        enum=listed if listing else None,
        is_open=bool(listing and free),
        enum_name=next((member.enum_name for member in listing if member.enum_name), ""),
        bounds=members[0].bounds if same else _joined_bounds(free),
        format=next((member.format for member in free if member.format), ""),
    )


def _joined_bounds(members: list[Shape]) -> dict[str, Any]:
    """Keep the bounds that only one member's type can have: `minItems` says nothing of a text."""
    found: dict[str, Any] = {}
    for member in members:
        found.update(member.bounds)
    kinds = [member.types for member in members]
    distinct = len(set(kinds)) == len(kinds)
    return found if distinct else {}


def _all_types(members: list[Shape]) -> frozenset[str] | None:
    kinds = [member.types for member in members]
    if not kinds:
        return frozenset()
    if any(kind is None for kind in kinds):
        return None
    return frozenset().union(*(kind for kind in kinds if kind))
