"""Power fails after any write: what was not yet synced is gone, and still nothing is lost or paid twice."""

import contextlib
import os
import sqlite3
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.batch_folders import NIGHTLY, check_whole, run_with, states

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.protocol import journal
from pollination_sdk.batch.protocol.item import Outcome
from pollination_sdk.sandbox import Sandbox

MANIFEST = "manifest.sqlite"
LONGEST = 60  # seconds; what hangs fails after them


def jobs_of(name: str) -> list[dict[str, Any]]:
    """Return five jobs of all kinds, which were not sent before."""
    return [
        {"method": "image", "prompt": f"fox {name}", "width": 64, "height": 64},
        {"method": "text", "prompt": f"word {name}"},
        {"method": "speech_with_timestamps", "input": f"say {name}"},
        {"method": "image", "prompt": f"owl {name}", "width": 64, "height": 64, "seed": "random"},
        {"method": "embed", "input": f"text {name}", "dimensions": 128},
    ]


class Text(str):
    """A text as a caller's own transport may give it."""

    __slots__ = ()


def test_an_outcome_is_read_as_it_was_written(tmp_path):
    """The journal writes an outcome by hand: whatever its values are made of, it stays JSON that says the same."""
    outcomes = [
        Outcome(
            1, "done", 1, 1.7e9, 1e-9, 1e22, 0, Text("computed"), Text("a'b\"c"), 'a "b"', None, "\0\ud800\n\t", None
        ),
        Outcome(
            2, "failed", True, 0.1, HTTPStatus.OK, 3, error_class="E", error="line\nline\u2028", file=None, size=10**12
        ),
    ]
    (tmp_path / journal.FOLDER).mkdir()
    lines = [journal.outcome_line(one, b'{"text":"a"}' if one.state == "done" else None) for one in outcomes]
    Path(journal.path_of(str(tmp_path), "1-1")).write_bytes(b"".join(lines))
    read = journal.Reader(str(tmp_path), "1-1").read()
    assert read == [(outcomes[0], b'{"text":"a"}'), (outcomes[1], None)]


class Durable:
    """What a disk would have after a power cut."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.synced: dict[int, bytes] = {}
        self.manifest: bytes | None = None

    def restore(self, folder: Path) -> None:
        """Write it into a folder."""
        for name in ("leases", "work"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, file in self.names.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.synced.get(file, b""))
        if self.manifest is not None:
            (folder / MANIFEST).write_bytes(self.manifest)


class ForgetfulDisk(Disk):
    """A disk that works, and remembers what would be left if the power failed after each of its operations.

    A file keeps what was synced, and a folder the names that it had at its last sync.

    Args:
        folder: The output folder.
        until: The power fails after so many operations: each later one raises.
    """

    def __init__(self, folder: Path, until: int) -> None:
        self.folder, self.until, self.operations = folder, until, 0
        self.left = Durable()
        self._inodes: dict[str, int] = {}  # names as they are now
        self._open: dict[int, int] = {}
        self._count = 0

    def _step(self) -> None:
        if self.operations >= self.until:
            raise OSError(5, "the power has failed")
        self.operations += 1

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self.folder)

    def create(self, path: str) -> int:
        """Create a file, whose name is lost until its folder is synced."""
        self._step()
        file = super().create(path)
        self._count += 1
        self._inodes[self._name(path)] = self._open[file] = self._count
        return file

    def open(self, path: str) -> int:
        """Open a file, as above."""
        self._step()
        file = super().open(path)
        if self._name(path) not in self._inodes:
            self._count += 1
            self._inodes[self._name(path)] = self._count
        self._open[file] = self._inodes[self._name(path)]
        return file

    def write(self, file: int, data: bytes) -> None:
        """Write what is lost until the next sync."""
        self._step()
        super().write(file, data)

    def fsync(self, file: int) -> None:
        """Keep what the file has now."""
        self._step()
        super().fsync(file)
        self.left.synced[self._open[file]] = Path(f"/proc/self/fd/{file}").read_bytes()

    def truncate(self, file: int, size: int) -> None:
        """Cut a file; lost until the next sync."""
        self._step()
        super().truncate(file, size)

    def rename(self, temporary: str, final: str) -> None:
        """Rename a file; lost until its folder is synced."""
        self._step()
        file = self._inodes[self._name(temporary)]
        super().rename(temporary, final)
        self._inodes[self._name(final)] = file

    def remove(self, path: str) -> None:
        """Remove a file; it comes back unless its folder is synced."""
        self._step()
        Path(path).unlink(missing_ok=True)
        self._inodes.pop(self._name(path), None)

    def fsync_folder(self, path: str) -> None:
        """Keep the names that the folder has now."""
        self._step()
        super().fsync_folder(path)
        inside = self._name(path)
        own = {name: file for name, file in self._inodes.items() if str(Path(name).parent) == inside}
        kept = {name: file for name, file in self.left.names.items() if str(Path(name).parent) != inside}
        self.left.names = {**kept, **own}

    def commit(self, connection: sqlite3.Connection) -> None:
        """Keep the manifest as it is now."""
        self._step()
        super().commit(connection)
        if connection.execute("PRAGMA database_list").fetchone()[2]:
            with closing(sqlite3.connect(":memory:")) as copy:
                connection.backup(copy)
                self.left.manifest = copy.serialize()


@pytest.mark.slow(reason="it runs two runs for each of many operations")
@pytest.mark.skipif(os.name == "nt", reason="it reads files by their descriptors in /proc")
def test_power_fails_after_each_operation(sandbox: Sandbox, tmp_path: Path) -> None:
    """After a power cut at any operation, the next run finishes each item once, or lists it as unknown.

    The gate cuts the power after one in 14 of about 80 operations.
    """
    client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
    whole = ForgetfulDisk(tmp_path / "whole", 10_000)
    assert run_with(whole, whole.folder, jobs_of("whole"), client, longest=LONGEST).done == 5
    assert whole.operations > 30
    for until in range(0, whole.operations, 1 if NIGHTLY else 14):
        jobs, before = jobs_of(str(until)), sandbox.billed
        disk = ForgetfulDisk(tmp_path / f"cut-{until}", until)
        with contextlib.suppress(OSError):
            run_with(disk, disk.folder, jobs, client, longest=LONGEST)
        after = tmp_path / f"after-{until}"
        disk.left.restore(after)
        batch.run(jobs, out=after, client=client, per_second=None, in_flight=2)
        found = states(after)
        unknown = found.pop("unknown", 0)
        assert found == {"done": 5 - unknown}, until
        assert unknown <= 1
        assert 5 - unknown <= sandbox.billed - before <= 5
        check_whole(after)
