"""What callers hold while a batch runs: a `Run` in an event loop, `Results` in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from pollination_sdk import AsyncPollinations
from pollination_sdk.batch.stop import Stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator

    from pollination_sdk.batch.coordination.coordinator import Coordinator
    from pollination_sdk.batch.results import ItemResult, Summary
    from pollination_sdk.batch.settings.values import Settings

BEHIND = 4
"""How many times what is in flight may wait for a caller that takes the results slowly."""


class Run:
    """A run that `arun` has made. Await it for the `Summary`, or iterate over the results of its items as they end.

    Attributes:
        summary: What it has done; None until it has ended.
    """

    summary: Summary | None = None

    def __init__(
        self,
        make: Callable[..., Coordinator],
        client: AsyncPollinations | None,
        settings: Settings,
        stop: Stop | None,
    ) -> None:
        self._make, self._client, self._most = make, client, BEHIND * settings.in_flight
        self._stop = Stop() if stop is None else stop

    def stop(self) -> None:
        """Send nothing more and let the calls in flight end; called again, interrupt them. Any thread may call it."""
        self._stop.stop()

    def __await__(self) -> Generator[Any, None, Summary]:
        return self.start(None, None).__await__()

    async def __aiter__(self) -> AsyncIterator[ItemResult]:
        results: deque[ItemResult] = deque()
        news = asyncio.Event()

        def take(some: list[ItemResult]) -> None:
            results.extend(some)
            news.set()

        running = asyncio.ensure_future(self.start(take, lambda: len(results) > self._most))
        running.add_done_callback(lambda _: news.set())
        try:
            while results or not running.done():
                if results:
                    yield results.popleft()
                else:
                    news.clear()
                    await news.wait()
            await running
        finally:
            if not running.done():
                running.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await running

    async def start(
        self, take: Callable[[list[ItemResult]], None] | None, is_behind: Callable[[], bool] | None
    ) -> Summary:
        """Run, and return the summary.

        Args:
            take: Gets the results, some at a time; None if they are not wanted.
            is_behind: Tells whether they are taken too slowly, so that no more items are sent for now.
        """
        client = AsyncPollinations() if self._client is None else self._client
        coordinator = self._make(client, take, is_behind)
        loop = asyncio.get_running_loop()
        running = asyncio.ensure_future(coordinator.run())
        self._stop.connect(lambda: loop.call_soon_threadsafe(coordinator.stop))
        try:
            self.summary = await running
        finally:
            self._stop.connect(None)
            if self._client is None:
                await client.aclose()
        return self.summary


class _End:
    """The end of the results, with what the run has raised."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Results:
    """The results of the items of a run, as they end. Iterate over it; a thread of its own sends.

    Attributes:
        summary: What the run has done; None until it has ended.
    """

    summary: Summary | None = None

    def __init__(self, run: Run, most: int) -> None:
        self._run = run
        self._queue: queue.SimpleQueue[ItemResult | _End] = queue.SimpleQueue()
        self._most = most
        self._thread = threading.Thread(target=self._work, name="pollinations-batch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more and let the calls in flight end; called again, interrupt them."""
        self._run.stop()

    def __iter__(self) -> Iterator[ItemResult]:
        try:
            while not isinstance(found := self._queue.get(), _End):
                yield found
        except BaseException:  # the caller has left early, or Ctrl-C
            self._run.stop()
            self._run.stop()
            self._thread.join()
            raise
        self._queue.put(_End())  # who iterates once more gets nothing
        self._thread.join()
        if found.error is not None:
            raise found.error

    def _work(self) -> None:
        end = _End()
        try:
            asyncio.run(self._hand_over())
        except BaseException as error:  # noqa: BLE001 - raised in the thread of the caller
            end = _End(error)
        self._queue.put(end)

    async def _hand_over(self) -> None:
        def take(some: list[ItemResult]) -> None:
            for one in some:
                self._queue.put(one)

        self.summary = await self._run.start(take, lambda: self._queue.qsize() > self._most)
