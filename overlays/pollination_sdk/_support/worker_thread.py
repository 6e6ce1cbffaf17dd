"""Sync streams in the worker threads of anyio, where web frameworks read them: end them with the task that waits.

When a visitor leaves, the framework cancels its task and forgets the stream in a reference cycle of its own, where it
would hold its place and its connection until the next garbage collection.
"""

import contextlib
import gc
import sys
import weakref
from collections.abc import Callable
from typing import Any

import httpx


class WorkerThread:
    """Know the task that waits for this thread, if one does.

    Args:
        response: What is read here.
    """

    def __init__(self, response: httpx.Response) -> None:
        self._check = _check_cancelled()
        if self._check is None:
            return
        try:
            self._check()
        except RuntimeError:  # this is no worker thread
            self._check = None
        else:
            _collect_after(waiting_task(), weakref.ref(response))

    def check(self) -> None:
        """Raise the cancellation of the task that waits."""
        if self._check is not None:
            with contextlib.suppress(RuntimeError):  # this piece is read outside of a worker thread
                self._check()


def waiting_task() -> Any:
    """Return the task of asyncio that waits for this thread, None where it is not known: anyio has no public name."""
    module: Any = sys.modules.get("anyio.from_thread") if _check_cancelled() else None
    scope = getattr(getattr(module, "threadlocals", None), "current_cancel_scope", None)
    return getattr(scope, "_host_task", None)


def _check_cancelled() -> Callable[[], object] | None:
    """Return anyio's function that raises the cancellation of the waiting task; None if there are no worker threads."""
    if "anyio.to_thread" not in sys.modules:  # what starts worker threads; without it this one is none
        return None
    from anyio import from_thread  # noqa: PLC0415 - only programs with worker threads need it

    return from_thread.check_cancelled


def _collect_after(task: Any, response: "weakref.ref[httpx.Response]") -> None:
    """Collect garbage at the end of a task if a response is still open; one that is still in use is left alone."""

    def collect(_: object) -> None:
        opened = response()
        if opened is not None and not opened.is_closed:
            del opened
            gc.collect()

    if task is not None:
        with contextlib.suppress(RuntimeError):  # its event loop is over
            task.get_loop().call_soon_threadsafe(task.add_done_callback, collect)
