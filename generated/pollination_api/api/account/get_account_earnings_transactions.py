# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""List what was earned, request by request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, Response, Unset, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.earnings_transactions import EarningsTransactions
    from ...models.error_envelope import ErrorEnvelope
    from ...models.usage_granularity import UsageGranularity


def _get_kwargs(
    *,
    limit: float | Unset = 100.0,
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["limit"] = limit
    params["days"] = days
    params["granularity"] = granularity
    params["period"] = period
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/account/earnings/transactions",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EarningsTransactions | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.EarningsTransactions.from_dict(response.json())

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[EarningsTransactions | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: float | Unset = 100.0,
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
) -> Response[EarningsTransactions | ErrorEnvelope | str]:
    """List what was earned, request by request.

    Returns one row for each request that earned pollen. It needs the permission `usage`.

    Args:
        limit: The most records to return, 1 to 50000, 100 when left out.
        days: How many days to look back, 1 to 90.
        granularity: The unit of `period`.
        period: The day, week or month to return, as `YYYY-MM-DD`, `YYYY-Www` or `YYYY-MM`, from 2026-01-01 on.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(limit=limit, days=days, granularity=granularity, period=period)
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: float | Unset = 100.0,
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
) -> EarningsTransactions | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(client=client, limit=limit, days=days, granularity=granularity, period=period).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: float | Unset = 100.0,
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
) -> Response[EarningsTransactions | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(limit=limit, days=days, granularity=granularity, period=period)
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: float | Unset = 100.0,
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
) -> EarningsTransactions | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(client=client, limit=limit, days=days, granularity=granularity, period=period)
    ).parsed
