"""Ranges: the least, the likely and the most of a quantity."""

import math
from typing import NamedTuple

LEAST, MOST = 0.7, 1.3
"""The least and the most part of an estimated number of tokens that a text has."""


class Range(NamedTuple):
    """A quantity that is not known exactly."""

    low: float
    likely: float
    high: float

    def plus(self, other: "Range") -> "Range":
        """Return the sum of two quantities."""
        return Range(self[0] + other[0], self[1] + other[1], self[2] + other[2])

    def times(self, factor: "Range") -> "Range":
        """Return the product of two quantities."""
        return Range(self[0] * factor[0], self[1] * factor[1], self[2] * factor[2])

    def at_most(self, most: float) -> "Range":
        """Return the range with no end above a bound."""
        return self if self[2] <= most else Range(min(self[0], most), min(self[1], most), most)

    def likely_as(self, other: "Range | None") -> "Range":
        """Return the range with the likely quantity of another one, such as that of the last answers."""
        return self if other is None else self._replace(likely=min(max(other.likely, self.low), self.high))


NOTHING = Range(0, 0, 0)
ONE = Range(1, 1, 1)


def exactly(value: float) -> Range:
    """Return the range of a quantity that is known."""
    return Range(value, value, value)


def up_to(most: float) -> Range:
    """Return the range of a quantity that is probably not used."""
    return Range(0, 0, most)


def of_tokens(likely: float) -> Range:
    """Return the whole tokens that an estimate stands for: 0.7 to 1.3 of it, but at least one."""
    if not likely:
        return NOTHING
    return Range(max(1, int(likely * LEAST)), max(1, round(likely)), math.ceil(likely * MOST))
