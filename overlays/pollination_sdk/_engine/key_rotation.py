"""Choose the next key and its placement, and put a key on a request. Nothing here sends.

The service reads the header before `?key=`. It answers 401 to a key that is refused, 402 to one without pollen, and
429 to one that is rate limited.
"""

from __future__ import annotations

import functools
import time
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs
import httpx

from pollination_sdk._engine.key_hold import RateLimitHold
from pollination_sdk._http.server_url import is_loopback, origin
from pollination_sdk._secrets.keys import Keys, resolve_keys
from pollination_sdk.errors import ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pollination_sdk.errors import PollinationsError

__all__ = ["KeyPlacement", "KeyRing", "KeyRotation", "Keys", "may_carry_key_in_query", "resolve_keys"]

QueryKey = Literal["auto", "always", "never"]
Kind = Literal["header", "query"]


@attrs.frozen
class KeyPlacement:
    """The key of a request, by its position from 0, and the place of the key: header or query."""

    index: int
    kind: Kind


_placement = functools.cache(KeyPlacement)  # calls with equal placements share one object


def may_carry_key_in_query(url: httpx.URL | str) -> bool:
    """Return True if a URL may contain a key: it uses https, or its host is this machine."""
    url = httpx.URL(url)
    return url.scheme == "https" or is_loopback(url.host)


class KeyRing:
    """The keys of one client, with the key and the placement that work; safe to share between threads and tasks.

    Each field is written by a single assignment, and a race that loses one does no harm. So there is no lock that a
    fork could leave locked.

    Args:
        keys: The client's keys.
        base_url: The URL of the service.
        query_key: `"auto"` falls back to `?key=` when the header does not arrive, `"always"` uses
            `?key=` from the start, `"never"` does not use it.

    Raises:
        ArgumentValueError: `query_key` is none of the three, or is `"always"` for a URL that others could read.
    """

    def __init__(self, keys: Keys, *, base_url: httpx.URL | str, query_key: QueryKey = "auto") -> None:
        if not isinstance(query_key, str) or query_key not in get_args(QueryKey):
            raise ArgumentValueError(f'query_key is "auto", "always" or "never", not {query_key!r}.')
        safe = may_carry_key_in_query(base_url)
        if query_key == "always" and not safe:
            raise ArgumentValueError('query_key="always" needs https or a loopback address as base_url.')
        self.keys = keys
        self.base_url = httpx.URL(base_url)
        self.query_key: QueryKey = query_key
        self.may_fall_back = query_key == "auto" and safe
        self.current = 0
        self.holds: dict[int | None, RateLimitHold] = {}
        """The holds of rate-limited keys, by the position of the key; None stands for calls without a key."""
        self.kind: Kind = "query" if query_key == "always" else "header"
        self._others: dict[httpx.URL, KeyRing] = {}
        self.of_app: Mapping[int | None, bool | None] = {}
        """Whether each key was made through an app, which may add to the price; None for one that does not say.

        By the position of the key. A key that nobody has asked about is missing. It is
        another object after each change.
        """
        self.has_warned = False
        """Whether the warning that the key is sent in the URL has been given."""

    def __repr__(self) -> str:
        return f"KeyRing({self.keys!r}, query_key={self.query_key!r})"

    def __reduce__(self) -> tuple[Callable[..., KeyRing], tuple[Any, ...]]:
        return _rebuild_ring, (self.keys, str(self.base_url), self.query_key)

    def at(self, url: httpx.URL) -> KeyRing:
        """Return the ring of the same keys at another host of the service; at the host of `base_url` it is this one.

        Another host may be reached in another way, so the placement that works there is learned there.
        """
        if origin(url) == origin(self.base_url):
            return self
        if url not in self._others:
            self._others[url] = KeyRing(self.keys, base_url=url, query_key=self.query_key)
        return self._others[url]

    def learn_app(self, index: int, *, of_app: bool | None) -> None:
        """Take whether a key was made through an app; None for one that does not say."""
        self.of_app = {**self.of_app, index: of_app}

    def rotation(self) -> KeyRotation:
        """Start the key rotation of one call."""
        return KeyRotation(self)

    def stamp(
        self, url: httpx.URL, headers: httpx.Headers, placement: KeyPlacement | None
    ) -> tuple[httpx.URL, httpx.Headers]:
        """Return copies of a request's URL and headers, with the key in its place."""
        headers = httpx.Headers(headers, encoding="ascii")
        if placement is None:
            return url, headers
        if "authorization" in headers:  # the service would read it instead of `?key=`
            del headers["authorization"]
        key = self.keys.values[placement.index]
        if placement.kind == "query":
            return url.copy_set_param("key", key), headers
        headers["authorization"] = f"Bearer {key}"
        return url, headers


def _rebuild_ring(keys: Keys, base_url: str, query_key: QueryKey) -> KeyRing:
    return KeyRing(keys, base_url=base_url, query_key=query_key)


_TRY_NEXT_KEY = frozenset({401, 402, 403, 429})
# A key that is refused or has no pollen stays so during a call; a rate-limited key works again after a wait.
_HOPELESS = frozenset({401, 402, 403})


class KeyRotation:
    """The key rotation of one call; not shared between calls.

    `placement` is the key of the next request, None without a key. Call `start` before each request, then
    `mark_success` or `refused`. The first request with each key is not counted as an attempt; `prepare_retry` chooses
    the key of a further attempt.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._count = len(ring.keys.values)
        self._answers: dict[int, tuple[int, str]] = {}
        self._tried: set[int] = set()
        self._ready: dict[int | None, float] = {}
        self._with_retry_after: set[int | None] = set()
        self._fell_back = False
        self._keeps_key = False
        self._round = 0
        self.placement = _placement(self._first(), ring.kind) if self._count else None

    def _first(self) -> int:
        """Choose the client's current key, or the next one that is not held back after a 429."""
        holds, current = self._ring.holds, self._ring.current
        if not holds:
            return current
        return min(self._from(current), key=self._remaining)

    @property
    def hold(self) -> RateLimitHold | None:
        """The rate limit hold of the current key; None if there is none."""
        return self._ring.holds.get(self.index)

    @property
    def index(self) -> int | None:
        """The position of the current key; None without a key."""
        return None if self.placement is None else self.placement.index

    def start(self) -> KeyPlacement | None:
        """Record that a request is about to be sent, and return the placement of its key."""
        if self.placement is not None:
            self._tried.add(self.placement.index)
        if self._ring.holds:
            hold = self.hold
            self._round = 0 if hold is None else hold.round
        return self.placement

    def rate_limited(self, seconds: float, *, from_service: bool, hold: bool) -> None:
        """Record that the service answered 429.

        Args:
            seconds: The seconds during which the key must not be used.
            from_service: Whether the service asked for that wait. Without a `Retry-After` the limit is that of the IP
                address, so the other keys that were refused without one have to wait as long.
            hold: Whether to hold back all calls of the client on this key.
        """
        (self._with_retry_after.add if from_service else self._with_retry_after.discard)(self.index)
        ready = time.monotonic() + seconds
        self._ready[self.index] = ready
        if not from_service:
            self._ready.update(dict.fromkeys(self._ready.keys() - self._with_retry_after, ready))
        if hold:
            self._ring.holds.setdefault(self.index, RateLimitHold()).refused(self._round, seconds)

    def not_rate_limited(self) -> None:
        """End the key's hold, because the service answered with another status than 429."""
        if self._ring.holds and (hold := self.hold) is not None:
            hold.accepted(self._round)

    def keep_key(self) -> None:
        """Use no other key for this call, because the request may run: another key could be billed for it again."""
        self._keeps_key = True

    def refused(self, status: int, *, missing: bool = False, reason: str = "") -> KeyPlacement | None:
        """Return the placement to try at once after a 401, 402, 403 or 429; None if there is none left.

        Args:
            status: The HTTP status of the answer.
            missing: Whether the service says that no key arrived, although one was sent.
            reason: The reason in the answer, already redacted; used in the remarks.
        """
        if self.placement is None or status not in _TRY_NEXT_KEY:
            return None
        if missing and self._ring.may_fall_back and not self._fell_back:
            self._fell_back = True
            other: Kind = "header" if self.placement.kind == "query" else "query"
            self.placement = _placement(self.placement.index, other)
            return self.placement
        self._tried.add(self.placement.index)
        self._answers[self.placement.index] = (status, reason)
        if self._keeps_key:
            return None
        untried = [index for index in self._from(self.placement.index) if index not in self._tried]
        return self._move(next((index for index in untried if not self._remaining(index)), None))

    def mark_success(self) -> None:
        """Store the key placement that worked for the client's later calls."""
        if self.placement is not None:
            self._ring.kind = self.placement.kind
        self.not_rate_limited()

    def prepare_retry(self) -> KeyPlacement | None:
        """Choose the key of the next attempt: after a 429 the one that is usable first, otherwise the same."""
        if self.placement is not None and self.placement.index in self._answers:
            self._move(min(self._recoverable(), key=self._remaining, default=None))
        return self.placement

    def least_wait(self) -> float:
        """Return the seconds until the first of the keys that can recover is usable."""
        return min(map(self._remaining, self._recoverable()), default=0.0)

    def remarks(self) -> list[str]:
        """List the answer to each key, by position; empty if there is only one key."""
        if self._count < 2:
            return []
        return [
            f"key {index + 1} of {self._count}: {status} {reason}".rstrip()
            for index, (status, reason) in sorted(self._answers.items())
        ]

    def add_remarks(self, error: PollinationsError) -> None:
        """Add the answer to each key to an error."""
        error.remarks += self.remarks()

    def _from(self, index: int) -> list[int]:
        """List the positions of all keys, starting with this one."""
        return [(index + step) % self._count for step in range(self._count)]

    def _recoverable(self) -> list[int | None]:
        if self.placement is None:
            return [None]
        if self._keeps_key:
            return [self.placement.index]
        hopeless = {index for index, (status, _) in self._answers.items() if status in _HOPELESS}
        return [index for index in self._from(self.placement.index) if index not in hopeless]

    def _remaining(self, index: int | None) -> float:
        """Return the seconds until a key is usable."""
        hold = self._ring.holds.get(index)
        own = self._ready.get(index, 0.0) - time.monotonic()
        return max(own, 0.0 if hold is None else hold.remaining(), 0.0)

    def _move(self, following: int | None) -> KeyPlacement | None:
        if following is None or self.placement is None:
            return None
        if self._ring.current == self.placement.index:  # another call may have changed it meanwhile
            self._ring.current = following
        self.placement = _placement(following, self.placement.kind)
        return self.placement
