"""Ranges: the least, the likely and the most of a quantity."""

import math
from typing import NamedTuple

from pollination_sdk._costs.tokens import LEAST, MOST


class Range(NamedTuple):
    """A quantity that is not known exactly."""

    low: float
    likely: float
    high: float

    def plus(self, other: "Range") -> "Range":
        """Return the sum of two quantities."""
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def times(self, factor: "Range") -> "Range":
        """Return the product of two quantities."""
        return Range(self.low * factor.low, self.likely * factor.likely, self.high * factor.high)

    def within(self, least: float, most: float) -> "Range":
        """Return the range with each end inside bounds."""
        return Range(*(min(max(value, least), most) for value in self))


NOTHING = Range(0, 0, 0)
ONE = Range(1, 1, 1)


def exactly(value: float) -> Range:
    """Return the range of a quantity that is known."""
    return Range(value, value, value)


def of_tokens(likely: float) -> Range:
    """Return the whole tokens that an estimate stands for."""
    return Range(math.floor(likely * LEAST), round(likely), math.ceil(likely * MOST))
