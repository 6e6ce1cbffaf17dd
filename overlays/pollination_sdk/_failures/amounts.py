"""Read the amounts of pollen in the text of a 402."""

from __future__ import annotations

import re

_NUMBER = r"~?\s*(-?\d+(?:\.\d+)?)"
_COST = re.compile(rf"(?i)\bcosts\s+{_NUMBER}\s+pollen\b")
_AVAILABLE = re.compile(
    rf"(?i)\b(?:this key has|balance is|you have)\s+{_NUMBER}(?=\s+(?:quest\s+)?pollen\b|[\s,.;]|\Z)"
)


def amounts_in(reason: str) -> dict[str, float | None]:
    """Return the fields of `PaymentRequiredError` for the amounts in a reason; None for one that it does not name.

    Today's texts are "This request costs ~0.0123 pollen, but this key has 0.0100", "... your available balance is
    0.0100" and "... you have 0.0100 Quest Pollen".
    """
    return {"estimated_cost": _number(_COST.search(reason)), "available": _number(_AVAILABLE.search(reason))}


def _number(found: re.Match[str] | None) -> float | None:
    return float(found[1]) if found else None
