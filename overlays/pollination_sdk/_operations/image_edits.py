"""Edits of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api.api.images import post_v1_images_edits
from pollination_api.types import Unset
from pollination_sdk._engine.call import Call, changed
from pollination_sdk._operations.image_bodies import ImagePost
from pollination_sdk._operations.image_files import read_images
from pollination_sdk._operations.parameters import (
    Extra,
    as_integer,
    as_prompt,
    as_seed,
    as_text,
    generation,
    safety_in_query,
)
from pollination_sdk._operations.prompts import check_prompt
from pollination_sdk._responses.decode import read_medium

if TYPE_CHECKING:
    from pollination_api.models import GenerationQuality, MediaResolution
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import ImageFiles, ImageModel, Safety, Seed


def edit_image(
    prompt: str,
    *,
    image: ImageFiles,
    model: ImageModel | None = None,
    width: int | None = None,
    height: int | None = None,
    quality: GenerationQuality | None = None,
    seed: Seed = None,
    resolution: MediaResolution | None = None,
    safe: Safety | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Change one or more images as a text says, and return the result.

    Equal calls send equal bytes, also with files. So a call with a seed may be repeated, and is billed once.

    Args:
        prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
        image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
            never a path.
        model: The name of the model; see `image_models`. The service chooses one by default.
        width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
        height: The height of the result in pixels, as `width`.
        quality: The quality level, for the models that take it.
        seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
            each call, which `detailed` reports. The service documents a seed for images that are URLs only.
        resolution: The size, such as `2k`, for the models that take it.
        safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
        extra: Undocumented fields of the body.

    Raises:
        PromptError: The prompt is empty, too long, or cannot be encoded; or text in `image` is neither a URL nor a data
            URI.
        ArgumentError: A file is no image.
        OSError: A file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not an image, or is incomplete.
    """
    prompt = as_prompt(prompt)
    check_prompt(prompt)
    options = {
        "model": as_text("model", model),
        "width": as_integer("width", width),
        "height": as_integer("height", height),
        "quality": as_text("quality", quality),
        "seed": as_seed("seed", seed),
        "resolution": as_text("resolution", resolution),
        "safe": safety_in_query(safe),
    }
    given = {name: value for name, value in options.items() if value is not None and not isinstance(value, Unset)}
    kwargs = {**post_v1_images_edits._get_kwargs(), "params": given}  # noqa: SLF001 - the generated half that sends nothing
    call = generation(post_v1_images_edits, kwargs, read_medium("image"), extra)
    images = read_images("image", image)
    post = ImagePost(prompt, call.params, images, edits=True, has_drawn_seed=call.has_drawn_seed, expect="image")
    return changed(call, prepare=post)
