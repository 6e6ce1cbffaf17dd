# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Generate audio from text — speech (TTS) or music."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.audio_instrumental import AudioInstrumental
    from ...models.audio_response_format import AudioResponseFormat
    from ...models.error_envelope import ErrorEnvelope
    from ...models.other_audio_voice import OtherAudioVoice


def _get_kwargs(
    text: str,
    *,
    voice: OtherAudioVoice | Unset = "alloy",
    response_format: AudioResponseFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: str | Unset = UNSET,
    instrumental: AudioInstrumental | Unset = "false",
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["voice"] = voice
    params["response_format"] = response_format
    params["model"] = model
    params["duration"] = duration
    params["instrumental"] = instrumental
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/audio/{path_segment(text)}",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code == 200:
        if media_type == "audio/mpeg":
            return File(payload=BytesIO(response.content), mime_type=media_type)

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
) -> Response[File | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: OtherAudioVoice | Unset = "alloy",
    response_format: AudioResponseFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: str | Unset = UNSET,
    instrumental: AudioInstrumental | Unset = "false",
) -> Response[File | ErrorEnvelope | str]:
    """Generate audio from text — speech (TTS) or music.

    Generate audio from text — speech (TTS) or music.

    Args:
        text: Text to convert to speech, or a music description when model=elevenmusic.
        voice: Voice to use for speech generation (TTS only).
        response_format: Audio output format (TTS only).
        model: Audio model: TTS (default) or elevenmusic for music generation.
        duration: Music duration in seconds, 3-300 (elevenmusic only).
        instrumental: If true, guarantees instrumental output (elevenmusic only).
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(
            text=text,
            voice=voice,
            response_format=response_format,
            model=model,
            duration=duration,
            instrumental=instrumental,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: OtherAudioVoice | Unset = "alloy",
    response_format: AudioResponseFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: str | Unset = UNSET,
    instrumental: AudioInstrumental | Unset = "false",
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        text=text,
        client=client,
        voice=voice,
        response_format=response_format,
        model=model,
        duration=duration,
        instrumental=instrumental,
    ).parsed


async def asyncio_detailed(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: OtherAudioVoice | Unset = "alloy",
    response_format: AudioResponseFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: str | Unset = UNSET,
    instrumental: AudioInstrumental | Unset = "false",
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            text=text,
            voice=voice,
            response_format=response_format,
            model=model,
            duration=duration,
            instrumental=instrumental,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: OtherAudioVoice | Unset = "alloy",
    response_format: AudioResponseFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: str | Unset = UNSET,
    instrumental: AudioInstrumental | Unset = "false",
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            text=text,
            client=client,
            voice=voice,
            response_format=response_format,
            model=model,
            duration=duration,
            instrumental=instrumental,
        )
    ).parsed
