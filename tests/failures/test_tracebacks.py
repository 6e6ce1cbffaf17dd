"""A traceback of our errors shows the lines of the caller, and `POLLINATIONS_DEBUG=1` shows all.

Each call of this module is made by the line of a function `caller`, so that its name is in the traceback.
"""

import asyncio
import copy
import logging
import pickle
import traceback
from pathlib import Path

import httpx
import pytest
import trio
from tests.helpers.servers import STREAM_HEAD, chunk, once, refusing

import pollination_sdk
from pollination_sdk import AsyncPollinations, Pollinations, errors, without_waiting
from pollination_sdk.compat import ApiClient, ApiException, Configuration, GenPollinationsAiApi
from pollination_sdk.sandbox import Fault

OURS = str(Path(pollination_sdk.__file__).parent)
KEY = "sk_test4567"


@pytest.fixture(scope="module")
def nowhere():
    """Give the URL of a port where nobody listens."""
    return refusing()


@pytest.fixture(autouse=True)
def no_waiting():
    """Switch waiting off."""
    with without_waiting():
        yield


def functions(error):
    """List the functions in the traceback of an error that are not of the standard library."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/asyncio/" not in frame.filename]
    assert not any(frame.filename.startswith(OURS) for frame in frames)
    return [frame.name for frame in frames]


def names(error):
    """List the functions in the traceback of an error."""
    return tuple(frame.name for frame in traceback.extract_tb(error.__traceback__))


async def read(stream):
    """Read a stream to its end."""
    async with stream:
        async for _ in stream:
            pass


BLOCKING = {
    "value": lambda client: client.text("hi"),
    "detailed": lambda client: client.detailed.text("hi"),
    "call": lambda client: client.call("get_account_balance"),
    "stream": lambda client: list(client.stream_text("hi")),
    "with": lambda client: client.stream_chat("hi").__enter__(),
    "save": lambda client: client.stream_image("hi").save("never"),
    "usage": lambda client: list(client.iter_usage()),
    "usage of no time": lambda client: client.iter_usage(since="soon"),
    "refused before": lambda client: client.image("fox " * 4_000),
    "link": lambda client: client.image_url("fox " * 4_000),
    "constructor": lambda _: Pollinations("sk_****89"),
    "copy": lambda client: client.with_options(base_url="ftp://nowhere"),
}
ASYNC = {
    "value": lambda client: client.text("hi"),
    "detailed": lambda client: client.detailed.text("hi"),
    "stream": lambda client: read(client.stream_text("hi")),
    "next": lambda client: anext(aiter(client.stream_text("hi"))),
    "save": lambda client: client.stream_image("hi").save("never"),
    "usage": lambda client: anext(client.iter_usage()),
    "refused before": lambda client: client.image("fox " * 4_000),
}


@pytest.mark.parametrize("call", BLOCKING.values(), ids=BLOCKING)
def test_the_caller_is_the_last_frame(nowhere, call):
    """Blocking calls and streams."""

    def caller(client):
        call(client)

    with Pollinations(KEY, base_url=nowhere) as client, pytest.raises(errors.PollinationsError) as caught:
        caller(client)
    assert functions(caught.value)[-2:] == ["caller", "<lambda>"]
    assert "direct cause" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("call", ASYNC.values(), ids=ASYNC)
def test_the_awaiting_caller_is_the_last_frame(nowhere, call):
    """Async calls and streams, the tasks of asyncio too."""

    async def caller(client):
        await call(client)

    async def run():
        async with AsyncPollinations(KEY, base_url=nowhere) as client:
            with pytest.raises(errors.PollinationsError) as caught:
                await asyncio.create_task(caller(client))
            assert [name for name in functions(caught.value) if name != "read"][-1] == "caller"
            assert "direct cause" not in "".join(traceback.format_exception(caught.value))

    asyncio.run(run())


def test_a_stream_that_breaks_shows_the_loop():
    """An error between two items too."""

    def send(connection):
        connection.sendall(STREAM_HEAD + chunk(b'data: {"choices": [{"index": 0, "delta": {"content": "a"}}]}\n\n'))
        connection.close()

    def caller(stream):
        for _ in stream:
            pass

    with (
        once(send) as server,
        Pollinations(KEY, base_url=server.url) as client,
        pytest.raises(errors.StreamInterruptedError) as caught,
    ):
        caller(client.stream_text("hi"))
    assert functions(caught.value)[-1] == "caller"
    assert isinstance(caught.value.cause, errors.APIConnectionError)
    assert "direct cause" not in "".join(traceback.format_exception(caught.value))


def test_the_predecessors_surface_does_so_too(nowhere):
    """`ApiException` shows the caller's line. Its cause is our error, without our frames, whose locals hold the key."""

    def caller(api):
        api.get_account_balance()

    with ApiClient(Configuration(host=nowhere, access_token=KEY)) as made, pytest.raises(ApiException) as caught:
        caller(GenPollinationsAiApi(made))
    assert functions(caught.value)[-1] == "caller"
    assert isinstance(caught.value.cause, errors.APIConnectionError)
    assert functions(caught.value.cause) == []


def test_a_callers_own_function_stays(sandbox):
    """What `progress` raises shows where."""

    def progress(*_):
        raise errors.PollinationsError("of the caller")

    with Pollinations(sandbox.key, base_url=sandbox.url) as client, pytest.raises(errors.PollinationsError) as caught:
        client.stream_image("hi").save("never", progress)
    assert functions(caught.value)[-1] == "progress"


def test_an_error_of_a_callers_own_class_stays(sandbox):
    """A subclass need not call our `__init__`: its error is neither replaced nor unprintable."""

    class Stopped(errors.PollinationsError):
        def __init__(self, row):
            self.row = row

    def progress(*_):
        raise Stopped(7)

    with Pollinations(sandbox.key, base_url=sandbox.url) as client, pytest.raises(Stopped) as caught:
        client.stream_image("hi").save("never", progress)
    assert (caught.value.row, caught.value.cause, str(caught.value)) == (7, None, "")
    assert "Stopped" in "".join(traceback.format_exception(caught.value))


def test_the_cause_is_kept_unprinted(nowhere):
    """`cause` is the exception of the connection, in copies and pickles too."""
    with Pollinations(KEY, base_url=nowhere) as client, pytest.raises(errors.APIConnectionError) as caught:
        client.text("hi")
    error = caught.value
    assert isinstance(error.cause, httpx.ConnectError)
    assert (error.__cause__, error.__context__, error.__suppress_context__) == (None, None, False)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert twin == error
        assert isinstance(twin.cause, httpx.ConnectError)
        assert twin.__cause__ is None


def test_what_the_caller_handles_is_still_printed(nowhere):
    """An exception that the caller was handling is the context, also behind those that we handled."""

    def caller(client):
        try:
            int("mine")
        except ValueError:
            client.text("hi")

    with Pollinations(KEY, base_url=nowhere) as client, pytest.raises(errors.APIConnectionError) as caught:
        caller(client)
    assert isinstance(caught.value.__context__, ValueError)
    assert "During handling of the above exception" in "".join(traceback.format_exception(caught.value))


def test_raise_from_notes_and_logs_work_as_always(nowhere, caplog):
    """`raise ... from`, `add_note` and `logging.exception` show the caller's line."""

    def caller(client):
        try:
            client.text("hi")
        except errors.PollinationsError as error:
            error.add_note("row 7")
            logging.getLogger("app").exception("failed")
            raise RuntimeError("wrapped") from error

    with Pollinations(KEY, base_url=nowhere) as client, pytest.raises(RuntimeError) as caught:
        caller(client)
    assert caught.value.__cause__.__notes__ == ["row 7"]
    assert "in caller" in caplog.text
    assert OURS not in caplog.text
    assert "direct cause" in "".join(traceback.format_exception(caught.value))


def test_groups_of_tasks_work_as_always(nowhere):
    """Each error of a task group is the error of its call."""

    async def run():
        async with AsyncPollinations(KEY, base_url=nowhere) as client, asyncio.TaskGroup() as group:
            for prompt in ("a", "b"):
                group.create_task(client.text(prompt))

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(run())
    group, rest = caught.value.split(errors.APIConnectionError)
    assert group is not None
    assert rest is None
    assert {names(error) for error in group.exceptions} == {("text",)}


def test_a_method_that_is_a_task_keeps_its_own_frame(nowhere):
    """A traceback is never empty: where no line of the caller follows, the frame of the method stays."""

    async def run():
        async with AsyncPollinations(KEY, base_url=nowhere) as client:
            stream = client.stream_text("hi")
            calls = (client.text("hi"), client.detailed.image("hi"), stream.open(), anext(client.iter_usage()))
            return await asyncio.gather(*calls, return_exceptions=True)

    assert [names(error) for error in asyncio.run(run())] == [("text",), ("image",), ("open",), ("__anext__",)]


def test_under_trio_it_keeps_it_too(nowhere):
    """The nursery of trio runs the method itself."""

    async def run():
        async with AsyncPollinations(KEY, base_url=nowhere) as client, trio.open_nursery() as nursery:
            nursery.start_soon(client.text, "hi")

    with pytest.raises(ExceptionGroup) as caught:
        trio.run(run)
    assert names(caught.value.exceptions[0])[-1] == "text"


@pytest.mark.parametrize(("value", "shows"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_debug_shows_all(nowhere, monkeypatch, value, shows):
    """`POLLINATIONS_DEBUG=1` prints our frames and the cause."""
    monkeypatch.setenv("POLLINATIONS_DEBUG", value)
    with Pollinations(KEY, base_url=nowhere) as client, pytest.raises(errors.APIConnectionError) as caught:
        client.text("hi")
    printed = "".join(traceback.format_exception(caught.value))
    assert ("_client/send.py" in printed) is shows
    assert ("direct cause" in printed) is shows
    assert isinstance(caught.value.cause, httpx.ConnectError)


def test_an_error_of_the_service_has_nothing_else(sandbox):
    """A refusal has neither a cause nor a context."""
    sandbox.queue(Fault.status(400, "no"))
    with Pollinations(sandbox.key, base_url=sandbox.url) as client, pytest.raises(errors.BadRequestError) as caught:
        client.text("hi")
    assert (caught.value.cause, caught.value.__context__) == (None, None)
