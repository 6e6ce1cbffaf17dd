"""Read the fields of a model's entry in a list. Such a field may hold anything."""

from collections.abc import Mapping
from typing import Any


def listed(entry: Mapping[str, Any], *names: str) -> float | None:
    """Return the first field of a model's entry that is a positive number; None if there is none."""
    for name in names:
        value = entry.get(name)
        if value is not None and isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 10**9:
            return value
    return None


def items_of(fields: Mapping[str, Any], name: str) -> list[Any]:
    """Return a field that is a list; no items of anything else."""
    value = fields.get(name)
    return value if isinstance(value, list) else []
