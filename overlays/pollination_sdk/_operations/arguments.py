"""Check an argument against its schema in the contract: type, allowed values and bounds."""

import difflib
import functools
import io
from typing import Any

from pollination_api import contract
from pollination_sdk._operations.bounds import check_number
from pollination_sdk.errors import ArgumentError, ArgumentValueError

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@functools.cache
def document() -> Schema:
    """Return the contract, which is read once."""
    return contract.load()


def resolved(part: Schema) -> Schema:
    """Return the schema that a `$ref` refers to, or the schema itself."""
    while "$ref" in part:
        node: Any = document()
        for key in part["$ref"].removeprefix("#/").split("/"):
            node = node[key.replace("~1", "/").replace("~0", "~")]
        part = node
    return part


def check(name: str, value: Any, schema: Schema) -> None:
    """Check an argument, a plain JSON value or a file, against its schema.

    Raises:
        ArgumentError: The argument has another type.
        ArgumentValueError: The argument is not one of the allowed values, or out of bounds.
    """
    schema = resolved(schema)
    if value is None:
        return
    for member in schema.get("allOf", ()):
        check(name, value, member)
    if members := [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        _check_any(name, value, members)
    if is_file(schema):
        if isinstance(value, io.TextIOBase):
            raise ArgumentError(f"{name} must be opened in binary mode.")
        if not isinstance(value, bytes) and not hasattr(value, "read"):
            hint = "; for a path, give Path(...)" if isinstance(value, str) else ""
            raise ArgumentError(f"{name} must be bytes or an open file, not {type(value).__name__}{hint}.")
        return
    _check_plain(name, value, schema)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        check(f"{name}[{index}]", item, schema.get("items", {}))


def _check_plain(name: str, value: Any, schema: Schema) -> None:
    kinds = schema.get("type", [])
    wanted = [kinds] if isinstance(kinds, str) else kinds
    accepted = tuple(python_type for name in wanted for python_type in _TYPES[name])
    is_bool = isinstance(value, bool) and "boolean" not in wanted
    if wanted and (is_bool or not isinstance(value, accepted)):
        raise ArgumentError(f"{name} must be {' or '.join(wanted)}, not {type(value).__name__}.")
    if "enum" in schema and value not in schema["enum"]:
        raise ArgumentValueError(f"{name} must be one of {listed(schema['enum'])}.")
    if isinstance(value, (int, float)):
        check_number(name, value, schema.get("minimum"), schema.get("maximum"))


def _check_any(name: str, value: Any, members: list[Schema]) -> None:
    """Check an argument against alternative schemas; if none fits, raise the error of the first."""
    errors = []
    for member in members:
        try:
            return check(name, value, member)
        except (TypeError, ValueError) as error:
            errors.append(error)
    raise errors[0]


def is_file(schema: Schema) -> bool:
    """Return True if a form field is a file."""
    return schema.get("format") == "binary" or "contentMediaType" in schema


def nearest(name: str, known: Any) -> str:
    """Return a hint with the most similar known name; empty if none is similar."""
    found = difflib.get_close_matches(name, list(map(str, known)), n=1)
    return f" (is {found[0]!r} meant?)" if found else ""


def listed(names: Any) -> str:
    """List names for a message."""
    return ", ".join(map(str, names)) or "nothing"
