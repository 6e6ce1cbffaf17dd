"""The two clients behind one face, so that each test is written once and calls both."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import trio

from pollination_sdk import AsyncPollinations, Pollinations


class Sync:
    """Call `Pollinations`."""

    client_class: type[Any] = Pollinations

    def wait(self, value: Any) -> Any:
        """Return what was called for."""
        return value

    def items(self, stream: Any, most: int | None = None) -> list[Any]:
        """Read a stream to its end, or to so many items and then leave it."""
        found: list[Any] = []
        with stream:
            for item in stream:
                found.append(item)
                if len(found) == most:
                    break
        return found

    def all_of(self, records: Any) -> list[Any]:
        """Read an iterator to its end."""
        return list(records)

    def count(self, records: Any) -> int:
        """Read an iterator to its end and keep nothing."""
        return sum(1 for _ in records)

    def open(self, stream: Any) -> None:
        """Send a stream's request, and close it unread."""
        with stream:
            pass

    def close(self, client: Any) -> None:
        """Close a client."""
        client.close()


class Async:
    """Call `AsyncPollinations`, each call run to its end in an event loop.

    Args:
        run: Runs a coroutine.
    """

    client_class: type[Any] = AsyncPollinations

    def __init__(self, run: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        self._run = run

    def wait(self, value: Any) -> Any:
        """Await what is to be awaited."""
        return self._run(value) if inspect.iscoroutine(value) else value

    def items(self, stream: Any, most: int | None = None) -> list[Any]:
        """Read a stream to its end, or to so many items and then leave it."""

        async def read() -> list[Any]:
            found: list[Any] = []
            async with stream:
                async for item in stream:
                    found.append(item)
                    if len(found) == most:
                        break
            return found

        return self.wait(read())  # type: ignore[no-any-return]  # a list, as above

    def all_of(self, records: Any) -> list[Any]:
        """Read an iterator to its end."""

        async def read() -> list[Any]:
            return [record async for record in records]

        return self.wait(read())  # type: ignore[no-any-return]  # a list, as above

    def count(self, records: Any) -> int:
        """Read an iterator to its end and keep nothing."""

        async def read() -> int:
            number = 0
            async for _ in records:
                number += 1
            return number

        return self.wait(read())  # type: ignore[no-any-return]  # a number, as above

    def open(self, stream: Any) -> None:
        """Send a stream's request, and close it unread."""

        async def enter() -> None:
            async with stream:
                pass

        self.wait(enter())

    def close(self, client: Any) -> None:
        """Close a client."""
        self.wait(client.aclose())


class Driven:
    """A client, or its `detailed` or `estimate`, whose coroutines are run to their end."""

    def __init__(self, flavour: Sync | Async, target: Any) -> None:
        self.flavour = flavour
        self.target = target

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.target, name)
        if name in {"detailed", "estimate"}:
            return Driven(self.flavour, value)
        if not callable(value):
            return value
        return lambda *args, **kwargs: self.flavour.wait(value(*args, **kwargs))


@contextmanager
def flavour_named(name: str) -> Iterator[Sync | Async]:
    """Make a flavour by its name."""
    if name == "sync":
        yield Sync()
        return
    if name == "trio":
        yield Async(lambda coroutine: trio.run(_result, coroutine))
        return
    with asyncio.Runner() as runner:
        yield Async(runner.run)


async def _result(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return await coroutine


@contextmanager
def driven(flavour: Sync | Async, *args: Any, **options: Any) -> Iterator[Driven]:
    """Make a client of a flavour, and close it."""
    client = flavour.client_class(*args, **options)
    try:
        yield Driven(flavour, client)
    finally:
        flavour.close(client)
