"""Whether a compressed answer has come whole: httpx takes what it could unpack for all there is.

The bytes are unpacked a second time, beside httpx, which has no public word for how its own unpacking ended. Only an
answer that is compressed costs that, and of those the service sends only lists worth it.
"""

import importlib.util
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

import httpx

ACCEPTED = "gzip, deflate"
"""The codings to ask for: those whose end can be told."""


def refuse_cut(response: httpx.Response) -> None:
    """Have the reading of an unread answer fail where its compressed bytes end early.

    Reading it then raises `httpx.RemoteProtocolError`, as for any other body that is cut off.

    Raises:
        UnexpectedResponseError: It is a success in a coding that is not installed here.
    """
    if "content-encoding" not in response.headers or response.is_stream_consumed:
        return
    codings = _codings(response)
    response.headers["content-encoding"] = ", ".join(codings)  # httpx knows no aliases
    missing = [coding for coding in codings if not any(map(importlib.util.find_spec, _MODULES.get(coding, ("zlib",))))]
    if missing and response.is_success:
        from pollination_sdk._answers import unexpected  # noqa: PLC0415 - nothing that was asked for comes here

        raise unexpected(
            f"The answer came in the coding {missing[0]}, which was not asked for and cannot be unpacked here. "
            "Something on the way changed it: check any proxy.",
            response,
        )
    if codings and codings[-1] in ("gzip", "deflate"):
        response.stream = _Watched(response.stream)


def _codings(response: httpx.Response) -> list[str]:
    """Return what a body was packed with, in that order; words that name no coding are left out."""
    named = (part.partition(";")[0].strip().lower() for part in response.headers["content-encoding"].split(","))
    codings = [_ALIASES.get(name, name) for name in named]
    return [coding for coding in codings if coding in {"gzip", "deflate", *_MODULES}]


_ALIASES = {"x-gzip": "gzip", "x-deflate": "deflate", "x-compress": "compress"}
"""The names that RFC 9110, section 8.4.1, takes for another, and one that some servers use."""
_MODULES: dict[str, tuple[str, ...]] = {"br": ("brotli", "brotlicffi"), "zstd": ("zstandard",), "compress": ()}
"""The modules one of which httpx needs to unpack another coding; it has none for `compress`."""


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
