"""Limit the size of an answer: a URL that others have named may lead to a file without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import httpx

from pollination_sdk._responses.decode import unexpected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


def limit_size(response: httpx.Response, largest: int) -> None:
    """Let the reading of an unread answer end in an error once it has more bytes than allowed.

    The error is `UnexpectedResponseError`. It comes before the first byte where the headers declare the size. The
    bytes count as they are after `decode_compressed`.

    Args:
        response: The answer.
        largest: The most bytes.
    """
    if not response.is_stream_consumed:
        response.stream = _Limited(response, largest)


class _Limited(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that ends in an error beyond its limit; not an async generator, see `AsyncBody`."""

    def __init__(self, response: httpx.Response, largest: int) -> None:
        self._response = response
        self._body: Any = response.stream
        self._largest = self._left = largest
        self._chunks: AsyncIterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        self._check_declared()
        for chunk in self._body:
            yield self._counted(chunk)

    def __aiter__(self) -> Self:
        self._chunks = aiter(self._body)
        return self

    async def __anext__(self) -> bytes:
        self._check_declared()
        chunk = None if self._chunks is None else await anext(self._chunks, None)
        if chunk is None:
            raise StopAsyncIteration
        return self._counted(chunk)

    def _check_declared(self) -> None:
        declared = self._response.headers.get("content-length", "")
        if declared.isdecimal() and len(declared) > len(str(self._largest)):
            self._refuse()
        if declared.isdecimal() and int(declared) > self._largest:
            self._refuse()

    def _counted(self, chunk: bytes) -> bytes:
        self._left -= len(chunk)
        if self._left < 0:
            self._refuse()
        return chunk

    def _refuse(self) -> None:
        host = self._response.request.url.host
        raise unexpected(f"The file at {host} has more than {self._largest:,} bytes, which is the most.", None)

    def close(self) -> None:
        self._body.close()

    async def aclose(self) -> None:
        await self._body.aclose()
