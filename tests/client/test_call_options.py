"""`timeout=` and `extra_headers=` of each method, and the limits that a copy of a client has of its own."""

import contextlib
import inspect
import time

import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.hosts import ANSWER, redirecting
from tests.helpers.servers import OK, RawServer, answering, once, silent
from tools.silence import silence

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors, without_waiting
from pollination_sdk._client import methods
from pollination_sdk.sandbox import Sandbox

KEY = "sk_test1234567890"
ARGUMENTS = {
    "chat": ("hi",),
    "parse": ("hi", int),
    "run_tools": ("hi",),
    "embed": ("hi",),
    "text": ("hi",),
    "image": ("fox",),
    "video": ("sea",),
    "mesh": ("fox",),
    "model": ("openai",),
    "upload": (b"hi",),
    "upload_info": ("hi",),
    "delete_upload": ("hi",),
    **dict.fromkeys(("create_key", "revoke_key"), ("hi",)),
    "uploads": ("hi",),
    **dict.fromkeys(("speech", "speech_with_timestamps"), ("hi",)),
    **dict.fromkeys(("transcribe", "change_voice", "isolate_voice"), (silence(5),)),
} | {f"stream_{name}": ("hi",) for name in ("text", "chat", "image", "video", "mesh", "speech")}
ARGUMENTS["edit_image"] = ("night",)
OPTIONS = {"run_tools": {"tools": []}, "edit_image": {"image": "https://files.example/fox.png"}}


@pytest.mark.parametrize("flavour", methods.FLAVOURS)
def test_each_method_that_sends_takes_both(flavour):
    """The table of methods gives each method both options, by keyword, with their documentation."""
    for name in methods.methods_of(flavour):
        method = getattr(methods.FLAVOURS[flavour], name)
        taken = inspect.signature(method).parameters
        for option in ("timeout", "extra_headers"):
            assert (option in taken) == (name not in methods.LINKS), name
            assert (f"    {option}: " in method.__doc__) == (name not in methods.LINKS), name
            assert name in methods.LINKS or taken[option].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.slow(reason="makes each call of a client")
@every_flavour
async def test_headers_of_a_call_are_sent_with_it_alone(flavour):
    """Those of each method replace those of the client, and the next call has none of them."""
    gone = b"HTTP/1.1 410 Gone\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    with once(lambda connection: connection.sendall(gone)) as server:
        client = flavour.client(KEY, base_url=server.url, media_url=server.url, headers={"X-Team": "a", "X-All": "b"})
        for name in [*methods.VALUES, *methods.RUNS, *methods.STREAMS, *methods.ITERATORS]:
            for options, team, trace in (({"x-team": "c", "X-Trace": "1"}, "c", "1"), (None, "a", None)):
                with pytest.raises(errors.APIError):
                    await read(client, name, extra_headers=options)
                lines = server.heads[-1].lower().split("\r\n")[1:]
                sent = dict(line.split(": ", 1) for line in lines if line)
                assert (sent["x-team"], sent["x-all"], sent.get("x-trace")) == (team, "b", trace), name
                assert sent["authorization"] == f"bearer {KEY}".lower(), name


READING = (*methods.ITERATORS, "billed_cost", "reconcile")
"""The methods that read several answers, which are not in the table."""


@each("cls", [Pollinations, AsyncPollinations])
@each("name", READING)
def test_each_method_that_reads_pages_takes_both(cls, name):
    """The iterators, `billed_cost` and `reconcile` take both options by keyword, and document them."""
    taken = inspect.signature(getattr(cls, name)).parameters
    for option in ("timeout", "extra_headers"):
        assert taken[option].kind is inspect.Parameter.KEYWORD_ONLY
        assert f"    {option}: " in getattr(Pollinations, name).__doc__


@every_flavour
async def test_both_hold_for_what_reads_a_bill(flavour, sandbox):
    """`billed_cost` and `reconcile` send the headers, and end at the limit."""
    async with flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry.off) as client:
        answer = await client.detailed.text("hi")
        for call in (lambda **options: client.billed_cost(answer, **options), client.reconcile):
            await call(extra_headers={"X-Trace": "1"})
            assert sandbox.requests[-1].path == "/account/key/usage"
            assert sandbox.requests[-1].headers["x-trace"] == "1"
    with silent() as server:
        async with flavour.client(sandbox.key, base_url=server.url, retry=Retry.off) as client:
            with pytest.raises(errors.APITimeoutError):
                await client.reconcile("1h", timeout=0.2)


async def read(client, name, **options):
    """Call a method, and read a stream to its end."""
    called = getattr(client, name)(*ARGUMENTS.get(name, ()), **OPTIONS.get(name, {}), **options)
    if name.startswith("stream_"):
        async with called as stream:
            async for _ in stream:
                pass
    elif name in methods.ITERATORS:
        async for _ in called:
            pass
    else:
        with contextlib.suppress(errors.NotFoundError):  # of an upload or a key that is not there
            await called


@every_flavour
async def test_call_and_detailed_take_them_too(flavour):
    """`client.call` and the methods of `detailed` send the headers of a call."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        await client.call("get_account_key", extra_headers={"X-Trace": "1"}, timeout=30)
        await client.detailed.text("hi", extra_headers={"X-Trace": "2"}, timeout=None)
        assert [one.headers["x-trace"] for one in sandbox.requests] == ["1", "2"]


@every_flavour
async def test_each_attempt_carries_them(flavour):
    """A call that is sent again has the same headers."""
    with answering(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") as server:
        client = flavour.client(KEY, base_url=server.url, retry=Retry(attempts=2))
        with without_waiting(), pytest.raises(errors.InternalServerError):
            await client.balance(extra_headers={"X-Trace": "1"})
    assert ["X-Trace: 1" in head for head in server.heads] == [True, True]


@every_flavour
async def test_another_host_gets_none_of_them(flavour):
    """A redirect to another host is followed without the headers of the call."""
    with answering(ANSWER) as other, redirecting(f"{other.url}/there") as server:
        client = flavour.client(KEY, base_url=server.url)
        await client.call("get_account_key", extra_headers={"X-Token": "hush"})
    assert "hush" in server.heads[0]
    assert "hush" not in other.heads[0]


@every_flavour
@pytest.mark.parametrize("name", ["Authorization", "authorization", "Content-Length", "Accept", "Content-Type", "Host"])
async def test_headers_of_the_call_itself_are_refused(flavour, name):
    """Neither the key nor what the call sets is replaced; the value is not shown."""
    client = flavour.client(KEY, base_url="http://127.0.0.1:1")
    with pytest.raises(errors.ArgumentValueError, match=f"extra_headers= holds {name}, which") as caught:
        await client.text("hi", extra_headers={name: "hush"})
    assert "hush" not in str(caught.value)


@every_flavour
@pytest.mark.parametrize("name", ["text", "stream_text", "stream_image", "usage"])
@pytest.mark.parametrize("of_client", [None, 60])
async def test_the_timeout_of_a_call_replaces_that_of_the_client(flavour, name, of_client):
    """It is the deadline of the whole call, and the error names it."""
    with silent() as server:
        client = flavour.client(KEY, base_url=server.url, timeout=of_client, retry=Retry.off)
        start = time.monotonic()
        with pytest.raises((errors.APITimeoutError, errors.OutcomeUnknownError)):
            await read(client, name, timeout=0.1)
        assert time.monotonic() - start < 2


@every_flavour
async def test_none_lifts_the_limit_of_the_client(flavour):
    """`timeout=None` lets a call take longer than the client allows."""

    def serve(connection):
        while server.head(connection):
            server.ending.wait(0.3)
            connection.sendall(OK)

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=server.url, timeout=0.1, retry=Retry.off)
        assert await client.text("hi", timeout=None) == "hi"


class Counting:
    """A server that counts the requests that it works on at once."""

    def __init__(self):
        self.now = self.most = 0
        self.server = RawServer(self._serve)

    def _serve(self, connection):
        while self.server.head(connection):
            self.now += 1
            self.most = max(self.most, self.now)
            self.server.ending.wait(0.05)
            self.now -= 1
            connection.sendall(OK)


@every_flavour
@pytest.mark.parametrize(("own", "most"), [(2, 2), (None, 4)])
async def test_a_copy_may_have_a_limit_of_its_own(flavour, own, most):
    """`max_in_flight` in `with_options` counts the calls of the copy alone; None lifts the limit."""
    counting = Counting()
    with counting.server as server:
        client = flavour.client(KEY, base_url=server.url, max_in_flight=1)
        copy = client.with_options(max_in_flight=own)
        assert await flavour.together(*[lambda: copy.text("hi")] * 4) == ["hi"] * 4
        assert 1 < counting.most <= most
        counting.most = 0
        assert await flavour.together(*[lambda: client.text("hi")] * 3) == ["hi"] * 3
        assert counting.most == 1


@every_flavour
async def test_a_copy_may_have_a_pace_of_its_own(flavour):
    """`max_per_second` in `with_options` spreads the requests of the copy, and leaves those of the client alone."""
    with answering() as server:
        client = flavour.client(KEY, base_url=server.url)
        copy = client.with_options(max_per_second=0.1, timeout=0.3)
        await copy.text("hi")
        with pytest.raises(errors.APITimeoutError, match=r"max_per_second=0\.1"):
            await copy.text("hi")
        assert await client.text("hi") == "hi"


@every_flavour
async def test_other_copies_share_the_limit(flavour):
    """A copy with another timeout waits for the places of its client."""
    counting = Counting()
    with counting.server as server:
        client = flavour.client(KEY, base_url=server.url, max_in_flight=1)
        copy = client.with_options(timeout=60)
        await flavour.together(lambda: client.text("hi"), lambda: copy.text("hi"))
        assert counting.most == 1
