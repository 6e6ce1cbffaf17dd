"""Identify the running event loop, asyncio or trio, and close resources in it from any thread."""

import contextlib
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Protocol

import anyio


class Closer(Protocol):
    """A resource that is closed in an event loop."""

    async def aclose(self) -> None:
        """Close the resource; repeated calls have no effect."""
        ...


def here() -> tuple[int, Any]:
    """Return the id of this process, and the running event loop."""
    try:
        return os.getpid(), _asyncio().get_running_loop()
    except RuntimeError:
        return os.getpid(), _trio().current_trio_token()


def is_over(where: tuple[int, Any]) -> bool:
    """Return True if an event loop has ended, or belongs to another process."""
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
    """Return True if an event loop is one of asyncio."""
    return isinstance(loop, _asyncio().AbstractEventLoop)


def in_time() -> Callable[[float | None], AbstractAsyncContextManager[object]]:
    """Return an async context manager class that raises `TimeoutError` after a number of seconds.

    For asyncio it is asyncio's own: anyio's takes three times as long, and a stream enters one for each chunk.
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
    """Call a function soon in an event loop, from any thread; does nothing if the loop has ended."""
    with contextlib.suppress(RuntimeError):
        (loop.call_soon_threadsafe if is_asyncio(loop) else loop.run_sync_soon)(work)


def start_thread(loop: Any, work: Callable[[], Any]) -> None:
    """Call a function in a thread of the running loop; it must not raise."""
    if is_asyncio(loop):
        loop.run_in_executor(None, work)
    else:
        _trio().start_thread_soon(work, bool)


def close_soon(where: tuple[int, Any], closer: Closer) -> None:
    """Close a resource soon in its event loop, from any thread. A loop that has ended has closed its connections.

    Args:
        where: The process and the event loop of the resource, from `here`. In a forked child nothing happens.
        closer: The resource to close.
    """
    process, loop = where
    if process != os.getpid():
        return

    def forget(_: object = None) -> None:
        _closing.pop(close, None)

    async def close() -> None:
        try:
            await close_quietly(closer)
        finally:
            forget()

    def start() -> None:
        try:
            if is_asyncio(loop):
                task = _asyncio().ensure_future(close())
                task.add_done_callback(forget)  # the end of the loop may cancel it unstarted
            else:
                _trio().spawn_system_task(close)
        except RuntimeError:  # the loop is ending and takes no more tasks
            forget()

    _closing[close] = where  # first, as the loop's thread may finish before this one continues
    in_loop(loop, start)
    drop_ended()


def drop_ended() -> None:
    """Let go of what was to be closed in event loops that have ended."""
    for ended in [task for task, place in list(_closing.items()) if is_over(place)]:
        _closing.pop(ended, None)  # another thread may have removed it


async def close_quietly(closer: Closer) -> None:
    """Close a resource without raising, as the end of the loop may be closing it already."""
    with contextlib.suppress(Exception):
        await closer.aclose()


_closing: dict[Any, tuple[int, Any]] = {}
"""The pending closings and their event loops; this reference keeps them from being collected before they run."""


def _asyncio() -> Any:
    import asyncio  # noqa: PLC0415 - slow to import, and the sync client does not need it

    return asyncio


def _trio() -> Any:
    import trio  # noqa: PLC0415 - an optional dependency, which is imported already if it runs

    return trio.lowlevel
