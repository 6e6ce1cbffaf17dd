"""Batches on a Dask cluster: what holds while workers and the scheduler die, and what the cluster keeps of a run."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.batch_folders import check_whole, mixed, rows, states
from tests.helpers.dask_cluster import Cluster, wait_until

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk.sandbox import Fault, Sandbox

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

KEY = "sk_" + "dask" * 8
COUNT = 120
PRICE = 0.01  # pollen; more than any of the calls costs


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler and three workers, whose environment has the key."""
    with Cluster(tmp_path_factory.mktemp("dask"), KEY, dashboard=True) as one:
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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGSTOP")
def test_what_dies_loses_nothing_and_pays_nothing_twice(cluster: Cluster, service: Sandbox, tmp_path: Path) -> None:
    """A worker is killed, one is stopped for twice its lease, then the scheduler dies: each item is billed once."""
    jobs, out, limit = mixed(COUNT), tmp_path / "out", 0.2
    settings: Any = {"in_flight": 6, "lease_seconds": 2.0, "item_timeout": 8.0, "spend_limit": limit}
    service.misbehave(Fault.stall(0.1), 1.0)

    def break_things() -> None:
        requests(service, 10)
        cluster.workers[0].send_signal(signal.SIGKILL)
        requests(service, 10)
        stopped = cluster.workers[1]
        stopped.send_signal(signal.SIGSTOP)
        time.sleep(2 * 2.0 + 8.0 + 2.0)  # twice its lease, with its longest call: what the rule is about
        stopped.send_signal(signal.SIGCONT)
        requests(service, 4)
        assert cluster.scheduler is not None
        cluster.scheduler.send_signal(signal.SIGKILL)

    breaking = in_thread(break_things)
    summary = run_on(cluster, service, out, jobs, per_second=14, **settings)
    breaking.join()
    assert summary.stopped == "engine", summary
    assert "scheduler" in (summary.detail or "")
    assert 0 < summary.done < COUNT
    with Cluster(tmp_path / "dask", KEY, workers=1) as second:
        summary = run_on(second, service, out, jobs, **settings)
    assert summary.stopped == "complete", summary
    found = states(out)
    unknown = found.get("unknown", 0)
    assert found == {"done": COUNT - unknown} | ({"unknown": unknown} if unknown else {})
    assert COUNT - unknown <= service.billed <= COUNT
    spent = rows(out, "SELECT sum(cost_nanopollen) FROM items WHERE state = 'done'")[0][0] / 1e9
    assert spent - 1e-9 <= service.billed_pollen <= min(limit, spent + unknown * PRICE)
    check_whole(out)
