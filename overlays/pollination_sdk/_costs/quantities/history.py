"""What the last answers of each model have used, from which the next call is estimated."""

from collections import deque
from collections.abc import Callable, Mapping
from itertools import count

from pollination_sdk._costs.prices.units import counts_in
from pollination_sdk._costs.quantities.peaks import Peaks

KEPT = 20
"""Answers of each model."""

Usage = Callable[[], Mapping[str, float] | None]
"""Reads the usage of an answer, when it is asked for: most clients never estimate.

It is kept, so it should hold no more of the answer than its usage.
"""


class _Entry:
    """One answer: its number in the order of arrival, and its usage, which is read once, or its units."""

    __slots__ = ("counts", "number", "usage")

    def __init__(self, number: int, usage: Usage, counts: Mapping[str, float] | None) -> None:
        self.number = number
        self.usage = usage if counts is None else None
        self.counts = {} if counts is None else counts

    def read(self) -> Mapping[str, float]:
        """Return the units that were used; none if the usage cannot be read."""
        usage = self.usage
        if usage is not None:
            try:
                self.counts = {unit: float(count) for unit, count in counts_in(usage()).by_unit.items()}
            except Exception:  # noqa: BLE001 - a usage that cannot be read teaches nothing, and must not fail a call
                self.counts = {}
            self.usage = None
        return self.counts


class History:
    """The usage of the last answers of each model. Threads may add to it at the same time.

    Each step is a single operation of a dict or a deque. There is no lock that a fork could leave locked.
    """

    def __init__(self) -> None:
        self._numbers = count()
        self._by_model: dict[str, deque[_Entry]] = {}
        self._peaks: Peaks | None = None

    @property
    def peaks(self) -> Peaks:
        """The most that the answers of each model have used. From the first time on, answers are read as they come."""
        if self._peaks is None:
            peaks = self._peaks = Peaks()  # first: what another thread adds from now on is in it, or is read below
            for model, entries in self._by_model.copy().items():
                for entry in entries.copy():
                    peaks.add(model, entry.read())
        return self._peaks

    def add(self, model: str, usage: Usage, counts: Mapping[str, float] | None = None) -> None:
        """Take the usage of an answer.

        Args:
            model: The model that was used, by its id or an alias.
            usage: Returns the usage.
            counts: The units in it, where they were counted already, and `peaks` has them.
        """
        entries = self._by_model.get(model)
        if entries is None:
            entries = self._by_model.setdefault(model, deque(maxlen=KEPT))
        entry = _Entry(next(self._numbers), usage, counts)
        entries.append(entry)
        if self._peaks is not None and counts is None:
            self._peaks.add(model, entry.read())

    def of(self, *names: str) -> list[Mapping[str, float]]:
        """Return the units that the last answers of a model have used, oldest first, without answers that count none.

        Args:
            names: All names of the model: its id and its aliases.
        """
        known = [self._by_model[name] for name in {*names} if name in self._by_model]
        entries = [entry for found in known for entry in found.copy()]
        if len(known) > 1:
            entries = sorted(entries, key=lambda entry: entry.number)[-KEPT:]
        read = [entry.counts if entry.usage is None else entry.read() for entry in entries]
        return [counts for counts in read if counts]
