"""Read the start of a streamed answer ahead, while it may be a refusal that came with status 200."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any, Self

import anyio
import httpx

from pollination_sdk._http.deadline import Deadline, sooner
from pollination_sdk._responses.opened import DRAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

    from pollination_sdk._failures.notice_watch import NoticeWatch


_MOST_SECONDS = 2.0
"""How long pieces are held back. A refusal comes whole at once, a model's text piece by piece."""
_PRECEDENCE = 0.05
"""Seconds by which a read ends before the limit of the call, which would lose what is held."""


def hold_back(response: httpx.Response, limit: Deadline, idle: float | None, *, keeps_deadlines: bool) -> None:
    """Read the chunks of an answer while it may be a notice; if it ends as one may, read it whole.

    The chunks, and the error of a connection that broke meanwhile, come when the answer is iterated.

    Args:
        response: The answer, unread.
        limit: The deadline for its first item.
        idle: The most seconds without a chunk; None for no limit.
        keeps_deadlines: Whether reads of the connection end at a deadline.
    """
    held = _held_body(response, limit, idle)
    if held is not None and held.read_ahead(drain=keeps_deadlines):
        response.read()


async def hold_back_async(response: httpx.Response, limit: Deadline, idle: float | None) -> None:
    """Read the chunks of an async answer as `hold_back` does."""
    held = _held_body(response, limit, idle)
    if held is not None and await held.read_ahead_async():
        await response.aread()


def _held_body(response: httpx.Response, limit: Deadline, idle: float | None) -> _HeldBody | None:
    """Put a body that can be read ahead into an answer; not into one that httpx still has to decompress."""
    if response.headers.get("content-encoding"):
        return None
    from pollination_sdk._failures.notice_watch import NoticeWatch  # noqa: PLC0415 - few answers are held back

    response.stream = held = _HeldBody(
        response.stream, NoticeWatch(response.headers["content-type"].lower()), limit, idle
    )
    return held


class _HeldBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose first chunks are read ahead; not an async generator, see `AsyncBody`.

    Args:
        body: The body of the answer.
        watch: Tells how long the chunks are held back.
        limit: The deadline for the first item.
        idle: The most seconds without a chunk; None for no limit.
    """

    def __init__(self, body: Any, watch: NoticeWatch, limit: Deadline, idle: float | None) -> None:
        self._body = body
        self._watch = watch
        self._limit = limit
        self._idle = idle
        self._until: float | None = None  # when what is held is handed out
        self._held: list[bytes] = []
        self._error: httpx.HTTPError | None = None
        self._rest: Any = None

    def read_ahead(self, *, drain: bool) -> bool:
        """Read until the answer cannot be a notice; return True if it has ended before that."""
        self._rest = iter(self._body)
        try:
            while (chunk := self._next()) is not None:
                if not self._hold(chunk):
                    break
        except httpx.HTTPError as error:
            self._error = error
            return False
        if self._watch.ended and drain:
            self._drain()
        return self._watch.may_be_whole

    async def read_ahead_async(self) -> bool:
        """Read as `read_ahead` does."""
        self._rest = aiter(self._body)
        try:
            while (chunk := await self._next_async()) is not None:
                if not self._hold(chunk):
                    break
        except httpx.HTTPError as error:
            self._error = error
            return False
        if self._watch.ended:
            await self._drain_async()
        return self._watch.may_be_whole

    def _next(self) -> bytes | None:
        with sooner(self._idle if self._held else None):
            return next(self._rest, None)

    async def _next_async(self) -> bytes | None:
        if not self._held:
            return await anext(self._rest, None)
        left = self._limit.cut(self._idle)
        with anyio.move_on_after(None if left is None else max(0.0, left - _PRECEDENCE)):
            return await anext(self._rest, None)
        raise httpx.ReadTimeout("The time without a piece of the answer is over")

    def _hold(self, chunk: bytes) -> bool:
        """Keep a chunk; return True if the next one is to be read before any is handed out."""
        self._held.append(chunk)
        now = time.monotonic()
        if self._until is None:
            left = self._limit.remaining()
            self._until = now + (_MOST_SECONDS if left is None else min(_MOST_SECONDS, left / 2))
        is_held = self._watch.feed(chunk)
        if is_held and now > self._until:
            self._watch.may_be_whole = False
        return is_held and self._watch.may_be_whole

    def _drain(self) -> None:
        """Read the rest after the end mark, so that the connection can be reused, but do not wait for it long."""
        with contextlib.suppress(httpx.HTTPError), sooner(DRAIN_SECONDS):
            for _ in self._rest:
                pass

    async def _drain_async(self) -> None:
        with contextlib.suppress(httpx.HTTPError), anyio.move_on_after(DRAIN_SECONDS):
            while await anext(self._rest, None) is not None:
                pass

    def __iter__(self) -> Iterator[bytes]:
        held, self._held = self._held, []
        yield from held
        if self._error is not None:
            raise self._error
        if not self._watch.ended:
            yield from self._rest

    def __aiter__(self) -> Self:
        return self

    def __anext__(self) -> Awaitable[bytes]:
        is_ahead = self._held or self._error is not None or self._watch.ended
        following: Awaitable[bytes] = self._next_ahead() if is_ahead else self._rest.__anext__()
        return following

    async def _next_ahead(self) -> bytes:
        if self._held:
            return self._held.pop(0)
        raise self._error or StopAsyncIteration

    def close(self) -> None:
        self._body.close()

    async def aclose(self) -> None:
        await self._body.aclose()
