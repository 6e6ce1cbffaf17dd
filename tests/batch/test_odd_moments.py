"""Odd moments: the caller's code raises or waits, the run is cancelled, the disk refuses. Nothing is paid twice."""

import asyncio
import contextlib
import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.batch_folders import NIGHTLY, bulk, check_whole, rows, run_with, states

from pollination_sdk import AsyncPollinations, SpendLimit, batch, errors
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.sandbox import Fault, Sandbox

LONGEST = 30  # seconds; what hangs fails after them


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncPollinations:
    """Give an async client."""
    return AsyncPollinations(sandbox.key, base_url=sandbox.url)


def texts(count: int, name: str = "word") -> list[dict[str, Any]]:
    """Return jobs whose identical requests the service joins."""
    return [{"method": "text", "prompt": f"{name} {n}"} for n in range(count)]


def timed(count: int, name: str = "say") -> list[dict[str, Any]]:
    """Return jobs whose requests it does not join, so that none may be sent twice."""
    return [{"method": "speech_with_timestamps", "input": f"{name} {n}"} for n in range(count)]


def sent_twice(sandbox: Sandbox, after: int = 0) -> int:
    """Return how many requests that are not joined were sent more than once."""
    bodies = [one.body for one in list(sandbox.requests)[after:] if "timestamps" in one.path]
    return len(bodies) - len(set(bodies))


def in_time(work: Callable[[], Any]) -> Any:
    """Return what a function returns or raises, and fail if it hangs."""
    ended: list[Any] = []

    def run() -> None:
        try:
            ended.append(work())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            ended.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LONGEST)
    assert ended, "it hangs"
    return ended[0]


def test_what_on_results_raises_ends_the_run(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A callback that raises ends the run with its error; what was answered is kept."""

    def refuse(_: object) -> None:
        raise ValueError("mine")

    error = in_time(lambda: bulk(texts(20), tmp_path, client, on_results=refuse))
    assert repr(error) == "ValueError('mine')"
    assert states(tmp_path)["done"] == sandbox.billed > 0
    assert bulk(texts(20), tmp_path, client).stopped == "complete"
    assert sandbox.billed == 20
    check_whole(tmp_path)


@pytest.mark.parametrize("is_async", [False, True], ids=["iterable", "async iterable"])
def test_a_stop_does_not_wait_for_the_next_job(client: AsyncPollinations, tmp_path: Path, *, is_async: bool) -> None:
    """An input that waits for its next job, such as a terminal, holds up neither its earlier jobs nor a stop."""
    never, stop = threading.Event(), batch.Stop()

    def jobs() -> Iterator[dict[str, Any]]:
        yield from texts(3)
        never.wait()

    async def coming() -> Any:
        for job in texts(3):
            yield job
        await asyncio.Event().wait()

    results: list[batch.ItemResult] = []

    def take(some: list[batch.ItemResult]) -> None:
        results.extend(some)
        if len(results) == 3:
            stop.stop()

    summary = in_time(lambda: bulk(coming() if is_async else jobs(), tmp_path, client, stop=stop, on_results=take))
    never.set()
    assert (summary.stopped, summary.done, summary.unread) == ("stopped", 3, True)


@pytest.mark.parametrize("is_async", [False, True], ids=["iterable", "async iterable"])
def test_jobs_before_an_error_of_the_input_are_kept(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path, *, is_async: bool
) -> None:
    """What the caller's iterable raises ends the run; no call in flight is lost, and the jobs before it are items."""

    def jobs() -> Iterator[dict[str, Any]]:
        yield from timed(6)
        raise LookupError("mine")

    async def coming() -> Any:
        for job in jobs():
            yield job

    with pytest.raises(LookupError, match="mine"):
        bulk(coming() if is_async else jobs(), tmp_path, client)
    assert sum(states(tmp_path).values()) == 6
    assert "unknown" not in states(tmp_path)
    batch.run(timed(6), out=tmp_path, client=client, per_second=None)
    assert states(tmp_path) == {"done": 6}
    assert sent_twice(sandbox) == 0
    check_whole(tmp_path)


def test_results_can_be_left_and_read_once_more(client: AsyncPollinations) -> None:
    """A second loop over the results ends, whether the first was left or not."""
    results = batch.run(texts(3), client=client, per_second=None)
    assert len(list(results)) == 3
    assert in_time(lambda: list(results)) == []
    left = batch.run(texts(40), client=client, per_second=None, in_flight=2)
    assert next(iter(left)).state == "done"
    assert len(in_time(lambda: list(left))) < 40


def test_an_interrupted_retry_goes_on(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """What a retry has not sent, because it was stopped, is sent by the next one."""
    sandbox.misbehave(Fault.status(400), 1.0)
    assert bulk(texts(12), tmp_path, client).failed == 12
    sandbox.behave()
    stop = batch.Stop()
    first = batch.retry(
        tmp_path, client=client, per_second=None, in_flight=2, stop=stop, on_results=lambda _: stop.stop()
    )
    assert 0 < first.done < 12
    assert batch.retry(tmp_path, client=client, per_second=None).done == 12 - first.done
    assert states(tmp_path) == {"done": 12}


@pytest.mark.slow(reason="it waits for the deadlines of calls")
def test_calls_that_end_after_their_lease_are_recorded(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """A call that ends at its deadline, after the time of its lease, is listed as unknown; the run goes on."""
    sandbox.queue(Fault.stall(60), times=8, route="/v1/audio/")  # not the list of prices, which a run waits for
    summary = bulk(timed(8), tmp_path, client, lease_seconds=0.3, item_timeout=0.5)
    assert (summary.unknown, summary.pending) == (8, 0)
    bulk(timed(8), tmp_path, client)
    assert sent_twice(sandbox) == 0


def test_a_cancelled_run_records_what_was_in_flight(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """A task that is cancelled lists the calls in flight as unknown, and leaves the folder whole."""
    jobs = [*texts(6), *timed(12)]

    async def cancelled() -> None:
        run = batch.arun(jobs, out=tmp_path, client=client, per_second=None, in_flight=4)
        running = asyncio.ensure_future(wait(run))
        while not sandbox.requests or "timestamps" not in sandbox.requests[-1].path:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.005)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running

    async def wait(run: batch.Run) -> batch.Summary:
        return await run

    sandbox.queue(Fault.stall(0.5), times=9, route="/v1/audio/")
    asyncio.run(cancelled())
    sandbox.behave()
    assert rows(tmp_path, "SELECT count(*) FROM attempts WHERE state = 'unknown'")[0][0] > 0
    bulk(jobs, tmp_path, client)
    assert set(states(tmp_path)) == {"done", "unknown"}
    assert sent_twice(sandbox) == 0
    check_whole(tmp_path)


def test_limits_that_would_not_hold_are_refused(client: AsyncPollinations, tmp_path: Path) -> None:
    """Nothing is sent where a limit would be left out, or could not count the calls of other processes."""
    engine = batch.ExecutorEngine(ThreadPoolExecutor, 1)
    limited = client.with_options(spend_limit=1.0)
    with pytest.raises(errors.ArgumentError, match="Give a number"):
        bulk(texts(1), tmp_path, client, engine=engine, spend_limit=SpendLimit(1.0))
    with pytest.raises(errors.ArgumentError, match="has a spend_limit"):
        bulk(texts(1), tmp_path, limited, engine=engine)
    with pytest.raises(errors.ArgumentError, match="has a spend_limit"):
        bulk(texts(1), tmp_path, limited, spend_limit=5.0)
    with pytest.raises(errors.ArgumentValueError, match="from 0 up"):
        bulk(texts(1), tmp_path, client, spend_limit=float("nan"))
    assert bulk(texts(1), tmp_path, limited).done == 1
    assert limited.spent


def test_what_workers_may_still_spend_counts(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A lease that another process may still run keeps what it has reserved, so the limit of the folder holds."""
    bulk(texts(1), tmp_path, client)
    with closing(sqlite3.connect(tmp_path / "manifest.sqlite")) as manifest, manifest:
        manifest.execute("INSERT INTO leases VALUES ('1-99', 1, 'open', 'Other', '[]', 0, 3, 0.1, 1000000000)")
    (tmp_path / "leases" / "1-99.journal").touch()
    before = sandbox.billed
    assert bulk(texts(9, "more"), tmp_path, client, spend_limit=1.0).stopped == "limit"
    assert sandbox.billed == before


class Refusing(Disk):
    """A disk that refuses some of its operations in a row.

    Args:
        first: The first of them, from 1.
        count: How many.
    """

    def __init__(self, first: int, count: int) -> None:
        self.first, self.count, self.operations = first, count, 0

    def __getattribute__(self, name: str) -> Any:
        """Return a method that may refuse; each call of one is an operation."""
        found = object.__getattribute__(self, name)
        if name not in vars(Disk) or name.startswith("_"):
            return found

        def operation(*arguments: Any) -> Any:
            self.operations += 1
            if self.first <= self.operations < self.first + self.count:
                raise OSError(errno.ENOSPC, "No space left on device")
            return found(*arguments)

        return operation


@pytest.mark.slow(reason="it runs two runs for each of several operations")
@pytest.mark.parametrize(("begin", "count"), [(1, 1), (8, 3), (15, 10_000)])
def test_the_disk_refuses_at_each_operation(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path, begin: int, count: int
) -> None:
    """After a refusal, once or for good, the next run finishes each item or lists it; nothing is sent twice.

    At night, each of about 110 operations is the first that is refused. The gate tries one in 37, others
    for each count.
    """
    jobs = [*timed(4), *texts(2), {"method": "embed", "input": "text", "dimensions": 128}]
    jobs += [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(2)]
    whole = Refusing(100_000, 1)
    assert run_with(whole, tmp_path / "whole", jobs, client, longest=LONGEST).done == len(jobs)
    for first in range(*((1, whole.operations + 1) if NIGHTLY else (begin, whole.operations + 1, 37))):
        folder, before = tmp_path / str(first), len(sandbox.requests)
        with contextlib.suppress(OSError):
            run_with(Refusing(first, count), folder, jobs, client, longest=LONGEST)
        batch.run(jobs, out=folder, client=client, per_second=None, in_flight=2)
        found = states(folder)
        assert sum(found.values()) == len(jobs), first
        assert found.keys() <= {"done", "unknown"}, first
        assert sent_twice(sandbox, before) == 0, first
        check_whole(folder)
        (spent,) = rows(folder, "SELECT total(cost_nanopollen) FROM attempts")
        assert [spent] == rows(folder, "SELECT total(cost_nanopollen) FROM items"), first


@pytest.mark.parametrize("bad", [b"x", object(), "half \ud800", "x" * 201])
def test_an_id_of_a_job_that_is_no_text_is_refused(client: AsyncPollinations, bad: Any) -> None:
    """A wrong `id` of a `Job` object is an error of its job, and not of the database."""
    with pytest.raises(errors.JobError, match="Job 1"):
        list(batch.run([batch.Job("text", {"prompt": "p"}, bad)], client=client))


def test_a_lock_that_is_none_is_named(client: AsyncPollinations, tmp_path: Path) -> None:
    """A `.lock` that SQLite cannot use is named, with what to do."""
    (tmp_path / ".lock").write_text("garbage" * 500)
    with pytest.raises(errors.BatchFolderError, match="cannot be locked"):
        bulk(texts(1), tmp_path, client)
    (tmp_path / ".lock").unlink()
    (tmp_path / ".lock").mkdir()
    with pytest.raises(errors.BatchFolderError, match="cannot be locked"):
        bulk(texts(1), tmp_path, client)


def test_what_was_in_the_folder_before_stays(client: AsyncPollinations, tmp_path: Path) -> None:
    """Files of the user are neither removed nor overwritten, whatever the folder is."""
    mine = [tmp_path / "work" / "thesis.txt", tmp_path / "leases" / "flat.pdf", tmp_path / "README.txt"]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    (tmp_path / "work" / "drafts").mkdir()
    assert bulk(texts(1), tmp_path, client).done == 1
    assert bulk(texts(2), tmp_path, client).done == 1
    assert [path.read_text() for path in mine] == ["mine"] * 3


def test_parts_and_databases_of_others_are_not_overwritten(client: AsyncPollinations, tmp_path: Path) -> None:
    """A folder with parts and no manifest, or with the database of another program, is refused."""
    parts, database = tmp_path / "parts", tmp_path / "database"
    (parts / "text").mkdir(parents=True)
    (parts / "text" / "part-00001.jsonl").write_text("mine")
    with pytest.raises(errors.BatchFolderError, match="would overwrite"):
        bulk(texts(1), parts, client)
    assert (parts / "text" / "part-00001.jsonl").read_text() == "mine"
    database.mkdir()
    with closing(sqlite3.connect(database / "manifest.sqlite")) as other, other:
        other.execute("CREATE TABLE photos (name TEXT)")
    with pytest.raises(errors.BatchFolderError, match="another program"):
        bulk(texts(1), database, client)
