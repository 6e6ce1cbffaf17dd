"""What an answer tells besides its value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs

from pollination_sdk._responses.decode import says_anything
from pollination_sdk._secrets.redact import scrub_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

T = TypeVar("T")


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

    @property
    def empty(self) -> bool:
        """Return True if the value is a text or a chat completion that says nothing: no text, sound or tool call.

        The service answers so now and then, with a status of success. Values of other kinds are never empty.
        """
        if isinstance(self.value, str):
            return not self.value or self.value.isspace()
        if not hasattr(self.value, "choices"):
            return False
        return not says_anything(cast("Any", self.value).to_dict())

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
