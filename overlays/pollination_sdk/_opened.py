"""The unread answer of a call, as streams read it: piece by piece, within its limits, without showing a key."""

from collections.abc import AsyncIterator, Iterator, Mapping

import anyio
import httpx

from pollination_sdk._deadline import Deadline, holding
from pollination_sdk._log_filter import our_call
from pollination_sdk._redact import scrub_exception

STREAM_IDLE = 60.0
"""The longest an answer may pause once it has begun, in seconds; its first byte has as long as any generation."""


class OpenedStream:
    """Read an opened answer.

    Args:
        response: The answer, unread.
        deadline: When the whole call must be over.
        first: The most seconds to the first piece.
    """

    def __init__(self, response: httpx.Response, deadline: Deadline, first: float) -> None:
        self.response = response
        self._deadline = deadline
        self._first = first

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers."""
        return self.response.headers

    def iter_bytes(self) -> Iterator[bytes]:
        """Give the decoded content piece by piece."""
        chunks = self.response.iter_bytes()
        limit = self._first
        while True:
            with holding(Deadline(self._deadline.cut(limit))), our_call():
                try:
                    chunk = next(chunks, None)
                except httpx.HTTPError as error:
                    raise scrub_exception(error) from None
            if chunk is None:
                return
            yield chunk
            limit = STREAM_IDLE


class AsyncOpenedStream:
    """Read an opened answer without blocking; see `OpenedStream`."""

    def __init__(self, response: httpx.Response, deadline: Deadline, first: float) -> None:
        self.response = response
        self._deadline = deadline
        self._first = first

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers."""
        return self.response.headers

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Give the decoded content piece by piece."""
        chunks = self.response.aiter_bytes()
        limit = self._first
        while True:
            try:
                with anyio.fail_after(self._deadline.cut(limit)), our_call():
                    chunk = await anext(chunks, None)
            except httpx.HTTPError as error:
                raise scrub_exception(error) from None
            except TimeoutError:
                raise httpx.ReadTimeout("the answer paused for too long") from None
            if chunk is None:
                return
            yield chunk
            limit = STREAM_IDLE
