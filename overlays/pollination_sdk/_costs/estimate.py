"""The estimate of what a call will cost, from the price list and what the client has learnt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import attrs

from pollination_sdk._costs.history import History
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import Catalogue

Basis = Literal["price_list", "estimated_tokens", "learnt", "unknown"]
"""How an estimate was made; see `Estimate.basis`."""


@attrs.frozen
class Estimate:
    """What a call will cost, in pollen.

    Attributes:
        low: The least that it may cost; None if that is unknown, never 0 for unknown.
        likely: What it probably costs; None if that is unknown.
        high: The most that it may cost; None if that is unknown.
        basis: How it was made. `price_list`: the units are known (images, seconds, characters). `estimated_tokens`:
            the tokens were estimated from the text, within 30 %. `learnt`: the answer's tokens are those of the last
            20 answers of the model. `unknown`: there is no price, or it cannot be right.
        priced_at: When the price list was read; None without a list.
        note: What the estimate depends on, or why there is none.
    """

    low: float | None
    likely: float | None
    high: float | None
    basis: Basis
    priced_at: datetime | None = None
    note: str = ""


def estimate_of(
    call: Call[Any], catalogue: Catalogue, history: History, *, markups: Sequence[float] = (1.0, 1.25)
) -> Estimate:
    """Estimate a call, without any request.

    Args:
        call: The call, as its method built it.
        catalogue: The models with their prices.
        history: What earlier answers have used.
        markups: The least and the most factor that the key's app may add; (1, 1) for a key of no app.
    """
    raise NotImplementedError
