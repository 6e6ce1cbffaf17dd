"""Write to disk in a thread while the event loop reads the next chunks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Self

import anyio

from pollination_sdk._support.event_loop import here, in_loop, start_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk._media.save import Replacement


class Disk:
    """A writer that passes chunks to a thread, many at a time: starting a thread takes as long as receiving a chunk.

    At most one write runs. It has ended when the `async with` block is left, also after an error or a cancellation. A
    thread cannot be cancelled, and the file is closed and removed next. asyncio's second cancellation does not wait.
    The data of at most two writes is in memory.
    """

    MOST = 1 << 19
    """The bytes of one write; the last chunk may exceed them."""

    def __init__(self, file: Replacement) -> None:
        self._file = file
        self._pieces: list[bytes] = []
        self._size = 0
        self._writing: _WriteTask | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                await self._start_write()
                await self._wait_for_write()
        finally:
            if self._writing is not None:
                with anyio.CancelScope(shield=True):
                    await self._writing.ended.wait()

    async def add(self, piece: bytes) -> None:
        """Take a chunk, and start a write when there are enough bytes.

        Raises:
            OSError: The previous write failed.
        """
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= self.MOST:
            await self._start_write()

    async def _start_write(self) -> None:
        """Start a write of the chunks so far, after the previous write has ended."""
        await self._wait_for_write()
        pieces, self._pieces, self._size = self._pieces, [], 0
        self._writing = _WriteTask(partial(self._write, pieces)) if pieces else None

    async def _wait_for_write(self) -> None:
        """Wait for the running write, if there is one."""
        if self._writing is not None:
            await self._writing.ended.wait()
            if self._writing.error is not None:
                raise self._writing.error

    def _write(self, pieces: list[bytes]) -> None:
        """Write chunks as one: switching threads for each takes longer than copying them."""
        whole = b"".join(pieces)
        pieces.clear()
        self._file.write(whole)


class _WriteTask:
    """A task in a thread. It needs no waiting asyncio task, which could be cancelled while the thread continues."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.ended = anyio.Event()
        self.error: BaseException | None = None
        self._work = work
        self._loop = here()[1]
        start_thread(self._loop, self._run)

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised again in the event loop
            self.error = error
        finally:
            in_loop(self._loop, self.ended.set)
