"""The settings of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from pollination_sdk.batch.files.durable import Disk

if TYPE_CHECKING:
    from pollination_sdk import SpendLimit
    from pollination_sdk.batch.protocol.lease import Engine

IN_FLIGHT = 16
PER_SECOND = 10.0
"""The service's edge allows an address about 100 requests in 10 seconds."""
ITEM_TIMEOUT = 900.0
"""Seconds: three times as long as the service works on one request."""
LEASE_SECONDS = 600.0


@attrs.frozen(kw_only=True)
class Settings:
    """How a run sends; `run` describes the fields."""

    folder: str | None
    files: str | None = None
    in_flight: int = IN_FLIGHT
    per_second: float | None = PER_SECOND
    attempts: int = 3
    item_timeout: float = ITEM_TIMEOUT
    lease_seconds: float = LEASE_SECONDS
    max_failures: int | None = None
    spend_limit: float | SpendLimit | None = None
    allow_unpriced: bool = False
    engine: Engine | None = None
    disk: Disk = attrs.field(factory=Disk)

    def limits(self) -> dict[str, object]:
        """Return the limits for the manifest."""
        limit = self.spend_limit
        return {
            "in_flight": self.in_flight,
            "per_second": self.per_second,
            "attempts": self.attempts,
            "item_timeout": self.item_timeout,
            "max_failures": self.max_failures,
            "spend_limit": getattr(limit, "limit", limit),
        }
