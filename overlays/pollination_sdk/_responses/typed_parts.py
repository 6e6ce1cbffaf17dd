"""What the values consist of that `parse` makes: instances of the caller's classes, enums, sets."""

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

_PLAIN: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((Enum,), lambda value: value.value),
    ((set, frozenset), list),
    ((Decimal, UUID), str),
)


def parts_of(value: Any) -> Any:
    """Return what a value of `parse` consists of, as plainer values; None for other values."""
    for kinds, plain in _PLAIN:
        if isinstance(value, kinds):
            return plain(value)
    if isinstance(value, type):
        return None
    if callable(model_dump := getattr(value, "model_dump", None)):  # of pydantic
        return model_dump(mode="json")
    if (names := _names_of(value)) is None:
        return None
    given = {name: getattr(value, name) for name in names}
    return {name: one for name, one in given.items() if type(one).__name__ != "UnsetType"}  # of msgspec: left out


def _names_of(value: Any) -> Any:
    """Return the names of the fields of a Struct, an attrs class or a dataclass; None for other values."""
    if hasattr(value, "__struct_fields__"):
        return value.__struct_fields__
    if hasattr(value, "__attrs_attrs__"):
        return [field.name for field in value.__attrs_attrs__]
    return [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else None
