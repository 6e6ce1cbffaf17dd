"""Read what a row of the account's usage counts and bills."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any, Protocol, Self

import attrs

from pollination_sdk._costs.cost import LARGEST_COST
from pollination_sdk._costs.prices.units import number

_TEXT, _OPTIONAL = ("text", "audio", "image"), ("cached", "cache_write", "reasoning")
_SECONDS = ("prompt_audio_seconds", "completion_audio_seconds", "completion_video_seconds")
_SIDES = (("input_", "prompt_"), ("output_", "completion_"))
_TOLERANCE = 0.01
"""Seconds of sound and video are rounded on their way."""


class UsageRow(Protocol):
    """The fields of a row that are read here; `UsageRecord` has them."""

    @property
    def timestamp(self) -> datetime:
        """When it was made, in whole seconds."""
        ...

    @property
    def model(self) -> str | None:
        """The model."""
        ...

    @property
    def cost_usd(self) -> float | None:
        """What it cost, in pollen."""
        ...

    @property
    def cursor_event_id(self) -> str | None:
        """Its id."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as they arrived."""
        ...


def bill_of(row: UsageRow) -> float | None:
    """Return what a row bills; None if it names no amount that can be right. A row may have it as text."""
    found = None if row.cost_usd is None else number(row.cost_usd)
    return None if found is None or not 0 <= found <= LARGEST_COST else float(found)


@attrs.frozen
class Counts:
    """What units count, so that those of an answer and of a row can be compared.

    Args:
        tokens: The numbers of tokens of the prompt and of the completion that the units may mean; empty if none.
        seconds: The seconds of sound and video by name.
    """

    tokens: tuple[set[float], set[float]]
    seconds: Mapping[str, float]

    @classmethod
    def of(cls, units: Mapping[str, float]) -> Self:
        """Return what units count, by the names that prices have."""
        prompt, completion = (_sums(units, side) for _, side in _SIDES)
        return cls((prompt, completion), {name: units[name] for name in _SECONDS if name in units})

    @classmethod
    def of_row(cls, row: UsageRow) -> Self:
        """Return what a row counts."""
        return cls.of(_by_price(row.to_dict()))

    def agrees(self, other: Self) -> bool:
        """Return whether both may be those of one call; what only one of them counts does not matter."""
        return all(
            not one or not two or not one.isdisjoint(two) for one, two in zip(self.tokens, other.tokens, strict=True)
        ) and all(
            abs(seconds - other.seconds.get(name, seconds)) <= _TOLERANCE for name, seconds in self.seconds.items()
        )


def _by_price(row: Mapping[str, Any]) -> dict[str, float]:
    """Return the counts of a row by the names that prices and answers have."""
    found = {}
    for name, count in row.items():
        for written, side in _SIDES:
            if name.startswith(written) and type(count) in {int, float}:
                found[side + name.removeprefix(written)] = count
    return found


def _sums(units: Mapping[str, float], side: str) -> set[float]:
    """Return the numbers of tokens that units may mean; empty if they count none.

    Services differ in whether cached tokens and those of thoughts are a part of the text or come on top of it.
    """
    if (total := units.get(f"{side}tokens")) is not None:
        return {total}
    names = [f"{side}{kind}_tokens" for kind in _TEXT]
    if not any(name in units for name in names):
        return set()
    least = sum(units.get(name, 0) for name in names)
    added = [units[name] for kind in _OPTIONAL if (name := f"{side}{kind}_tokens") in units]
    return {least + sum(some) for some in _subsets(added)}


def _subsets(items: Sequence[float]) -> Iterator[tuple[float, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)
