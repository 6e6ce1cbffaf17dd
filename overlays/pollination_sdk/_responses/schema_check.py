"""Check that an answer has the fields that the contract requires.

The generated decoders do not check plain values, and raise unspecific errors. So an answer is checked before one of
them runs. A required field must exist and have the right JSON type. An object or a list must be one. Any other field
may be missing, null or new.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from pollination_api import contract

Schema = dict[str, Any]
Check = Callable[[Any, str], str | None]

_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_CONTAINERS = {"object", "array"}


@functools.cache
def checker(component: str) -> Check:
    """Return the check for a component of the contract.

    The check takes a decoded JSON value and the name of its place. It returns the first problem as `place: reason`, or
    None. Good answers pass the quick check that is generated with the models; others are checked against the contract.
    """
    from pollination_api.shapes import FITS  # noqa: PLC0415 - imported with the first answer

    fits = FITS[component]

    def check(value: Any, place: str) -> str | None:
        return None if fits(value) else strict_checker(component)(value, place)

    return check


@functools.cache
def strict_checker(component: str) -> Check:
    """Return the check that reads the contract: slower than the quick one, but it names the problem."""
    return _contract_checks().of({"$ref": f"#/components/schemas/{component}"})


@functools.cache
def _contract_checks() -> "_Checks":
    return _Checks(contract.load())


class _Checks:
    """A compiler of the schemas of a contract into checks, with a cache."""

    def __init__(self, contract: dict[str, Any]) -> None:
        self._schemas: dict[str, Schema] = contract["components"]["schemas"]
        self._done: dict[str, Check] = {}

    def of(self, schema: Schema, *, required: bool = True) -> Check:
        reference = schema.get("$ref")
        if reference is None:
            return self._compile(schema, required=required)
        name = f"{reference} {required}"
        if name not in self._done:
            self._done[name] = lambda value, place: self._done[name](value, place)  # noqa: PLW0108 - the next line replaces it; until then it serves recursive schemas
            self._done[name] = self._compile(self._schemas[reference.rpartition("/")[2]], required=required)
        return self._done[name]

    def _compile(self, schema: Schema, *, required: bool) -> Check:
        if parts := schema.get("anyOf") or schema.get("allOf"):
            # Optional fields may be null anyway; as one of several types, null would let any value pass.
            variants = [part for part in parts if required or part.get("type") != "null"]
            return self._any_of([self.of(variant, required=required) for variant in variants])
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not kinds or not (required or _CONTAINERS & set(kinds)):
            return _nothing
        parts = [_is_one_of(kinds)]
        if "object" in kinds and schema.get("properties"):
            parts.append(_fields(list(self._fields(schema))))
        if "array" in kinds and "items" in schema:
            parts.append(_items(self.of(schema["items"])))
        return _all_of(parts)

    def _fields(self, schema: Schema) -> Iterator[tuple[str, bool, Check]]:
        needed = schema.get("required", ())
        for name, field in schema["properties"].items():
            check = self.of(field, required=name in needed)
            if name in needed or check is not _nothing:
                yield name, name in needed, check

    @staticmethod
    def _any_of(checks: list[Check]) -> Check:
        if _nothing in checks:
            return _nothing

        def check(value: Any, place: str) -> str | None:
            problems = [check(value, place) for check in checks]
            return None if None in problems else problems[0]

        return check


def _nothing(_value: Any, _place: str) -> None:
    """Accept any value: an optional plain value may be missing, null or of another type."""


def _is_one_of(kinds: list[str]) -> Check:
    types = tuple(json_type for kind in kinds for json_type in _JSON_TYPES[kind])
    wanted = " or ".join(kinds)

    def check(value: Any, place: str) -> str | None:
        if isinstance(value, types) and (not isinstance(value, bool) or bool in types):
            return None
        return f"{place}: expected {wanted}, got {_json_type(value)}"

    return check


def _fields(fields: list[tuple[str, bool, Check]]) -> Check:
    def check(value: Any, place: str) -> str | None:
        if not isinstance(value, dict):
            return None
        for name, needed, field in fields:
            inside = value.get(name)
            if name not in value and needed:
                return f"{place}.{name}: missing"
            if (needed or inside is not None) and (problem := field(inside, f"{place}.{name}")):
                return problem
        return None

    return check


def _items(item: Check) -> Check:
    def check(value: Any, place: str) -> str | None:
        if not isinstance(value, list):
            return None
        problems = (item(element, f"{place}[{index}]") for index, element in enumerate(value))
        return next((problem for problem in problems if problem), None)

    return _nothing if item is _nothing else check


def _all_of(checks: list[Check]) -> Check:
    def check(value: Any, place: str) -> str | None:
        return next((problem for part in checks if (problem := part(value, place))), None)

    return checks[0] if len(checks) == 1 else check


def _json_type(value: Any) -> str:
    names = {bool: "boolean", dict: "object", list: "array", str: "string", type(None): "null"}
    return names.get(type(value), "number")
