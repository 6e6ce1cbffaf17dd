# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Describe a stored file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import Response, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.stored_file import StoredFile


def _get_kwargs(
    id: str,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/x-media/{path_segment(id)}/metadata",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> StoredFile | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.StoredFile.from_dict(response.json())

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[StoredFile | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[StoredFile | ErrorEnvelope | str]:
    """Describe a stored file.

    Returns the size and media type of a file, and does not renew how long it is kept.

    Args:
        id: The id of the file, from its upload or its URL.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs(id=id))
    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient | Client,
) -> StoredFile | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(id=id, client=client).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[StoredFile | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs(id=id))
    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient | Client,
) -> StoredFile | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(id=id, client=client)).parsed
