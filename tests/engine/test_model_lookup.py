"""An error about an unknown model names the nearest one, from the public list, and never becomes another error."""

import json
import time

import httpx
import pytest
from tests.flavours import driven
from tests.helpers.servers import once

from pollination_sdk import ApiClient, ApiException, Configuration, GenPollinationsAiApi, Pollinations, errors
from pollination_sdk._engine import catalogue
from pollination_sdk.sandbox import Fault, Sandbox

KEY = "sk_looks_for_a_model"
LISTED = [
    {"name": "openai/gpt-5.4-nano", "aliases": ["openai", "gpt-5.4-nano"], "category": "text"},
    {"name": "anthropic/claude-sonnet-5", "aliases": ["claude"], "category": "text"},
    {"name": "black-forest-labs/flux.1-schnell", "aliases": ["flux"], "category": "image"},
]
UNKNOWN = {"success": False, "error": {"code": "BAD_REQUEST", "message": "Unknown model", "timestamp": "t"}}


def answer(status, value):
    """Frame JSON as an HTTP answer that ends the connection."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def service(listing=LISTED, refusal=UNKNOWN, status=400):
    """Refuse every call as one about an unknown model, and serve a public list."""

    def serve(connection):
        is_list = server.heads[-1].startswith("GET /models ")
        if is_list and callable(listing):
            listing(connection)
            return
        connection.sendall(answer(200, listing) if is_list else answer(status, refusal))

    server = once(serve)
    return server


def lookups(server):
    """Return the heads of the requests for the public list."""
    return [head for head in server.heads if head.startswith("GET /models ")]


def error_of(call, kind=errors.APIError):
    """Return the error that a call raises."""
    with pytest.raises(kind) as caught:
        call()
    return caught.value


CALLS = {
    "text": lambda flavour, client, model: client.text("hi", model=model),
    "detailed": lambda flavour, client, model: client.detailed.chat("hi", model=model),
    "chat": lambda flavour, client, model: client.chat("hi", model=model),
    "stream_text": lambda flavour, client, model: flavour.items(client.stream_text("hi", model=model)),
    "stream_chat": lambda flavour, client, model: flavour.items(client.stream_chat("hi", model=model)),
    "call": lambda flavour, client, model: client.call("post_text", messages=[], model=model),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_nearest_name_is_in_the_error(flavour, call):
    """Whole calls and streams name it; the list is asked for once, without a key."""
    with service() as server, driven(flavour, KEY, base_url=server.url) as client:
        for _ in range(2):
            with pytest.raises(errors.BadRequestError, match=r"is 'gpt-5\.4-nano' meant\?"):
                call(flavour, client, "gpt-5.4-nan")
    (head,) = lookups(server)
    assert KEY not in head
    assert "authorization" not in head.lower()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("opnai", "The public model list has no 'opnai': is 'openai' meant?"),
        ("openai/gpt-5.4-nan", "is 'openai/gpt-5.4-nano' meant?"),
        ("Anthropic/Claude-Sonet-5", "is 'anthropic/claude-sonnet-5' meant?"),
        ("flux", "'flux' is an image model: image() takes it."),
        ("black-forest-labs/flux.1-schnell", "is an image model"),
        ("xyzzy", "models() shows what there is"),
        ("claude", ""),
    ],
)
def test_the_error_says_what_the_list_knows(flavour, asked, said):
    """It names the nearest id, or the kind that the name has; nothing for a name that exists."""
    with service() as server, driven(flavour, KEY, base_url=server.url) as client:
        error = error_of(lambda: client.text("hi", model=asked))
    assert said in str(error)
    assert bool(said) == ("model" in error.advice)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "Invalid model"),
        (404, "Model 'x' not found"),
        (422, "The model does not exist"),
        (400, "flux is an image model"),
    ],
)
def test_any_wording_of_an_unknown_model(flavour, status, message):
    """Statuses and texts differ, so several count."""
    refusal = {**UNKNOWN, "error": {**UNKNOWN["error"], "message": message}}
    with service(refusal=refusal, status=status) as server, driven(flavour, KEY, base_url=server.url) as client:
        error = error_of(lambda: client.chat("hi", model="openay"))
    assert "is 'openai' meant?" in str(error)


@pytest.mark.parametrize(
    ("status", "message", "options"),
    [
        (400, "temperature is invalid", {"model": "openai"}),
        (400, "Unknown model", {}),
        (403, "Model 'x' is not allowed", {"model": "x"}),
        (400, "Unknown model", {"model": "x" * 300}),
    ],
)
def test_other_errors_ask_for_nothing(flavour, status, message, options):
    """Without a model of the caller, or without a word about it, no list is asked for."""
    refusal = {**UNKNOWN, "error": {**UNKNOWN["error"], "message": message}}
    with service(refusal=refusal, status=status) as server, driven(flavour, KEY, base_url=server.url) as client:
        error_of(lambda: client.chat("hi", **options))
    assert lookups(server) == []


LISTINGS = {
    "no JSON": b"<html>",
    "no list": {"error": "down"},
    "odd entries": [1, None, {"name": 3, "aliases": "x"}, {"aliases": [4]}],
    "nested": b"[" * 100_000,
    "cut off": lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["),
    "closed": lambda connection: None,
    "no HTTP": lambda connection: connection.sendall(b"what?\r\n\r\n"),
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
@pytest.mark.parametrize("call", [CALLS["text"], CALLS["stream_chat"]], ids=["whole", "stream"])
def test_a_failed_lookup_leaves_the_error_as_it_is(flavour, listing, call):
    """Whatever the list is, the error of the call comes, and the list is not asked for again."""
    with service(listing) as server, driven(flavour, KEY, base_url=server.url) as client:
        for _ in range(2):
            with pytest.raises(errors.BadRequestError, match="Unknown model") as caught:
                call(flavour, client, "opnai")
            assert "meant?" not in str(caught.value)
    assert len(lookups(server)) == 1


@pytest.mark.slow(reason="it waits for the two seconds that a lookup may take")
def test_a_list_that_does_not_come_takes_two_seconds_at_most(flavour):
    """Bytes that trickle in do not make the lookup longer, nor does a timeout that is longer."""

    def trickle(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not server.ending.wait(0.1):
            connection.sendall(b" ")

    with service(trickle) as server, driven(flavour, KEY, base_url=server.url, timeout=30) as client:
        start = time.monotonic()
        with pytest.raises(errors.BadRequestError, match="Unknown model"):
            client.text("hi", model="opnai")
        assert 1.5 < time.monotonic() - start < 3


def test_a_lookup_keeps_to_the_deadline_of_the_call(flavour):
    """What is left of `timeout=` limits it too."""
    server = service(lambda connection: server.ending.wait())
    with server, driven(flavour, KEY, base_url=server.url, timeout=0.5) as client:
        start = time.monotonic()
        error = error_of(lambda: client.text("hi", model="opnai"))
        assert time.monotonic() - start < 1.5
    assert error.message == "Unknown model"


def test_a_client_of_the_caller_that_raises_changes_nothing():
    """A transport that does not expect the request may raise anything."""

    def handle(request):
        if request.url.path == "/models":
            raise AssertionError("not expected")
        return httpx.Response(400, json=UNKNOWN)

    with httpx.Client(transport=httpx.MockTransport(handle)) as http, Pollinations(KEY, http_client=http) as client:
        error = error_of(lambda: client.text("hi", model="opnai"))
    assert error.message == "Unknown model"


def test_the_lookup_can_be_switched_off(flavour):
    """`model_lookup=False` asks for nothing; a copy of the client can have it again."""
    with service() as server, driven(flavour, KEY, base_url=server.url, model_lookup=False) as client:
        with pytest.raises(errors.BadRequestError):
            client.text("hi", model="opnai")
        assert lookups(server) == []
        with pytest.raises(errors.BadRequestError, match="meant"):
            flavour.wait(client.with_options(model_lookup=True).text("hi", model="opnai"))


def test_the_list_is_kept_for_ten_minutes(flavour, monkeypatch):
    """After that it is asked for again; copies of a client share it."""
    now = time.monotonic()
    with service() as server, driven(flavour, KEY, base_url=server.url) as client:
        for seconds, asked in ((0, 1), (599, 1), (601, 2)):
            monkeypatch.setattr(catalogue, "time", Clock(now + seconds))
            with pytest.raises(errors.BadRequestError, match="meant"):
                flavour.wait(client.with_options(timeout=9).text("hi", model="opnai"))
            assert len(lookups(server)) == asked


class Clock:
    """A clock that stands still."""

    def __init__(self, now):
        self.monotonic = lambda: now


def test_a_list_with_a_key_is_not_taken_for_all_there_is(flavour):
    """A model that a keyed list leaves out is still found in the public one."""
    with Sandbox(granted=True) as sandbox, driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert "veo" not in [alias for model in client.image_models() for alias in model.aliases]
        with pytest.raises(errors.BadRequestError, match="'veo' is a video model: video"):
            client.text("hi", model="veo")
        with pytest.raises(errors.BadRequestError, match=r"is 'zimage' meant\?"):
            client.image("hi", model="zimag")
        with pytest.raises(errors.NotFoundError, match=r"is 'openai' meant\?"):
            client.model("openaii")
        assert [request.headers.get("authorization") for request in sandbox.requests if request.path == "/models"] == [
            None
        ]


def test_the_predecessors_surface_names_it_too():
    """`ApiException` has the advice."""
    with Sandbox() as sandbox, ApiClient(Configuration(host=sandbox.url, access_token=sandbox.key)) as made:
        api = GenPollinationsAiApi(made)
        error = error_of(lambda: api.get_generate_text_prompt("hi", model="openaii"), ApiException)
    assert error.status == 400
    assert "is 'openai' meant?" in str(error)


def test_a_rate_limited_list_is_no_new_failure(flavour, sandbox):
    """An error of the service for the list changes nothing either."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.status(429), route="/models")
        error = error_of(lambda: client.text("hi", model="opnai"))
    assert "meant?" not in str(error)
