# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Make a 3D model with options in the body."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.mesh_request import MeshRequest


def _get_kwargs(
    prompt: str,
    *,
    body: MeshRequest,
    safe: bool | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    params: dict[str, Any] = {}
    params["safe"] = safe
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": f"/3d/{path_segment(prompt)}",
        "params": params,
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type in (
            "model/gltf-binary",
            "application/octet-stream",
        ):
            return File(payload=BytesIO(response.content), mime_type=media_type)

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[File | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    prompt: str,
    *,
    client: AuthenticatedClient,
    body: MeshRequest,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Make a 3D model with options in the body.

    Makes a 3D model as the GET operation does. Unknown fields of the body are refused.

    Args:
        prompt: What to make, percent-encoded as one path segment.
        safe: Which checks the text passes first, separated by commas: `privacy`, `secrets`, `sexual`, `violence`, `shield`. True means `privacy,secrets`; `nsfw` means `sexual,violence`.
        body: The body of the request.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs(prompt=prompt, body=body, safe=safe))
    return _build_response(client=client, response=response)


def sync(
    prompt: str,
    *,
    client: AuthenticatedClient,
    body: MeshRequest,
    safe: bool | str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(prompt=prompt, client=client, body=body, safe=safe).parsed


async def asyncio_detailed(
    prompt: str,
    *,
    client: AuthenticatedClient,
    body: MeshRequest,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs(prompt=prompt, body=body, safe=safe))
    return _build_response(client=client, response=response)


async def asyncio(
    prompt: str,
    *,
    client: AuthenticatedClient,
    body: MeshRequest,
    safe: bool | str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(prompt=prompt, client=client, body=body, safe=safe)).parsed
