"""A run that is killed goes on with what is missing: nothing is lost, and nothing is paid twice."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from tests.helpers.batch_folders import NIGHTLY, check_whole, mixed, rows, start, states

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk.sandbox import Sandbox

PRICE = 0.01  # pollen; more than any of the calls costs


def killed(sandbox: Sandbox, folder: Path, jobs: list[dict], after: int, **settings: object) -> None:
    """Kill a run with -9 after so many requests have reached the service."""
    with start(jobs, folder, sandbox.key, sandbox.url, **settings) as process:
        until = len(sandbox.requests) + after
        while len(sandbox.requests) < until and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)


def check_bill(sandbox: Sandbox, folder: Path, count: int) -> None:
    """Check that all items are done or listed as unknown, and that each was billed once."""
    found = states(folder)
    unknown = found.get("unknown", 0)
    assert found == {"done": count - unknown} | ({"unknown": unknown} if unknown else {})
    assert count - unknown <= sandbox.billed <= count
    spent = rows(folder, "SELECT sum(cost_nanopollen) FROM items WHERE state = 'done'")[0][0] / 1e9
    assert spent - 1e-9 <= sandbox.billed_pollen <= spent + unknown * PRICE


@pytest.mark.slow(reason="it starts processes; with 5,000 items it takes minutes")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_kills_lose_nothing_and_pay_nothing_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    """After kills with -9, each item is done once or listed as unknown, and the bill is that of one pass."""
    count, kills = (5000, 5) if NIGHTLY else (60, 2)
    draw, jobs = random.Random(21), mixed(count)  # noqa: S311 - the same moments each time
    for _ in range(kills):
        killed(sandbox, tmp_path, jobs, draw.randrange(1, count // (kills + 1)), in_flight=20)
    with start(jobs, tmp_path, sandbox.key, sandbox.url, in_flight=20) as process:
        assert process.wait() == 0
    check_whole(tmp_path)
    check_bill(sandbox, tmp_path, count)
    assert states(tmp_path).get("unknown", 0) <= kills * 20


@pytest.mark.slow(reason="starts and kills a run")
def test_unknown_items_are_listed_and_sent_again_on_demand(sandbox: Sandbox, tmp_path: Path) -> None:
    """Items that may have run, and that the service would bill again, are sent again by `retry(unknown=True)` alone."""
    jobs = [{"method": "speech_with_timestamps", "input": f"say {n}"} for n in range(40)]
    killed(sandbox, tmp_path, jobs, 5, in_flight=4)
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    batch.run(jobs, out=tmp_path, client=client, per_second=None)
    unknown = states(tmp_path).get("unknown", 0)
    assert 0 < unknown <= 4
    listed = rows(tmp_path, "SELECT error_class, error FROM attempts WHERE state = 'unknown'")
    assert len(listed) == unknown
    assert {name for name, _ in listed} == {"OutcomeUnknownError"}
    assert batch.retry(tmp_path, client=client, per_second=None).done == 0
    assert batch.retry(tmp_path, client=client, per_second=None, unknown=True).done == unknown
    assert states(tmp_path) == {"done": 40}
    check_whole(tmp_path)


@pytest.mark.slow(reason="stops the service, and starts it again")
def test_the_service_dies_in_the_middle(tmp_path: Path) -> None:
    """When the service dies, what is done is kept, and the run goes on when it is back."""
    jobs = mixed(40)
    first = Sandbox(key="sk_" + "a" * 32, store=tmp_path / "store")
    first.start()
    port = int(first.url.rpartition(":")[2])
    folder = tmp_path / "out"
    client = AsyncPollinations(first.key, base_url=first.url)

    def stop_soon(results: list) -> None:
        if results[-1].number > 10:
            first.stop()

    summary = batch.run(
        jobs, out=folder, client=client, per_second=None, in_flight=4, attempts=2, on_results=stop_soon, max_failures=9
    )
    assert summary.stopped == "failures"
    assert summary.done >= 1
    with Sandbox(port=port, key=first.key, store=tmp_path / "store") as second:
        client = AsyncPollinations(second.key, base_url=second.url)
        batch.retry(folder, client=client, per_second=None)
        batch.run(jobs, out=folder, client=client, per_second=None)
    found = states(folder)
    assert found["done"] + found.get("unknown", 0) == 40
    check_whole(folder)
