"""What stops a run, what it does about faults of the service and of the disk, and how it goes on afterwards."""

import asyncio
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.helpers import batch_folders
from tests.helpers.batch_folders import check_whole, mixed, rows, start, states

from pollination_sdk import AsyncPollinations, SpendLimit, batch, errors, without_waiting
from pollination_sdk.batch.protocol import clock
from pollination_sdk.sandbox import Fault, Sandbox

TEXTS = [{"method": "text", "prompt": f"word {n}"} for n in range(24)]
IMAGES = [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(16)]


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[AsyncPollinations]:
    """Give an async client; waits are switched off."""
    with without_waiting():
        yield AsyncPollinations(sandbox.key, base_url=sandbox.url)


bulk = functools.partial(batch_folders.bulk, in_flight=8)


def test_a_spend_limit_stops_in_the_middle_and_holds_for_the_folder(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """The limit is never passed, not by further runs of the folder either; a higher one lets the rest go on."""
    for _ in range(2):
        summary = bulk(IMAGES, tmp_path, client, spend_limit=0.0011)
        assert summary.stopped == "limit"
        assert "spend_limit" in (summary.detail or "")
        assert 0.0008 <= sandbox.billed_pollen <= 0.0011
        assert summary.failed == 0
    assert bulk(IMAGES, tmp_path, client, spend_limit=SpendLimit(1.0)).stopped == "complete"
    assert states(tmp_path) == {"done": 16}
    assert sandbox.billed == 16
    check_whole(tmp_path)


@pytest.mark.parametrize("as_answer", [False, True], ids=["402", "a refusal with status 200"])
def test_no_pollen_stops_the_run_and_nothing_is_written_as_a_result(
    client: AsyncPollinations, tmp_path: Path, *, as_answer: bool
) -> None:
    """A 402, also as a refusal with status 200, stops the run; its items stay pending."""
    with Sandbox(balance=0.00002) as poor:
        if not as_answer:
            poor.misbehave(Fault.status(402), 1.0)
        summary = bulk(TEXTS, tmp_path, AsyncPollinations(poor.key, base_url=poor.url))
    assert summary.stopped == "payment"
    found = states(tmp_path)
    assert found["pending"] > 0
    assert "failed" not in found
    assert "unknown" not in found
    assert all("top-up" not in part.read_text() for part in tmp_path.glob("text/*"))
    check_whole(tmp_path)


def test_a_storm_of_429_holds_all_and_fails_none(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """Refusals of the rate hold all items: no item fails, and few requests are refused after the first ones."""
    sandbox.queue(Fault.status(429), times=20, route="/text/")
    assert bulk(TEXTS, tmp_path, client).done == 24
    assert sandbox.billed == 24
    assert len([one for one in sandbox.requests if one.path.startswith("/text")]) == 44


def test_failures_go_to_the_back_and_are_tried_again(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """Passing failures are repeated; what fails each time is listed, and `retry` sends it again."""
    sandbox.queue(Fault.status(500), times=10, route="/text/")
    sandbox.queue(Fault.reset(), times=5, route="/text/")
    assert bulk(TEXTS, tmp_path, client).done == 24
    sandbox.misbehave(Fault.status(500), 1.0)
    more = [{"method": "text", "prompt": f"more {n}"} for n in range(3)]
    assert bulk(more, tmp_path, client).failed == 3
    tried = rows(tmp_path, "SELECT error_class FROM attempts WHERE item > 24")
    assert tried == [("InternalServerError",)] * 9
    sandbox.behave()
    assert bulk(more, tmp_path, client).done == 0
    assert batch.retry(tmp_path, client=client).done == 3
    assert states(tmp_path) == {"done": 27}
    check_whole(tmp_path)


def test_a_503_that_asks_for_a_long_wait_is_not_sent_again_early(sandbox: Sandbox, tmp_path: Path) -> None:
    """An item waits as long as the answer says; if its time would be over then, it fails at once."""
    sandbox.queue(Fault.status(503, retry_after=3600), route="/text/")
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    assert bulk(TEXTS[:3], tmp_path, client, item_timeout=600).failed == 1
    assert states(tmp_path) == {"done": 2, "failed": 1}
    assert len([one for one in sandbox.requests if one.path.startswith("/text")]) == 3


def test_max_failures_stops(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A run ends after so many failures, and leaves the rest pending."""
    sandbox.misbehave(Fault.status(400), 1.0)
    summary = bulk(TEXTS, tmp_path, client, max_failures=3, in_flight=2)
    assert summary.stopped == "failures"
    assert 3 <= summary.failed <= 6


@pytest.mark.slow(reason="it waits for a deadline")
def test_an_item_has_a_deadline(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A call that hangs ends at `item_timeout`, so that it does not hold up the end of the run."""
    sandbox.queue(Fault.stall(60), times=1, route="/text/")
    begin = time.monotonic()
    summary = bulk(TEXTS, tmp_path, client, item_timeout=0.7)
    assert (summary.done, summary.failed) == (23, 1)
    assert time.monotonic() - begin < 30
    assert rows(tmp_path, "SELECT DISTINCT error_class FROM attempts WHERE state = 'failed'") == [("APITimeoutError",)]


def test_a_wrong_key_stops(sandbox: Sandbox, tmp_path: Path) -> None:
    """A key that the service refuses stops the run; no item fails of it."""
    summary = bulk(TEXTS, tmp_path, AsyncPollinations("sk_" + "b" * 32, base_url=sandbox.url))
    assert (summary.stopped, summary.failed, sandbox.billed) == ("key", 0, 0)
    assert "sk_" not in repr(summary)


@pytest.mark.slow(reason="it runs four runs, and waits for calls in flight")
def test_stop_once_lets_calls_end_and_twice_interrupts_them(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """After one `stop`, calls in flight end; after two, they are interrupted, and the next run bills nothing twice."""
    for count in (1, 2):
        sandbox.misbehave(Fault.stall(0.3), 1.0)
        stop, folder = batch.Stop(), tmp_path / str(count)
        jobs = [{"method": "text", "prompt": f"{count} {n}"} for n in range(24)]
        billed, sent = sandbox.billed, len(sandbox.requests)

        def stop_soon(stop: batch.Stop = stop, count: int = count, sent: int = sent) -> None:
            while len(sandbox.requests) < sent + 5:
                time.sleep(0.005)
            for _ in range(count):
                stop.stop()

        thread = threading.Thread(target=stop_soon)
        thread.start()
        summary = bulk(jobs, folder, client, in_flight=4, stop=stop)
        thread.join()
        assert summary.stopped == "stopped"
        assert summary.pending > 0
        sandbox.behave()
        if count == 1:
            assert summary.done == sandbox.billed - billed
        assert bulk(jobs, folder, client).stopped == "complete"
        assert states(folder) == {"done": 24}
        assert sandbox.billed - billed == 24
        check_whole(folder)


@pytest.mark.slow(reason="starts processes")
def test_two_runs_of_one_folder(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """The second run of a folder is refused, and its integrity holds while the first one runs."""
    sandbox.misbehave(Fault.stall(0.05), 1.0)
    with start(mixed(200), tmp_path, sandbox.key, sandbox.url, in_flight=4) as process:
        while not (tmp_path / "manifest.sqlite").exists() or len(sandbox.requests) < 8:
            time.sleep(0.01)
        with pytest.raises(errors.BatchFolderError, match="Another run uses"):
            bulk(TEXTS, tmp_path, client)
        assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]
        process.kill()
    assert bulk(mixed(20), tmp_path, client).stopped == "complete"


def test_a_manifest_of_a_newer_version_is_refused(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A folder of a newer version is not touched, and nothing is sent."""
    bulk(TEXTS[:2], tmp_path, client)
    with closing(sqlite3.connect(tmp_path / "manifest.sqlite")) as manifest:
        manifest.execute("PRAGMA user_version = 99")
    sent = len(sandbox.requests)
    with pytest.raises(errors.BatchFolderError, match="scheme 99"):
        bulk(TEXTS, tmp_path, client)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.sqlite").write_text("not a database, but long enough to be read as one" * 99)
    with pytest.raises(errors.BatchFolderError, match="not the manifest"):
        bulk(TEXTS, tmp_path / "other", client)
    assert len(sandbox.requests) == sent


def test_an_unusable_folder_is_named_before_anything_is_sent(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """A folder that cannot be made or written is refused before the first request."""
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(errors.BatchFolderError, match="is a file, or in one"):
            bulk(TEXTS, folder, client)
    with pytest.raises(errors.BatchFolderError, match=r"no manifest\.sqlite"):
        batch.retry(tmp_path, client=client)
    assert sandbox.requests == []


_IN_TMPFS = """
import os, subprocess, sys
folder, size = sys.argv[1:3]
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
from tests.helpers.batch_folders import check_whole, mixed, states
from pollination_sdk import AsyncPollinations, batch, errors
client = AsyncPollinations(base_url=sys.argv[3])
jobs = [{"method": "image", "prompt": f"fox {n}", "width": 512, "height": 512} for n in range(60)]
try:
    batch.run(jobs, out=f"{folder}/out", client=client, per_second=None, in_flight=4)
except errors.BatchFolderError as error:
    print(error)
subprocess.run(["mount", "-o", "remount,size=100m", folder], check=True)
batch.run(jobs, out=f"{folder}/out", client=client, per_second=None, in_flight=4)
check_whole(__import__("pathlib").Path(folder, "out"))
print(states(f"{folder}/out"))
"""


@pytest.mark.slow(reason="fills a disk")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mounts a small disk for one process")
def test_a_full_disk_stops_and_loses_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """On a disk of 1 MB the run ends with an error that says so; with room it goes on, and nothing is billed twice."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False, capture_output=True).returncode:  # noqa: S603 - our own words
        pytest.skip("this system does not let a process have mounts of its own")
    environment = {**os.environ, "POLLINATIONS_API_KEY": sandbox.key, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [unshare, "-rm", sys.executable, "-c", _IN_TMPFS, str(tmp_path), "1m", sandbox.url]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    assert "full" in done.stdout, done.stderr
    assert "{'done': 60}" in done.stdout, done.stderr
    assert sandbox.billed == 60


def test_jobs_that_are_written_twice_are_one_item(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """Equal jobs are one item and one call. Copies are not, and another order or a new job makes no done item new."""
    summary = bulk([*TEXTS, *TEXTS[:5]], tmp_path, client)
    assert (summary.done, summary.duplicates, sandbox.billed) == (24, 5, 24)
    again = bulk([*reversed(TEXTS), {"method": "text", "prompt": "new"}], tmp_path, client)
    assert (again.done, again.already_done, sandbox.billed) == (1, 24, 25)
    copies = bulk(TEXTS[:3], tmp_path, client, copies=3)
    assert (copies.done, copies.already_done, sandbox.billed) == (6, 3, 31)
    seeds = rows(tmp_path, "SELECT seed FROM items WHERE copy > 0")
    assert len(set(seeds)) == 6


def test_the_clock_of_the_system_is_set_back(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system clock that is set back by an hour in the middle changes nothing: leases have a clock of their own."""
    begin, asked = time.time(), time.time

    def set_back() -> float:
        return asked() - (3600 if len(sandbox.requests) > 10 else 0)

    monkeypatch.setattr(time, "time", set_back)
    assert bulk(TEXTS, tmp_path, client, lease_seconds=30, item_timeout=30).done == 24
    assert min(rows(tmp_path, "SELECT min(started) FROM attempts")[0]) < begin
    assert clock.now() <= clock.now()


def test_no_key_is_in_the_folder(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """No file of the folder has the key, not after errors either."""
    sandbox.queue(Fault.status(400, f"the key {sandbox.key} is odd"), times=3, route="/text/")
    bulk(mixed(20), tmp_path, client)
    assert all(sandbox.key.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_results_without_a_folder(sandbox: Sandbox, client: AsyncPollinations) -> None:
    """Without a folder each result is yielded as it ends, with its value or its error, and nothing is lost by one."""
    sandbox.queue(Fault.status(400), times=1, route="/text/")
    results = batch.run([f"word {n}" for n in range(20)], method="text", client=client, per_second=None)
    found = {one.place: one for one in results}
    assert sorted(found) == list(range(1, 21))
    assert [one.error_class for one in found.values() if one.state == "failed"] == ["BadRequestError"]
    assert all(one.value.startswith("openai heard: word") for one in found.values() if one.state == "done")
    assert results.summary is not None
    assert results.summary.done == 19


async def _stream() -> Any:
    for n in range(20):
        yield f"word {n}"


def test_async_iterables(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """An async iterable is read as it comes, and its results can be iterated in the loop."""

    async def main() -> int:
        run = batch.arun(_stream(), method="text", client=client, per_second=None, out=tmp_path)
        return len([one async for one in run])

    assert asyncio.run(main()) == 20
    assert states(tmp_path) == {"done": 20}
