"""The units that a call will use, each as a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pollination_sdk._costs.prices.sheet import Extra
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
