"""Streams of chat: what came so far, beside the items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pollination_sdk._responses.body import AsyncBody, Body

if TYPE_CHECKING:
    from pollination_sdk.types import ChatCompletion

T = TypeVar("T")


class _SoFar:
    """What both flavours can tell before the end."""

    _reader: Any  # a ChatDecoder

    @property
    def text(self) -> str:
        """Give the text received so far."""
        text: str = self._reader.text
        return text

    @property
    def completion(self) -> ChatCompletion:
        """Give the answer merged from what was received so far."""
        completion: ChatCompletion = self._reader.completion
        return completion


class Stream(_SoFar, Body[T]):
    """Iterate over a streamed answer, once; the request is sent at `with` or at the first item.

    At the end the connection is given back for the next call. It is closed when the loop is left before, at any error,
    if the service does not end the answer within 100 ms and 64 KB, and if it belongs to your `http_client`, whose
    reads cannot be cut short. A second loop is a `RuntimeError`.

    Raises:
        APIError: While iterating: the service sent an error instead of the rest.
        StreamInterruptedError: While iterating: the stream ended early; `partial` is what had come.
        UnexpectedResponseError: While iterating: what came is no such stream.
        APITimeoutError: While iterating: nothing came in time.
    """


class AsyncStream(_SoFar, AsyncBody[T]):
    """Iterate over a streamed answer with `async for`; see `Stream`.

    A loop that is left early closes the connection at the end of `async with`; without it, when the
    event loop gets to it. An `http_client` of yours keeps its connection at the end, too.
    """
