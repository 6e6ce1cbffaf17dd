"""Generate a value from a JSON schema, for operations that the sandbox does not implement."""

import json
from typing import Any

import attrs

FORMATS = {
    "date-time": "2026-02-08T12:00:00Z",
    "date": "2026-02-08",
    "time": "12:00:00Z",
    "email": "somebody@example.com",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
LONGEST = 1000  # items of one array; a caller's schema may require any number
LARGEST = 200_000  # values and characters of one example, for the same reason
DEPTH = 12  # levels, as a schema may refer to itself


def example(schema: Any, document: Any) -> Any:
    """Return a small, plausible value of a schema; parts that are too deep or too large are None.

    Args:
        schema: A JSON schema; `true` allows anything.
        document: The document that `#/...` references refer to.
    """
    return _Maker(document).make(schema, 0)


@attrs.define
class _Maker:
    """The generator of one example, with the size that is left."""

    document: Any
    left: int = LARGEST

    def make(self, schema: Any, depth: int) -> Any:
        """Return the value of a schema at a depth of the example."""
        self.left -= 1
        if not isinstance(schema, dict) or depth > DEPTH or self.left < 0:
            return None
        given = [schema[word] for word in ("const", "default", "example") if word in schema]
        given += [schema[word][0] for word in ("enum", "examples") if schema.get(word)]
        if given:
            self.left -= len(json.dumps(given[0]))
            return given[0]
        inner = _inner(schema, self.document, is_deep=depth > DEPTH // 2)
        if inner is not None:
            return self.make(inner, depth + 1)
        if schema.get("allOf"):
            return self._merged(schema["allOf"], depth)
        return self._by_type(schema, depth)

    def _by_type(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type", "object" if "properties" in schema else "null")
        match kind if isinstance(kind, str) else kind[0]:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth)
            case "string":
                return self._string(schema)
            case "integer" | "number":
                return _number(schema)
            case "boolean":
                return True
            case _:
                return None

    def _array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        first = [self.make(one, depth + 1) for one in schema.get("prefixItems", ())]
        fewest = max(schema.get("minItems", 0), len(first), 0 if depth > DEPTH // 2 else 1)
        count = min(fewest, schema.get("maxItems", LONGEST), LONGEST)
        return first + [self.make(schema.get("items", {}), depth + 1) for _ in range(count - len(first))]

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        names = [*properties, *(name for name in schema.get("required", []) if name not in properties)]
        if depth > DEPTH // 2:
            names = list(schema.get("required", []))
        return {name: self.make(properties.get(name, {}), depth + 1) for name in names}

    def _string(self, schema: dict[str, Any]) -> str:
        text = FORMATS.get(schema.get("format", ""), "text")
        text = text.ljust(min(schema.get("minLength", 0), self.left), "x")[: schema.get("maxLength")]
        self.left -= len(text)
        return text

    def _merged(self, parts: list[Any], depth: int) -> Any:
        values = [self.make(part, depth + 1) for part in parts]
        if all(isinstance(value, dict) for value in values):
            return {name: one for value in values for name, one in value.items()}
        return values[0]


def _inner(schema: dict[str, Any], document: Any, *, is_deep: bool) -> dict[str, Any] | None:
    """Return the target of a reference or an alternative of a schema; None if it has neither.

    The alternative is the first. Deep in a schema that may refer to itself it is null, if that is one.
    """
    if "$ref" in schema:
        target: dict[str, Any] = _resolve(schema["$ref"], document)
        return target
    for word in ("anyOf", "oneOf"):
        if schema.get(word):
            null = {"type": "null"}
            chosen = null if is_deep and null in schema[word] else schema[word][0]
            return {**_without(schema, word), **(chosen if isinstance(chosen, dict) else {})}
    return None


def _number(schema: dict[str, Any]) -> int | float:
    step = schema.get("multipleOf", 1)
    lowest = schema.get("minimum", schema.get("exclusiveMinimum", -1) + step)
    highest = schema.get("maximum", lowest)
    number = min(max(lowest, 0), highest) if "maximum" in schema else max(lowest, 0)
    return int(number) if schema.get("type") == "integer" else number


def _without(schema: dict[str, Any], word: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != word}


def _resolve(reference: str, document: Any) -> Any:
    value = document
    for part in reference.removeprefix("#").split("/")[1:]:
        value = value[part.replace("~1", "/").replace("~0", "~")]
    return value
