# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Speak a text, or make music or a sound."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.known_voice import KnownVoice
    from ...models.speech_format import SpeechFormat


def _get_kwargs(
    text: str,
    *,
    voice: KnownVoice | str | Unset = "alloy",
    response_format: SpeechFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: float | Unset = UNSET,
    seconds: float | Unset = UNSET,
    steps: int | Unset = UNSET,
    negative_prompt: str | Unset = UNSET,
    instrumental: bool | Unset = UNSET,
    instructions: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    prompt_influence: float | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["voice"] = voice
    params["response_format"] = response_format
    params["model"] = model
    params["duration"] = duration
    params["seconds"] = seconds
    params["steps"] = steps
    params["negative_prompt"] = negative_prompt
    params["instrumental"] = instrumental
    params["instructions"] = instructions
    params["loop"] = loop
    params["prompt_influence"] = prompt_influence
    params["seed"] = seed
    params["safe"] = safe
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
    text: str,
    *,
    client: AuthenticatedClient,
    voice: KnownVoice | str | Unset = "alloy",
    response_format: SpeechFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: float | Unset = UNSET,
    seconds: float | Unset = UNSET,
    steps: int | Unset = UNSET,
    negative_prompt: str | Unset = UNSET,
    instrumental: bool | Unset = UNSET,
    instructions: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    prompt_influence: float | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Speak a text, or make music or a sound.

    Makes speech, music or a sound from one path segment of text. The exact text `models` reaches the
    list of models instead.

    Args:
        text: What to say, or for music and sounds what to make.
        voice: The voice, by name or by its id.
        response_format: The form of the file; some models answer in another one.
        model: The audio model, by id or alias; it decides between speech, music and sounds.
        duration: The length of music or a sound in seconds, 0.5 to 300.
        seconds: The length in seconds for the models that count it so, 1 to 380.
        steps: The number of steps, 1 to 100, for the models that take it.
        negative_prompt: What must not be heard, for the models that take it.
        instrumental: Whether music has no singing.
        instructions: How to speak, for the models that take it.
        loop: Whether a sound can be looped.
        prompt_influence: How closely a sound follows the text, 0 to 1.
        seed: The number that fixes the result.
        safe: Which checks the text passes first, separated by commas: `privacy`, `secrets`, `sexual`, `violence`, `shield`. True means `privacy,secrets`; `nsfw` means `sexual,violence`.
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
            seconds=seconds,
            steps=steps,
            negative_prompt=negative_prompt,
            instrumental=instrumental,
            instructions=instructions,
            loop=loop,
            prompt_influence=prompt_influence,
            seed=seed,
            safe=safe,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: KnownVoice | str | Unset = "alloy",
    response_format: SpeechFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: float | Unset = UNSET,
    seconds: float | Unset = UNSET,
    steps: int | Unset = UNSET,
    negative_prompt: str | Unset = UNSET,
    instrumental: bool | Unset = UNSET,
    instructions: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    prompt_influence: float | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        text=text,
        client=client,
        voice=voice,
        response_format=response_format,
        model=model,
        duration=duration,
        seconds=seconds,
        steps=steps,
        negative_prompt=negative_prompt,
        instrumental=instrumental,
        instructions=instructions,
        loop=loop,
        prompt_influence=prompt_influence,
        seed=seed,
        safe=safe,
    ).parsed


async def asyncio_detailed(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: KnownVoice | str | Unset = "alloy",
    response_format: SpeechFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: float | Unset = UNSET,
    seconds: float | Unset = UNSET,
    steps: int | Unset = UNSET,
    negative_prompt: str | Unset = UNSET,
    instrumental: bool | Unset = UNSET,
    instructions: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    prompt_influence: float | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            text=text,
            voice=voice,
            response_format=response_format,
            model=model,
            duration=duration,
            seconds=seconds,
            steps=steps,
            negative_prompt=negative_prompt,
            instrumental=instrumental,
            instructions=instructions,
            loop=loop,
            prompt_influence=prompt_influence,
            seed=seed,
            safe=safe,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    text: str,
    *,
    client: AuthenticatedClient,
    voice: KnownVoice | str | Unset = "alloy",
    response_format: SpeechFormat | Unset = "mp3",
    model: str | Unset = UNSET,
    duration: float | Unset = UNSET,
    seconds: float | Unset = UNSET,
    steps: int | Unset = UNSET,
    negative_prompt: str | Unset = UNSET,
    instrumental: bool | Unset = UNSET,
    instructions: str | Unset = UNSET,
    loop: bool | Unset = UNSET,
    prompt_influence: float | Unset = UNSET,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
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
            seconds=seconds,
            steps=steps,
            negative_prompt=negative_prompt,
            instrumental=instrumental,
            instructions=instructions,
            loop=loop,
            prompt_influence=prompt_influence,
            seed=seed,
            safe=safe,
        )
    ).parsed
