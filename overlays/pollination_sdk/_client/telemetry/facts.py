"""What is known of a call while it runs, and the record that is made of it at its end."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from pollination_sdk._client.telemetry.record import CallRecord
from pollination_sdk._costs.cost import Cost
from pollination_sdk._engine.bill_headers import usage_in
from pollination_sdk._responses.answer import Answer, model_used, named_units, usage_of
from pollination_sdk._secrets.redact import redact
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from pollination_sdk._client.telemetry.record import CallOutcome
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.exchange import Delivery

_Used: TypeAlias = "tuple[str | None, Mapping[str, float] | None]"
"""The model that was used and the billed units, as far as they are known."""
Price: TypeAlias = "Callable[[Call[Any], str | None, Mapping[str, float] | None, Mapping[str, str]], Cost]"
"""Returns the cost of a call from its model, its units and the headers of its answer."""
_LONGEST = 200
"""The most characters of a text that the service has sent."""
_CODE = re.compile(r"[\w.:/-]{1,64}")
"""What codes look like. A service that writes a sentence in place of a code may quote the prompt."""
_NOTHING: Mapping[str, str] = {}


@attrs.define
class Facts:
    """What is known of a call while it runs.

    Args:
        call: The call.
        method: The name of the client's method; empty for calls without one.
        streamed: Whether the answer is read as a stream.
    """

    call: Call[Any]
    method: str
    streamed: bool = attrs.field(kw_only=True)
    started: float = 0.0
    """When it started, from `time.perf_counter`."""
    started_at: datetime = attrs.field(init=False)
    head_at: float | None = None
    """When the head of the last answer came, from `time.perf_counter`."""
    attempts: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    status: int | None = None
    delivery: Delivery | None = None
    value: Any = None
    """The value of the call, or its `Answer`."""
    stream: Any = None
    """The opened stream."""
    progress: Any = None
    """The reader of the stream."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the good answer; empty if none came."""
        return _NOTHING if self.delivery is None else self.delivery.response.headers

    @property
    def body(self) -> Any:
        """What was read of the body: a model of the answer, or the reader of a stream."""
        if self.streamed:
            return self.progress
        return self.value.value if isinstance(self.value, Answer) else self.value


def record_of(facts: Facts, price: Price, error: BaseException | None) -> CallRecord:
    """Return the record of a call that has ended.

    Args:
        facts: What is known of it.
        price: Returns what it has cost.
        error: What ended it; `GeneratorExit` for a stream that was closed early, None for a good end.
    """
    call, delivery = facts.call, facts.delivery
    outcome = _outcome(facts, error)
    model, usage = _used(facts)
    is_known = outcome in {"failed", "cancelled"} and error is not None
    own_error = error if isinstance(error, PollinationsError) else None  # the `code` of others may be any text
    request_id = facts.headers.get("x-request-id") or getattr(own_error, "request_id", None)
    cached = facts.headers.get("x-cache")
    return CallRecord(
        method=facts.method or call.operation,
        route=call.operation,
        outcome=outcome,
        status=getattr(own_error, "status", None) or facts.status,
        error=type(error).__name__ if is_known else None,
        error_code=_code(getattr(own_error, "code", None)),
        model_asked=_short(call.model),
        model=_short(model),
        streamed=facts.streamed,
        started_at=facts.started_at,
        seconds=time.perf_counter() - facts.started,
        first_byte=_since(facts, facts.head_at),
        first_item=_since(facts, _first_item_at(facts)),
        attempts=facts.attempts,
        bytes_sent=facts.bytes_sent,
        bytes_received=facts.bytes_received,
        usage=None if usage is None else {unit: usage[unit] for unit in usage if redact(unit) == unit},
        cost=_cost(facts, price, error, (model, usage)),
        request_id=_short(request_id),
        answer_id=_short(_answer_id(facts.body)),
        finish_reasons=_finish_reasons(facts.body),
        seed=call.seed,
        cached=None if cached is None else cached.strip().upper() == "HIT",
        key_index=None if delivery is None else delivery.key_index,
    )


def _outcome(facts: Facts, error: BaseException | None) -> CallOutcome:
    if error is None:
        return "ok"
    if isinstance(error, Exception):
        return "failed"
    if isinstance(error, GeneratorExit) and facts.stream is not None:
        return "ok" if getattr(facts.progress, "over", False) else "closed"
    return "cancelled"


def _used(facts: Facts) -> _Used:
    """Return the model that was used and the billed units, as far as the answer tells them."""
    headers, value = facts.headers, facts.value
    if isinstance(value, Answer):
        return value.model, value.usage
    if not facts.streamed:
        return model_used(value, headers), usage_of(value, headers)
    counted = facts.progress.usage if getattr(facts.progress, "over", False) else None
    return model_used(facts.progress, headers), usage_in(headers) or (named_units(counted) if counted else None)


def _cost(facts: Facts, price: Price, error: BaseException | None, used: _Used) -> Cost:
    """Return what a call has cost. A call that may have run costs something unknown, and a refused one nothing."""
    if isinstance(facts.value, Answer):
        return facts.value.cost
    is_known = used[1] is not None or not hasattr(facts.progress, "over")  # a chat tells its usage at its end
    if error is None or (facts.delivery is not None and is_known):
        return price(facts.call, *used, facts.headers)
    if (reason := _free_because(facts, error)) is not None:
        return Cost(0.0, "computed", reason)
    return Cost(None, "unknown", "the call may have run and been billed: client.reconcile() shows it, a minute later")


def _free_because(facts: Facts, error: BaseException) -> str | None:
    """Return why a call that did not end well costs nothing; None if it may cost something."""
    if not facts.call.can_bill:
        return "the operation is free"
    if facts.attempts == 0:
        return "nothing was sent"
    if getattr(facts.progress, "is_refusal", False):
        return "the service refused the call"
    is_refused = facts.delivery is None and isinstance(error, PollinationsError) and not error.may_be_billed
    return "the call failed, and is not billed" if is_refused else None


def _since(facts: Facts, moment: float | None) -> float | None:
    return None if moment is None else moment - facts.started


def _first_item_at(facts: Facts) -> float | None:
    if facts.stream is None:
        return None
    moment: float | None = getattr(facts.progress, "started_at", facts.stream.first_at)
    return moment


def _answer_id(body: Any) -> str | None:
    """Return the id of a chat's answer; the readers of other streams have none."""
    is_chat = hasattr(body, "choices") or hasattr(body, "finish_reasons")
    return getattr(body, "id", None) if is_chat else None


def _finish_reasons(body: Any) -> tuple[str, ...]:
    found = getattr(body, "finish_reasons", None)
    if found is None:
        choices = getattr(body, "choices", None)
        found = [getattr(choice, "finish_reason", None) for choice in choices] if isinstance(choices, list) else ()
    return tuple(code for reason in found if (code := _code(reason)) is not None)


def _short(text: Any) -> str | None:
    """Return a text of the service or of the caller without keys, and not too long; None for anything else."""
    return redact(text)[:_LONGEST] if isinstance(text, str) and text else None


def _code(text: Any) -> str | None:
    """Return a code of the service; None for anything that is no code."""
    return redact(text) if isinstance(text, str) and _CODE.fullmatch(text) else None
