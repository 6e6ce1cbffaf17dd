"""Jobs of all kinds, a run in a process of its own, and the check that an output folder is whole."""

import asyncio
import hashlib
import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import fsspec
from tests.helpers.forking import started

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk.batch import Jobs
from pollination_sdk.batch.coordination.coordinator import Coordinator
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.settings.values import Settings

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
"""Whether the long forms are played."""

_CHILD = """
import json, sys
from pollination_sdk import AsyncPollinations, batch
settings = json.loads(sys.argv[1])
jobs = settings.pop("jobs")
client = AsyncPollinations(base_url=settings.pop("url"))
print(json.dumps(batch.run(jobs, client=client, **settings).done))
"""


def bulk(jobs: Any, folder: Path, client: AsyncPollinations, **settings: Any) -> batch.Summary:
    """Run jobs without a limit on the rate, four at the same time unless the settings say otherwise."""
    return batch.run(jobs, out=folder, client=client, **{"per_second": None, "in_flight": 4, **settings})


def mixed(count: int) -> list[dict[str, Any]]:
    """Return jobs of several methods; one in ten is of a method whose requests the service does not join."""
    kinds = (
        lambda name: {"method": "text", "prompt": f"word {name}"},
        lambda name: {"method": "image", "prompt": f"fox {name}", "width": 64, "height": 64},
        lambda name: {"method": "chat", "messages": f"say {name}"},
        lambda name: {"method": "embed", "input": f"text {name}", "dimensions": 128},
        lambda name: {"method": "image", "prompt": f"owl {name}", "width": 64, "height": 64, "seed": "random"},
    )
    timed = {"method": "speech_with_timestamps"}
    return [timed | {"input": f"say {n}"} if n % 10 == 9 else kinds[n % 5](n) for n in range(count)]


def start(jobs: list[dict[str, Any]], folder: Path, key: str, url: str, **settings: Any) -> subprocess.Popen[str]:
    """Start a run in another process; it prints how many items it has done."""
    file = folder.with_name(f"{folder.name}.jsonl")
    if not file.exists():
        file.write_text("".join(json.dumps(job) + "\n" for job in jobs))
    arguments = json.dumps({"jobs": str(file), "out": str(folder), "url": url, "per_second": None, **settings})
    environment = {**os.environ, "POLLINATIONS_API_KEY": key}
    return started(_CHILD, arguments, environment=environment, stdout=subprocess.PIPE)


def run_with(
    disk: Disk, folder: Path, jobs: list[dict[str, Any]], client: AsyncPollinations, *, longest: float
) -> batch.Summary:
    """Run jobs with a disk, for at most so many seconds. The seam is no argument of `run`: it is for tests."""
    settings = Settings(folder=str(folder), in_flight=2, per_second=None, disk=disk)

    async def wait() -> batch.Summary:
        async with asyncio.timeout(longest):
            return await Coordinator(client, settings, Jobs(jobs)).run()

    return asyncio.run(wait())


def rows(folder: Path, query: str, *values: Any) -> list[Any]:
    """Return rows of a manifest."""
    with closing(sqlite3.connect(f"file:{folder}/manifest.sqlite?mode=ro", uri=True)) as manifest:
        return manifest.execute(query, values).fetchall()


def states(folder: Path) -> dict[str, int]:
    """Return how many items are in each state."""
    return dict(rows(folder, "SELECT state, count(*) FROM items GROUP BY state"))


def check_whole(folder: Path) -> None:
    """Check that each item that is done has one whole file or line, that there are no others, and nothing is left."""
    done = rows(folder, "SELECT id, file, start, bytes, sha256 FROM items WHERE state = 'done'")
    media = {file for _, file, start, *_ in done if start is None}
    assert media == {str(path.relative_to(folder)) for path in folder.glob("media/*/*")}
    assert max((len(list(part.iterdir())) for part in folder.glob("media/*")), default=0) <= 1000
    contents = {file: (folder / file).read_bytes() for _, file, *_ in done}
    for item, file, start, size, digest in done:
        content = contents[file] if start is None else contents[file][start : start + size]
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, digest), file
        assert start is None or (json.loads(content)["id"] == item and contents[file][start + size] == ord("\n"))
    lines = [line for file in contents if file.endswith(".jsonl") for line in contents[file].splitlines()]
    written = [json.loads(line)["id"] for line in lines]
    assert sorted(written) == sorted(item for item, _, start, *_ in done if start is not None)
    assert not rows(folder, "SELECT id FROM leases WHERE state = 'open'")
    assert not list(folder.glob("work/*"))
    assert rows(folder, "PRAGMA integrity_check") == [("ok",)]


def check_remote(folder: Path, url: str) -> None:
    """Check that each media file is at its URL with its content, that there are no others, and no work is left."""
    found = rows(folder, "SELECT file, bytes, sha256 FROM items WHERE state = 'done' AND start IS NULL")
    system, root = fsspec.url_to_fs(url)
    stored = {path: system.cat_file(path) for path in system.find(root)}
    assert len(stored) == len(found)
    for file, size, digest in found:
        assert file.startswith(f"{url.rstrip('/')}/media/")
        data = stored[system._strip_protocol(file)]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (size, digest)
    assert not list(folder.glob("media/*"))
    assert not list(folder.glob("work/*"))
    assert not rows(folder, "SELECT id FROM leases WHERE state = 'open'")
