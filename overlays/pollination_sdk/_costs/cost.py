"""What a call has cost, and how that is known."""

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from pollination_sdk._engine.catalogue import Catalogue

Source = Literal["reported", "computed", "billed", "unknown"]


@attrs.frozen
class Cost:
    """What a call has cost.

    Attributes:
        pollen: The amount; None if it is unknown, never 0 for unknown.
        source: `reported`: the answer says it. `computed`: the usage times the prices of the model that was used.
            `billed`: the row of the account's usage. `unknown`: none of them.
        formula: How it was computed, such as `12 promptTextTokens x 0.0000002 + ...`; else why it is unknown.
    """

    pollen: float | None
    source: Source
    formula: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return attrs.asdict(self)


def cost_of(
    operation: str,
    model: str | None,
    usage: Mapping[str, float] | None,
    headers: Mapping[str, str],
    catalogue: Catalogue,
) -> Cost:
    """Return the cost of an answer, without any request.

    Args:
        operation: The contract's operationId.
        model: The model that was used; None if the answer does not say.
        usage: The units that were used, as `Answer.usage` names them, with `pollen_cost` where it came.
        headers: The headers of the answer.
        catalogue: The models with their prices.
    """
    raise NotImplementedError
