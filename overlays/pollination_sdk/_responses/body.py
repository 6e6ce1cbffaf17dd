"""The body of a streamed answer: it is opened at its first use, read once, and always closed."""

from __future__ import annotations

import os
import weakref
from contextlib import AsyncExitStack, ExitStack, closing
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import anyio
import httpx

from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._support.caller import shorten
from pollination_sdk._support.event_loop import close_soon, here
from pollination_sdk.errors import APIConnectionError, PollinationsError, StreamStateError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from pollination_sdk._support.event_loop import Closer

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class OpenedResponse(Protocol):
    """The interface of a response that a `Body` reads; `httpx.Response` has it."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; their names are looked up in lower case."""
        ...

    def iter_bytes(self) -> Iterator[bytes]:
        """Yield the decoded content in chunks, within the deadlines."""
        ...


class AsyncOpenedResponse(Protocol):
    """The interface of a response that an `AsyncBody` reads."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; their names are looked up in lower case."""
        ...

    def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Yield the decoded content in chunks, within the deadlines. If the iterator has `aclose`, it is called."""
        ...


class Reader(Protocol[T_co]):
    """The interface of a decoder that turns the bytes of a body into items, without I/O."""

    @property
    def done(self) -> bool:
        """Whether the rest of the body is irrelevant."""
        ...

    def feed(self, chunk: bytes) -> Iterable[T_co]:
        """Take the next bytes and yield their items; called again only after the last of them."""
        ...

    def finish(self) -> Iterable[T_co]:
        """Check the body at its end, and yield the last items."""
        ...

    def connection_broke(self, error: APIConnectionError) -> None:
        """Raise for a body whose connection broke, unless the body is complete."""
        ...


class _Body(Generic[T]):
    """The common part of `Body` and `AsyncBody`: the head of the answer, and the rule that a body is read once."""

    def __init__(self, reader: Reader[T]) -> None:
        self._reader = reader
        self._response: OpenedResponse | AsyncOpenedResponse | None = None
        self._headers: Mapping[str, str] = {}
        self._ahead: Iterable[T] = ()
        self._opening = False
        self._read = False
        self._closed = False

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer; None until `open`, `with` or the first item has sent the request."""
        return None if self._response is None else self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer; empty until `open`, `with` or the first item has sent the request."""
        return self._headers

    @property
    def request_id(self) -> str | None:
        """The `X-Request-Id` to quote in a support request; None until the headers have arrived."""
        return self._headers.get("x-request-id")

    def __repr__(self) -> str:
        state = "closed" if self._closed else "unsent" if self._response is None else "open"
        known = (("status", self.status), ("request_id", self.request_id))
        facts = (f", {name}={value!r}" for name, value in known if value is not None)
        return f"{type(self).__name__}(state={state!r}{''.join(facts)})"

    def _start_opening(self) -> None:
        """Refuse to send the request of a closed stream, and a second one while the first is under way."""
        if self._closed:
            raise StreamStateError("This stream is read or closed; call the client for a new one.")
        if self._opening:
            raise StreamStateError("Another task or thread is opening this stream; wait for its open().")
        self._opening = True

    def _end(self, error: BaseException | None) -> None:
        """Tell the answer that the stream has ended: read to its end, or by an error, or closed (`GeneratorExit`)."""
        getattr(self._response, "end", bool)(error)

    def _leave(self, error: PollinationsError) -> None:
        """Complete an error that leaves this stream."""
        getattr(self._response, "add_call", bool)(error)
        shorten(error)

    def _start_reading(self) -> None:
        if self._read:
            raise StreamStateError("A stream is read once; call the client for a new one.")
        self._read = True


class Body(_Body[T]):
    """The body of an answer, opened and read once, item by item.

    Args:
        open_response: Sends the request. It is entered at `open`, at `with` or at the first item. It is exited at the
            end, at an early exit from the loop, and at any error.
        reader: Decodes the items.
    """

    def __init__(self, open_response: Callable[[], AbstractContextManager[OpenedResponse]], reader: Reader[T]) -> None:
        super().__init__(reader)
        self._open_response = open_response
        self._chunks: Generator[bytes, None, None] | None = None
        self._stack = ExitStack()

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> Self:
        """Send the request, and return this stream when the head of the answer has arrived.

        `with` and the first item do the same. An open stream is not sent again. Close an open stream that you do not
        read, by `close()` or `with`.

        Raises:
            APIError: The service refused the call.
            APIConnectionError: No answer arrived.
            StreamStateError: The stream is read or closed; it is also closed if it did not open.
        """
        try:
            self._open()
        except PollinationsError as error:
            self._leave(error)
            raise
        return self

    __enter__ = open  # noqa: A003 - the method above: one of its own would be a frame in the caller's traceback

    def close(self) -> None:
        """Release the connection; the part that was read stays available."""
        self._release()
        self._end(GeneratorExit())

    def _release(self) -> None:
        self._closed, self._chunks = True, None
        self._stack.close()

    def __iter__(self) -> Generator[T, None, None]:  # noqa: PYI058 - callers may close it
        return self._items()

    def _items(self, started: Callable[[], object] = bool) -> Generator[T, None, None]:
        """Yield the items.

        Args:
            started: Called when reading starts.
        """
        self._start_reading()
        started()
        try:
            with _Releasing(self):
                chunks = self._open()  # outside of `try`: an error while opening is not a broken stream
                try:
                    with closing(chunks):
                        yield from self._ahead
                        while not self._reader.done and (chunk := next(chunks, None)) is not None:
                            yield from self._reader.feed(chunk)
                except APIConnectionError as error:
                    self._reader.connection_broke(error)
            yield from self._reader.finish()
        except BaseException as error:
            self._end(error)
            if isinstance(error, PollinationsError):
                self._leave(error)
            raise
        self._end(None)

    def _open(self) -> Generator[bytes, None, None]:
        """Open the answer unless it is open, and return its chunks."""
        if self._chunks is None:
            self._start_opening()
            try:
                response = self._response = self._stack.enter_context(self._open_response())
                self._headers = response.headers
                chunks = _chunks(response)
                self._read_ahead(chunks)
            except BaseException as error:
                self._release()
                self._end(error)
                raise
            self._chunks = chunks
        return self._chunks

    def _read_ahead(self, chunks: Generator[bytes, None, None]) -> None:
        """Set `_ahead` to the first items, where the head of an answer does not tell enough."""


class _Releasing:
    """A context manager that releases the connection of a body at its end.

    Args:
        body: The body.
    """

    def __init__(self, body: Body[Any]) -> None:
        self._body = body

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self._body._release()  # noqa: SLF001 - a part of the body


def _chunks(response: OpenedResponse) -> Generator[bytes, None, None]:
    try:
        yield from response.iter_bytes()
    except httpx.RequestError as error:
        raise error_from_exception(error) from error


class AsyncBody(_Body[T]):
    """The body of an answer, opened and read once, item by item; see `Body`.

    There are no async generators here. If nested ones are not exhausted, asyncio closes them concurrently at the end
    of its loop, and they raise errors; trio warns of each.
    """

    def __init__(
        self, open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]], reader: Reader[T]
    ) -> None:
        super().__init__(reader)
        self._open_response = open_response
        self._process = os.getpid()
        self._stack = AsyncExitStack()
        self._chunks: AsyncIterator[bytes] | None = None
        self._entered = False
        self._forget: Callable[[], Any] = bool

    def __aenter__(self) -> Coroutine[Any, Any, Self]:  # not `async`: it would be in the caller's traceback
        self._entered = True
        return self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Release the connection, also during a cancellation; the part that was read stays available."""
        try:
            await self._release()
        finally:
            self._end(GeneratorExit())

    async def _release(self) -> None:
        self._closed, self._chunks = True, None
        self._forget()
        if self._process != os.getpid():  # in a forked child, the connection and its event loop are the parent's
            return
        with anyio.CancelScope(shield=True):
            await self._stack.aclose()

    async def open(self) -> Self:
        """Send the request, and return this stream when the head of the answer has arrived.

        `async with` and the first item do the same. An open stream is not sent again. Close an open stream that you
        do not read, by `await stream.aclose()` or `async with`; the event loop closes a dropped one soon after.

        Raises:
            APIError: The service refused the call.
            APIConnectionError: No answer arrived.
            StreamStateError: The stream is read or closed; it is also closed if it did not open.
        """
        try:
            await self._open()
        except PollinationsError as error:
            self._leave(error)
            raise
        return self

    def __aiter__(self) -> AsyncItems[T]:
        return AsyncItems(self)

    async def _open(self) -> AsyncIterator[bytes]:
        """Open the answer unless it is open, and return its chunks."""
        if self._chunks is None:
            self._start_opening()
            self._process = os.getpid()
            try:
                response = self._response = await self._stack.enter_async_context(self._open_response())
                self._close_when_dropped()
                self._headers = response.headers
                chunks = response.aiter_bytes()
                if (leave := getattr(chunks, "aclose", None)) is not None:
                    self._stack.push_async_callback(leave)
                await self._read_ahead(chunks)
            except BaseException as error:
                await self._release()
                self._end(error)
                raise
            self._chunks = chunks
        return self._chunks

    async def _read_ahead(self, chunks: AsyncIterator[bytes]) -> None:
        """Set `_ahead` to the first items, where the head of an answer does not tell enough."""

    def _close_when_dropped(self) -> None:
        """Close the answer if this stream is dropped unread. The stack does not refer to the stream."""
        if not (self._entered or self._read):  # `async with` or the iterator closes it
            finalizer = weakref.finalize(self, _drop, here(), self._stack, getattr(self._response, "end", bool))
            finalizer.atexit = False
            self._forget = finalizer.detach

    async def _next_chunk(self, chunks: AsyncIterator[bytes]) -> bytes | None:
        try:
            return await anext(chunks, None)
        except httpx.RequestError as error:
            raise error_from_exception(error) from error


def _drop(place: Any, closer: Closer, end: Callable[[BaseException | None], object]) -> None:
    """Close the answer of a stream that was dropped. It ends now, as its event loop may be over, or end before that."""
    close_soon(place, closer)
    end(GeneratorExit())


class AsyncItems(Generic[T]):
    """An iterator over the items of an async body.

    If it is dropped before its end, outside of `async with`, the event loop closes the body soon after.

    Args:
        body: The body.
        started: Called when reading starts.
    """

    def __init__(self, body: AsyncBody[T], started: Callable[[], object] = bool) -> None:
        self._body = body
        self._on_start = started
        self._reader = body._reader  # noqa: SLF001 - the other half of the body
        self._ready: Iterator[T] = iter(())
        self._started = self._finished = False
        self._forget: Callable[[], Any] = bool

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        if not self._started:
            self._start()
        try:
            while True:
                for item in self._ready:
                    return item
                if self._finished:
                    break
                await self._read_next()
        except BaseException as error:
            await self._release()
            self._body._end(error)  # noqa: SLF001 - the other half of the body
            if isinstance(error, PollinationsError):
                self._body._leave(error)  # noqa: SLF001 - as above
            raise
        self._body._end(None)  # noqa: SLF001 - as above
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Stop reading, and close the body."""
        self._stop()
        await self._body.aclose()

    async def _release(self) -> None:
        """Stop reading, and release the connection: the stream is read to its end, or has failed."""
        self._stop()
        await self._body._release()  # noqa: SLF001 - the other half of the body

    def _stop(self) -> None:
        self._finished, self._ready = True, iter(())
        self._forget()

    def _start(self) -> None:
        body = self._body
        body._start_reading()  # noqa: SLF001 - the other half of the body
        self._on_start()
        self._started = True
        if not body._entered:  # noqa: SLF001 - as above; otherwise `async with` closes it
            finalizer = weakref.finalize(self, _drop, here(), body, body._end)  # noqa: SLF001 - as above
            finalizer.atexit = False
            self._forget = finalizer.detach

    async def _read_next(self) -> None:
        body = self._body
        # Outside of `try`: an error while opening is not a broken stream.
        chunks = body._chunks or await body._open()  # noqa: SLF001 - as above
        if body._ahead:  # noqa: SLF001 - as above
            self._ready, body._ahead = iter(body._ahead), ()  # noqa: SLF001 - as above
            return
        try:
            chunk = None if self._reader.done else await body._next_chunk(chunks)  # noqa: SLF001 - as above
            if chunk is not None:
                self._ready = iter(self._reader.feed(chunk))
                return
        except APIConnectionError as error:
            self._reader.connection_broke(error)
        await self._release()
        self._ready = iter(self._reader.finish())
