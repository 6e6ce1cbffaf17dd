"""Writing to disk beside the event loop: in order, little held, errors reported, and nothing written afterwards.

Uses private names: what is held in memory while a disk is slow shows in `Disk` alone.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import anyio
import pytest

from pollination_sdk._media.disk import Disk
from pollination_sdk._media.save import Replacement

PIECE = 1 << 16
FULL = Disk.MOST // PIECE
"""How many pieces make a write."""


@pytest.fixture(params=["asyncio", "trio"])
def backend(request):
    """Give each event loop."""
    return request.param


class Slow:
    """Hold up the writes to disk, and note what is written and whether the file was open then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go_on = threading.Event()
        self.started: list[int] = []
        self.ended = 0
        real = Replacement.write

        def write(file: Replacement, chunk: bytes) -> None:
            self.started.append(len(chunk))
            assert self.may_go_on.wait(5)
            real(file, chunk)
            self.ended += 1

        monkeypatch.setattr(Replacement, "write", write)


async def save(path: Path, pieces: Iterable[bytes], progress: Callable[[], object] = bool) -> None:
    """Write pieces and put the file in its place."""
    with Replacement(path) as file:
        async with Disk(file) as disk:
            for piece in pieces:
                await disk.add(piece)
                progress()
        file.place(".bin")


def pieces(count: int) -> list[bytes]:
    """Give pieces that differ from each other."""
    return [bytes([number % 251]) * PIECE for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, FULL, FULL + 1, 5 * FULL - 1])
def test_pieces_are_written_in_order(backend, tmp_path, count):
    """What is on disk is what was handed over, however much it was."""
    anyio.run(save, tmp_path / "video", pieces(count), backend=backend)
    assert (tmp_path / "video.bin").read_bytes() == b"".join(pieces(count))


def test_reading_goes_on_while_a_write_is_under_way(backend, monkeypatch, tmp_path):
    """A slow disk holds up what follows only when a second write is full: no more than two are held."""
    slow, taken = Slow(monkeypatch), []

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(save, tmp_path / "video", pieces(10 * FULL), lambda: taken.append(PIECE))
            await anyio.sleep(0.1)
            assert sum(taken) == 2 * Disk.MOST - PIECE
            assert slow.started == [Disk.MOST]
            slow.may_go_on.set()

    anyio.run(main, backend=backend)
    assert (tmp_path / "video.bin").read_bytes() == b"".join(pieces(10 * FULL))


@pytest.mark.parametrize("count", [1, FULL, 2 * FULL, 10 * FULL])
def test_a_failing_write_is_raised_and_leaves_nothing(backend, monkeypatch, tmp_path, count):
    """A disk that is full ends the download with its own error, whichever write it was, and no file is left."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Replacement, "write", full)
    (tmp_path / "video").write_bytes(b"old")
    with pytest.raises(OSError, match="No space left"):
        anyio.run(save, tmp_path / "video", pieces(count), backend=backend)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("video", b"old")]


def test_a_failing_write_stops_the_download(backend, monkeypatch, tmp_path):
    """No more than two writes are taken after the disk has failed."""
    taken = []
    monkeypatch.setattr(Replacement, "write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        anyio.run(save, tmp_path / "video", pieces(10 * FULL), lambda: taken.append(PIECE), backend=backend)
    assert sum(taken) < 2 * Disk.MOST


@pytest.mark.parametrize("count", [FULL, 2 * FULL, 10 * FULL])
def test_a_cancelled_save_waits_for_its_write_and_leaves_nothing(backend, monkeypatch, tmp_path, count):
    """A write that has started ends before the file is closed and removed; no other starts."""
    slow = Slow(monkeypatch)

    async def main() -> None:
        with anyio.move_on_after(0.05):
            threading.Timer(0.2, slow.may_go_on.set).start()
            await save(tmp_path / "video", [*pieces(count)])
        assert slow.ended == len(slow.started) == 1

    anyio.run(main, backend=backend)
    assert not list(tmp_path.iterdir())


def test_a_task_of_asyncio_cancelled_waits_too(monkeypatch, tmp_path):
    """A task that is cancelled asyncio's own way waits as well, and others go on while the disk is waited for."""
    slow = Slow(monkeypatch)

    async def main() -> None:
        saving = asyncio.create_task(save(tmp_path / "video", pieces(10 * FULL)))
        await asyncio.sleep(0.05)
        saving.cancel()
        start = time.perf_counter()
        await asyncio.sleep(0.05)
        assert time.perf_counter() - start < 1
        assert not saving.done()
        slow.may_go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await saving

    asyncio.run(main())
    assert slow.ended == len(slow.started) == 1
    assert not list(tmp_path.iterdir())


def test_an_error_while_a_write_is_under_way_is_the_one_raised(backend, monkeypatch, tmp_path):
    """The error that ended the download is raised, though the disk failed as well, and the write has ended by then."""
    slow = Slow(monkeypatch)

    def given() -> Iterator[bytes]:
        yield from pieces(FULL)
        threading.Timer(0.1, slow.may_go_on.set).start()
        raise LookupError("the connection broke")

    with pytest.raises(LookupError, match="the connection broke"):
        anyio.run(save, tmp_path / "video", given(), backend=backend)
    assert slow.ended == 1
    assert not list(tmp_path.iterdir())
