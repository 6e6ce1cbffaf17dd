"""Run the calls of one turn together, a few at a time: in threads, or as tasks of the event loop."""

import contextvars
import functools
import inspect
import io
import itertools
import queue
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import anyio
import anyio.abc

from pollination_sdk._support.event_loop import here, in_loop
from pollination_sdk._typed.tools.steps import Finished, Job

MOST_TOGETHER = 8
"""The most calls that run at the same time."""
MOST_YIELDED = 10_000
"""The most values that are taken of a generator: it may never end."""
_POLL = 0.5
"""Seconds. On Windows, Ctrl+C interrupts no longer wait."""


class Threads:
    """Runs calls in threads of their own. One that never returns does not keep the program from ending."""

    def __init__(self) -> None:
        self._waiting: deque[Job] = deque()
        self._running = 0
        self._finished: queue.SimpleQueue[Finished] = queue.SimpleQueue()

    def start(self, jobs: list[Job]) -> None:
        """Run calls, as soon as there is room for them."""
        self._waiting.extend(jobs)
        self._fill()

    def wait(self, seconds: float | None) -> Finished | None:
        """Return the next call that has ended; None if none ends within a number of seconds."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            left = _POLL if end is None else min(_POLL, max(0.0, end - time.monotonic()))
            try:
                finished = self._finished.get(timeout=left)
            except queue.Empty:
                if end is not None and time.monotonic() >= end:
                    return None
                continue
            self._running -= 1
            self._fill()
            return finished

    def _fill(self) -> None:
        while self._waiting and self._running < MOST_TOGETHER:
            job = self._waiting.popleft()
            self._running += 1
            _in_daemon(functools.partial(self._run, job))

    def _run(self, job: Job) -> None:
        started = time.perf_counter()
        try:
            result = _listed(job.call())
            if inspect.isawaitable(result) or isinstance(result, AsyncIterator):
                result = anyio.run(_awaited, result)
        except BaseException as error:  # noqa: BLE001 - the run decides what to do with it
            self._finished.put(Finished(job.index, time.perf_counter() - started, error=error))
        else:
            self._finished.put(Finished(job.index, time.perf_counter() - started, result))


class Tasks:
    """Runs calls as tasks of the event loop, and functions that are not awaited in threads of their own.

    Args:
        group: The task group that the tasks belong to.
    """

    def __init__(self, group: anyio.abc.TaskGroup) -> None:
        self._group = group
        self._room = anyio.Semaphore(MOST_TOGETHER)
        self._finished: deque[Finished] = deque()
        self._news = anyio.Event()

    def start(self, jobs: list[Job]) -> None:
        """Run calls, as soon as there is room for them."""
        for job in jobs:
            self._group.start_soon(self._run, job)

    async def wait(self, seconds: float | None) -> Finished | None:
        """Return the next call that has ended; None if none ends within a number of seconds."""
        with anyio.move_on_after(seconds):
            while not self._finished:
                self._news = anyio.Event()
                await self._news.wait()
        return self._finished.popleft() if self._finished else None

    async def _run(self, job: Job) -> None:
        async with self._room:
            started = time.perf_counter()
            result, error = None, None
            try:
                result = job.call() if job.is_async else await _in_thread(lambda: _listed(job.call()))
                if inspect.isawaitable(result) or isinstance(result, AsyncIterator):
                    result = await _awaited(result)
            except BaseException as raised:  # as in a thread
                if _is_cancelled():
                    raise
                error = raised
                if isinstance(raised, anyio.get_cancelled_exc_class()):  # the tool has cancelled a task of its own
                    error = RuntimeError("a task of the tool was cancelled")
            self._finished.append(Finished(job.index, time.perf_counter() - started, result, error))
            self._news.set()


async def _in_thread(call: Callable[[], Any]) -> Any:
    """Return what a function returns in a thread, which is left alone if this task is cancelled."""
    ended, (_, loop) = anyio.Event(), here()
    results: list[tuple[Any, BaseException | None]] = []

    def work() -> None:
        try:
            results.append((call(), None))
        except BaseException as error:  # noqa: BLE001 - it is raised in the task
            results.append((None, error))
        in_loop(loop, ended.set)

    _in_daemon(work)
    await ended.wait()
    result, error = results[0]
    if error is not None:
        raise error
    return result


def _in_daemon(work: Callable[[], Any]) -> None:
    """Call a function in a thread that sees the context variables of this one."""
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(work,), name="pollination_sdk tool", daemon=True).start()


def _is_cancelled() -> bool:
    return anyio.current_effective_deadline() == float("-inf")


async def _awaited(value: Awaitable[Any] | AsyncIterator[Any]) -> Any:
    """Return what an awaitable returns, or what an async generator yields, as a list."""
    if not isinstance(value, AsyncIterator):
        return await value
    found: list[Any] = []
    try:
        while len(found) < MOST_YIELDED:
            found.append(await anext(value))
    except StopAsyncIteration:
        pass
    finally:
        await getattr(value, "aclose", _nothing)()
    return found


async def _nothing() -> None:
    pass


def _listed(value: Any) -> Any:
    """Return what a generator or another iterator yields as a list; the model cannot read an iterator."""
    if isinstance(value, Iterator) and not isinstance(value, io.IOBase):
        return list(itertools.islice(value, MOST_YIELDED))
    return value
