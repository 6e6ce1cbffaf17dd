"""Read the jobs of a run lazily, as they are needed, and tell how far the input was read."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from pollination_sdk.batch.job import Job
    from pollination_sdk.batch.jobs import Jobs

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
        self.ended = False
        """Whether the input has no more jobs."""

    @property
    def is_async(self) -> bool:
        """Whether `take_async` is to be used."""
        return self._jobs.is_async

    def take(self, most: int) -> list[Job]:
        """Return the next jobs, in a thread.

        Raises:
            JobError: A job is wrong.
        """
        if self._iterator is None:
            self._iterator = iter(self._jobs)
        taken: list[Job] = []
        until = time.monotonic() + _PATIENCE
        for job in self._iterator:
            if job.place >= self._skip_to:
                taken.append(job)
                if len(taken) >= most or time.monotonic() > until:
                    return taken
        self.ended = True
        return taken

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
            coming, self._coming = self._coming, None
            try:
                taken.append(coming.result())
            except StopAsyncIteration:
                self.ended = True
                break
        return taken

    def close(self) -> None:
        """Give up what is being waited for."""
        if self._coming is not None:
            self._coming.cancel()


async def _next(iterator: AsyncIterator[Any]) -> Any:
    return await anext(iterator)
