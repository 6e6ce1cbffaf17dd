"""The unread answer of a call, as streams read it: piece by piece, within its limits, without showing a key."""

import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Self, TypeVar

import anyio
import httpx

from pollination_sdk._deadline import Deadline, holding
from pollination_sdk._event_loop import here, in_time, is_asyncio
from pollination_sdk._log_filter import our_call
from pollination_sdk._redact import own_frames, scrub_exception, scrub_headers
from pollination_sdk.errors import PollinationsError

T = TypeVar("T")

RECEIVED_HEADERS = "pollination_sdk.received_headers"
"""The extension of a response that holds its headers as they came, where those that httpx reads differ."""
_MOST_LEFTOVERS = 100


class _Opened:
    """What both flavours share: the answer, and how long each piece of it may take.

    Args:
        response: The answer, unread.
        deadline: When the whole call must be over.
        first: When the first piece must be there.
        idle: The most seconds between two pieces.
        begun: Tells whether the first piece was in what has been handed out; comments are none.
    """

    def __init__(
        self,
        response: httpx.Response,
        deadline: Deadline,
        first: Deadline,
        idle: float | None,
        begun: Callable[[], bool],
    ) -> None:
        self.response = response
        self._process = os.getpid()
        self._begun = begun
        self._deadline = deadline
        self._limit = first
        self._idle = idle

    @property
    def headers(self) -> Mapping[str, str]:
        """Give a copy of the headers without keys."""
        return scrub_headers(self.response.extensions.get(RECEIVED_HEADERS, self.response.headers))

    def _check_process(self) -> None:
        """Refuse to take bytes that the parent process waits for."""
        if os.getpid() != self._process:
            raise PollinationsError(
                "This stream was opened in another process, which may be reading it. Call the client in this process "
                "for a stream of its own."
            )

    def _received(self) -> None:
        """Have the next piece keep the idle limit."""
        if self._begun():
            self._limit = self._deadline.within(self._idle)

    def _too_late(self) -> httpx.ReadTimeout:
        """Say which of the limits was passed."""
        if self._deadline.passed:
            return httpx.ReadTimeout(f"the answer was not whole within timeout={self._deadline.seconds:g} s")
        option = "idle_timeout" if self._begun() else "first_item_timeout"
        if self._limit.seconds is None:
            return httpx.ReadTimeout(f"nothing came within the read timeout of http_client; {option} sets no limit")
        return httpx.ReadTimeout(f"nothing came within {option}={self._limit.seconds:g} s")


class OpenedStream(_Opened):
    """Read an opened answer."""

    def iter_bytes(self) -> Iterator[bytes]:
        """Give the decoded content piece by piece."""
        from pollination_sdk._worker_thread import WorkerThread  # noqa: PLC0415 - for streams alone

        chunks = self.response.iter_bytes()
        thread = WorkerThread(self.response)
        while (chunk := self._next(chunks)) is not None:
            thread.check()
            yield chunk
            self._received()

    def _next(self, chunks: Iterator[bytes]) -> bytes | None:
        self._check_process()
        try:
            with holding(self._limit), our_call, own_frames:
                return next(chunks, None)
        except httpx.TimeoutException:
            raise self._too_late() from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None


class AsyncOpenedStream(_Opened):
    """Read an opened answer without blocking; not with an async generator, see `AsyncBody`."""

    _chunks: AsyncIterator[bytes] | None = None

    def aiter_bytes(self) -> Self:
        """Give the decoded content piece by piece."""
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
                with our_call, own_frames:
                    return await anext(self._chunks)
        except (httpx.TimeoutException, TimeoutError):
            raise self._too_late() from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None

    async def aclose(self) -> None:
        """Close the connection, and under trio run the generators of httpx to their end.

        Left half-way they are closed by the garbage collection, which trio calls a mistake. Without their connection
        they end at once, after what had arrived already. asyncio at its end would close those that are running here.
        """
        with anyio.CancelScope(shield=True):
            await self.response.aclose()
            if not is_asyncio(here()[1]):
                with contextlib.suppress(Exception):
                    for _ in range(_MOST_LEFTOVERS):
                        await anext(self)


class Opening(AbstractAsyncContextManager[T]):
    """Enter what a function opens onto a stack; not with an async generator, see `AsyncBody`.

    Args:
        enter: Opens it, and leaves with the stack what closes it.
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
