"""The common part of the sync and async clients: settings, repr, equality, copies and pickles."""

import functools
import logging
import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs
import httpx

from pollination_sdk._client.call_log import Metering
from pollination_sdk._client.settings import Settings
from pollination_sdk._engine.attempt import Attempt, ClientContext, draft
from pollination_sdk._engine.bill_headers import bill_headers
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import LISTS
from pollination_sdk._engine.exchange import Delivery
from pollination_sdk._http.clients import own_request
from pollination_sdk._http.deadline import LIMITS, Deadline, LimitError
from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport
from pollination_sdk._responses.answer import Answer, answer_of, model_used, usage_in_value
from pollination_sdk._secrets.log_filter import protect_logs
from pollination_sdk.errors import ArgumentError, UnexpectedResponseError

if TYPE_CHECKING:
    from pollination_sdk._client.telemetry.observation import Observation
    from pollination_sdk._client.telemetry.otel import CallSpan
    from pollination_sdk._costs.spending.limit import SpendLimit
    from pollination_sdk._http.given_client import AsyncGivenClient, GivenClient
    from pollination_sdk._responses.opened import Progress

T = TypeVar("T")

_UNCHARGED: nullcontext[None] = nullcontext()
_log = logging.getLogger("pollination_sdk")
_OTEL = "opentelemetry.trace"
"""The module that a program has imported if it has set a provider of OpenTelemetry."""

LEFT_OUT: Any = attrs.NOTHING
"""The default of an option that is left out; None is a value of its own."""


_SHARED: dict[str, set[str]] = {
    "rate_limiter": {"max_per_second"},
    "ring": {"keys", "base_url", "query_key"},
    "catalogue": {"base_url", "model_lookup"},
    "call_log": {"keys", "base_url"},
    "budget": {"retry"},
    "spending": {"spend_limit", "allow_unpriced"},
}
"""The state that a copy of a client shares with it, each with the settings whose change gives the copy its own."""


class Unobserved:
    """Stand in for an observation where calls are not observed. See `_client.telemetry.observation`."""

    __slots__ = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def start(self, call: Call[Any]) -> None:
        """Do nothing."""

    def steps(self, steps: T) -> T:
        """Return the steps of the exchange."""
        return steps

    def answer(self, value: object) -> None:
        """Do nothing."""

    def opened(self, stream: object, progress: object) -> None:
        """Do nothing."""

    def end(self, error: BaseException | None = None) -> None:
        """Do nothing."""


_UNOBSERVED = Unobserved()


@functools.cache
def _tracing() -> "Callable[[Call[Any], ClientContext], CallSpan | None]":
    """Return the function that traces a call. An `import` in each call would cost more than the rest."""
    try:
        from pollination_sdk._client.telemetry.otel import call_span  # noqa: PLC0415 - few programs trace
    except (ImportError, AttributeError):  # the program has an OpenTelemetry of its own, which may be any
        _log.warning("Calls are not traced: the extra otel needs opentelemetry-api 1.30 or newer.", exc_info=True)
        return lambda *_: None
    return call_span


class ClientBase(Metering):
    """The settings and the state of a client."""

    _settings: Settings
    _pool: Any  # the connections; each client has its own kind
    _in_flight: Any  # the limit on concurrent calls; as above

    def _configure(self, settings: Settings) -> None:
        protect_logs()
        self._settings = settings
        self._context = settings.context()
        self._owner = self._is_traced = True
        if setting := os.environ.get("POLLINATIONS_OTEL"):
            from pollination_sdk._client.telemetry.switch import is_wanted  # noqa: PLC0415 - few programs set it

            self._is_traced = is_wanted(setting)

    @property
    def key_source(self) -> str | None:
        """The source of the key: `argument`, the name of an environment variable, the path of the file, or None."""
        return self._settings.keys.source

    @property
    def key_expires_at(self) -> datetime | None:
        """When the key ends, if it is a stored one of a sign-in, or came from `login`; None if that is not known."""
        return self._settings.keys.expires_at

    @property
    def base_url(self) -> str:
        """The URL of the service."""
        return str(self._settings.base_url)

    @property
    def media_url(self) -> str:
        """The URL of the host of stored files."""
        return str(self._settings.url_of("media_url"))

    @property
    def enter_url(self) -> str:
        """The URL of the host of keys and sign-in."""
        return str(self._settings.url_of("enter_url"))

    @property
    def spent(self) -> float | None:
        """The pollen that the calls under `spend_limit` have cost; None without a limit.

        It counts the calls of all clients that share the limit; see `SpendLimit.spent`.
        """
        limit = self._settings.spend_limit
        return None if limit is None else limit.spent

    @property
    def spend_limit(self) -> "SpendLimit | None":
        """The limit on the spending of this client, which shows what is left; None without a limit."""
        return self._settings.spend_limit

    @property
    def reserved(self) -> float | None:
        """The pollen that `spend_limit` has reserved for calls in flight and open streams; None without a limit."""
        limit = self._settings.spend_limit
        return None if limit is None else limit.reserved

    def _deadline(self, call: Call[Any]) -> Deadline:
        """Return the deadline of a whole call, from now on."""
        return Deadline.of(self._settings.timeout if call.timeout == "client" else call.timeout)

    def _limit(self, deadline: Deadline, *, stream: bool) -> Deadline:
        """Return the deadline of one attempt; for a stream, that of the first item."""
        return deadline.within(self._settings.first_item_timeout) if stream else deadline

    def _observed(self, call: Call[Any], method: str, *, streamed: bool = False) -> "Observation | Unobserved":
        """Return what follows a call for `on_call`, the log and OpenTelemetry.

        Args:
            call: The call.
            method: The name of the client's method; empty for calls without one.
            streamed: Whether the answer is read as a stream.
        """
        span, on_call = None, self._settings.on_call
        if self._is_traced and _OTEL in sys.modules:
            span = _tracing()(call, self._context)
        if span is None and on_call is None and not _log.isEnabledFor(logging.DEBUG):
            return _UNOBSERVED
        from pollination_sdk._client.telemetry.observation import Observation  # noqa: PLC0415 - most calls need none

        return Observation(call, method, on_call, self._cost, span=span, streamed=streamed)

    def _preparation(self, call: Call[Any]) -> Generator[Call[Any], Any, Any] | None:
        """Return the requests that come before that of a call; None if there are none.

        Raises:
            PromptError: The call itself is too large to be sent, so that no request has to come before it.
        """
        if call.prepare is None:
            return None
        if call.check_first:
            draft(call, self._context, None)
        return call.prepare(call, self._settings.auto_upload)

    def _value_of(self, call: Call[T], delivery: Delivery) -> T:
        """Return the value of a call, and settle what a spend limit has reserved for it."""
        if (charge := delivery.charge) is None:
            return self._read(call, delivery)
        value = None
        try:
            value = self._read(call, delivery)
            return value
        finally:  # an answer that cannot be read was generated all the same, and its headers may tell the cost
            if not charge.settle_by(headers := delivery.response.headers, delivery.key_index):
                named, units = bill_headers(headers)
                charge.settle(model_used(value, named), units or usage_in_value(value), named, delivery.key_index)

    @staticmethod
    def _charged(delivery: Delivery, progress: "Progress") -> AbstractContextManager[object]:
        """Return a context manager that settles, at the end of a stream, what a spend limit has reserved for it."""
        if delivery.charge is None:
            return _UNCHARGED
        from pollination_sdk._client.stream_charge import StreamCharge  # noqa: PLC0415 - few clients have a limit

        return StreamCharge(delivery.charge, delivery, progress)

    def _read(self, call: Call[T], delivery: Delivery) -> T:
        """Return the value of a call, and take the models in the value of a list."""
        try:
            value = call.read(delivery.response)
        except UnexpectedResponseError as error:
            from pollination_sdk._failures.operation_advice import after_unknown  # noqa: PLC0415 - as below
            from pollination_sdk._failures.unread_answer import add_call  # noqa: PLC0415 - most answers can be read

            headers = delivery.response.headers
            remarks = call.remarks if call.free or call.can_bill else (*call.remarks, after_unknown(call.operation))
            add_call(error, headers, attempts=delivery.attempts, free=not call.can_bill, remarks=remarks)
            if call.can_bill:
                self._note(call, delivery, None, None)
            raise
        if call.free:
            self._learn(call.operation, value, delivery)
        return value

    def _learn(self, operation: str, value: Any, delivery: Delivery) -> None:
        """Take the models in the value of a list, and whether an app made the key."""
        if operation in LISTS:
            self._context.catalogue.learn(delivery.response.content)
        elif operation == "get_account_key" and delivery.key_index is not None and hasattr(value, "byop_client_key_id"):
            self._context.ring.learn_app(delivery.key_index, of_app=value.byop_client_key_id is not None)

    def _value_noted(self, call: Call[T], delivery: Delivery) -> T:
        """Return the value of a call, and note what the call has used."""
        value = self._value_of(call, delivery)
        if call.can_bill:
            self._note(call, delivery, getattr(value, "usage", None), getattr(value, "model", None))
        return value

    def _answer_of(self, call: Call[Any], value: T, delivery: Delivery, elapsed: float) -> Answer[T]:
        """Return the value of a call with the metadata of its answer."""
        price = functools.partial(self._cost, call)
        state = self._context.catalogue.state  # before the cost: another thread may read a list in between
        answer = answer_of(
            value,
            delivery.response,
            price if call.finish is None else None,
            substituted=functools.partial(self._context.catalogue.substituted, call.model),
            keys=self._settings.keys,
            attempts=delivery.attempts,
            elapsed=elapsed,
            seed=call.seed,
            route=call.operation,
            sent_at=datetime.fromtimestamp(delivery.sent_at, UTC),
            key_index=delivery.key_index,
        )
        if call.finish is not None:
            answer = call.finish(answer)
            answer = attrs.evolve(answer, cost=price(answer.model, answer.usage, answer.headers))
        if call.can_bill:
            facts = (("x-request-id", answer.request_id), ("x-cache", "HIT" if answer.cached else None))
            headers = {name: fact for name, fact in facts if fact is not None}
            self._note(call, delivery, answer.usage, answer.model, cost=answer.cost, headers=headers, state=state)
        return answer

    def _with_key(self, index: int | None) -> Self:
        """Return a client that sends calls with one of the keys; None for the client's own choice."""
        keys = self._settings.keys.values
        return self if index is None or len(keys) < 2 else self._sibling(api_key=keys[index])

    def _sibling(self, **changes: Any) -> Self:
        """Create a client with some settings changed; keys are passed as `api_key`, as to the client."""
        changes = {name: value for name, value in changes.items() if value is not LEFT_OUT}
        if "api_key" in changes:
            changes["keys"] = changes.pop("api_key")
        sibling = object.__new__(type(self))
        _set_attributes(sibling, self._added_attributes())
        sibling._start_as_sibling(self, self._settings.changed(changes), changes)
        return sibling

    def _start_as_sibling(self, other: Self, settings: Settings, changes: Mapping[str, Any]) -> None:
        """Start as a sibling that shares the other client's connections and, if still valid, its limits and state."""
        self._configure(settings)
        self._pool, self._owner = other._pool, False
        own_limit = "max_in_flight" in changes
        self._in_flight = type(other._in_flight)(settings.max_in_flight) if own_limit else other._in_flight
        shared = {name for name, own in _SHARED.items() if not changes.keys() & own}
        self._context = attrs.evolve(self._context, **{name: getattr(other._context, name) for name in shared})
        self._check_environment(changes)

    def _check_environment(self, changed: Iterable[str]) -> None:
        """Check the environment variables that calls to new URLs depend on."""
        for name in ("base_url", "media_url", "enter_url"):
            if name in changed and (url := getattr(self._settings, name)) is not None:
                self._pool.check(url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r}, key_source={self.key_source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClientBase) and type(other) is type(self) and self._settings == other._settings

    def __hash__(self) -> int:
        return hash((type(self), self.base_url))

    def _added_attributes(self) -> dict[str, Any]:
        """Return the attributes that a subclass has added, also those in `__slots__`."""
        state: Any = object.__getstate__(self)
        named = state if isinstance(state, tuple) else (state,)
        return {name: value for part in named for name, value in (part or {}).items() if name not in _OWN}

    def __getstate__(self) -> tuple[Settings, dict[str, Any]]:
        """Return the settings and the attributes of subclasses; connections and keys are not pickled.

        Raises:
            ArgumentError: The client has a `spend_limit`.
        """
        if self._settings.spend_limit is not None:
            raise ArgumentError(
                "A client with spend_limit= cannot be pickled or copied: each copy would spend the whole amount. "
                "Pickle client.with_options(spend_limit=None), and give each copy a limit of its own. In this "
                "process, with_options() makes copies that share the limit."
            )
        return self._settings, self._added_attributes()

    def __setstate__(self, state: tuple[Settings, dict[str, Any]]) -> None:
        settings, added = state
        _set_attributes(self, added)
        self._start(settings)

    def _start(self, settings: Settings) -> None:
        """Start with settings and without connections."""
        raise NotImplementedError


_OWN = frozenset({"_context", "_in_flight", "_is_traced", "_owner", "_pool", "_settings"})
"""The attributes of the clients themselves."""


def _set_attributes(client: ClientBase, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        object.__setattr__(client, name, value)


def request_of(
    http: "PooledTransport | AsyncPooledTransport | GivenClient | AsyncGivenClient",
    attempt: Attempt,
    limit: Deadline,
    *,
    idle: float | None = 0.0,
    started: list[object] | None = None,
) -> Any:
    """Build the httpx request of an attempt, with the defaults of the caller's own httpx client if there is one.

    No timeout of httpx is longer than the time that is left, except for the reads of a stream.

    Args:
        http: The client that will send the request.
        attempt: The attempt.
        limit: The deadline of the attempt; for a stream, that of its first item.
        idle: The most seconds between two items of a stream, which may be longer than the time until `limit`.
        started: A list that our transports append to when they start to write. For other transports, which do not
            report it, the request counts as started.
    """
    if not isinstance(http, (PooledTransport, AsyncPooledTransport)):
        if started is not None:
            started.append(http)
        if b"key=" in attempt.url.query:
            from pollination_sdk._client.telemetry.instrumented import warn_of_key_in_span  # noqa: PLC0415 - rarely needed

            warn_of_key_in_span(http.client)
        return http.build(attempt, limit, idle)
    content: Any = attempt.content
    if not isinstance(content, bytes | None):
        content = content.pieces() if isinstance(http, PooledTransport) else content.async_pieces()
    limits = attempt.timeout.as_dict()
    timeout: dict[str, float | None]
    if (left := limit.remaining()) is None:
        timeout = {**limits}
    else:
        timeout = {name: left if seconds is None else min(left, seconds) for name, seconds in limits.items()}
    read = timeout["read"]
    timeout["read"] = None if read is None or idle is None else max(read, idle)
    request = own_request(
        attempt.method,
        attempt.url,
        attempt.headers,
        content,
        timeout,
        started=started,
        public_only=attempt.public_only,
    )
    if limit.seconds is not None:
        request.extensions[LIMITS] = limits, limit.seconds
    return request


def unsent(attempt: Attempt, limit: Deadline) -> httpx.TimeoutException:
    """Return the outcome of an attempt that was not sent because no time was left."""
    extensions = {LIMITS: (attempt.timeout.as_dict(), limit.seconds)}
    return httpx.ConnectTimeout("", request=httpx.Request(attempt.method, attempt.url, extensions=extensions))


def named_limit(error: Exception, limit: Deadline, *, stream: bool) -> Exception:
    """Return an error that names the limit of a stream's first item if that has passed; else the error itself."""
    is_late = isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout, TimeoutError))
    if not stream or not is_late or not limit.passed:
        return error
    late = LimitError.of("first_item_timeout", limit.seconds)
    late.__context__ = error
    return late


def should_read(response: httpx.Response, *, stream: bool) -> bool:
    """Return True if the body of an answer is to be read at once; False for the good answer of a stream.

    Raises:
        httpx.RemoteProtocolError: It is an interim answer (1xx) instead of the final one, and has no end.
    """
    if response.status_code < 200:
        raise httpx.RemoteProtocolError(f"an interim answer came in place of the final one: {response.status_code}")
    return not (stream and response.is_success)
