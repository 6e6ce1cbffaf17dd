"""Price an answer by its headers alone. Most answers of a model have the same headers: their places are remembered."""

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

import httpx

from pollination_sdk._costs.prices import Sheet
from pollination_sdk._costs.tally import Tally, tariff_of
from pollination_sdk._costs.units import LARGEST_COUNT, distinct_units
from pollination_sdk._engine.bill_headers import places_of
from pollination_sdk._engine.catalogue import KINDS, Catalogue

_MODEL = "x-model-used"
_MOST_SHAPES = 100
"""The sets of names of headers that are remembered."""


class _Shape(NamedTuple):
    """Where answers with the same names of headers say what they are billed by.

    Args:
        pick: Takes the name of the model and the counts out of the values of the headers.
        names: The counts by their names.
        units: The units that they count.
        rates: What the units cost with each model.
    """

    pick: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    names: tuple[str, ...]
    units: tuple[str, ...]
    rates: "_Rates"


class HeaderTallies:
    """Tallies answers by their headers and the prices of a catalogue, which are read once."""

    def __init__(self) -> None:
        self._table: object = None
        self._shapes: _Shapes

    def of(self, operation: str, headers: httpx.Headers, catalogue: Catalogue) -> tuple[str, Tally] | None:
        """Return the model and the tally of an answer; None if its headers do not tell its cost as a plain sum."""
        if self._table is not catalogue.table:
            self._shapes, self._table = _Shapes(catalogue), catalogue.table
        try:
            written, values = zip(*headers.raw, strict=True)
            if (shape := self._shapes[operation, written]) is None:
                return None
            pick, names, units, known = shape
            model, *digits = pick(values)
            if (priced := known[model]) is None or not all(map(bytes.isdigit, digits)):
                return None
            name, rates, sheet = priced
            counts = [*map(int, digits)]
            if not (min(counts) and max(counts) <= LARGEST_COUNT and (parts := sum(map(operator.mul, counts, rates)))):
                return None
            usage, by_unit = dict(zip(names, counts, strict=True)), dict(zip(units, counts, strict=True))
            return name, Tally(parts, usage, by_unit, sheet)
        except Exception:  # noqa: BLE001 - the answer is paid for: headers or prices that are wrong must not lose it
            return None


class _Shapes(dict[tuple[str, tuple[bytes, ...]], _Shape | None]):
    """The shapes of answers by the operation and the names of the headers; None for one without a plain sum."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def __missing__(self, key: tuple[str, tuple[bytes, ...]]) -> _Shape | None:
        if len(self) >= _MOST_SHAPES:
            self.clear()
        found = self[key] = self._read(*key)
        return found

    def _read(self, operation: str, written: tuple[bytes, ...]) -> _Shape | None:
        named, counted = places_of(written)
        names = tuple(name for name, _ in counted)
        units = distinct_units(names)
        if operation not in KINDS or not units or "pollen_cost" in names or [name for name, _ in named] != [_MODEL]:
            return None
        pick = operator.itemgetter(named[0][1], *(place for _, place in counted))
        return _Shape(pick, names, units, _Rates(units, self._catalogue))


class _Rates(dict[bytes, tuple[str, tuple[int, ...], Sheet] | None]):
    """The name, the prices of units in whole 1e-15 pollen, and all prices of each model; None for one without them."""

    def __init__(self, units: tuple[str, ...], catalogue: Catalogue) -> None:
        super().__init__()
        self._units, self._catalogue = units, catalogue

    def __missing__(self, model: bytes) -> tuple[str, tuple[int, ...], Sheet] | None:
        name = model.decode("latin-1")
        tariff = tariff_of(name, self._catalogue) if name else None
        rates = None if tariff is None else (name, tuple(map(tariff.rates.__getitem__, self._units)), tariff.sheet)
        self[model] = rates
        return rates
