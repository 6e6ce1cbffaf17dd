"""Find the lines of the program that called this package: warnings are shown there, and tracebacks end there.

A public method calls `shorten` as the last step before its error leaves it. `POLLINATIONS_DEBUG=1` keeps everything.
"""

import functools
import inspect
import os
import sys
import warnings
from collections.abc import Callable, Coroutine
from types import FrameType, TracebackType
from typing import Any, ParamSpec, TypeVar, cast

from pollination_sdk.errors import PollinationsError

P = ParamSpec("P")
T = TypeVar("T")

Place = tuple[str, int, str, dict[Any, Any]]
"""A line of a program: its file, its number, its module, and the module's registry of warnings that were shown.

It does not hold the frame, which would keep all local variables alive."""

_SKIPPED = {__name__.partition(".")[0], "asyncio", "anyio", "trio", "contextlib"}
"""This package, and the modules that run its coroutines or open its streams."""


def caller() -> Place:
    """Return the innermost running line outside this package."""
    frame = sys._getframe(1)  # noqa: SLF001 - `warnings` finds its caller in the same way
    while frame.f_back is not None and _is_skipped(frame):
        frame = frame.f_back
    names = frame.f_globals
    registry = names.setdefault("__warningregistry__", {})
    return frame.f_code.co_filename, frame.f_lineno, names.get("__name__", "<unknown>"), registry


def warn_at(place: Place, message: str, category: type[Warning]) -> None:
    """Show a warning at a line of the program."""
    file, line, module, registry = place
    warnings.warn_explicit(message, category, file, line, module=module, registry=registry)


def _is_skipped(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] in _SKIPPED


_HIDDEN = frozenset({"pollination_sdk", "pollination_api", "attr", "contextlib"})
_HTTP = frozenset({"httpx", "httpcore", "httpx2", "httpcore2", "h11", "h2", "anyio", "asyncio", "socket", "ssl"})

_LOOPS = frozenset({"asyncio.events", "asyncio.runners", "trio._core._run"})
"""The modules that run the coroutine of a task. uvloop has no frames, so that the runner follows."""


def shorten(error: Any) -> None:
    """Remove our frames from the traceback of an error, and the exceptions that we have handled.

    The frames of a caller's own function, such as `progress`, stay. The frame of a method stays if it runs as a task,
    because no frame of the caller follows. So does an exception that the caller is handling.
    The cause moves to `error.cause`, since tracebacks print a `__cause__`. Raise the error again with a bare `raise`:
    that adds no frame of its own.

    Args:
        error: An error of this package or of its predecessor, with the attribute `cause`.
    """
    if os.environ.get("POLLINATIONS_DEBUG", "0") not in {"", "0"}:
        return
    error.cause = cause = error.__cause__ or error.cause
    if isinstance(cause, PollinationsError):  # the locals of our frames hold the key
        cause.__traceback__ = without_frames(cause.__traceback__, _is_ours)
    error.__cause__, error.__context__ = None, _handled_by_caller(error)
    error.__suppress_context__ = False
    trace = error.__traceback__
    error.__traceback__ = without_frames(trace, _is_ours) or _frame_of_task(trace)


def shortened(function: Callable[P, T]) -> Callable[P, T]:
    """Shorten the tracebacks of the errors that leave a function, sync or async.

    What every call runs does so itself.
    """
    if inspect.iscoroutinefunction(function):
        return cast("Callable[P, T]", _shortened_async(function))

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def _shortened_async(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    @functools.wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await function(*args, **kwargs)
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def without_frames(trace: TracebackType | None, leaves_out: Callable[[str], bool]) -> TracebackType | None:
    """Return a copy of a traceback without some of its frames.

    Args:
        trace: The traceback.
        leaves_out: Returns True for the name of a module whose frames are left out.
    """
    kept = []
    while trace is not None:
        if not leaves_out(_module_of(trace.tb_frame)):
            kept.append(trace)
        trace = trace.tb_next
    copy = None
    for link in reversed(kept):
        copy = TracebackType(copy, link.tb_frame, link.tb_lasti, link.tb_lineno)
    return copy


def _frame_of_task(trace: TracebackType | None) -> TracebackType | None:
    """Return the first frame of a traceback alone if the event loop runs it; None if a caller's frame will follow."""
    if trace is None:
        return None
    frame = trace.tb_frame.f_back
    while frame is not None and _is_ours(_module_of(frame)):
        frame = frame.f_back
    if frame is None or _module_of(frame) not in _LOOPS:
        return None
    return TracebackType(None, trace.tb_frame, trace.tb_lasti, trace.tb_lineno)


def _module_of(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__"))


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in _HIDDEN


def _handled_by_caller(error: BaseException) -> BaseException | None:
    """Return the exception that the caller was handling when it made the call; None if there was none.

    The traceback of an exception starts with the frame that caught it.
    """
    link, seen = error.__context__, {id(error)}
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        if link.__traceback__ is not None and _is_of_caller(link.__traceback__):
            return link
        link = link.__context__
    return None


def _is_of_caller(trace: TracebackType) -> bool:
    return _module_of(trace.tb_frame).partition(".")[0] not in _HIDDEN | _HTTP
