"""A value that satisfies a JSON schema, for answers that have no behaviour written for them."""

from typing import Any

FORMATS = {
    "date-time": "2026-02-08T12:00:00Z",
    "date": "2026-02-08",
    "time": "12:00:00Z",
    "email": "somebody@example.com",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
LONGEST = 1000  # items; a schema from outside may ask for any number
DEPTH = 12  # a schema may refer to itself


def example(schema: Any, document: Any, depth: int = 0) -> Any:
    """Make the smallest believable value of a schema.

    Args:
        schema: a JSON schema; `true` allows anything.
        document: where `#/...` references point.
        depth: how deep the value lies; the parts that go on for ever end in None.
    """
    if not isinstance(schema, dict) or depth > DEPTH:
        return None
    given = [schema[word] for word in ("const", "default", "example") if word in schema]
    given += [schema[word][0] for word in ("enum", "examples") if schema.get(word)]
    if given:
        return given[0]
    inner = _inner(schema, document)
    if inner is not None:
        return example(inner, document, depth + 1)
    if schema.get("allOf"):
        return _merged(schema["allOf"], document, depth)
    return _by_type(schema, document, depth)


def _inner(schema: dict[str, Any], document: Any) -> dict[str, Any] | None:
    """Give the schema another one stands for: what it refers to, or its first alternative."""
    if "$ref" in schema:
        target: dict[str, Any] = _resolve(schema["$ref"], document)
        return target
    for word in ("anyOf", "oneOf"):
        if schema.get(word):
            return {**_without(schema, word), **schema[word][0]}
    return None


def _by_type(schema: dict[str, Any], document: Any, depth: int) -> Any:
    kind = schema.get("type", "object" if "properties" in schema else "null")
    match kind if isinstance(kind, str) else kind[0]:
        case "object":
            return _object(schema, document, depth)
        case "array":
            count = min(max(schema.get("minItems", 1), 1 if schema.get("maxItems", 1) else 0), LONGEST)
            return [example(schema.get("items", {}), document, depth + 1) for _ in range(count)]
        case "string":
            return _string(schema)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
        case _:
            return None


def _object(schema: dict[str, Any], document: Any, depth: int) -> dict[str, Any]:
    properties = schema.get("properties", {})
    names = [*properties, *(name for name in schema.get("required", []) if name not in properties)]
    if depth > DEPTH // 2:
        names = list(schema.get("required", []))
    return {name: example(properties.get(name, {}), document, depth + 1) for name in names}


def _string(schema: dict[str, Any]) -> str:
    text = FORMATS.get(schema.get("format", ""), "text")
    return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


def _number(schema: dict[str, Any]) -> int | float:
    step = schema.get("multipleOf", 1)
    lowest = schema.get("minimum", schema.get("exclusiveMinimum", -1) + step)
    highest = schema.get("maximum", lowest)
    number = min(max(lowest, 0), highest) if "maximum" in schema else max(lowest, 0)
    return int(number) if schema.get("type") == "integer" else number


def _merged(parts: list[Any], document: Any, depth: int) -> Any:
    values = [example(part, document, depth + 1) for part in parts]
    if all(isinstance(value, dict) for value in values):
        return {name: one for value in values for name, one in value.items()}
    return values[0]


def _without(schema: dict[str, Any], word: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != word}


def _resolve(reference: str, document: Any) -> Any:
    value = document
    for part in reference.removeprefix("#").split("/")[1:]:
        value = value[part.replace("~1", "/").replace("~0", "~")]
    return value
