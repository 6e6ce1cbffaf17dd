"""Decode the bytes of a streamed chat completion into items, without I/O."""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from pollination_sdk._responses.decode import says_anything, text_in
from pollination_sdk._responses.streams.merge import Merger, choices_of, delta_of
from pollination_sdk._responses.streams.surrogates import SurrogateJoiner
from pollination_sdk._support.file_types import describe
from pollination_sdk._support.sse import KEEP_ALIVES, ErrorData, EventDecoder
from pollination_sdk._support.strict_json import load_json
from pollination_sdk.errors import APITimeoutError, StreamInterruptedError, UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pollination_sdk._responses.streams.merge import Json
    from pollination_sdk.errors import APIConnectionError

T = TypeVar("T")

KEPT = 16_384
"""The first bytes that are kept in case the body is not an event stream, for the reason of the error."""
_log = logging.getLogger("pollination_sdk")
_BRACKETED = re.compile(r"\[(?!true\]|false\]|null\])[A-Za-z][\w .-]*\]\s*")


class ChatDecoder(Generic[T]):
    """The decoder of one streamed chat completion, without I/O.

    Args:
        items: Returns the items of one chunk, such as `text_of`.
        error_from_event: Returns the exception for an error event.
        complete: Returns the `completion` for the merged chunks.
        refusal: Returns the exception for a stream that turns out to be a refusal. It gets a function that merges
            the chunks, which takes time.
    """

    def __init__(
        self,
        items: Callable[[Json], Iterable[T]],
        *,
        error_from_event: Callable[[Json], Exception],
        complete: Callable[[Json], Any],
        refusal: Callable[[Callable[[], Json]], Exception | None] = lambda _: None,
    ) -> None:
        self._items = items
        self._error_from_event = error_from_event
        self._complete = complete
        self._refusal = refusal
        self._events = EventDecoder()
        self._merger = Merger()
        self._surrogates = SurrogateJoiner()
        self._head = b""
        self._ignored = ""
        self.started_at: float | None = None
        """When the first chunk has arrived, from `time.perf_counter`."""
        self.started = False
        """Whether the first chunk has arrived; keep-alives do not count."""
        self.done = False
        """Whether the service has sent its end mark."""
        self._ended = False
        self.is_refusal = False
        """Whether the whole answer turned out to be a refusal, which is not billed."""

    @property
    def finished(self) -> bool:
        """Whether the answer is complete: the end mark has arrived, or every choice so far has finished."""
        return self.done or self._merger.finished

    @property
    def text(self) -> str:
        """The text so far."""
        return self._merger.text

    @property
    def model(self) -> str | None:
        """The model that the chunks so far name."""
        name = self._merger.field("model")
        return name if isinstance(name, str) and name else None

    @property
    def id(self) -> Any:
        """The id that the chunks so far name."""
        return self._merger.field("id")

    @property
    def finish_reasons(self) -> list[Any]:
        """Why each choice has ended, as far as they have."""
        return self._merger.finish_reasons

    @property
    def over(self) -> bool:
        """Whether the stream came to its end. Before, a `usage` may be that of a part."""
        return self.done or self._ended

    @property
    def has_usage(self) -> bool:
        """Whether a chunk with a usage has arrived."""
        return self.usage is not None

    @property
    def usage(self) -> Json | None:
        """The `usage` of the chunks so far, as it came; None if there is none."""
        usage = self._merger.field("usage")
        return usage if isinstance(usage, dict) and usage else None

    def only_text(self) -> None:
        """Yield the pieces of text of the first choice from now on, instead of the items."""
        self._items = cast("Callable[[Json], Iterable[T]]", text_of)

    @property
    def completion(self) -> Any:
        """The completion so far."""
        return self._complete(self._merger.completion)

    def feed(self, chunk: bytes) -> Iterator[T]:
        """Take the next bytes and yield their items one by one, so that an error loses none before it.

        Raises:
            Exception: An error event arrived, or a refusal has ended; the result of `error_from_event` or `refusal`.
            UnexpectedResponseError: The data of an event is not a JSON object.
        """
        if not self.started:
            self._head += chunk[: KEPT - len(self._head)]
        for data in self._events.feed(chunk):
            yield from self._read(data)

    def finish(self) -> Iterator[T]:
        """Check the stream at its end, and yield the items of a last event without a blank line.

        Raises:
            StreamInterruptedError: There was no `[DONE]`, and not every choice had a `finish_reason`.
            UnexpectedResponseError: The body is not an event stream.
        """
        for data in self._events.finish():
            if isinstance(data, ErrorData) or _is_whole(data):  # otherwise it is cut off, which is checked below
                yield from self._read(data)
        if not self.started:
            refuse_foreign(self._head)
        self._refuse_unfinished(None)
        yield from self._flush()
        if not self.done:
            self._check_end()
        self._ended = True

    def connection_broke(self, error: APIConnectionError) -> None:
        """Raise for a broken connection, unless the answer is complete.

        Raises:
            APITimeoutError: The error itself, if it is a timeout; `text` has the part that was received.
            StreamInterruptedError: The answer is not complete.
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

    def _check_end(self) -> None:
        """Raise for a refusal that came as an answer, and warn of an empty answer."""
        if (error := self._refusal(lambda: self._merger.completion)) is not None:
            self.is_refusal = True
            raise error
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
            self._check_end()
            return
        frame = _load(data) if data[:1] == "{" or not _is_keep_alive(data) else {}
        if "choices" not in frame and _is_ping(frame):
            self._ignored = self._ignored or data
            return
        if not self.started:
            self.started, self.started_at = True, time.perf_counter()
        if self._surrogates.needed(data):
            frame = self._surrogates.join(frame)
        if '"message"' in data:
            frame = self._with_delta(frame)
        choices = choices_of(frame)
        if frame.get("error") is not None or frame.get("success") is False or _has_failed(choices):
            raise self._error_from_event(frame)
        self._merger.add(frame, choices)
        yield from self._items(frame)

    def _with_delta(self, frame: Json) -> Json:
        """Add a delta to a choice that has a whole message: the part of its text that is new."""
        choices = []
        for position, choice in choices_of(frame):
            new_text = None
            if position == 0 and isinstance(choice.get("message"), dict) and not choice.get("delta"):
                new_text = text_in(choice["message"].get("content"))
                new_text = new_text.removeprefix(self.text) if new_text.startswith(self.text) else ""
            choices.append({**choice, "delta": {"content": new_text}} if new_text else choice)
        return {**frame, "choices": choices} if choices else frame

    def _flush(self) -> Iterator[T]:
        """Yield the items for halves of characters whose other half is missing."""
        for frame in self._surrogates.flush():
            self._merger.add(frame)
            yield from self._items(frame)

    def _refuse_empty(self) -> None:
        if self._ignored and not self.started:
            raise UnexpectedResponseError(f"The stream held no answer, only {self._ignored[:100]!r}.")


def text_of(chunk: Json) -> list[str]:
    """Return the text that a chunk adds to the first choice, if any: the items of `stream_text`."""
    texts = []
    for position, choice in choices_of(chunk):
        if position == 0 and (text := text_in(delta_of(choice).get("content"))):
            texts.append(text)
    return texts


def _is_keep_alive(data: str) -> bool:
    """Return True if the data of an event is not JSON: gateways send such events while a model thinks.

    A word in brackets such as `[PING]` is a keep-alive too. JSON that is cut off is not.
    """
    start = data.lstrip()
    return start[:1] not in {"{", "["} or bool(start[0] == "[" and _BRACKETED.fullmatch(start))


def _is_ping(frame: Json) -> bool:
    """Return True if a JSON object is empty, or a keep-alive by its type."""
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
    """Return the error of an event with the name `error`, whose data may have any format."""
    try:
        result = load_json(data)
    except (ValueError, RecursionError):
        result = data
    return result if isinstance(result, dict) and result.get("error") is not None else {"error": result}


def _is_whole(data: str) -> bool:
    try:
        load_json(data)
    except (ValueError, RecursionError):
        return _is_end(data)
    return True


def refuse_foreign(head: bytes) -> None:
    """Refuse a body that is not an event stream.

    Raises:
        UnexpectedResponseError: The first bytes are not those of an event stream.
    """
    if not is_foreign(head):
        return
    from pollination_sdk._failures.false_success import describe_instead  # noqa: PLC0415 - rarely needed

    problem = describe_instead(head, "an event stream")
    raise UnexpectedResponseError(problem or f"Expected an event stream, but the service sent {describe(head)}.")


def is_foreign(head: bytes) -> bool:
    """Return True if the first bytes are not those of an event stream."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    fields = (b":", b"data", b"event", b"id", b"retry")
    return not any(head.startswith(field) or field.startswith(head) for field in fields)


def _has_failed(choices: list[tuple[int, Json]]) -> bool:
    for _, choice in choices:  # noqa: SIM110 - a generator for each chunk would cost twice as much
        if choice.get("error") or choice.get("finish_reason") == "error":
            return True
    return False
