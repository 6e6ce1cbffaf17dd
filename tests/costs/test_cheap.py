"""A program that does not ask for costs pays next to nothing for them."""

import gc
import json
import subprocess
import sys
import tracemalloc
import weakref

import httpx
import pytest

from pollination_sdk import Pollinations

PLAIN = """
import json, sys
from pollination_sdk import Pollinations
with Pollinations(sys.argv[2], base_url=sys.argv[1]) as client:
    client.text("hi")
    for piece in client.stream_text("hi"):
        pass
    print(json.dumps([name for name in sys.modules if name.startswith("pollination_sdk._costs")]))
"""


@pytest.mark.slow(reason="starts a Python of its own")
def test_a_plain_call_loads_nothing_about_costs(sandbox):
    """The first plain calls, whole and streamed, import no module for costs or for a limit."""
    path = ":".join(entry for entry in sys.path if entry)
    command = [sys.executable, "-c", PLAIN, sandbox.url, sandbox.key]
    done = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True)  # noqa: S603 - this Python
    assert json.loads(done.stdout) == []


def test_a_recorded_call_keeps_no_value(client):
    """The client remembers what a call has used, and neither its answer nor what was sent."""
    answer = client.detailed.image("fox", width=16, height=16)
    value = weakref.ref(answer.value)
    del answer
    gc.collect()
    assert value() is None
    assert client.reconcile().rows == 1


def test_calls_that_were_read_take_little_memory(sandbox):
    """Of the 10,000 calls that a client remembers, it keeps no headers but two, no value and no call."""
    client = Pollinations(sandbox.key, base_url=sandbox.url)
    client.text_models()  # with prices, calls are read
    answer = client.detailed.text("hi")
    assert len(answer.headers) > 5
    log, catalogue = client._context.call_log, client._context.catalogue
    note, headers = log._unread[0], list(answer.headers.items())
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(500):
            arrived = httpx.Headers([(name.encode(), value.encode()) for name, value in headers])
            log.add((*note[:5], arrived, *note[6:]), catalogue)
        assert len(log.calls(catalogue)) == 501
        assert (tracemalloc.get_traced_memory()[0] - before) / 500 < 1_500  # bytes
    finally:
        tracemalloc.stop()


def test_the_memory_of_calls_is_bounded(sandbox):
    """A client that knows no prices remembers its last thousand calls; `since` says from when on."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        first = client.detailed.chat("first")
        note = client._context.call_log._unread[0]
        for _ in range(1_500):
            client._context.call_log.add(note, client._context.catalogue)
        found = client.reconcile(since="1h")
        assert len(found.late_calls) + found.calls == 1_000
        assert found.since >= first.sent_at.replace(microsecond=0)
