"""No key in anything that can be captured: logs, errors and their frames, reprs, pickles, warnings."""

import io
import logging
import pickle
import threading
import traceback
import warnings
from pathlib import Path

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import RawServer, interrupted, refusing, silent

from pollination_sdk import Retry, errors
from pollination_sdk.sandbox import Fault

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

PROMPT = "a confidential fox"
PLACEMENTS = pytest.mark.parametrize("query_key", ["auto", "always"])


@pytest.fixture
def captured():
    """Collect what every logger writes at DEBUG, and every warning."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield lambda: stream.getvalue() + "".join(str(warning) for warning in warned)
    root.removeHandler(handler)
    root.setLevel(level)


def spread(error):
    """Write out all that can be seen of an exception: words, notes, frames with their locals, pickle, response.

    Only the frames of the tests are left out: their locals hold the key by intention.
    """
    seen, parts = set(), []
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        trace = traceback.TracebackException.from_exception(error, capture_locals=True, max_group_width=1)
        trace.__cause__ = trace.__context__ = None
        trace.stack = traceback.StackSummary.from_list([one for one in trace.stack if "/tests/" not in one.filename])
        parts += [str(error), repr(error), repr(getattr(error, "__notes__", "")), repr(vars(error)), *trace.format()]
        if isinstance(error, errors.PollinationsError):
            parts.append(repr(pickle.dumps(error)))
        if getattr(error, "response", None) is not None:
            parts += parts_of(error.response)
        error = getattr(error, "cause", None) or error.__cause__ or error.__context__
    return "\n".join(parts)


def parts_of(response):
    """Write out a response and its request."""
    request = response.request
    return [repr(response), repr(request), str(request.url), repr(request.headers.raw), repr(pickle.dumps(response))]


def faults():
    """Give one fault of each kind."""
    return [
        *[Fault.status(status, "No key like Bearer {key}") for status in (400, 401, 402, 403, 404, 429, 500, 503)],
        Fault.reset(),
        Fault.reset(after_bytes=100),
        Fault.raw(b"nonsense\r\n\r\n"),
        Fault.garbage(),
        Fault.stall(9, after_bytes=100),
        Fault.redirect("http://127.0.0.1:9/?key={key}"),
        Fault.answer(500, '{"error": "sent {key} to /x?key={key}"}', media_type="application/json"),
        Fault.answer(200, '{"choices": "none"}', media_type="application/json", headers={"X-Echo": "{key}"}),
    ]


def quoting(fault, key):
    """Have a fault quote the key that it was sent."""
    return Fault(fault.kind, {name: _quoted(value, key) for name, value in fault.arguments.items()})


def _quoted(value, key):
    if isinstance(value, dict):
        return {name: _quoted(inner, key) for name, inner in value.items()}
    return value.replace("{key}", key) if isinstance(value, str) else value


@PLACEMENTS
@every_flavour
async def test_failing_calls_show_no_key(flavour, sandbox, captured, query_key):
    """Every kind of failure, also one that quotes the key: no key in what is raised, and none in any log."""
    client = flavour.client(
        sandbox.key, base_url=sandbox.url, timeout=0.3, query_key=query_key, retry=Retry(first_wait=0, unknown="always")
    )
    shown = []
    for fault in faults():
        for call in (client.chat, lambda *args, **options: read(client.stream_chat(*args, **options))):
            sandbox.queue(quoting(fault, sandbox.key), times=9)
            with pytest.raises(errors.PollinationsError) as caught:
                await call(PROMPT)
            shown.append(spread(caught.value))
            sandbox.behave()
    logged = captured()
    assert len(shown) == 2 * len(faults())
    assert "pollination_sdk" in logged
    assert [text for text in (*shown, logged, repr(client)) if sandbox.key in text] == []


async def read(stream):
    """Read a stream to its end."""
    async for _ in stream:
        pass


@PLACEMENTS
@every_flavour
async def test_connections_that_fail_show_no_key(flavour, captured, query_key):
    """Nobody there, nobody answering, and no such protocol."""
    key = "sk_never_to_be_seen"
    with silent() as server:
        urls = [refusing(), server.url, server.url.replace("http:", "https:"), "http://localhost:1"]
        shown = []
        for url in urls:
            client = flavour.client(
                key, base_url=url, timeout=0.3, query_key=query_key, retry=Retry(first_wait=0), headers={"X-App": "me"}
            )
            for call in (client.key, lambda client=client: client.text("hi")):
                with pytest.raises(errors.PollinationsError) as caught:
                    await call()
                shown.append(spread(caught.value))
    assert [text for text in (*shown, captured()) if key in text] == []


@every_flavour
async def test_a_repetition_is_logged_without_the_services_words(flavour, sandbox, captured):
    """What the service says of a failure may quote the prompt, so the log names the status alone."""
    client = flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry(first_wait=0))
    sandbox.queue(Fault.status(503, f"No room for {PROMPT!r}"))
    await client.image(PROMPT)
    assert "is sent again in 0.0 s: status 503" in captured()
    assert PROMPT not in captured()


@PLACEMENTS
@every_flavour
async def test_succeeding_calls_show_neither_key_nor_prompt(flavour, sandbox, captured, query_key):
    """Logs of a good call, its answer's repr, headers, response and pickle hold no key; the logs hold no prompt."""
    client = flavour.client(sandbox.key, base_url=sandbox.url, query_key=query_key)
    shown = [repr(client), repr(vars(getattr(client, "plain", client)))]
    for call in (client.detailed.text, client.detailed.chat, client.detailed.image):
        answer = await call(PROMPT)
        shown += [repr(answer), repr(pickle.dumps(answer)), *parts_of(answer.response), repr(answer.headers)]
    await read(client.stream_text(PROMPT + " in a story"))
    await read(client.stream_image(PROMPT))
    await client.key()
    shown.append(client.image_url(PROMPT))
    logged = captured()
    assert [text for text in (*shown, logged) if sandbox.key in text] == []
    assert "HTTP Request" in logged
    assert "confidential" not in logged


@PLACEMENTS
@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread")
def test_an_interrupt_shows_no_key(query_key):
    """The frames of an interrupted call, with their locals, hold no key."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - the one test that is not for both

    with silent() as server:
        client = Pollinations("sk_never_to_be_seen", base_url=server.url, query_key=query_key)
        with interrupted(server):
            for call in (client.key, lambda: list(client.stream_text("hi"))):
                with pytest.raises(KeyboardInterrupt) as caught:
                    call()
                assert "sk_never" not in spread(caught.value)


@PLACEMENTS
@every_flavour
async def test_a_hook_that_fails_shows_no_key(flavour, sandbox, query_key):
    """An error in a hook of the caller's own client passes, with the caller's frames and without httpx's."""

    def fail(request):
        raise LookupError("in a hook")

    async def afail(request):
        raise LookupError("in a hook")

    if flavour.name == "blocking":
        own = httpx.Client(event_hooks={"response": [fail]})
    else:
        own = httpx.AsyncClient(event_hooks={"response": [afail]})
    client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=own, query_key=query_key)
    with pytest.raises(LookupError) as caught:
        await client.key()
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert frames[-1].line == 'raise LookupError("in a hook")'
    assert not any("httpx" in Path(frame.filename).parts for frame in frames)
    assert sandbox.key not in spread(caught.value)
    own.close() if flavour.name == "blocking" else await own.aclose()


@every_flavour
async def test_refused_keys_are_not_shown(flavour, sandbox):
    """Several keys that all fail are distinguished by position; their values are in no frame."""
    keys = [sandbox.add_key(name=f"key {number}") for number in range(3)]
    client = flavour.client(keys, base_url=sandbox.url)
    sandbox.queue(Fault.status(401, "Invalid API key"), times=9)
    with pytest.raises(errors.AuthenticationError) as caught:
        await client.key()
    shown = spread(caught.value)
    assert [number for number, key in enumerate(keys) if key in shown] == []


@every_flavour
async def test_a_key_in_an_odd_place_is_hidden(flavour):
    """A server that echoes the key in its status line, headers and broken lengths gets it into no error."""

    def serve(connection):
        server.head(connection)
        key = "sk_never_to_be_seen"
        connection.sendall(f"HTTP/1.1 500 {key}\r\nX-Echo: {key}\r\nContent-Length: zzz\r\n\r\n{key}".encode())

    with RawServer(serve) as server:
        client = flavour.client("sk_never_to_be_seen", base_url=server.url, retry=Retry.off)
        with pytest.raises(errors.PollinationsError) as caught:
            await client.key()
    assert "sk_never" not in spread(caught.value)
    assert "sk_never" not in str(caught.value.cause)
