"""Which event loop this is, and how something of it is closed from outside of it."""

import contextlib
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Protocol

import anyio


class Closer(Protocol):
    """Name what can be closed in an event loop."""

    async def aclose(self) -> None:
        """Close it; more than once does no harm."""
        ...


def here() -> tuple[int, Any]:
    """Return what tells this process and event loop from others."""
    try:
        return os.getpid(), _asyncio().get_running_loop()
    except RuntimeError:
        return os.getpid(), _trio().current_trio_token()


def is_over(where: tuple[int, Any]) -> bool:
    """Tell whether a loop has ended, or was another process's."""
    process, loop = where
    if process != os.getpid():
        return True
    if is_asyncio(loop):
        return bool(loop.is_closed())
    try:
        loop.run_sync_soon(int)
    except RuntimeError:  # trio's RunFinishedError
        return True
    return False


def is_asyncio(loop: Any) -> bool:
    """Tell whether asyncio runs a loop."""
    return isinstance(loop, _asyncio().AbstractEventLoop)


def in_time() -> Callable[[float | None], AbstractAsyncContextManager[object]]:
    """Return what ends an `async with` by `TimeoutError` after so many seconds, in the event loop that runs.

    anyio's own costs three times as much as asyncio's, and a stream enters one for each piece.
    """
    return _asyncio().timeout if is_asyncio(here()[1]) else _InTime


class _InTime(AbstractAsyncContextManager[object]):
    def __init__(self, seconds: float | None) -> None:
        self._scope = anyio.fail_after(seconds)

    async def __aenter__(self) -> None:
        self._scope.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._scope.__exit__(kind, error, trace)


def in_loop(loop: Any, work: Callable[[], Any]) -> None:
    """Have a loop do something soon, asked from any thread; one that is over does nothing more."""
    with contextlib.suppress(RuntimeError):
        (loop.call_soon_threadsafe if is_asyncio(loop) else loop.run_sync_soon)(work)


def start_thread(loop: Any, work: Callable[[], Any]) -> None:
    """Have a thread of the loop that runs do something; errors are the work's to catch."""
    if is_asyncio(loop):
        loop.run_in_executor(None, work)
    else:
        _trio().start_thread_soon(work, bool)


def close_soon(where: tuple[int, Any], closer: Closer) -> None:
    """Close something from any thread, when its loop gets to it; a loop at its end closes its connections by itself.

    Args:
        where: The process and the event loop that it belongs to, from `here`. In a forked child nothing happens.
        closer: What to close.
    """
    process, loop = where
    if process != os.getpid():
        return

    async def close() -> None:
        await close_quietly(closer)
        _closing.pop(close, None)

    def start() -> None:
        with contextlib.suppress(RuntimeError):
            _asyncio().ensure_future(close()) if is_asyncio(loop) else _trio().spawn_system_task(close)

    _closing[close] = where  # first: the loop's own thread may be done before this one goes on
    in_loop(loop, start)
    for ended in [one for one, place in list(_closing.items()) if is_over(place)]:
        _closing.pop(ended, None)  # another thread may have done it


async def close_quietly(closer: Closer) -> None:
    """Close something that nobody waits for, and that the end of the loop may be closing already."""
    with contextlib.suppress(Exception):
        await closer.aclose()


_closing: dict[Any, tuple[int, Any]] = {}
"""What is to be closed, and where: it stays here, so that the end of its loop finds it whole."""


def _asyncio() -> Any:
    import asyncio  # noqa: PLC0415 - slow to load, and the blocking client does without

    return asyncio


def _trio() -> Any:
    import trio  # noqa: PLC0415 - whoever gets here runs it

    return trio.lowlevel
