"""Whether an answer has what the contract requires of it; the one place where that is checked.

The generated decoders check no plain values and raise whatever comes to hand. So before one of them runs, the answer
is held against the contract: what is required must be there and of the right JSON type, and what is an object or a
list must be one. Any other field may be missing, null or new.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any

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

    The check takes a decoded JSON value and a name for its place, and returns what is wrong with which field as
    `place: reason`, or None. The quick check that was generated with the models lets good answers pass; what it does
    not, is held against the contract itself.
    """
    from pollination_api.shapes import FITS  # noqa: PLC0415 - loaded with the first answer

    fits = FITS[component]

    def check(value: Any, place: str) -> str | None:
        return None if fits(value) else close_checker(component)(value, place)

    return check


@functools.cache
def close_checker(component: str) -> Check:
    """Return the check that reads the contract: slower than the quick one, and able to say what is wrong."""
    from pollination_api import contract  # noqa: PLC0415 - read where an answer seems wrong

    return _Checks(contract.load()).of({"$ref": f"#/components/schemas/{component}"})


class _Checks:
    """Compile the schemas of a contract into checks, each once."""

    def __init__(self, contract: dict[str, Any]) -> None:
        self._schemas: dict[str, Schema] = contract["components"]["schemas"]
        self._done: dict[str, Check] = {}

    def of(self, schema: Schema, *, required: bool = True) -> Check:
        reference = schema.get("$ref")
        if reference is None:
            return self._compile(schema, required=required)
        name = f"{reference} {required}"
        if name not in self._done:
            self._done[name] = lambda value, place: self._done[name](value, place)  # noqa: PLW0108 - the name is bound anew below; until then a schema that holds itself finds this
            self._done[name] = self._compile(self._schemas[reference.rpartition("/")[2]], required=required)
        return self._done[name]

    def _compile(self, schema: Schema, *, required: bool) -> Check:
        if parts := schema.get("anyOf") or schema.get("allOf"):
            # Null is an optional field's right anyhow; as one of several it would let anything pass.
            told = [one for one in parts if required or one.get("type") != "null"]
            return self._any_of([self.of(one, required=required) for one in told])
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
            problems = [one(value, place) for one in checks]
            return None if None in problems else problems[0]

        return check


def _nothing(_value: Any, _place: str) -> None:
    """Accept anything: an optional plain value may be missing, null or of another type."""


def _is_one_of(kinds: list[str]) -> Check:
    types = tuple(one for kind in kinds for one in _JSON_TYPES[kind])
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
        problems = (item(one, f"{place}[{index}]") for index, one in enumerate(value))
        return next((problem for problem in problems if problem), None)

    return _nothing if item is _nothing else check


def _all_of(checks: list[Check]) -> Check:
    def check(value: Any, place: str) -> str | None:
        return next((problem for one in checks if (problem := one(value, place))), None)

    return checks[0] if len(checks) == 1 else check


def _json_type(value: Any) -> str:
    names = {bool: "boolean", dict: "object", list: "array", str: "string", type(None): "null"}
    return names.get(type(value), "number")
