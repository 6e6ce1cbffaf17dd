"""Decode gzip and deflate, and check that they are complete.

httpx drops the data after the first member of a gzip file, and accepts a body that was cut off.
"""

import importlib.util
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

import httpx

from pollination_sdk._responses.decode import unexpected
from pollination_sdk._responses.opened import RECEIVED_HEADERS


def decode_compressed(response: httpx.Response) -> None:
    """Decode the body of an unread answer here; codings other than gzip and deflate are left to httpx.

    If the compressed bytes end early or continue after their end, reading raises `httpx.RemoteProtocolError`. If they
    are damaged, it raises `httpx.DecodingError`.

    Raises:
        UnexpectedResponseError: A successful answer has a coding whose decoder is not installed.
    """
    if "content-encoding" not in response.headers or response.is_stream_consumed:
        return
    received = response.headers.copy()
    codings = _codings(received["content-encoding"])
    missing = [coding for coding in codings if not any(map(importlib.util.find_spec, _MODULES.get(coding, ("zlib",))))]
    if missing and response.is_success:
        raise unexpected(
            f"The answer came in the coding {missing[0]}, which was not asked for and cannot be unpacked here. "
            "Something on the way changed it: check any proxy.",
            response,
        )
    decoders = []
    while codings and codings[-1] in _DECODED_HERE:  # the last coding was applied last
        decoders.append(_Decoder(codings.pop()))
    if decoders:
        response.stream = _Decoded(response.stream, decoders)
    response.headers["content-encoding"] = ", ".join(codings)  # the rest is for httpx, which knows no aliases
    response.extensions = {**response.extensions, RECEIVED_HEADERS: received}


_DECODED_HERE = ("gzip", "deflate")


def _codings(header: str) -> list[str]:
    """Return the codings of a body in the order of their use; unknown names are left out."""
    named = (part.partition(";")[0].strip().lower() for part in header.split(","))
    codings = [_ALIASES.get(name, name) for name in named]
    return [coding for coding in codings if coding in {*_DECODED_HERE, *_MODULES}]


_ALIASES = {"x-gzip": "gzip", "x-deflate": "deflate", "x-compress": "compress"}
"""The aliases of RFC 9110, section 8.4.1, and `x-deflate`, which some servers use."""
_MODULES: dict[str, tuple[str, ...]] = {"br": ("brotli", "brotlicffi"), "zstd": ("zstandard",), "compress": ()}
"""For other codings, the modules of which httpx needs one; it cannot decode `compress`."""

_ANY_HEADER = zlib.MAX_WBITS | 32  # zlib detects a gzip or a zlib header
_NO_HEADER = -zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_SHORTEST_HEADER = 2  # bytes that identify the format


class _Decoder:
    """An incremental decoder of deflate, or of gzip with any number of members (RFC 1952, section 2.2).

    Args:
        coding: `gzip` or `deflate`.
    """

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._member: Any = None
        self._members = 0
        self._head = b""
        self._has_trailing_data = False

    def decode(self, data: bytes) -> bytes:
        """Decode the next bytes.

        Raises:
            httpx.DecodingError: The bytes are damaged.
        """
        decoded = []
        while data := self._after_padding(data):
            if self._member is None:
                data, self._head = self._head + data, b""
                if not self._may_start(data):
                    self._has_trailing_data = True  # raised at the end: httpx's async generators must be exhausted
                    break
                if len(data) < _SHORTEST_HEADER:
                    self._head = data
                    break
                self._member = zlib.decompressobj(self._format_of(data))
                self._members += 1
            try:
                decoded.append(self._member.decompress(data))
            except zlib.error as error:
                raise httpx.DecodingError(str(error)) from None
            data = self._member.unused_data
            if self._member.eof:
                self._member = None
        return b"".join(decoded)

    def check_end(self) -> None:
        """Check that the data ended at its end mark. No data at all is an empty body.

        Raises:
            httpx.RemoteProtocolError: The data ended early, or continued after its end mark.
        """
        if self._has_trailing_data:
            raise httpx.RemoteProtocolError("the compressed answer goes on behind its end mark")
        if self._member is not None or self._head:
            raise httpx.RemoteProtocolError("the compressed answer ended before its end mark")

    def _after_padding(self, data: bytes) -> bytes:
        """Drop the zeros that may follow a member, and all data after trailing bytes were found."""
        if self._has_trailing_data:
            return b""
        is_between = self._members and self._member is None and not self._head
        return data.lstrip(b"\0") if is_between else data

    def _may_start(self, data: bytes) -> bool:
        """Return True if a member can start with these bytes."""
        return not self._members or (self._coding == "gzip" and _GZIP.startswith(data[:_SHORTEST_HEADER]))

    def _format_of(self, data: bytes) -> int:
        """Return the format of a member: some servers send `deflate` without a header."""
        if self._coding == "deflate":
            try:
                zlib.decompressobj(_ANY_HEADER).decompress(data[:_SHORTEST_HEADER])
            except zlib.error:
                return _NO_HEADER
        return _ANY_HEADER


class _Decoded(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A stream that decodes the body of an answer; not an async generator, see `AsyncBody`.

    Args:
        body: The compressed body.
        decoders: The decoders in the order of their use.
    """

    def __init__(self, body: Any, decoders: list[_Decoder]) -> None:
        self._body = body
        self._decoders = decoders
        self._chunks: AsyncIterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            yield self._decode(chunk)
        self._check_end()

    def __aiter__(self) -> Self:
        self._chunks = aiter(self._body)
        return self

    async def __anext__(self) -> bytes:
        chunk = None if self._chunks is None else await anext(self._chunks, None)
        if chunk is None:
            self._check_end()
            raise StopAsyncIteration
        return self._decode(chunk)

    def _decode(self, chunk: bytes) -> bytes:
        for decoder in self._decoders:
            chunk = decoder.decode(chunk)
        return chunk

    def _check_end(self) -> None:
        for decoder in self._decoders:
            decoder.check_end()

    def close(self) -> None:
        self._body.close()

    async def aclose(self) -> None:
        await self._body.aclose()
