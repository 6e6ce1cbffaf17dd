"""`ApiResponse`, the value with the metadata of the answer, and `RESTResponse`, an answer that is read as a stream."""

import contextlib
import io
import json
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Generic, TypeVar

import attrs
import httpx

from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.opened import OpenedStream
from pollination_sdk._secrets.redact import scrub_response
from pollination_sdk._support.caller import shorten
from pollination_sdk.compat._exceptions import OpenApiException
from pollination_sdk.compat._failures import translated

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class ApiResponse(Generic[T]):
    """The result of a `..._with_http_info` method."""

    status_code: int
    """The HTTP status."""
    headers: httpx.Headers | None = None
    """The headers; their names are case-insensitive."""
    data: T
    """The value that the plain method returns."""
    raw_data: bytes = attrs.field(repr=False)
    """The decoded body."""


def api_response(answer: Answer[Any], data: T) -> ApiResponse[T]:
    """Create the result of a `..._with_http_info` method."""
    raw = b"" if answer.response is None else answer.response.content
    return ApiResponse(status_code=answer.status, headers=answer.headers, data=data, raw_data=raw)


class RESTResponse(io.IOBase):
    """An answer that is read as a stream. Its end, `close`, and the end of `with` release the connection.

    It has the usual members of urllib3's responses: `status reason headers data`, `read`, `stream`, `json`, and
    iteration over lines.
    """

    def __init__(self, response: httpx.Response, chunks: Iterator[bytes], done: contextlib.ExitStack) -> None:
        self.status = response.status_code
        self.reason = response.reason_phrase
        self.headers = scrub_response(response).headers
        self._chunks = chunks
        self._done = done
        self._rest = bytearray()
        self._data: bytes | None = None

    @classmethod
    def opened(cls, stream: OpenedStream, done: contextlib.ExitStack) -> "RESTResponse":
        """Create the response for an opened stream."""
        return cls(stream.response, _chunks(stream), done)

    @classmethod
    def whole(cls, response: httpx.Response, status: int) -> "RESTResponse":
        """Create the response for an error answer that has been read.

        Args:
            response: The answer.
            status: The status of the error; that of a refusal differs from the 200 of its answer.
        """
        whole = cls(response, iter([response.content]), contextlib.ExitStack())
        whole.status = status
        return whole

    @property
    def data(self) -> bytes:
        """The whole body."""
        if self._data is None:
            self._data = self.read()
        return self._data

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:  # noqa: ARG002, FBT001 - urllib3's signature; the content is always decoded
        """Return the next `amt` bytes, fewer at the end; without a number, all that are left."""
        size = None if amt is None or amt < 0 else amt
        while (size is None or len(self._rest) < size) and self._more():
            pass
        return self._take(size)

    def stream(self, amt: int | None = 65_536, decode_content: bool | None = None) -> Iterator[bytes]:  # noqa: ARG002, FBT001 - as above
        """Yield the body in chunks of at most `amt` bytes as they arrive."""
        while self._rest or self._more():
            if self._rest:  # a chunk may be empty
                yield self._take(amt)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the next line with its line end; empty after the last line."""
        searched = 0
        while (end := self._rest.find(b"\n", searched) + 1) == 0:
            searched = len(self._rest)
            if not self._more():
                end = len(self._rest)
                break
        return self._take(end if size is None or size < 0 else min(end, size))

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.data)

    def getheaders(self) -> httpx.Headers:
        """Return the headers; an older name."""
        return self.headers

    def getheader(self, name: str, default: str | None = None) -> str | None:
        """Return one header; an older name."""
        value: str | None = self.headers.get(name, default)
        return value

    def close(self) -> None:
        """Discard the rest, and close the connection."""
        self._done.close()
        super().close()

    def release_conn(self) -> None:
        """Release the connection; urllib3's name."""
        self._done.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _more(self) -> bool:
        """Read the next chunk; release the connection at the end."""
        try:
            chunk = next(self._chunks, None)
        except OpenApiException as error:
            shorten(error)
            raise
        if chunk is None:
            self._done.close()
            return False
        self._rest += chunk
        return True

    def _take(self, size: int | None) -> bytes:
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken


def _chunks(stream: OpenedStream) -> Iterator[bytes]:
    with translated():
        try:
            yield from stream.iter_bytes()
        except httpx.HTTPError as error:
            raise error_from_exception(error, attempts=1) from error
