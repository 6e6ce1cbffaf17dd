# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Write a text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.chat_completion_message import ChatCompletionMessage
    from ...models.error_envelope import ErrorEnvelope
    from ...models.reasoning_effort import ReasoningEffort


def _get_kwargs(
    prompt: str,
    *,
    model: str | Unset = "openai",
    seed: int | Unset = 0,
    system: str | Unset = UNSET,
    json: bool | Unset = False,
    temperature: float | Unset = UNSET,
    top_p: float | Unset = UNSET,
    presence_penalty: float | Unset = UNSET,
    frequency_penalty: float | Unset = UNSET,
    repetition_penalty: float | Unset = UNSET,
    max_tokens: int | Unset = UNSET,
    max_completion_tokens: int | Unset = UNSET,
    voice: str | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    stream: bool | Unset = False,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["model"] = model
    params["seed"] = seed
    params["system"] = system
    params["json"] = json
    params["temperature"] = temperature
    params["top_p"] = top_p
    params["presence_penalty"] = presence_penalty
    params["frequency_penalty"] = frequency_penalty
    params["repetition_penalty"] = repetition_penalty
    params["max_tokens"] = max_tokens
    params["max_completion_tokens"] = max_completion_tokens
    params["voice"] = voice
    params["reasoning_effort"] = reasoning_effort
    params["safe"] = safe
    params["stream"] = stream
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/text/{path_segment(prompt)}",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ChatCompletionMessage | str | File | ErrorEnvelope | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            return _models.ChatCompletionMessage.from_dict(response.json())
        if media_type in (
            "text/plain",
            "text/event-stream",
        ):
            return response.text
        if media_type == "audio/mpeg":
            return File(payload=BytesIO(response.content), mime_type=media_type)

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ChatCompletionMessage | str | File | ErrorEnvelope]:
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
    model: str | Unset = "openai",
    seed: int | Unset = 0,
    system: str | Unset = UNSET,
    json: bool | Unset = False,
    temperature: float | Unset = UNSET,
    top_p: float | Unset = UNSET,
    presence_penalty: float | Unset = UNSET,
    frequency_penalty: float | Unset = UNSET,
    repetition_penalty: float | Unset = UNSET,
    max_tokens: int | Unset = UNSET,
    max_completion_tokens: int | Unset = UNSET,
    voice: str | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    stream: bool | Unset = False,
) -> Response[ChatCompletionMessage | str | File | ErrorEnvelope]:
    """Write a text.

    Sends one prompt to a text model and returns what it writes as plain text. Only a short prompt of
    plain words survives the way through the URL; the chat operation reaches the same models with any
    text.

    Args:
        prompt: What to write, percent-encoded as one path segment.
        model: The text model, by name or alias.
        seed: The number that fixes the result; the same seed gives the same answer, and so does -1.
        system: The instruction that sets the model's role and manner.
        json: Whether the text is to be JSON; it is still sent as plain text.
        temperature: How freely the model chooses, from 0.0 (strict) to 2.0 (creative); some models ignore it.
        top_p: The share of likely tokens to choose from, 0 to 1.
        presence_penalty: How much tokens that occurred are avoided, -2 to 2.
        frequency_penalty: How much frequent tokens are avoided, -2 to 2.
        repetition_penalty: How much repetition is avoided, 0 to 2.
        max_tokens: The most tokens to make.
        max_completion_tokens: The most tokens to make, thoughts included.
        voice: The voice, where the model answers with sound.
        reasoning_effort: How hard a reasoning model thinks.
        safe: Which checks the text passes first, see `safe` of images.
        stream: Whether the text is sent in chunks as it is made.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(
            prompt=prompt,
            model=model,
            seed=seed,
            system=system,
            json=json,
            temperature=temperature,
            top_p=top_p,
            presence_penalty=presence_penalty,
            frequency_penalty=frequency_penalty,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            max_completion_tokens=max_completion_tokens,
            voice=voice,
            reasoning_effort=reasoning_effort,
            safe=safe,
            stream=stream,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "openai",
    seed: int | Unset = 0,
    system: str | Unset = UNSET,
    json: bool | Unset = False,
    temperature: float | Unset = UNSET,
    top_p: float | Unset = UNSET,
    presence_penalty: float | Unset = UNSET,
    frequency_penalty: float | Unset = UNSET,
    repetition_penalty: float | Unset = UNSET,
    max_tokens: int | Unset = UNSET,
    max_completion_tokens: int | Unset = UNSET,
    voice: str | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    stream: bool | Unset = False,
) -> ChatCompletionMessage | str | File | ErrorEnvelope | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        prompt=prompt,
        client=client,
        model=model,
        seed=seed,
        system=system,
        json=json,
        temperature=temperature,
        top_p=top_p,
        presence_penalty=presence_penalty,
        frequency_penalty=frequency_penalty,
        repetition_penalty=repetition_penalty,
        max_tokens=max_tokens,
        max_completion_tokens=max_completion_tokens,
        voice=voice,
        reasoning_effort=reasoning_effort,
        safe=safe,
        stream=stream,
    ).parsed


async def asyncio_detailed(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "openai",
    seed: int | Unset = 0,
    system: str | Unset = UNSET,
    json: bool | Unset = False,
    temperature: float | Unset = UNSET,
    top_p: float | Unset = UNSET,
    presence_penalty: float | Unset = UNSET,
    frequency_penalty: float | Unset = UNSET,
    repetition_penalty: float | Unset = UNSET,
    max_tokens: int | Unset = UNSET,
    max_completion_tokens: int | Unset = UNSET,
    voice: str | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    stream: bool | Unset = False,
) -> Response[ChatCompletionMessage | str | File | ErrorEnvelope]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            prompt=prompt,
            model=model,
            seed=seed,
            system=system,
            json=json,
            temperature=temperature,
            top_p=top_p,
            presence_penalty=presence_penalty,
            frequency_penalty=frequency_penalty,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            max_completion_tokens=max_completion_tokens,
            voice=voice,
            reasoning_effort=reasoning_effort,
            safe=safe,
            stream=stream,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "openai",
    seed: int | Unset = 0,
    system: str | Unset = UNSET,
    json: bool | Unset = False,
    temperature: float | Unset = UNSET,
    top_p: float | Unset = UNSET,
    presence_penalty: float | Unset = UNSET,
    frequency_penalty: float | Unset = UNSET,
    repetition_penalty: float | Unset = UNSET,
    max_tokens: int | Unset = UNSET,
    max_completion_tokens: int | Unset = UNSET,
    voice: str | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    stream: bool | Unset = False,
) -> ChatCompletionMessage | str | File | ErrorEnvelope | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            prompt=prompt,
            client=client,
            model=model,
            seed=seed,
            system=system,
            json=json,
            temperature=temperature,
            top_p=top_p,
            presence_penalty=presence_penalty,
            frequency_penalty=frequency_penalty,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            max_completion_tokens=max_completion_tokens,
            voice=voice,
            reasoning_effort=reasoning_effort,
            safe=safe,
            stream=stream,
        )
    ).parsed
