# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Make a 3D model."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.mesh_resolution import MeshResolution


def _get_kwargs(
    prompt: str,
    *,
    model: str | Unset = UNSET,
    resolution: MeshResolution | Unset = "low",
    image: str | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["model"] = model
    params["resolution"] = resolution
    params["image"] = image
    params["seed"] = seed
    params["safe"] = safe
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/3d/{path_segment(prompt)}",
        "params": params,
    }
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
    model: str | Unset = UNSET,
    resolution: MeshResolution | Unset = "low",
    image: str | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Make a 3D model.

    Makes a 3D model as binary glTF, or as PLY with one model. It takes up to five minutes. Models that
    need an image ignore the text.

    Args:
        prompt: What to make, percent-encoded as one path segment.
        model: The 3D model, by id or alias.
        resolution: How fine the mesh is.
        image: The http(s) URLs of reference images, separated by `|` or else by commas. A video takes the first as its start and the second as its end.
        seed: The number that fixes the result; left out, the same request gives the same result.
        safe: Which checks the text passes first, separated by commas: `privacy`, `secrets`, `sexual`, `violence`, `shield`. True means `privacy,secrets`; `nsfw` means `sexual,violence`.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(prompt=prompt, model=model, resolution=resolution, image=image, seed=seed, safe=safe)
    )
    return _build_response(client=client, response=response)


def sync(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = UNSET,
    resolution: MeshResolution | Unset = "low",
    image: str | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        prompt=prompt, client=client, model=model, resolution=resolution, image=image, seed=seed, safe=safe
    ).parsed


async def asyncio_detailed(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = UNSET,
    resolution: MeshResolution | Unset = "low",
    image: str | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(prompt=prompt, model=model, resolution=resolution, image=image, seed=seed, safe=safe)
    )
    return _build_response(client=client, response=response)


async def asyncio(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = UNSET,
    resolution: MeshResolution | Unset = "low",
    image: str | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            prompt=prompt, client=client, model=model, resolution=resolution, image=image, seed=seed, safe=safe
        )
    ).parsed
