"""The body of an answer whose connection comes from the free list and goes back there."""

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Any

import httpx

from pollination_sdk._http.connection import FAILURES


class PooledBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Pass on the body of an answer, and give its connection back once, and whether it is whole.

    Attributes:
        ended: Is called then; it is let go, as it may hold the answer that holds this body.
    """

    ended: Callable[[], object] = bool

    def __init__(
        self, body: Any, give_back: Callable[..., None], translate: Callable[[Exception], httpx.TransportError]
    ) -> None:
        self._body = body
        self._translate = translate
        self._give_back: Callable[..., None] | None = give_back

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except FAILURES as error:
            raise self._translate(error) from error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._body:
                yield piece
        except FAILURES as error:
            raise self._translate(error) from error

    def close(self) -> None:
        if self._give_back is not None:
            with self:
                self._body.close()

    async def aclose(self) -> None:
        if self._give_back is not None:
            with self:
                await self._body.aclose()

    def __enter__(self) -> None:
        self._returning, self._give_back = self._give_back, None

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        returning, self._returning = self._returning, None
        ended, self.ended = self.ended, bool
        ended()
        if returning is not None:
            returning(whole=kind is None)
