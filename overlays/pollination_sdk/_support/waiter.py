"""A thread, or a task of any event loop, that waits until another thread or task wakes it."""

import functools
import sys
import threading
from collections.abc import Callable

import anyio

from pollination_sdk._support.event_loop import here, in_loop
from pollination_sdk._support.worker_thread import waiting_task


class Waiter:
    """One thread or task that waits until it is woken. If that happens before it waits, it does not wait."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # the garbage collector or a signal handler may wake while this thread holds it
        self._woken = False
        self._wake: Callable[[], object] = bool

    def wake(self) -> None:
        """Wake the thread or task; repeated calls have no effect."""
        with self._lock:
            if self._woken:
                return
            self._woken, wake = True, self._wake
        wake()

    def wait(self, seconds: float | None) -> None:
        """Wait in this thread, for at most a number of seconds."""
        gate = threading.Lock()  # not an event: setting one takes a lock, which this thread may hold when it is woken
        gate.acquire()
        if not self._starts(gate.release):
            gate.acquire(timeout=-1 if seconds is None else min(seconds, threading.TIMEOUT_MAX))

    async def wait_async(self, seconds: float | None) -> None:
        """Wait in this task, for at most a number of seconds."""
        event = anyio.Event()
        if not self._starts(functools.partial(in_loop, here()[1], event.set)):
            with anyio.move_on_after(seconds):
                await event.wait()

    def _starts(self, wake: Callable[[], object]) -> bool:
        """Take the function that wakes this thread or task; return True if it has been woken already."""
        with self._lock:
            self._wake = wake
            return self._woken


def current_task() -> object:
    """Return the current task of any event loop, or else the current thread, to compare it with another."""
    modules = sys.modules
    if (asyncio := modules.get("asyncio")) and (loop := asyncio._get_running_loop()) is not None:  # noqa: SLF001 - raises no error
        task = asyncio.current_task(loop)
        if task is not None:
            return task
    if (trio := modules.get("trio")) and trio.lowlevel.in_trio_run():
        return trio.lowlevel.current_task()
    if "anyio.to_thread" in modules and (task := waiting_task()):  # worker threads are shared by tasks
        return task
    return _here.thread


class _Here(threading.local):
    """The current thread. Each thread reads its own, faster than by `threading.current_thread`."""

    def __init__(self) -> None:
        self.thread = threading.current_thread()


_here = _Here()
