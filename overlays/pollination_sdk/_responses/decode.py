"""Decode good answers: JSON, models, media, and the text of a message in each form that models give it."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar, cast

from pollination_sdk._responses.schema_check import checker
from pollination_sdk._secrets.redact import scrub_response
from pollination_sdk._support.strict_json import REASONS, load_json
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from pollination_sdk._media.check import Kind
    from pollination_sdk._media.media import Media


class Model(Protocol):
    """The interface of all generated models."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Create the model from decoded JSON."""
        ...


M = TypeVar("M", bound=Model)
_log = logging.getLogger("pollination_sdk")


def read_model(component: type[M]) -> Callable[[httpx.Response], M]:
    """Return a reader of JSON answers that are one object of the contract; readers are cached."""
    return _reader(component)


@functools.cache  # a function of its own, as `cache` loses the types
def _reader(component: type[Any]) -> Callable[[httpx.Response], Any]:
    def read(response: httpx.Response) -> Any:
        return decode(component, read_json(response), response)

    return read


def read_models(component: type[M], listing: str) -> Callable[[httpx.Response], list[M]]:
    """Return a reader of JSON answers that are a list, named `listing` in the contract."""

    def read(response: httpx.Response) -> list[M]:
        from pollination_sdk._responses.listing import Listing  # noqa: PLC0415 - only lists of models need it

        data = _checked(listing, read_json(response), response)
        return Listing(_decoded(component, item, response) for item in data)

    return read


def decode(component: type[M], data: Any, response: httpx.Response | None = None) -> M:
    """Convert decoded JSON to a generated model.

    Raises:
        UnexpectedResponseError: A field is missing or of the wrong type; the message and `field` name it.
    """
    return _decoded(component, _checked(component.__name__, data, response), response)


def read_json(response: httpx.Response) -> Any:
    """Decode a JSON body.

    Raises:
        UnexpectedResponseError: It is empty, or is not JSON.
    """
    try:
        return load_json(response.content)
    except (ValueError, RecursionError) as error:
        refuse_instead(response, "JSON")
        raise unexpected(_no_json(response), response) from error


def _no_json(response: httpx.Response) -> str:
    """Describe a body that is not JSON."""
    size, media_type = len(response.content), media_type_in(response)
    if size and media_type.endswith("json"):
        return f"Valid JSON was expected, but the JSON that came, {size:,} bytes, is cut off or damaged."
    found = f"{size:,} bytes of {media_type}" if size else "nothing"
    return f"The service answered {found} where JSON was expected."


def read_medium(expect: Kind | None) -> Callable[[httpx.Response], Media]:
    """Return a reader of images and videos; None accepts both."""
    from pollination_sdk._media.media import read_media  # noqa: PLC0415 - only media answers need it

    def read(response: httpx.Response) -> Media:
        try:
            return read_media(response.content, expect=expect, response=response)
        except UnexpectedResponseError as error:
            error.response = scrub_response(response)  # only for an error, as it copies the whole answer
            raise

    return read


def unexpected(message: str, response: httpx.Response | None, field: str | None = None) -> UnexpectedResponseError:
    """Return the error for a successful answer that breaks the contract."""
    scrubbed = None if response is None else scrub_response(response)
    return UnexpectedResponseError(message, response=scrubbed, field=field)


def refuse_error(data: Any, response: httpx.Response | None) -> None:
    """Refuse an error that came with a status of success.

    Raises:
        UnexpectedResponseError: The data is an error; the message quotes its reason.
    """
    from pollination_sdk._failures.false_success import describe_error, holds_error  # noqa: PLC0415 - most calls succeed

    if holds_error(data):
        raise unexpected(describe_error(data, "an answer"), response)


def refuse_instead(response: httpx.Response, wanted: str) -> None:
    """Refuse an error or a web page that came with a status of success.

    Raises:
        UnexpectedResponseError: The answer is one; the message quotes its reason or its title.
    """
    from pollination_sdk._failures.false_success import describe_instead  # noqa: PLC0415 - most calls succeed

    if (problem := describe_instead(response.content, wanted, response)) is not None:
        raise unexpected(problem, response)


def _checked(component: str, data: Any, response: httpx.Response | None) -> Any:
    problem = checker(component)(data, component)
    if problem is None and not _suspicious(data):
        return data
    refuse_error(data, response)
    if problem is None:
        return data
    place, _, reason = problem.partition(": ")
    message = f"The answer breaks the contract: {place} is {reason}." if reason == "missing" else None
    field = place.removeprefix(component).removeprefix(".") or component
    raise unexpected(message or f"The answer breaks the contract: {problem}.", response, field)


def _decoded(component: type[M], data: Any, response: httpx.Response | None) -> M:
    try:
        return component.from_dict(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"The answer breaks the contract: {component.__name__} cannot be read ({type(error).__name__})."
        raise unexpected(message, response, component.__name__) from error


def _suspicious(data: Any) -> bool:
    """Return True if data that fits the contract may be an error, as most fields are optional."""
    if not isinstance(data, dict):
        return False
    if data.get("error") or data.get("success") is False or not REASONS.isdisjoint(data):
        return True
    choices = data.get("choices")
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict) and choice.get("error"):
            return True
    return False


def says_anything(completion: Any) -> bool:
    """Return True if a chat completion, as decoded JSON, has text, audio or a tool call in any choice."""
    choices = completion.get("choices") if isinstance(completion, dict) else None
    messages = [choice.get("message") for choice in choices or () if isinstance(choice, dict)]
    return any(isinstance(message, dict) and any(map(message.get, _SPOKEN)) for message in messages)


def warn_of_empty(response: httpx.Response) -> None:
    """Log a warning that a successful answer is empty."""
    _log.warning("The service answered without any text; request id: %s", response.headers.get("x-request-id"))


_SPOKEN = ("content", "content_blocks", "tool_calls", "function_call", "audio", "refusal")


def media_type_in(response: httpx.Response) -> str:
    """Return the media type in the `Content-Type` header, in lower case; the first if there are several."""
    content_type = cast("str", response.headers.get("content-type", ""))
    return content_type.partition(";")[0].partition(",")[0].strip().lower() or "unknown type"


def lossy_text(response: httpx.Response) -> str:
    """Decode a body by its charset, or as UTF-8 if that is not a text encoding. Never raises."""
    try:
        return response.text
    except (
        ValueError,
        LookupError,
        TypeError,
        AssertionError,
    ):  # all that codecs such as `hex`, `idna` and `rot13` raise
        return response.content.decode(errors="replace")


def text_in(content: Any) -> str:
    """Return the text of a `content` field, which may be a list of parts; empty if there is none."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def text_of_message(message: Any) -> str:
    """Return the text of a chat message, from `content` or its parts; empty if there is none."""
    if not isinstance(message, dict):
        return ""
    if isinstance(content := message.get("content"), str):
        return content
    blocks = message.get("content_blocks")
    return text_in(content or (blocks if isinstance(blocks, list) else None))
