"""The rules of a cluster that need none: shares, the common rate, versions, and whether a worker can run leases."""

import asyncio
import pickle
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pollination_sdk import AsyncPollinations, __version__, batch, errors
from pollination_sdk.batch.cluster import connection, lease_runner, worker_checks
from pollination_sdk.batch.cluster.checks import check_versions
from pollination_sdk.batch.cluster.rate import ClusterRate, SharedPace
from pollination_sdk.batch.cluster.run_settings import RunSettings
from pollination_sdk.batch.cluster.worker_table import LEASES, WorkerTable
from pollination_sdk.batch.coordination.allowance import Allowance
from pollination_sdk.batch.protocol.item import Item
from pollination_sdk.batch.protocol.lease import Lease, Receipt
from pollination_sdk.sandbox import Fault, Sandbox


def known(*names: str, seen: float = 1.0) -> dict[str, dict[str, Any]]:
    """Return workers as a scheduler tells of them."""
    return {name: {"name": name, "status": "running", "last_seen": seen} for name in names}


def given(table: WorkerTable, lease: str) -> tuple[str, int]:
    """Give out a lease, and return its worker and its share."""
    found = table.next_worker()
    assert found is not None
    worker, share = found
    worker.leases[lease], worker.items[lease] = share, 1
    return worker.address, share


def test_shares_never_pass_what_a_run_allows() -> None:
    """Workers that come, go and come again get shares whose sum is at most that of the run."""
    table = WorkerTable(8)
    table.update(known("a", "b"))
    assert sorted([given(table, "1"), given(table, "2")]) == [("a", 4), ("b", 4)]
    table.update(known("a", "b", "c"))
    assert [given(table, "3")[1], given(table, "4")[1]] == [2, 2]  # the second leases of a and b, by three
    assert table.next_worker() is None  # c waits: a and b may still have four calls each
    table.release("1", 1)
    assert given(table, "5") == ("c", 2)
    table.update(known("b", "c"))  # a is lost, or cut off: it keeps its share until its lease is over
    table.release("2", 1)
    assert given(table, "6") == ("b", 4)
    assert sum(one.share for one in table.usable) + 2 <= 8


def test_a_run_with_few_calls_at_a_time_uses_few_workers() -> None:
    """With two calls at the same time, the third worker gets no lease."""
    table = WorkerTable(2)
    table.update(known("a", "b", "c"))
    assert {given(table, str(n))[0] for n in range(2)} == {"a", "b"}
    table.next_worker()
    assert [one.address for one in table.usable if not one.leases] == ["c"]
    assert table.leases == LEASES * 2


def test_a_silent_worker_gets_no_lease_until_it_is_heard() -> None:
    """After its time is over without an answer, only a new heartbeat makes a worker fit."""
    table = WorkerTable(2)
    table.update(known("a"))
    table.of("a").silent_since = table.of("a").last_seen
    table.update(known("a"))
    assert (table.usable, table.report()[0]["state"]) == ([], "silent")
    table.update(known("a", seen=2.0))
    assert [one.address for one in table.usable] == ["a"]


def test_without_workers_one_lease_waits_for_the_first() -> None:
    """Dask starts workers for tasks that wait, where the cluster adapts."""
    table = WorkerTable(4)
    assert given(table, "1") == ("", 4)
    assert table.next_worker() is None


def test_refusals_halve_the_rate_and_it_comes_back() -> None:
    """Refusals that come together count once; each ten seconds without one give a quarter back."""
    rate = ClusterRate()
    assert [rate.rate_limited(0.0), rate.rate_limited(0.5), rate.factor(1.0)] == [True, False, 0.5]
    assert [rate.factor(9.0), rate.factor(10.0), rate.factor(40.0)] == [0.5, 0.625, 1.0]
    for moment in range(100, 200, 5):
        rate.rate_limited(float(moment))
    assert rate.factor(196.0) == 1 / 16


def test_a_refusal_elsewhere_holds_a_worker() -> None:
    """It sends nothing until that time is over, then one item, and afterwards at the lower rate."""
    reported: list[float | None] = []
    pace = SharedPace(10.0, reported.append)
    pace.rate_limited_on_another_worker(0.0, 3.0, 0.5)
    assert [pace.free(2.9, 4), pace.free(3.1, 4), pace.per_second, reported] == [0, 1, 5.0, []]
    pace.passed()
    pace.rate_limited(4.0, 1.0)
    pace.rate_limited(4.1, 1.0)
    assert reported == [1.0]


def test_only_the_lease_that_had_all_ends_a_run_at_its_limit() -> None:
    """A lease that had its share alone lets another one have what is left."""
    allowance = Allowance(6.0, 0.0, 2)
    leases = [Lease(id=name, run=1, folder="x", items=(), seconds=1, item_timeout=1, attempts=1, in_flight=1,
                    per_second=None) for name in "abc"]  # fmt: skip
    assert [allowance.reserve("a"), allowance.reserve("b")] == [3.0, 3.0]
    assert not allowance.settle(leases[0], Receipt(lease="a", halted="limit", spent=2.5))
    assert not allowance.settle(leases[1], Receipt(lease="b", halted="limit", spent=2.5))
    assert (allowance.reserve("c"), allowance.has_room) == (1.0, False)
    assert allowance.settle(leases[2], Receipt(lease="c", halted="limit", spent=0.9))


def test_a_lease_that_was_run_again_gives_nothing_back() -> None:
    """The receipt of a rerun says nothing of what the first worker has spent: its share counts as spent."""
    allowance = Allowance(6.0, 0.0, 2)
    lease = Lease(id="a", run=1, folder="x", items=(), seconds=1, item_timeout=1, attempts=1, in_flight=1,
                  per_second=None)  # fmt: skip
    assert allowance.reserve("a") == 3.0
    assert not allowance.settle(lease, Receipt(lease="a", claimed=False, spent=0.0))
    assert allowance.reserve("b") == 1.5  # of the 3 that are left


def test_the_repr_of_a_lease_has_no_prompt() -> None:
    """Dask logs the arguments of tasks that fail."""
    items = (Item(1, "0" * 32, "text", '{"prompt":"a secret plan"}'),)
    lease = Lease(id="a", run=1, folder="x", items=items, seconds=1, item_timeout=1, attempts=1, in_flight=1,
                  per_second=None)  # fmt: skip
    assert "<1 items>" in repr(lease)
    assert "secret" not in repr(lease)


def test_a_worker_that_closes_stops_itself_alone(
    settings: RunSettings, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a cluster grows smaller, the lease is given back, and its receipt does not stop the run."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    dask = SimpleNamespace(status=SimpleNamespace(name="running"), address="tcp://w")
    client = pickle.dumps(AsyncPollinations(base_url=sandbox.url))
    runner = lease_runner.LeaseRunner(settings, client, dask)
    items = tuple(Item(n, f"{n:032x}", "text", f'{{"prompt":"word {n}"}}') for n in range(1, 41))
    lease = Lease(id="1-1", run=1, folder=settings.folder, items=items, seconds=60, item_timeout=60, attempts=3,
                  in_flight=2, per_second=None, client=client)  # fmt: skip
    sandbox.misbehave(Fault.stall(0.1), 1.0)
    dask.status.name = "closing_gracefully"
    receipt = runner.run(lease)
    runner.end()
    assert (receipt.halted, runner.is_closing) == (None, True)
    assert len(receipt.rest) == 40 - sandbox.billed > 0


def versions(python: str = "3.11.7.final.0", distributed: str = "2026.8.0") -> dict[str, Any]:
    """Return versions as Dask reports them."""
    return {"packages": {"python": python, "distributed": distributed}}


def test_versions_that_do_not_match_are_said() -> None:
    """Another Python is refused, as leases could not be read; another Dask is a warning. Both say what to do."""
    same = {"client": versions(), "scheduler": versions(), "workers": {"tcp://a": versions("3.11.9.final.0")}}
    assert check_versions(same) == []
    (text,) = check_versions(same | {"scheduler": versions(distributed="2026.7.0")})
    assert text.startswith("Dask distributed is 2026.7.0 on the scheduler, and 2026.8.0 here")
    assert text.endswith("pip install distributed==2026.8.0")
    with pytest.raises(errors.ConfigurationError, match=r"Python is 3\.13 on the worker tcp://a, and 3\.11 here"):
        check_versions(same | {"workers": {"tcp://a": versions("3.13.0.final.0")}})


@pytest.fixture
def settings(tmp_path: Path) -> RunSettings:
    """Return the settings of a run whose folder is there."""
    (tmp_path / "leases").mkdir()
    found = RunSettings("r", str(tmp_path), "proof", __version__, None, needs_key=True)
    worker_checks.token_of(found).write_text("proof")
    return found


def test_a_worker_says_why_it_cannot_run_leases(settings: RunSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another SDK, another folder, and no key are named, each with what to do."""
    client = pickle.dumps(AsyncPollinations(base_url="http://127.0.0.1:9"))
    monkeypatch.setenv("POLLINATIONS_NO_STORED_KEY", "1")
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    found = {
        "key": worker_checks.problem_of(settings, client),
        "version": worker_checks.problem_of(settings._replace(version="9.9"), client),
        "folder": worker_checks.problem_of(settings._replace(folder="/nowhere"), client),
        "proof": worker_checks.problem_of(settings._replace(proof="another"), client),
    }
    for name, words in {
        "key": "its environment has no API key. Start the workers with POLLINATIONS_API_KEY",
        "version": "pip install pollinations-sdk==9.9",
        "folder": "it does not see the folder '/nowhere' (No such file or directory). Claims and journals must be in",
        "proof": "is another folder than that of this process",
    }.items():
        assert words in (found[name] or ""), found
    monkeypatch.setenv("POLLINATIONS_API_KEY", "sk_bench0123456789")
    problem, mark = worker_checks.probe(settings, client)
    assert problem is None
    assert worker_checks.token_of(settings).with_name(mark or "").exists()  # the coordinator looks whether it sees it


def test_a_url_is_no_folder() -> None:
    """Claims need a file system; the error says so, and what to do."""
    with pytest.raises(errors.ArgumentValueError, match=r"they need a file system .* files= takes the URL"):
        batch.run(["a fox"], method="image", out="s3://bucket/pictures")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error has the address, and says how to start one."""
    monkeypatch.setattr(connection, "_CONNECT", 0.2)
    with pytest.raises(errors.ConfigurationError, match=r"No Dask scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        asyncio.run(connection.DaskConnection("tcp://127.0.0.1:9").open())


@pytest.mark.parametrize("address", ["", "localhost", "http://127.0.0.1:8786"])
def test_what_is_no_address_of_a_scheduler_is_named(address: str) -> None:
    """Dask would leave a client half made, and complain of coroutines that were never awaited."""
    with pytest.raises(errors.ConfigurationError, match=r"is no address of a Dask scheduler.*tcp://scheduler:8786"):
        asyncio.run(connection.DaskConnection(address).open())


def test_a_server_of_another_kind_is_no_scheduler(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of web pages never answers Dask: the attempt ends, and the error has the address."""
    monkeypatch.setattr(connection, "_CONNECT", 0.2)
    address = sandbox.url.replace("http", "tcp")
    with pytest.raises(errors.ConfigurationError, match=f"No Dask scheduler answers at '{address}'"):
        asyncio.run(asyncio.wait_for(connection.DaskConnection(address).open(), 20))


def test_the_private_names_of_topics_are_still_there() -> None:
    """If it fails: Dask has renamed `Scheduler._broker._topics`, so a topic without events stays after a run."""
    from distributed.broker import Broker  # noqa: PLC0415 - for this test

    broker = Broker(10, SimpleNamespace(plugins={}, send_all=lambda *_, **__: None))  # type: ignore[arg-type]  # a stand-in
    broker.publish("pollinations-r", {})
    assert connection._topic_remover("pollinations-r")(SimpleNamespace(_broker=broker))
    assert broker._topics == defaultdict(None)


class NoWorkers(connection.DaskConnection):
    """A scheduler without workers: tasks wait for ever."""

    def __init__(self, cluster: Any) -> None:
        super().__init__(cluster)
        self.submitted = 0

    async def open(self) -> None:
        """Connect to nothing."""

    async def submit(self, *_: Any, **__: Any) -> Any:
        """Wait for ever."""
        self.submitted += 1
        stopping.stop()
        await asyncio.Event().wait()

    async def workers(self) -> dict[str, dict[str, Any]]:
        """Return none."""
        return {}

    async def versions(self) -> dict[str, Any]:
        """Return those of this process."""
        return {"client": versions(), "scheduler": versions(), "workers": {}}

    async def subscribe(self, topic: str, take: Any) -> None:
        """Hear nothing."""


stopping = batch.Stop()


def test_a_stop_without_workers_ends_the_run(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C does not wait for leases that no worker has started; the next run sends their items."""
    monkeypatch.setattr("pollination_sdk.batch.cluster.engine.DaskConnection", NoWorkers)
    monkeypatch.setattr("pollination_sdk.batch.cluster.engine._POLL", 0.1)  # no option sets it
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    jobs = [{"method": "text", "prompt": f"word {n}"} for n in range(40)]
    with pytest.warns(UserWarning, match="has no workers yet"):
        summary = batch.run(jobs, out=tmp_path, client=client, engine=batch.DaskEngine("tcp://x"), stop=stopping)
    assert (summary.stopped, summary.done, sandbox.billed) == ("stopped", 0, 0)
    assert batch.run(jobs, out=tmp_path, client=client, per_second=None).done == 40
