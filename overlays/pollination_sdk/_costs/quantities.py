"""The units that a call will use, each as a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._costs.prices import Extra
    from pollination_sdk._costs.ranges import Range

Basis = Literal["price_list", "estimated_tokens", "learnt", "unknown"]
"""How an estimate was made; see `Estimate.basis`."""


class Quantities:
    """The units that a call will use.

    Args:
        basis: How they are known.
    """

    def __init__(self, basis: Basis = "price_list") -> None:
        self.basis: Basis = basis
        self.by_unit: dict[str, Range] = {}
        self.notes: list[str] = []
        self.extras: tuple[Extra, ...] = ()
        self.needed: tuple[str, ...] = ()
        """The units that the list must price, as the call surely uses them."""

    def add(self, unit: str, quantity: Range) -> None:
        """Add to a unit."""
        if quantity.high:
            known = self.by_unit.get(unit)
            self.by_unit[unit] = quantity if known is None else known.plus(quantity)


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
