"""The ways to use the package, each as something that makes many calls at once; a new one is one line in `FLAVOURS`."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import anyio
import trio
from tests.helpers.flavours import AwaitedClient, finish

from pollination_sdk import AsyncPollinations, Pollinations

Work = Callable[[], Awaitable[Any]]
# Idle workers that the standard library, anyio, Dask and the sandbox keep; they are reused, and end with their owner.
_KEPT_THREADS = (
    "asyncio_",
    "AnyIO worker",
    "Dask-Offload",
    "ThreadPoolExecutor",
    "pollinations-sandbox",
    "Trio thread",
)


class Threads:
    """`Pollinations`, in threads where calls are made at once."""

    kept = 1
    """How many connections may wait for a column's next call."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self.watch()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def client(self, *args: Any, **options: Any) -> Any:
        """Make a client whose methods can be awaited."""
        return AwaitedClient(self._make(*args, **options))

    def together(self, work: Sequence[Work], at_once: int = 64) -> list[Any]:
        """Do all of it, so many at once, and return what each returned."""
        with ThreadPoolExecutor(min(at_once, len(work))) as pool:
            return list(pool.map(lambda one: finish(one()), work))

    def close(self, client: Any) -> None:
        """Close a client."""
        finish(client.aclose())

    def watch(self) -> None:
        """Leave the threads that run by now out of what is left over: those of servers of other tests."""
        self._earlier = set(threading.enumerate())

    def leftovers(self) -> list[str]:
        """Name what is still running, and was not when `watch` was called."""
        return self._threads()

    def _threads(self) -> list[str]:
        """Name the threads that are more than idle workers; those on their way out get a moment."""
        end = time.monotonic() + 1
        while names := [one.name for one in {*threading.enumerate()} - self._earlier if not _kept(one)]:
            if time.monotonic() > end:
                return names
            threading.Event().wait(0.01)
        return []


class Tasks(Threads):
    """`AsyncPollinations` in tasks of one asyncio loop."""

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner().__enter__()
        return self

    def __exit__(self, *exit_: object) -> None:
        self._runner.__exit__(*exit_)

    def client(self, *args: Any, **options: Any) -> Any:
        """Make a client."""
        return self._make(*args, **options)

    def _run(self, work: Callable[[], Any]) -> Any:
        return self._runner.run(work())

    def together(self, work: Sequence[Work], at_once: int = 64) -> list[Any]:
        """Do all of it, so many at once, and return what each returned."""
        results: list[Any] = [None] * len(work)

        async def main() -> None:
            places = anyio.Semaphore(at_once)

            async def do(place: int) -> None:
                async with places:
                    results[place] = await work[place]()

            async with anyio.create_task_group() as group:
                for place in range(len(work)):
                    group.start_soon(do, place)

        self._run(main)
        return results

    def close(self, client: Any) -> None:
        """Close a client."""
        self._run(client.aclose)

    def leftovers(self) -> list[str]:
        """Name what is still running."""

        async def others() -> list[str]:
            # The client keeps an async generator for the end of the loop; it is no task. Generators that the garbage
            # collector found get some rounds of the loop to close, as threads on their way out get a moment.
            for _ in range(100):
                if len(asyncio.all_tasks()) == 1:
                    return []
                await asyncio.sleep(0)
            return [repr(task) for task in asyncio.all_tasks() if task is not asyncio.current_task()]

        return self._threads() + self._runner.run(others())


class Trio(Tasks):
    """`AsyncPollinations` under trio, a new loop each time; trio itself lets no task outlive it."""

    kept = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def _run(self, work: Callable[[], Any]) -> Any:
        return trio.run(work)

    def leftovers(self) -> list[str]:
        """Name what is still running."""
        return self._threads()


def _kept(thread: threading.Thread) -> bool:
    return thread.name.startswith(_KEPT_THREADS)


FLAVOURS: dict[str, Callable[[], Threads]] = {
    "sync": lambda: Threads(Pollinations),
    "asyncio": lambda: Tasks(AsyncPollinations),
    "trio": lambda: Trio(AsyncPollinations),
}
