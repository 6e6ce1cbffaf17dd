"""Pictures and videos of any size, in constant memory: chunk by chunk, or straight to a file."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

from pollination_sdk._media.check import Kind, MediaCheck
from pollination_sdk._media.disk import Disk
from pollination_sdk._media.save import Replacement, StrPath
from pollination_sdk._responses.body import AsyncBody, AsyncOpenedResponse, Body, OpenedResponse
from pollination_sdk._support.file_types import SUFFIXES, suffixes_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from pathlib import Path

    from pollination_sdk.errors import APIConnectionError

Progress = Callable[[int, int | None], object]
_LONGEST_LENGTH = 20  # digits; Python reads no number of thousands of digits


class _Gate:
    """Let chunks through once they are known to be the right medium."""

    done = False
    """A file ends with its bytes, and no sooner."""

    def __init__(self, expect: Kind | None) -> None:
        self.check = MediaCheck(expect)
        self.suffixes = suffixes_of(expect)
        self._held: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take a chunk and give those that may pass now."""
        self._held.append(chunk)
        return self._release() if self.check.feed(chunk) else []

    def finish(self) -> list[bytes]:
        """Judge the file at its end and give what was held."""
        self.check.finish()
        return self._release()

    def break_off(self, error: APIConnectionError) -> None:
        """Raise the error: a file whose connection broke is not whole."""
        raise error

    def _release(self) -> list[bytes]:
        held, self._held = self._held, []
        return held


class _Typed:
    """What both flavours know of the file."""

    _reader: Any  # a _Gate

    @property
    def media_type(self) -> str | None:
        """Name the type by the first bytes; None until the first chunk."""
        media_type: str | None = self._reader.check.media_type
        return media_type

    @property
    def _suffix(self) -> str:
        return SUFFIXES[self.media_type or ""]

    def _replacement(self, path: StrPath) -> Replacement:
        return Replacement(path, self._reader.suffixes, keep=True)


class MediaStream(_Typed, Body[bytes]):
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
        super().__init__(open_response, _Gate(expect))

    def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path` as it arrives, whole or not at all, and return where it is.

        Args:
            path: Gets the right suffix unless it ends in that of a media file, such as `.mp4`; what
                follows any other dot is part of the name. The suffix of another type stays, with a
                `MediaTypeWarning`. What stood there stays until the new file is whole. A path that is
                unusable, with any suffix that may come, is refused before the request is sent.
            progress: Called after each chunk with the bytes received so far and the total, which
                is None where the service does not tell. What it raises ends the download, and
                nothing is kept.

        Raises:
            FileNotFoundError: The folder does not exist; it is not made.
            IsADirectoryError: `path` is a folder, as it is or with a suffix.
            OSError: The path cannot be used for another reason, such as its length; nothing was sent.
            SaveError: The path became unusable meanwhile, or the disk is full. An `OSError` too. The
                whole file is kept elsewhere, if there is room: `kept` is its path.
            TypeError: `progress` is an `async` function; nothing was sent.
            UnexpectedResponseError: No medium, the wrong kind, or a cut-off file.
            APIConnectionError: The connection broke.
        """
        _refuse_async(progress)
        with self._replacement(path) as file, closing(iter(self)) as chunks:
            received = 0
            for chunk in chunks:
                file.write(chunk)
                received += len(chunk)
                if progress is not None:
                    progress(received, _total(self.headers))
            return file.place(self._suffix)


class AsyncMediaStream(_Typed, AsyncBody[bytes]):
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
        super().__init__(open_response, _Gate(expect))

    async def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path` as `MediaStream.save` does, with the disk work in a thread.

        `progress` may be an `async` function too; it is awaited. Opening and removing the temporary
        file stay here: a thread cannot be cancelled, and could leave the file behind.
        """
        with self._replacement(path) as file:
            async with Disk(file) as disk, aclosing(aiter(self)) as chunks:
                received = 0
                async for chunk in chunks:
                    await disk.add(chunk)
                    received += len(chunk)
                    if progress is not None:
                        await _done(progress(received, _total(self.headers)))
            return file.place(self._suffix)


async def _done(told: object) -> None:
    """Await what a caller's function returns, if it is to be awaited."""
    if isinstance(told, Awaitable):
        await told


def _refuse_async(progress: Any) -> None:
    """Refuse a function that nobody would await."""
    if inspect.iscoroutinefunction(progress) or inspect.iscoroutinefunction(type(progress).__call__):
        raise TypeError("progress= takes a plain function here; AsyncPollinations awaits an async one.")


def _total(headers: Mapping[str, str]) -> int | None:
    """Read how many bytes will come; of a compressed answer only the packed size is known."""
    length = headers.get("content-length", "")
    readable = length.isdecimal() and len(length) <= _LONGEST_LENGTH and "content-encoding" not in headers
    return int(length) if readable else None
