"""Streams of chat: two thin drivers over one pure decoder."""

from __future__ import annotations

from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Generic, TypeVar

import anyio

from pollination_sdk._body import AsyncBody, AsyncOpenedResponse, Body, OpenedResponse
from pollination_sdk.errors import APIConnectionError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from pollination_sdk._chat_decoder import ChatDecoder
    from pollination_sdk.types import ChatCompletion

T = TypeVar("T")

_GRACE = 0.2


class Stream(Body, Generic[T]):
    """Iterate over a streamed answer, once; the request is sent at `with` or at the first item.

    The connection closes at the end, when the loop is left early, and at any error. A second loop
    is a `RuntimeError`.

    Args:
        open_response: Sends the request; see `Body`.
        decoder: Makes the items.

    Raises:
        APIError: While iterating: the service sent an error instead of the rest.
        StreamInterruptedError: While iterating: the stream ended early; `partial` is what had come.
        UnexpectedResponseError: While iterating: what came is no such stream.
        APITimeoutError: While iterating: nothing came in time.
    """

    def __init__(
        self,
        open_response: Callable[[], AbstractContextManager[OpenedResponse]],
        decoder: ChatDecoder[T],
    ) -> None:
        super().__init__(open_response)
        self._decoder = decoder

    @property
    def text(self) -> str:
        """Give the text received so far."""
        return self._decoder.text

    @property
    def completion(self) -> ChatCompletion:
        """Give the answer merged from what was received so far."""
        completion: ChatCompletion = self._decoder.completion
        return completion

    def __iter__(self) -> Generator[T, None, None]:
        try:
            with closing(self._chunks()) as chunks:
                for chunk in chunks:
                    yield from self._decoder.feed(chunk)
                    if self._decoder.done:
                        return
        except APIConnectionError as error:
            self._decoder.break_off(error)
        yield from self._decoder.finish()


class AsyncStream(AsyncBody, Generic[T]):
    """Iterate over a streamed answer with `async for`; see `Stream`.

    A loop that is left early closes the connection at the end of `async with`; without it, when the
    event loop gets to it.
    """

    def __init__(
        self,
        open_response: Callable[[], AbstractAsyncContextManager[AsyncOpenedResponse]],
        decoder: ChatDecoder[T],
    ) -> None:
        super().__init__(open_response)
        self._decoder = decoder

    @property
    def text(self) -> str:
        """Give the text received so far."""
        return self._decoder.text

    @property
    def completion(self) -> ChatCompletion:
        """Give the answer merged from what was received so far."""
        completion: ChatCompletion = self._decoder.completion
        return completion

    def __aiter__(self) -> AsyncIterator[T]:
        return self._adopt(self._decoded())

    async def _decoded(self) -> AsyncGenerator[T, None]:
        try:
            async with aclosing(self._chunks()) as chunks:
                async for chunk in chunks:
                    for item in self._decoder.feed(chunk):
                        yield item
                    if self._decoder.done:
                        await _drain(chunks)
        except APIConnectionError as error:
            self._decoder.break_off(error)
        for item in self._decoder.finish():
            yield item


async def _drain(chunks: AsyncGenerator[bytes, None]) -> None:
    """Read what little follows the last event, so that the connection can serve the next call.

    No longer than a moment: a server may hold it open. A blocking read could not be given up, so
    `Stream` closes at once.
    """
    with anyio.move_on_after(_GRACE):
        async for _ in chunks:
            pass
