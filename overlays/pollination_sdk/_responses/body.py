"""The body of one answer, read once: opened when first needed, closed whatever happens."""

from __future__ import annotations

import os
import weakref
from contextlib import AsyncExitStack, ExitStack, closing
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import anyio
import httpx

from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._support.event_loop import close_soon, here
from pollination_sdk.errors import APIConnectionError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class OpenedResponse(Protocol):
    """Name what a body needs of an answer; `httpx.Response` has it."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers, looked up in lower case."""
        ...

    def iter_bytes(self) -> Iterator[bytes]:
        """Give the decoded content piece by piece; deadlines belong here."""
        ...


class AsyncOpenedResponse(Protocol):
    """Name the same for `async`."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers, looked up in lower case."""
        ...

    def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Give the decoded content piece by piece; deadlines belong here. Its `aclose`, if any, ends it early."""
        ...


class Reader(Protocol[T_co]):
    """Name what makes items of a body's bytes, without I/O."""

    @property
    def done(self) -> bool:
        """Tell whether nothing of interest can follow."""
        ...

    def feed(self, chunk: bytes) -> Iterable[T_co]:
        """Take the next bytes and give their items, the next chunk only after the last of them."""
        ...

    def finish(self) -> Iterable[T_co]:
        """Judge the body at its end and give the last items."""
        ...

    def break_off(self, error: APIConnectionError) -> None:
        """Judge a body whose connection broke: raise, unless it is whole all the same."""
        ...


class _Body(Generic[T]):
    """What both flavours share: headers, and the rule that a body is opened and read once."""

    def __init__(self, reader: Reader[T]) -> None:
        self._reader = reader
        self._headers: Mapping[str, str] = {}
        self._read = False
        self._closed = False

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the answer's headers; empty until `with` or the first item has sent the request."""
        return self._headers

    @property
    def request_id(self) -> str | None:
        """Give the service's `X-Request-Id`, to name when asking for help; None while unknown."""
        return self._headers.get("x-request-id")

    def _refuse_closed(self) -> None:
        if self._closed:
            raise RuntimeError("This stream is read or closed; call the client for a new one.")

    def _start_reading(self) -> None:
        if self._read:
            raise RuntimeError("A stream is read once; call the client for a new one.")
        self._read = True


class Body(_Body[T]):
    """Open an answer once and read it once, item by item.

    Args:
        open_response: Sends the request. Entered at `with` or at the first item; left at the end,
            at an early exit from the loop, and at any error.
        reader: Makes the items.
    """

    def __init__(self, open_response: Callable[[], AbstractContextManager[OpenedResponse]], reader: Reader[T]) -> None:
        super().__init__(reader)
        self._open_response = open_response
        self._response: OpenedResponse | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back; what was read so far stays known."""
        self._closed = True
        self._stack.close()

    def __iter__(self) -> Generator[T, None, None]:
        self._start_reading()
        with closing(self):
            response = self._open()  # outside of `try`: an error while the answer is opened is no broken stream
            try:
                with closing(_chunks(response)) as chunks:
                    for chunk in chunks:
                        yield from self._reader.feed(chunk)
                        if self._reader.done:
                            return
            except APIConnectionError as error:
                self._reader.break_off(error)
        yield from self._reader.finish()

    def _open(self) -> OpenedResponse:
        self._refuse_closed()
        if self._response is None:
            self._response = self._stack.enter_context(self._open_response())
            self._headers = self._response.headers
        return self._response


def _chunks(response: OpenedResponse) -> Generator[bytes, None, None]:
    try:
        yield from response.iter_bytes()
    except httpx.RequestError as error:
        raise error_from_exception(error) from error


class AsyncBody(_Body[T]):
    """Open an answer once and read it once, item by item; see `Body`.

    Nothing here is an async generator. Those that stand inside each other and are left half-way are closed side by
    side at the end of asyncio's loop, where they fail over each other; and trio warns of each.
    """

    def __init__(
        self, open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]], reader: Reader[T]
    ) -> None:
        super().__init__(reader)
        self._open_response = open_response
        self._response: AsyncOpenedResponse | None = None
        self._process = os.getpid()
        self._stack = AsyncExitStack()
        self._chunks: AsyncIterator[bytes] | None = None

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Give the connection back, also when cancelled; what was read so far stays known."""
        self._closed = True
        if self._process != os.getpid():  # a forked child leaves it to the parent: its event loop is not ours
            return
        with anyio.CancelScope(shield=True):
            await self._stack.aclose()

    def __aiter__(self) -> AsyncItems[T]:
        return AsyncItems(self)

    async def _open(self) -> AsyncOpenedResponse:
        self._refuse_closed()
        if self._response is None:
            self._process = os.getpid()
            self._response = await self._stack.enter_async_context(self._open_response())
            self._headers = self._response.headers
        return self._response

    async def _start_chunks(self) -> AsyncIterator[bytes]:
        self._chunks = chunks = (await self._open()).aiter_bytes()
        if (leave := getattr(chunks, "aclose", None)) is not None:
            self._stack.push_async_callback(leave)
        return chunks

    async def _next_chunk(self, chunks: AsyncIterator[bytes]) -> bytes | None:
        try:
            return await anext(chunks, None)
        except httpx.RequestError as error:
            raise error_from_exception(error) from error


class AsyncItems(Generic[T]):
    """Iterate over the items of an async body.

    Dropped half-way, outside of `async with`, it has the body closed as soon as the event loop gets to it.
    """

    def __init__(self, body: AsyncBody[T]) -> None:
        self._body = body
        self._reader = body._reader  # noqa: SLF001 - the other half of the body
        self._ready: Iterator[T] = iter(())
        self._begun = self._over = False
        self._forget: Callable[[], Any] = bool

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        if not self._begun:
            self._begin()
        try:
            while True:
                for item in self._ready:
                    return item
                if self._over:
                    break
                await self._read_on()
        except BaseException:
            await self.aclose()
            raise
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Read no more, and close the body."""
        self._over, self._ready = True, iter(())
        self._forget()
        await self._body.aclose()

    def _begin(self) -> None:
        body = self._body
        body._start_reading()  # noqa: SLF001 - the other half of the body
        self._begun = True
        if body._response is None:  # noqa: SLF001 - as above; else `async with` closes it
            finalizer = weakref.finalize(self, close_soon, here(), body)
            finalizer.atexit = False
            self._forget = finalizer.detach

    async def _read_on(self) -> None:
        body = self._body
        # Outside of `try`: an error while the answer is opened is no broken stream.
        chunks = body._chunks or await body._start_chunks()  # noqa: SLF001 - as above
        try:
            chunk = None if self._reader.done else await body._next_chunk(chunks)  # noqa: SLF001 - as above
            if chunk is not None:
                self._ready = iter(self._reader.feed(chunk))
                return
        except APIConnectionError as error:
            self._reader.break_off(error)
        await self.aclose()
        self._ready = iter(self._reader.finish())
