"""Decode server-sent events (WHATWG HTML, section 9.2.6) from chunks of any size.

This is own code because httpx-sse 0.4.3 has only a response reader, and no public decoder below it. Its reader uses
the declared charset instead of UTF-8, keeps the byte order mark, and buffers a line without limit. It also drops a
last event without a blank line.
"""

from __future__ import annotations

from pollination_sdk.errors import UnexpectedResponseError

LARGEST_EVENT = 32 << 20
"""The most bytes of one event: enough for an image in base64, and a limit for an endless line."""

KEEP_ALIVES = ("ping", "keepalive", "keep-alive", "keep_alive", "heartbeat")
"""The names of events that only keep a connection open."""
_KEEP_ALIVES = {name.encode() for name in KEEP_ALIVES}


class ErrorData(str):
    """The data of an event with the name `error`."""

    __slots__ = ()


class EventDecoder:
    """A decoder from bytes to the data of events.

    Comments and other fields are dropped, and so are event names except `error`. Events with the name of a keep-alive
    are dropped with their data.
    """

    def __init__(self) -> None:
        self._line = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._name = b""
        self._after_return = False
        self._first_line = True

    def feed(self, chunk: bytes) -> list[str]:
        """Take the next bytes and return the data of the events that they complete.

        Raises:
            UnexpectedResponseError: An event is larger than `LARGEST_EVENT`.
        """
        if self._after_return and chunk:
            chunk = chunk.removeprefix(b"\n")  # the second half of a CRLF
            self._after_return = False
        if b"\r" in chunk:
            self._after_return = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = chunk.split(b"\n")
        if lines:
            lines[0] = bytes(self._line + lines[0])
            self._line.clear()
        self._line += rest
        events = [event for line in lines if (event := self._take(line)) is not None]
        self._refuse_endless()
        return events

    def finish(self) -> list[str]:
        """Return the data of a last event without a blank line."""
        events = [self._take(bytes(self._line)), self._take(b"")]
        self._line.clear()
        return [event for event in events if event is not None]

    def _take(self, line: bytes) -> str | None:
        if self._first_line:
            line = line.removeprefix(b"\xef\xbb\xbf")
            self._first_line = False
        if not line:
            return self._dispatch()
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
            self._size += len(value)
        elif name == b"event":
            self._name = value.strip()
        return None

    def _dispatch(self) -> str | None:
        data, self._data, self._size = b"\n".join(self._data), [], 0
        name, self._name = self._name, b""
        if name in _KEEP_ALIVES:
            return None
        text = data.decode("utf-8", "replace")
        return (ErrorData(text) if name == b"error" else text) or None

    def _refuse_endless(self) -> None:
        if self._size + len(self._line) > LARGEST_EVENT:
            raise UnexpectedResponseError(f"One event of the stream is larger than {LARGEST_EVENT:,} bytes.")
