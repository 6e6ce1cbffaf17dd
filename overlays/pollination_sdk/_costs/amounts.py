"""Amounts of pollen as whole numbers of 1e-9 pollen, which sum up exactly."""

import math
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction

UNITS = 1_000_000_000
"""How many of them are one pollen."""

_UP = Context(prec=400, rounding=ROUND_CEILING)


def nano(pollen: float | Fraction) -> int:
    """Return an amount of pollen in whole 1e-9, rounded up: a sum of costs is never below the costs."""
    if isinstance(pollen, float):  # decimals take a fifth of the time of fractions
        return int(_UP.to_integral_value(_UP.scaleb(Decimal(float.__repr__(pollen)), 9)))
    return math.ceil(Fraction(pollen) * UNITS)


def pollen(amount: int) -> float:
    """Return an amount of whole 1e-9 in pollen."""
    return amount / UNITS
