"""Images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from pollination_api.types import UNSET
from pollination_sdk._operations.image_routes import by_route, check_route, in_url
from pollination_sdk._operations.media_streams import as_stream
from pollination_sdk._operations.parameters import (
    Extra,
    Link,
    as_boolean,
    as_integer,
    as_prompt,
    as_seed,
    as_text,
    only_true,
    or_unset,
    plain,
    safety_in_query,
)
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from pollination_api.models import ImageQuality, MediaResolution
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import ImageFiles, ImageModel, Images, Safety, Seed


def image(
    prompt: str,
    *,
    model: ImageModel | None = None,
    width: int | None = None,
    height: int | None = None,
    seed: Seed = None,
    enhance: bool | None = None,
    negative_prompt: str | None = None,
    safe: Safety | None = None,
    resolution: MediaResolution | None = None,
    quality: ImageQuality | None = None,
    image: ImageFiles | None = None,
    transparent: bool | None = None,
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,
    extra: Extra = None,
    route: Literal["get", "post"] | None = None,
) -> Call[Media]:
    """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

    Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
    answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
    `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

    Args:
        prompt: The description of the image.
        model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
            with files.
        width: The width in pixels, at most 2048; 1024 by default.
        height: The height in pixels, at most 2048; 1024 by default.
        seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
            stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
            `detailed` reports.
        enhance: Deprecated: the service no longer takes it; a POST leaves it out.
        negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
        safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
        resolution: The size, such as `2k`, for the models that take it.
        quality: The quality level; `gptimage` models only.
        image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
            Text is never a path.
        transparent: Whether the background is transparent; `gptimage` models only.
        duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
        aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
        audio: For video models: whether to generate sound; `veo` only.
        extra: Undocumented parameters of the query or the body.
        route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
            full-width form. `"post"` to send it in a body. Without it, `image` chooses.

    Raises:
        PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
            reference image is neither a URL nor a file.
        ArgumentError: A file is no image, or an option does not go with files.
        OSError: A file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
    """
    options = _options(
        model=model,
        width=width,
        height=height,
        seed=seed,
        enhance=enhance,
        negative_prompt=negative_prompt,
        safe=safe,
        resolution=resolution,
        quality=quality,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
    )
    check_route(route)
    if route == "get":
        return in_url(as_prompt(prompt), options, _reference_images(image), extra)
    return by_route(as_prompt(prompt), options, _images(image), extra, route)


def image_url(
    prompt: str,
    *,
    model: ImageModel | None = None,
    width: int | None = None,
    height: int | None = None,
    seed: Seed = None,
    enhance: bool | None = None,
    negative_prompt: str | None = None,
    safe: Safety | None = None,
    resolution: MediaResolution | None = None,
    quality: ImageQuality | None = None,
    image: Images = None,
    transparent: bool | None = None,
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,
    extra: Extra = None,
    with_key: bool = False,
) -> Link:
    """Return a link that generates the image when it is opened, to share or to use in a web page. Nothing is sent.

    A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
    URL.

    Args:
        prompt: The description of the image.
        model: As for `image`.
        width: As for `image`.
        height: As for `image`.
        seed: As for `image`; `"random"` and -1 put a random number into the link.
        enhance: As for `image`.
        negative_prompt: As for `image`.
        safe: As for `image`.
        resolution: As for `image`.
        quality: As for `image`.
        image: The http(s) URLs of reference images.
        transparent: As for `image`.
        duration: As for `image`.
        aspect_ratio: As for `image`.
        audio: As for `image`.
        extra: As for `image`.
        with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
            read. A link never contains a secret key.

    Raises:
        PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
        MissingKeyError: `with_key` is True, and the client has no publishable key.
    """
    image_call = _in_url(
        prompt,
        model=model,
        width=width,
        height=height,
        seed=seed,
        enhance=enhance,
        negative_prompt=negative_prompt,
        safe=safe,
        resolution=resolution,
        quality=quality,
        image=image,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
        extra=extra,
    )
    return Link(image_call, bool(as_boolean("with_key", with_key)))


def _as_download(call: Call[Media]) -> Call[Media]:
    """Return the call of a POST as one that reads the stored file; another call is returned unchanged."""
    from pollination_sdk._operations.image_bodies import ImageDownload, ImagePost  # noqa: PLC0415 - most are GETs

    post = call.prepare
    return attrs.evolve(call, prepare=ImageDownload(post)) if isinstance(post, ImagePost) else call


stream_image = as_stream(
    image,
    None,
    "Generate an image and read it as a stream, in constant memory; a video model returns a video.",
    _as_download,
)


def _in_url(prompt: str, *, image: Images, extra: Extra, **options: Any) -> Call[Media]:
    """Build the GET for an image or a video."""
    return in_url(as_prompt(prompt), _options(**options), _reference_images(image), extra)


def _options(
    *,
    model: Any,
    width: Any,
    height: Any,
    seed: Any,
    enhance: Any,
    negative_prompt: Any,
    safe: Any,
    resolution: Any,
    quality: Any,
    transparent: Any,
    duration: Any,
    aspect_ratio: Any,
    audio: Any,
) -> dict[str, Any]:
    """Convert the options of an image to those of the generated builder."""
    return {
        "model": or_unset(as_text("model", model)),
        "width": or_unset(as_integer("width", width)),
        "height": or_unset(as_integer("height", height)),
        "seed": or_unset(as_seed("seed", seed)),
        "enhance": only_true(enhance, "enhance"),
        "negative_prompt": or_unset(as_text("negative_prompt", negative_prompt)),
        "safe": safety_in_query(safe),
        "resolution": or_unset(as_text("resolution", resolution)),
        "quality": or_unset(as_text("quality", quality)),
        "transparent": only_true(transparent, "transparent"),
        "duration": or_unset(as_integer("duration", duration)),
        "aspect_ratio": or_unset(as_text("aspect_ratio", aspect_ratio)),
        "audio": only_true(audio, "audio"),
    }


def _images(image: Any) -> list[Any]:
    """Return the reference images: URLs as text, and files that were read."""
    if image is None or image is UNSET:
        return []
    from pollination_sdk._operations.image_files import read_images  # noqa: PLC0415 - few images have references

    return list(read_images("image", image))


def _reference_images(image: Any) -> Any:
    """Return the URLs of reference images; None and `UNSET` stay."""
    if image is None or image is UNSET:
        return image
    if not isinstance(image, str):
        from pollination_sdk._operations.local_files import refuse_files  # noqa: PLC0415 - few images have references

        refuse_files("image", image)
    urls = plain(image, "image")
    if not isinstance(urls, (str, list)):
        raise ArgumentError(f"image takes a URL or a list of URLs, not {kind_of(image)}.")
    return urls
