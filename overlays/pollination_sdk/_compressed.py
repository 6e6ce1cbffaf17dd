"""Whether a compressed answer has come whole: httpx takes what it could unpack for all there is.

The bytes are unpacked a second time, beside httpx, which has no public word for how its own unpacking ended. Only an
answer that is compressed costs that, and of those the service sends only lists worth it.
"""

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

import httpx

ACCEPTED = "gzip, deflate"
"""The codings to ask for: those whose end can be told."""


def refuse_cut(response: httpx.Response) -> None:
    """Have the reading of an unread answer fail where its compressed bytes end early.

    Whoever reads it is raised `httpx.RemoteProtocolError`, as for any other body that is cut off.
    """
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "deflate") and not response.is_stream_consumed:
        response.stream = _Watched(response.stream)


class _End:
    """Follow compressed bytes to the end that is written in them."""

    def __init__(self) -> None:
        self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # with the head of gzip or of zlib
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        try:
            self._unpacking.decompress(chunk)
        except zlib.error:
            if not self._begun:  # `deflate` may have no head at all; what is broken, httpx says
                self._unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
                self._begun = True
                self.feed(chunk)
        self._begun = self._begun or bool(chunk)

    def check(self) -> None:
        """Refuse bytes that end before it; none at all are an answer without content."""
        if self._begun and not self._unpacking.eof:
            raise httpx.RemoteProtocolError("the compressed answer ended before its end mark")
        if self._unpacking.unused_data.strip(b"\0"):  # httpx would drop them; zeros are padding
            raise httpx.RemoteProtocolError("the compressed answer goes on behind its end mark")


class _Watched(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Pass on the body of an answer, and fail at its end if that came early; no async generator, see `AsyncBody`."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._end = _End()
        self._chunks: AsyncIterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            self._end.feed(chunk)
            yield chunk
        self._end.check()

    def __aiter__(self) -> Self:
        self._chunks = aiter(self._body)
        return self

    async def __anext__(self) -> bytes:
        chunk = None if self._chunks is None else await anext(self._chunks, None)
        if chunk is None:
            self._end.check()
            raise StopAsyncIteration
        self._end.feed(chunk)
        return chunk

    def close(self) -> None:
        self._body.close()

    async def aclose(self) -> None:
        await self._body.aclose()
