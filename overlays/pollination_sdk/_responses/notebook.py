"""What notebooks show of a list of models. Nothing here is loaded before a notebook asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_api.notebook import table

if TYPE_CHECKING:
    from collections.abc import Sequence


def models_table(models: Sequence[Any]) -> str:
    """Return the table of a list of models with their prices."""
    columns = ("name", "aliases", "category", "paid_only", "prices in pollen")
    return table(columns, [(one.name, one.aliases, one.category, one.paid_only, _prices(one)) for one in models])


def _prices(model: Any) -> dict[str, Any]:
    pricing = {} if model.pricing is None else model.pricing.to_dict()
    return {unit: price for unit, price in pricing.items() if unit != "currency"}
