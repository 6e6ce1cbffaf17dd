"""Which key comes next, by which road, and how one is put on a request. Decides, never sends.

Read the facts in sections 2 and 3 of the service's behaviour: the header wins over `?key=`, a
refused key answers 401, an empty one 402, a busy one 429.
"""

from __future__ import annotations

import functools
import ipaddress
import time
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs
import httpx

from pollination_sdk._secrets.keys import Keys, resolve_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk._engine.key_hold import RateLimitHold
    from pollination_sdk.errors import PollinationsError

__all__ = ["KeyRing", "KeyRotation", "Keys", "KeyPlacement", "may_carry_key_in_query", "resolve_keys"]

QueryKey = Literal["auto", "always", "never"]
Kind = Literal["header", "query"]


@attrs.frozen
class KeyPlacement:
    """Name how a request carries its key: which one, by position from 0, and where."""

    index: int
    kind: Kind


_placement = functools.cache(KeyPlacement)  # calls that take the same one share it


def may_carry_key_in_query(url: httpx.URL | str) -> bool:
    """Tell whether a URL may hold a key: over https, or on this machine."""
    url = httpx.URL(url)
    if url.scheme == "https" or url.host == "localhost" or url.host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:  # a name, not an address
        return False


class KeyRing:
    """Remember for one client which key and which road work; safe across threads and tasks.

    Its fields are single assignments that can be lost to a race without harm, so there is no
    lock that a fork could leave taken.

    Args:
        keys: The client's keys.
        base_url: Where they are sent.
        query_key: `"auto"` falls back to `?key=` when the header does not arrive, `"always"` uses
            it from the start, `"never"` not at all.

    Raises:
        ValueError: `query_key` is none of the three, or is `"always"` where a URL may be read.
    """

    def __init__(self, keys: Keys, *, base_url: httpx.URL | str, query_key: QueryKey = "auto") -> None:
        if query_key not in get_args(QueryKey):
            raise ValueError(f'query_key is "auto", "always" or "never", not {query_key!r}.')
        safe = may_carry_key_in_query(base_url)
        if query_key == "always" and not safe:
            raise ValueError('query_key="always" needs https or a loopback address as base_url.')
        self.keys = keys
        self.base_url = httpx.URL(base_url)
        self.query_key: QueryKey = query_key
        self.may_fall_back = query_key == "auto" and safe
        self.current = 0
        self.holds: dict[int | None, RateLimitHold] = {}
        """The keys that the service rate limits, by position; None stands for calls without a key."""
        self.kind: Kind = "query" if query_key == "always" else "header"
        self.has_warned = False
        """Whether the client has been warned that its key is sent in the URL."""

    def __repr__(self) -> str:
        return f"KeyRing({self.keys!r}, query_key={self.query_key!r})"

    def __reduce__(self) -> tuple[Callable[..., KeyRing], tuple[Any, ...]]:
        return _ring_again, (self.keys, str(self.base_url), self.query_key)

    def rotation(self) -> KeyRotation:
        """Begin the search for a key that works, for one call."""
        return KeyRotation(self)

    def stamp(
        self, url: httpx.URL, headers: httpx.Headers, placement: KeyPlacement | None
    ) -> tuple[httpx.URL, httpx.Headers]:
        """Copy a request's URL and headers with the key of a road on them."""
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


def _ring_again(keys: Keys, base_url: str, query_key: QueryKey) -> KeyRing:
    return KeyRing(keys, base_url=base_url, query_key=query_key)


MOVES_ON = frozenset({401, 402, 403, 429})
# A refused or empty key stays so while a call lasts; a busy one is free again after a wait.
_HOPELESS = frozenset({401, 402, 403})


class KeyRotation:
    """Lead one call from key to key; not shared between calls.

    `placement` is what to stamp on the next request, None when there is no key. Call `start` before each request, then
    `mark_success` or `refused`. Each key is asked once at no attempt's cost; `again` chooses one for a further attempt.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._count = len(ring.keys.values)
        self._answers: dict[int, tuple[int, str]] = {}
        self._asked: set[int] = set()
        self._ready: dict[int | None, float] = {}
        self._asked_to_wait: set[int | None] = set()
        self._fell_back = False
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
        """What holds back the key of `placement`, None if nothing does."""
        return self._ring.holds.get(self._index)

    @property
    def _index(self) -> int | None:
        return None if self.placement is None else self.placement.index

    def start(self) -> KeyPlacement | None:
        """Note that a request is about to be sent, and return how it carries its key."""
        if self.placement is not None:
            self._asked.add(self.placement.index)
        if self._ring.holds:
            hold = self.hold
            self._round = 0 if hold is None else hold.round
        return self.placement

    def rate_limited(self, seconds: float, *, asked: bool, hold: bool) -> None:
        """Note that the service answered 429.

        Args:
            seconds: How long the key must not be used.
            asked: Whether the service asked for that wait. Without a `Retry-After` the limit is that of the address,
                so the other keys that were refused in this way have to wait as long.
            hold: Whether that holds back all calls of the client.
        """
        (self._asked_to_wait.add if asked else self._asked_to_wait.discard)(self._index)
        ready = time.monotonic() + seconds
        self._ready[self._index] = ready
        if not asked:
            self._ready.update(dict.fromkeys(self._ready.keys() - self._asked_to_wait, ready))
        if hold:
            from pollination_sdk._engine.key_hold import RateLimitHold  # noqa: PLC0415 - most calls meet no 429

            self._ring.holds.setdefault(self._index, RateLimitHold()).refused(self._round, seconds)

    def not_rate_limited(self) -> None:
        """Let the key's other requests go on, because the service answered something else than 429."""
        if self._ring.holds and (hold := self.hold) is not None:
            hold.accepted(self._round)

    def refused(self, status: int, *, missing: bool = False, reason: str = "") -> KeyPlacement | None:
        """Give the next road at once after a 401, 402, 403 or 429, or None when there is none left.

        Args:
            status: What the service answered.
            missing: Whether it says no key arrived, although one was sent.
            reason: What it answered in words, already redacted; for the notes.
        """
        if self.placement is None or status not in MOVES_ON:
            return None
        if missing and self._ring.may_fall_back and not self._fell_back:
            self._fell_back = True
            other: Kind = "header" if self.placement.kind == "query" else "query"
            self.placement = _placement(self.placement.index, other)
            return self.placement
        self._asked.add(self.placement.index)
        self._answers[self.placement.index] = (status, reason)
        unasked = [index for index in self._from(self.placement.index) if index not in self._asked]
        return self._move(next((index for index in unasked if not self._remaining(index)), None))

    def mark_success(self) -> None:
        """Remember for the client's later calls how this one got through."""
        if self.placement is not None:
            self._ring.kind = self.placement.kind
        self.not_rate_limited()

    def again(self) -> KeyPlacement | None:
        """Choose the key for another attempt: after a 429 the one that is free again first, else the same."""
        if self.placement is not None and self.placement.index in self._answers:
            self._move(min(self._recoverable(), key=self._remaining, default=None))
        return self.placement

    def least_wait(self) -> float:
        """Return the seconds until the first of the keys that can recover may be asked."""
        return min(map(self._remaining, self._recoverable()), default=0.0)

    def notes(self) -> list[str]:
        """List what each key was answered, by position; empty when there is only one key."""
        if self._count < 2:
            return []
        return [
            f"key {index + 1} of {self._count}: {status} {reason}".rstrip()
            for index, (status, reason) in sorted(self._answers.items())
        ]

    def add_notes(self, error: PollinationsError) -> None:
        """Add to the last error what each key was answered."""
        for note in self.notes():
            error.add_note(note)

    def _from(self, index: int) -> list[int]:
        """List the positions of all keys, this one first."""
        return [(index + step) % self._count for step in range(self._count)]

    def _recoverable(self) -> list[int | None]:
        if self.placement is None:
            return [None]
        hopeless = {index for index, (status, _) in self._answers.items() if status in _HOPELESS}
        return [index for index in self._from(self.placement.index) if index not in hopeless]

    def _remaining(self, index: int | None) -> float:
        """Return the seconds for which a key is of no use."""
        hold = self._ring.holds.get(index)
        own = self._ready.get(index, 0.0) - time.monotonic()
        return max(own, 0.0 if hold is None else hold.remaining(), 0.0)

    def _move(self, following: int | None) -> KeyPlacement | None:
        if following is None or self.placement is None:
            return None
        if self._ring.current == self.placement.index:  # another call may have moved on meanwhile
            self._ring.current = following
        self.placement = _placement(following, self.placement.kind)
        return self.placement
