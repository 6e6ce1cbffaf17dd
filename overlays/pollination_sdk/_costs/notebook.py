"""What notebooks show of costs. Nothing here is loaded before a notebook asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_api.notebook import facts, table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["facts", "sums_table"]


def sums_table(sums: Mapping[str, Any], note: str) -> str:
    """Return the table of sums by model: what was recorded, and what was billed.

    Args:
        sums: The sums by the name of the model.
        note: A sentence below the table.
    """
    columns = ("calls", "recorded", "billed", "difference", "unknown")
    rows = [(name or "?", *(getattr(one, column) for column in columns)) for name, one in sums.items()]
    return table(("model", *columns), rows, note)
