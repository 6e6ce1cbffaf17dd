"""The keyword arguments that `run`, `retry` and `estimate` pass on, for editors and type checkers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import distributed

    from pollination_sdk import AsyncPollinations, SpendLimit
    from pollination_sdk.batch.input.formats import Format
    from pollination_sdk.batch.protocol.lease import Engine
    from pollination_sdk.batch.results import ItemResult
    from pollination_sdk.batch.stop import Stop


class Reading(TypedDict, total=False):
    """How jobs are read; `arun` describes each."""

    method: str | None
    options: Mapping[str, Any] | None
    template: str | None
    copies: int
    format: Format | None
    skip_bad: bool


class Sending(TypedDict, total=False):
    """How items are sent; `arun` describes each."""

    client: AsyncPollinations | distributed.Client | None
    in_flight: int
    per_second: float | None
    attempts: int
    item_timeout: float
    max_failures: int | None
    spend_limit: float | SpendLimit | None
    allow_unpriced: bool
    lease_seconds: float
    engine: Engine | None
    stop: Stop | None
    on_results: Callable[[list[ItemResult]], None] | None


class Running(Reading, Sending, total=False):
    """All keyword arguments of `run`, besides `out`."""

    files: str | None
