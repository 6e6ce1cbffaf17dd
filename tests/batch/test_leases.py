"""Leases in other processes: claimed once, over at their time, and taken back when nothing more can be sent."""

import asyncio
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.batch_folders import check_remote, check_whole, mixed, rows, states
from tests.helpers.forking import FORKS, KEY_OF_FORK_SERVER

from pollination_sdk import AsyncPollinations, batch, errors
from pollination_sdk.batch.coordination.folder import prepare
from pollination_sdk.batch.coordination.records import Records
from pollination_sdk.batch.engines import run_lease
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.protocol.item import Item
from pollination_sdk.batch.protocol.lease import Lease
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="starts processes, and waits for the ends of leases")


@pytest.fixture(autouse=True, scope="module")
def key_in_environment() -> Iterator[None]:
    """Give the workers the key as users do: it is in no lease."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("POLLINATIONS_API_KEY", KEY_OF_FORK_SERVER)
        yield


@pytest.fixture(scope="module")
def engine(key_in_environment: None) -> Iterator[batch.ExecutorEngine]:
    """Give an engine of two processes; to start one anew takes longer than most tests."""
    multiprocessing.set_forkserver_preload([name for name in sys.modules if name.startswith("pollination_")])
    context = multiprocessing.get_context("forkserver" if FORKS.can_start(os.environ) else "spawn")
    engine = batch.ExecutorEngine(lambda: ProcessPoolExecutor(2, mp_context=context), 2)
    yield engine
    engine.close()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Start a sandbox that knows the key of the processes."""
    with Sandbox(key=KEY_OF_FORK_SERVER) as one:
        yield one


def wait_for(sandbox: Sandbox, requests: int) -> None:
    """Wait until so many requests have come."""
    while len(sandbox.requests) < requests:
        time.sleep(0.01)


def images(count: int) -> list[dict[str, Any]]:
    """Return jobs of images."""
    return [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(count)]


def test_a_client_that_cannot_travel_is_refused_at_once(engine, tmp_path):
    """A lambda as `on_call` cannot be sent to another process: the error names it, and nothing is written."""
    client = AsyncPollinations("sk_test1234567890", on_call=lambda record: None)
    with pytest.raises(errors.ArgumentError, match="on_call= is called there, so it must be a function of a module"):
        batch.run([{"prompt": "hi"}], method="text", out=tmp_path / "b", client=client, engine=engine)
    assert list(tmp_path.iterdir()) == []


def bulk(
    sandbox: Sandbox, folder: Path, jobs: list[dict[str, Any]], engine: batch.ExecutorEngine, **settings: Any
) -> batch.Summary:
    """Run jobs with an engine."""
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    return batch.run(jobs, out=folder, client=client, engine=engine, per_second=None, **settings)


def test_two_processes_share_a_run(engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path) -> None:
    """Workers in other processes do each item once."""
    summary = bulk(sandbox, tmp_path, mixed(60), engine, in_flight=16)
    assert (summary.done, summary.unknown, sandbox.billed) == (60, 0, 60), summary
    assert summary.spent == pytest.approx(sandbox.billed_pollen)
    assert {path.stat().st_size for path in (tmp_path / "leases").iterdir()} == {0}  # claimed for ever, and read
    check_whole(tmp_path)


def test_other_processes_upload_too(engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path) -> None:
    """The workers of an engine upload to the URL of their leases."""
    url = (tmp_path / "store").as_uri()
    assert bulk(sandbox, tmp_path / "out", images(3), engine, files=url).done == 3
    check_remote(tmp_path / "out", url)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGSTOP")
def test_a_worker_that_is_stopped_for_twice_its_lease_pays_nothing_twice(
    engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path
) -> None:
    """A worker that is stopped, loses its lease and goes on sends nothing; each item is done once and billed once."""
    sandbox.misbehave(Fault.stall(0.1), 1.0)
    lease, longest = 0.8, 2.0  # seconds; under load a call takes some

    def stop_one() -> None:
        wait_for(sandbox, 12)
        stopped = next(iter(multiprocessing.active_children())).pid or 0
        os.kill(stopped, signal.SIGSTOP)
        time.sleep(2 * lease + longest + 1)  # its lease is free after its time, its longest call and a second
        os.kill(stopped, signal.SIGCONT)

    thread = threading.Thread(target=stop_one)
    thread.start()
    summary = bulk(sandbox, tmp_path, mixed(80), engine, in_flight=8, lease_seconds=lease, item_timeout=longest)
    thread.join()
    sent, deadline = len(sandbox.requests), time.monotonic() + 1.0
    while time.monotonic() < deadline:  # what the worker does after it goes on
        time.sleep(0.1)
    assert len(sandbox.requests) <= sent + 8
    found = states(tmp_path)
    unknown = found.get("unknown", 0)
    assert summary.stopped == "complete"
    assert found == {"done": 80 - unknown} | ({"unknown": unknown} if unknown else {})
    assert 80 - unknown <= sandbox.billed <= 80
    check_whole(tmp_path)


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed_is_replaced(engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path) -> None:
    """The items of a killed worker are given out again after its time; each is done once and billed once."""
    sandbox.misbehave(Fault.stall(0.05), 1.0)

    def kill_one() -> None:
        wait_for(sandbox, 12)
        os.kill(next(iter(multiprocessing.active_children())).pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=kill_one)
    thread.start()
    summary = bulk(sandbox, tmp_path, mixed(60), engine, in_flight=8, lease_seconds=0.8, item_timeout=2.0)
    thread.join()
    assert summary.stopped == "complete"
    unknown = states(tmp_path).get("unknown", 0)
    assert states(tmp_path)["done"] == 60 - unknown
    assert 60 - unknown <= sandbox.billed <= 60
    assert rows(tmp_path, "SELECT count(*) FROM leases WHERE state = 'open'") == [(0,)]
    check_whole(tmp_path)


def test_stop_reaches_other_processes(engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path) -> None:
    """`Stop` ends a run whose items are in other processes, and what they have done is kept.

    It orders nothing in the folder of an earlier run of the engine, which may be gone.
    """
    earlier, out, stop = tmp_path / "earlier", tmp_path / "out", batch.Stop()
    before = bulk(sandbox, earlier, [{"method": "text", "prompt": "earlier"}], engine).done
    shutil.rmtree(earlier)
    sandbox.misbehave(Fault.stall(0.1), 1.0)

    async def main() -> batch.Summary:
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
        running = asyncio.ensure_future(
            batch.arun(mixed(200), out=out, client=client, engine=engine, per_second=None, in_flight=4, stop=stop)  # type: ignore[arg-type]  # it is awaitable
        )
        await asyncio.to_thread(wait_for, sandbox, 7)
        stop.stop()
        return await running

    summary = asyncio.run(main())
    assert summary.stopped == "stopped"
    assert summary.done > 0
    assert summary.unread
    assert states(out)["done"] == summary.done == sandbox.billed - before


def test_a_stop_while_a_lease_is_recorded_leaves_none_open(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the next run would wait for the time of a lease that no worker has."""
    stop, grant = batch.Stop(), Records.grant

    def stop_at_the_third(records: Records, leases: list[Lease], engine: str) -> None:
        if leases[0].id.endswith("-3"):  # the workers have nothing to do then
            stop.stop()
            asyncio.run_coroutine_threadsafe(turns(50), loop[0]).result()
        grant(records, leases, engine)

    async def turns(count: int) -> None:
        for _ in range(count):
            await asyncio.sleep(0)

    async def main() -> batch.Summary:
        loop.append(asyncio.get_running_loop())
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
        engine = batch.ExecutorEngine(lambda: ThreadPoolExecutor(1), 1)
        settings: Any = {"engine": engine, "per_second": None, "in_flight": 4, "stop": stop}
        return await batch.arun(mixed(30), out=tmp_path, client=client, **settings)

    loop: list[asyncio.AbstractEventLoop] = []
    monkeypatch.setattr(Records, "grant", stop_at_the_third)
    assert asyncio.run(main()).stopped == "stopped"
    assert 0 < states(tmp_path)["done"] < 30
    check_whole(tmp_path)


def test_processes_keep_one_limit_together(engine: batch.ExecutorEngine, sandbox: Sandbox, tmp_path: Path) -> None:
    """The leases of two processes together never pass the limit, and use it up but for less than two calls."""
    summary = bulk(sandbox, tmp_path, images(60), engine, in_flight=8, spend_limit=0.0061)
    assert summary.stopped == "limit"
    assert summary.failed == 0
    assert 0.0056 <= sandbox.billed_pollen <= 0.0061
    check_whole(tmp_path)
