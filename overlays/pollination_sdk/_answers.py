"""How a good answer is read, and what it tells besides its value."""

from __future__ import annotations

import functools
import json
import math
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, cast

import attrs

from pollination_sdk._json import load_json
from pollination_sdk._redact import redact, scrub_response
from pollination_sdk._shape import checker
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from pollination_sdk._media import Media
    from pollination_sdk._media_check import Kind

T = TypeVar("T")


class Model(Protocol):
    """What all generated models can do."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        ...


M = TypeVar("M", bound=Model)


@attrs.frozen(kw_only=True)
class Answer(Generic[T]):
    """Hold what a call returns, and what the service tells about it.

    Equal to another by value, status and headers.
    """

    value: T
    """What the plain verb returns."""
    status: int
    """The HTTP status."""
    headers: httpx.Headers = attrs.field(repr=False)
    """The headers of the answer, without keys."""
    attempts: int = attrs.field(eq=False)
    """How often the call was sent in all."""
    elapsed: float = attrs.field(eq=False)
    """How long the call took in all, waits included, in seconds."""
    request_id: str | None = None
    """What to name when asking for help, from `X-Request-Id`."""
    model: str | None = None
    """The model that really worked on it, from `x-model-used` or the body."""
    cached: bool | None = None
    """Whether it came from the service's cache, free of charge; None where the service does not tell."""
    usage: Mapping[str, float] | None = None
    """What was counted, by name, from the `x-usage-*` headers or the body; None where neither tells."""
    seed: int | None = None
    """The seed that was sent, drawn or chosen; None where none was."""
    response: httpx.Response | None = attrs.field(default=None, repr=False, eq=False)
    """The answer as it came, its request without the key."""

    def __hash__(self) -> int:
        """Hash what is always hashable of what makes two equal; a value or headers may not be."""
        return hash((self.status, self.request_id, self.model, self.seed))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the response: an open connection cannot travel, and the rest says what it says."""
        state = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return {**state, "response": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


def answer_of(value: T, response: httpx.Response, *, attempts: int, elapsed: float, seed: int | None) -> Answer[T]:
    """Put together what a value's response tells about it."""
    scrubbed = scrub_response(response)
    headers = scrubbed.headers
    return Answer(
        value=value,
        status=response.status_code,
        headers=headers,
        attempts=attempts,
        elapsed=elapsed,
        request_id=headers.get("x-request-id"),
        model=headers.get("x-model-used") or _text_or_none(getattr(value, "model", None)),
        cached=_cached(headers),
        usage=_usage(headers) or _usage_in(value),
        seed=seed,
        response=scrubbed,
    )


@functools.cache
def read_model(component: type[M]) -> Callable[[httpx.Response], M]:
    """Return a reader of JSON answers that are one object of the contract."""

    def read(response: httpx.Response) -> M:
        return decode(component, read_json(response), response)

    return read


def read_models(component: type[M], listing: str) -> Callable[[httpx.Response], list[M]]:
    """Return a reader of JSON answers that are a list, named `listing` in the contract."""

    def read(response: httpx.Response) -> list[M]:
        data = _checked(listing, read_json(response), response)
        return [_decoded(component, item, response) for item in data]

    return read


def decode(component: type[M], data: Any, response: httpx.Response | None = None) -> M:
    """Make a generated model of decoded JSON.

    Raises:
        UnexpectedResponseError: A field is missing or of the wrong type; the message and `field` name it.
    """
    return _decoded(component, _checked(component.__name__, data, response), response)


def read_json(response: httpx.Response) -> Any:
    """Decode a JSON body.

    Raises:
        UnexpectedResponseError: It is empty, or something else than JSON.
    """
    try:
        return load_json(response.content)
    except (ValueError, RecursionError) as error:
        what = f"{len(response.content):,} bytes of {media_type_in(response)}" if response.content else "nothing"
        raise unexpected(f"The service answered {what} where JSON was expected.", response) from error


def read_medium(expect: Kind | None) -> Callable[[httpx.Response], Media]:
    """Return a reader of pictures and videos; None takes either."""
    from pollination_sdk._media import read_media  # noqa: PLC0415 - only these need to know what a picture is

    def read(response: httpx.Response) -> Media:
        try:
            return read_media(response.content, expect=expect)
        except UnexpectedResponseError as error:
            error.response = scrub_response(response)  # only now: it is a copy of the whole answer
            raise

    return read


def unexpected(message: str, response: httpx.Response | None, field: str | None = None) -> UnexpectedResponseError:
    """Make the error for a success that breaks the contract."""
    scrubbed = None if response is None else scrub_response(response)
    return UnexpectedResponseError(message, response=scrubbed, field=field)


def refuse_envelope(data: Any, response: httpx.Response | None) -> None:
    """Refuse an error in the service's envelope that came with a status of success.

    Raises:
        UnexpectedResponseError: It is one; the message quotes it.
    """
    if isinstance(data, dict) and data.get("success") is False:
        raise unexpected(f"The service answered an error as a success: {redact(json.dumps(data))[:500]}", response)


def _checked(component: str, data: Any, response: httpx.Response | None) -> Any:
    refuse_envelope(data, response)
    problem = checker(component)(data, component)
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


def media_type_in(response: httpx.Response) -> str:
    """Return the type that an answer claims to be of, in lower case."""
    content_type = cast("str", response.headers.get("content-type", ""))
    return content_type.partition(";")[0].strip().lower() or "unknown type"


def _cached(headers: httpx.Headers) -> bool | None:
    told = headers.get("x-cache")
    return None if told is None else told.strip().upper() == "HIT"


def _usage(headers: httpx.Headers) -> dict[str, float]:
    prefix = "x-usage-"
    told = ((name.removeprefix(prefix), value) for name, value in headers.items() if name.startswith(prefix))
    counted = ((name.replace("-", "_"), _number(value)) for name, value in told)
    return {name: value for name, value in counted if value is not None}


def _usage_in(value: Any) -> dict[str, float] | None:
    to_dict = getattr(getattr(value, "usage", None), "to_dict", None)
    if to_dict is None:
        return None
    return {name: count for name, count in to_dict().items() if isinstance(count, (int, float))}


def _number(text: str) -> float | None:
    try:
        return int(text) if text.isdecimal() else _finite(float(text))
    except ValueError:
        return None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
