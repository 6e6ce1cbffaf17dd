"""Streamed chat: text so far, the merged completion, and every way to end.

Uses private names: `ChatDecoder` is a pure decider, tried with streams cut at each byte.
"""

import itertools
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.flavours import flavour_named
from tests.helpers.answers import Answer

from pollination_sdk import AsyncStream, Stream
from pollination_sdk._responses.streams.chat_decoder import ChatDecoder, text_of
from pollination_sdk.errors import APITimeoutError, RateLimitError, StreamInterruptedError


def frame(content: object) -> bytes:
    """Write one frame."""
    return b"data: " + (content if isinstance(content, bytes) else json.dumps(content).encode()) + b"\n\n"


def chunk(content: str | None, finish_reason: str | None = None) -> dict:
    """Make a chunk."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish_reason}
    return {"id": "c-1", "object": "chat.completion.chunk", "choices": [choice]}


FOX, RAN, STOP = chunk("🦊 fox"), chunk(" ran"), chunk(None, "stop")
USAGE = {"choices": [], "usage": {"total_tokens": 3}}
DONE = b"data: [DONE]\n\n"
RECORDED = b": hi\r\nevent: x\r\n" + frame(FOX) + frame(RAN) + frame(STOP) + frame(USAGE) + DONE


def error_from_event(event: dict) -> Exception:
    """Stand for the mapping of error bodies."""
    return RateLimitError(str(event.get("error")), status=429)


def decoder(items=text_of) -> ChatDecoder:
    """Make a decoder of text."""
    return ChatDecoder(items, error_from_event=error_from_event, complete=lambda merged: merged)


@pytest.fixture(params=["sync", "async", "trio"])
def flavour(request):
    """Give each flavour."""
    with flavour_named(request.param) as one:
        yield one


def make(flavour, answer, items=text_of):
    """Build a stream."""
    return answer.stream(flavour, Stream, AsyncStream, decoder(items))


@pytest.mark.parametrize("enter", [False, True])
def test_text_and_completion(flavour, enter):
    """Items are the text pieces; text and completion stay afterwards; the connection closes."""
    answer = Answer(RECORDED)
    stream = make(flavour, answer)
    assert answer.opened == 0
    assert (flavour.items if enter else flavour.all_of)(stream) == ["🦊 fox", " ran"]
    assert stream.text == "🦊 fox ran"
    assert stream.completion["choices"][0]["message"]["content"] == "🦊 fox ran"
    assert stream.completion["usage"] == {"total_tokens": 3}
    assert (stream.request_id, answer.opened, answer.closed) == ("r-1", 1, 1)


def test_text_so_far():
    """While iterating, text is what had come by then."""
    stream = Stream(Answer(frame(FOX), frame(RAN), DONE).open, decoder())
    assert [stream.text for _ in stream] == ["🦊 fox", "🦊 fox ran"]


def test_every_cut():
    """Cut at any byte, a stream ends right once a finish_reason has come, else interrupted."""
    enough = RECORDED.index(b"stop")
    for at in range(len(RECORDED)):
        stream = Stream(Answer(RECORDED[:at]).open, decoder())
        if at < enough:
            with pytest.raises(StreamInterruptedError) as caught:
                list(stream)
            assert "🦊 fox ran".startswith(caught.value.partial)
            assert caught.value.partial == stream.text
        elif at >= RECORDED.index(b"\n", enough):
            assert "".join(stream) == "🦊 fox ran"


@given(st.lists(st.integers(0, len(RECORDED)), max_size=12))
def test_every_split(cuts):
    """The items do not depend on how the bytes are split."""
    edges = [0, *sorted(cuts), len(RECORDED)]
    pieces = [RECORDED[a:b] for a, b in itertools.pairwise(edges)]
    assert list(Stream(Answer(*pieces).open, decoder())) == ["🦊 fox", " ran"]


def test_a_null_error_is_none(flavour):
    """A chunk whose error is null is a chunk like any other."""
    assert flavour.items(make(flavour, Answer(frame(FOX | {"error": None}) + DONE))) == ["🦊 fox"]


def test_broken_connection(flavour):
    """A connection that breaks leaves what had come, and its cause."""
    answer = Answer(frame(FOX), httpx.ReadError("reset"))
    with pytest.raises(StreamInterruptedError) as caught:
        flavour.items(make(flavour, answer))
    assert caught.value.partial == "🦊 fox"
    assert isinstance(caught.value.cause.cause, httpx.ReadError)
    assert answer.closed == 1


def of_second(payload: dict) -> dict:
    """Make the same chunk of another choice."""
    return {**payload, "choices": [{**payload["choices"][0], "index": 1}]}


@pytest.mark.parametrize("end", [(), (httpx.ReadError("reset"),), (httpx.ReadTimeout("slow"),)])
@pytest.mark.parametrize("unfinished", [STOP, of_second(STOP)])
def test_a_choice_that_has_not_finished_is_missed(flavour, unfinished, end):
    """A stream without [DONE] is complete when every choice seen so far has finished, and no sooner."""
    frames = [frame(payload) for payload in (FOX, of_second(FOX), STOP, of_second(STOP)) if payload != unfinished]
    with pytest.raises((StreamInterruptedError, APITimeoutError)):
        flavour.items(make(flavour, Answer(*frames, *end)))
    assert flavour.items(make(flavour, Answer(*frames, frame(unfinished), *end))) == ["🦊 fox"]
    assert flavour.items(make(flavour, Answer(*frames, DONE, *end))) == ["🦊 fox"]


def test_a_choice_that_begins_late_is_waited_for(flavour):
    """A choice that starts after another has finished has to finish as well."""
    with pytest.raises(StreamInterruptedError):
        flavour.items(make(flavour, Answer(frame(FOX), frame(STOP), frame(of_second(FOX)))))


def test_done_ends_the_reading(flavour):
    """Whatever follows [DONE], garbage or a broken connection, does no harm."""
    answer = Answer(frame(FOX) + DONE + frame(b"{garbage"), b"more", httpx.ReadError("reset"))
    assert flavour.items(make(flavour, answer)) == ["🦊 fox"]
    assert answer.closed == 1


def test_errors_of_the_caller_close(flavour):
    """An error inside the loop's own conversion closes the connection."""

    def fail(_: dict) -> list[str]:
        raise LookupError

    answer = Answer(RECORDED)
    with pytest.raises(LookupError):
        flavour.items(make(flavour, answer, items=fail))
    assert answer.closed == 1
