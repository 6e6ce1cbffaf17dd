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


def _get_kwargs(
    *,
    format_: UsageFormat | Unset = "json",
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["format"] = format_
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
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.AccountDailyUsage.from_dict(response.json())
        if media_type == "text/csv":
            return response.text

    if response.status_code in (
        400,
        404,
        429,
        502,
        503,
        504,
        524,
        530,
    ):
        if media_type == "application/json":
            return _models.ErrorEnvelope.from_dict(response.json())
        if media_type in (
            "text/plain",
            "text/html",
        ):
            return response.text

    if response.status_code in (
        401,
        402,
        403,
        500,
    ):
        if media_type == "application/json":
            return _models.ErrorEnvelope.from_dict(response.json())

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
) -> Response[AccountDailyUsage | str | ErrorEnvelope]:
    """List what was billed, day by day.

    Returns the last 90 days by date and model, newest day first, in one answer that may be an hour old;
    needs the permission `account:usage`, which keys lack by default.

    Args:
        format_: The form of the answer, JSON when left out.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(
            format_=format_,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
) -> AccountDailyUsage | str | ErrorEnvelope | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        client=client,
        format_=format_,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
) -> Response[AccountDailyUsage | str | ErrorEnvelope]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            format_=format_,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    format_: UsageFormat | Unset = "json",
) -> AccountDailyUsage | str | ErrorEnvelope | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            client=client,
            format_=format_,
        )
    ).parsed
