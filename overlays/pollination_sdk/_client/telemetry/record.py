"""`CallRecord`: what is known of a call once it has ended, without prompts and keys."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - `typing.get_type_hints` reads it
from datetime import datetime  # noqa: TC003 - as above
from typing import Any, Literal

import attrs

from pollination_sdk._costs.cost import Cost  # noqa: TC001 - as above

CallOutcome = Literal["ok", "failed", "cancelled", "closed"]

_IN_LINE = ("status", "error", "error_code", "model_asked", "model", "attempts", "request_id")
"""The fields that a line of the log has as they are, after the method and the outcome."""


@attrs.frozen(kw_only=True)
class CallRecord:
    """What is known of a call once it has ended. It holds no prompt, no answer and no key.

    A call is one request with its retries. `parse`, `run_tools`, `embed` and uploads may send several, each with a
    record of its own, so that costs can be added up.

    Attributes:
        method: The method of the client, such as `image`. For calls without one, the operation.
        route: The operation that was called, by its operationId; see `Answer.route`.
        outcome: `ok`, `failed`, `cancelled`, or `closed` for a stream that was left before its end.
        status: The HTTP status of the last answer; None if none came.
        error: The class of the exception that ended the call, such as `RateLimitError`; None if there was none.
        error_code: The code in the service's error, such as `PAYMENT_REQUIRED`; None if there is none.
        model_asked: The model that was asked for; None if the service chose it.
        model: The model that was used; None if the answer does not name it.
        streamed: Whether the answer was read as a stream.
        started_at: When the call was made, in UTC.
        seconds: How long it took, with all attempts, waits and reads, until the end of a stream.
        first_byte: The seconds from its start to the head of the last answer; None if none came.
        first_item: The seconds from its start to the first data of a stream; None for other calls.
        attempts: The number of attempts; 0 if nothing was sent. A redirect is no attempt.
        bytes_sent: The bytes of the request bodies of all attempts.
        bytes_received: The bytes of all answers' bodies, as far as they were read, unpacked.
        usage: The billed units by name, as in `Answer.usage`; None if they are not known.
        cost: What the call has cost, and how that is known; see `Answer.cost`. No request is made for it.
        request_id: The id to quote in a support request, from `X-Request-Id`; None if there is none.
        answer_id: The `id` in the body of a chat's answer; None for others.
        finish_reasons: Why each choice of a chat ended, such as `stop`; empty for others.
        seed: The seed that was sent; None if there was none.
        cached: Whether the answer says that it was stored; None if it does not say.
        key_index: The position of the key that was used, from 0; None without a key or without an answer.
    """

    method: str
    """The method of the client, such as `image`. For calls without one, the operation."""
    route: str
    """The operation that was called, by its operationId; see `Answer.route`."""
    outcome: CallOutcome
    """`ok`, `failed`, `cancelled`, or `closed` for a stream that was left before its end."""
    status: int | None
    """The HTTP status of the last answer; None if none came."""
    error: str | None
    """The class of the exception that ended the call, such as `RateLimitError`; None if there was none."""
    error_code: str | None
    """The code in the service's error, such as `PAYMENT_REQUIRED`; None if there is none."""
    model_asked: str | None
    """The model that was asked for; None if the service chose it."""
    model: str | None
    """The model that was used; None if the answer does not name it."""
    streamed: bool
    """Whether the answer was read as a stream."""
    started_at: datetime
    """When the call was made, in UTC."""
    seconds: float
    """How long it took, with all attempts, waits and reads, until the end of a stream."""
    first_byte: float | None
    """The seconds from its start to the head of the last answer; None if none came."""
    first_item: float | None
    """The seconds from its start to the first data of a stream; None for other calls."""
    attempts: int
    """The number of attempts; 0 if nothing was sent. A redirect is no attempt."""
    bytes_sent: int
    """The bytes of the request bodies of all attempts."""
    bytes_received: int
    """The bytes of all answers' bodies, as far as they were read, unpacked."""
    usage: Mapping[str, float] | None = attrs.field(hash=False)
    """The billed units by name, as in `Answer.usage`; None if they are not known."""
    cost: Cost
    """What the call has cost, and how that is known; see `Answer.cost`. No request is made for it."""
    request_id: str | None
    """The id to quote in a support request, from `X-Request-Id`; None if there is none."""
    answer_id: str | None
    """The `id` in the body of a chat's answer; None for others."""
    finish_reasons: tuple[str, ...]
    """Why each choice of a chat ended, such as `stop`; empty for others."""
    seed: int | None
    """The seed that was sent; None if there was none."""
    cached: bool | None
    """Whether the answer says that it was stored; None if it does not say."""
    key_index: int | None
    """The position of the key that was used, from 0; None without a key or without an answer."""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values; the time is ISO text."""
        fields = attrs.asdict(self)
        usage = None if self.usage is None else dict(self.usage)
        reasons = list(self.finish_reasons)
        return {**fields, "started_at": self.started_at.isoformat(), "usage": usage, "finish_reasons": reasons}


def line_of(record: CallRecord) -> str:
    """Return a record as one line for the log, in the form `name=value`."""
    facts = {name: getattr(record, name) for name in _IN_LINE}
    facts |= {"seconds": f"{record.seconds:.3f}", "first_byte": _rounded(record.first_byte)}
    facts |= {"first_item": _rounded(record.first_item), "sent": record.bytes_sent, "received": record.bytes_received}
    facts |= {"cost": record.cost.pollen, **{unit: count for unit, count in (record.usage or {}).items() if count}}
    shown = " ".join(f"{name}={_shown(fact)}" for name, fact in facts.items() if fact is not None)
    return f"{record.method} ({record.route}) {record.outcome}: {shown}"


def _rounded(seconds: float | None) -> str | None:
    return None if seconds is None else f"{seconds:.3f}"


def _shown(fact: Any) -> Any:
    """Return a value as the line has it: a name that a user or the service chose cannot start a line of its own."""
    is_word = not isinstance(fact, str) or (fact.isprintable() and " " not in fact)
    return fact if is_word else repr(fact)
