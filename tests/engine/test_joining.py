"""What may be sent again after an unknown outcome: the same bytes, with the same key, for what the service joins.

Uses private names in the last tests: the table is a pure decision, and our contract lacks most of its operations.
"""

import contextlib
import re

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import OK, RawServer

from pollination_sdk import ApiClient, Configuration, GenPollinationsAiApi, Retry, errors, without_waiting
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.joining import JOINING, joins
from pollination_sdk.rest import ApiException
from pollination_sdk.sandbox import Fault

CHAT, IMAGE = "post_generate_v1_chat_completions", "get_generate_image_prompt"
FIELDS = {"messages": [{"role": "user", "content": "hi"}], "user": "z", "model": "openai", "temperature": 0.5}
GIF = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
COMPLETION = b'{"choices":[{"index":0,"message":{"role":"assistant","content":"hi"}}]}'


def answered(content, media_type):
    """Write a good answer."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (media_type, len(content), content)


ANSWERS = {"text": OK, "chat": answered(COMPLETION, b"application/json"), "image": answered(GIF, b"image/jpeg")}


@pytest.fixture(autouse=True)
def at_once():
    """Wait for nothing."""
    with without_waiting():
        yield


class Losing(RawServer):
    """Read whole requests and hang up on them, until the last, which is answered.

    Args:
        answer: The answer.
        lost: The number of requests whose answer is lost.
    """

    def __init__(self, answer, lost=2):
        super().__init__(self._lose)
        self.answer = answer
        self.lost = lost
        self.received = []

    def _lose(self, connection):
        received = self.head(connection)
        length = re.search(rb"(?i)content-length: (\d+)", received)
        while length and len(received.partition(b"\r\n\r\n")[2]) < int(length[1]):
            received += connection.recv(65_536)
        self.received.append(received)
        if len(self.received) > self.lost:
            connection.sendall(self.answer)
            self.until_gone(connection)


CALLS = {
    "text": ("text", lambda client: client.text("hi", seed=-1)),
    "text in a body": ("chat", lambda client: client.text("hi? 100%", seed="random", json=True)),
    "chat": ("chat", lambda client: client.chat(FIELDS["messages"], user="z", model="openai", seed=-1)),
    "image": ("image", lambda client: client.image("a fox", seed=-1, width=16)),
    "detailed": ("text", lambda client: client.detailed.text("hi", seed="random")),
    "chat by name": ("chat", lambda client: client.call(CHAT, **FIELDS, seed=-1)),
    "image by name": ("image", lambda client: client.call(IMAGE, prompt="a fox", seed="random")),
}


@pytest.mark.parametrize("name", CALLS)
@every_flavour
async def test_a_call_that_joins_is_repeated_byte_by_byte(flavour, name):
    """After lost answers the same bytes are sent again, head and body, and as often as `attempts` says."""
    kind, call = CALLS[name]
    with Losing(ANSWERS[kind]) as server:
        async with flavour.client(["sk_first_key", "sk_second_key"], base_url=server.url) as client:
            await call(client)
    assert len(server.received) == 3
    assert len(set(server.received)) == 1
    assert b"sk_first_key" in server.received[0]


@contextlib.contextmanager
def api_of(server):
    """Give an API that calls a server."""
    with ApiClient(Configuration(host=server.url, access_token="sk_first_key")) as api_client:
        yield GenPollinationsAiApi(api_client)


@pytest.mark.parametrize(
    ("kind", "call"),
    [
        ("text", lambda api: api.get_generate_text_prompt("hi", seed=-1)),
        ("image", lambda api: api.get_generate_image_prompt__s_s("a fox", seed=-1)),
        ("chat", lambda api: api.post_generate_v1_chat_completions({**FIELDS, "seed": -1})),
    ],
)
def test_the_predecessors_methods_repeat_byte_by_byte(kind, call):
    """`GenPollinationsAiApi` sends the same bytes again as well."""
    with Losing(ANSWERS[kind]) as server, api_of(server) as api:
        call(api)
    assert len(server.received) == 3
    assert len(set(server.received)) == 1


def test_the_predecessors_streams_are_not_repeated():
    """A stream that is read whole may have been billed, and does not join."""
    for call in (
        lambda api: api.get_generate_text_prompt("hi", stream=True),
        lambda api: api.post_generate_v1_chat_completions({**FIELDS, "stream": True}),
    ):
        with Losing(OK, lost=9) as server, api_of(server) as api, pytest.raises(ApiException) as caught:
            call(api)
        assert len(server.received) == 1
        assert "billed" in str(caught.value)


@pytest.mark.parametrize("name", ["text", "chat", "image by name"])
@every_flavour
async def test_the_repetition_can_be_switched_off(flavour, name):
    """`Retry(unknown="never")` sends once, and says that the call may have been billed."""
    kind, call = CALLS[name]
    with Losing(ANSWERS[kind]) as server:
        async with flavour.client("sk_first_key", base_url=server.url, retry=Retry(unknown="never")) as client:
            with pytest.raises(errors.OutcomeUnknownError):
                await call(client)
    assert len(server.received) == 1


@pytest.mark.parametrize("refusal", [401, 402, 403, 429])
@every_flavour
async def test_no_other_key_asks_again(flavour, sandbox, refusal):
    """Once a call may run, a refusal of its key does not pass it on: another key could be billed as well."""
    other = sandbox.add_key()
    async with flavour.client([sandbox.key, other], base_url=sandbox.url, retry=Retry(first_wait=0)) as client:
        sandbox.queue(Fault.status(500, billed=True))
        sandbox.queue(Fault.status(refusal), times=9)
        with pytest.raises(errors.APIError) as caught:
            await client.text("hi")
    assert caught.value.status == refusal
    assert any("may have run and been billed" in note for note in caught.value.remarks)
    assert {request.headers["authorization"] for request in sandbox.requests} == {f"Bearer {sandbox.key}"}
    assert len(sandbox.requests) == (3 if refusal == 429 else 2)
    assert sandbox.billed == 1


@every_flavour
async def test_a_rate_limited_key_is_waited_for_and_joins(flavour, sandbox):
    """After an unknown outcome and a 429, the same key gets the stored result."""
    async with flavour.client([sandbox.key, sandbox.add_key()], base_url=sandbox.url) as client:
        sandbox.queue(Fault.status(500, billed=True))
        sandbox.queue(Fault.status(429, retry_after=1))
        assert await client.text("hi") == "openai heard: hi"
    assert {request.headers["authorization"] for request in sandbox.requests} == {f"Bearer {sandbox.key}"}
    assert sandbox.billed == 1


@every_flavour
async def test_another_key_is_tried_as_long_as_nothing_can_have_run(flavour, sandbox):
    """Refusals alone still pass a call on to the next key."""
    async with flavour.client([sandbox.key, sandbox.add_key()], base_url=sandbox.url) as client:
        sandbox.queue(Fault.status(429))
        await client.text("hi")
    assert len({request.headers["authorization"] for request in sandbox.requests}) == 2


def a_call(operation, **fields):
    """Make the call of an operation, with something in place of its parameters."""
    method, path = operation.split(" ")
    return Call(operation="any", method=method.lower(), path=re.sub(r"\{\w+\}", "a%2Fb", path), read=bytes, **fields)


@pytest.mark.parametrize("operation", JOINING)
def test_each_line_of_the_table_names_its_fact(operation):
    """A line has the date of its fact and says which results it is about; its stream does not join."""
    assert re.search(r"\d{4}-\d\d-\d\d.* for [\w ]+\.$", JOINING[operation])
    assert joins(a_call(operation, seed=7))
    for stream in (True, "true", "1"):
        assert not joins(a_call(operation, seed=7, params={"stream": stream}))
        assert not joins(a_call(operation, seed=7, body={"stream": stream}))
    assert joins(a_call(operation, seed=7, params={"stream": False}))


@pytest.mark.parametrize("operation", ["POST /v1/images/generations", "POST /v1/images/edits"])
def test_an_image_without_a_seed_does_not_join_where_the_service_draws_one(operation):
    """These two may get another seed each time, so that the service may not recognise them."""
    assert not joins(a_call(operation))


@pytest.mark.parametrize(
    "operation",
    [
        "POST /x-media/upload",
        "POST /upload",
        "POST /v1/messages",
        "POST /v1/audio/voice-changer",
        "POST /account/keys",
        "GET /image/a/b",
        "POST /image/{prompt}",
    ],
)
def test_what_is_not_in_the_table_does_not_join(operation):
    """Uploads and operations of which nothing is known are not repeated."""
    assert not joins(a_call(operation, seed=7))
