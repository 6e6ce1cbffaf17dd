# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Speak a recording with another voice."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...types import File, Response, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.voice_changer_form import VoiceChangerForm


def _get_kwargs(
    *,
    body: VoiceChangerForm,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/audio/voice-changer",
    }
    _kwargs["files"] = body.to_multipart()

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
            "audio/mpeg",
            "audio/opus",
            "audio/aac",
            "audio/flac",
            "audio/wav",
            "audio/pcm",
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
    *,
    client: AuthenticatedClient,
    body: VoiceChangerForm,
) -> Response[File | ErrorEnvelope | str]:
    """Speak a recording with another voice.

    Gives a recording another voice. The file has at most 50 MB and five minutes.

    Args:
        body: The body of the request.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: VoiceChangerForm,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: VoiceChangerForm,
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: VoiceChangerForm,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (await asyncio_detailed(client=client, body=body)).parsed
