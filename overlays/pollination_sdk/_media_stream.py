"""Pictures and videos of any size, in constant memory: chunk by chunk, or straight to a file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING

import anyio.to_thread

from pollination_sdk._body import AsyncBody, AsyncOpenedResponse, Body, OpenedResponse
from pollination_sdk._media_check import Kind, MediaCheck
from pollination_sdk._save import Replacement, StrPath
from pollination_sdk._sniff import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from pathlib import Path

Progress = Callable[[int, int | None], object]


class _Gate:
    """Let chunks through once they are known to be the right medium, and count them."""

    def __init__(self, expect: Kind | None) -> None:
        self.check = MediaCheck(expect)
        self._held: list[bytes] = []

    def admit(self, chunk: bytes) -> list[bytes]:
        """Take a chunk and give those that may pass now."""
        self._held.append(chunk)
        return self._release() if self.check.feed(chunk) else []

    def finish(self) -> list[bytes]:
        """Judge the file at its end and give what was held."""
        self.check.finish()
        return self._release()

    def _release(self) -> list[bytes]:
        held, self._held = self._held, []
        return held


class MediaStream(Body):
    """Read a picture or video as it arrives; the request is sent at `with` or at the first chunk.

    Iterating gives `bytes`, once; a file found cut off is refused after its last chunk. The
    connection closes at the end, when the loop is left, and at any error.

    Args:
        open_response: Sends the request; see `Body`.
        expect: The kind asked for; None takes any medium.

    Raises:
        UnexpectedResponseError: While reading: no medium, the wrong kind, or a cut-off file.
        APIConnectionError: While reading: the connection broke.
    """

    def __init__(
        self,
        open_response: Callable[[], AbstractContextManager[OpenedResponse]],
        *,
        expect: Kind | None = None,
    ) -> None:
        super().__init__(open_response)
        self._gate = _Gate(expect)

    @property
    def media_type(self) -> str | None:
        """Name the type by the first bytes; None until the first chunk."""
        return self._gate.check.media_type

    def __iter__(self) -> Generator[bytes, None, None]:
        with closing(self._chunks()) as chunks:
            for chunk in chunks:
                yield from self._gate.admit(chunk)
        yield from self._gate.finish()

    def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path` as it arrives, whole or not at all, and return where it is.

        Args:
            path: Gets the right suffix if it has none. What stood there stays until the new file
                is whole. An unusable path is refused before the request is sent.
            progress: Called after each chunk with the bytes received so far and the total, which
                is None where the service does not tell.

        Raises:
            FileNotFoundError: The folder does not exist; it is not made.
            IsADirectoryError: `path` is a folder.
            UnexpectedResponseError: No medium, the wrong kind, or a cut-off file.
            APIConnectionError: The connection broke.
        """
        with Replacement(path) as file, closing(iter(self)) as chunks:
            received = 0
            for chunk in chunks:
                file.write(chunk)
                received += len(chunk)
                if progress is not None:
                    progress(received, _total(self.headers))
            return file.place(SUFFIXES[self.media_type or ""])


class AsyncMediaStream(AsyncBody):
    """Read a picture or video as it arrives; `MediaStream` for `async with` and `async for`.

    A loop that is left early closes the connection at the end of `async with`; without it, when the
    event loop gets to it.
    """

    def __init__(
        self,
        open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]],
        *,
        expect: Kind | None = None,
    ) -> None:
        super().__init__(open_response)
        self._gate = _Gate(expect)

    @property
    def media_type(self) -> str | None:
        """Name the type by the first bytes; None until the first chunk."""
        return self._gate.check.media_type

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._adopt(self._admitted())

    async def _admitted(self) -> AsyncGenerator[bytes, None]:
        async with aclosing(self._chunks()) as chunks:
            async for chunk in chunks:
                for admitted in self._gate.admit(chunk):
                    yield admitted
        for admitted in self._gate.finish():
            yield admitted

    async def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path` as `MediaStream.save` does, with the disk work in a thread.

        Opening and removing the temporary file stay here: a thread cannot be cancelled, and could
        leave the file behind.
        """
        with Replacement(path) as file:
            async with aclosing(self._admitted()) as chunks:
                received = 0
                async for chunk in chunks:
                    await anyio.to_thread.run_sync(file.write, chunk)
                    received += len(chunk)
                    if progress is not None:
                        progress(received, _total(self.headers))
            return file.place(SUFFIXES[self.media_type or ""])


def _total(headers: Mapping[str, str]) -> int | None:
    """Read how many bytes will come; of a compressed answer only the packed size is known."""
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in headers else None
