"""`on_call=`: one record for each call, however it ends, and nothing of the call depends on it."""

import asyncio
import contextvars
import functools
import gc
import logging
import os
import pickle
import signal

import anyio
import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import cancel_when_read, silent

from pollination_sdk import AsyncPollinations, CallRecord, Pollinations, Retry, errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

PROMPT = "a secret of moss"


@pytest.fixture
def records():
    """Collect records."""
    return []


def watched(flavour, sandbox, records, **options):
    """Make a client that hands its records over."""
    return flavour.client(sandbox.key, base_url=sandbox.url, on_call=records.append, **options)


@every_flavour
async def test_a_good_call_has_all_fields(flavour, records):
    """The record says what the answer of `detailed` says, the times are in order, and the price list is read before."""
    with Sandbox() as sandbox:
        client = watched(flavour, sandbox, records)
        await client.text_models()
        answer = await client.detailed.chat(PROMPT, model="openai", seed=7)
    record = records[-1]
    assert (record.method, record.route, record.outcome, record.status) == ("chat", answer.route, "ok", 200)
    assert (record.error, record.error_code, record.streamed, record.first_item) == (None, None, False, None)
    assert (record.model_asked, record.model, record.seed) == ("openai", answer.model, 7)
    assert (record.usage, record.cost, record.request_id) == (answer.usage, answer.cost, answer.request_id)
    assert (record.answer_id, record.finish_reasons) == (answer.value.id, ("stop",))
    assert (record.cached, record.key_index, record.attempts) == (answer.cached, 0, 1)
    assert 0 < record.first_byte <= record.seconds
    copy = pickle.loads(pickle.dumps(record))
    assert (copy, hash(copy)) == (record, hash(record))
    assert record.bytes_sent == len(sandbox.requests[-1].body)
    assert record.bytes_received == len(answer.response.content)
    assert abs(record.started_at - answer.sent_at).total_seconds() < 1


@every_flavour
async def test_each_method_names_itself(flavour, records):
    """The record names the method, also of `call`, of a run of tools, and of the requests that come before another."""
    with Sandbox() as sandbox:
        client = watched(flavour, sandbox, records, auto_upload=True)
        await client.text("hi")
        await client.call("get_account_balance")
        await client.run_tools("hi", tools=[])
        await client.edit_image("night", image=b"\x89PNG\r\n\x1a\n" + bytes(8), model="kontext")
        named = [(record.method, record.route) for record in records]
    assert named[:3] == [
        ("text", "get_generate_text_prompt"),
        ("call", "get_account_balance"),
        ("run_tools", "post_generate_v1_chat_completions"),
    ]
    assert {method for method, _ in named[3:]} == {"edit_image"}


@every_flavour
async def test_a_failed_call_tells_the_class_and_the_code(flavour, records):
    """A refusal has its status, its class and its code, and costs nothing; a repeated call has one record."""
    with Sandbox() as sandbox, without_waiting():
        client = watched(flavour, sandbox, records, model_lookup=False)
        with pytest.raises(errors.BadRequestError) as failed:
            await client.chat(PROMPT, model="no-such-model")
        sandbox.queue(Fault.status(429))
        await client.chat(PROMPT)
    refused, repeated = records
    assert (refused.outcome, refused.status, refused.error) == ("failed", 400, "BadRequestError")
    assert (refused.error_code, refused.request_id) == (failed.value.code, failed.value.request_id)
    assert (refused.model_asked, refused.cost.pollen, refused.bytes_received > 0) == ("no-such-model", 0.0, True)
    assert (repeated.outcome, repeated.attempts) == ("ok", 2)
    assert repeated.bytes_sent == 2 * len(sandbox.requests[-1].body)


@every_flavour
async def test_a_call_without_an_answer_may_have_cost_something(flavour, records):
    """A paid call that may have run has an unknown cost; one that was never sent costs nothing."""
    with silent() as server:
        client = flavour.client("sk_test1234567890", base_url=server.url, on_call=records.append, retry=Retry.off)
        with pytest.raises(errors.PollinationsError):
            await client.chat(PROMPT, timeout=0.5)
    with pytest.raises(errors.MissingKeyError):
        await flavour.client(base_url=server.url, on_call=records.append).balance()
    late, unsent = records
    assert (late.outcome, late.status, late.first_byte, late.cost.pollen) == ("failed", None, None, None)
    assert (unsent.error, unsent.attempts, unsent.cost.pollen) == ("MissingKeyError", 0, 0.0)


@every_flavour
async def test_a_stream_ends_with_its_last_item(flavour, records):
    """There is no record before the end of a stream, and one after it, with its usage and its first item."""
    with Sandbox() as sandbox:
        client = watched(flavour, sandbox, records)
        stream = client.stream_chat(PROMPT)
        async for _ in stream:
            assert records == []
        async with client.stream_image("fox", width=64, height=64) as image:
            async for _ in image:
                pass
    chat, file = records
    assert (chat.method, chat.outcome, chat.streamed, chat.finish_reasons) == ("stream_chat", "ok", True, ("stop",))
    assert chat.usage["completion_tokens"] > 0
    assert chat.first_byte <= chat.first_item <= chat.seconds
    assert (file.method, file.outcome, file.status) == ("stream_image", "ok", 200)
    assert file.usage["completion_image_tokens"] == 1


@every_flavour
async def test_a_stream_that_is_left_is_closed(flavour, records):
    """A chat that is left early is `closed`, with an unknown cost; closing it twice makes no second record."""
    with Sandbox() as sandbox:
        async with watched(flavour, sandbox, records).stream_chat(PROMPT) as stream:
            async for _ in stream:
                break
        assert [(record.outcome, record.error, record.cost.pollen) for record in records] == [("closed", None, None)]


@every_flavour
async def test_a_stream_that_breaks_has_failed(flavour, records):
    """A stream that is cut off, and one that does not open, have failed; the error is that of the caller."""
    with Sandbox() as sandbox:
        client = watched(flavour, sandbox, records, retry=Retry.off)
        for fault in (Fault.truncate_stream(1), Fault.status(402)):
            sandbox.queue(fault)
            with pytest.raises(errors.PollinationsError) as failed:
                async for _ in client.stream_chat(PROMPT):
                    pass
            assert (records[-1].outcome, records[-1].error) == ("failed", type(failed.value).__name__)
    assert [record.cost.pollen for record in records] == [None, 0.0]


def test_a_stream_that_is_dropped_is_closed(records):
    """A stream that was opened and forgotten has a record once it cannot be read any more."""
    with Sandbox() as sandbox:
        stream = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append).stream_chat(PROMPT).open()
        del stream
        gc.collect()

        async def drop() -> None:
            stream = AsyncPollinations(sandbox.key, base_url=sandbox.url, on_call=records.append).stream_chat(PROMPT)
            await stream.open()
            del stream
            gc.collect()
            await anyio.lowlevel.checkpoint()

        anyio.run(drop)
    assert [record.outcome for record in records] == ["closed", "closed"]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_loop_that_is_left_has_a_record_at_the_end_of_its_event_loop(backend, records):
    """The event loop may end before it closes the stream, and an iterator may be dropped after its end."""
    kept = []

    async def leave() -> None:
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url, on_call=records.append)
        kept.append(aiter(client.stream_chat(PROMPT)))
        await anext(kept[0])
        async for _ in client.stream_chat(PROMPT):
            break

    with Sandbox() as sandbox:
        anyio.run(leave, backend=backend)
        kept.clear()
        gc.collect()
    assert [record.outcome for record in records] == ["closed", "closed"]


def test_a_stream_that_ends_elsewhere_is_that_of_its_user():
    """A stream that one user's task leaves may be collected in that of another, who must not pay for it."""
    user = contextvars.ContextVar("user")
    booked = []

    async def leave(client):
        user.set("ada")
        stream = await client.stream_chat(PROMPT).open()
        stream.itself = stream  # as in the cycles of a traceback
        return client.stream_text(PROMPT)

    async def two():
        client = AsyncPollinations(
            sandbox.key, base_url=sandbox.url, on_call=lambda record: booked.append((record.method, user.get()))
        )
        stream = await asyncio.create_task(leave(client))
        user.set("ben")
        gc.collect()
        async for _ in stream:
            pass

    with Sandbox() as sandbox:
        asyncio.run(two())
    assert booked == [("stream_chat", "ada"), ("stream_text", "ada")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_stream_that_a_forked_child_opens_has_its_record_there(records):
    """The child has a record of the stream that it has opened, and none of the one that its parent reads."""
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append)
        opened, unsent = client.stream_chat(PROMPT).open(), client.stream_text(PROMPT)
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            try:
                signal.alarm(20)
                opened.close()
                list(unsent)
                os.write(writer, ",".join(record.method for record in records).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as shown:
            assert shown.read() == "stream_text"
        os.waitpid(child, 0)
        assert records == []
        list(opened)
    assert [(record.method, record.outcome) for record in records] == [("stream_chat", "ok")]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_call_has_a_record(backend, records):
    """A call that is cancelled while it waits for its answer, and a stream between two items, are `cancelled`."""

    async def cancel() -> None:
        with silent() as server:
            client = AsyncPollinations("sk_test1234567890", base_url=server.url, on_call=records.append)
            for call in (functools.partial(client.chat, PROMPT), client.stream_chat(PROMPT).open):
                await cancel_when_read(server, call)

    anyio.run(cancel, backend=backend)
    assert [(record.outcome, record.attempts, record.cost.pollen) for record in records] == [("cancelled", 1, None)] * 2


@every_flavour
async def test_what_on_call_raises_changes_nothing(flavour, caplog):
    """The calls succeed or fail as without it, streams too, and the log has its exception once."""

    def broken(_: CallRecord) -> None:
        raise RuntimeError("no space left in the books")

    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, on_call=broken)
        assert await client.text("hi")
        assert await client.with_options(timeout=9).text("hi")
        assert [piece async for piece in client.stream_text("hi")]
        with pytest.raises(errors.BadRequestError):
            await client.text("hi", model="no-such-model")
    logged = [record for record in caplog.records if "on_call" in record.message]
    assert [record.levelname for record in logged] == ["ERROR"]
    assert "no space left" in caplog.text


@every_flavour
async def test_what_on_call_sends_has_no_record(flavour, caplog):
    """A function that makes a call of its own would cause the next record, and that one the next, without an end."""
    seen = []

    def book(record: CallRecord) -> None:
        seen.append(record.method)
        other.balance()

    with Sandbox() as sandbox:
        other = Pollinations(sandbox.key, base_url=sandbox.url, on_call=book)
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        await client.with_options(on_call=book).text("hi")
        other.text("hi")
        assert len(sandbox.requests) == 4
    assert seen == ["text", "text"]
    assert caplog.text == ""


@pytest.mark.parametrize("client", [Pollinations, AsyncPollinations])
def test_a_coroutine_function_is_refused(client):
    """Both clients refuse it, also in a `partial` or as `__call__`; the error says what to do instead."""

    async def on_call(record: CallRecord) -> None: ...

    class Hook:
        async def __call__(self, record: CallRecord) -> None: ...

    for given in (on_call, functools.partial(on_call), Hook()):
        with pytest.raises(errors.ArgumentError, match=r"a plain function, not a coroutine function.*queue"):
            client(on_call=given)
    with pytest.raises(errors.ArgumentError, match="not a generator function"):
        client(on_call=lambda record: (yield record))
    with pytest.raises(errors.ArgumentError, match="on_call= takes a function"):
        client(callbacks=[print])
    with pytest.raises(errors.ArgumentError, match='"log", not 7'):
        client(on_call=7)
    with pytest.raises(errors.ArgumentError, match="coroutine function"):
        client().with_options(on_call=on_call)


def test_a_coroutine_that_is_returned_is_an_error_in_the_log(caplog):
    """A lambda hides a coroutine function from the check: the log says that what it returns is not awaited."""

    async def keep(record: CallRecord) -> None: ...

    with Sandbox() as sandbox:
        Pollinations(sandbox.key, base_url=sandbox.url, on_call=lambda record, then=keep: then(record)).text("hi")
    assert "which nobody awaits" in caplog.text


def test_copies_share_it_or_have_their_own(records):
    """`with_options` keeps it, replaces it, or takes it away; a pickled client has it if it can be pickled."""
    own = []
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append)
        for copy in (client.with_options(timeout=9), client.with_options(on_call=own.append)):
            copy.text("hi")
        client.with_options(on_call=None).text("hi")
    assert (len(records), len(own)) == (1, 1)
    written = pickle.loads(pickle.dumps(Pollinations("sk_test1234567890", on_call=print)))
    assert written == Pollinations("sk_test1234567890", on_call=print)
    assert written != Pollinations("sk_test1234567890")


@pytest.mark.parametrize(("on_call", "level"), [("log", logging.INFO), (None, logging.DEBUG), (print, logging.DEBUG)])
def test_one_line_of_the_log_says_the_same(on_call, level, caplog):
    """Each call writes one line: at INFO with `"log"`, else at DEBUG. It has no prompt, no answer and no key."""
    caplog.set_level(level, "pollination_sdk")
    with Sandbox() as sandbox:
        sandbox.reply("a secret answer")
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=on_call)
        answer = client.detailed.chat(PROMPT)
        key = sandbox.key
    lines = [record for record in caplog.records if record.message.startswith("chat (")]
    assert [record.levelno for record in lines] == [level]
    assert f"ok: status=200 model={answer.model} attempts=1 request_id={answer.request_id}" in lines[0].message
    assert not any(secret in caplog.text for secret in (PROMPT, "a secret answer", key))


def test_a_name_that_a_user_chose_starts_no_line(caplog):
    """A model with a line break stays in the line of its call: otherwise a visitor could forge lines of the log."""
    caplog.set_level(logging.INFO, "pollination_sdk")
    with Sandbox() as sandbox, pytest.raises(errors.BadRequestError):
        Pollinations(sandbox.key, base_url=sandbox.url, on_call="log").text("hi", model="x\nERROR:root: forged")
    (line,) = [record.message for record in caplog.records if " failed: " in record.message]
    assert r"model_asked='x\nERROR:root: forged'" in line
    assert "\n" not in line


def test_what_looks_like_no_code_is_left_out(records, monkeypatch):
    """A service may write a sentence that quotes the prompt as its code, and so may the `SystemExit` of a hook."""

    def leave(_: httpx.Response) -> None:
        raise SystemExit(f"no {PROMPT}")

    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append)
        sandbox.queue(Fault.status(400, "bad", code=f"No {PROMPT}!"))
        with pytest.raises(errors.BadRequestError):
            client.text(PROMPT)
        sandbox.queue(Fault.header(f"x-usage-{sandbox.key}", "5"))
        client.image(PROMPT, width=64, height=64)
        with httpx.Client(event_hooks={"response": [leave]}) as http, pytest.raises(SystemExit):
            Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append, http_client=http).text(PROMPT)
        written = "".join(str(record.to_dict()) for record in records)
        assert sandbox.key not in written
    assert PROMPT not in written
    assert [(record.error, record.error_code) for record in records] == [
        ("BadRequestError", None),
        (None, None),
        ("SystemExit", None),
    ]


def test_a_record_holds_no_key_and_no_prompt(records):
    """Not even where the caller, or the service in its headers, put a key into a name."""
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append, model_lookup=False)
        with pytest.raises(errors.PollinationsError):
            client.text(PROMPT, model=f"m {sandbox.key}")
        written = repr(records[0]) + str(records[0].to_dict())
        assert sandbox.key not in written
        assert PROMPT not in written
    assert records[0].to_dict()["started_at"] == records[0].started_at.isoformat()
