"""Pictures and video."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ParamSpec

import attrs

from pollination_api.api.images import get_generate_image_prompt
from pollination_api.types import UNSET
from pollination_sdk._operations.parameters import (
    Extra,
    Link,
    as_boolean,
    as_integer,
    as_prompt,
    as_seed,
    as_text,
    generation,
    given,
    kind_of,
    only_true,
    plain,
)
from pollination_sdk._operations.prompts import MAXIMUM_IMAGE_SEED, draw_seed, image_prompt, join_reference_images
from pollination_sdk._responses.decode import read_medium

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pollination_api.models import ImageQuality
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.check import Kind
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import ImageModel, Images, Seed

P = ParamSpec("P")


@attrs.frozen
class MediaCall:
    """Hold a call for a picture or video that is read as it arrives.

    Args:
        call: What to send.
        expect: The kind asked for; None takes any medium.
    """

    call: Call[Media]
    expect: Kind | None


def image(
    prompt: str,
    *,
    model: ImageModel | None = None,
    width: int | None = None,
    height: int | None = None,
    seed: Seed = None,
    enhance: bool | None = None,
    negative_prompt: str | None = None,
    safe: bool | None = None,
    quality: ImageQuality | None = None,
    image: Images = None,
    transparent: bool | None = None,
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Make a picture and return it whole; a video model makes a video, whose `media_type` is `video/mp4`.

    A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

    Args:
        prompt: What to show.
        model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
        width: The width in pixels, 1024 if left out, at most 2048.
        height: The height in pixels, 1024 if left out, at most 2048.
        seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
            a number that `detailed` reports. Equal requests are answered from a cache that all users share.
        enhance: Whether a text model rewrites the prompt first.
        negative_prompt: What not to show.
        safe: Whether strict content filters apply.
        quality: How much care is taken; `gptimage` models only.
        image: The http(s) URLs of reference pictures.
        transparent: Whether the background is transparent; `gptimage` models only.
        duration: For video models: the length in seconds, 1 to 10.
        aspect_ratio: For video models: `16:9` or `9:16`.
        audio: For video models: whether there is sound; `veo` only.
        extra: Undocumented parameters of the query.

    Raises:
        PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
        OutcomeUnknownError: It may have been made and billed, and would be billed again.
        UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
    """
    drawn = draw_seed(as_seed("seed", seed), MAXIMUM_IMAGE_SEED)
    kwargs = get_generate_image_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        image_prompt(as_prompt(prompt)),
        model=given(as_text("model", model)),
        width=given(as_integer("width", width)),
        height=given(as_integer("height", height)),
        seed=given(drawn),
        enhance=only_true(enhance, "enhance"),
        negative_prompt=given(as_text("negative_prompt", negative_prompt)),
        safe=only_true(safe, "safe"),
        quality=given(as_text("quality", quality)),
        image=given(_references(image)),
        transparent=only_true(transparent, "transparent"),
        duration=given(as_integer("duration", duration)),
        aspect_ratio=given(as_text("aspect_ratio", aspect_ratio)),
        audio=only_true(audio, "audio"),
    )
    return _generation(kwargs, extra)


def video(
    prompt: str,
    *,
    model: ImageModel | None = "veo",
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,
    image: Images = None,
    seed: Seed = None,
    width: int | None = None,
    height: int | None = None,
    enhance: bool | None = None,
    negative_prompt: str | None = None,
    safe: bool | None = None,
    quality: ImageQuality | None = None,
    transparent: bool | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Make a video, an MP4, and return it whole; it takes up to three minutes.

    Args:
        prompt: What to show; see `image` for what cannot travel in a URL.
        model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
        duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
        aspect_ratio: `16:9` or `9:16`.
        audio: Whether there is sound; `veo` only.
        image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
        seed: As for `image`.
        width: The width in pixels, where the model heeds it.
        height: The height in pixels, where the model heeds it.
        enhance: Whether a text model rewrites the prompt first.
        negative_prompt: What not to show.
        safe: Whether strict content filters apply.
        quality: As for `image`.
        transparent: As for `image`.
        extra: Undocumented parameters of the query.

    Raises:
        PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
        OutcomeUnknownError: It may have been made and billed, and would be billed again.
        UnexpectedResponseError: What came is no video, or a part of one.
    """
    # Its own parameter of that name hides the function.
    asked = _picture(
        prompt,
        model=model,
        width=width,
        height=height,
        seed=seed,
        enhance=enhance,
        negative_prompt=negative_prompt,
        safe=safe,
        quality=quality,
        image=image,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
        extra=extra,
    )
    return attrs.evolve(asked, read=read_medium("video"))


def image_url(
    prompt: str,
    *,
    model: ImageModel | None = None,
    width: int | None = None,
    height: int | None = None,
    seed: Seed = None,
    enhance: bool | None = None,
    negative_prompt: str | None = None,
    safe: bool | None = None,
    quality: ImageQuality | None = None,
    image: Images = None,
    transparent: bool | None = None,
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,
    extra: Extra = None,
    with_key: bool = False,
) -> Link:
    """Return the link that makes the picture, to share or to show in a page; nothing is sent.

    Args:
        prompt: What to show; see `image` for what cannot travel in a URL.
        model: As for `image`, like all that follow but the last.
        width: As for `image`.
        height: As for `image`.
        seed: As for `image`; `"random"` fixes a number in the link.
        enhance: As for `image`.
        negative_prompt: As for `image`.
        safe: As for `image`.
        quality: As for `image`.
        image: As for `image`.
        transparent: As for `image`.
        duration: As for `image`.
        aspect_ratio: As for `image`.
        audio: As for `image`.
        extra: As for `image`.
        with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
            secret one never.

    Raises:
        PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
        MissingKeyError: `with_key` and the client has no publishable key.
    """
    asked = _picture(
        prompt,
        model=model,
        width=width,
        height=height,
        seed=seed,
        enhance=enhance,
        negative_prompt=negative_prompt,
        safe=safe,
        quality=quality,
        image=image,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
        extra=extra,
    )
    return Link(asked, bool(as_boolean("with_key", with_key)))


def _streamed(builder: Callable[P, Call[Media]], expect: Kind | None, doc: str) -> Callable[P, MediaCall]:
    """Return a builder with the arguments of another, for an answer that is read as it arrives."""

    @functools.wraps(builder)
    def build(*args: P.args, **kwargs: P.kwargs) -> MediaCall:
        return MediaCall(builder(*args, **kwargs), expect)

    parts = (builder.__doc__ or "").partition("\n\n")
    build.__name__, build.__doc__ = f"stream_{builder.__name__}", f"{doc}\n\n{parts[2]}"
    return build


_picture = image
stream_image = _streamed(
    image,
    None,
    "Make a picture and read it as it arrives, in constant memory; a video model makes a video, whose `media_type` is\n"
    "    `video/mp4`.",
)
stream_video = _streamed(video, "video", "Make a video and read it as it arrives, in constant memory.")


def _generation(kwargs: Mapping[str, Any], extra: Extra) -> Call[Media]:
    """Make the call for a picture or video; what is paid for is handed over whichever of them comes."""
    accept = "image/*, video/*, application/json"
    return generation(get_generate_image_prompt, kwargs, read_medium(None), extra, accept=accept)


def _references(image: Any) -> Any:
    """Return the reference pictures as the value of one option; None and `UNSET` stay."""
    if image is None or image is UNSET:
        return image
    urls = plain(image, "image")
    if not isinstance(urls, (str, list)):
        raise TypeError(f"image takes a URL or a list of URLs, not {kind_of(image)}.")
    return join_reference_images(urls)
