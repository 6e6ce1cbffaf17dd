"""Write to disk in a thread, while the event loop reads what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Self

import anyio

from pollination_sdk._support.event_loop import here, in_loop, start_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk._media.save import Replacement


class Disk:
    """Write pieces to a file, many at a time: handing over each costs as much as a piece takes to arrive.

    One write is under way at most. It has ended when the `async with` block is left, by an error or a cancellation too
    (asyncio's second one is not waited out): a thread cannot be cancelled, and the file is closed and removed next. No
    more is held than two writes.
    """

    MOST = 1 << 19
    """What is written at once, in bytes; the last piece may go beyond."""

    def __init__(self, file: Replacement) -> None:
        self._file = file
        self._pieces: list[bytes] = []
        self._size = 0
        self._writing: _Errand | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                await self._write_on()
                await self._written()
        finally:
            if self._writing is not None:
                with anyio.CancelScope(shield=True):
                    await self._writing.ended.wait()

    async def add(self, piece: bytes) -> None:
        """Take a piece, and begin to write when there is enough.

        Raises:
            OSError: The write before failed.
        """
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= self.MOST:
            await self._write_on()

    async def _write_on(self) -> None:
        """Begin to write what is here, once the write before has ended."""
        await self._written()
        pieces, self._pieces, self._size = self._pieces, [], 0
        self._writing = _Errand(partial(self._write, pieces)) if pieces else None

    async def _written(self) -> None:
        """Wait for the write under way, if there is one."""
        if self._writing is not None:
            await self._writing.ended.wait()
            if self._writing.error is not None:
                raise self._writing.error

    def _write(self, pieces: list[bytes]) -> None:
        """Write pieces as one: taking turns with the event loop for each takes longer than to copy them."""
        whole = b"".join(pieces)
        pieces.clear()
        self._file.write(whole)


class _Errand:
    """Have a thread do something meanwhile. No task waits for it: a task can be cancelled, and the thread goes on."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.ended = anyio.Event()
        self.error: BaseException | None = None
        self._work = work
        self._loop = here()[1]
        start_thread(self._loop, self._run)

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised to who waits for it
            self.error = error
        finally:
            in_loop(self._loop, self.ended.set)
