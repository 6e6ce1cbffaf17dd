"""One test body for every way to use the package: blocking, under asyncio, and under trio.

A test is written with `await`. The blocking client is wrapped so that its methods can be awaited too. They are
done before the first real pause. A coroutine that never pauses can be run to its end by hand.
"""

import asyncio
import functools
import threading

import anyio
import pytest
import trio

from pollination_sdk import AsyncPollinations, Pollinations

PLAIN = {"with_options", "image_url", "text_url"}


def finish(coroutine):
    """Run a coroutine that never pauses, and return its value."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("a blocking scenario paused")


class AwaitedStream:
    """A blocking stream, read with `async for`."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return awaited(getattr(self.stream, name))

    async def __aenter__(self):
        self.stream.__enter__()
        return self

    async def __aexit__(self, *exit_):
        self.stream.__exit__(*exit_)

    async def __aiter__(self):
        for item in self.stream:
            yield item


def awaited(method):
    """Return a blocking method as one to be awaited; other attributes as they are."""
    if not callable(method):
        return method

    async def call(*args, **kwargs):
        return method(*args, **kwargs)

    return call


class AwaitedClient:
    """A `Pollinations` with the manners of an `AsyncPollinations`."""

    def __init__(self, client):
        self.plain = client

    def __getattr__(self, name):
        value = getattr(self.plain, name)
        if name == "with_options":
            return lambda **options: AwaitedClient(value(**options))
        if name.startswith("stream_") or name in {"iter_usage", "iter_earnings", "uploads"}:
            return lambda *args, **kwargs: AwaitedStream(value(*args, **kwargs))
        if name == "detailed":
            return AwaitedClient(value)
        return value if name in PLAIN else awaited(value)

    async def aclose(self):
        """Close it."""
        self.plain.close()

    async def __aenter__(self):
        self.plain.__enter__()
        return self

    async def __aexit__(self, *exit_):
        self.plain.__exit__(*exit_)


class Blocking:
    """`Pollinations`, in threads where calls are made at once."""

    name = "blocking"

    def client(self, *args, **kwargs):
        """Make a client."""
        return AwaitedClient(Pollinations(*args, **kwargs))

    def run(self, scenario):
        """Run a scenario to its end."""
        return finish(scenario())

    async def together(self, *calls):
        """Make calls at once; return what each returned or raised."""
        results = [None] * len(calls)

        def work(place):
            try:
                results[place] = finish(calls[place]())
            except Exception as error:  # noqa: BLE001 - handed to the test
                results[place] = error

        threads = [threading.Thread(target=work, args=(place,)) for place in range(len(calls))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    async def pause(self, seconds):
        """Let others go on."""
        threading.Event().wait(seconds)


class Asyncio:
    """`AsyncPollinations` under asyncio."""

    name = "asyncio"

    def client(self, *args, **kwargs):
        """Make a client."""
        return AsyncPollinations(*args, **kwargs)

    def run(self, scenario):
        """Run a scenario in a new event loop."""
        return asyncio.run(scenario())

    async def together(self, *calls):
        """Make calls at once; return what each returned or raised."""
        results = [None] * len(calls)

        async def work(place):
            try:
                results[place] = await calls[place]()
            except Exception as error:  # noqa: BLE001 - handed to the test
                results[place] = error

        async with anyio.create_task_group() as group:
            for place in range(len(calls)):
                group.start_soon(work, place)
        return results

    async def pause(self, seconds):
        """Let others go on."""
        await anyio.sleep(seconds)


class Trio(Asyncio):
    """`AsyncPollinations` under trio."""

    name = "trio"

    def run(self, scenario):
        """Run a scenario in a new event loop."""
        return trio.run(scenario)


FLAVOURS = [Blocking(), Asyncio(), Trio()]


def every_flavour(test):
    """Run a test written with `await` in each flavour, which it gets as `flavour`."""

    @functools.wraps(test)
    def run(**fixtures):
        fixtures["flavour"].run(functools.partial(test, **fixtures))

    return pytest.mark.parametrize("flavour", FLAVOURS, ids=lambda flavour: flavour.name)(run)
