"""Which good answers are refusals, and how long the start of a stream is held back.

Uses private names: both are pure deciders, tried with any bytes; `test_refusal_as_answer` proves the calls.
"""

import itertools
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each, some
from tests.helpers.notices import BALANCE, BUDGET, ENTER, NOT_ALLOWED, QUEST_ONLY, USED, completion, event, events

from pollination_sdk._failures.notice import LONGEST_NOTICE, find_notice
from pollination_sdk._failures.notice_watch import NoticeWatch

SSE = "text/event-stream; charset=utf-8"
PRIVATE = {"Cache-Control": "private, no-store"}
TEXTS = [BUDGET, BALANCE, QUEST_ONLY, NOT_ALLOWED]


def found(body, media_type="text/plain; charset=utf-8", headers=PRIVATE, status=200):
    """Return the notice in an answer."""
    return find_notice(httpx.Response(status, content=body, headers={"Content-Type": media_type, **headers}))


def responses(text, total=0):
    """Build an answer of `/v1/responses`."""
    content = [{"type": "output_text", "text": text}]
    message = {"type": "message", "role": "assistant", "content": content}
    return {"object": "response", "status": "completed", "output": [message], "usage": {"total_tokens": total}}


def response_events(text, total=0):
    """Build the events of a streamed answer of `/v1/responses`."""
    values = [
        {"type": "response.created", "response": {"status": "in_progress"}},
        *({"type": "response.output_text.delta", "delta": text[at : at + 9]} for at in range(0, len(text), 9)),
        {"type": "response.output_text.done", "text": text},
        {"type": "response.completed", "response": responses(text, total)},
    ]
    return b"".join(f"event: {value['type']}\ndata: {json.dumps(value)}\n\n".encode() for value in values)


def message(text, tokens=0):
    """Build an answer of `/v1/messages`."""
    fields = {
        "type": "message",
        "role": "assistant",
        "stop_reason": "end_turn",
        "content": [{"type": "text", "text": text}],
    }
    return {**fields, "usage": {"input_tokens": tokens, "output_tokens": tokens}}


@pytest.mark.parametrize("text", TEXTS)
def test_a_notice_is_found_in_every_format(text):
    """Plain text, JSON and events, of chats, responses and messages, give the same notice."""
    bodies = [
        (text.encode(), "text/plain; charset=UTF-8"),
        (completion(text), "application/json"),
        (completion(text, None), "Application/JSON; charset=utf-8"),
        (b"".join(events(text, size=3)), SSE),
        (b"".join(events(text, None)), SSE),
        (json.dumps(responses(text)).encode(), "application/json"),
        (response_events(text), SSE),
        (json.dumps({"role": "assistant", "content": text}).encode(), "application/json"),
        (json.dumps(message(text)).encode(), "application/json"),
    ]
    notice = found(*bodies[0])
    assert notice is not None
    assert notice.text == text
    assert {found(*body) for body in bodies} == {notice}


@each(
    ("text", "status", "code", "page"),
    [
        (f"Spent. [raise]({ENTER}/edit-key?id=1)", 402, "KEY_BUDGET_EXHAUSTED", "edit-key"),
        (f"Not allowed for this key. [permit]({ENTER}/edit-key?id=1)", 403, "FORBIDDEN", "edit-key"),
        (f"It isn\u2019t allowed. [permit]({ENTER}/edit-key)", 403, "FORBIDDEN", "edit-key"),
        (f"[a quest]({ENTER}/quests) or [pay]({ENTER}/top-up)", 402, "INSUFFICIENT_BALANCE", "top-up"),
        (f"[a quest]({ENTER}/quests)", 402, "PAYMENT_REQUIRED", "quests"),
        (f"[permit]({ENTER}/grant?id=1) or [pay]({ENTER}/top-up)", 403, "FORBIDDEN", "grant"),
        ("[pay](https://staging.enter.pollinations.ai/top-up)", 402, "INSUFFICIENT_BALANCE", "top-up"),
    ],
)
def test_the_page_and_the_words_give_the_meaning(text, status, code, page):
    """`/grant` and words about permission mean 403; else the page tells the code, and the cause comes before quests."""
    notice = found(text.encode())
    assert notice is not None
    assert (notice.status, notice.code) == (status, code)
    assert page in notice.fix_url


@each(
    "response",
    [
        (BUDGET.encode(), "text/plain", {}),
        (BUDGET.encode(), "text/plain", {"Cache-Control": "no-store"}),
        (BUDGET.encode(), "text/plain", {"Cache-Control": "public, max-age=31536000, immutable"}),
        (BUDGET.encode(), "text/plain", {**PRIVATE, "x-usage-total-tokens": "3"}),
        (BUDGET.encode(), "audio/mpeg"),
        (BUDGET.encode(), "text/html"),
        (BUDGET.encode(), "text/plain", PRIVATE, 201),
        (b"", "text/plain"),
        (b"\xff\x00\xfe", "text/plain"),
        (BUDGET.replace("](", "] (").encode(), "text/plain"),
        ((BUDGET + "x" * LONGEST_NOTICE).encode(), "text/plain"),
        (completion(BUDGET, USED), "application/json"),
        (completion(BUDGET, {"details": {"cached_tokens": 1}}), "application/json"),
        (json.dumps(responses(BUDGET, 5)).encode(), "application/json"),
        (json.dumps([BUDGET]).encode(), "application/json"),
        (json.dumps({"text": BUDGET}).encode(), "application/json"),
        (json.dumps({"role": "user", "content": BUDGET}).encode(), "application/json"),
        (json.dumps({"role": "assistant", "content": BUDGET, "audio": {"data": "AA=="}}).encode(), "application/json"),
        (json.dumps(message(BUDGET, 5)).encode(), "application/json"),
        (b"{", "application/json"),
        (b"".join(events(BUDGET, USED)), SSE),
        (response_events(BUDGET, 5), SSE),
        (event({"content": BUDGET}, reason="length"), SSE),
        (event({"content": BUDGET, "tool_calls": [{"index": 0}]}), SSE),
        (event({"content": BUDGET}) + event({"audio": {"data": "AA=="}}), SSE),
        (event({"content": BUDGET}) + event({}, error={"message": "no"}), SSE),
    ],
)
def test_without_one_of_the_signs_it_is_an_answer(response):
    """Another header, a usage, no Markdown link, a tool call, audio, an error or a long text make it an answer."""
    assert found(*response) is None


def test_a_usage_of_zero_in_the_headers_is_none():
    """`x-usage-*` headers that count nothing do not hide a notice."""
    assert found(BUDGET.encode(), headers={**PRIVATE, "x-usage-total-tokens": "0"}) is not None


def test_a_deep_nesting_is_read():
    """A usage and a content that are nested as deep as JSON can be raise nothing."""
    for opening, closing in (('{"usage":' + '{"a":' * 900, "}" * 901), ('{"role":"assistant","content":', "}")):
        for parts in ("1", '[{"text":' * 450 + "1" + "}]" * 450):
            body = f"{opening}{parts}{closing}".encode()
            assert found(body, "application/json") is None
            assert NoticeWatch(SSE).feed(b"data: " + body + b"\n\n") in (True, False)


@given(st.binary(), st.sampled_from(["text/plain", "application/json", SSE]))
def test_any_body_can_be_read(body, media_type):
    """Reading never raises, whatever the bytes."""
    found(body, media_type)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "message", "content", "usage", "finish_reason", "output", "response", "role"]
            ),
            inner,
        )
    ),
    max_leaves=10,
)


@given(JSON_VALUES)
def test_any_json_can_be_read(value):
    """Fields of any type are read, in JSON and in events."""
    body = json.dumps(value)
    found(body.encode(), "application/json")
    found(f"data: {body}\n\n".encode(), SSE)
    NoticeWatch(SSE).feed(f"data: {body}\n\n".encode())


@pytest.mark.slow(reason="tries many ways to cut")
@some
@given(st.sampled_from(TEXTS), st.integers(1, 60), st.lists(st.integers(1, 500), min_size=1))
def test_a_notice_is_held_back_however_it_is_cut(text, size, cuts):
    """No piece of a notice is released before its end mark, for any chunks of text and any pieces of bytes."""
    body, watch, at = b"".join(events(text, size=size)), NoticeWatch(SSE), 0
    for length in itertools.cycle(cuts):
        piece, at = body[at : at + length], at + length
        assert watch.feed(piece) is not watch.ended
        assert watch.may_be_whole
        if watch.ended:
            break


@given(st.text())
def test_an_answer_is_released_or_looks_like_a_notice(text):
    """A first piece is held back only if it is blank or opens as notices do."""
    held = NoticeWatch(SSE).feed(event({"content": text}))
    opening = text.lstrip().lower()
    assert held <= (opening[:3] in {"the", "thi", "you", "ins", "not", "th", "yo", "in", "no", "t", "y", "i", "n", ""})


@pytest.mark.parametrize("opening", ["You have ", "The model ", "This account ", "Not enough "])
def test_a_text_on_another_topic_is_released(opening):
    """After 100 characters a text that opens as a notice, but names nothing that a notice is about, is an answer."""
    watch = NoticeWatch(SSE)
    assert watch.feed(event({"content": opening}))
    assert watch.feed(event({"content": "x" * (99 - len(opening))}))
    assert not watch.feed(event({"content": "x"}))
    watch = NoticeWatch(SSE)
    assert watch.feed(event({"content": opening + "x" * 80 + " pollen " + "x" * 200}))


@pytest.mark.parametrize("media_type", ["text/plain", SSE])
def test_a_long_text_is_released(media_type):
    """More than 4,096 characters are no notice, however they open."""
    watch, pieces = NoticeWatch(media_type), ["The wallet: ", "x" * (LONGEST_NOTICE - 12), "y"]
    bodies = [piece.encode() if media_type == "text/plain" else event({"content": piece}) for piece in pieces]
    assert [watch.feed(body) for body in bodies] == [True, True, False]


def test_json_is_released_when_it_is_long():
    """JSON is held back to its end, but not beyond 64 KB."""
    watch = NoticeWatch("application/json")
    assert [watch.feed(b"x" * 65_536), watch.feed(b"x")] == [True, False]


def test_a_character_may_be_cut():
    """A plain text is read across pieces that cut a character."""
    watch = NoticeWatch("text/plain")
    assert all(watch.feed(bytes([byte])) for byte in "The account \u2013 no pollen".encode())
