"""Multiply units by prices: the least, the likely and the most that they cost."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pollination_sdk._costs.prices.sheet import SCALE, Sheet
from pollination_sdk._costs.ranges import Range

_PARTS = 1000
"""The parts of a unit in which quantities are counted, as seconds have fractions."""


class Totals(NamedTuple):
    """The least, the likely and the most pollen, in whole parts of one."""

    low: int
    likely: int
    high: int


ONE_POLLEN = _PARTS * SCALE
"""The parts of one pollen in `Totals`."""


def totals(possible: Iterable[Sheet], likely: Sheet, used: Mapping[str, Range]) -> Totals:
    """Return what units cost. The least has the price of cached tokens, where the list has one.

    Args:
        possible: The prices that may hold.
        likely: Those that probably do.
        used: The units.
    """
    counted = [(unit, _whole(quantity)) for unit, quantity in used.items()]
    expected = _total(likely, counted)
    low, _, high = expected
    for sheet in possible:
        if sheet is not likely:
            other = _total(sheet, counted)
            low, high = min(low, other.low), max(high, other.high)
    return Totals(low, expected.likely, high)


def _whole(quantity: Range) -> tuple[int, int, int]:
    low, likely, high = quantity
    return math.floor(low * _PARTS), round(likely * _PARTS), math.ceil(high * _PARTS)


def _total(sheet: Sheet, counted: Iterable[tuple[str, tuple[int, int, int]]]) -> Totals:
    low = likely = high = 0
    for unit, quantity in counted:
        rate = sheet.rates.get(unit)
        if rate is not None:
            low += quantity[0] * rate[0]
            likely += quantity[1] * rate[1]
            high += quantity[2] * rate[2]
    return Totals(low, likely, high)
