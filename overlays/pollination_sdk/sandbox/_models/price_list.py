"""The price list of one sandbox, which tests may change while it runs."""

from collections.abc import Mapping
from decimal import Decimal

from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._models.prices import Sheet, rates_of, sheet_of

_ONCE = Decimal(1)


class PriceList:
    """The prices of all models. Requests are billed at the prices of the moment in which they end."""

    def __init__(self) -> None:
        self._set: dict[str, Sheet] = {}
        self._factor = _ONCE

    def of(self, model: Model) -> Sheet:
        """Return the prices of a model."""
        changed = self._set.get(model.name)
        if changed is not None:
            return changed
        sheet = sheet_of(model.name, model.category)
        return sheet if self._factor == _ONCE else sheet.times(self._factor)

    def replace(self, model: Model, prices: Mapping[str, float | str]) -> None:
        """Replace all prices of a model, also those of its variants."""
        self._set[model.name] = Sheet(rates_of(prices))

    def multiply(self, factor: float, model: Model | None = None) -> None:
        """Change the prices of a model, or all prices, by a factor."""
        times = Decimal(str(factor))
        if model is not None:
            self._set[model.name] = self.of(model).times(times)
            return
        changed = {name: sheet.times(times) for name, sheet in self._set.items()}
        self._set, self._factor = changed, self._factor * times
