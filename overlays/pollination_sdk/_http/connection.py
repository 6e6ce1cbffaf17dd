"""One connection to one origin, over which h11 speaks HTTP/1.1.

The head of a request is held back until its body or its end is there. So a small request is one system call, one
packet, one TLS record.

A server may refuse a large body before it has read it. RFC 9112, section 9.3: a client watches for an answer while it
sends, and stops sending when there is one. The connection is not used again then.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import h11
import httpx

from pollination_sdk._http.poller import finish
from pollination_sdk._http.socket_stream import LARGE, SocketStream

STARTED = "pollination_sdk.started"
"""The extension of a request that holds a list, to which is appended when sending starts."""
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""The failures that end a request before any of it is sent."""
_LARGEST_JOINED = 65_536
"""What is larger goes out as it comes: joining the pieces would hold them twice."""
_LONGEST_HEAD = 102_400
_PORTS = {"http": 80, "https": 443, "socks5": 1080}
Head = Callable[[httpx.Request], h11.Request]
_log = logging.getLogger("pollination_sdk")


class BodyError(Exception):
    """Carries an error of the file or of the caller's `progress`, which is none of the connection.

    Args:
        error: The error.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


def place_of(url: httpx.URL) -> tuple[str, int]:
    """Return the host and the port that a URL leads to."""
    return url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]


def head_of(request: httpx.Request) -> h11.Request:
    """Return the head of a request as its server is to get it."""
    return h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)


class Connection:
    """Send requests to one origin, one after the other.

    Args:
        stream: What it reads and writes at.
        head: Makes the head of a request.
    """

    def __init__(self, stream: SocketStream, head: Head = head_of) -> None:
        self._stream = stream
        self._head = head
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)

    async def send(self, request: httpx.Request) -> h11.Response:
        """Send a request, and return the head of its answer.

        Raises:
            httpx.TransportError: No answer came.
        """
        request.extensions.get(STARTED, []).append(True)
        limits = request.extensions.get("timeout", {})
        self._to_write, self._to_read = limits.get("write"), limits.get("read")
        self._answer: h11.Response | None = None
        try:
            await self._send(request)
            answer = self._answer or await self._next()
            while isinstance(answer, h11.InformationalResponse):
                answer = await self._next()
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error
        if not isinstance(answer, h11.Response):  # the caller's headers ask for another protocol
            raise httpx.RemoteProtocolError("the server has changed to another protocol")
        _log.debug("receive_response_headers %d %s", answer.status_code, answer.headers.raw_items())
        return answer

    async def _send(self, request: httpx.Request) -> None:
        _log.debug("send_request_headers %s", request.method)
        self._held, self._writing = self._http.send(self._head(request)) or b"", False
        stream: Any = request.stream
        if self._stream.blocks:
            for piece in stream:
                if not await self._say(h11.Data(data=piece)):
                    return
        else:
            async for piece in stream:
                if not await self._say(h11.Data(data=piece)):
                    return
        await self._say(h11.EndOfMessage())

    async def _say(self, event: h11.Data | h11.EndOfMessage) -> bool:
        """Say a part of a request, and return whether the server wants the next one."""
        held, said = self._held, self._http.send(event) or b""
        joined = len(held) + len(said) <= _LARGEST_JOINED
        self._held = held + said if joined else b""
        if joined and isinstance(event, h11.Data):
            return True
        pieces = [self._held] if joined else [held, said]
        for whole in pieces:
            piece = memoryview(whole)
            for start in range(0, len(piece), LARGE):
                if self._writing and not self._listened():
                    return False
                self._writing = True
                if not await self._stream.write(piece[start : start + LARGE], self._to_write, self._heard):
                    return False
        return True

    def _listened(self) -> bool:
        """Look whether the server says something before it has the whole request; return whether to send on."""
        return (said := self._arrived()) is None or self._heard(said)

    def _arrived(self) -> bytes | None:
        """Return what has arrived without waiting: nothing at the end, None as long as it is nothing to be read."""
        try:
            return self._stream.received()
        except OSError:
            return b""

    def _heard(self, said: bytes) -> bool:
        """Take what the server says meanwhile, nothing at the end; return whether to send on."""
        if not said:
            return False
        self._http.receive_data(said)
        event = self._http_event()
        while isinstance(event, h11.InformationalResponse):
            event = self._http_event()
        self._answer = event if isinstance(event, h11.Response) else None
        return self._answer is None

    async def read(self) -> bytes:
        """Return the next piece of the answer's body, nothing at its end.

        Raises:
            httpx.TransportError: It does not come.
        """
        event = await self._next()
        return bytes(event.data) if isinstance(event, h11.Data) else b""

    async def _next(self) -> Any:
        """Return what the server says next."""
        while (event := self._http_event()) is h11.NEED_DATA:
            data = await self._stream.read(self._to_read)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
            self._http.receive_data(data)
        return event

    def _http_event(self) -> Any:
        try:
            return self._http.next_event()
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error

    def ended(self) -> bool:
        """End a request and its answer; return whether both are whole and nothing else came: another may follow."""
        http = self._http
        done = http.our_state is http.their_state is h11.DONE and http.trailing_data == (b"", False)
        if done:
            http.start_next_cycle()
        return done

    def is_usable(self) -> bool:
        """Return whether the server has neither closed it nor sent more than asked."""
        return self._arrived() is None  # what TLS itself has to say is taken

    def wake(self) -> None:
        """End what another thread reads here."""
        self._stream.wake()

    def close(self) -> None:
        """Close it, without waiting."""
        self._stream.close()


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Read the body of an answer, and give its connection back once, and whether it can be used again.

    Attributes:
        ended: Is called then; it is let go, as it may hold the answer that holds this body.
    """

    ended: Callable[[], object] = bool
    _give_back: Callable[..., None] | None = None
    _reading = _left = False

    def __init__(self, connection: Connection, give_back: Callable[..., None]) -> None:
        self._connection = connection
        self._give_back = give_back

    def __iter__(self) -> Iterator[bytes]:
        try:
            while self._give_back is not None and (piece := self._read()):
                yield piece
        except BaseException:
            self.close()
            raise

    def _read(self) -> bytes:
        self._reading = True
        try:
            piece = finish(self._connection.read())
        finally:
            self._reading = False
        if self._left:
            raise httpx.ReadError("another thread has closed the answer")
        return piece

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            if self._give_back is not None and (piece := await self._connection.read()):
                return piece
        except BaseException:
            self.close()
            raise
        raise StopAsyncIteration

    def close(self) -> None:
        self._left = True
        if self._reading:  # another thread, which then closes it: until it notices, the descriptor must stay its own
            self._connection.wake()
        elif (give_back := self.__dict__.pop("_give_back", None)) is not None:  # one of the threads that close it
            ended, self.ended = self.ended, bool
            ended()
            give_back(whole=self._connection.ended())

    async def aclose(self) -> None:
        self.close()
