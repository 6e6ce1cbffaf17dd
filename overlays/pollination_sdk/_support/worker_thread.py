"""End sync streams in worker threads of anyio, which web frameworks use, when the waiting task is cancelled.

When a visitor disconnects, the framework cancels its task. The stream stays in a reference cycle of the framework.
Until the next garbage collection it would hold its slot and its connection.
"""

import contextlib
import gc
import importlib
import sys
import weakref
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable


class WorkerThread:
    """The current thread, with the asyncio task that waits for it, if there is one.

    Args:
        response: The response that is read in this thread.
    """

    def __init__(self, response: httpx.Response) -> None:
        self._check: Callable[[], object] | None = getattr(_from_thread(), "check_cancelled", None)
        if self._check is None:
            return
        try:
            self._check()
        except RuntimeError:  # this is not a worker thread
            self._check = None
        else:
            _collect_after(waiting_task(), weakref.ref(response))

    def check(self) -> None:
        """Raise the cancellation of the waiting task."""
        if self._check is not None:
            with contextlib.suppress(RuntimeError):  # this chunk is read outside of a worker thread
                self._check()


def waiting_task() -> Any:
    """Return the asyncio task that waits for this thread; None if it is unknown. Uses a private name of anyio."""
    scope = getattr(getattr(_from_thread(), "threadlocals", None), "current_cancel_scope", None)
    return getattr(scope, "_host_task", None)


def _from_thread() -> Any:
    """Return anyio's module for use in worker threads; None if there are no worker threads."""
    if "anyio.to_thread" not in sys.modules:  # the module that starts worker threads was never imported
        return None
    return sys.modules.get("anyio.from_thread") or importlib.import_module("anyio.from_thread")


def _collect_after(task: Any, response: "weakref.ref[httpx.Response]") -> None:
    """Collect garbage at the end of a task if a response is still open; a response in use is not affected."""

    def collect(_: object) -> None:
        opened = response()
        if opened is not None and not opened.is_closed:
            del opened
            gc.collect()

    if task is not None:
        with contextlib.suppress(RuntimeError):  # its event loop has ended
            task.get_loop().call_soon_threadsafe(task.add_done_callback, collect)
