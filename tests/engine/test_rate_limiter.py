"""`max_in_flight` and `max_per_second` keep a loop of many calls polite.

Uses private names: turns are read from `RateLimiter` on its own, so that nothing waits.
"""

import threading
import time

import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import OK, RawServer

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors, without_waiting
from pollination_sdk._engine.rate_limiter import RateLimiter
from pollination_sdk.sandbox import Fault, Sandbox

KEY = "sk_abcd1234"


class Busy:
    """A server that counts how many requests it works on at once, and when each came."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.lock = threading.Lock()
        self.now = self.most = 0
        self.times = []
        self.server = RawServer(self.serve)

    def serve(self, connection):
        """Answer after a while."""
        while self.server.head(connection):
            with self.lock:
                self.times.append(time.monotonic())
                self.now += 1
                self.most = max(self.most, self.now)
            self.server.ending.wait(self.seconds)
            with self.lock:
                self.now -= 1
            connection.sendall(OK)


@every_flavour
async def test_no_more_calls_at_once_than_allowed(flavour):
    """`max_in_flight` holds for all threads or tasks of a client and its siblings together."""
    busy = Busy(0.05)
    with busy.server:
        client = flavour.client(KEY, base_url=busy.server.url, max_in_flight=3)
        sibling = client.with_options(timeout=60)
        calls = [one for _ in range(6) for one in (lambda: client.text("hi"), lambda: sibling.text("hi"))]
        assert await flavour.together(*calls) == ["hi"] * 12
    assert busy.most == 3


@every_flavour
async def test_all_at_once_unless_asked(flavour):
    """Without `max_in_flight` nothing is held back."""
    busy = Busy(0.3)
    with busy.server:
        client = flavour.client(KEY, base_url=busy.server.url)
        await flavour.together(*[lambda: client.text("hi")] * 8)
    assert busy.most == 8


@every_flavour
async def test_a_place_is_given_back_whatever_happens(flavour):
    """Errors, refusals before sending, and streams left early keep no place."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, max_in_flight=1, retry=Retry.off, timeout=20)
        for fault in (Fault.status(500), Fault.reset(), Fault.garbage()):
            sandbox.queue(fault)
            with pytest.raises(errors.PollinationsError):
                await client.usage()
        with pytest.raises(errors.PromptError):
            await client.image("a" * 9000, route="get")
        async with client.stream_text("hi"):
            pass
        assert await client.text("hi") == "openai heard: hi"


@every_flavour
async def test_requests_are_spread_evenly(flavour):
    """`max_per_second` leaves a step between any two requests, those of siblings and repetitions included."""
    busy = Busy(0)
    with busy.server:
        client = flavour.client(KEY, base_url=busy.server.url, max_per_second=20)
        sibling = client.with_options(timeout=60)
        start = time.monotonic()
        await flavour.together(*[lambda: client.text("hi"), lambda: sibling.text("hi")] * 4)
    assert len(busy.times) == 8
    for place, arrived in enumerate(sorted(busy.times)):
        assert arrived - start >= place / 20


@every_flavour
async def test_waiting_for_the_pace_counts_toward_the_deadline(flavour):
    """A call whose place comes too late ends in time, and nothing was sent."""
    busy = Busy(0)
    with busy.server:
        client = flavour.client(KEY, base_url=busy.server.url, max_per_second=0.1, timeout=0.3, retry=CAREFUL)
        await client.text("hi")
        start = time.monotonic()
        with pytest.raises(errors.APITimeoutError):
            await client.text("hi")
        assert time.monotonic() - start < 0.55
    assert len(busy.times) == 1


@every_flavour
async def test_the_pace_can_be_switched_off_for_tests(flavour):
    """`without_waiting` ends these waits too, and leaves none owed."""
    busy = Busy(0)
    with busy.server:
        client = flavour.client(KEY, base_url=busy.server.url, max_per_second=1)
        start = time.monotonic()
        with without_waiting():
            for _ in range(5):
                await client.text("hi")
        await client.text("hi")
        assert time.monotonic() - start < 3


@each("cls", [Pollinations, AsyncPollinations])
@each(
    ("name", "value"),
    [
        ("max_in_flight", 0),
        ("max_in_flight", True),
        ("max_in_flight", 1.5),
        ("max_per_second", 0),
        ("max_per_second", -1),
        ("max_per_second", float("nan")),
        ("max_per_second", "10"),
    ],
)
def test_nonsense_is_refused(cls, name, value):
    """A limit that allows nothing is a mistake, and named."""
    with pytest.raises(ValueError, match=name):
        cls(**{name: value})


def test_a_pace_never_bunches():
    """Turns are handed out a step apart from now on, however long nobody came."""
    pace = RateLimiter(10)
    assert pace.reserve()[0] == 0
    assert 0.05 < pace.reserve()[0] <= 0.1
    assert 0.15 < pace.reserve()[0] <= 0.2
