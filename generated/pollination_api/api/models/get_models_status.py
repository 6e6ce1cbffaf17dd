# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Show how the models have done lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, Response, Unset, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.model_status_table import ModelStatusTable


def _get_kwargs(
    *,
    minutes: int | Unset = 60,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["minutes"] = minutes
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/models/status",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ModelStatusTable | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.ModelStatusTable.from_dict(response.json())

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ModelStatusTable | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    minutes: int | Unset = 60,
) -> Response[ModelStatusTable | ErrorEnvelope | str]:
    """Show how the models have done lately.

    Returns requests, errors and response times of each model in the last minutes.

    Args:
        minutes: How many minutes to look back, 1 to 10080.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs(minutes=minutes))
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    minutes: int | Unset = 60,
) -> ModelStatusTable | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(client=client, minutes=minutes).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    minutes: int | Unset = 60,
) -> Response[ModelStatusTable | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs(minutes=minutes))
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    minutes: int | Unset = 60,
) -> ModelStatusTable | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(client=client, minutes=minutes)).parsed
