"""`stream.cost`: a streamed call costs what it is billed, and a part of a stream is never called the whole."""

import pytest
from tests.client.test_methods import STREAMS
from tests.flavours import Async

from pollination_sdk.errors import StreamInterruptedError
from pollination_sdk.sandbox import Fault

CHATS = ["stream_text", "stream_chat"]
FILES = [name for name in STREAMS if name not in CHATS]


def stream_of(client, name):
    """Make a stream; the client knows prices."""
    args, options, _ = STREAMS[name]
    return getattr(client, name)(*args, **options)


@pytest.fixture
def priced(client, sandbox):
    """Give a client that knows prices."""
    client.estimate.text("moss")  # reads the price list
    return client


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_costs_what_is_billed(priced, flavour, sandbox, name):
    """At its end a stream has the computed cost, which is that of its row of usage; no request is made for it."""
    stream = stream_of(priced, name)
    flavour.items(stream)
    cost, requests = stream.cost, len(sandbox.requests)
    assert cost.source == "computed", cost
    assert cost.pollen > 0
    assert requests == len(sandbox.requests) == 2
    assert cost.pollen == pytest.approx(priced.usage(limit=1).usage[0].cost_usd, abs=2e-9)


@pytest.mark.parametrize("name", STREAMS)
def test_a_cost_is_unknown_until_the_end(priced, flavour, name):
    """Before the request, and before the end, the cost is None."""
    stream = stream_of(priced, name)
    assert (stream.cost.pollen, stream.cost.source) == (None, "unknown")
    seen = []
    if isinstance(flavour, Async):

        async def read():
            return [stream.cost async for _ in stream]

        seen = flavour.wait(read())
    else:
        seen = [stream.cost for _ in stream]
    assert {cost.pollen for cost in seen} == {None}
    assert stream.cost.pollen is not None


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_that_is_left_early_has_no_cost(priced, flavour, name):
    """What came before the break is a part. The cost stays unknown, and is not the sum of that part."""
    stream = stream_of(priced, name)
    flavour.items(stream, most=1)
    assert (stream.cost.pollen, stream.cost.source) == (None, "unknown")
    assert "was left" in stream.cost.formula
    assert "reconcile()" in stream.cost.formula


@pytest.mark.parametrize("name", CHATS)
def test_a_broken_chat_has_no_cost(priced, flavour, sandbox, name):
    """A stream that is cut off has no cost."""
    sandbox.queue(Fault.truncate_stream(2))
    stream = stream_of(priced, name)
    with pytest.raises(StreamInterruptedError):
        flavour.items(stream)
    assert (stream.cost.pollen, stream.cost.source) == (None, "unknown")
    assert "broke" in stream.cost.formula
    assert "reconcile()" in stream.cost.formula


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("most", [1, None], ids=["left", "whole"])
def test_a_stream_has_a_bill(priced, flavour, name, most):
    """`billed_cost` takes a stream as well, also one that was left before its usage came."""
    stream = stream_of(priced, name)
    assert priced.billed_cost(stream).source == "unknown"
    flavour.items(stream, most=most)
    cost = priced.billed_cost(stream)
    assert (cost.source, cost.pollen) == ("billed", priced.usage(limit=1).usage[0].cost_usd)


def test_the_usage_of_a_part_is_not_that_of_the_whole(priced, flavour, sandbox):
    """Some models count in each chunk. A count that came before the break is not taken for the call's."""
    sandbox.queue(
        Fault.answer(
            200,
            b'data: {"model":"openai/gpt-5.4-nano","choices":[{"index":0,"delta":{"content":"moss "}}],'
            b'"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}\n\n',
            media_type="text/event-stream",
        )
    )
    stream = priced.stream_chat("hi")
    with pytest.raises(StreamInterruptedError):
        flavour.items(stream)
    assert (stream.cost.pollen, stream.cost.source) == (None, "unknown")
    (call,) = priced.reconcile().late_calls
    assert (call.usage, call.cost.pollen) == (None, None)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_left_early_is_billed_whole(priced, flavour, name):
    """The head of a file's answer has the usage of the whole file, which the service has made already."""
    stream = stream_of(priced, name)
    flavour.open(stream)
    assert stream.cost.pollen == pytest.approx(priced.usage(limit=1).usage[0].cost_usd, abs=2e-9)


@pytest.mark.parametrize("name", STREAMS)
def test_without_prices_the_cost_is_unknown(client, flavour, sandbox, name):
    """A stream asks for no price list."""
    stream = stream_of(client, name)
    flavour.items(stream)
    assert (stream.cost.pollen, stream.cost.source) == (None, "unknown")
    assert "models()" in stream.cost.formula
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize("name", STREAMS)
def test_a_streamed_call_is_recorded_at_its_cost(priced, flavour, name):
    """A streamed call is not recorded at 0: the client records what it is billed."""
    flavour.items(stream_of(priced, name))
    found = priced.reconcile()
    assert found.recorded == pytest.approx(found.billed, abs=2e-9)
    assert (found.calls, found.rows, found.unmatched_rows) == (1, 1, ())
    assert found.recorded > 0


def test_answers_and_streams_teach_the_estimates(priced, flavour):
    """What answers have used is the base of the next estimate, whichever way they came."""
    before = priced.estimate.chat("moss")
    flavour.items(priced.stream_chat("moss " * 400))
    after_stream = priced.estimate.chat("moss")
    assert after_stream.likely > before.likely or after_stream.basis == "learnt"
