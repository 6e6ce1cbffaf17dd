"""The cost of a stream, which is known at its end, and its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pollination_sdk._costs.cost import Cost


_BROKEN = (
    "The stream broke or was left before its end, where its usage comes. client.reconcile() finds what was billed for "
    "it, a minute later."
)


class Priced:
    """The common part of all streams that a client makes."""

    _headers: Mapping[str, str]
    _closed: bool
    _price: Callable[[str | None, Mapping[str, float] | None, Mapping[str, str]], Cost] | None = None
    """Returns the cost of an answer from its model, its units and its headers."""
    _cost: Cost | None = None
    _compare: Callable[[str | None], bool | None] | None = None

    @property
    def cost(self) -> Cost:
        """What the stream has cost, and how that is known; see `Cost`. No request is made for it.

        It is unknown until the stream has ended: what has come before is a part. A chat that is left early stays
        unknown: `reconcile` finds what was billed for it. It stays unknown, too, if the client has read no price list.
        """
        from pollination_sdk._costs.cost import Cost  # noqa: PLC0415 - most streams are read without it

        if self._cost is not None:
            return self._cost
        if self._closed and not self._over and self._headers:
            return Cost(None, "unknown", _BROKEN)
        if self._price is None or not self._over:
            return Cost(None, "unknown", "The stream has not ended, so its usage is not known.")
        cost = self._price(self.model, self._units, self._headers)
        if cost.pollen is not None:
            self._cost = cost
        return cost

    @property
    def model(self) -> str | None:
        """The model that is used; None until it is known."""
        raise NotImplementedError

    @property
    def model_substituted(self) -> bool | None:
        """Whether it is another model than the one asked for; None if that is not known, as before the first item."""
        return None if self._compare is None else self._compare(self.model)

    @property
    def _over(self) -> bool:
        """Whether all that is billed has been counted."""
        raise NotImplementedError

    @property
    def _units(self) -> Mapping[str, float] | None:
        """The units that were used, by name."""
        raise NotImplementedError
