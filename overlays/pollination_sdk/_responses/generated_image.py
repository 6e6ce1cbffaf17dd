"""Read the JSON that holds a generated image or video, as base64 or as the URL of the stored file."""

from __future__ import annotations

import base64
import binascii
import contextlib
from typing import TYPE_CHECKING, Any, cast

import attrs

from pollination_sdk import types
from pollination_sdk._media.location import stored_at
from pollination_sdk._media.media import Media, read_media
from pollination_sdk._responses.decode import decode, read_json, unexpected
from pollination_sdk._secrets.redact import redact, scrub_response
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from pollination_sdk._media.check import Kind
    from pollination_sdk._responses.answer import Answer

_PLACE = "data[0].b64_json"
_ABOUT_FILE = {"x-model-used", "x-request-id", "x-cache", "x-safety-applied", "x-safety-redacted", "x-safety-status"}
"""The headers about a generated file, besides its usage."""


@attrs.frozen
class Generated:
    """What an answer with a generated file says.

    Args:
        file: The file, or its URL if the answer only names it.
        usage: The billed units in the body; None if there are none.
    """

    file: Media | str
    usage: Mapping[str, float] | None


def read_generated(expect: Kind | None) -> Callable[[httpx.Response], Generated]:
    """Return a reader of answers that hold the file; `media.url` is the URL in the headers or in the body."""

    def read(response: httpx.Response) -> Generated:
        body = read_json(response)
        image = _image_in(body, response)
        url = _url_of(image, response)
        if url is not None and not _text(image.b64_json):
            return Generated(url, _usage_in(body))
        try:
            media = read_media(_content(image, response), expect=expect, declared=_text(image.media_type))
        except UnexpectedResponseError as error:
            error.response = error.response or scrub_response(response)
            error.remarks += [] if url is None else [paid_at(url)]
            raise
        return Generated(attrs.evolve(media, url=url), _usage_in(body))

    return read


def read_url(response: httpx.Response) -> str:
    """Return the URL of the stored file.

    Raises:
        UnexpectedResponseError: The answer names none. If it holds the file, that is `partial` of the error.
    """
    image = _image_in(read_json(response), response)
    if (url := _url_of(image, response)) is not None:
        return url
    problem = "The answer does not name the URL of the file; ask for the whole file."
    error = unexpected(problem, response, "data[0].url")
    if _text(image.b64_json):
        with contextlib.suppress(UnexpectedResponseError):
            error.partial = read_media(_content(image, response), expect=None, declared=_text(image.media_type))
            error.remarks.append("The file came in the answer itself, and is paid for: error.partial is its Media.")
    raise error


def paid_at(url: str) -> str:
    """Return the remark that a generated file, which could not be read, is stored at a URL."""
    return f"The file is generated and paid for. The service keeps it for 30 days: {redact(url)}"


def with_usage(answer: Answer[Generated]) -> Answer[Media | str]:
    """Return the answer with its file as the value, and with the usage of its body if its headers have none."""
    made = answer.value
    usage = made.usage if answer.usage is None else answer.usage
    return attrs.evolve(cast("Answer[Media | str]", answer), value=made.file, usage=usage)


def headers_of_file(answer: Answer[str]) -> dict[str, str]:
    """Return the headers that the answer which names a file has about it: its URL, its model and its usage."""
    named = {
        name: value for name, value in answer.headers.items() if name in _ABOUT_FILE or name.startswith("x-usage-")
    }
    usage = {} if answer.response is None else _usage_in(read_json(answer.response)) or {}
    counted = {f"x-usage-{name.replace('_', '-')}": str(count) for name, count in usage.items()}
    known = named if any(name.startswith("x-usage-") for name in named) else {**named, **counted}
    return {**known, "link": f'<{answer.value}>; rel="enclosure"'}


def _usage_in(body: Any) -> Mapping[str, float] | None:
    """Return the billed units in the body of an answer; None if there are none."""
    usage = body.get("usage") if isinstance(body, dict) else None
    counted = usage.items() if isinstance(usage, dict) else ()
    return {name: count for name, count in counted if type(count) in {int, float}} or None


def _image_in(body: Any, response: httpx.Response) -> types.GeneratedImage:
    answer = decode(types.ImageGenerationAnswer, body, response)
    if not answer.data:
        raise unexpected("The answer breaks the contract: data is empty.", response, "data")
    return answer.data[0]


def _url_of(image: types.GeneratedImage, response: httpx.Response) -> str | None:
    return stored_at(response.headers) or _text(image.url) or None


def _content(image: types.GeneratedImage, response: httpx.Response) -> bytes:
    """Return the bytes of the file.

    Raises:
        UnexpectedResponseError: The answer does not hold them.
    """
    encoded = _text(image.b64_json)
    if not encoded:
        raise unexpected("The answer does not hold the file.", response, _PLACE)
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise unexpected("The file in the answer is not valid base64; ask again.", response, _PLACE) from error


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
