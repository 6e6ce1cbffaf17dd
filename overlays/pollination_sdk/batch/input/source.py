"""Read the jobs of a run lazily, as they are needed, and tell how far the input was read."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from pollination_sdk.batch.identity.job import Job
    from pollination_sdk.batch.input.jobs import Jobs

_PATIENCE = 0.1
"""Seconds after which the jobs so far are handed on: an iterable may be slow."""


class ReadingThread:
    """Run functions in turn, in one thread that does not keep the process: an iterable may block for ever."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._is_started = False

    async def run(self, work: Callable[[], Any]) -> Any:
        """Run a function and return its result. If the caller is cancelled, it runs on and the result is dropped."""
        if not self._is_started:
            self._is_started = True
            threading.Thread(target=self._run, name="pollinations-batch-jobs", daemon=True).start()
        future: Future[Any] = Future()
        self._work.put((future, work))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the thread end after what it is doing."""
        self._work.put(None)

    def _run(self) -> None:
        while (one := self._work.get()) is not None:
            future, work = one
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # noqa: BLE001 - raised in the task that waits
                    future.set_exception(error)


class Source:
    """The jobs of a run.

    Args:
        jobs: The jobs.
        skip_to: The place before which all jobs are among the items.
    """

    def __init__(self, jobs: Jobs, skip_to: int) -> None:
        self._jobs, self._skip_to = jobs, skip_to
        self._iterator: Iterator[Job] | None = None
        self._async_iterator: AsyncIterator[Job] | None = None
        self._coming: asyncio.Future[Job] | None = None
        self._thread = ReadingThread()
        self._reading: asyncio.Future[bool] | None = None
        self._read_ahead: deque[Job] = deque()
        self.ended: bool = False
        """Whether the input has no more jobs."""

    @property
    def is_async(self) -> bool:
        """Whether `take_async` is to be used."""
        return self._jobs.is_async

    @property
    def is_waiting(self) -> bool:
        """Whether the next job is slow to come, so that those so far are to be sent."""
        return self._reading is not None or self._coming is not None

    async def take(self, most: int) -> list[Job]:
        """Return the next jobs, which a thread reads; fewer if the next one is slow to come.

        Raises:
            Exception: A job is wrong, or the iterable has raised; after the jobs before that were returned.
        """
        if self._reading is None:
            self._reading = asyncio.ensure_future(self._thread.run(lambda: self._read(most)))
        while not (await asyncio.wait({self._reading}, timeout=_PATIENCE))[0] and not self._read_ahead:
            pass
        reading = self._reading
        is_over = reading.done()  # before the jobs are counted: the thread may be adding one
        taken = [self._read_ahead.popleft() for _ in range(len(self._read_ahead))]
        if is_over and not (taken and reading.exception()):
            self._reading = None
            self.ended = reading.result()
        return taken

    def _read(self, most: int) -> bool:
        """Read the next jobs, in the thread; return True if there are no more."""
        if self._iterator is None:
            self._iterator = iter(self._jobs)
        for job in self._iterator:
            if job.place >= self._skip_to:
                self._read_ahead.append(job)
                most -= 1
                if most <= 0:
                    return False
        return True

    async def take_async(self, most: int) -> list[Job]:
        """Return the next jobs of an async iterable; see `take`."""
        if self._async_iterator is None:
            self._async_iterator = aiter(self._jobs)
        taken: list[Job] = []
        until = time.monotonic() + _PATIENCE
        while len(taken) < most:
            if self._coming is None:
                self._coming = asyncio.ensure_future(_next(self._async_iterator))
            timeout = max(0.0, until - time.monotonic()) if taken else None
            done, _ = await asyncio.wait({self._coming}, timeout=timeout)
            if not done:
                break
            if taken and self._coming.exception() is not None:
                break  # raised by the next call
            coming, self._coming = self._coming, None
            try:
                taken.append(coming.result())
            except StopAsyncIteration:
                self.ended = True
                break
        return taken

    def close(self) -> None:
        """Give up what is being waited for."""
        for waiting in (self._coming, self._reading):
            if waiting is not None:
                waiting.cancel()
        self._thread.close()


async def _next(iterator: AsyncIterator[Any]) -> Any:
    return await anext(iterator)
