# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Make a video."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...types import UNSET, File, Response, Unset, media_type_of, path_segment

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.image_quality import ImageQuality
    from ...models.media_resolution import MediaResolution


def _get_kwargs(
    prompt: str,
    *,
    model: str | Unset = "veo",
    width: int | Unset = 1024,
    height: int | Unset = 1024,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    resolution: MediaResolution | Unset = UNSET,
    image: str | Unset = UNSET,
    quality: ImageQuality | Unset = UNSET,
    transparent: bool | Unset = False,
    enhance: bool | Unset = False,
    negative_prompt: str | Unset = UNSET,
    duration: int | Unset = UNSET,
    aspect_ratio: str | Unset = UNSET,
    audio: bool | Unset = False,
    reference_images: str | Unset = UNSET,
    reference_videos: str | Unset = UNSET,
    reference_audios: str | Unset = UNSET,
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["model"] = model
    params["width"] = width
    params["height"] = height
    params["seed"] = seed
    params["safe"] = safe
    params["resolution"] = resolution
    params["image"] = image
    params["quality"] = quality
    params["transparent"] = transparent
    params["enhance"] = enhance
    params["negative_prompt"] = negative_prompt
    params["duration"] = duration
    params["aspectRatio"] = aspect_ratio
    params["audio"] = audio
    params["reference_images"] = reference_images
    params["reference_videos"] = reference_videos
    params["reference_audios"] = reference_audios
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/video/{path_segment(prompt)}",
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
        if media_type == "video/mp4":
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
    model: str | Unset = "veo",
    width: int | Unset = 1024,
    height: int | Unset = 1024,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    resolution: MediaResolution | Unset = UNSET,
    image: str | Unset = UNSET,
    quality: ImageQuality | Unset = UNSET,
    transparent: bool | Unset = False,
    enhance: bool | Unset = False,
    negative_prompt: str | Unset = UNSET,
    duration: int | Unset = UNSET,
    aspect_ratio: str | Unset = UNSET,
    audio: bool | Unset = False,
    reference_images: str | Unset = UNSET,
    reference_videos: str | Unset = UNSET,
    reference_audios: str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Make a video.

    Makes a video from a prompt, and from images where the model takes them. Which lengths and shapes a
    model takes stands in the list of models.

    Args:
        prompt: What to show, percent-encoded as one path segment.
        model: The video model, by id or alias.
        width: The width in pixels.
        height: The height in pixels.
        seed: The number that fixes the result; left out, the same request gives the same result.
        safe: Which checks the text passes first, separated by commas: `privacy`, `secrets`, `sexual`, `violence`, `shield`. True means `privacy,secrets`; `nsfw` means `sexual,violence`.
        resolution: How large the result is, for the models that take it.
        image: The http(s) URLs of reference images, separated by `|` or else by commas. A video takes the first as its start and the second as its end.
        quality: How much care is taken; only some models heed it.
        transparent: Whether the background is transparent; only some models heed it.
        enhance: Whether a text model rewrites the prompt first.
        negative_prompt: What the video should not show.
        duration: The length in seconds, 1 to 120; the list of models has what each model takes.
        aspect_ratio: The shape, `16:9` or `9:16`; some models take others.
        audio: Whether the video has sound.
        reference_images: The URLs of images that guide the style, separated by `|`.
        reference_videos: The URLs of videos that guide the motion, separated by `|`.
        reference_audios: The URLs of sounds that guide the video, separated by `|`.
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
            width=width,
            height=height,
            seed=seed,
            safe=safe,
            resolution=resolution,
            image=image,
            quality=quality,
            transparent=transparent,
            enhance=enhance,
            negative_prompt=negative_prompt,
            duration=duration,
            aspect_ratio=aspect_ratio,
            audio=audio,
            reference_images=reference_images,
            reference_videos=reference_videos,
            reference_audios=reference_audios,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "veo",
    width: int | Unset = 1024,
    height: int | Unset = 1024,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    resolution: MediaResolution | Unset = UNSET,
    image: str | Unset = UNSET,
    quality: ImageQuality | Unset = UNSET,
    transparent: bool | Unset = False,
    enhance: bool | Unset = False,
    negative_prompt: str | Unset = UNSET,
    duration: int | Unset = UNSET,
    aspect_ratio: str | Unset = UNSET,
    audio: bool | Unset = False,
    reference_images: str | Unset = UNSET,
    reference_videos: str | Unset = UNSET,
    reference_audios: str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        prompt=prompt,
        client=client,
        model=model,
        width=width,
        height=height,
        seed=seed,
        safe=safe,
        resolution=resolution,
        image=image,
        quality=quality,
        transparent=transparent,
        enhance=enhance,
        negative_prompt=negative_prompt,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
        reference_images=reference_images,
        reference_videos=reference_videos,
        reference_audios=reference_audios,
    ).parsed


async def asyncio_detailed(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "veo",
    width: int | Unset = 1024,
    height: int | Unset = 1024,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    resolution: MediaResolution | Unset = UNSET,
    image: str | Unset = UNSET,
    quality: ImageQuality | Unset = UNSET,
    transparent: bool | Unset = False,
    enhance: bool | Unset = False,
    negative_prompt: str | Unset = UNSET,
    duration: int | Unset = UNSET,
    aspect_ratio: str | Unset = UNSET,
    audio: bool | Unset = False,
    reference_images: str | Unset = UNSET,
    reference_videos: str | Unset = UNSET,
    reference_audios: str | Unset = UNSET,
) -> Response[File | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            prompt=prompt,
            model=model,
            width=width,
            height=height,
            seed=seed,
            safe=safe,
            resolution=resolution,
            image=image,
            quality=quality,
            transparent=transparent,
            enhance=enhance,
            negative_prompt=negative_prompt,
            duration=duration,
            aspect_ratio=aspect_ratio,
            audio=audio,
            reference_images=reference_images,
            reference_videos=reference_videos,
            reference_audios=reference_audios,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    prompt: str,
    *,
    client: AuthenticatedClient,
    model: str | Unset = "veo",
    width: int | Unset = 1024,
    height: int | Unset = 1024,
    seed: int | Unset = UNSET,
    safe: bool | str | Unset = UNSET,
    resolution: MediaResolution | Unset = UNSET,
    image: str | Unset = UNSET,
    quality: ImageQuality | Unset = UNSET,
    transparent: bool | Unset = False,
    enhance: bool | Unset = False,
    negative_prompt: str | Unset = UNSET,
    duration: int | Unset = UNSET,
    aspect_ratio: str | Unset = UNSET,
    audio: bool | Unset = False,
    reference_images: str | Unset = UNSET,
    reference_videos: str | Unset = UNSET,
    reference_audios: str | Unset = UNSET,
) -> File | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            prompt=prompt,
            client=client,
            model=model,
            width=width,
            height=height,
            seed=seed,
            safe=safe,
            resolution=resolution,
            image=image,
            quality=quality,
            transparent=transparent,
            enhance=enhance,
            negative_prompt=negative_prompt,
            duration=duration,
            aspect_ratio=aspect_ratio,
            audio=audio,
            reference_images=reference_images,
            reference_videos=reference_videos,
            reference_audios=reference_audios,
        )
    ).parsed
