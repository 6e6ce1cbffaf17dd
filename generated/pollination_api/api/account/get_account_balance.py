# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Show how much pollen is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import Response, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.account_balance import AccountBalance
    from ...models.error_envelope import ErrorEnvelope


def _get_kwargs() -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/account/balance",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccountBalance | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.AccountBalance.from_dict(response.json())

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AccountBalance | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[AccountBalance | ErrorEnvelope | str]:
    """Show how much pollen is left.

    Returns the key's remaining budget where it has one, which needs no permission. Else it returns the
    balance of the account, which needs the permission `usage`; with that permission both pots of the
    account come too.

    Args:
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs())
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
) -> AccountBalance | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[AccountBalance | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs())
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
) -> AccountBalance | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(client=client)).parsed
