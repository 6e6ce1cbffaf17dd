"""Pictures and video."""

from collections.abc import Sequence
from typing import Literal

import attrs
from pollination_api.api.images import get_generate_image_prompt
from pollination_api.models import ImageQuality, KnownImageModel

from pollination_sdk._answers import read_medium
from pollination_sdk._call import Call
from pollination_sdk._calls._given import Extra, Link, call_of, given, only_true
from pollination_sdk._media import Media
from pollination_sdk._media_check import Kind
from pollination_sdk._prompts import MAXIMUM_IMAGE_SEED, draw_seed, image_prompt, join_reference_images

ImageModel = KnownImageModel | str
Images = str | Sequence[str] | None
Seed = int | Literal["random"] | None


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
    """Make a picture and return it whole.

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
        UnexpectedResponseError: What came is no picture, or a part of one.
    """
    drawn = draw_seed(seed, MAXIMUM_IMAGE_SEED)
    kwargs = get_generate_image_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        image_prompt(prompt),
        model=given(model),
        width=given(width),
        height=given(height),
        seed=given(drawn),
        enhance=only_true(enhance),
        negative_prompt=given(negative_prompt),
        safe=only_true(safe),
        quality=given(quality),
        image=given(image if image is None else join_reference_images(image)),
        transparent=only_true(transparent),
        duration=given(duration),
        aspect_ratio=given(aspect_ratio),
        audio=only_true(audio),
    )
    return _generation(kwargs, None, extra, drawn)
