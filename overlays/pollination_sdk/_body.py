"""The body of one answer, read once: opened when first needed, closed whatever happens."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

import anyio
import httpx

from pollination_sdk._connection_error import error_from_exception

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager, AbstractContextManager


T = TypeVar("T")


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
        """Give the decoded content piece by piece; deadlines belong here."""
        ...


class _Body:
    """What both flavours share: headers, and the rule that a body is opened and read once."""

    def __init__(self) -> None:
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


class Body(_Body):
    """Open an answer once and read its bytes once.

    Args:
        open_response: Sends the request. Entered at `with` or at the first item; left at the end,
            at an early exit from the loop, and at any error.
    """

    def __init__(self, open_response: Callable[[], AbstractContextManager[OpenedResponse]]) -> None:
        super().__init__()
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

    def _open(self) -> OpenedResponse:
        self._refuse_closed()
        if self._response is None:
            self._response = self._stack.enter_context(self._open_response())
            self._headers = self._response.headers
        return self._response

    def _chunks(self) -> Generator[bytes, None, None]:
        self._start_reading()
        try:
            response = self._open()
            with _connection_errors():
                yield from response.iter_bytes()
        finally:
            self.close()


class AsyncBody(_Body):
    """Open an answer once and read its bytes once; see `Body`."""

    def __init__(self, open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]]) -> None:
        super().__init__()
        self._open_response = open_response
        self._response: AsyncOpenedResponse | None = None
        self._stack = AsyncExitStack()
        self._iterator: AsyncGenerator[Any, None] | None = None

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Give the connection back, also when cancelled; what was read so far stays known."""
        with anyio.CancelScope(shield=True):
            running = getattr(self._iterator, "ag_running", False)  # in another task, by a read
            if self._iterator is not None and not running:
                await self._iterator.aclose()
            await self._leave()

    async def _leave(self) -> None:
        self._closed = True
        with anyio.CancelScope(shield=True):
            await self._stack.aclose()

    def _adopt(self, iterator: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
        """Keep a loop's iterator alive inside `async with`, whose end then closes it.

        Else it goes with the loop and the event loop's garbage collection closes it, which trio
        calls a mistake.
        """
        if self._response is not None:
            self._iterator = iterator
        return iterator

    async def _open(self) -> AsyncOpenedResponse:
        self._refuse_closed()
        if self._response is None:
            self._response = await self._stack.enter_async_context(self._open_response())
            self._headers = self._response.headers
        return self._response

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        self._start_reading()
        try:
            chunks = (await self._open()).aiter_bytes()
            if isinstance(chunks, AsyncGenerator):
                self._stack.push_async_callback(chunks.aclose)
            with _connection_errors():
                async for chunk in chunks:
                    yield chunk
        finally:
            await self._leave()


@contextmanager
def _connection_errors() -> Iterator[None]:
    """Say in the package's own errors how a body broke off."""
    try:
        yield
    except httpx.RequestError as error:
        raise error_from_exception(error) from error
