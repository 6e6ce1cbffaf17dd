"""Spans and metrics of calls, with the API of OpenTelemetry alone.

This is imported once the program has imported that API, or with `POLLINATIONS_OTEL=1`. A call has a span of the kind
CLIENT, whose parent is the span that was current when the call was made. Each request of it has a child.

A provider and its processors are code of others. Whatever they raise is logged once, and no call fails by it.
"""

from __future__ import annotations

import functools
import logging
import threading
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import httpx
from opentelemetry import context as contexts
from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from pollination_sdk._client.telemetry import names
from pollination_sdk._client.telemetry.content import is_captured, messages_in, messages_out
from pollination_sdk._client.telemetry.metrics import Instruments
from pollination_sdk._client.telemetry.span_facts import asked, known_at_end, server_of, template_of
from pollination_sdk._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextvars import Token

    from opentelemetry.context import Context
    from opentelemetry.trace import Span, Tracer

    from pollination_sdk._client.telemetry.record import CallRecord
    from pollination_sdk._engine.attempt import Attempt, ClientContext
    from pollination_sdk._engine.call import Call

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger("pollination_sdk")
_first_failure = threading.Lock()
_PROPAGATOR = TraceContextTextMapPropagator()
_TRACEPARENT = "traceparent"
_ERROR = trace.Status(trace.StatusCode.ERROR)
_tracers: list[tuple[trace.TracerProvider, Tracer]] = []
"""The provider of the program and our tracer of it; making a tracer takes as long as a span."""


def harmless(function: Callable[P, T]) -> Callable[P, T | None]:
    """Let a function return None where it would raise: the call that it traces goes on. The first error is logged."""

    @functools.wraps(function)
    def traced(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return function(*args, **kwargs)
        except Exception:  # noqa: BLE001 - a provider, a sampler and a processor may raise anything
            if _first_failure.acquire(blocking=False):
                _log.warning(
                    "OpenTelemetry failed, so spans or metrics are incomplete. The calls are not changed, and no other "
                    "failure of it is logged. With opentelemetry-api below 1.30, install a newer one.",
                    exc_info=True,
                )
            return None

    return traced


@harmless
def call_span(call: Call[Any], context: ClientContext) -> CallSpan | None:
    """Return what traces a call; None if the program has set no provider.

    Args:
        call: The call.
        context: The settings of the client.
    """
    provider = trace.get_tracer_provider()
    is_unset = isinstance(provider, trace.ProxyTracerProvider)
    instruments = Instruments.current()
    if is_unset and instruments is None:
        return None
    return CallSpan(call, context, None if is_unset else _tracer(provider), instruments)


def _tracer(provider: trace.TracerProvider) -> Tracer:
    known = _tracers[-1] if _tracers else None
    if known is None or known[0] is not provider:
        known = (provider, provider.get_tracer(names.SCOPE, __version__, names.SCHEMA_URL))
        _tracers[:] = [known]
    return known[1]


class CallSpan:
    """The span of a call, those of its requests, and its values for the metrics.

    Args:
        call: The call.
        context: The settings of the client.
        tracer: Makes the spans; None if no provider of spans is set.
        instruments: Take the values; None if no provider of metrics is set.
    """

    def __init__(
        self, call: Call[Any], context: ClientContext, tracer: Tracer | None, instruments: Instruments | None
    ) -> None:
        self._call, self._context = call, context
        self._tracer, self._instruments = tracer, instruments
        self._parent: Context = contexts.get_current()
        self._own: Context = self._parent
        self._span: Span = trace.INVALID_SPAN
        self._request: Span | None = None
        self._attached: tuple[Context, Token[Context]] | None = None
        self._sent = 0

    @property
    def needs_record(self) -> bool:
        """Whether the record of the call is used at its end."""
        return self._instruments is not None or self._span.is_recording()

    @harmless
    def start(self, call: Call[Any], *, streamed: bool) -> None:
        """Start the span of the call."""
        self._call = call
        if self._tracer is None:
            return
        if isinstance(self._tracer, trace.NoOpTracer):  # it makes nothing, and the caller's trace goes on
            self._span = trace.NonRecordingSpan(trace.get_current_span(self._parent).get_span_context())
            return
        name, attributes = asked(call, self._context, streamed=streamed)
        self._span = self._tracer.start_span(name, self._parent, trace.SpanKind.CLIENT, attributes)
        self._own = trace.set_span_in_context(self._span, self._parent)

    @harmless
    def sent(self, attempt: Attempt) -> httpx.Headers | None:
        """Start the span of a request, make it the current one, and return the headers to send, if they change."""
        if self._tracer is None:
            return None
        self._sent += 1
        own = self._started(self._tracer, attempt) if self._span.is_recording() else self._own
        if not self._span.get_span_context().is_valid:
            return None
        if not attempt.foreign and _TRACEPARENT not in attempt.headers:
            carrier: dict[str, str] = {}
            _PROPAGATOR.inject(carrier, own)
            if carrier:
                headers = attempt.headers.copy()
                headers.update(carrier)
                return headers
        return None

    def _started(self, tracer: Tracer, attempt: Attempt) -> Context:
        attributes: dict[str, Any] = {names.HTTP_METHOD: attempt.method, **server_of(attempt.url)}
        template = None if attempt.foreign else template_of(self._call)
        if template is not None:
            attributes[names.URL_TEMPLATE] = template
        if self._sent > 1:
            attributes[names.HTTP_RESENDS] = self._sent - 1
        name = attempt.method if template is None else f"{attempt.method} {template}"
        self._request = tracer.start_span(name, self._own, trace.SpanKind.CLIENT, attributes)
        own = trace.set_span_in_context(self._request, self._own)
        self._attached = (own, contexts.attach(own))
        return own

    @harmless
    def detach(self) -> None:
        """Make the caller's span the current one again. In another context than that of `sent`, it is so already."""
        if self._attached is not None:
            own, token = self._attached
            self._attached = None
            if contexts.get_current() is own:
                contexts.detach(token)

    @harmless
    def answered(self, outcome: object) -> None:
        """End the span of a request."""
        if (span := self._request) is None:
            return
        self._request = None
        if isinstance(outcome, httpx.Response):
            span.set_attribute(names.HTTP_STATUS, outcome.status_code)
            if outcome.status_code >= 400:
                span.set_attribute(names.ERROR_TYPE, str(outcome.status_code))
                span.set_status(_ERROR)
        elif outcome is not None:
            span.set_attribute(names.ERROR_TYPE, type(outcome).__name__)
            span.set_status(_ERROR)
        span.end()

    def end(self, record: CallRecord | None, error: BaseException | None, body: Any) -> None:
        """End all spans, and hand the values of the call to the metrics.

        Args:
            record: The record of the call, if it is needed.
            error: What ended the call; None for a good end.
            body: What was read of the answer.
        """
        self.answered(error)
        if record is not None and self._span.is_recording():
            self._describe(record)
            if is_captured():
                self._add_content(body)
        self._finish()
        if record is not None:
            self._measure(record)

    @harmless
    def _describe(self, record: CallRecord) -> None:
        self._span.set_attributes(known_at_end(record))
        if record.error is not None:
            event = {names.EXCEPTION_TYPE: record.error}
            event |= {} if record.error_code is None else {names.ERROR_CODE: record.error_code}
            self._span.add_event(names.EXCEPTION, event)
            self._span.set_status(_ERROR)

    @harmless
    def _add_content(self, body: Any) -> None:
        self._span.set_attributes(messages_in(self._call) | messages_out(body))

    @harmless
    def _finish(self) -> None:
        self._span.end()

    @harmless
    def _measure(self, record: CallRecord) -> None:
        if self._instruments is not None:
            self._instruments.add(record, self._call, self._context)
