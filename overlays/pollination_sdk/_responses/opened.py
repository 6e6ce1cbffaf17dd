"""Read the answer of a call as a stream, within its time limits and without showing a key."""

import contextlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

import anyio
import httpx

from pollination_sdk._http.deadline import Deadline, LimitError, holding
from pollination_sdk._secrets.log_filter import our_call
from pollination_sdk._secrets.redact import own_frames, scrub_exception, scrub_headers
from pollination_sdk._support.event_loop import here, in_time, is_asyncio
from pollination_sdk._support.worker_thread import WorkerThread
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.exchange import Delivery

T = TypeVar("T")

DRAIN_SECONDS = 0.1
DRAIN_BYTES = 65_536
"""The most bytes to read after the end of a stream, so that its connection can be reused."""
RECEIVED_HEADERS = "pollination_sdk.received_headers"
"""The response extension with the original headers, if they were changed for httpx."""
_MOST_LEFTOVERS = 100


class Progress(Protocol):
    """The progress of a stream, as its reader reports it."""

    @property
    def started(self) -> bool:
        """Return True once the first data has been read; comments do not count."""
        ...

    @property
    def finished(self) -> bool:
        """Return True once the answer is complete, so that the rest of its body is irrelevant."""
        ...


class AnyByte:
    """The progress of a body that is data from its first byte, such as an image, and complete only at its end."""

    started = True
    finished = False


class _Opened:
    """The common part of the sync and async streams: the answer and its time limits.

    Args:
        call: The call.
        delivery: The answer, unread, with the deadline of the first item.
        deadline: The deadline of the whole call.
        idle: The most seconds between two items.
        progress: The progress of the reader.
        end: Called when the stream has ended: with None if it was read to its end, else with what ended it.
    """

    def __init__(
        self,
        call: "Call[Any]",
        delivery: "Delivery",
        deadline: Deadline,
        idle: float | None,
        progress: Progress,
        *,
        end: Callable[[BaseException | None], object] = bool,
    ) -> None:
        self.response: httpx.Response = delivery.response
        self._attempts, self._call = delivery.attempts, call
        self._process = os.getpid()
        self._progress = progress
        self._deadline = deadline
        self._limit = delivery.limit
        self._idle = idle
        self.end = end
        self.first_at: float | None = None
        """When the first bytes of the body came, from `time.perf_counter`."""

    def _mark_first(self) -> None:
        self.first_at = time.perf_counter()

    def _drained(self, start: int) -> bool:
        """Return True once `DRAIN_BYTES` were read after the end of the stream."""
        return self.response.num_bytes_downloaded - start >= DRAIN_BYTES

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """A copy of the headers without keys, with those that are known of the file."""
        headers = scrub_headers(self.response.extensions.get(RECEIVED_HEADERS, self.response.headers))
        if self._call.known_headers:
            headers.update(self._call.known_headers)
        return headers

    def add_call(self, error: PollinationsError) -> None:
        """Add the facts of the call to an error of reading its answer."""
        from pollination_sdk._failures.unread_answer import add_call  # noqa: PLC0415 - most answers can be read

        call = self._call
        add_call(error, self.headers, attempts=self._attempts, free=call.free, remarks=call.remarks)

    def _check_process(self) -> None:
        """Refuse to read in a forked child, where the parent process may be reading too."""
        if os.getpid() != self._process:
            raise PollinationsError(
                "This stream was opened in another process, which may be reading it. Call the client in this process "
                "for a stream of its own."
            )

    def _received(self) -> None:
        """Apply the idle limit to the next item."""
        if self._progress.started:
            self._limit = self._deadline.within(self._idle)

    def _timeout_error(self) -> httpx.ReadTimeout:
        """Return the error for the limit that was exceeded."""
        if self._deadline.passed:
            return LimitError.of("timeout", self._deadline.seconds, "The whole answer did not come")
        if not self._limit.passed:
            return httpx.ReadTimeout("the read timeout of http_client, or 300 s without one")
        option = "idle_timeout" if self._progress.started else "first_item_timeout"
        return LimitError.of(option, self._limit.seconds)


class OpenedStream(_Opened):
    """The stream of an opened answer."""

    _chunks: Iterator[bytes] = iter(())

    def iter_bytes(self) -> Iterator[bytes]:
        """Yield the decoded content in chunks, within the time limits."""
        self._chunks = chunks = self.response.iter_bytes()
        thread = WorkerThread(self.response)
        while (chunk := self._next(chunks)) is not None:
            thread.check()
            if self.first_at is None:
                self._mark_first()
            yield chunk
            self._received()

    def _next(self, chunks: Iterator[bytes]) -> bytes | None:
        self._check_process()
        try:
            with holding(self._limit), our_call(), own_frames:
                return next(chunks, None)
        except httpx.TimeoutException:
            raise self._timeout_error() from None
        except httpx.StreamClosed:  # by another thread, before anything was read
            raise httpx.ReadError("another thread has closed the answer") from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None

    def drain(self) -> None:
        """Read the rest of a body after the end of its stream, so that the connection can be reused.

        If the rest is too long, too late or broken, closing the answer closes the connection.
        """
        start = self.response.num_bytes_downloaded
        with contextlib.suppress(Exception), holding(self._deadline.within(DRAIN_SECONDS)), our_call(), own_frames:
            self._check_process()
            while self._progress.finished and not self._drained(start) and next(self._chunks, None) is not None:
                pass


class AsyncOpenedStream(_Opened):
    """The async stream of an opened answer; not an async generator, see `AsyncBody`."""

    _chunks: AsyncIterator[bytes] | None = None

    def aiter_bytes(self) -> Self:
        """Return the iterator over the decoded content."""
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        self._check_process()
        if self._chunks is None:
            self._chunks, self._in_time = self.response.aiter_bytes(), in_time()
        else:
            self._received()
        try:
            async with self._in_time(self._limit.remaining()):
                with our_call(), own_frames:
                    chunk = await anext(self._chunks)
        except (httpx.TimeoutException, TimeoutError):
            raise self._timeout_error() from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None
        if self.first_at is None:
            self._mark_first()
        return chunk

    async def aclose(self) -> None:
        """Drain a finished stream, close the answer, and under trio exhaust the generators of httpx.

        Otherwise the garbage collector would close the generators, of which trio warns. Without their connection they
        end soon, after the data that had already arrived. Under asyncio they are not exhausted: its loop closes async
        generators at its end, also those that are running.
        """
        with anyio.CancelScope(shield=True):
            await self._drain()
            await self.response.aclose()
            if not is_asyncio(here()[1]):
                with contextlib.suppress(Exception):
                    for _ in range(_MOST_LEFTOVERS):
                        await anext(self)

    async def _drain(self) -> None:
        """Read the rest of a body; see `OpenedStream.drain`."""
        chunks, start = self._chunks, self.response.num_bytes_downloaded
        if chunks is None or not self._progress.finished:
            return
        with contextlib.suppress(Exception), our_call(), own_frames:
            with anyio.move_on_after(self._deadline.cut(DRAIN_SECONDS)):
                while not self._drained(start) and await anext(chunks, None) is not None:
                    pass


class Opening(AbstractAsyncContextManager[T]):
    """An async context manager from a function that opens onto an exit stack; not a generator, see `AsyncBody`.

    Args:
        enter: Opens the resource, and registers its closing on the stack.
    """

    def __init__(self, enter: Callable[[AsyncExitStack], Awaitable[T]]) -> None:
        self._enter = enter
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> T:
        async with AsyncExitStack() as unless_done:
            opened = await self._enter(unless_done)
            self._stack = unless_done.pop_all()
        return opened

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
