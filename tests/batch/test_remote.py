"""With `files=` a URL, media files go there by fsspec, and everything else stays in the folder."""

import json
import os
import signal
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from tests.helpers.batch_folders import NIGHTLY, bulk, check_remote, mixed, rows, start, states
from tests.helpers.forking import started

from pollination_sdk import AsyncPollinations, batch, errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

IMAGES = [{"method": "image", "prompt": f"fox {n}", "width": 64, "height": 64} for n in range(12)]


class FailingFileSystem(MemoryFileSystem):
    """A store that can be unreachable; then even its `exists` would say that nothing is there."""

    protocol = "failing"
    store: dict[str, Any] = {}  # noqa: RUF012 - as in `MemoryFileSystem`
    pseudo_dirs = [""]  # noqa: RUF012 - as above
    uploads_left: float = float("inf")
    reachable = True
    hiccups = 0
    """The uploads that fail after `uploads_left`; 0 for all of them."""

    @classmethod
    def _strip_protocol(cls, path: Any) -> str:
        return "/" + str(path).removeprefix("failing://").strip("/")

    def info(self, path: str, **settings: Any) -> Any:
        """Say what a file is, if the store can be reached."""
        self.check()
        return super().info(path, **settings)

    def put_file(self, lpath: str, rpath: str, **settings: Any) -> None:
        """Upload, if the store can be reached."""
        type(self).uploads_left -= 1
        if -self.hiccups <= self.uploads_left < 0:
            raise RuntimeError("the store has a hiccup")
        if self.uploads_left < 0 and not self.hiccups:
            type(self).reachable = False
        self.check()
        super().put_file(lpath, rpath, **settings)

    def pipe_file(self, path: str, value: bytes, **settings: Any) -> None:
        """Write, if the store can be reached."""
        self.check()
        super().pipe_file(path, value, **settings)

    def check(self) -> None:
        """Fail as clients of stores do: with an error of their own, and an address that is signed."""
        if not self.reachable:
            raise RuntimeError("no route to https://store.example/x?signature=SECRET")


@pytest.fixture(autouse=True)
def empty_memory() -> None:
    """Forget the files at `memory://` URLs, which live as long as the process."""
    fsspec.filesystem("memory").store.clear()


@pytest.fixture(autouse=True)
def _stores() -> Iterator[None]:
    """Empty the stores in memory."""
    fsspec.register_implementation("failing", FailingFileSystem, clobber=True)
    yield
    for system in (MemoryFileSystem, FailingFileSystem):
        system.store.clear()
        system.pseudo_dirs[:] = [""]
    FailingFileSystem.uploads_left, FailingFileSystem.reachable = float("inf"), True


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[AsyncPollinations]:
    """Give an async client; waits are switched off."""
    with without_waiting():
        yield AsyncPollinations(sandbox.key, base_url=sandbox.url)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Give a Dask cluster of one worker, in threads of this process."""
    import distributed  # noqa: PLC0415 - it takes most of a second, and the workers of pytest import each module

    with distributed.Client(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0") as one:
        yield one


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_media_are_at_the_url_and_the_rest_in_the_folder(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path, kind: str
) -> None:
    """Media files are at the URL, texts and vectors in the folder; a second run sends nothing."""
    folder = tmp_path / "out"
    url = "memory://bucket/pictures" if kind == "memory" else (tmp_path / "store").as_uri()
    results: list[batch.ItemResult] = []
    assert bulk(mixed(20), folder, client, files=url, on_results=results.extend).done == 20
    check_remote(folder, url)
    assert list(folder.glob("text/part-*.jsonl"))
    images = [one for one in results if one.method == "image"]
    assert images
    assert all(one.path is None and (one.url or "").startswith(f"{url}/media/") for one in images)
    assert batch.status(folder).files == f"{url}/"
    sent = len(sandbox.requests)
    assert bulk(mixed(20), folder, client, files=f"{url}/").already_done == 20
    assert bulk(mixed(20), folder, client).already_done == 20
    assert len(sandbox.requests) == sent


def test_pack_reads_the_files_at_the_url(client: AsyncPollinations, tmp_path: Path) -> None:
    """Shards have the files at the URL; one that is gone is named, and a store that is away is an error."""
    bulk(IMAGES, tmp_path, client, files="failing://bucket")
    first = rows(tmp_path, "SELECT file FROM items WHERE number = 1")[0][0]
    expected = fsspec.url_to_fs(first)[0].cat_file(first)
    packed = batch.pack(tmp_path)
    with tarfile.open(packed.paths[0]) as tar:
        member = tar.extractfile(tar.getmembers()[0])
        assert member is not None
        assert member.read() == expected
    assert (packed.items, packed.damaged) == (12, [])
    fsspec.url_to_fs(first)[0].rm_file(first)
    assert batch.pack(tmp_path, force=True).damaged == [1]
    FailingFileSystem.reachable = False
    with pytest.raises(errors.BatchFolderError, match="when the URL answers"):
        batch.pack(tmp_path, force=True)


@pytest.mark.parametrize("uploads", [0, 1, 7])
@pytest.mark.parametrize("in_threads", [False, True])
def test_a_store_that_fails_stops_the_run_and_nothing_is_paid_twice(
    sandbox: Sandbox,
    client: AsyncPollinations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    uploads: int,
    in_threads: bool,
) -> None:
    """A store that goes away stops the run; the next one uploads what was received, and sends only the rest."""
    monkeypatch.setattr(FailingFileSystem, "async_impl", in_threads)
    FailingFileSystem.uploads_left = uploads
    with pytest.raises(errors.BatchFolderError, match="start again") as caught:
        bulk(IMAGES, tmp_path, client, files="failing://bucket/pictures")
    assert "failing://bucket/pictures/media/" in str(caught.value)
    assert "SECRET" not in str(caught.value)
    billed = sandbox.billed
    assert billed > 0
    with pytest.raises(errors.BatchFolderError, match="start again"):  # it is still away: nothing is sent
        bulk(IMAGES, tmp_path, client)
    assert sandbox.billed == billed
    FailingFileSystem.uploads_left, FailingFileSystem.reachable = float("inf"), True
    assert bulk(IMAGES, tmp_path, client, files="failing://bucket/pictures").stopped == "complete"
    assert states(tmp_path) == {"done": 12}
    assert sandbox.billed == 12
    check_remote(tmp_path, "failing://bucket/pictures")
    assert len([one for one in sandbox.requests if one.path.startswith("/image/fox")]) == 12  # not even asked again


def test_a_store_that_fails_while_an_earlier_run_is_taken_over_loses_nothing(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path
) -> None:
    """When the upload fails again in the recovery, the received bytes are kept for the run after it."""
    FailingFileSystem.uploads_left = 2
    with pytest.raises(errors.BatchFolderError):
        bulk(IMAGES, tmp_path, client, files="failing://bucket")
    FailingFileSystem.uploads_left, FailingFileSystem.reachable = 1, True
    with pytest.raises(errors.BatchFolderError):
        bulk(IMAGES, tmp_path, client)
    FailingFileSystem.uploads_left, FailingFileSystem.reachable = float("inf"), True
    assert bulk(IMAGES, tmp_path, client).pending == 0
    assert sandbox.billed == 12
    check_remote(tmp_path, "failing://bucket")


def test_another_file_of_the_name_is_not_replaced(client: AsyncPollinations, tmp_path: Path) -> None:
    """A file at the URL that is no answer of this batch stays as it was; the answer gets a name with a number."""
    bulk(IMAGES[:1], tmp_path / "one", client, files="memory://bucket")
    name = rows(tmp_path / "one", "SELECT file FROM items")[0][0]
    system = fsspec.url_to_fs(name)[0]
    system.pipe_file(name, b"of somebody else")
    bulk(IMAGES[:1], tmp_path / "two", client, files="memory://bucket")
    other = rows(tmp_path / "two", "SELECT file FROM items")[0][0]
    assert other == name.replace(".", "-2.")
    assert system.cat_file(name) == b"of somebody else"


def test_retry_uploads_to_the_url_of_the_folder(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A retry needs no URL: the folder knows it."""
    sandbox.queue(Fault.status(400), times=2, route="/image/")
    assert bulk(IMAGES, tmp_path, client, files="memory://bucket").failed == 2
    assert batch.retry(tmp_path, client=client, per_second=None).done == 2
    check_remote(tmp_path, "memory://bucket")


@pytest.mark.slow(reason="its run waits until the workers have stopped")
def test_a_cluster_uploads_and_a_worker_that_cannot_stops_the_run(
    sandbox: Sandbox, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers of Dask upload; when one cannot, the run ends, and the next one uploads what it has received."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
    FailingFileSystem.uploads_left = 2
    settings: dict[str, Any] = {"client": cluster, "per_second": None, "in_flight": 4, "files": "failing://bucket"}
    try:
        stopped: str | None = batch.run(IMAGES, out=tmp_path, **settings).stopped
    except errors.BatchFolderError:  # the coordinator has tried to upload too
        stopped = "disk"
    assert stopped == "disk"
    FailingFileSystem.uploads_left, FailingFileSystem.reachable = float("inf"), True
    assert batch.run(IMAGES, out=tmp_path, **settings).stopped == "complete"
    assert states(tmp_path) == {"done": 12}
    assert sandbox.billed == 12
    check_remote(tmp_path, "failing://bucket")


def test_a_store_that_is_back_at_once_loses_no_answer(
    sandbox: Sandbox, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When an upload fails on the worker and in the recovery, and the next one works, no answer is forgotten."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    monkeypatch.setattr(FailingFileSystem, "hiccups", 2)
    client = AsyncPollinations(base_url=sandbox.url)
    jobs = [*({"method": "text", "prompt": f"word {n}"} for n in range(6)), *IMAGES[:6]]
    engine = batch.DaskEngine(cluster)
    FailingFileSystem.uploads_left = 0
    with pytest.raises(errors.BatchFolderError, match="start again"):
        bulk(jobs, tmp_path, client, engine=engine, files="failing://bucket", in_flight=12)
    assert bulk(jobs, tmp_path, client, engine=engine).stopped == "complete"
    assert states(tmp_path) == {"done": 12}
    assert len([one for one in sandbox.requests if one.path.startswith(("/text/word", "/image/fox"))]) == 12
    check_remote(tmp_path, "failing://bucket")


def test_another_url_is_refused(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """A folder has one URL, or none, for good; nothing is sent with another."""
    bulk(IMAGES[:1], tmp_path / "one", client, files="memory://bucket/a")
    bulk(IMAGES[:1], tmp_path / "two", client)
    sent = len(sandbox.requests)
    for folder, where in (("one", "'memory://bucket/a/'"), ("two", "in the folder itself")):
        with pytest.raises(errors.BatchFolderError, match=where):
            bulk(IMAGES, tmp_path / folder, client, files="memory://bucket/b")
    assert len(sandbox.requests) == sent


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("pictures", "one URL"),
        ("simplecache::s3://bucket", "one URL"),
        ("sftp://me:hunter2@host/pictures", "has a user"),
        ("https://hunter2@host/pictures", "has a user"),
        ("https://host/pictures?sig=hunter2", "a query"),
        ("abfs://box:hunter2@account/pictures", "has a user"),
        ("file://pictures", "whole path"),
        (Path("pictures"), "as text"),
    ],
)
def test_a_url_that_is_wrong_or_secret_is_refused(tmp_path: Path, url: Any, said: str) -> None:
    """A wrong URL is refused before anything is made; one that may hold a secret is not repeated in the error."""
    with pytest.raises(errors.ArgumentError, match=said) as caught:
        batch.run(IMAGES, out=tmp_path / "out", files=url)
    assert "hunter2" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_folder_is_required_and_said(tmp_path: Path) -> None:
    """Claims and journals need a folder: out= a URL, or missing, says what goes where."""
    with pytest.raises(errors.ArgumentError, match="files= takes the URL of the media files, and out= a folder"):
        list(batch.run(IMAGES, files="s3://bucket"))
    with pytest.raises(
        errors.ArgumentError, match=r"out= takes a folder for claims and journals.*files= takes the URL"
    ):
        batch.run(IMAGES, out="s3://bucket")
    engine = batch.ExecutorEngine(lambda: None, 2)  # type: ignore[arg-type, return-value]  # it is refused before
    with pytest.raises(errors.ArgumentError, match="memory of one process"):
        batch.run(IMAGES, out=tmp_path, files="memory://bucket", engine=engine)


def test_what_is_not_installed_is_said(
    sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, or the package of the file system, the error names what to install; nothing is sent."""
    with pytest.raises(errors.ConfigurationError, match="fsspec cannot open nosuch://"):
        bulk(IMAGES, tmp_path, client, files="nosuch://bucket")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(errors.ConfigurationError, match=r'pip install "pollinations-sdk\[remote\]"'):
        bulk(IMAGES, tmp_path, client, files="memory://bucket")
    assert not sandbox.requests
    assert not rows(tmp_path, "SELECT 1 FROM runs")


@pytest.mark.slow(reason="it starts processes")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_with_9_loses_no_file_and_pays_none_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    """After a kill, at night two, each file is at the URL once, nothing was paid twice, and no half file is left."""
    folder, url, jobs = tmp_path / "out", (tmp_path / "store").as_uri(), mixed(40)
    for after in (9, 14) if NIGHTLY else (9,):
        with start(jobs, folder, sandbox.key, sandbox.url, files=url, in_flight=8) as process:
            until = len(sandbox.requests) + after
            while len(sandbox.requests) < until and process.poll() is None:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
    with start(jobs, folder, sandbox.key, sandbox.url, files=url, in_flight=8) as process:
        assert process.wait() == 0
    found = states(folder)
    unknown = found.get("unknown", 0)
    assert found["done"] + unknown == 40
    assert 40 - unknown <= sandbox.billed <= 40
    check_remote(folder, url)


@pytest.mark.slow(reason="it starts two processes")
def test_each_moment_of_an_upload_is_recovered(sandbox: Sandbox, client: AsyncPollinations, tmp_path: Path) -> None:
    """Killed before the upload, or after it and before `done`: the file is at its URL once, and is not paid again."""
    url = (tmp_path / "store").as_uri()
    for moment in ("before", "after"):
        folder = tmp_path / moment
        script = _KILLED.format(moment=moment, folder=str(folder), url=f"{url}/{moment}", job=json.dumps(IMAGES[0]))
        with_key = {**os.environ, "POLLINATIONS_API_KEY": sandbox.key, "POLLINATIONS_BASE_URL": sandbox.url}
        with started(script, environment=with_key) as process:
            assert process.wait() == 9
        assert states(folder) == {"pending": 1}
        sent = [one for one in sandbox.requests if one.path.startswith("/image")]
        assert bulk(IMAGES[:1], folder, client, files=f"{url}/{moment}").already_done == 1
        assert [one for one in sandbox.requests if one.path.startswith("/image")] == sent
        check_remote(folder, f"{url}/{moment}")


_KILLED = """
import os
from pollination_sdk import batch
from fsspec.implementations.local import LocalFileSystem
put, move = LocalFileSystem.put_file, LocalFileSystem.mv
if "{moment}" == "before":
    LocalFileSystem.put_file = lambda *_, **__: os._exit(9)
else:
    LocalFileSystem.mv = lambda *given, **named: (move(*given, **named), os._exit(9))
batch.run([{job}], out={folder!r}, files={url!r}, per_second=None)
"""
