"""`Answer`: the value of a call with the metadata of its response."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs

from pollination_sdk._engine.bill_headers import chosen_headers, usage_in
from pollination_sdk._responses.decode import says_anything
from pollination_sdk._secrets.redact import ScrubbedResponse, redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    import httpx

    from pollination_sdk._costs.cost import Cost
    from pollination_sdk.types import StoredFile

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_SHOWN = ("status", "model", "usage", "cost", "cached", "seed", "attempts", "request_id")
"""The fields that a representation shows besides the value."""
_NUMBERS = frozenset({int, float})
_DETAILS = (("prompt_", "prompt_tokens_details"), ("completion_", "completion_tokens_details"))
"""The fields of a chat's `usage` that have more units, and the start of the names of these."""
_LONGEST_VALUE = 200
"""The most characters of the value in a representation."""

_IN_HEADERS = {
    "x-request-id": "request_id",
    "x-safety-applied": "safety_applied",
    "x-safety-redacted": "safety_redacted",
    "x-safety-status": "safety_status",
}
"""The fields that are headers."""
_READ = frozenset({*_IN_HEADERS, "x-model-used", "x-cache", "x-pollen-cost"})
"""The headers that an answer reads."""


def _no_cost() -> Cost:
    """Return the cost of an answer that no client made."""
    from pollination_sdk._costs.cost import Cost  # noqa: PLC0415 - plain calls need no costs

    return Cost(None, "unknown", "The answer was not made by a client.")


@attrs.frozen(kw_only=True, repr=False)
class Answer(Generic[T_co]):
    """The value of a call with the metadata of its response.

    `attempts`, `elapsed`, `response`, `cost`, `sent_at` and `key_index` do not count when two answers are compared.

    Attributes:
        value: The value that the method returns without `detailed`.
        status: The HTTP status.
        headers: The headers of the response, without keys.
        attempts: The number of attempts.
        elapsed: The seconds that the whole call took, including waits.
        request_id: The id to quote in a support request.
        model: The model that produced the answer.
        model_substituted: Whether it is another model than the one asked for; None if unknown.
        safety_applied: The safety checks that the request passed.
        safety_redacted: What a safety check removed from the request.
        safety_status: The outcome of the safety checks.
        cached: Whether the answer says that it was stored; None if it does not say.
        usage: The billed units by name; None if there are none.
        seed: The seed that was sent; None if there was none.
        route: The operation that was called, by its operationId; None for an answer that no client made.
        uploads: The files that were uploaded for this call, see `auto_upload`.
        strict: Whether `parse` sent the strict form of the schema; None for other methods.
        cost: What the call has cost, and how that is known.
        sent_at: When the call was sent; None for an answer that no client made.
        key_index: The position of the key that was used, from 0; None without a key.
        response: The HTTP response; the key is removed from its request.
    """

    value: T_co
    """The value that the method returns without `detailed`."""
    status: int
    """The HTTP status."""
    headers: httpx.Headers
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
    route: str | None = None
    """The operation that was called, by its operationId; None for an answer that no client made.

    Methods with several operations choose the one that carries the arguments. So `image` has the route
    `get_generate_image_prompt`, `post_v1_images_generations` or `post_v1_images_edits`.
    """
    uploads: tuple[StoredFile, ...] = ()
    """The files that were uploaded for this call, because of `auto_upload=True`."""
    strict: bool | None = None
    """Whether `parse` sent the strict form of the schema, which forces the answer to fit; None for other methods."""
    cost: Cost = attrs.field(factory=_no_cost, eq=False)
    """What the call has cost, and how that is known; see `Cost`. No request is made for it.

    It is unknown until the client has read a price list: by `estimate`, `spend_limit=` or, for the models in it, a list
    such as `text_models()`. `models()` leaves prices out.
    """
    sent_at: datetime | None = attrs.field(default=None, eq=False)
    """When the first request of the call was sent; None for an answer that no client made."""
    key_index: int | None = attrs.field(default=None, eq=False)
    """The position of the key that was used, from 0; None without a key."""
    _response: httpx.Response | ScrubbedResponse | None = attrs.field(default=None, eq=False, alias="response")

    if not TYPE_CHECKING:  # type checkers would accept any name

        def __getattr__(self, name: str) -> Any:
            """Make the headers at their first use: few ask for them, and hiding keys takes as long as reading facts."""
            if name != "headers":
                return object.__getattribute__(self, name)  # raises what the first look-up has raised
            object.__setattr__(self, "headers", self._response.headers)
            return self.headers

    @property
    def response(self) -> httpx.Response | None:
        """The HTTP response; the key is removed from its request. It is made at the first use."""
        if isinstance(self._response, ScrubbedResponse):
            _, copy = self.headers, self._response.copy()  # the headers first: those of the copy are its own
            object.__setattr__(self, "_response", copy)
        return cast("httpx.Response | None", self._response)

    @property
    def content(self) -> bytes:
        """The decoded body of the response, with the keys hidden, also without a copy of the response.

        Empty for an answer that no client made.
        """
        return b"" if self._response is None else self._response.content

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

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values, as `to_jsonable` does, without `response` and the bytes of media."""
        from pollination_sdk._responses.jsonable import to_described  # noqa: PLC0415 - few answers are written as JSON

        names = [field.name for field in attrs.fields(type(self)) if field.name != "_response"]
        return {name: to_described(getattr(self, name)) for name in names}

    def to_json(self) -> str:
        """Return `to_dict()` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the items of `to_dict()`, so that `dict(answer)` is the same."""
        return iter(self.to_dict().items())

    def __repr__(self) -> str:
        facts = {name: getattr(self, name) for name in _SHOWN} | {"cost": self.cost.pollen}
        fields = [f"{name}={fact!r}" for name, fact in facts.items() if fact is not None]
        return f"Answer({', '.join([f'value={_shortened(repr(self.value))}', *fields])})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic, and so FastAPI, write the answer as `to_dict` does."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only pydantic calls this

        written = core_schema.plain_serializer_function_ser_schema(cls.to_dict)
        return core_schema.is_instance_schema(cls, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the answer for the page of an API."""
        properties: dict[str, Any] = {field.name: {} for field in attrs.fields(cls) if field.name != "_response"}
        return {"type": "object", "title": cls.__name__, "properties": properties}

    def __hash__(self) -> int:
        """Hash only the compared fields that are always hashable."""
        return hash((self.status, self.request_id, self.model, self.seed))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the response, which may hold a connection; the other fields have its information."""
        state = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return {**state, "_response": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


def model_used(value: Any, headers: Mapping[str, str]) -> str | None:
    """Return the model that produced an answer, from its headers or its body; None if they do not say."""
    return headers.get("x-model-used") or _text_or_none(getattr(value, "model", None))


def answer_of(
    value: T,
    response: httpx.Response,
    price: Callable[[str | None, Mapping[str, float] | None, Mapping[str, str]], Cost] | None,
    *,
    substituted: Callable[[str | None], bool | None],
    keys: object = None,
    **known: Any,
) -> Answer[T]:
    """Create the `Answer` for a value and its response.

    Args:
        value: The value.
        response: The response, which has been read.
        price: Returns the cost of an answer from its model, its units and its headers; None if that is known later.
        substituted: Returns whether another model than the one asked for was used.
        keys: The keys of the client, which are hidden in the response.
        known: The fields that the response does not tell.
    """
    headers = response.headers
    read = _read(headers)
    model, usage = model_used(value, read), usage_of(value, headers)
    for name, field in _IN_HEADERS.items() if read else ():
        known[field] = read.get(name)
    answer = Answer(
        value=value,
        status=response.status_code,
        headers=headers,
        model=model,
        model_substituted=substituted(model),
        cached=read["x-cache"].strip().upper() == "HIT" if "x-cache" in read else None,
        usage=usage,
        cost=_no_cost() if price is None else price(model, usage, read),
        response=ScrubbedResponse(response, keys),
        **known,
    )
    object.__delattr__(answer, "headers")  # they have keys; see `Answer.__getattr__`
    return answer


def _read(headers: httpx.Headers) -> dict[str, str]:
    """Return the headers that an answer reads, by their names in lower case and without keys."""
    read = chosen_headers(headers, _READ)
    joined = "\n".join(read.values())
    if not joined or redact(joined) == joined:  # the usual case, in one check
        return read
    return {name: redact(value) for name, value in read.items()}


def usage_of(value: Any, headers: Mapping[str, str]) -> dict[str, float] | None:
    """Return the billed units by name, from the headers of an answer or its body; None if there are none."""
    return usage_in(headers) or usage_in_value(value)


def usage_in_value(value: Any) -> dict[str, float] | None:
    """Return the units that the value of an answer counts, such as a completion; None if it counts none."""
    to_dict = getattr(getattr(value, "usage", None), "to_dict", None)
    return None if to_dict is None else named_units(to_dict())


def named_units(usage: Mapping[str, Any]) -> dict[str, float]:
    """Return the units of a chat's `usage` by the names that prices have, with those of its details."""
    counts = dict(usage)
    for kind, details_name in _DETAILS:
        details = counts.get(details_name)
        if isinstance(details, dict):
            for name, count in details.items():
                counts[kind + name] = count
    return {name: count for name, count in counts.items() if type(count) in _NUMBERS}


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
