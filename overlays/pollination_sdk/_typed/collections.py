"""The shapes of arrays and of objects with any keys."""

from collections.abc import Callable
from typing import Any

import attrs
import msgspec

from pollination_sdk._typed.dialect import Json
from pollination_sdk._typed.shape_error import ShapeError
from pollination_sdk._typed.shapes import Definitions, Leaf, Shape, below, shown


@attrs.frozen(eq=False)
class Sequence:
    """An array of values of one shape. `build` makes the list, the tuple or the set."""

    array: Leaf
    item: Shape
    build: Callable[[list[Any]], Any]

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema of the array, with that of its items."""
        return {**self.array.schema(definitions), "items": self.item.schema(definitions)}

    def decode(self, value: Any) -> Any:
        """Return the collection."""
        items = [below(f"[{place}]", self.item, one) for place, one in enumerate(self.array.decode(value))]
        try:
            return self.build(items)
        except TypeError as error:  # a list in a set
            raise ShapeError("$", str(error)) from None


@attrs.frozen(eq=False)
class FixedTuple:
    """An array with a shape for each place."""

    items: tuple[Shape, ...]

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema of the array."""
        places = [one.schema(definitions) for one in self.items]
        length = len(places)
        return {"type": "array", "prefixItems": places, "items": False, "minItems": length, "maxItems": length}

    def decode(self, value: Any) -> Any:
        """Return the tuple."""
        if not isinstance(value, list) or len(value) != len(self.items):
            raise ShapeError("$", f"Expected an array of {len(self.items)} values, got {shown(value)}")
        return tuple(below(f"[{place}]", item, value[place]) for place, item in enumerate(self.items))


@attrs.frozen(eq=False)
class Map:
    """An object with any keys."""

    object: Leaf
    key: Shape
    item: Shape

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema of the object."""
        return {**self.object.schema(definitions), "additionalProperties": self.item.schema(definitions)}

    def decode(self, value: Any) -> Any:
        """Return the dict."""
        given = self.object.decode(value)
        return {self._key(key): below(f".{key}", self.item, one) for key, one in given.items()}

    def _key(self, key: str) -> Any:
        if not isinstance(self.key, Leaf):
            return self.key.decode(key)
        if self.key.hint is str:  # as most are: msgspec returns it as it is
            return key
        try:
            (decoded,) = msgspec.convert({key: None}, dict[self.key.hint, None], str_keys=True)  # type: ignore[name-defined]  # the type is made here
        except (msgspec.ValidationError, UnicodeEncodeError) as error:  # as of a `Leaf`
            raise ShapeError(f"$.{key}", f"{str(error).partition(' - at')[0]} as the key") from None
        return decoded
