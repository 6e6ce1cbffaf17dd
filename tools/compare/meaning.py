"""What the schemas of a document mean, written with references, null, unions or `allOf`."""

import functools
from typing import Any

from attrs import evolve

from tools.compare._shape import ANYTHING, Shape, own
from tools.contract.walk import sequence
from tools.schemas import target_of


class Shapes:
    """The shapes of one document, each made once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._made: dict[int, tuple[Any, Shape]] = {}  # the schema is kept, so that its id stays its own

    def of(self, schema: Any) -> Shape:
        """Return what a schema means; one that means only itself means anything."""
        if not isinstance(schema, dict):
            return ANYTHING
        key = id(schema)
        if key not in self._made:
            self._made[key] = (schema, ANYTHING)  # until it is made: it may hold itself
            self._made[key] = (schema, self._make(schema))
        return self._made[key][1]

    def _make(self, schema: dict[str, Any]) -> Shape:
        layers = [own(schema)]
        if "$ref" in schema:
            layers.append(self._named(schema["$ref"]))
        layers += [self.of(member) for member in sequence(schema.get("allOf"))]
        for key in ("anyOf", "oneOf"):
            if sequence(schema.get(key)):
                layers.append(_union([self.of(member) for member in schema[key]]))
        shape = _merged(layers)
        return shape if shape.source is schema else evolve(shape, source=schema)

    def _named(self, reference: Any) -> Shape:
        shape = self.of(target_of(self.document, reference))
        name = str(reference).rsplit("/", 1)[-1]
        if shape.is_structured:
            return evolve(shape, name=name)
        return evolve(shape, enum_name=shape.enum_name or name) if shape.enum else shape


def _merged(layers: list[Shape]) -> Shape:
    """Return what passes all of several shapes, as `allOf` asks."""
    return functools.reduce(_both, [layer for layer in layers if layer != ANYTHING] or [ANYTHING])


def _both(one: Shape, two: Shape) -> Shape:
    listed = two.enum if one.enum is None else one.enum
    if one.enum is not None and two.enum is not None:
        listed = {key: value for key, value in one.enum.items() if key in two.enum}
    return Shape(
        types=_common(one.types, two.types),
        null=(one.null or one.types is None) and (two.null or two.types is None),
        enum=listed,
        is_open=(one.is_open or one.enum is None) and (two.is_open or two.enum is None) and listed is not None,
        gone=one.gone | two.gone,
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
        source=one.source,
    )


def _common(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or two is None:
        return two if one is None else one
    both = one & two
    if "integer" in one | two and "number" in one | two:
        both |= {"integer"}
    return both


def _union(members: list[Shape]) -> Shape:
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
            listing = {name: getattr(result, name) for name in ("enum", "is_open", "gone", "enum_name", "format")}
            form = evolve(form, **listing, bounds={**result.bounds, **form.bounds})
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
    listed = {text: value for member in listing for text, value in (member.enum or {}).items()}
    same = members and all(member.bounds == members[0].bounds for member in members)
    return Shape(
        types=_all_types(members),
        enum=listed if listing else None,
        is_open=bool(listing and free),
        gone=frozenset().union(*(member.gone for member in listing)),
        enum_name=next((member.enum_name for member in listing if member.enum_name), ""),
        bounds=members[0].bounds if same else _joined_bounds(free),
        format=next((member.format for member in free if member.format), ""),
    )


def _joined_bounds(members: list[Shape]) -> dict[str, Any]:
    """Keep the bounds that only one member's type can have: `minItems` says nothing of a text."""
    if len({member.types for member in members}) < len(members):
        return {}
    return {keyword: bound for member in members for keyword, bound in member.bounds.items()}


def _all_types(members: list[Shape]) -> frozenset[str] | None:
    if any(member.types is None for member in members):
        return None
    return frozenset().union(*(member.types or () for member in members))
