"""`Answer`: the value of a call with the metadata of its response."""

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
    """The value of a call with the metadata of its response.

    `attempts`, `elapsed` and `response` do not count when two answers are compared.
    """

    value: T
    """The value that the method returns without `detailed`."""
    status: int
    """The HTTP status."""
    headers: httpx.Headers = attrs.field(repr=False)
    """The headers of the response, without keys."""
    attempts: int = attrs.field(eq=False)
    """The number of attempts."""
    elapsed: float = attrs.field(eq=False)
    """The seconds that the whole call took, including waits."""
    request_id: str | None = None
    """The id to quote in a support request, from `X-Request-Id`."""
    model: str | None = None
    """The model that produced the answer, from `x-model-used` or the body."""
    model_substituted: bool | None = None
    """Whether it is another model than the one asked for; an id and its aliases are one model.

    None if the answer names no model, or if the alias asked for is unknown. The client learns aliases from each model
    list that it reads.
    """
    safety_applied: str | None = None
    """The safety checks that the request passed, from `X-Safety-Applied`."""
    safety_redacted: str | None = None
    """What a safety check removed from the request, from `X-Safety-Redacted`."""
    safety_status: str | None = None
    """The outcome of the safety checks, from `X-Safety-Status`."""
    cached: bool | None = None
    """Whether the answer says `X-Cache: HIT`; None if it does not say. A hit is no proof that the call was free."""
    usage: Mapping[str, float] | None = None
    """The billed units by name, from the `x-usage-*` headers or the body; None if there are none.

    The names are those of the prices, such as `prompt_cached_tokens`.
    """
    seed: int | None = None
    """The seed that was sent; None if there was none."""
    response: httpx.Response | None = attrs.field(default=None, repr=False, eq=False)
    """The HTTP response; the key is removed from its request."""

    @property
    def empty(self) -> bool:
        """Return True if the value is a text or a chat completion without text, audio and tool calls.

        The service sometimes sends such an answer, with a status of success. Values of other types are never empty.
        """
        if isinstance(self.value, str):
            return not self.value or self.value.isspace()
        if not hasattr(self.value, "choices"):
            return False
        return not says_anything(cast("Any", self.value).to_dict())

    def __hash__(self) -> int:
        """Hash only the compared fields that are always hashable."""
        return hash((self.status, self.request_id, self.model, self.seed))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the response, which may hold a connection; the other fields have its information."""
        state = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return {**state, "response": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


def model_used(value: Any, response: httpx.Response) -> str | None:
    """Return the model that produced an answer, from its headers or its body; None if they do not say."""
    return response.headers.get("x-model-used") or _text_or_none(getattr(value, "model", None))


def answer_of(
    value: T,
    response: httpx.Response,
    *,
    attempts: int,
    elapsed: float,
    seed: int | None,
    model_substituted: bool | None = None,
) -> Answer[T]:
    """Create the `Answer` for a value and its response."""
    scrubbed = scrub_response(response)
    headers = scrubbed.headers
    return Answer(
        value=value,
        status=response.status_code,
        headers=headers,
        attempts=attempts,
        elapsed=elapsed,
        request_id=headers.get("x-request-id"),
        model=model_used(value, scrubbed),
        model_substituted=model_substituted,
        safety_applied=headers.get("x-safety-applied"),
        safety_redacted=headers.get("x-safety-redacted"),
        safety_status=headers.get("x-safety-status"),
        cached=_cached(headers),
        usage=_usage(headers) or _usage_in(value),
        seed=seed,
        response=scrubbed,
    )


def _cached(headers: httpx.Headers) -> bool | None:
    value = headers.get("x-cache")
    return None if value is None else value.strip().upper() == "HIT"


def _usage(headers: httpx.Headers) -> dict[str, float]:
    prefix = "x-usage-"
    named = ((name.removeprefix(prefix), value) for name, value in headers.items() if name.startswith(prefix))
    counted = ((name.replace("-", "_"), _number(value)) for name, value in named)
    return {name: count for name, count in counted if count is not None}


def _usage_in(value: Any) -> dict[str, float] | None:
    to_dict = getattr(getattr(value, "usage", None), "to_dict", None)
    if to_dict is None:
        return None
    counts = to_dict()
    for kind in ("prompt", "completion"):
        details = counts.get(f"{kind}_tokens_details") or {}
        counts |= {f"{kind}_{name}": count for name, count in details.items()}
    return {name: count for name, count in counts.items() if isinstance(count, (int, float))}


def _number(text: str) -> float | None:
    try:
        return int(text) if text.isdecimal() else _finite(float(text))
    except ValueError:
        return None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
