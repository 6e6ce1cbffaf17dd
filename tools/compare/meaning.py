"""What the schemas of a document mean, written with references, null, unions or `allOf`."""

from typing import Any

from attrs import evolve

from tools.compare._combine import merged, union
from tools.compare._shape import ANYTHING, Shape, own
from tools.contract.walk import sequence
from tools.schemas import resolve


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
        layers += [self.of(member) for member in sequence(schema.get("allOf"))]
        for key in ("anyOf", "oneOf"):
            if sequence(schema.get(key)):
                layers.append(union([self.of(member) for member in schema[key]]))
        return evolve(merged(layers), source=schema)

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
