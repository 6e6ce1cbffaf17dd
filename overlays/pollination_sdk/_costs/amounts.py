"""Amounts of pollen as whole numbers of 1e-9 pollen, which sum up exactly."""

import math
from fractions import Fraction

UNITS = 1_000_000_000
"""How many of them are one pollen."""


def nano(pollen: float | Fraction) -> int:
    """Return an amount of pollen in whole 1e-9, rounded up: a sum of costs is never below the costs."""
    exact = Fraction(str(pollen)) if isinstance(pollen, float) else Fraction(pollen)
    return math.ceil(exact * UNITS)


def pollen(amount: int) -> float:
    """Return an amount of whole 1e-9 in pollen."""
    return amount / UNITS
