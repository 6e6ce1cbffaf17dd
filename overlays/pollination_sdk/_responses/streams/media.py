"""The sync and async streams of images and videos: in chunks or to a file, in constant memory."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

from pollination_sdk._engine.bill_headers import usage_in
from pollination_sdk._media.check import Kind, MediaCheck
from pollination_sdk._media.disk import Disk
from pollination_sdk._media.location import stored_at
from pollination_sdk._media.save import Replacement, StrPath
from pollination_sdk._responses.body import AsyncBody, AsyncOpenedResponse, Body, OpenedResponse
from pollination_sdk._responses.streams.priced import Priced
from pollination_sdk._support.caller import shorten, shortened
from pollination_sdk._support.file_types import SUFFIXES, suffixes_of
from pollination_sdk._support.misuse import no_async_with, no_await, no_await_but_async_for, no_for, no_with
from pollination_sdk.errors import ArgumentError, PollinationsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from pathlib import Path

    from pollination_sdk.errors import APIConnectionError

Progress = Callable[[int, int | None], object]
_LONGEST_LENGTH = 20  # digits; Python refuses to parse thousands of digits


class _MediaReader:
    """A reader that passes chunks on once their media type is known to be right."""

    done = False
    """A file ends only at the end of the body."""

    def __init__(self, expect: Kind | None, declared: Callable[[], str]) -> None:
        self.check = MediaCheck(expect, declared=declared)
        self.suffixes = suffixes_of(expect)
        self._held: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take a chunk and return those that may be passed on."""
        self._held.append(chunk)
        return self._release() if self.check.feed(chunk) else []

    def finish(self) -> list[bytes]:
        """Check the file at its end, and return the chunks that were held back."""
        self.check.finish()
        return self._release()

    def connection_broke(self, error: APIConnectionError) -> None:
        """Raise the error: the file is not complete."""
        raise error

    def _release(self) -> list[bytes]:
        held, self._held = self._held, []
        return held


class _WithMediaType(Priced):
    """The common part of the sync and async streams."""

    _reader: Any  # a _MediaReader
    _headers: Mapping[str, str]
    _closed: bool

    @property
    def _over(self) -> bool:
        return self._closed and bool(self._headers)  # a file is billed whole, also if it is not read to its end

    @property
    def _units(self) -> Mapping[str, float] | None:
        return self.usage

    @property
    def media_type(self) -> str | None:
        """The media type by the first bytes, or as declared where bytes cannot tell; None until the stream is open."""
        media_type: str | None = self._reader.check.media_type
        return media_type

    @property
    def url(self) -> str | None:
        """The URL of the stored file; see `Media.url`. None until the headers have arrived."""
        return stored_at(self._headers)

    @property
    def total(self) -> int | None:
        """The size of the file in bytes; None until the stream is open, and if the service does not send the size."""
        length = self._headers.get("content-length", "")
        readable = length.isdecimal() and len(length) <= _LONGEST_LENGTH and "content-encoding" not in self._headers
        return int(length) if readable else None

    @property
    def model(self) -> str | None:
        """The model that produced the file, from `x-model-used`; None until the headers have arrived."""
        return self._headers.get("x-model-used")

    @property
    def usage(self) -> Mapping[str, float] | None:
        """The billed units by name, from the `x-usage-*` headers; None if there are none."""
        return usage_in(self._headers) or None

    def _declared(self) -> str:
        return self._headers.get("content-type", "")

    @property
    def _suffix(self) -> str:
        return SUFFIXES[self.media_type or ""]

    def _replacement(self, path: StrPath) -> Replacement:
        return Replacement(path, self._reader.suffixes, keep=True)


class MediaStream(_WithMediaType, Body[bytes]):
    """The stream of an image or a video. The request is sent at `open`, at `with` or at the first chunk.

    It can be iterated once and yields `bytes`. A file that is cut off is refused after its last chunk. The connection
    is closed at the end, when the loop is left, and at any error.

    `open` and `with` also read the first chunk: then `media_type` is known, and an answer that is no media is refused.

    Args:
        open_response: Sends the request; see `Body`.
        expect: The expected kind; None accepts any media type.

    Raises:
        UnexpectedResponseError: While reading: the answer is not a media file, has the wrong kind, or is cut off.
        APIConnectionError: While reading: the connection broke.
    """

    if not TYPE_CHECKING:  # type checkers refuse these uses by themselves
        # No `__aiter__`: web frameworks recognise a stream to be read in a thread by the lack of it.
        __await__ = no_await
        __aenter__ = __aexit__ = no_async_with

    def __init__(
        self,
        open_response: Callable[[], AbstractContextManager[OpenedResponse]],
        *,
        expect: Kind | None = None,
    ) -> None:
        super().__init__(open_response, _MediaReader(expect, self._declared))

    def _read_ahead(self, chunks: Generator[bytes, None, None]) -> None:
        while not self._ahead and (chunk := next(chunks, None)) is not None:
            self._ahead = self._reader.feed(chunk)
        self._ahead = self._ahead or self._reader.finish()

    @shortened
    def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path`, completely or not at all, and return its final path.

        Args:
            path: The destination. The right suffix is added unless it ends in that of a media file, such as `.mp4`.
                Text after any other dot is part of the name. The suffix of another type stays, with a
                `MediaTypeWarning`. An existing file stays until the new one is complete. An unusable path, also
                with a suffix that may be added, is refused before the request is sent.
            progress: Called after each chunk with the number of bytes so far and the total, which is None if the
                service does not send it. An exception from it ends the download, and no file is kept.

        Raises:
            FileNotFoundError: The folder does not exist; it is not created.
            IsADirectoryError: `path` is a folder, with or without a suffix.
            OSError: The path cannot be used for another reason, such as its length; nothing was sent.
            SaveError: The path became unusable meanwhile, or the disk is full. It is also an `OSError`. If there is
                room, the whole file is kept in another folder, and `kept` is its path.
            ArgumentError: `path` is no path, or `progress` is no function or an `async` one; nothing was sent.
            UnexpectedResponseError: The answer is not a media file, has the wrong kind, or is cut off.
            APIConnectionError: The connection broke.
        """
        _check_progress(progress)
        _refuse_async(progress)
        with self._replacement(path) as file, closing(iter(self)) as chunks:
            received = 0
            for chunk in chunks:
                file.write(chunk)
                received += len(chunk)
                if progress is not None:
                    progress(received, self.total)
            return file.place(self._suffix)


class AsyncMediaStream(_WithMediaType, AsyncBody[bytes]):
    """The stream of an image or a video for `async with` and `async for`; see `MediaStream`.

    If a loop is left early, the connection is closed at the end of `async with`. Without `async with`, the event loop
    closes it soon after.
    """

    if not TYPE_CHECKING:  # type checkers refuse these uses by themselves
        __await__ = no_await_but_async_for
        __iter__ = no_for
        __enter__ = __exit__ = no_with

    def __init__(
        self,
        open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]],
        *,
        expect: Kind | None = None,
    ) -> None:
        super().__init__(open_response, _MediaReader(expect, self._declared))

    async def _read_ahead(self, chunks: AsyncIterator[bytes]) -> None:
        while not self._ahead and (chunk := await self._next_chunk(chunks)) is not None:
            self._ahead = self._reader.feed(chunk)
        self._ahead = self._ahead or self._reader.finish()

    async def save(self, path: StrPath, progress: Progress | None = None) -> Path:
        """Write the file to `path` like `MediaStream.save`, with the disk writes in a thread.

        `progress` may be an `async` function. The temporary file is opened and removed in the event loop: a thread
        cannot be cancelled, and could leave the file behind.
        """
        try:
            _check_progress(progress)
            with self._replacement(path) as file:
                async with Disk(file) as disk, aclosing(aiter(self)) as chunks:
                    received = 0
                    async for chunk in chunks:
                        await disk.add(chunk)
                        received += len(chunk)
                        if progress is not None:
                            await _done(progress(received, self.total))
                return file.place(self._suffix)
        except PollinationsError as error:
            shorten(error)
            raise


async def _done(result: object) -> None:
    """Await the result of a caller's function if it is awaitable."""
    if isinstance(result, Awaitable):
        await result


def _check_progress(progress: Any) -> None:
    """Refuse what cannot be called before the request is sent: the file is paid for."""
    if progress is not None and not callable(progress):
        raise ArgumentError(f"progress= takes a function, not {type(progress).__name__}.")


def _refuse_async(progress: Any) -> None:
    """Refuse an async function, which the sync stream cannot await."""
    if inspect.iscoroutinefunction(progress) or inspect.iscoroutinefunction(type(progress).__call__):
        raise ArgumentError("progress= takes a plain function here; AsyncPollinations awaits an async one.")
