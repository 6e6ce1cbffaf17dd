"""Multiply units by prices: the least, the likely and the most that they cost."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from pollination_sdk._costs import units
from pollination_sdk._costs.prices import Sheet
from pollination_sdk._costs.ranges import Range
from pollination_sdk._costs.units import EXACT
from pollination_sdk._costs.variants import Choice

_CHEAPER = {units.PROMPT_TEXT: units.PROMPT_CACHED}
"""The unit that a cheap token turns out to be: it was cached."""
_DEARER = {units.PROMPT_TEXT: units.PROMPT_CACHE_WRITE, units.TEXT: units.REASONING}
"""The unit that a dear token turns out to be: it is put into a cache, or belongs to the reasoning."""


class Amounts(NamedTuple):
    """The least, the likely and the most pollen."""

    low: Decimal
    likely: Decimal
    high: Decimal


def amounts(choice: Choice, used: Mapping[str, Range]) -> Amounts:
    """Return what units cost. The least uses the price of cached tokens, where the list has one.

    Args:
        choice: The prices that may hold.
        used: The units.
    """
    return Amounts(
        min(_total(sheet, used, 0, _least) for sheet in choice.possible),
        _total(choice.likely, used, 1, Sheet.price),
        max(_total(sheet, used, 2, _most) for sheet in choice.possible),
    )


def problem_of(sheet: Sheet, used: Mapping[str, object]) -> str:
    """Return why the price of a used unit cannot be right: it is no number, or negative, or 0 beside others."""
    for unit in used:
        priced = sheet.unit_for(unit)
        if priced is None:
            continue
        if priced in sheet.wrong:
            return sheet.wrong[priced]
        if not sheet.prices[priced] and not sheet.free:
            return f"the list has the price 0 for {priced}, although the model is not free"
    return ""


def _total(sheet: Sheet, used: Mapping[str, Range], end: int, price: Callable[[Sheet, str], Decimal]) -> Decimal:
    total = Decimal(0)
    for unit, quantity in used.items():
        if rate := price(sheet, unit):
            total = EXACT.fma(_exact(quantity[end]), rate, total)
    return total


def _exact(value: float) -> Decimal:
    return Decimal(value) if isinstance(value, int) else Decimal(repr(value))


def _least(sheet: Sheet, unit: str) -> Decimal:
    price, other = sheet.price(unit), _CHEAPER.get(unit)
    return price if other is None else min(price, sheet.price(other))


def _most(sheet: Sheet, unit: str) -> Decimal:
    price, other = sheet.price(unit), _DEARER.get(unit)
    return price if other is None else max(price, sheet.price(other))
