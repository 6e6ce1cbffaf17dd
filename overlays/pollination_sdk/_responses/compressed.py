"""Compressed answers: decode gzip and deflate to their end.

httpx drops what follows the first member of a gzip file, and takes a body that was cut off for a whole one.
"""

import importlib.util
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

import httpx

from pollination_sdk._responses.opened import RECEIVED_HEADERS


def decode_compressed(response: httpx.Response) -> None:
    """Have the body of an unread answer decoded here; other codings than gzip and deflate are left to httpx.

    Reading it raises `httpx.RemoteProtocolError` where its compressed bytes end early or go on after their end, as for
    any other body that is cut off, and `httpx.DecodingError` where they are damaged.

    Raises:
        UnexpectedResponseError: It is a success in a coding that is not installed here.
    """
    if "content-encoding" not in response.headers or response.is_stream_consumed:
        return
    received = response.headers.copy()
    codings = _codings(received["content-encoding"])
    missing = [coding for coding in codings if not any(map(importlib.util.find_spec, _MODULES.get(coding, ("zlib",))))]
    if missing and response.is_success:
        from pollination_sdk._responses.decode import unexpected  # noqa: PLC0415 - nothing that was asked for comes here

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
    response.headers["content-encoding"] = ", ".join(codings)  # what is left for httpx, which knows no aliases
    response.extensions = {**response.extensions, RECEIVED_HEADERS: received}


_DECODED_HERE = ("gzip", "deflate")


def _codings(header: str) -> list[str]:
    """Return what a body was packed with, in that order; words that name no coding are left out."""
    named = (part.partition(";")[0].strip().lower() for part in header.split(","))
    codings = [_ALIASES.get(name, name) for name in named]
    return [coding for coding in codings if coding in {*_DECODED_HERE, *_MODULES}]


_ALIASES = {"x-gzip": "gzip", "x-deflate": "deflate", "x-compress": "compress"}
"""The names that RFC 9110, section 8.4.1, takes for another, and one that some servers use."""
_MODULES: dict[str, tuple[str, ...]] = {"br": ("brotli", "brotlicffi"), "zstd": ("zstandard",), "compress": ()}
"""The modules one of which httpx needs to unpack another coding; it has none for `compress`."""

_ANY_HEADER = zlib.MAX_WBITS | 32  # that of gzip or of zlib, as the bytes say
_NO_HEADER = -zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_SHORTEST_HEADER = 2  # bytes that tell one format from another


class _Decoder:
    """Decode gzip, which may have several members (RFC 1952, section 2.2), or deflate, piece by piece.

    Args:
        coding: `gzip` or `deflate`.
    """

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._member: Any = None
        self._members = 0
        self._head = b""
        self._goes_on = False

    def decode(self, data: bytes) -> bytes:
        """Return what the next bytes hold.

        Raises:
            httpx.DecodingError: They are damaged.
        """
        decoded = []
        while data := self._after_padding(data):
            if self._member is None:
                data, self._head = self._head + data, b""
                if not self._may_start(data):
                    self._goes_on = True  # said at the end: httpx's async generators do not like to be left half-way
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
        """Refuse bytes that ended too early or too late; none at all are an answer without content.

        Raises:
            httpx.RemoteProtocolError: They did.
        """
        if self._goes_on:
            raise httpx.RemoteProtocolError("the compressed answer goes on behind its end mark")
        if self._member is not None or self._head:
            raise httpx.RemoteProtocolError("the compressed answer ended before its end mark")

    def _after_padding(self, data: bytes) -> bytes:
        """Drop the zeros that may follow a member, and everything once other bytes did."""
        if self._goes_on:
            return b""
        is_between = self._members and self._member is None and not self._head
        return data.lstrip(b"\0") if is_between else data

    def _may_start(self, data: bytes) -> bool:
        """Return True if these bytes can be the first ones of a member."""
        return not self._members or (self._coding == "gzip" and _GZIP.startswith(data[:_SHORTEST_HEADER]))

    def _format_of(self, data: bytes) -> int:
        """Return the format of a member: `deflate` may have no header at all, as some servers understand it."""
        if self._coding == "deflate":
            try:
                zlib.decompressobj(_ANY_HEADER).decompress(data[:_SHORTEST_HEADER])
            except zlib.error:
                return _NO_HEADER
        return _ANY_HEADER


class _Decoded(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Decode the body of an answer as it is read; no async generator, see `AsyncBody`.

    Args:
        body: The body as it comes.
        decoders: What decodes it, in the order of use.
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
