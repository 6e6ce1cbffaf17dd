"""Turn the bytes of a streamed chat completion into items; pure."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pollination_sdk._responses.decode import says_anything
from pollination_sdk._responses.plain_text import text_in
from pollination_sdk._streams.merge import Merger, choices_of, delta_of, objects
from pollination_sdk._streams.sse import KEEP_ALIVES, ErrorData, EventDecoder
from pollination_sdk._streams.surrogates import SurrogateJoiner
from pollination_sdk._support.file_types import describe
from pollination_sdk._support.strict_json import load_json
from pollination_sdk.errors import APITimeoutError, StreamInterruptedError, UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pollination_sdk._streams.merge import Json
    from pollination_sdk.errors import APIConnectionError

T = TypeVar("T")

_KEPT = 16_384
"""Bytes kept of what may be no event stream; the reason of an error is in them."""
_log = logging.getLogger("pollination_sdk")
_BRACKETED = re.compile(r"\[(?!true\]|false\]|null\])[A-Za-z][\w .-]*\]\s*")


class ChatDecoder(Generic[T]):
    """Turn the bytes of one streamed chat completion into items; pure, and good for one stream.

    Args:
        items: Makes the items of one chunk, such as `text_of`.
        error_from_event: Makes the error that stands for an error frame.
        complete: Makes the `completion` of the merged chunks.
    """

    def __init__(
        self,
        items: Callable[[Json], Iterable[T]],
        *,
        error_from_event: Callable[[Json], Exception],
        complete: Callable[[Json], Any],
    ) -> None:
        self._items = items
        self._error_from_event = error_from_event
        self._complete = complete
        self._events = EventDecoder()
        self._merger = Merger()
        self._surrogates = SurrogateJoiner()
        self._head = b""
        self._ignored = ""
        self.started = False
        """Whether the first chunk has come; keep-alives are none."""
        self.done = False
        """Whether the service has said that nothing more comes."""

    @property
    def finished(self) -> bool:
        """Whether the answer is complete: the service has said so, or every choice seen so far has finished."""
        return self.done or self._merger.finished

    @property
    def text(self) -> str:
        """Give the text so far."""
        return self._merger.text

    @property
    def completion(self) -> Any:
        """Give the completion so far."""
        return self._complete(self._merger.completion)

    def feed(self, chunk: bytes) -> Iterator[T]:
        """Take the next bytes and give their items, one by one, so that none is lost to an error.

        Raises:
            Exception: An error frame; what `error_from_event` made of it.
            UnexpectedResponseError: A frame is no JSON object.
        """
        if not self.started:
            self._head += chunk[: _KEPT - len(self._head)]
        for data in self._events.feed(chunk):
            yield from self._read(data)

    def finish(self) -> Iterator[T]:
        """Judge the stream at its end, and give the items of a last frame without a blank line.

        Raises:
            StreamInterruptedError: There was no `[DONE]`, and not every choice had a `finish_reason`.
            UnexpectedResponseError: This was no event stream at all.
        """
        for data in self._events.finish():
            if isinstance(data, ErrorData) or _is_whole(data):  # else the end has cut it off, which is judged below
                yield from self._read(data)
        if not self.started and _is_foreign(self._head):
            raise UnexpectedResponseError(_described(self._head))
        self._refuse_unfinished(None)
        yield from self._flush()
        if not self.done:
            self._warn_if_empty()

    def break_off(self, error: APIConnectionError) -> None:
        """Judge a broken connection: no harm once the answer is complete.

        Raises:
            APITimeoutError: The error itself, if it is one; `text` has what had come.
            StreamInterruptedError: The answer was not complete.
        """
        if isinstance(error, APITimeoutError) and not self.finished:
            raise error
        self._refuse_unfinished(error)

    def _refuse_unfinished(self, cause: Exception | None) -> None:
        if not self.finished:
            raise StreamInterruptedError(
                "The stream ended before the answer was complete; `partial` holds its beginning.",
                partial=self.text,
            ) from cause

    def _warn_if_empty(self) -> None:
        if not self.text and not says_anything(self._merger.completion):
            _log.warning("The service ended a stream without any text.")

    def _read(self, data: str) -> Iterator[T]:
        if isinstance(data, ErrorData) and not self.done:
            self.started = True
            raise self._error_from_event(_error_frame(data))
        if self.done:
            return
        if data[:1] != "{" and _is_end(data):
            self.done = True
            yield from self._flush()
            self._refuse_empty()
            self._warn_if_empty()
            return
        frame = _load(data) if data[:1] == "{" or not _is_keep_alive(data) else {}
        if "choices" not in frame and _is_ping(frame):
            self._ignored = self._ignored or data
            return
        self.started = True
        if self._surrogates.needed(data):
            frame = self._surrogates.join(frame)
        if '"message"' in data:
            frame = self._with_news(frame)
        if frame.get("error") is not None or frame.get("success") is False or _has_failed(frame):
            raise self._error_from_event(frame)
        self._merger.add(frame)
        yield from self._items(frame)

    def _with_news(self, frame: Json) -> Json:
        """Give a choice that holds a whole message a delta as well: what of its text has not come before."""
        choices = []
        for position, choice in choices_of(frame):
            news = None
            if position == 0 and isinstance(choice.get("message"), dict) and not choice.get("delta"):
                news = text_in(choice["message"].get("content"))
                news = news.removeprefix(self.text) if news.startswith(self.text) else ""
            choices.append({**choice, "delta": {"content": news}} if news else choice)
        return {**frame, "choices": choices} if choices else frame

    def _flush(self) -> Iterator[T]:
        """Give the halves of characters whose other half never came."""
        for frame in self._surrogates.flush():
            self._merger.add(frame)
            yield from self._items(frame)

    def _refuse_empty(self) -> None:
        if self._ignored and not self.started:
            raise UnexpectedResponseError(f"The stream held no answer, only {self._ignored[:100]!r}.")


def text_of(chunk: Json) -> list[str]:
    """Give the text that a chunk adds to the first choice, if any; the items of `stream_text`."""
    texts = []
    for position, choice in choices_of(chunk):
        if position == 0 and (text := text_in(delta_of(choice).get("content"))):
            texts.append(text)
    return texts


def _is_keep_alive(data: str) -> bool:
    """Tell whether the data of an event is no JSON object or list, which gateways send while a model thinks.

    A word in brackets such as `[PING]` is none either. What begins as JSON and is cut off is no keep-alive.
    """
    start = data.lstrip()
    return start[:1] not in {"{", "["} or bool(start[0] == "[" and _BRACKETED.fullmatch(start))


def _is_ping(frame: Json) -> bool:
    """Tell whether a JSON object is a keep-alive by its type, or empty."""
    return not frame or frame.get("type") in KEEP_ALIVES


def _load(data: str) -> Json:
    try:
        frame = load_json(data)
    except (ValueError, RecursionError) as error:
        raise UnexpectedResponseError("An event of the stream is not JSON.") from error
    if not isinstance(frame, dict):
        raise UnexpectedResponseError("An event of the stream is not a JSON object.")
    return frame


def _is_end(data: str) -> bool:
    return data.strip() == "[DONE]"


def _error_frame(data: str) -> Json:
    """Read an event that is called an error, which may then be anything."""
    try:
        told = load_json(data)
    except (ValueError, RecursionError):
        told = data
    return told if isinstance(told, dict) and told.get("error") is not None else {"error": told}


def _is_whole(data: str) -> bool:
    try:
        load_json(data)
    except (ValueError, RecursionError):
        return _is_end(data)
    return True


def _described(head: bytes) -> str:
    """Say what came instead of an event stream."""
    from pollination_sdk._failures.false_success import describe_instead  # noqa: PLC0415 - streams are mostly streams

    problem = describe_instead(head, "an event stream")
    return problem or f"Expected an event stream, but the service sent {describe(head)}."


def _is_foreign(head: bytes) -> bool:
    """Tell a page or file from an event stream that ended before its first event."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    fields = (b":", b"data", b"event", b"id", b"retry")
    return not any(head.startswith(field) or field.startswith(head) for field in fields)


def _has_failed(chunk: Json) -> bool:
    return any(
        choice.get("error") or choice.get("finish_reason") == "error" for choice in objects(chunk.get("choices"))
    )
