"""The caller's `on_call`: a function that gets the record of each call, or `"log"`."""

from __future__ import annotations

import contextvars
import inspect
import logging
import threading
from typing import TYPE_CHECKING, Any

from pollination_sdk._client.telemetry.record import line_of
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk._client.telemetry.record import CallRecord

_log = logging.getLogger("pollination_sdk")

_running: contextvars.ContextVar[OnCall | None] = contextvars.ContextVar("pollination_sdk.on_call", default=None)
"""The `on_call` that runs here, and in the tasks that it has started."""
LOG = "log"
"""The value of `on_call` that writes a line at INFO for each call."""


class OnCall:
    """A checked `on_call`, which never raises.

    Args:
        given: The function, or `"log"`.

    Raises:
        ArgumentError: It is neither, or it is a coroutine function or a generator function.
    """

    def __init__(self, given: Callable[[CallRecord], object] | str) -> None:
        if not callable(given) and not (isinstance(given, str) and given == LOG):
            raise ArgumentError(f'on_call takes a function that gets a CallRecord, or "log", not {given!r}.')
        if inspect.iscoroutinefunction(given) or inspect.iscoroutinefunction(type(given).__call__):
            raise ArgumentError(
                "on_call takes a plain function, not a coroutine function: calls that were cancelled end where nothing "
                "can be awaited. Put the record into a queue there, and await in a task that reads the queue."
            )
        if inspect.isgeneratorfunction(given) or inspect.isasyncgenfunction(given):
            raise ArgumentError("on_call takes a plain function, not a generator function: calling one runs nothing.")
        self.given = given
        self._first_failure = threading.Lock()

    @property
    def logs(self) -> bool:
        """Whether each call writes a line at INFO."""
        return self.given == LOG

    def __call__(self, record: CallRecord) -> None:
        """Hand a record to the function, unless the function has made the call. What it raises is logged once."""
        if not callable(self.given) or _running.get() == self:  # otherwise each call would cause the next
            return
        token = _running.set(self)
        try:
            result: Any = self.given(record)
            if inspect.iscoroutine(result):
                result.close()
                raise ArgumentError("on_call returned a coroutine, which nobody awaits; pass a plain function.")  # noqa: TRY301 - logged as what the function raises
        except Exception:  # noqa: BLE001 - whatever it raises, the call is over and its outcome stands
            if self._first_failure.acquire(blocking=False):
                _log.exception("on_call failed. The calls are not changed, and no other failure of it is logged.")
        finally:
            _running.reset(token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OnCall) and self.given == other.given

    def __hash__(self) -> int:
        return hash(OnCall)

    def __reduce__(self) -> tuple[Any, ...]:
        return OnCall, (self.given,)


def write_line(record: CallRecord, on_call: OnCall | None) -> None:
    """Write the line of a call to the log: at INFO with `on_call="log"`, else at DEBUG."""
    level = logging.INFO if on_call is not None and on_call.logs else logging.DEBUG
    if _log.isEnabledFor(level):
        _log.log(level, "%s", line_of(record))
