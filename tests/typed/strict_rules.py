"""What strict back ends refuse, by the documented rules of OpenAI's structured outputs; written apart from the client.

A schema that breaks one of these rules gets 400 there when `strict` is true.
"""

FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
TEXTS = {"description", "title"}
OF_TYPE = {
    "string": {"pattern", "format"},
    "number": {"multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"},
    "integer": {"multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"},
    "boolean": set(),
    "null": set(),
    "array": {"items", "minItems", "maxItems"},
    "object": {"properties", "required", "additionalProperties"},
}


def broken_rules(schema):
    """Return each rule that a schema breaks, with the place."""
    found = [] if schema.get("type") == "object" and "anyOf" not in schema else ["$: the root is not an object"]
    names = schema.get("$defs", {})
    for name, one in names.items():
        found += _broken(one, f"$defs.{name}", names)
    return found + _broken({key: one for key, one in schema.items() if key != "$defs"}, "$", names)


def _broken(schema, place, names):
    if "$ref" in schema:
        known = schema["$ref"].removeprefix("#/$defs/") in names
        return [] if known and len(schema) == 1 else [f"{place}: $ref is unknown or has siblings"]
    if "anyOf" in schema:
        more = schema.keys() - {"anyOf", *TEXTS}
        found = [f"{place}: {sorted(more)} beside anyOf"] if more else []
        return found + [rule for one in schema["anyOf"] for rule in _broken(one, f"{place}.anyOf", names)]
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not kinds or not set(kinds) <= OF_TYPE.keys():
        return [f"{place}: no type"]
    allowed = TEXTS | {"type", "enum"} | set().union(*(OF_TYPE[kind] for kind in kinds))
    found = [f"{place}: {name} is not permitted" for name in sorted(schema.keys() - allowed)]
    if schema.get("format", "date") not in FORMATS:
        found.append(f"{place}: format {schema['format']}")
    if any(look in schema.get("pattern", "") for look in ("(?=", "(?!", "(?<")):
        found.append(f"{place}: pattern with a lookaround")
    if "object" in kinds:
        found += _broken_object(schema, place, names)
    if "array" in kinds:
        items = schema.get("items")
        found += _broken(items, f"{place}[]", names) if isinstance(items, dict) else [f"{place}: no items"]
    return found


def _broken_object(schema, place, names):
    properties = schema.get("properties", {})
    found = [] if schema.get("additionalProperties") is False else [f"{place}: the object is open"]
    if sorted(schema.get("required", ())) != sorted(properties):
        found.append(f"{place}: not each property is required")
    return found + [rule for name, one in properties.items() for rule in _broken(one, f"{place}.{name}", names)]
