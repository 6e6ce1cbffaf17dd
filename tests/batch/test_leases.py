"""Leases in other processes: claimed once, over at their time, and taken back when nothing more can be sent."""

import asyncio
import multiprocessing
import os
import pickle
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.batch_folders import check_whole, mixed, rows, states

from pollination_sdk import AsyncPollinations, batch, errors
from pollination_sdk.batch.coordination.folder import prepare
from pollination_sdk.batch.engines import run_lease
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.protocol.item import Item
from pollination_sdk.batch.protocol.lease import Lease
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="starts processes, and waits for the ends of leases")


def engine_of(processes: int) -> batch.ExecutorEngine:
    """Return an engine of fresh processes."""
    context = multiprocessing.get_context("spawn")
    return batch.ExecutorEngine(lambda: ProcessPoolExecutor(processes, mp_context=context), processes)


def wait_for(sandbox: Sandbox, requests: int) -> None:
    """Wait until so many requests have come."""
    while len(sandbox.requests) < requests:
        time.sleep(0.01)


def test_a_client_that_cannot_travel_is_refused_at_once(tmp_path):
    """A lambda as `on_call` cannot be sent to another process: the error names it, and nothing is written."""
    client = AsyncPollinations("sk_test1234567890", on_call=lambda record: None)
    with pytest.raises(errors.ArgumentError, match="on_call= is called there, so it must be a function of a module"):
        batch.run([{"prompt": "hi"}], method="text", out=tmp_path / "b", client=client, engine=engine_of(1))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def key_in_environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the workers the key as users do: it is in no lease."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)


def bulk(
    sandbox: Sandbox, folder: Path, jobs: list[dict[str, Any]], engine: batch.ExecutorEngine, **settings: Any
) -> batch.Summary:
    """Run jobs with an engine."""
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    try:
        return batch.run(jobs, out=folder, client=client, engine=engine, per_second=None, **settings)
    finally:
        engine.close()


@pytest.mark.usefixtures("key_in_environment")
def test_two_processes_share_a_run(sandbox: Sandbox, tmp_path: Path) -> None:
    """Workers in other processes do each item once."""
    summary = bulk(sandbox, tmp_path, mixed(60), engine_of(2), in_flight=16)
    assert (summary.done, summary.unknown, sandbox.billed) == (60, 0, 60), summary
    assert summary.spent == pytest.approx(sandbox.billed_pollen)
    assert {path.stat().st_size for path in (tmp_path / "leases").iterdir()} == {0}  # claimed for ever, and read
    check_whole(tmp_path)


@pytest.mark.usefixtures("key_in_environment")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGSTOP")
def test_a_worker_that_is_stopped_for_twice_its_lease_pays_nothing_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    """A worker that is stopped, loses its lease and goes on sends nothing; each item is done once and billed once."""
    jobs, engine = mixed(80), engine_of(2)
    sandbox.misbehave(Fault.stall(0.1), 1.0)
    stopped: list[int] = []

    def stop_one() -> None:
        wait_for(sandbox, 12)
        one = next(iter(multiprocessing.active_children()))
        stopped.append(one.pid or 0)
        os.kill(stopped[0], signal.SIGSTOP)
        time.sleep(2 * 2.0 + 2.0 + 2.0)  # twice its lease, with its longest call: what the rule is about
        os.kill(stopped[0], signal.SIGCONT)

    thread = threading.Thread(target=stop_one)
    thread.start()
    summary = bulk(sandbox, tmp_path, jobs, engine, in_flight=8, lease_seconds=2.0, item_timeout=2.0)
    thread.join()
    deadline = time.monotonic() + 3.0
    sent = len(sandbox.requests)
    while time.monotonic() < deadline:  # what the worker does after it goes on
        time.sleep(0.1)
    assert len(sandbox.requests) <= sent + 8
    found = states(tmp_path)
    unknown = found.get("unknown", 0)
    assert summary.stopped == "complete"
    assert found == {"done": 80 - unknown} | ({"unknown": unknown} if unknown else {})
    assert 80 - unknown <= sandbox.billed <= 80
    check_whole(tmp_path)


@pytest.mark.usefixtures("key_in_environment")
def test_a_lease_runs_once(sandbox: Sandbox, tmp_path: Path) -> None:
    """An engine that runs a lease again finds it claimed, and sends nothing."""
    prepare(str(tmp_path), Disk())
    client = pickle.dumps(AsyncPollinations(sandbox.key, base_url=sandbox.url))
    items = tuple(Item(n, f"{n:032x}", "text", f'{{"prompt":"word {n}"}}') for n in range(1, 4))
    lease = Lease(
        id="1-1", run=1, folder=str(tmp_path), items=items, seconds=60, item_timeout=60, attempts=3, in_flight=2,
        per_second=None, client=client,
    )  # fmt: skip
    assert sandbox.key.encode() not in pickle.dumps(lease)
    assert len(pickle.dumps(lease)) < 2000
    first = run_lease(pickle.loads(pickle.dumps(lease)))
    sent = sandbox.billed
    assert (first.claimed, first.rest, sent) == (True, (), 3)
    second = run_lease(lease)
    assert (second.claimed, sandbox.billed) == (False, sent)


@pytest.mark.usefixtures("key_in_environment")
def test_a_lease_whose_time_is_over_sends_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """A worker gives back the items for which its lease has no time."""
    prepare(str(tmp_path), Disk())
    client = pickle.dumps(AsyncPollinations(sandbox.key, base_url=sandbox.url))
    items = tuple(Item(n, f"{n:032x}", "text", f'{{"prompt":"word {n}"}}') for n in range(1, 4))
    lease = Lease(
        id="1-1", run=1, folder=str(tmp_path), items=items, seconds=1e-6, item_timeout=60, attempts=3, in_flight=2,
        per_second=None, client=client,
    )  # fmt: skip
    receipt = run_lease(lease)
    assert ({item.number for item in receipt.rest}, sandbox.billed) == ({1, 2, 3}, 0)


@pytest.mark.usefixtures("key_in_environment")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed_is_replaced(sandbox: Sandbox, tmp_path: Path) -> None:
    """The items of a killed worker are given out again after its time; each is done once and billed once."""
    sandbox.misbehave(Fault.stall(0.05), 1.0)

    def kill_one() -> None:
        wait_for(sandbox, 12)
        os.kill(next(iter(multiprocessing.active_children())).pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=kill_one)
    thread.start()
    summary = bulk(sandbox, tmp_path, mixed(60), engine_of(2), in_flight=8, lease_seconds=2.0, item_timeout=2.0)
    thread.join()
    assert summary.stopped == "complete"
    unknown = states(tmp_path).get("unknown", 0)
    assert states(tmp_path)["done"] == 60 - unknown
    assert 60 - unknown <= sandbox.billed <= 60
    assert rows(tmp_path, "SELECT count(*) FROM leases WHERE state = 'open'") == [(0,)]
    check_whole(tmp_path)


@pytest.mark.usefixtures("key_in_environment")
def test_stop_reaches_other_processes(sandbox: Sandbox, tmp_path: Path) -> None:
    """`Stop` ends a run whose items are in other processes, and what they have done is kept."""
    stop = batch.Stop()
    sandbox.misbehave(Fault.stall(0.1), 1.0)

    async def main() -> batch.Summary:
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
        engine = engine_of(1)
        running = asyncio.ensure_future(
            batch.arun(mixed(200), out=tmp_path, client=client, engine=engine, per_second=None, in_flight=4, stop=stop)  # type: ignore[arg-type]  # it is awaitable
        )
        await asyncio.to_thread(wait_for, sandbox, 6)
        stop.stop()
        try:
            return await running
        finally:
            engine.close()

    summary = asyncio.run(main())
    assert summary.stopped == "stopped"
    assert summary.done > 0
    assert summary.unread
    assert states(tmp_path)["done"] == summary.done == sandbox.billed


@pytest.mark.usefixtures("key_in_environment")
def test_processes_keep_one_limit_together(sandbox: Sandbox, tmp_path: Path) -> None:
    """The leases of two processes together never pass the limit, and use it up but for less than two calls."""
    jobs = [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(60)]
    summary = bulk(sandbox, tmp_path, jobs, engine_of(2), in_flight=8, spend_limit=0.0061)
    assert summary.stopped == "limit"
    assert summary.failed == 0
    assert 0.0056 <= sandbox.billed_pollen <= 0.0061
    check_whole(tmp_path)
