"""Read the price list and the facts of the keys, before the first call that can be billed and once an hour.

Calls that need the prices at the same time ask for them once: the others wait for the first. No request here is billed.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from pollination_sdk._engine.attempt import draft
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import KEPT_SECONDS
from pollination_sdk._engine.key_rotation import KeyPlacement
from pollination_sdk._engine.model_lookup import LIST, lookup, receive
from pollination_sdk._engine.rate_limiter import wait_for_rate_limiter
from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._failures.error_body import error_from_response
from pollination_sdk._support.strict_json import load_json
from pollination_sdk._support.waiter import Waiter
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from collections.abc import Generator

    from pollination_sdk._engine.attempt import Attempt, ClientContext
    from pollination_sdk._engine.catalogue import Catalogue
    from pollination_sdk._engine.rate_limiter import Pause
    from pollination_sdk._engine.spending import Wait
    from pollination_sdk._failures.outcome import Outcome
    from pollination_sdk._http.deadline import Deadline

PRICE_SECONDS = 10.0
"""The most seconds for the price list, and for the facts of one key. Without the list, no call is sent."""
KEY: Call[Any] = Call(operation="get_account_key", method="get", path="/account/key", read=lambda _: None)
"""The facts of a key, for which it needs no permission."""


@attrs.frozen
class ListFailure:
    """Why the price list could not be read.

    Args:
        why: What came instead, in a few words.
        cause: The error that it stands for; None for an answer that is no list.
    """

    why: str
    cause: PollinationsError | None = None


def take_list(outcome: Outcome, context: ClientContext) -> ListFailure | None:
    """Take the price list that a request brought; return why there is none, or None if the prices are known."""
    receive(outcome, context)
    if not context.catalogue.prices_due:
        return None
    if isinstance(outcome, httpx.Response):
        if outcome.is_success:
            return ListFailure("the answer is no list of models")
        return ListFailure(f"HTTP {outcome.status_code}", error_from_response(outcome, operation=LIST.operation))
    error = outcome if isinstance(outcome, PollinationsError) else error_from_exception(outcome)
    return ListFailure(type(outcome).__name__, error)


class PriceReader:
    """Makes the prices known. Threads, and tasks of any event loop, may use it at the same time."""

    failure: ListFailure | None = None
    """The last failure of the price list; None after a list."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._is_reading = False
        self._waiting: list[Waiter] = []
        self._failed: tuple[Catalogue, float] | None = None
        """The models of the client that could not read the list last, and when that was."""

    def is_due(self, context: ClientContext) -> bool:
        """Return True if the price list, or whether a key is one of an app, is to be asked for."""
        ring = context.ring
        return len(ring.of_app) < len(ring.keys.values) or self._is_list_due(context)

    def read(self, context: ClientContext, deadline: Deadline) -> Generator[Attempt | Pause | Wait, Any, None]:
        """Read what is due, or wait while another call reads it. A failure is left to the estimate of the call."""
        while self.is_due(context) and not deadline.passed:
            failed, waiter = self._failed, self._start()
            if waiter is None:
                try:
                    yield from self._read(context, deadline)
                finally:
                    self._end()
                return
            yield _Wait(waiter, deadline.remaining())
            if self._failed is not failed and self._has_failed(context):
                return  # calls that come together ask once, also if that fails

    def _is_list_due(self, context: ClientContext) -> bool:
        """Return True if the list is unknown or old. An old one stays for a while if a new one could not be read."""
        if not context.catalogue.prices_due:
            return False
        return not (context.catalogue.has_public and self._has_failed(context))

    def _has_failed(self, context: ClientContext) -> bool:
        """Return True if the list of this client could not be read a short time ago."""
        if self._failed is None or self._failed[0] is not context.catalogue:
            return False
        return time.monotonic() - self._failed[1] < KEPT_SECONDS

    def _read(self, context: ClientContext, deadline: Deadline) -> Generator[Attempt | Pause, Any, None]:
        """Ask for each key whether it is one of an app, and for the price list without a key."""
        ring, catalogue = context.ring, context.catalogue
        for index in range(len(ring.keys.values)):
            if ring.of_app.get(index) is None:
                attempt = draft(KEY, context, KeyPlacement(index, ring.kind))
                outcome = yield from _sent(attempt, KEY, context, deadline)
                ring.learn_app(index, of_app=_is_of_app(outcome))
        if self._is_list_due(context):
            catalogue.mark_asked()
            outcome = yield from _sent(lookup(context), LIST, context, deadline)
            self.failure = take_list(outcome, context)
            has_failed = self.failure is not None and not deadline.passed  # else others may have more time
            self._failed = (catalogue, time.monotonic()) if has_failed else None

    def _start(self) -> Waiter | None:
        """Start to read; return what to wait for if another call is reading."""
        with self._lock:
            if not self._is_reading:
                self._is_reading = True
                return None
            waiter = Waiter()
            self._waiting.append(waiter)
            return waiter

    def _end(self) -> None:
        with self._lock:
            self._is_reading, waiting, self._waiting = False, self._waiting, []
        for waiter in waiting:
            waiter.wake()


@attrs.frozen
class _Wait:
    """A wait for the call that reads the prices."""

    waiter: Waiter
    seconds: float | None

    def wait(self) -> None:
        self.waiter.wait(self.seconds)

    async def wait_async(self) -> None:
        await self.waiter.wait_async(self.seconds)


def _sent(
    attempt: Attempt, call: Call[Any], context: ClientContext, deadline: Deadline
) -> Generator[Attempt | Pause, Any, Outcome]:
    """Send a request when `max_per_second` allows it, and return its outcome."""
    if context.rate_limiter.per_second is not None:
        refusal = yield from wait_for_rate_limiter(context.rate_limiter, call.operation, deadline)
        if refusal is not None:
            return refusal
    outcome: Outcome = yield attrs.evolve(attempt, within=PRICE_SECONDS)
    return outcome


def _is_of_app(outcome: Outcome) -> bool | None:
    """Return whether a key was made through an app; None if the answer does not say."""
    if not isinstance(outcome, httpx.Response) or outcome.status_code != 200:
        return None
    try:
        facts = load_json(outcome.content)
    except (ValueError, RecursionError, httpx.ResponseNotRead):
        return None
    return facts.get("byopClientKeyId") is not None if isinstance(facts, dict) else None
