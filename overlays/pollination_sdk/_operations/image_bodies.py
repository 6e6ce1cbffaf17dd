"""The bodies of `POST /v1/images/generations` and `POST /v1/images/edits`, and how their answers are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pollination_api.api.images import post_v1_images_edits, post_v1_images_generations
from pollination_sdk._engine.call import Call, changed
from pollination_sdk._operations.forms import encode_form
from pollination_sdk._operations.local_files import File
from pollination_sdk._operations.parameters import Fields, generation
from pollination_sdk._operations.stored_files import fetch_media
from pollination_sdk._responses.generated_image import headers_of_file, paid_at, read_generated, read_url, with_usage
from pollination_sdk._support.file_types import SUFFIXES
from pollination_sdk.errors import PollinationsError, PromptError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from pollination_sdk._media.check import Kind
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.image_files import Image
    from pollination_sdk._responses.answer import Answer

LONGEST_PROMPT = 32_000
"""Characters in UTF-16, as the contract has it for both bodies."""
_DEFAULT_SIDE = 1024


def _check_length(_: object, __: object, prompt: str) -> None:
    """Refuse a prompt that is longer than the service takes."""
    size = len(prompt.encode("utf-16-le")) // 2
    if size > LONGEST_PROMPT:
        problem = (
            f"The prompt has {size:,} characters in UTF-16, where an emoji counts as two, and the service takes "
            f"{LONGEST_PROMPT:,}: shorten it."
        )
        raise PromptError(problem, size=size, limit=LONGEST_PROMPT)


@attrs.frozen
class ImagePost:
    """A request for an image whose prompt and options are in a body. It is a `Preparation` of the call for the GET.

    Args:
        prompt: The prompt, sent as given.
        options: The options by the names of the GET.
        images: The reference images, or the images to edit.
        edits: Whether the operation is that for edits.
        has_drawn_seed: Whether the seed was drawn for this call.
        expect: The kind of the file; None accepts an image and a video.
    """

    prompt: str = attrs.field(validator=_check_length)
    options: Mapping[str, Any]
    images: Sequence[Image] = attrs.field(repr=False)
    edits: bool
    has_drawn_seed: bool
    expect: Kind | None = None

    def __call__(self, call: Call[Any], _: object) -> Generator[Call[Any], Answer[Any], Answer[Media]]:
        """Send the POST, with the options of the caller, and read the file from its URL if the answer only names it.

        The answer has the seed of the call, as that of the GET has; the default one is left out.
        """
        answer = yield with_options_of(call, self.call())
        if isinstance(answer.value, str):
            answer = yield from _downloaded(call, answer, self.expect)
        return attrs.evolve(answer, seed=call.seed)

    def call(self) -> Call[Media | str]:
        """Build the POST whose answer holds the file, or its URL if the service does not know `b64_json`."""
        asked = {} if self.edits else {"response_format": "b64_json"}  # edits have no other format everywhere
        return changed(self._call(asked, read_generated(self.expect)), finish=with_usage)

    def call_for_url(self) -> Call[str]:
        """Build the POST whose answer names the URL of the stored file."""
        return self._call({"response_format": "url"}, read_url)

    @property
    def _operation(self) -> Any:
        return post_v1_images_edits if self.edits else post_v1_images_generations

    def _call(self, asked: Mapping[str, Any], read: Any) -> Call[Any]:
        fields = {"prompt": self.prompt, **_with_size(self.options), **asked}
        kwargs = self._operation._get_kwargs(body=Fields(fields))  # noqa: SLF001 - as above
        form: dict[str, Any] = {}
        if any(isinstance(image, File) for image in self.images):
            form = {**encode_form({**fields, "image": _named(self.images)}, ["image"]), "body": None}
        else:
            kwargs["json"] = {**fields, **_linked(self.images, edits=self.edits)}
        made = generation(self._operation, kwargs, read)
        seed = self.options.get("seed")
        seed = seed if isinstance(seed, int) else None
        return changed(made, seed=seed, has_drawn_seed=self.has_drawn_seed, **form)


@attrs.frozen
class ImageDownload:
    """An image that is read as a stream: a POST that is paid for, then the download of the file, which is free.

    Args:
        post: The request.
    """

    post: ImagePost

    def __call__(self, call: Call[Any], _: object) -> Generator[Call[Any], Answer[str], Call[Any]]:
        """Send the POST, and return the call that reads the file. Its errors tell the URL of the paid file."""
        answer = yield with_options_of(call, self.post.call_for_url())
        paid = paid_at(answer.value)
        try:
            download = fetch_media(answer.value, self.post.expect)
        except PollinationsError as error:
            error.remarks.append(paid)
            raise
        known = headers_of_file(answer)
        return changed(with_options_of(call, download), remarks=(paid,), known_headers=known)


def _downloaded(
    call: Call[Any], answer: Answer[Any], expect: Kind | None
) -> Generator[Call[Any], Answer[Media], Answer[Media]]:
    """Read the paid file that an answer names. The errors tell its URL."""
    try:
        file = yield with_options_of(call, fetch_media(answer.value, expect))
    except PollinationsError as error:
        error.remarks.append(paid_at(answer.value))
        raise
    return attrs.evolve(
        answer,
        value=attrs.evolve(file.value, url=answer.value),
        attempts=answer.attempts + file.attempts,
        elapsed=answer.elapsed + file.elapsed,
    )


def with_options_of(call: Call[Any], other: Call[Any]) -> Call[Any]:
    """Return another call with the options of the caller that a call has."""
    return changed(
        other,
        timeout=call.timeout,
        headers=call.headers,
        connect_timeout=call.connect_timeout,
        idle_timeout=call.idle_timeout,
    )


def _with_size(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with `size` in place of the width and the height, of which a missing one is 1024."""
    others = {name: value for name, value in options.items() if name not in {"width", "height"}}
    if len(others) < len(options):
        width, height = (options.get(side, _DEFAULT_SIDE) for side in ("width", "height"))
        others["size"] = f"{width}x{height}"
    return others


def _linked(images: Sequence[Any], *, edits: bool) -> dict[str, Any]:
    """Return the field for the URLs of images: one URL, or a list in the form of the operation."""
    if not images:
        return {}
    if len(images) == 1:
        return {"image": images[0]}
    return {"image": [{"image_url": url} for url in images] if edits else list(images)}


def _named(images: Sequence[Image]) -> list[Image]:
    """Return the images of a form, the files named by their types: so the same file from any source is equal."""
    return [
        image if isinstance(image, str) else image._replace(name=f"image{SUFFIXES[image.media_type]}")
        for image in images
    ]
