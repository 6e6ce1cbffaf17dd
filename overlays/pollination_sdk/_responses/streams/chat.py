"""The sync and async streams of chat completions."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pollination_sdk._engine.bill_headers import usage_in
from pollination_sdk._responses.answer import named_units
from pollination_sdk._responses.body import AsyncBody, AsyncItems, Body
from pollination_sdk._responses.streams.chat_decoder import KEPT, is_foreign, refuse_foreign
from pollination_sdk._responses.streams.priced import Priced
from pollination_sdk._support.misuse import (
    no_async_with,
    no_attribute_of_async_stream,
    no_attribute_of_stream,
    no_await,
    no_await_but_async_for,
    no_for,
    no_with,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator, Mapping

    from pollination_sdk.types import ChatCompletion, CompletionUsage

T = TypeVar("T")


class _Peek:
    """The first chunks of an answer whose head does not promise an event stream.

    Servers may declare a wrong type, so the bytes decide.
    """

    def __init__(self, headers: Mapping[str, str]) -> None:
        declared = headers.get("content-type", "").partition(";")[0].strip().lower()
        self.chunks: list[bytes] = []
        self.needed = declared not in {"", "text/event-stream"}

    def add(self, chunk: bytes) -> None:
        """Take a chunk; no other is needed once the bytes tell enough."""
        self.chunks.append(chunk)
        head = self._head
        self.needed = len(head) < KEPT and (not head.strip() or is_foreign(head))

    def check(self) -> None:
        """Refuse what is not an event stream.

        Raises:
            UnexpectedResponseError: It is something else; the message says what.
        """
        refuse_foreign(self._head)

    @property
    def _head(self) -> bytes:
        return b"".join(self.chunks)


class _Partial(Priced):
    """The part of the answer that has been received, for both streams."""

    _reader: Any  # a ChatDecoder
    _headers: Mapping[str, str]

    @property
    def _over(self) -> bool:
        over: bool = self._reader.over
        return over

    @property
    def _units(self) -> Mapping[str, float] | None:
        return usage_in(self._headers) or (named_units(self._reader.usage) if self._reader.usage else None)

    def _items_of(self, chunks: list[bytes]) -> Iterator[Any]:
        """Yield the items of chunks when they are asked for: `text_stream` may still change what an item is."""
        return chain.from_iterable(map(self._reader.feed, chunks))

    @property
    def text(self) -> str:
        """The text received so far."""
        text: str = self._reader.text
        return text

    @property
    def completion(self) -> ChatCompletion:
        """The chat completion, merged from the chunks received so far.

        Before the first chunk it has no choices, and `choices[0]` raises `IndexError`; `text` is "" then.
        """
        completion: ChatCompletion = self._reader.completion
        return completion

    @property
    def usage(self) -> CompletionUsage | None:
        """The tokens that are billed. The service sends them at the end of the stream; None until then."""
        return (self._reader.completion.usage or None) if self._reader.usage else None

    @property
    def model(self) -> str | None:
        """The model that wrote the answer, from `x-model-used` or the chunks; None until one of them has arrived."""
        model: str | None = self._headers.get("x-model-used") or self._reader.model
        return model


class Stream(_Partial, Body[T]):
    """A streamed answer, which can be iterated once. The request is sent at `open`, at `with` or at the first item.

    At the end of the stream the connection is kept for the next call. It is closed at any error, and if the loop is
    left early. It is also closed if the service does not end the answer within 100 ms and 64 KB. The connection of an
    `http_client` of yours is always closed, because its reads cannot be interrupted. A second loop raises
    `StreamStateError`.

    If the head of the answer declares another type than that of a stream, `open` and `with` also read its first bytes.
    Then an answer that is no stream, such as a web page, is refused there.

    Raises:
        APIError: While iterating: the service sent an error instead of the rest.
        StreamInterruptedError: While iterating: the stream ended early; `partial` is the part that was received.
        UnexpectedResponseError: While iterating: the answer is not a valid stream.
        APITimeoutError: While iterating: no data arrived in time.
    """

    def _read_ahead(self, chunks: Generator[bytes, None, None]) -> None:
        peek = _Peek(self._headers)
        while peek.needed and (chunk := next(chunks, None)) is not None:
            peek.add(chunk)
        peek.check()
        self._ahead = self._items_of(peek.chunks) if peek.chunks else ()

    @property
    def text_stream(self) -> Iterator[str]:
        """The pieces of the text, as an iterator, in place of the items. It reads the stream when it is iterated.

        They are those of the first choice, never empty. Other choices, thoughts and tool calls are in `completion` at
        the end. The items of `stream_text` are these pieces already.
        """
        return cast("Iterator[str]", self._items(self._reader.only_text))

    def show(self) -> None:
        """Read the stream, and show its text as it grows: in place in a notebook, and printed elsewhere.

        The last value of a notebook's cell is shown in this way too, unless it is read already. The text is that of
        `text_stream`. It is escaped: a notebook runs no HTML or script of an answer.

        Raises:
            PollinationsError: As while iterating. The text that came before stays visible.
        """
        from pollination_sdk._responses.streams.growing import GrowingText  # noqa: PLC0415 - few programs show a stream

        with GrowingText() as shown:
            for piece in self.text_stream:
                shown.add(piece)

    def _ipython_display_(self) -> None:
        """Show the text as it grows; that of a stream which has been read is shown at once."""
        from pollination_sdk._responses.streams.growing import GrowingText  # noqa: PLC0415 - as above

        if not self._read and not self._closed:
            self.show()
            return
        with GrowingText() as shown:
            shown.add(self.text or repr(self))

    if not TYPE_CHECKING:  # type checkers refuse these uses by themselves
        # No `__aiter__`: web frameworks recognise a stream to be read in a thread by the lack of it.
        __await__ = no_await
        __getattr__ = no_attribute_of_stream
        __aenter__ = __aexit__ = no_async_with


class AsyncStream(_Partial, AsyncBody[T]):
    """A streamed answer for `async for`; see `Stream`.

    If a loop is left early, the connection is closed at the end of `async with`. Without `async with`, the event loop
    closes it soon after. An `http_client` of yours also keeps its connection at the end of a stream.
    """

    async def _read_ahead(self, chunks: AsyncIterator[bytes]) -> None:
        peek = _Peek(self._headers)
        while peek.needed and (chunk := await self._next_chunk(chunks)) is not None:
            peek.add(chunk)
        peek.check()
        self._ahead = self._items_of(peek.chunks) if peek.chunks else ()

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The pieces of the text, as an async iterator; see `Stream.text_stream`."""
        return cast("AsyncIterator[str]", AsyncItems(self, self._reader.only_text))

    async def show(self) -> None:
        """Read the stream, and show its text as it grows; see `Stream.show`.

        A notebook shows an async stream by `await stream.show()` only: to show the last value of a cell cannot wait.
        """
        from pollination_sdk._responses.streams.growing import GrowingText  # noqa: PLC0415 - few programs show a stream

        with GrowingText() as shown:
            async for piece in self.text_stream:
                shown.add(piece)

    def _ipython_display_(self) -> None:
        """Show the text so far, or how it is shown."""
        from pollination_sdk._responses.streams.growing import GrowingText  # noqa: PLC0415 - as above

        with GrowingText() as shown:
            shown.add(self.text or f"{self!r}\n`await stream.show()` shows its text as it grows.")

    if not TYPE_CHECKING:  # type checkers refuse these uses by themselves
        __await__ = no_await_but_async_for
        __iter__ = no_for
        __enter__ = __exit__ = no_with
        __getattr__ = no_attribute_of_async_stream
