"""Rate limits: how long a client waits after a 429, who asks first, and how many requests that takes.

The calls are driven on a clock of the test, so that waits take no time and every request has its moment.

Uses private names: calls are driven by `exchange` on a clock of the tests, for waits of minutes.
"""

import heapq
import itertools

import httpx
import pytest
from tests.unit.flavours import every_flavour
from tests.unit.servers import RawServer

from pollination_sdk import Pollinations, Retry, errors
from pollination_sdk._engine.attempt import Attempt
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.exchange import exchange
from pollination_sdk._http.deadline import Deadline
from pollination_sdk.sandbox import Fault, Sandbox

KEYS = [f"sk_rate_limit_{number:02}" for number in range(9)]
LATENCY = 0.1


class Clock:
    """Play calls side by side against a service, on a clock that jumps from event to event.

    Args:
        answer: Makes the answer to a request, from the seconds since the start and the key.
    """

    def __init__(self, monkeypatch, answer):
        self.now = 1000.0
        self.start = self.now
        self.requests = []
        self._answer = answer
        self._events = []
        self._order = itertools.count()
        monkeypatch.setattr("time.monotonic", lambda: self.now)

    def play(self, client, calls, *, timeout=None, at=()):
        """Return what each call ends in: the answer's status or the error."""
        ends = [None] * calls
        for number, moment in itertools.zip_longest(range(calls), at, fillvalue=0.0):
            call = Call(operation="text", method="get", path="/text/hi", read=bool, free=False)
            self._later(self.start + moment, number, (call, client, timeout), None)
        while self._events:
            self.now, _, number, steps, value = heapq.heappop(self._events)
            if isinstance(steps, tuple):
                steps = exchange(steps[0], steps[1]._context, Deadline.of(steps[2]))
            ends[number] = self._step(number, steps, value) or ends[number]
        return ends

    def _step(self, number, steps, value):
        try:
            step = steps.send(value)
        except StopIteration as done:
            return done.value.response.status_code
        except errors.PollinationsError as error:
            return error
        if isinstance(step, Attempt):
            key = step.headers["authorization"].removeprefix("Bearer ")
            moment = self.now - self.start
            self.requests.append((moment, key))
            return self._later(self.now + LATENCY, number, steps, self._answer(moment, key))
        return self._later(self.now + step.seconds, number, steps, None)

    def _later(self, moment, number, steps, value):
        heapq.heappush(self._events, (moment, next(self._order), number, steps, value))


def refusal(retry_after=None, status=429):
    """Make a refusal in the service's envelope."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = {"success": False, "status": status, "error": {"message": "Slow down", "code": "RATE_LIMITED"}}
    return httpx.Response(
        status, json=body, headers=headers, request=httpx.Request("GET", "https://gen.pollinations.ai")
    )


def good():
    """Make a good answer."""
    return httpx.Response(200, request=httpx.Request("GET", "https://gen.pollinations.ai"))


def until(seconds):
    """Refuse everything for so many seconds."""
    return lambda moment, _: refusal() if moment < seconds else good()


def client_of(*keys, **options):
    """Make a client whose calls are driven here."""
    return Pollinations(keys or KEYS[0], **options)


def test_ten_seconds_of_429_are_outlasted(monkeypatch):
    """With `Retry()` as it is, a call that meets the edge's limit for its ten seconds is answered."""
    clock = Clock(monkeypatch, until(10))
    assert clock.play(client_of(), 1) == [200]
    first, second, third = (moment for moment, _ in clock.requests)
    assert 4 <= second - first - LATENCY <= 5
    assert 8 <= third - second - LATENCY <= 10


@pytest.mark.parametrize("keys", [2, 3, 5])
def test_ten_seconds_of_429_are_outlasted_with_several_keys(monkeypatch, keys):
    """Asking the other keys at once does not use up the attempts that the wait needs."""
    clock = Clock(monkeypatch, until(10))
    assert clock.play(client_of(*KEYS[:keys]), 1) == [200]
    assert len(clock.requests) <= 3 + keys - 1


def test_calls_that_fail_together_send_one_probe(monkeypatch):
    """In an outage of 429s fifty calls make little more than fifty requests, and all end in the service's answer."""
    clock = Clock(monkeypatch, until(1000))
    ends = clock.play(client_of(), 50)
    assert {type(end) for end in ends} == {errors.RateLimitError}
    assert len(clock.requests) <= 55


def test_calls_that_were_refused_together_follow_the_probe(monkeypatch):
    """Once the probe is accepted the others are sent, each once more, and none before the wait is over."""
    clock = Clock(monkeypatch, until(3))
    assert clock.play(client_of(), 50) == [200] * 50
    again = sorted(moment for moment, _ in clock.requests)[50:]
    assert len(again) == 50
    assert again[0] >= 4
    assert again[1] - again[0] >= LATENCY


def test_of_the_waits_of_calls_refused_together_the_longest_counts(monkeypatch):
    """A second 429 that asks for less does not shorten what the first one asked for."""
    answers = iter([refusal(10), refusal(2)])
    clock = Clock(monkeypatch, lambda *_: next(answers, good()))
    assert clock.play(client_of(), 2) == [200, 200]
    assert all(moment >= 10 for moment, _ in clock.requests[2:])


def test_a_call_that_begins_meanwhile_waits_too(monkeypatch):
    """A 429 holds back all calls of the client on that key, those of siblings and new ones as well."""
    clock = Clock(monkeypatch, until(2))
    client = client_of()
    assert clock.play(client, 3, at=(0.0, 0.2, 1.0)) == [200] * 3
    moments = sorted(moment for moment, _ in clock.requests)
    assert moments[0] == 0
    assert moments[1] >= 4


def test_a_held_call_that_cannot_wait_says_so_and_sends_nothing(monkeypatch):
    """A call whose deadline ends before the limit's wait is refused at once, unsent."""
    clock = Clock(monkeypatch, until(100))
    client = client_of()
    (refused, held) = clock.play(client, 2, timeout=2.0, at=(0.0, 0.5))
    assert isinstance(refused, errors.RateLimitError)
    assert refused.attempts == 1
    assert isinstance(held, errors.RateLimitError)
    assert held.attempts == 0
    assert "max_per_second" in str(held)
    assert len(clock.requests) == 1


def test_the_wait_is_that_of_the_key_that_is_free_first(monkeypatch):
    """A `Retry-After: 600` of one key does not hide the one second of another."""
    waits = {KEYS[0]: 600, KEYS[1]: 1, KEYS[2]: 30}
    clock = Clock(monkeypatch, lambda moment, key: refusal(waits[key]) if moment < 1 else good())
    assert clock.play(client_of(*KEYS[:3]), 1) == [200]
    assert [key for _, key in clock.requests] == [*KEYS[:3], KEYS[1]]
    assert clock.requests[-1][0] < 2


@pytest.mark.parametrize("status", [401, 402, 403, 429])
@pytest.mark.parametrize(("attempts", "keys"), [(1, 1), (1, 3), (3, 1), (3, 3), (5, 4)])
def test_keys_do_not_multiply_attempts(monkeypatch, status, attempts, keys):
    """There are at most `attempts + keys - 1` requests, and with `Retry.off` one a key."""
    clock = Clock(monkeypatch, lambda *_: refusal(status=status))
    (end,) = clock.play(client_of(*KEYS[:keys], retry=Retry(attempts=attempts)), 1)
    assert end.status == status
    assert end.attempts == len(clock.requests)
    assert len(clock.requests) == (attempts + keys - 1 if status == 429 else keys)


def test_a_call_starts_with_a_key_that_is_not_held(monkeypatch):
    """While one key is rate limited, new calls use another one at once."""
    clock = Clock(monkeypatch, lambda _, key: refusal(30) if key == KEYS[0] else good())
    assert clock.play(client_of(*KEYS[:2]), 3, at=(0.0, 1.0, 2.0)) == [200] * 3
    assert [key for _, key in clock.requests] == [KEYS[0], KEYS[1], KEYS[1], KEYS[1]]


def test_a_429_costs_no_budget(monkeypatch):
    """The budget is for outages: rate limits do not use it up."""
    clock = Clock(monkeypatch, until(10))
    assert clock.play(client_of(retry=Retry(budget=0)), 1) == [200]


def test_a_long_retry_after_holds_nobody_else(monkeypatch):
    """Beyond `max_retry_after` the call ends; others ask for themselves, for the limit may be that of one model."""
    clock = Clock(monkeypatch, lambda moment, _: refusal(3600) if moment < 1 else good())
    first, second = clock.play(client_of(), 2, at=(0.0, 2.0))
    assert isinstance(first, errors.RateLimitError)
    assert second == 200


@pytest.mark.parametrize("rate", [1, 5])
def test_a_turn_that_comes_too_late_is_not_taken(monkeypatch, rate):
    """Calls that cannot be sent in time are refused at once and unsent, and leave the pace to those that come later."""
    clock = Clock(monkeypatch, lambda *_: good())
    ends = clock.play(client_of(max_per_second=rate), 40, timeout=2.0)
    refused = [end for end in ends if end != 200]
    assert all(isinstance(end, errors.APITimeoutError) and end.attempts == 0 for end in refused)
    assert all(f"max_per_second={rate}" in str(end) and "nothing was sent" in str(end) for end in refused)
    assert 2 * rate <= len(clock.requests) == 40 - len(refused) <= 2 * rate + 1


def test_no_turn_is_taken_that_leaves_too_little_time(monkeypatch):
    """A call is refused unsent when its turn leaves less than the last calls of this operation took."""
    clock = Clock(monkeypatch, lambda *_: good())
    client = client_of(max_per_second=1)
    assert clock.play(client, 1) == [200]
    clock.start = clock.now
    (end,) = clock.play(client, 1, timeout=0.95)  # its turn leaves 0.05 s, and an answer takes 0.1 s
    assert isinstance(end, errors.APITimeoutError)


@every_flavour
async def test_a_turn_is_given_back_by_a_call_that_is_cancelled(flavour):
    """A call that ends while it waits for its turn leaves the turn to the next one."""
    if flavour.name == "blocking":
        pytest.skip("a blocking call is not cancelled from outside while it sleeps")
    import anyio  # noqa: PLC0415 - only here

    client = flavour.client(KEYS[0], base_url="http://127.0.0.1:9", max_per_second=0.01)
    client._context.pace.reserve()
    with anyio.move_on_after(0.01):
        await client.text("hi")
    assert client._context.pace.reserve()[0] <= 100


@every_flavour
async def test_a_call_inside_a_stream_that_has_the_only_place_is_refused(flavour):
    """With `max_in_flight=1` a call made while its own stream is open raises at once, and says what to do."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + b"data: [DONE]\n\n"
    with RawServer(lambda connection: server.head(connection) and connection.sendall(answer)) as server:
        client = flavour.client(KEYS[0], base_url=server.url, max_in_flight=1, timeout=10)
        async with client.stream_text("hi"):
            with pytest.raises(errors.PollinationsError, match="max_in_flight=1 places are held by streams"):
                await client.text("hello")
    assert server.accepted == 1


@every_flavour
async def test_a_call_that_sleeps_gives_its_place_back(flavour):
    """While one call waits for its retry, another one uses the only place."""
    with Sandbox() as sandbox:
        sandbox.queue(Fault.status(503))
        client = flavour.client(sandbox.key, base_url=sandbox.url, max_in_flight=1, retry=Retry(first_wait=0.5))
        await flavour.together(client.key, client.text_models)
        first, second, third = (request.path for request in sandbox.requests)
    assert first == third != second
