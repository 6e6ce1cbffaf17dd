"""Choose the operation that sends the request for an image.

A short, plain prompt goes in the URL: `GET /image/{prompt}`, whose answers are cached by all on the way. What a URL
cannot carry goes in the body of `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. The
checks and the warnings of options are those of the GET on each route, so its options are the start of each body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pollination_api.api.images import get_generate_image_prompt
from pollination_api.types import UNSET
from pollination_sdk._operations.parameters import generation
from pollination_sdk._operations.prompts import (
    arrives_in_url,
    check_prompt,
    image_prompt,
    join_reference_images,
    short_enough_for_get,
)
from pollination_sdk._responses.decode import read_medium
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.image_files import Image
    from pollination_sdk._operations.parameters import Extra

DEFAULT_MODEL = "zimage"
"""The model of the GET without `model`. The POST has another default, so it sends this one."""
DEFAULT_SEED = 42
"""The seed of the GET without `seed`. The POST would draw one, so it sends this one."""
_PLACEHOLDER = "image"
"""Stands for a prompt that the URL does not carry, in the call whose options are checked."""
_IGNORED = ("enhance", "negative_prompt")
"""The deprecated parameters, which the service ignores; a body leaves them out."""
_NOT_FOR_FILES = {"transparent": "transparent", "duration": "duration", "aspectRatio": "aspect_ratio", "audio": "audio"}
"""The options that the operation for edits lacks, by their names in the request."""
_IN_URL_ACCEPT = "image/*, video/*, application/json"


def in_url(prompt: str, options: Mapping[str, Any], urls: Any, extra: Extra) -> Call[Media]:
    """Build the GET; text that a URL cannot carry is replaced or refused.

    Args:
        prompt: The prompt.
        options: The options by the names of the generated builder, converted.
        urls: The URLs of reference images; None or `UNSET` for none.
        extra: Undocumented parameters.
    """
    return _get(image_prompt(prompt), options, urls, extra)


def _get(prompt: str, options: Mapping[str, Any], urls: Any, extra: Extra) -> Call[Media]:
    """Build the GET for a prompt that survives the URL."""
    joined = urls if urls is None or urls is UNSET else join_reference_images(urls)
    kwargs = get_generate_image_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        prompt, image=UNSET if joined is None else joined, **options
    )
    return generation(get_generate_image_prompt, kwargs, read_medium(None), extra, accept=_IN_URL_ACCEPT)


def check_route(route: Any) -> None:
    """Refuse a route that there is not.

    Raises:
        ArgumentError: It is no text.
        ArgumentValueError: It is another text.
    """
    if route is None or (isinstance(route, str) and route in {"get", "post"}):
        return
    kind = ArgumentValueError if isinstance(route, str) else ArgumentError
    raise kind(f"route takes 'get', 'post' or None, not {route!r}.")


def by_route(
    prompt: str, options: Mapping[str, Any], images: Sequence[Image], extra: Extra, route: str | None
) -> Call[Media]:
    """Build the call of `image`: the GET if it carries the prompt and the images as given, else a POST.

    Args:
        prompt: The prompt.
        options: The options by the names of the generated builder, converted.
        images: The reference images.
        extra: Undocumented parameters.
        route: `"post"` to force that; None to choose.
    """
    check_prompt(prompt)
    urls = [image for image in images if isinstance(image, str)]
    has_files = len(urls) < len(images)
    exact = arrives_in_url(prompt)
    call = _get(prompt if exact else _PLACEHOLDER, options, urls or None, extra)
    if has_files:
        _check_for_files(call)
    elif route is None and exact and short_enough_for_get(call.path, call.params):
        return call
    return _posted(prompt, call, images, has_files=has_files)


def _check_for_files(call: Call[Media]) -> None:
    """Refuse what the operation for edits does not take.

    Raises:
        ArgumentError: One of the options is not for images that are edited.
    """
    if found := [name for field, name in _NOT_FOR_FILES.items() if field in call.params]:
        raise ArgumentError(
            f"{found[0]}= does not go with files in image=: they are sent to the operation for edits, which lacks it. "
            "Upload them and give their URLs, or leave the option out."
        )


def _posted(prompt: str, call: Call[Media], images: Sequence[Image], *, has_files: bool) -> Call[Media]:
    """Return the call of a GET with a POST in its place. The checks of options read the GET's parameters."""
    from pollination_sdk._operations.image_bodies import ImagePost  # noqa: PLC0415 - most images are sent by GET

    options = {name: value for name, value in call.params.items() if name not in _IGNORED}
    if images:
        options.pop("image", None)
    defaults = {"seed": DEFAULT_SEED} if has_files else {"model": DEFAULT_MODEL, "seed": DEFAULT_SEED}
    post = ImagePost(prompt, {**defaults, **options}, images, edits=has_files, has_drawn_seed=call.has_drawn_seed)
    return attrs.evolve(call, prepare=post)
