# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Describe one model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import Response, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.listed_model import ListedModel


def _get_kwargs(
    model: str,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/models/{path_segment(model)}",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ListedModel | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.ListedModel.from_dict(response.json())

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ListedModel | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    model: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ListedModel | ErrorEnvelope | str]:
    """Describe one model.

    Returns the entry of one model, by id or alias.

    Args:
        model: The id or alias, percent-encoded as one path segment.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs(model=model))
    return _build_response(client=client, response=response)


def sync(
    model: str,
    *,
    client: AuthenticatedClient | Client,
) -> ListedModel | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(model=model, client=client).parsed


async def asyncio_detailed(
    model: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ListedModel | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs(model=model))
    return _build_response(client=client, response=response)


async def asyncio(
    model: str,
    *,
    client: AuthenticatedClient | Client,
) -> ListedModel | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(model=model, client=client)).parsed
