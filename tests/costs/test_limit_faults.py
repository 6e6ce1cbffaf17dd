"""Faults of the service, of other calls and of the garbage collector cost no answer, no reserve and no waiting."""

import asyncio
import gc
import threading
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
import trio
from tests.costs.metered import WHOLE, Metered, image_of, stream
from tests.helpers.flavours import FLAVOURS, every_flavour, finish
from tests.helpers.hosts import PNG

from pollination_sdk import Retry, SpendLimit, errors, without_waiting
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.reconciliation import reconcile
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk._costs.spending.ledger import Ledger, Reservation, State
from pollination_sdk._support.event_loop import drop_ended
from pollination_sdk._support.waiter import Waiter


class SlowList(Metered):
    """A service whose price list fails the first time, once some calls wait for it and a time has come."""

    def __init__(self):
        super().__init__()
        self.waiting, self.calls, self.until = (), 4, 0
        self.asked = threading.Event()

    def _answer(self, request):
        if request.url.path != "/models" or self.asked.is_set():
            return super()._answer(request)
        self.asked.set()
        end = time.monotonic() + 10
        while (len(self.waiting) < self.calls or time.monotonic() < self.until) and time.monotonic() < end:
            time.sleep(0.001)
        self.paths.append("/models")
        return httpx.Response(500)


@pytest.fixture
def service():
    """Make a service that bills."""
    return Metered()


@pytest.fixture(autouse=True)
def at_once():
    """Wait for no retry."""
    with without_waiting():
        yield


@every_flavour
@pytest.mark.parametrize("reported", ["1e400", "1e300", "1e9", "-1", "nan", "inf", "much"])
async def test_a_reported_cost_that_cannot_be_right_does_not_count(flavour, service, reported):
    """The answer is there, and costs what its usage does."""
    client = service.client(flavour, spend_limit=1)
    service.script.append(image_of("test/p10", **{"x-pollen-cost": reported}))
    answer = await client.detailed.image("a", model="test/p10")
    assert (answer.cost.pollen, answer.cost.source) == (0.1, "computed")
    assert (client.spent, client.reserved) == (0.1, 0)


@every_flavour
async def test_a_file_whose_answer_tells_only_its_cost_costs_that(flavour, service):
    """It is the same for a stream as for a whole answer."""
    client = service.client(flavour, spend_limit=1)
    head = {"content-type": "image/png", "x-model-used": "test/p10", "x-pollen-cost": "0.02"}
    service.script.extend([httpx.Response(200, content=PNG, headers=head) for _ in range(2)])
    await client.image("a", model="test/p10")
    assert client.spent == 0.02
    async with client.stream_image("a", model="test/p10") as opened:
        assert opened.status == 200
    assert client.spent == 0.04


def test_calls_that_come_together_ask_once_for_a_list_that_fails():
    """They do not take turns to wait for it."""
    service = SlowList()
    client = service.client(FLAVOURS[0], spend_limit=1)
    service.waiting = client.plain._context.spending._prices._waiting
    outcomes = finish(FLAVOURS[0].together(*[lambda: client.image("a", model="test/p10")] * 5))
    assert [type(outcome) for outcome in outcomes] == [errors.SpendLimitError] * 5
    assert service.paths.count("/models") == 1


def test_a_call_that_has_no_time_for_the_list_leaves_it_to_another():
    """The list did not fail: the other call asks for it, and is sent."""
    service = SlowList()
    client = service.threaded(spend_limit=1)
    service.waiting = client._context.spending._prices._waiting
    service.calls, service.until = 1, time.monotonic() + 0.3
    hasty = client.with_options(timeout=0.2)

    def give_up():
        with pytest.raises(errors.PollinationsError):
            hasty.image("a", model="test/p10")

    thread = threading.Thread(target=give_up)
    thread.start()
    while not service.asked.is_set():
        time.sleep(0.001)
    client.image("a", model="test/p10")
    thread.join()
    assert service.paths.count("/models") == 2


@every_flavour
async def test_the_reserve_of_an_attempt_is_noted_once(flavour, service):
    """A second attempt that has no room leaves one reserve, which `reconcile` replaces by one row."""
    client = service.client(flavour, spend_limit=1, retry=Retry(unknown="always"))
    service.script.append(httpx.ReadError("broke"))
    body = {"prompt": "a", "model": "test/p60"}
    with pytest.raises(errors.PollinationsError):
        await client.call("post_v1_images_generations", body=body)
    assert client.spent == 0.6
    (noted,) = client._context.call_log.calls(client._context.catalogue)
    assert len(noted._kept) == 1  # private: the rows of the service tell no more


def test_threads_that_hold_streams_and_wait_for_each_other_go_on(service):
    """One is refused, so that the other gets its room: without a timeout they would wait for ever."""
    client = service.threaded(spend_limit=1, timeout=None)
    service.script.extend([stream(*WHOLE), stream(*WHOLE)])
    both, outcomes = threading.Barrier(2), []

    def work():
        try:
            with client.stream_chat("hi", model="test/words", max_tokens=400):
                both.wait(30)
                client.image("a", model="test/p40")
                outcomes.append("sent")
        except errors.SpendLimitError as refusal:
            outcomes.append(refusal.message)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(outcomes) == 2
    assert any("would wait for ever" in outcome for outcome in outcomes)


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_a_stream_that_is_dropped_in_a_loop_that_ends_keeps_its_reserve(service, run):
    """It is not reserved for ever, and `reconcile` knows of it."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE))
    client = service.client(FLAVOURS[1], spend_limit=limit)

    async def leave():
        async for _ in client.stream_chat("hi", model="test/words", max_tokens=100):
            break

    run(leave) if run is trio.run else run(leave())
    drop_ended()  # as a call does that waits
    gc.collect()
    assert limit.reserved == 0
    assert limit.spent == limit.unknown > 0
    assert client._context.call_log.calls(client._context.catalogue)


@pytest.mark.parametrize(
    ("bill", "spent"), [(0.25, 0.25), ("0.25", 0.25), (0, 0), *((bill, 1) for bill in (-5, "1e400", "much", None))]
)
def test_a_row_that_names_no_amount_does_not_replace_a_reserve(bill, spent):
    """A negative bill would raise the limit."""
    ledger, at = Ledger(10**9), datetime(2026, 10, 1, tzinfo=UTC)
    kept = Reservation(ledger, 10**9, object())
    ledger.enter(kept)
    kept.keep()
    call = RecordedCall(at, at, "post_text", "a/b", None, Cost(None, "unknown"), 0, kept=(kept,))
    row = SimpleNamespace(timestamp=at, model="a/b", cost_usd=bill, cursor_event_id="1", to_dict=dict)
    reconcile([call], {0: [row]}, since=at, now=at, same=lambda one, other: one == other, id_of=str)
    assert ledger.spent == spent * 10**9


class Interrupt(dict):
    """A dict that ends other reservations when it is read, as the garbage collector may at any call."""

    def __init__(self):
        self.ended = []

    def get(self, key, default=None):
        """Return a value."""
        while self.ended:
            self.ended.pop().keep()
        return super().get(key, default)


def test_reserves_that_end_while_calls_are_admitted_count_once():
    """A destructor or a signal handler may run in the middle of it."""
    ledger = Ledger(20)
    first, second, dropped = (Reservation(ledger, amount, object()) for amount in (11, 6, 4))
    ledger.enter(first)
    ledger.enter(dropped)
    ledger.enter(second)
    ledger._held_by = interrupt = Interrupt()
    interrupt.ended.append(dropped)
    first.release()
    assert second.state is State.HELD
    assert (ledger.reserved, ledger.spent) == (6, 4)
    second.settle(1)
    assert (ledger.reserved, ledger.spent) == (0, 5)


def test_a_thread_may_be_woken_while_it_begins_to_wait():
    """What wakes it may be a destructor that runs in the thread itself."""
    waiter, over = Waiter(), threading.Event()

    def wait():
        with waiter._lock:
            waiter.wake()
        waiter.wait(None)
        over.set()

    threading.Thread(target=wait, daemon=True).start()
    assert over.wait(10)


def test_a_waiter_may_wait_again_and_is_woken_once():
    """A wait that was too short does no harm."""
    waiter = Waiter()
    waiter.wait(0.001)
    threading.Timer(0.01, waiter.wake).start()
    waiter.wait(10)
    waiter.wake()
    start = time.monotonic()
    waiter.wait(10)
    assert time.monotonic() - start < 5


def test_calls_are_read_while_others_are_noted(service):
    """`reconcile` of one thread does not fail while another one reserves."""
    client = service.threaded(spend_limit=SpendLimit(10**6))
    context, stop = client._context, threading.Event()
    note = (1.0, 2.0, "get_generate_image_prompt", "test/p10", None, {}, None, 0, True, None, None, ())

    def add():
        while not stop.is_set():
            context.call_log.add(note, context.catalogue)
            context.call_log.read(context.catalogue)

    thread = threading.Thread(target=add)
    thread.start()
    try:
        for _ in range(200):
            context.call_log.calls(context.catalogue)
            if len(context.call_log._calls) > 3000:
                break
    finally:
        stop.set()
        thread.join()


def test_calls_that_fail_are_not_dropped_unread(service):
    """A client that knows prices keeps all of them; one that does not says that older ones have given way."""
    client = service.threaded()
    call = client._context.call_log
    client.estimate.image("a", model="test/p10")
    made = type("Made", (), {"operation": "get_generate_image_prompt", "model": "test/p10"})()
    for number in range(1500):
        call.add_unknown(made, float(number), (), client._context.catalogue)
    assert len(call.calls(client._context.catalogue)) == 1500
