"""Calls that have no room because others are in flight wait for them, in the order of their arrival."""

import asyncio
import functools
import multiprocessing
import os
import random
import threading
import time

import anyio
import httpx
import pytest
import trio
from tests.costs.metered import WHOLE, Metered, image_of, stream
from tests.helpers.flavours import every_flavour

from pollination_sdk import AsyncPollinations, SpendLimit, errors, without_waiting


@pytest.fixture
def service():
    """Make a service that bills."""
    return Metered()


@pytest.fixture(autouse=True)
def at_once():
    """Wait for no retry."""
    with without_waiting():
        yield


async def until(flavour, is_so):
    """Wait until something is so."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        await flavour.pause(0.002)


def waiting(limit):
    """Return how many calls wait for room."""
    return len(limit._ledger._queue)  # private: nothing public shows who waits, and a test must not sleep


@every_flavour
async def test_a_call_waits_for_those_in_flight(flavour, service):
    """Two of 0.6 do not fit into 1 together: the second is sent when the first has cost 0.1."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    service.script.extend([image_of("test/p60", **{"x-pollen-cost": "0.1"}) for _ in range(2)])
    service.is_open.clear()

    async def opener():
        await until(flavour, lambda: waiting(limit) == 1)
        assert limit.reserved == 0.6
        service.is_open.set()

    call = functools.partial(client.image, "a fox", model="test/p60")
    results = await flavour.together(call, call, opener)
    assert not [result for result in results if isinstance(result, Exception)]
    assert (limit.spent, limit.reserved) == (0.2, 0.0)


@every_flavour
async def test_a_call_that_waited_is_refused_once_it_would_not_fit_alone(flavour, service):
    """The first has cost 0.6, so the second of 0.6 never fits; it was not sent."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    service.is_open.clear()

    async def opener():
        await until(flavour, lambda: waiting(limit) == 1)
        service.is_open.set()

    call = functools.partial(client.image, "a fox", model="test/p60")
    results = await flavour.together(call, call, opener)
    refused = [result for result in results if isinstance(result, errors.SpendLimitError)]
    assert [(error.spent, error.reserved, error.estimate) for error in refused] == [(0.6, 0.0, 0.6)]
    assert len(service.generations) == 1


@every_flavour
async def test_a_large_call_is_not_overtaken(flavour, service):
    """The small ones that arrive after it wait behind it, although they would fit."""
    limit, sent = SpendLimit(1), []

    def answer(request):
        sent.append(request.url.params["model"])
        return image_of(request.url.params["model"], **{"x-pollen-cost": "0"})

    service.script.extend([answer] * 4)
    client = service.client(flavour, spend_limit=limit)
    service.is_open.clear()

    async def later(model, place):
        await until(flavour, lambda: limit.reserved == 0.6 and waiting(limit) == place)
        await client.image("a fox", model=model)

    async def opener():
        await until(flavour, lambda: waiting(limit) == 3)
        service.is_open.set()

    results = await flavour.together(
        functools.partial(client.image, "a fox", model="test/p60"),
        functools.partial(later, "test/p90", 0),
        functools.partial(later, "test/p25", 1),
        functools.partial(later, "test/p25", 2),
        opener,
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert sent == ["test/p60", "test/p90", "test/p25", "test/p25"]


@every_flavour
async def test_a_call_waits_within_its_deadline(flavour, service):
    """The error says that others were in flight; nothing was sent, and the next call fits."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    service.is_open.clear()

    async def hurried():
        await until(flavour, lambda: limit.reserved == 0.6)
        with pytest.raises(
            errors.SpendLimitError, match=r"other calls in flight.*timeout=0\.2 seconds; nothing was sent"
        ) as caught:
            await client.image("a fox", model="test/p90", timeout=0.2)
        assert (caught.value.reason, caught.value.remaining) == ("busy", 0.4)
        assert waiting(limit) == 0
        service.is_open.set()

    results = await flavour.together(functools.partial(client.image, "a fox", model="test/p60"), hurried)
    assert not [result for result in results if isinstance(result, Exception)]
    assert len(service.generations) == 1
    await client.image("a fox", model="test/p40")


@every_flavour
async def test_a_cancelled_call_leaves_the_queue(flavour, service):
    """A task that is cancelled while it waits frees nothing and blocks nobody; one in flight keeps its reserve."""
    if flavour.name == "blocking":
        pytest.skip("a blocking call is not cancelled from outside")
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    service.is_open.clear()
    async with anyio.create_task_group() as group:
        in_flight, queued = anyio.CancelScope(), anyio.CancelScope()

        async def call(scope, model):
            with scope:
                await client.image("a fox", model=model)

        group.start_soon(call, in_flight, "test/p60")
        await until(flavour, lambda: limit.reserved == 0.6)
        group.start_soon(call, queued, "test/p90")
        await until(flavour, lambda: waiting(limit) == 1)
        group.start_soon(call, anyio.CancelScope(), "test/p40")
        await until(flavour, lambda: waiting(limit) == 2)
        queued.cancel()
        await until(flavour, lambda: limit.reserved == 1.0)
        in_flight.cancel()
        await until(flavour, lambda: limit.spent == limit.unknown == 0.6)
        service.is_open.set()
    assert (limit.spent, limit.reserved, limit.unknown) == (1.0, 0.0, 0.6)


@every_flavour
async def test_a_call_does_not_wait_for_a_stream_of_its_own_task(flavour, service):
    """It would wait for ever, so it is refused; a smaller one fits beside the stream, even if others wait for that."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE))
    client = service.client(flavour, spend_limit=limit)
    async with client.stream_text("hi", model="test/words", max_tokens=400):
        with pytest.raises(errors.SpendLimitError, match="streams that this thread or task has open itself") as caught:
            await client.image("a fox", model="test/p90")
        assert caught.value.reason == "busy"
        await client.image("a fox", model="test/p10")
    assert len(service.generations) == 2


@every_flavour
async def test_a_call_that_holds_a_stream_passes_those_that_wait_for_it(flavour, service):
    """Otherwise both would wait for ever."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE))
    client = service.client(flavour, spend_limit=limit)

    async def holder():
        async with client.stream_text("hi", model="test/words", max_tokens=400) as pieces:
            await until(flavour, lambda: waiting(limit) == 1)
            await client.image("a fox", model="test/p01")
            async for _ in pieces:
                pass

    async def other():
        await until(flavour, lambda: limit.reserved > 0.3)
        await client.image("a fox", model="test/p90")

    results = await flavour.together(holder, other)
    assert results == [None, None]


@every_flavour
async def test_a_waiting_call_holds_no_place_of_max_in_flight(flavour, service):
    """With `max_in_flight=2`, a third call is sent while the second waits for room."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit, max_in_flight=2)
    other = client.with_options(spend_limit=None)
    service.is_open.clear()

    async def third():
        await until(flavour, lambda: waiting(limit) == 1)
        service.is_open.set()
        await other.image("a fox", model="test/p01")

    results = await flavour.together(
        functools.partial(client.image, "a fox", model="test/p60"),
        functools.partial(client.image, "a fox", model="test/p60"),
        third,
    )
    assert [type(result) for result in results if isinstance(result, Exception)] == [errors.SpendLimitError]


# Many at once


class Watched:
    """Checks that a limit of 1 pollen holds, and that nothing was refused while there was room.

    Each call costs less than its estimate, by a share that its number gives.
    """

    def __init__(self):
        self.limit = SpendLimit(1)
        self.service = Metered()
        self.service.script = self  # answers without end
        self.shares = random.Random(18)  # noqa: S311 - the same each time
        self.sums, self.refused, self.costs = [], [], []

    def __bool__(self):
        return True

    def popleft(self):
        """Answer with an image that costs a part of its price."""
        return self.answer

    def answer(self, request):
        """Answer, and look at the limit."""
        self.sums.append(self.limit.spent + self.limit.reserved)
        price = {"test/p01": 10_000, "test/p10": 100_000, "test/p25": 250_000}[request.url.params["model"]]
        cost = round(price * self.shares.random())
        self.costs.append(cost)
        return image_of(request.url.params["model"], **{"x-pollen-cost": f"{cost / 1e6:.6f}"})

    def model(self, number):
        """Return the model of a call."""
        return ("test/p01", "test/p10", "test/p25")[number % 3]

    def check(self):
        """Check what was seen."""
        assert max(self.sums) <= 1
        assert self.limit.reserved == 0
        assert self.limit.spent == sum(self.costs) / 1e6
        assert self.limit.spent > 0.7
        assert self.refused
        assert all(error.estimate > error.limit - error.spent for error in self.refused)


def spend_in_threads(client, watched):
    """Call in 16 threads until the limit is used up."""

    def work(thread):
        for number in range(12):
            try:
                client.image("a fox", model=watched.model(thread + number))
            except errors.SpendLimitError as error:
                watched.refused.append(error)

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(16)]
    for thread in threads:
        thread.start()
    return threads


async def spend_in_tasks(watched):
    """Call in 16 tasks until the limit is used up."""
    http = httpx.AsyncClient(transport=httpx.MockTransport(watched.service.answer_async))
    client = AsyncPollinations("sk_metered", http_client=http, spend_limit=watched.limit)

    async def work(task):
        for number in range(12):
            try:
                await client.image("a fox", model=watched.model(task + number))
            except errors.SpendLimitError as error:
                watched.refused.append(error)

    async with anyio.create_task_group() as group:
        for task in range(16):
            group.start_soon(work, task)


def test_threads_never_spend_more_than_the_limit():
    """16 threads and a limit of 1 pollen: the sum is never above it, and nothing is refused while there is room."""
    watched = Watched()
    for thread in spend_in_threads(watched.service.threaded(spend_limit=watched.limit), watched):
        thread.join()
    watched.check()


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_tasks_never_spend_more_than_the_limit(run):
    """The same with tasks."""
    watched = Watched()

    async def main():
        await spend_in_tasks(watched)

    run(main()) if run is asyncio.run else run(main)
    watched.check()


def test_clients_of_both_kinds_share_a_limit():
    """The same with threads, an asyncio loop and a trio loop at once, which wake one another."""
    watched = Watched()
    loops = [
        threading.Thread(target=lambda: asyncio.run(spend_in_tasks(watched))),
        threading.Thread(target=lambda: trio.run(spend_in_tasks, watched)),
    ]
    for loop in loops:
        loop.start()
    threads = spend_in_threads(watched.service.threaded(spend_limit=watched.limit), watched)
    for thread in [*loops, *threads]:
        thread.join()
    watched.check()


# Forks


def _in_child(client, limit, results):
    """Call in a forked child, and tell what came of it."""
    for call in (
        lambda: client.image("a fox", model="test/p10"),
        lambda: client.with_options(timeout=9).image("a fox", model="test/p10"),
        lambda: client.balance().balance,
        lambda: client.with_options(spend_limit=1).image("a fox", model="test/p10").media_type,
    ):
        try:
            results.put(call())
        except Exception as error:  # noqa: BLE001 - sent to the parent
            results.put(str(error))
    results.put((limit.spent, limit.reserved))


@pytest.mark.slow(reason="forks a process")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # other tests of this process may have left threads
def test_a_forked_child_cannot_use_the_limit_of_its_parent(service):
    """Its paid calls raise, even if a thread of the parent held the lock; free ones and those of its own limit work."""
    limit = SpendLimit(1)
    client = service.threaded(spend_limit=limit)
    client.image("a fox", model="test/p25")
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    with limit._ledger._lock:  # as a thread of the parent may hold it during the fork
        child = context.Process(target=_in_child, args=(client, limit, results))
        child.start()
        child.join(30)
    assert child.exitcode == 0
    answers = [results.get() for _ in range(5)]
    assert [text for text in answers[:2] if "with_options(spend_limit=...)" in text] == answers[:2]
    assert answers[2:] == [3, "image/png", (0.25, 0.0)]
    assert limit.spent == 0.25
