"""What the two clients have in common: what they were told, how they are shown, compared, copied and pickled."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, Self

import attrs
import httpx

from pollination_sdk._client.settings import Settings
from pollination_sdk._engine.attempt import Attempt
from pollination_sdk._http.clients import OwnAsyncClient, OwnClient, own_request
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._secrets.keys import Source
from pollination_sdk._secrets.log_filter import protect_logs

if TYPE_CHECKING:
    from pollination_sdk._http.given_client import AsyncGivenClient, GivenClient

LEFT_OUT: Any = attrs.NOTHING
"""Says that an option was not given, which is not the same as None."""


class _Sender(Protocol):
    @property
    def is_closed(self) -> bool: ...

    def build_request(self, *args: Any, **kwargs: Any) -> Any: ...

    def send(self, *args: Any, **kwargs: Any) -> Any: ...


class HTTPClient(_Sender, Protocol):
    """Name what a sync client needs of an `httpx.Client`; that of httpx2 has it too."""

    def close(self) -> None:
        """Close the connections."""


class AsyncHTTPClient(_Sender, Protocol):
    """Name what an async client needs of an `httpx.AsyncClient`; that of httpx2 has it too."""

    async def aclose(self) -> None:
        """Close the connections."""


class ClientBase:
    """What both clients are told and remember."""

    _settings: Settings
    _pool: Any  # the connections; each client has its own kind

    def _configure(self, settings: Settings) -> None:
        protect_logs()
        self._settings = settings
        self._context = settings.context()
        self._owner = True

    @property
    def key_source(self) -> Source | None:
        """Where the key comes from: `argument`, the name of an environment variable, or None where there is none."""
        return self._settings.keys.source

    @property
    def base_url(self) -> str:
        """Where the service is."""
        return str(self._settings.base_url)

    def _limit(self, deadline: Deadline, *, stream: bool) -> Deadline:
        """Give the time for one attempt: a stream has its own limit for the first piece."""
        return deadline.within(self._settings.first_item_timeout) if stream else deadline

    def _sibling(self, **changes: Any) -> Self:
        """Make a sibling with some settings changed; keys come as `api_key`, as they do to the client."""
        told = {name: value for name, value in changes.items() if value is not LEFT_OUT}
        if "api_key" in told:
            told["keys"] = told.pop("api_key")
        sibling = object.__new__(type(self))
        _set_attributes(sibling, self._added())
        sibling._adopt(self, attrs.evolve(self._settings, **told), told)
        return sibling

    def _adopt(self, other: Self, settings: Settings, told: Mapping[str, Any]) -> None:
        """Begin as a sibling: with the other's connections and pace, and what it has learnt where that still holds."""
        self._configure(settings)
        self._pool, self._owner = other._pool, False
        self._context = attrs.evolve(self._context, rate_limiter=other._context.rate_limiter)
        if not told.keys() & {"keys", "base_url", "query_key"}:
            self._context = attrs.evolve(self._context, ring=other._context.ring)
        if "retry" not in told:
            self._context = attrs.evolve(self._context, budget=other._context.budget)
        if "base_url" in told:
            self._pool.check(settings.base_url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r}, key_source={self.key_source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClientBase) and type(other) is type(self) and self._settings == other._settings

    def __hash__(self) -> int:
        return hash((type(self), self.base_url))

    def _added(self) -> dict[str, Any]:
        """Return the attributes that a subclass has added, those in its `__slots__` too."""
        state: Any = object.__getstate__(self)
        named = state if isinstance(state, tuple) else (state,)
        return {name: value for part in named for name, value in (part or {}).items() if name not in _OWN}

    def __getstate__(self) -> tuple[Settings, dict[str, Any]]:
        """Return the settings and what a subclass has added: connections do not travel, nor do the client's keys."""
        return self._settings, self._added()

    def __setstate__(self, state: tuple[Settings, dict[str, Any]]) -> None:
        settings, added = state
        _set_attributes(self, added)
        self._start(settings)

    def _start(self, settings: Settings) -> None:
        """Start with settings and without connections."""
        raise NotImplementedError


_OWN = frozenset({"_owner", "_pool", "_settings", "_terms"})
"""The attributes of the clients themselves."""


def _set_attributes(client: ClientBase, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        object.__setattr__(client, name, value)


def request_of(
    http: "OwnClient | OwnAsyncClient | GivenClient | AsyncGivenClient",
    attempt: Attempt,
    limit: Deadline,
    *,
    idle: float | None = 0.0,
    started: list[object] | None = None,
) -> Any:
    """Build the request of an attempt afresh, with what a caller's own httpx client adds to every request.

    None of httpx's timeouts is longer than the time that is left, but for the reads of a stream.

    Args:
        http: What will send it.
        attempt: What to send.
        limit: When it must be over, or of a stream when its first piece must be there.
        idle: How long a stream may pause, which may be longer than that.
        started: Empty; our transports put something in once they begin to send. Nobody can tell that of others.
    """
    if not isinstance(http, (OwnClient, OwnAsyncClient)):
        if started is not None:
            started.append(http)
        return http.build(attempt, limit, idle)
    timeout = attempt.timeout.as_dict()
    if limit.seconds is not None:
        timeout = {name: limit.cut(seconds) for name, seconds in timeout.items()}
    read = timeout["read"]
    timeout["read"] = None if read is None or idle is None else max(read, idle)
    return own_request(attempt.method, attempt.url, attempt.headers, attempt.content, timeout, started=started)


def unsent(limit: Deadline) -> httpx.TimeoutException:
    """Make the outcome of an attempt for which no time was left; nothing was sent."""
    return httpx.ConnectTimeout(f"{limit.seconds:g} seconds were over before the request could be sent")


def to_be_read(response: httpx.Response, *, stream: bool) -> bool:
    """Tell whether an answer is read before it is judged: all but those that are handed over unread.

    Raises:
        httpx.RemoteProtocolError: It is an interim answer (1xx) in place of the final one, and has no end.
    """
    if response.status_code < 200:
        raise httpx.RemoteProtocolError(f"an interim answer came in place of the final one: {response.status_code}")
    return not (stream and response.is_success)
