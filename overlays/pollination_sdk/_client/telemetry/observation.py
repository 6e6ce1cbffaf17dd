"""Follow one call from its start to its end, and tell what is known of it then.

The drivers hand over what happens: the steps of the exchange, the answer, and the end. Nothing here sends, waits or
changes the outcome of a call.
"""

from __future__ import annotations

import contextvars
import logging
import os
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

import attrs
import httpx

from pollination_sdk._client.telemetry.facts import Facts, record_of
from pollination_sdk._client.telemetry.on_call import write_line
from pollination_sdk._engine.attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Generator

    from pollination_sdk._client.telemetry.facts import Price
    from pollination_sdk._client.telemetry.on_call import OnCall
    from pollination_sdk._client.telemetry.otel import CallSpan
    from pollination_sdk._client.telemetry.record import CallRecord
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.exchange import Delivery, Step

_log = logging.getLogger("pollination_sdk")


class Observation:
    """One call, followed from outside. As a context manager, it ends with its block.

    Args:
        call: The call.
        method: The name of the client's method; empty for calls without one.
        on_call: The function that gets the record.
        price: Returns what the call has cost.
        span: Traces the call; None if no provider of OpenTelemetry is set.
        streamed: Whether the answer is read as a stream. The call then starts when the stream opens.
    """

    def __init__(
        self,
        call: Call[Any],
        method: str,
        on_call: OnCall | None,
        price: Price,
        *,
        span: CallSpan | None = None,
        streamed: bool = False,
    ) -> None:
        self._on_call, self._price, self._span = on_call, price, span
        self._facts = Facts(call, method, streamed=streamed)
        self._is_redirected = False
        self._last: httpx.Response | None = None
        self._needs_record = True
        # A stream may be dropped, and then ends in the task of another user of the program.
        self._caller = contextvars.copy_context() if streamed and on_call is not None else None
        self._is_open, self._process = False, 0
        self._ending = threading.Lock()
        if not streamed:
            self.start(call)

    def start(self, call: Call[Any]) -> None:
        """Start the clock.

        Args:
            call: The call that is sent; for a stream, the one that its preparation has made.
        """
        facts = self._facts
        facts.call, facts.started, facts.started_at = call, time.perf_counter(), datetime.now(UTC)
        self._is_open, self._process = True, os.getpid()
        if self._span is not None:
            self._span.start(call, streamed=facts.streamed)
            is_shown = self._on_call is not None or _log.isEnabledFor(logging.DEBUG)
            self._needs_record = is_shown or self._span.needs_record

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.end(error)

    def steps(self, steps: Generator[Step, Any, Delivery]) -> Generator[Step, Any, Delivery]:
        """Pass on the steps of an exchange and their outcomes, and note each attempt of the caller's request."""
        outcome = None
        try:
            while True:
                step = steps.send(outcome)
                if isinstance(step, Attempt) and step.within is None:
                    try:
                        outcome = yield self._sent(step)
                    finally:
                        if self._span is not None:
                            self._span.detach()
                    self._answered(outcome)
                else:
                    outcome = yield step
        except StopIteration as done:
            delivery: Delivery = done.value
            self._facts.delivery = delivery
            return delivery
        finally:
            steps.close()

    def _sent(self, attempt: Attempt) -> Attempt:
        facts = self._facts
        facts.attempts += not self._is_redirected
        facts.bytes_sent += 0 if attempt.content is None else len(attempt.content)
        self._forget_last()
        headers = None if self._span is None else self._span.sent(attempt)
        if headers is None and not self._needs_record:
            return attempt
        return attrs.evolve(attempt, on_head=self._head_came, headers=headers or attempt.headers)

    def _head_came(self) -> None:
        self._facts.head_at = time.perf_counter()

    def _answered(self, outcome: Any) -> None:
        self._is_redirected = isinstance(outcome, httpx.Response) and outcome.next_request is not None
        self._last = outcome if isinstance(outcome, httpx.Response) else None
        if self._span is not None:
            self._span.answered(outcome)

    def _forget_last(self) -> None:
        """Count the bytes of the last answer, whose body is complete or closed."""
        if self._last is not None:
            self._facts.bytes_received += self._last.num_bytes_downloaded
            self._facts.status = self._last.status_code
            self._last = None

    def answer(self, value: Any) -> None:
        """Take the value of the call, or its `Answer`."""
        self._facts.value = value

    def opened(self, stream: Any, progress: Any) -> None:
        """Take the opened stream of the answer and its reader; the stream tells its end by `end`."""
        self._facts.stream, self._facts.progress = stream, progress

    def end(self, error: BaseException | None = None) -> None:
        """End the call, unless it has ended. Nothing that fails here is raised.

        Args:
            error: What ended it; `GeneratorExit` for a stream that was closed early, None for a good end.
        """
        if not self._is_open or self._process != os.getpid():  # a forked child closes what its parent reads
            return
        if not self._ending.acquire(blocking=False):  # another thread may close a stream while this one reads it
            return
        self._is_open, record = False, None
        try:
            record = self._record(error)
        except Exception:  # noqa: BLE001 - a call is never changed by who looks at it
            _log.warning("What is known of a call could not be collected.", exc_info=True)
        if self._span is not None:
            self._span.end(record, error, self._facts.body)
        if self._on_call is None or record is None:
            return
        if self._caller is None:
            self._on_call(record)
        else:
            self._caller.run(self._on_call, record)

    def _record(self, error: BaseException | None) -> CallRecord | None:
        """Return the record of the call, and write its line; None if it is not needed."""
        if not self._needs_record:
            return None
        self._forget_last()
        record = record_of(self._facts, self._price, error)
        write_line(record, self._on_call)
        return record
