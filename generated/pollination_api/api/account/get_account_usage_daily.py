# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""List what was billed, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, Response, Unset, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.account_daily_usage import AccountDailyUsage
    from ...models.error_envelope import ErrorEnvelope
    from ...models.usage_format import UsageFormat
    from ...models.usage_granularity import UsageGranularity


def _get_kwargs(
    *,
    format_: UsageFormat | Unset = "json",
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
    api_key_ids: str | Unset = UNSET,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["format"] = format_
    params["days"] = days
    params["granularity"] = granularity
    params["period"] = period
    params["api_key_ids"] = api_key_ids
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/account/usage/daily",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccountDailyUsage | str | ErrorEnvelope | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.AccountDailyUsage.from_dict(response.json())
        if media_type == "text/csv":
            return response.text

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AccountDailyUsage | str | ErrorEnvelope]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
    api_key_ids: str | Unset = UNSET,
) -> Response[AccountDailyUsage | str | ErrorEnvelope]:
    """List what was billed, day by day.

    Returns the last 90 days by date and model, newest day first, in one answer that may be an hour old;
    needs the permission `usage`, which keys lack by default.

    Args:
        format_: The form of the answer, JSON when left out.
        days: How many days to look back, 1 to 90.
        granularity: The unit of `period`.
        period: The day, week or month to return, as `YYYY-MM-DD`, `YYYY-Www` or `YYYY-MM`, from 2026-01-01 on.
        api_key_ids: The ids of the keys to return records of.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(format_=format_, days=days, granularity=granularity, period=period, api_key_ids=api_key_ids)
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
    api_key_ids: str | Unset = UNSET,
) -> AccountDailyUsage | str | ErrorEnvelope | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        client=client, format_=format_, days=days, granularity=granularity, period=period, api_key_ids=api_key_ids
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
    api_key_ids: str | Unset = UNSET,
) -> Response[AccountDailyUsage | str | ErrorEnvelope]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(format_=format_, days=days, granularity=granularity, period=period, api_key_ids=api_key_ids)
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
    days: int | Unset = UNSET,
    granularity: UsageGranularity | Unset = UNSET,
    period: str | Unset = UNSET,
    api_key_ids: str | Unset = UNSET,
) -> AccountDailyUsage | str | ErrorEnvelope | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            client=client, format_=format_, days=days, granularity=granularity, period=period, api_key_ids=api_key_ids
        )
    ).parsed
