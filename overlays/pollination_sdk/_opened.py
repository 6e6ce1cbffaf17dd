"""The unread answer of a call, as streams read it: piece by piece, within its limits, without showing a key."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

import anyio
import httpx

from pollination_sdk._deadline import Deadline, holding
from pollination_sdk._log_filter import our_call
from pollination_sdk._redact import OwnFrames, scrub_exception

FIRST_ITEM_TIMEOUT = 300.0
"""The longest a stream's first piece may take, in seconds: as long as the service works on anything."""
IDLE_TIMEOUT = 60.0
"""The longest a stream may pause once it has begun, in seconds."""
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
        self._begun = begun
        self._deadline = deadline
        self._limit = first
        self._idle = idle

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers."""
        return self.response.headers

    def _received(self) -> None:
        """Have the next piece keep the idle limit."""
        if self._begun():
            self._limit = self._deadline.within(self._idle)

    def _too_late(self) -> httpx.ReadTimeout:
        """Say which of the limits was passed."""
        if self._deadline.passed:
            return httpx.ReadTimeout(f"the answer was not whole within timeout={self._deadline.seconds:g} s")
        return httpx.ReadTimeout(f"the stream paused for more than {self._limit.seconds:g} s")


class OpenedStream(_Opened):
    """Read an opened answer."""

    def iter_bytes(self) -> Iterator[bytes]:
        """Give the decoded content piece by piece."""
        chunks = self.response.iter_bytes()
        while (chunk := self._next(chunks)) is not None:
            yield chunk
            self._received()

    def _next(self, chunks: Iterator[bytes]) -> bytes | None:
        try:
            with holding(self._limit), our_call(), OwnFrames():
                return next(chunks, None)
        except httpx.TimeoutException:
            raise self._too_late() from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None


class AsyncOpenedStream(_Opened):
    """Read an opened answer without blocking."""

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Give the decoded content piece by piece."""
        chunks = self.response.aiter_bytes()
        try:
            while (chunk := await self._next(chunks)) is not None:
                yield chunk
                self._received()
        finally:
            await self._finish(chunks)

    async def _next(self, chunks: AsyncIterator[bytes]) -> bytes | None:
        try:
            with anyio.fail_after(self._limit.remaining()), our_call(), OwnFrames():
                return await anext(chunks, None)
        except (httpx.TimeoutException, TimeoutError):
            raise self._too_late() from None
        except httpx.HTTPError as error:
            raise scrub_exception(error) from None

    async def _finish(self, chunks: AsyncIterator[bytes]) -> None:
        """Close the connection and run the generators of httpx to their end.

        Left half-way they would be closed by the garbage collection, which trio calls a mistake. Without their
        connection they end at once, after what had arrived already.
        """
        with anyio.CancelScope(shield=True):
            await self.response.aclose()
            with contextlib.suppress(Exception):
                for _ in range(_MOST_LEFTOVERS):
                    await anext(chunks)
