"""The body of a request whose file is read while it is sent, so that it is never in memory as a whole."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Protocol

import anyio.to_thread
import httpx

from pollination_sdk._http.connection import BodyError
from pollination_sdk.errors import ArgumentError

PIECE = 1 << 18
"""The bytes that are read and sent at once."""
Progress = Callable[[int, int], object]
"""Called with the bytes of the file that were sent, and their total."""


class Source(Protocol):
    """A file of a known size."""

    size: int
    """Its bytes."""
    blocks: bool
    """Whether reading it waits for a disk."""

    def read(self, start: int, most: int) -> bytes:
        """Return its bytes from a position on, as many as were asked for."""
        ...


class FileBody:
    """A body with a file in it. Each attempt reads the file from its start.

    Args:
        head: What stands before the file.
        file: The file.
        tail: What stands behind it.
        progress: Called after each piece; the async client awaits what it returns.
    """

    def __init__(self, head: bytes, file: Source, tail: bytes, progress: Progress | None = None) -> None:
        self.head: bytes = head
        self.file: Source = file
        self.tail: bytes = tail
        self.progress = progress
        self.sent = 0
        """The bytes of the file that the last attempt has handed to its connection."""
        self.started: bool = False
        """Whether any of the file was handed to a connection."""

    def __len__(self) -> int:
        return len(self.head) + self.file.size + len(self.tail)

    def pieces(self) -> Pieces:
        """Return the body as a sync stream.

        Raises:
            ArgumentError: `progress` is an async function.
        """
        progress = self.progress
        if inspect.iscoroutinefunction(progress) or inspect.iscoroutinefunction(type(progress).__call__):
            raise ArgumentError("progress= takes a plain function here; AsyncPollinations awaits an async one.")
        return Pieces(self)

    def async_pieces(self) -> AsyncPieces:
        """Return the body as an async stream."""
        return AsyncPieces(self)

    def read(self) -> bytes:
        """Return the next piece of the file.

        Raises:
            BodyError: It cannot be read.
        """
        self.started = True
        try:
            return self.file.read(self.sent, min(PIECE, self.file.size - self.sent))
        except Exception as error:
            raise BodyError(error) from error

    def report(self) -> Any:
        """Report the progress.

        Raises:
            BodyError: The caller's function raised an error.
        """
        try:
            return None if self.progress is None else self.progress(self.sent, self.file.size)
        except Exception as error:
            raise BodyError(error) from error


class Pieces(httpx.SyncByteStream):
    """The pieces of a body, in order; each iteration starts anew."""

    def __init__(self, body: FileBody) -> None:
        self._body = body

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        body = self._body
        body.sent = 0
        yield body.head
        while body.sent < body.file.size:
            piece = body.read()
            yield piece
            body.sent += len(piece)
            body.report()
        body.started = True
        yield body.tail


class AsyncPieces(httpx.AsyncByteStream):
    """The pieces of a body for an event loop; files on a disk are read in a thread."""

    def __init__(self, body: FileBody) -> None:
        self._body = body

    def __len__(self) -> int:
        return len(self._body)

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._body.sent = 0
        return _AsyncIterator(self._body)


class _AsyncIterator(AsyncIterator[bytes]):
    """Not an async generator: trio warns of one that is left early."""

    def __init__(self, body: FileBody) -> None:
        self._body = body
        self._ends = [body.tail, body.head]
        self._handed_out = 0

    async def __anext__(self) -> bytes:
        body = self._body
        if len(self._ends) == 2:
            return self._ends.pop()
        if self._handed_out:
            body.sent += self._handed_out
            self._handed_out = 0
            await _awaited(body.report())
        if body.sent < body.file.size:
            piece = await anyio.to_thread.run_sync(body.read) if body.file.blocks else body.read()
            self._handed_out = len(piece)
            return piece
        body.started = True
        if not self._ends:
            raise StopAsyncIteration
        return self._ends.pop()


async def _awaited(result: Any) -> None:
    """Await what the caller's function returned, if it can be awaited."""
    if inspect.isawaitable(result):
        try:
            await result
        except Exception as error:
            raise BodyError(error) from error
