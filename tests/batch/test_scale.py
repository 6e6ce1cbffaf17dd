"""The memory of a run does not grow with its items, and a run goes on soon with many done items."""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.helpers.batch_folders import NIGHTLY, states
from tests.helpers.servers import RawServer, answering

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk._client import call_log

pytestmark = pytest.mark.slow(reason="it sends hundreds of items")

_CHILD = """
import resource, sys
from pollination_sdk import AsyncPollinations, batch
url, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
jobs = ({"method": "text", "prompt": f"word {n}"} for n in range(count))
summary = batch.run(jobs, out=out, client=AsyncPollinations(base_url=url), per_second=None, in_flight=50)
assert summary.done == count, summary
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

KEY = "sk_scale0123456789"
COUNT = 10_000 if NIGHTLY else 1_500
"""How many jobs are done when a run goes on."""
EARLY = 100
"""After so many jobs, connections and caches are there, and the logs of calls are full."""
FOR_AN_ITEM = 3
"""Blocks of memory; an item alone has more."""


@pytest.fixture
def server() -> Iterator[RawServer]:
    """Run a server that answers faster than the sandbox, and that remembers little."""
    with answering() as one:
        yield one


@pytest.mark.skipif(not NIGHTLY, reason="50,000 items are sent at night")
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory has other units elsewhere")
def test_the_peak_of_memory_is_flat(server: RawServer, tmp_path: Path) -> None:
    """The peak of memory is that of a run of a hundredth of the items."""
    peaks = []
    for count in (500, 50_000):
        command = [sys.executable, "-c", _CHILD, server.url, str(tmp_path / str(count)), str(count)]
        environment = {**os.environ, "POLLINATIONS_API_KEY": KEY}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own program
        peaks.append(int(done.stdout) / 1000)
    assert peaks[1] - peaks[0] < 20, f"{peaks} MB"


@pytest.mark.usefixtures("few_objects", "no_log")
def test_no_item_stays_in_memory_and_a_run_goes_on_soon(
    server: RawServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Python has in memory does not grow with the items.

    An unchanged input that was read is not read again; a changed one is, and only the new job is sent.
    """
    for name in ("MOST_UNREAD", "MOST_CALLS"):
        monkeypatch.setattr(call_log, name, EARLY // 2)
    file, out = tmp_path / "jobs.jsonl", tmp_path / "out"
    early, late = [], []

    def look(results: list[batch.ItemResult]) -> None:
        for start, blocks in ((EARLY, early), (COUNT - EARLY, late)):
            if start < results[-1].number <= start + EARLY:
                server.heads.clear()
                gc.collect()
                blocks.append(sys.getallocatedblocks())

    lines = [json.dumps({"method": "text", "prompt": f"word {n}"}) for n in range(COUNT)]
    file.write_text("\n".join(lines) + "\n")
    client = AsyncPollinations(KEY, base_url=server.url)
    assert batch.run(file, out=out, client=client, per_second=None, in_flight=8, on_results=look).done == COUNT
    # Calls in flight have a thousand blocks; at the lowest point there are few.
    assert min(late) - min(early) < FOR_AN_ITEM * (COUNT - 2 * EARLY)
    begin = time.process_time()
    again = batch.run(file, out=out, client=client, per_second=None)
    unchanged = time.process_time() - begin
    assert (again.done, again.already_done, again.stopped) == (0, COUNT, "complete")
    file.write_text("\n".join(['{"method": "text", "prompt": "new"}', *lines]) + "\n")
    begin = time.process_time()
    changed = batch.run(file, out=out, client=client, per_second=None)
    assert (changed.done, changed.already_done) == (1, COUNT)
    assert unchanged < time.process_time() - begin
    assert states(out) == {"done": COUNT + 1}
