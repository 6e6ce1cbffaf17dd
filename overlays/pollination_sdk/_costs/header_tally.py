"""Price an answer by its headers alone. Most answers of a model have the same headers: their places are remembered."""

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

import httpx

from pollination_sdk._costs.peaks import PEAKS
from pollination_sdk._costs.prices import SCALE
from pollination_sdk._costs.tally import PER_NANO, Form, Tally, nano_of, tariff_of
from pollination_sdk._costs.units import distinct_units
from pollination_sdk._engine.bill_headers import places_of
from pollination_sdk._engine.catalogue import KINDS, Catalogue
from pollination_sdk._support.header_lists import listed

_MODEL = "x-model-used"
_MOST_SHAPES = 100
"""The sets of names of headers that are remembered."""
_MOST_DIGITS = 15
"""The most digits of all counts of an answer together. So none of them is above `units.LARGEST_COUNT`."""


class _Shape(NamedTuple):
    """Where answers with the same names of headers say what they are billed by.

    Args:
        pick: Takes the name of the model and the counts out of the values of the headers.
        forms: What the counts stand for with each model.
    """

    pick: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    forms: "_Forms"


class HeaderTallies:
    """Tallies answers by their headers and the prices of a catalogue, which are read once."""

    def __init__(self) -> None:
        self._table: object = None
        self._shapes: _Shapes

    def of(self, operation: str, headers: httpx.Headers, catalogue: Catalogue) -> Tally | None:
        """Return the tally of an answer; None if its headers do not tell its cost as a plain sum."""
        if self._table is not catalogue.table:
            self._shapes, self._table = _Shapes(catalogue), catalogue.table
        try:
            _, written, values = zip(*listed(headers), strict=True)
            if (shape := self._shapes[operation, written]) is None:
                return None
            pick, forms = shape
            model, *counted = pick(values)
            digits = b"".join(counted)
            if (form := forms[model]) is None or not digits.isdigit() or len(digits) > _MOST_DIGITS:
                return None
            counts = (*map(int, counted),)
            parts = sum(map(operator.mul, counts, form.rates))
            cost = -(-parts // PER_NANO) if parts < SCALE else nano_of(parts)  # without the time of a call
            return Tally((parts, cost, counts, form, None)) if parts else None
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
        return _Shape(pick, _Forms(names, units, self._catalogue))


class _Forms(dict[bytes, Form | None]):
    """The forms of answers with the same counts by their models; None for one without plain prices."""

    def __init__(self, names: tuple[str, ...], units: tuple[str, ...], catalogue: Catalogue) -> None:
        super().__init__()
        self._names, self._units, self._catalogue = names, units, catalogue
        peaks = [place for place, unit in enumerate(units) if unit in PEAKS]
        self._peak = peaks[0] if len(peaks) == 1 else None

    def __missing__(self, model: bytes) -> Form | None:
        name = model.decode("latin-1")
        tariff = tariff_of(name, self._catalogue) if name else None
        form = None
        if tariff is not None:
            rates = tuple(map(tariff.rates.__getitem__, self._units))
            form = Form(name, tariff.sheet, self._units, self._names, rates, self._peak)
        self[model] = form
        return form
