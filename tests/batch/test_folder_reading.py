"""The status, the shards and the audit of a folder are read from its manifest and its files alone."""

import hashlib
import json
import shutil
import sqlite3
import tarfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from pollination_sdk import AsyncPollinations, Pollinations, batch, errors
from pollination_sdk.sandbox import Fault, Sandbox

JOBS = [
    {"method": "text", "prompt": "moss", "id": "own"},
    {"method": "image", "prompt": "fox", "width": 64, "height": 64},
    {"method": "embed", "input": "fern"},
    {"method": "chat", "messages": "hello", "seed": 7},
]


@pytest.fixture(scope="module")
def service():
    """Serve one sandbox for a module."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def client(service):
    """Give an async client of the sandbox."""
    service.behave()
    return AsyncPollinations(service.key, base_url=service.url)


def run(jobs, folder, client, **settings):
    """Run jobs without a limit on their rate."""
    return batch.run(jobs, out=folder, client=client, per_second=None, **settings)


@pytest.fixture(scope="module")
def results(service, tmp_path_factory):
    """Run the jobs once, and give a folder of their results."""
    folder = tmp_path_factory.mktemp("results") / "out"
    run(JOBS, folder, AsyncPollinations(service.key, base_url=service.url))
    return folder


def change(folder, statement):
    """Change the manifest of a folder."""
    with closing(sqlite3.connect(folder / "manifest.sqlite")) as manifest:
        manifest.execute(statement)
        manifest.commit()


def test_the_status_counts_all(results):
    """It says what is done, and what that has cost."""
    found = batch.status(results)
    assert (found.done, found.failed, found.unknown, found.pending, found.total) == (4, 0, 0, 0, 4)
    assert (found.running, found.complete, found.stopped, found.eta) == (False, True, "complete", None)
    assert found.rate > 0
    assert json.loads(json.dumps(found.to_dict()))["done"] == 4


def test_the_status_names_the_last_errors(client, service, tmp_path):
    """With the line, the id of the user, and the id of the request."""
    service.queue(Fault.status(400), times=9)
    run([{"method": "text", "prompt": "moss", "id": "own"}], tmp_path, client)
    found = batch.status(tmp_path)
    (problem,) = found.errors
    assert (found.failed, problem.place, problem.own_id, problem.error_class) == (1, 1, "own", "BadRequestError")
    assert problem.request_id


@pytest.mark.slow(reason="waits for a run")
def test_the_status_of_a_run_that_goes_on_has_a_rate_and_the_time_left(client, tmp_path):
    """Also from another thread, and before the input is read to its end."""
    path = tmp_path / "moss.txt"
    path.write_text("".join(f"moss {number}\n" for number in range(60)))
    seen = []

    def look(_):
        if not seen:
            seen.append(batch.status(tmp_path / "out"))

    batch.run(path, out=tmp_path / "out", client=client, method="text", in_flight=2, per_second=500, on_results=look)
    assert seen[0].running
    assert (seen[0].expected, seen[0].complete) == (60, False)
    assert seen[0].total < 60
    assert batch.status(tmp_path / "out").expected == 60


@pytest.mark.slow(reason="waits for calls in flight")
def test_the_status_says_what_calls_in_flight_have_reserved(client, tmp_path):
    """From outside of the process of the run; nothing is reserved after it."""
    seen = []

    def look(_):
        seen.append(batch.status(tmp_path).reserved)

    jobs = [{"method": "image", "prompt": f"fox {number}", "model": "flux", "seed": 1} for number in range(20)]
    run(jobs, tmp_path, client, in_flight=2, spend_limit=1, on_results=look)
    assert max(seen) > 0
    assert batch.status(tmp_path).reserved == 0


@pytest.mark.parametrize("use", [batch.status, batch.pack, batch.audit])
def test_a_folder_that_is_none_of_a_batch_is_refused(use, tmp_path):
    """So is one of a newer version, and one whose manifest is damaged."""
    with pytest.raises(errors.BatchFolderError, match=r"no manifest\.sqlite"):
        use(tmp_path)
    (tmp_path / "manifest.sqlite").write_bytes(b"this is no database, and is long enough to be read as one" * 9)
    with pytest.raises(errors.BatchFolderError, match="cannot be read"):
        use(tmp_path)


@pytest.mark.parametrize("use", [batch.status, batch.pack, batch.audit])
def test_a_newer_manifest_is_refused(results, use, tmp_path):
    """It may mean something else."""
    folder = Path(shutil.copytree(results, tmp_path / "newer"))
    change(folder, "PRAGMA user_version = 99")
    with pytest.raises(errors.BatchFolderError, match="scheme 99"):
        use(folder)


def members(path):
    """Return the members of a tar file with their bytes."""
    with tarfile.open(path) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar.getmembers()}


def test_a_shard_has_each_result_with_its_facts(results, tmp_path):
    """Under one key without dots, as WebDataset asks."""
    found = batch.pack(results, tmp_path)
    assert (found.items, found.damaged, [path.name for path in found.paths]) == (4, [], ["shard-00000.tar"])
    held = members(found.paths[0])
    keys = {name.partition(".")[0] for name in held}
    assert len(keys) == 4
    written = [json.loads(data) for name, data in held.items() if name.partition(".")[2] == "json"]
    facts = {one["method"]: one for one in written}
    assert facts["text"]["own_id"] == "own"
    assert facts["image"]["options"] == {"prompt": "fox", "width": 64, "height": 64}
    picture = next(data for name, data in held.items() if name.endswith(".jpg"))
    assert hashlib.sha256(picture).hexdigest() == facts["image"]["sha256"]
    assert sorted(name.partition(".")[2] for name in held if not name.endswith(".json")) == ["jpg", "txt"]
    assert sum(name.endswith(".value.json") for name in held) == 2


@pytest.mark.parametrize("form", ["tar", "parquet"])
def test_the_same_results_give_the_same_bytes(results, tmp_path, form):
    """Names, times and order do not vary; neither does a copy of the folder."""
    first = batch.pack(results, tmp_path / "a", format=form, per_shard=3)
    copied = shutil.copytree(results, tmp_path / "copy")
    second = batch.pack(copied, tmp_path / "b", format=form, per_shard=3)
    assert len(first.paths) == 2
    assert [path.read_bytes() for path in first.paths] == [path.read_bytes() for path in second.paths]


def test_parquet_has_a_row_for_each_item(results, tmp_path):
    """Media are bytes, texts are text."""
    (path,) = batch.pack(results, tmp_path, format="parquet").paths
    rows = {row["method"]: row for row in parquet.read_table(path).to_pylist()}
    assert rows["image"]["data"][:2] == b"\xff\xd8"
    assert rows["text"]["text"]
    assert rows["text"]["data"] is None
    assert json.loads(rows["embed"]["text"])


def test_shards_are_replaced_only_with_force(results, tmp_path):
    """And those that are too many then go."""
    assert len(batch.pack(results, tmp_path, per_shard=1).paths) == 4
    with pytest.raises(errors.BatchFolderError, match="has shards already"):
        batch.pack(results, tmp_path)
    batch.pack(results, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["shard-00000.tar"]
    for wrong in ({"format": "zip"}, {"per_shard": 0}):
        with pytest.raises(errors.ArgumentValueError):
            batch.pack(results, tmp_path, **wrong)


def test_a_damaged_file_is_left_out_and_named(results, tmp_path):
    """Its hash in the manifest is that of what was received."""
    folder = Path(shutil.copytree(results, tmp_path / "copy"))
    next(folder.rglob("*.jpg")).write_bytes(b"\xff\xd8 changed")
    found = batch.pack(folder, tmp_path / "packed")
    assert (found.items, len(found.damaged)) == (3, 1)
    next(folder.rglob("*.jpg")).unlink()
    assert len(batch.pack(folder, tmp_path / "packed", force=True).damaged) == 1


def test_packing_needs_its_extra_for_parquet(results, tmp_path, monkeypatch):
    """And says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(errors.ConfigurationError, match=r"pollinations-sdk\[parquet\]"):
        batch.pack(results, tmp_path, format="parquet")


def test_a_folder_may_be_read_only(results, tmp_path):
    """The shards are elsewhere then."""
    folder = Path(shutil.copytree(results, tmp_path / "copy"))
    (folder / "manifest.sqlite").chmod(0o444)
    folder.chmod(0o555)
    assert batch.status(folder).done == 4
    assert batch.pack(folder, tmp_path / "packed").items == 4
    folder.chmod(0o755)


def test_the_audit_finds_the_row_of_each_item(tmp_path):
    """All are billed as recorded."""
    with Sandbox() as service:
        run(JOBS, tmp_path, AsyncPollinations(service.key, base_url=service.url))
        with Pollinations(service.key, base_url=service.url) as client:
            found = batch.audit(tmp_path, client=client)
    assert (found.calls, found.rows, found.not_found_count, found.unexplained_count) == (4, 4, 0, 0)
    assert found.difference == pytest.approx(0, abs=1e-9)
    assert found.billed == pytest.approx(service.billed_pollen)
    assert json.loads(json.dumps(found.to_dict()))["rows"] == 4


def test_the_audit_names_what_no_item_explains(tmp_path):
    """Another program has used the key; and a row of another price is a difference, not a stranger."""
    with Sandbox() as service:
        run(JOBS[:2], tmp_path, AsyncPollinations(service.key, base_url=service.url))
        change(tmp_path, "UPDATE attempts SET cost_nanopollen = cost_nanopollen - 100 WHERE item = 2")
        with Pollinations(service.key, base_url=service.url) as client:
            client.video("waves", model="veo", duration=4)
            found = batch.audit(tmp_path, client=client)
    (stranger,) = found.unexplained
    assert "veo" in stranger.model
    assert found.difference == pytest.approx(100e-9)
    assert (found.not_found_count, found.rows) == (0, 3)


def test_the_audit_gives_a_joined_call_the_row_of_the_run_that_was_killed(tmp_path):
    """The request was billed when it was sent first; its answer came to the next run."""
    with Sandbox() as service:
        run(JOBS[:2], tmp_path, AsyncPollinations(service.key, base_url=service.url))
        change(tmp_path, "UPDATE attempts SET started = started + 500")
        with Pollinations(service.key, base_url=service.url) as client:
            found = batch.audit(tmp_path, client=client)
    assert (found.unexplained_count, found.late, found.difference) == (0, 0, pytest.approx(0))


def test_the_audit_names_items_that_no_row_bills(tmp_path):
    """Once their rows are late; until then the difference is not known."""
    with Sandbox() as service:
        run(JOBS[:2], tmp_path, AsyncPollinations(service.key, base_url=service.url))
    with Sandbox() as other, Pollinations(other.key, base_url=other.url) as client:
        found = batch.audit(tmp_path, client=client)
        assert (found.late, found.difference, found.not_found_count) == (2, None, 0)
        change(tmp_path, "UPDATE attempts SET started = started - 1000")
        found = batch.audit(tmp_path, client=client)
    assert [one.item for one in found.not_found] == [1, 2]
    assert found.difference == pytest.approx(-found.recorded)


def test_the_audit_reads_more_than_a_page(tmp_path):
    """Each row once, also those of one second."""
    with Sandbox() as service:
        run(JOBS[:1], tmp_path, AsyncPollinations(service.key, base_url=service.url))
        for _ in range(1500):
            service.add_usage(datetime.fromtimestamp(time.time(), UTC), model="openai")
        with Pollinations(service.key, base_url=service.url) as client:
            found = batch.audit(tmp_path, client=client)
    assert (found.rows, found.unexplained_count) == (1501, 1500)


def test_an_audit_of_nothing_is_empty(tmp_path, client):
    """No request is needed."""
    batch.run([], out=tmp_path, client=client)
    found = batch.audit(tmp_path)
    assert (found.calls, found.rows, found.difference) == (0, 0, 0)


def test_an_estimate_adds_up_what_is_missing(service, results):
    """What is done in the folder costs nothing; an unknown price makes the sum unknown."""
    with Pollinations(service.key, base_url=service.url) as client:
        jobs = [{"method": "image", "prompt": "fox", "model": "flux"}] * 2
        one = client.estimate.image("fox", model="flux")
        found = batch.estimate(jobs, client=client)
        assert (found.items, found.high) == (2, pytest.approx(2 * one.high))
        again = batch.estimate([*jobs, *JOBS], results, client=client)
        assert (again.items, again.settled) == (2, 4)
        unknown = batch.estimate([*jobs, {"method": "image", "prompt": "fox", "model": "nosuch"}], client=client)
        assert (unknown.high, unknown.unknown, unknown.known) == (None, 1, pytest.approx(2 * one.high))
        assert batch.estimate(jobs, client=client, most=1).more


def test_an_async_iterable_has_no_estimate(client):
    """It can be read once, by the run."""

    async def jobs():
        yield {"method": "text", "prompt": "moss"}

    with pytest.raises(errors.ArgumentError, match="async iterable"):
        batch.estimate(jobs())


def test_packing_a_text_keeps_every_character(client, service, tmp_path):
    """Also those outside of ASCII."""
    service.reply("für Elise 🎹", when="elise")
    run([{"method": "text", "prompt": "elise"}], tmp_path / "out", client)
    (path,) = batch.pack(tmp_path / "out").paths
    assert path.parent == tmp_path / "out/packed"
    (text,) = (data for name, data in members(path).items() if name.endswith(".txt"))
    assert text.decode() == "für Elise 🎹"


def test_a_fast_run_has_its_rate_and_a_short_one_too(results, tmp_path):
    """More ended in the last minute than are looked at."""
    folder = Path(shutil.copytree(results, tmp_path / "copy"))
    with closing(sqlite3.connect(folder / "manifest.sqlite")) as manifest:
        (ended,) = manifest.execute("SELECT ended FROM runs").fetchone()
        insert = "INSERT INTO attempts (item, run, number, state, started, seconds) VALUES (1, 1, 1, 'done', ?, 0)"
        manifest.executemany(insert, ((ended - 50 + number / 200,) for number in range(10_000)))
        manifest.execute("UPDATE runs SET started = started - 100")
        manifest.commit()
    assert batch.status(folder).rate == pytest.approx(200, rel=0.02)


def test_packing_what_is_no_batch_makes_no_folder(tmp_path):
    """A mistyped folder is named, and not created."""
    with pytest.raises(errors.BatchFolderError, match="is not the folder of a batch"):
        batch.pack(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_a_retry_takes_no_option_of_the_method(results):
    """It sends the items as they were, and says so."""
    with pytest.raises(errors.ArgumentError, match="A retry takes no argument 'model'"):
        batch.retry(results, model="flux")
