"""A refusal that comes as a good answer is to a caller what a 402 or a 403 is."""

import json
import logging
import pickle
import threading
import time

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.notices import (
    BALANCE,
    BUDGET,
    BUDGET_URL,
    DONE,
    END,
    GRANT_URL,
    HEAD,
    NOT_ALLOWED,
    PRIVATE,
    QUEST_ONLY,
    TOP_UP_URL,
    USED,
    ZERO,
    answer,
    completion,
    event,
    events,
    in_pieces,
    streaming,
)
from tests.helpers.servers import RawServer, answering, chunk

import pollination_sdk
from pollination_sdk import ApiException, errors, exceptions

KEY = "sk_refused_as_an_answer"
LONG_PROMPT = "a fox\nin the moss"
"""A prompt that `text` sends as a chat, because of its line break."""
NOTICES = [
    (BUDGET, errors.PaymentRequiredError, "KEY_BUDGET_EXHAUSTED", BUDGET_URL),
    (BALANCE, errors.PaymentRequiredError, "INSUFFICIENT_BALANCE", TOP_UP_URL),
    (QUEST_ONLY, errors.PaymentRequiredError, "QUEST_POLLEN_ONLY", BUDGET_URL),
    (NOT_ALLOWED, errors.PermissionDeniedError, "FORBIDDEN", GRANT_URL),
]
SAID = [{"role": "user", "content": "hi"}]
PLAIN = answer("text/plain; charset=utf-8", BUDGET.encode(), PRIVATE)
JSON = answer("application/json; charset=utf-8", completion(BUDGET), PRIVATE)
MESSAGE = answer("application/json", json.dumps({"role": "assistant", "content": BUDGET}).encode(), PRIVATE)
SSE = answer("text/event-stream; charset=utf-8", b"".join(events(BUDGET)), PRIVATE)
WHOLE = {
    "text": (PLAIN, lambda client: client.text("hi")),
    "text sent as a chat": (JSON, lambda client: client.text(LONG_PROMPT)),
    "chat": (JSON, lambda client: client.chat("hi")),
    "detailed.text": (PLAIN, lambda client: client.detailed.text("hi")),
    "detailed.chat": (JSON, lambda client: client.detailed.chat("hi")),
    "call, text": (PLAIN, lambda client: client.call("get_generate_text_prompt", prompt="hi")),
    "call, chat": (JSON, lambda client: client.call("post_generate_v1_chat_completions", messages=[])),
    "call, posted text": (PLAIN, lambda client: client.call("post_text", messages=SAID)),
    "call, posted text as a message": (MESSAGE, lambda client: client.call("post_text", messages=SAID)),
    "call, stream": (SSE, lambda client: client.call("post_generate_v1_chat_completions", messages=[])),
}
STREAMS = {
    "stream_chat": lambda client: client.stream_chat("hi"),
    "stream_text": lambda client: client.stream_text("hi"),
    "stream_text sent as a chat": lambda client: client.stream_text(LONG_PROMPT),
}


async def items_of(stream):
    """Read a stream to its end."""
    return [item async for item in stream]


async def read_until_error(stream):
    """Read a stream that fails; return its items and the error."""
    received = []
    try:
        async for item in stream:
            received.append(item)  # noqa: PERF401 - the items before the error are needed
    except errors.PollinationsError as error:
        return received, error
    raise AssertionError("the stream raised nothing")


async def refusal(awaitable):
    """Return the error that a call raises."""
    with pytest.raises(errors.APIError) as caught:
        await awaitable
    return caught.value


def check_budget_notice(error, text=BUDGET):
    """Check every field of the error for the notice about a budget."""
    assert type(error) is errors.PaymentRequiredError
    assert (error.status, error.code, error.fix_url) == (402, "KEY_BUDGET_EXHAUSTED", BUDGET_URL)
    assert (error.message, error.attempts) == (text, 1)
    assert error.response.status_code == 200
    assert (
        text.encode() in error.response.content or b"data:" in error.response.content or b"{" in error.response.content
    )
    assert "topping it up does not raise the budget" in str(error)
    assert pickle.loads(pickle.dumps(error)) == error


# --- whole answers


@pytest.mark.parametrize("way", WHOLE)
@every_flavour
async def test_a_whole_notice_is_a_402(flavour, way):
    """Each way to ask for text raises the error of a 402, sends once, and keeps the raw answer."""
    raw, call = WHOLE[way]
    with answering(raw) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            check_budget_notice(await refusal(call(client)))
            assert len(server.heads) == 1


@pytest.mark.parametrize(("text", "kind", "code", "fix_url"), NOTICES, ids=lambda value: str(value)[:12])
@every_flavour
async def test_the_link_tells_what_to_fix(flavour, text, kind, code, fix_url):
    """The page and the words of a notice give the class, the code and the link, whole and streamed."""
    streamed = answer("text/event-stream", b"".join(events(text, size=7)), PRIVATE)
    for raw, call in ((answer("text/plain", text.encode(), PRIVATE), "text"), (streamed, "stream_text")):
        with answering(raw) as server:
            async with flavour.client(KEY, base_url=server.url) as client:
                made = getattr(client, call)("hi")
                error = await refusal(items_of(made) if call == "stream_text" else made)
                assert (type(error), error.code, error.fix_url) == (kind, code, fix_url)
                assert error.message == text


QUOTED = f"Open [your wallet]({TOP_UP_URL}) and choose an amount."
ANSWERS = {
    "a usage in JSON": (answer("application/json", completion(QUOTED, USED), PRIVATE), LONG_PROMPT),
    "a usage in the headers": (answer("text/plain", QUOTED.encode(), PRIVATE, "x-usage-total-tokens: 14"), "hi"),
    "another Cache-Control": (answer("text/plain", QUOTED.encode(), "Cache-Control: public, immutable"), "hi"),
    "no Cache-Control": (answer("text/plain", QUOTED.encode()), "hi"),
    "no Markdown link": (answer("text/plain", f"See {TOP_UP_URL}".encode(), PRIVATE), "hi"),
    "another page": (answer("text/plain", b"[it](https://enter.pollinations.ai/top-uppity)", PRIVATE), "hi"),
    "another host": (answer("text/plain", b"[it](https://enter.pollinations.ai.example/top-up)", PRIVATE), "hi"),
    "a long text": (answer("text/plain", (QUOTED + "x" * 4_096).encode(), PRIVATE), "hi"),
}


@pytest.mark.parametrize("why", ANSWERS)
@every_flavour
async def test_an_answer_that_quotes_the_link_stays_an_answer(flavour, why):
    """Without one of the signs, the text is returned as the model wrote it."""
    raw, prompt = ANSWERS[why]
    with answering(raw) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            assert "enter.pollinations.ai" in await client.text(prompt)


def test_a_notice_logs_nothing_of_its_text_and_repeats_nothing(caplog):
    """A notice is final: it is not sent again, and the log does not quote it."""
    caplog.set_level(logging.DEBUG, "pollination_sdk")
    with answering(PLAIN) as server, pollination_sdk.Pollinations(KEY, base_url=server.url) as client:
        with pytest.raises(errors.PaymentRequiredError):
            client.text("hi")
        assert len(server.heads) == 1
    assert "budget" not in caplog.text


# --- key rotation


def refusing_first(refused, good):
    """Make a server that refuses the key `sk_first_...` with one answer, and gives every other key a good one."""

    def serve(connection):
        while head := server.head(connection):
            connection.sendall(refused if b"sk_first" in head else good)

    server = RawServer(serve)
    return server


GOOD = b"".join(events("moss", USED))
ROTATIONS = {
    "text": (PLAIN, answer("text/plain", b"moss"), lambda client: client.text("hi")),
    "stream_text": (SSE, answer("text/event-stream", GOOD), lambda client: items_of(client.stream_text("hi"))),
    "stream_chat": (SSE, answer("text/event-stream", GOOD), lambda client: items_of(client.stream_chat("hi"))),
}


@pytest.mark.parametrize("way", ROTATIONS)
@every_flavour
async def test_the_next_key_is_tried_after_a_notice(flavour, way):
    """A notice moves to the next key at once, which later calls keep; the caller sees only the good answer."""
    refused, good, call = ROTATIONS[way]
    with refusing_first(refused, good) as server:
        async with flavour.client(["sk_first_key_0001", "sk_second_key_0002"], base_url=server.url) as client:
            assert "moss" in str(await call(client))
            await call(client)
            assert len(server.heads) == 3


@every_flavour
async def test_when_no_key_is_left_the_notes_name_each_answer(flavour):
    """With notices for all keys, the error is that of the last, with one note on one line for each key."""
    with answering(PLAIN) as server:
        async with flavour.client(["sk_first_key_0001", "sk_second_key_0002"], base_url=server.url) as client:
            error = await refusal(client.text("hi"))
    assert [note[:15] for note in error.remarks] == ["key 1 of 2: 402", "key 2 of 2: 402"]
    assert not any("\n" in note for note in error.remarks)


# --- streams


@pytest.mark.parametrize("size", [None, 1, 5, 40])
@pytest.mark.parametrize("usage", [ZERO, None], ids=["usage of zero", "no usage"])
@pytest.mark.parametrize("way", STREAMS)
@every_flavour
async def test_a_streamed_notice_is_a_402(flavour, way, usage, size):
    """However the text is split over chunks, nothing of it is handed out, and the raw answer is kept."""
    body = b"".join(events(BUDGET, usage, size))
    with streaming(in_pieces(body, 1 << 16)) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            received, error = await read_until_error(STREAMS[way](client))
            check_budget_notice(error)
            assert (received, error.response.content) == ([], body)


@every_flavour
async def test_a_notice_in_single_bytes_is_a_402(flavour, monkeypatch):
    """The link may be split over chunks and over TCP pieces of one byte."""
    monkeypatch.setattr("pollination_sdk._responses.held._MOST_SECONDS", 60)  # many pieces take a busy machine long
    with streaming(in_pieces(b"".join(events(BUDGET, size=40)), 1)) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            check_budget_notice(await refusal(items_of(client.stream_text("hi"))))


@every_flavour
async def test_the_end_mark_ends_a_notice(flavour):
    """The error comes at `[DONE]`, although the server does not end the body."""
    with streaming(lambda connection: connection.sendall(chunk(b"".join(events(BUDGET))))) as server:
        async with flavour.client(KEY, base_url=server.url, timeout=20) as client:
            check_budget_notice(await refusal(items_of(client.stream_text("hi"))))


@every_flavour
async def test_a_notice_in_new_words_is_a_402_at_the_end(flavour):
    """A notice that opens in unknown words, in slow pieces, is handed out, and still ends with the error."""
    text = f"Sorry, no luck. {BUDGET}"
    with streaming(in_pieces(b"".join(events(text, size=40)), 9)) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            error = await refusal(items_of(client.stream_text("hi")))
            assert (type(error), error.message, error.fix_url) == (errors.PaymentRequiredError, text, BUDGET_URL)


SHADE = "several options for a garden in the shade. Moss needs the least care of them all, and no mowing either."
FIRST_PIECES = {
    "text": event({"content": "Once upon a time, "}),
    "a word that opens notices": event({"content": "The "}) + event({"content": "fox "}),
    "a tool call": event({"tool_calls": [{"index": 0, "id": "a", "function": {"name": "f", "arguments": "{}"}}]}),
    "audio": event({"audio": {"id": "a", "transcript": "Once"}}),
    "reasoning": event({"reasoning_content": "Well"}),
    "a sentence that opens as a notice": event({"content": "You have "}) + event({"content": SHADE}),
    "a long text that opens as a notice": event({"content": "The model " + "x" * 4_096}),
}


@pytest.mark.parametrize("first", FIRST_PIECES)
@every_flavour
async def test_the_first_piece_of_an_answer_is_handed_out_at_once(flavour, first, monkeypatch):
    """Under `private, no-store`, the server sends its second piece only after the client has handed out the first."""
    monkeypatch.setattr("pollination_sdk._responses.held._MOST_SECONDS", 60)  # it is the text that releases it
    received = threading.Event()
    in_time = []

    def send(connection):
        connection.sendall(chunk(event({"role": "assistant", "content": ""}) + FIRST_PIECES[first]))
        in_time.append(received.wait(10))
        connection.sendall(chunk(event({"content": "the end"}) + END + event(usage=USED) + DONE) + b"0\r\n\r\n")

    with streaming(send) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            stream = client.stream_chat("hi")
            async for _ in stream:
                received.set()
            text = stream.text if flavour.name != "blocking" else stream.stream.text
            assert text.endswith("the end")
    assert in_time == [True]


@every_flavour
async def test_the_first_piece_of_a_long_answer_comes_within_50_milliseconds(flavour):
    """The client hands out the first piece of an honest answer less than 0.05 s after the server has sent it.

    The fastest of five calls counts, as another process may interrupt one.
    """
    sent, received, late = [], threading.Event(), []

    def send(connection):
        sent.append(time.perf_counter())
        connection.sendall(chunk(event({"role": "assistant", "content": ""}) + event({"content": "The moss "})))
        late.append(not received.wait(10))
        connection.sendall(chunk(event({"content": "and the fern. " * 500}) + END + event(usage=USED) + DONE))
        connection.sendall(b"0\r\n\r\n")

    passed = []
    with streaming(send) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            for _ in range(5):
                received.clear()
                async for _piece in client.stream_text("hi"):
                    if not received.is_set():
                        passed.append(time.perf_counter() - sent[-1])
                        received.set()
    assert not any(late)
    assert min(passed) < 0.05


@every_flavour
@pytest.mark.parametrize("limit", ["first_item_timeout", "idle_timeout", "timeout"])
async def test_what_was_held_is_handed_out_when_a_limit_passes(flavour, limit):
    """An answer that opens as a notice may be, and then stops: its pieces come, and then the error of the limit."""
    done = threading.Event()

    def send(connection):
        connection.sendall(chunk(event({"role": "assistant", "content": "The key "})))
        done.wait(10)

    with streaming(send) as server:
        async with flavour.client(KEY, base_url=server.url, **{limit: 0.4}) as client:
            received, error = await read_until_error(client.stream_text("a\nb"))
        done.set()
    assert received == ["The key "]
    assert isinstance(error, errors.APITimeoutError)


@every_flavour
async def test_a_held_answer_comes_out_whole(flavour):
    """An answer that opens as a notice and quotes its link, but has a usage, is handed out without a loss."""
    text = f"The account page is [here]({TOP_UP_URL}), and this is not a notice."
    with streaming(in_pieces(b"".join(events(text, USED, 6)), 3)) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            assert "".join(await items_of(client.stream_text("hi"))) == text


@every_flavour
async def test_a_connection_that_breaks_meanwhile_gives_what_came(flavour):
    """What was held back when the connection broke is handed out, and then the stream is interrupted."""

    def send(connection):
        connection.sendall(chunk(event({"content": "The account "})))
        connection.close()

    with streaming(send) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            received, error = await read_until_error(client.stream_text("hi"))
            assert (received, type(error)) == (["The account "], errors.StreamInterruptedError)
            assert error.partial == "The account "


# --- the predecessor's surface


@pytest.fixture(params=[BUDGET, NOT_ALLOWED], ids=["402", "403"])
def refused(request):
    """Give a notice and the status that it stands for."""
    return request.param, 403 if request.param is NOT_ALLOWED else 402


def api_for(server):
    """Make an API of the earlier SDK."""
    return pollination_sdk.GenPollinationsAiApi(
        pollination_sdk.ApiClient(pollination_sdk.Configuration(server.url, access_token=KEY))
    )


def test_the_earlier_sdk_raises_the_status(refused):
    """`ApiException` has the status 402 or 403, the raw body, and the text as its reason."""
    text, status = refused
    with answering(answer("text/plain", text.encode(), PRIVATE)) as server:
        for call in ("get_generate_text_prompt", "get_generate_text_prompt_with_http_info"):
            with pytest.raises(ApiException) as caught:
                getattr(api_for(server), call)("hi")
            assert type(caught.value) is (exceptions.ForbiddenException if status == 403 else ApiException)
            assert (caught.value.status, caught.value.reason, caught.value.body) == (status, text, text)


@pytest.mark.parametrize("stream", [False, True])
def test_the_earlier_sdk_returns_the_status_of_an_unread_answer(refused, stream):
    """`..._without_preload_content` has the status of the refusal and the body as it came."""
    text, status = refused
    body = b"".join(events(text, size=5)) if stream else completion(text)
    raw = answer("text/event-stream" if stream else "application/json", body, PRIVATE)
    request = pollination_sdk.PostGenerateV1ChatCompletionsRequest(messages=[], stream=stream)
    with answering(raw) as server:
        response = api_for(server).post_generate_v1_chat_completions_without_preload_content(request)
        assert (response.status, response.data) == (status, body)


def test_an_unread_answer_of_a_model_is_passed_on(refused):
    """An answer that only quotes a link keeps its status."""
    body = completion(refused[0], USED)
    with answering(answer("application/json", body, PRIVATE)) as server:
        request = pollination_sdk.PostGenerateV1ChatCompletionsRequest(messages=[])
        response = api_for(server).post_generate_v1_chat_completions_without_preload_content(request)
        assert (response.status, response.data) == (200, body)


# --- a caller's own connections


def test_a_clients_own_http_client_is_held_back_too():
    """With `http_client=`, a streamed notice is the same error."""
    import httpx  # noqa: PLC0415 - only this test needs it

    with (
        streaming(in_pieces(b"".join(events(BUDGET, size=9)), 11), HEAD) as server,
        httpx.Client() as http,
        pollination_sdk.Pollinations(KEY, base_url=server.url, http_client=http) as client,
    ):
        with pytest.raises(errors.PaymentRequiredError) as caught:
            list(client.stream_text("hi"))
        check_budget_notice(caught.value)
