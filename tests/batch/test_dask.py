"""Batches on a Dask cluster: what holds while workers and the scheduler die, and what the cluster keeps of a run."""

import asyncio
import gzip
import json
import os
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from tests.helpers.batch_folders import NIGHTLY, check_whole, mixed, rows, states
from tests.helpers.command import Command
from tests.helpers.dask_cluster import FORKS, Cluster, SharedCluster, wait_until
from tests.helpers.forking import started
from tests.helpers.servers import answering

from pollination_sdk import AsyncPollinations, batch, errors
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="starts processes for seconds; tests/batch/test_remote.py has one in threads")
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # its functions run on the scheduler, which has no tests

CHILD = """
import sys
from pollination_sdk import AsyncPollinations, batch
out, url, address = sys.argv[1:]
jobs = [{"method": "text", "prompt": f"fox number {n}"} for n in range(60)]
client, engine = AsyncPollinations(base_url=url), batch.DaskEngine(address)
batch.run(jobs, out=out, client=client, engine=engine, per_second=20, in_flight=6)
"""
KEY = "sk_" + "d" * 32
COUNT = 90
PRICE = 0.01  # pollen; more than any of the calls costs


@pytest.fixture(scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedCluster]:
    """Return the cluster of all processes of pytest-xdist: a scheduler and three workers take seconds to start."""
    own = tmp_path_factory.getbasetemp()
    with SharedCluster((own.parent if hasattr(request.config, "workerinput") else own) / "dask", KEY) as one:
        yield one


@pytest.fixture
def cluster(shared: SharedCluster) -> Iterator[Cluster]:
    """Return a scheduler and three workers, whose environment has the key, for one test at a time."""
    with shared.turn() as one:
        yield one


@pytest.fixture
def service() -> Iterator[Sandbox]:
    """Start a sandbox that knows the key of the workers."""
    with Sandbox(key=KEY) as one:
        yield one


def run_on(cluster: Cluster, service: Sandbox, folder: Path, jobs: Any, **settings: Any) -> batch.Summary:
    """Run jobs on a cluster."""
    client = AsyncPollinations(KEY, base_url=service.url)
    engine = batch.DaskEngine(cluster.address)
    return batch.run(jobs, out=folder, client=client, engine=engine, **{"per_second": None, **settings})


def in_thread(work: Callable[[], None]) -> threading.Thread:
    """Do something beside a run."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def requests(service: Sandbox, count: int) -> None:
    """Wait until so many more requests have come."""
    until = len(service.requests) + count
    wait_until(lambda: len(service.requests) >= until, f"{count} requests")


def texts(count: int) -> list[dict[str, Any]]:
    """Return jobs of texts."""
    return [{"method": "text", "prompt": f"fox number {n}"} for n in range(count)]


def sent_tasks(dask_scheduler: Any) -> list[bytes]:
    """Return the tasks of a scheduler as they were sent."""
    import cloudpickle as pickler  # noqa: PLC0415 - by value, so on the scheduler

    return [pickler.dumps(one.run_spec) for one in dask_scheduler.tasks.values()]


def kept(dask_scheduler: Any) -> list[list[str]]:
    """Return what a scheduler keeps of its users: tasks, topics and plugins."""
    topics = [one for one in dask_scheduler._broker._topics if "pollinations" in one]
    return [sorted(map(str, dask_scheduler.tasks)), topics, sorted(dask_scheduler.plugins)]


def runners() -> int:
    """Return how many lease runners a worker has."""
    from pollination_sdk.batch.cluster import lease_runner  # noqa: PLC0415 - by value, so on the worker

    return len(lease_runner._runners)


def leases(dask_worker: Any) -> list[str]:
    """Return the tasks that a worker has."""
    return sorted(map(str, dask_worker.state.tasks))


def pages(port: int) -> str:
    """Return the pages that a scheduler serves about its workers and tasks."""
    texts = []
    for path in ("info/main/workers.html", "info/main/logs.html", "json/counts.json", "json/identity.json"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as page:
            texts.append(page.read().decode())
    return "\n".join(texts)


def test_no_key_is_in_tasks_events_or_pages(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """Neither the dump of the scheduler, nor its tasks as sent, nor a page has the key; the folder has it neither."""
    import distributed  # noqa: PLC0415 - it takes most of a second, and the workers of pytest import each module

    service.misbehave(Fault.stall(0.2), 1.0)
    found: dict[str, str] = {}

    async def main() -> batch.Summary:
        async with distributed.Client(cluster.address, asynchronous=True) as dask:
            await dask.wait_for_workers(3)
            client = AsyncPollinations(KEY, base_url=service.url)
            engine = batch.DaskEngine(dask)
            settings: Any = {"client": client, "engine": engine, "in_flight": 6, "per_second": None}
            running = asyncio.ensure_future(batch.arun(texts(30), out=tmp_path / "out", **settings).start(None, None))
            await asyncio.to_thread(requests, service, 4)
            found["tasks"] = str(await dask.run_on_scheduler(sent_tasks))
            found["pages"] = await asyncio.to_thread(pages, (await dask.scheduler.identity())["services"]["dashboard"])
            await dask.dump_cluster_state(str(tmp_path / "dump"), format="msgpack")
            found["dump"] = str(gzip.decompress((tmp_path / "dump.msgpack.gz").read_bytes()))
            return await running

    assert asyncio.run(main()).done == 30
    found["folder"] = str([path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()])
    assert "fox number 1" in found["tasks"]  # it is what was sent
    assert "pollinations-" in found["dump"]
    assert "w1" in found["pages"]
    assert [name for name, text in found.items() if KEY in text] == []


def test_a_run_with_the_users_client_leaves_the_cluster_as_it_was(
    cluster: Cluster, service: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`client=` takes a distributed.Client; after a stop no task, topic or plugin is left, and status shows workers."""
    import distributed  # noqa: PLC0415 - as above

    monkeypatch.setenv("POLLINATIONS_API_KEY", KEY)
    monkeypatch.setenv("POLLINATIONS_BASE_URL", service.url)
    service.misbehave(Fault.stall(0.2), 1.0)
    stop = batch.Stop()

    def stop_soon() -> None:
        requests(service, 6)
        stop.stop()

    with distributed.Client(cluster.address, set_as_default=False) as dask:
        before = dask.run_on_scheduler(kept)
        stopping = in_thread(stop_soon)
        summary = batch.run(texts(300), out=tmp_path, client=dask, in_flight=6, per_second=None, stop=stop)
        stopping.join()
        assert dask.run_on_scheduler(kept) == before
        assert set(dask.run(runners).values()) == {0}
    assert (summary.stopped, summary.unknown) == ("stopped", 0)
    assert states(tmp_path)["done"] == summary.done == service.billed > 0
    shown = batch.status(tmp_path).workers
    assert {one.name for one in shown} == {"w1", "w2", "w3"}
    assert sum(one.ended for one in shown) == summary.done
    assert {one.state for one in shown} == {"idle"}
    check_whole(tmp_path)


@pytest.mark.parametrize("limit", [None, 1.0] if NIGHTLY else [1.0])
def test_a_cancelled_run_leaves_no_task_on_a_worker(
    cluster: Cluster, service: Sandbox, tmp_path: Path, limit: float | None
) -> None:
    """Threads of workers are free after `arun` was cancelled; leases that have waited for a turn send nothing."""
    import distributed  # noqa: PLC0415 - as above

    service.misbehave(Fault.stall(0.2), 1.0)

    async def main() -> None:
        client = AsyncPollinations(KEY, base_url=service.url)
        run = batch.arun(
            texts(300), out=tmp_path, client=client, engine=batch.DaskEngine(cluster.address), in_flight=6,
            per_second=None, spend_limit=limit,
        )  # fmt: skip
        running = asyncio.ensure_future(run.start(None, None))
        await asyncio.to_thread(requests, service, 6)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(main())
    sent = len(service.requests)
    with distributed.Client(cluster.address, set_as_default=False) as dask:
        wait_until(lambda: not any(dask.run(leases).values()), "no task on a worker", 10)
        wait_until(lambda: not any(dask.run(runners).values()), "no lease runner on a worker", 10)
    assert len(service.requests) == sent


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_of_the_command_leaves_the_cluster_as_it_was(
    cluster: Cluster,
    service: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A real SIGINT ends the command with 130 after what is in flight; no task or topic of it is left."""
    import distributed  # noqa: PLC0415 - as above

    service.misbehave(Fault.stall(0.3), 1.0)
    (tmp_path / "prompts.txt").write_text("".join(f"fox number {n}\n" for n in range(200)))
    words = ("batch", "run", "prompts.txt", "--method", "text", "--yes", "--out", "out", "--dask", cluster.address)
    command = Command(service, tmp_path, monkeypatch, capfd)
    with distributed.Client(cluster.address, set_as_default=False) as dask:
        before = dask.run_on_scheduler(kept)
        words += ("--in-flight", "6", "--spend-limit", "0.4")
        with command.start(*words, forks=FORKS, stdout=None, stderr=None) as process:
            requests(service, 8)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130
        assert dask.run_on_scheduler(kept) == before
        assert not any(dask.run(leases).values())
    assert {one.state for one in batch.status(tmp_path / "out").workers} == {"idle"}
    assert states(tmp_path / "out")["done"] == service.billed > 0


def test_the_next_run_takes_over_from_a_client_that_was_killed(
    cluster: Cluster, service: Sandbox, tmp_path: Path
) -> None:
    """Its workers stop when the next run starts, which need not wait for their leases; nothing is billed twice."""
    service.misbehave(Fault.stall(0.1), 1.0)
    arguments = (str(tmp_path / "out"), service.url, cluster.address)
    environment = {**os.environ, "POLLINATIONS_API_KEY": KEY}
    with started(CHILD, *arguments, environment=environment, forks=FORKS) as process:
        requests(service, 10)
        process.kill()
    summary = run_on(cluster, service, tmp_path / "out", texts(60), in_flight=6)
    assert summary.seconds < 300  # a lease may last 600
    assert states(tmp_path / "out") == {"done": 60}
    assert service.billed == 60
    check_whole(tmp_path / "out")


def test_a_429_of_one_worker_holds_all(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """After a 429 no worker sends until its time is over, and no item fails."""
    service.misbehave(Fault.stall(0.1), 1.0)
    first: list[int] = []

    def refuse_one() -> None:
        requests(service, 6)
        first.append(len(service.requests))
        service.queue(Fault.status(429, retry_after=2.5), times=1)

    refusing = in_thread(refuse_one)
    summary = run_on(cluster, service, tmp_path, texts(20), in_flight=6, per_second=20)
    refusing.join()
    assert (summary.done, summary.failed, service.billed) == (20, 0, 20)
    times = [one.received - service.requests[first[0]].received for one in service.requests[first[0] :]]
    assert [one for one in times if 1.5 < one < 2.4] == []
    assert times[-1] > 2.5


def test_a_402_stops_the_cluster(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """A 402 stops all workers; what was in flight ends, and no item fails."""
    service.misbehave(Fault.stall(0.1), 1.0)

    def refuse() -> None:
        requests(service, 12)
        service.misbehave(Fault.status(402), 1.0)

    refusing = in_thread(refuse)
    summary = run_on(cluster, service, tmp_path, texts(400), in_flight=6)
    refusing.join()
    assert (summary.stopped, summary.failed, summary.unknown) == ("payment", 0, 0)
    assert states(tmp_path)["done"] == service.billed < 400
    check_whole(tmp_path)


def test_a_cluster_keeps_one_limit(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """The workers together never pass the limit, and use it up but for less than two calls."""
    jobs = [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(40)]
    summary = run_on(cluster, service, tmp_path, jobs, in_flight=6, spend_limit=0.0031)
    assert (summary.stopped, summary.failed) == ("limit", 0)
    assert 0.0026 <= service.billed_pollen <= 0.0031
    check_whole(tmp_path)


def test_a_worker_that_cannot_run_leases_is_named(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """Without a key on a worker nothing is sent; the error names the worker and what to do. A file may have the key."""
    missing = tmp_path / "no-such-file"
    client = AsyncPollinations(KEY, base_url=service.url)
    engine = batch.DaskEngine(cluster.address, key_file=missing)
    with pytest.raises(errors.ConfigurationError, match=r"worker tcp://.* the key in .*no-such-file.* on each worker"):
        batch.run(texts(2), out=tmp_path / "out", client=client, engine=engine)
    assert not service.requests
    (file := tmp_path / "key").write_text(f"{KEY}\n")
    engine = batch.DaskEngine(cluster.address, key_file=file)
    assert batch.run(texts(2), out=tmp_path / "out", client=client, engine=engine).done == 2


def test_the_command_runs_on_a_cluster(
    cluster: Cluster,
    service: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`--dask` sends from the workers; the status shows them afterwards."""
    command = Command(service, tmp_path, monkeypatch, capfd)
    (tmp_path / "prompts.txt").write_text("moss\nfern\nlichen\n")
    words = ("--method", "text", "--out", "out", "--dask", cluster.address)
    assert command("batch", "run", "prompts.txt", *words, "--lease-seconds", "60").code == 0
    shown = command("batch", "status", "out").out
    assert "worker w1: " in shown, shown
    assert sum(one["ended"] for one in json.loads(command("batch", "status", "out", "--json").out)["workers"]) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="the resident memory is in /proc")
def test_the_memory_of_the_coordinator_is_flat(cluster: Cluster, tmp_path: Path) -> None:
    """It does not grow with the items: at most 20 MB for many times as many; at night, with 50,000."""
    count, sizes = 50_000 if NIGHTLY else 300, []

    def look(results: list[batch.ItemResult]) -> None:
        if not sizes or any(one.number == count for one in results):
            sizes.append(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)

    jobs = ({"method": "text", "prompt": f"word {n}"} for n in range(count))
    with answering() as server:
        client, engine = AsyncPollinations(KEY, base_url=server.url), batch.DaskEngine(cluster.address)
        settings: Any = {"client": client, "engine": engine, "per_second": None, "in_flight": 48, "on_results": look}
        assert batch.run(jobs, out=tmp_path, **settings).done == count
    assert sizes[-1] - sizes[0] < 20, f"{sizes} MB"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGSTOP")
def test_what_dies_loses_nothing_and_pays_nothing_twice(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """A worker is killed, one is stopped for twice its lease, then the scheduler dies: each item is billed once."""
    jobs, out, limit = mixed(COUNT), tmp_path / "out", 0.2
    lease, longest = 0.5, 2.5  # seconds; under load a call takes some
    settings: Any = {"in_flight": 6, "lease_seconds": lease, "item_timeout": longest, "spend_limit": limit}
    service.misbehave(Fault.stall(0.1), 1.0)

    def break_things() -> None:
        requests(service, 10)
        cluster.workers[0].kill()
        requests(service, 10)
        stopped = cluster.workers[1]
        stopped.send_signal(signal.SIGSTOP)
        time.sleep(2 * lease + longest + 1)  # its lease is free after its time, its longest call and a second
        stopped.send_signal(signal.SIGCONT)
        requests(service, 4)
        assert cluster.scheduler is not None
        cluster.scheduler.kill()

    breaking = in_thread(break_things)
    summary = run_on(cluster, service, out, jobs, per_second=14, **settings)
    breaking.join()
    assert summary.stopped == "engine", summary
    assert "scheduler" in (summary.detail or "")
    assert 0 < summary.done < COUNT
    if NIGHTLY:
        with Cluster(tmp_path / "dask", KEY, workers=1) as second:
            summary = run_on(second, service, out, jobs, **settings)
    else:  # the folder is all that a run needs to go on, and another cluster takes seconds to start
        client = AsyncPollinations(KEY, base_url=service.url)
        summary = batch.run(jobs, out=out, client=client, per_second=None, **settings)
    assert summary.stopped == "complete", summary
    found = states(out)
    unknown = found.get("unknown", 0)
    assert found == {"done": COUNT - unknown} | ({"unknown": unknown} if unknown else {})
    assert COUNT - unknown <= service.billed <= COUNT
    spent = rows(out, "SELECT sum(cost_nanopollen) FROM items WHERE state = 'done'")[0][0] / 1e9
    assert spent - 1e-9 <= service.billed_pollen <= min(limit, spent + unknown * PRICE)
    check_whole(out)
