"""The sandbox misbehaves on command, and only then."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from tests.examples import each

from pollination_sdk.sandbox import Fault


@pytest.fixture
def client(sandbox):
    """Hand out a client that carries the key."""
    headers = {"Authorization": f"Bearer {sandbox.key}"}
    with httpx.Client(base_url=sandbox.url, headers=headers) as one:
        yield one


def test_a_status_comes_in_the_envelope_once_and_is_not_billed(sandbox, client):
    """A queued status meets one request; the next is answered truly."""
    sandbox.queue(Fault.status(429, "Slow down", retry_after=1))
    refused = client.get("/text/hi")
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["error"]["code"] == "RATE_LIMITED"
    assert refused.json()["error"]["message"] == "Slow down"
    assert sandbox.billed == 0
    assert client.get("/text/hi").status_code == 200


@each("status", [999, 100, 0, "404", True])
@each("make", [Fault.status, Fault.answer, Fault.html])
def test_a_status_that_no_server_sends_is_refused(make, status):
    """Such a fault fails where it is written, not in the server that would play it."""
    with pytest.raises(ValueError, match="200 to 599"):
        make(status)


def test_a_nested_status_hides_its_reason_in_the_message(sandbox, client):
    """`nested` encodes the service's own error into the gateway's message."""
    sandbox.queue(Fault.status(502, "No GPU", nested=True))
    message = client.get("/image/hi").json()["error"]["message"]
    assert json.loads(message)["message"] == "No GPU"


def test_a_billed_status_loses_what_was_paid(sandbox, client):
    """`billed` generates and charges first, so that the outcome is unknown to the client."""
    sandbox.queue(Fault.status(504, billed=True))
    assert client.get("/text/hi").status_code == 504
    assert sandbox.billed == 1


def test_faults_wait_for_their_route_and_their_times(sandbox, client):
    """`route` and `times` decide which requests meet a fault."""
    sandbox.queue(Fault.html(502), times=2, route="/account/")
    assert client.get("/v1/models").status_code == 200
    pages = [client.get("/account/key") for _ in range(3)]
    assert [page.status_code for page in pages] == [502, 502, 200]
    assert pages[0].headers["content-type"].startswith("text/html")


@pytest.mark.slow(reason="makes hundreds of calls")
def test_chance_is_repeatable_and_can_be_ended(sandbox, client):
    """A probability meets the same requests for the same seed; `behave` ends it."""

    def statuses() -> list[int]:
        sandbox.misbehave(Fault.status(500), probability=0.5, seed=3)
        return [client.get("/account/key").status_code for _ in range(20)]

    first = statuses()
    assert set(first) == {200, 500}
    assert statuses() == first
    sandbox.behave()
    assert client.get("/account/key").status_code == 200


def test_stripped_authorization_is_recorded_as_sent_but_refused_as_missing(sandbox, client):
    """The header is lost on the way: 401 as without one, while `?key=` still arrives."""
    sandbox.queue(Fault.strip_auth(), times=2)
    refused = client.get("/account/key")
    assert refused.json()["error"]["message"].startswith("Authentication required")
    assert "authorization" in sandbox.requests[0].headers
    assert client.get(f"/account/key?key={sandbox.key}").status_code == 200


@pytest.mark.parametrize("after_bytes", [0, 20, 1000])
@pytest.mark.parametrize("make", [Fault.reset, Fault.close])
def test_connections_break_where_configured(sandbox, client, make, after_bytes):
    """A reset or close before, inside and after the head is an error; the next call is answered."""
    sandbox.queue(make(after_bytes))
    with pytest.raises(httpx.TransportError):
        client.get("/image/hi?width=128&height=128")
    assert sandbox.billed == 1
    assert client.get("/account/key").status_code == 200


def test_a_reset_leaves_the_first_bytes_readable(sandbox, client):
    """What was sent before the reset arrives."""
    sandbox.queue(Fault.reset(after_bytes=2000))
    pieces: list[bytes] = []
    with client.stream("GET", "/image/hi?width=256&height=256") as answer, pytest.raises(httpx.ReadError):
        pieces.extend(answer.iter_raw())
    seen = b"".join(pieces)
    assert seen.startswith(b"\xff\xd8")
    assert 1000 < len(seen) < 2000


def test_a_stall_is_silence_for_a_while(sandbox, client):
    """A stall outlasts a short read timeout and ends in the true answer for who waits."""
    sandbox.queue(Fault.stall(0.3), times=2)
    with pytest.raises(httpx.ReadTimeout):
        client.get("/text/hi", timeout=0.1)
    assert client.get("/text/hi").text == "openai heard: hi"


def test_a_drip_sends_the_head_byte_by_byte(sandbox, client):
    """A drip defeats timeouts per read: every byte comes in time, the whole does not."""
    sandbox.queue(Fault.drip(seconds=0.002))
    started = time.perf_counter()
    assert client.get("/text/hi", timeout=0.5).text == "openai heard: hi"
    assert time.perf_counter() - started > 0.5


def test_a_truncated_stream_ends_in_good_order_without_its_end(sandbox, client):
    """Neither finish nor `[DONE]` come; a number of frames can be chosen."""
    sandbox.queue(Fault.truncate_stream())
    sandbox.queue(Fault.truncate_stream(frames=1))
    rest = client.get("/text/hi?stream=true").text
    assert "heard" in rest
    assert "[DONE]" not in rest
    assert '"stop"' not in rest
    assert client.get("/text/hi?stream=true").text.count("data:") == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.wrong_length(100),
        Fault.wrong_length(-5),
        Fault.raw(b"SSH-2.0-nonsense\r\n"),
        Fault.header("Content-Encoding", "gzip"),
    ],
)
def test_answers_that_break_http_are_errors_for_a_real_client(sandbox, client, fault):
    """Wrong lengths, nonsense and bad gzip are broken enough for httpx to notice."""
    sandbox.queue(fault)
    if fault == Fault.wrong_length(-5):
        assert client.get("/text/hi").text != "openai heard: hi"
    else:
        with pytest.raises(httpx.RequestError):
            client.get("/text/hi")


def test_bodies_can_lie(sandbox, client):
    """Garbage, cut bodies, wrong types and fields changed or dropped keep the status 200."""
    for fault in (
        Fault.garbage(64),
        Fault.truncate(10),
        Fault.header("Content-Type", "text/html"),
        Fault.set_field("/permissions/models", 7),
        Fault.drop_field("/valid"),
        Fault.answer(200, b"\xff\xfe", media_type="application/json"),
    ):
        sandbox.queue(fault)
    garbage, cut, lying, changed, dropped, given = [client.get("/account/key") for _ in range(6)]
    assert len(garbage.content) == 64
    assert cut.text == '{"valid": '
    assert lying.headers["content-type"] == "text/html"
    assert changed.json()["permissions"]["models"] == 7
    assert "valid" not in dropped.json()
    assert given.content == b"\xff\xfe"


def test_redirects_can_be_ordered(sandbox, client):
    """A redirect carries its location."""
    sandbox.queue(Fault.redirect("http://127.0.0.2/elsewhere"))
    assert client.get("/text/hi").headers["location"] == "http://127.0.0.2/elsewhere"


def test_faults_can_be_ordered_over_http(sandbox, client):
    """`/_sandbox/` queues faults, counts what was billed, and is itself not recorded."""
    order = {"fault": "status", "arguments": {"status": 503}, "route": "/text/"}
    assert client.post("/_sandbox/faults", json=order).status_code == 200
    assert client.get("/text/hi").status_code == 503
    assert client.get("/text/hi").status_code == 200
    assert client.get("/_sandbox/billed").json()["count"] == 1
    paths = client.get("/_sandbox/requests").json()
    assert paths == [{"method": "GET", "path": "/text/hi"}] * 2
    assert client.post("/_sandbox/faults", json={"fault": "__init__"}).status_code == 400
    client.post("/_sandbox/faults", json={"fault": "html", "probability": 1})
    assert client.get("/v1/models").status_code == 502
    client.delete("/_sandbox/faults")
    assert client.get("/v1/models").status_code == 200


@pytest.mark.parametrize(
    ("order", "error", "words"),
    [
        (lambda sandbox: sandbox.queue("429"), TypeError, r"Fault\.status\(429\); '429' is none"),
        (lambda sandbox: sandbox.queue(429), TypeError, r"429 is none"),
        (lambda sandbox: sandbox.queue(Fault.reset), TypeError, "made by a method of Fault"),
        (lambda sandbox: sandbox.queue(Fault.reset(), times=True), ValueError, "times"),
        (lambda sandbox: sandbox.misbehave("reset", 0.5), TypeError, "made by a method of Fault"),
        (lambda sandbox: sandbox.misbehave(Fault.reset(), probability="1"), ValueError, "from 0 to 1"),
        (lambda sandbox: sandbox.misbehave(Fault.reset(), 0.5, seed=[]), TypeError, "seed"),
        (lambda _: Fault.drip(size=0), ValueError, "size takes a whole number from 1"),
        (lambda _: Fault.stall("long"), ValueError, "number of seconds"),
        (lambda _: Fault.reset(after_bytes=-1), ValueError, "after_bytes takes a whole number from 0"),
        (lambda _: Fault.truncate("half"), ValueError, "length takes a whole number"),
        (lambda _: Fault.raw("text"), TypeError, "data takes bytes"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_where_it_is_written(sandbox, client, order, error, words):
    """The message says what is taken, nothing is queued, and the next request is answered."""
    with pytest.raises(error, match=words):
        order(sandbox)
    assert client.get("/account/key").status_code == 200


@pytest.mark.parametrize(
    "route",
    ["image", "", "image/", "http://127.0.0.1/image/", "/image/a?width=8", "/image/{prompt}", "/text/a b", "/ü", 5],
)
def test_a_route_that_no_path_starts_with_is_refused(sandbox, route):
    """Paths start with a slash, arrive percent-encoded, and have no query."""
    with pytest.raises(ValueError, match="start of a path as it is sent, such as '/image/'"):
        sandbox.queue(Fault.html(), route=route)


@pytest.mark.parametrize("route", ["/", "/image/", "/image", "/text/a%20b", "/v1/chat/completions"])
def test_a_route_that_a_path_may_start_with_is_taken(sandbox, route):
    """A part of a path is enough."""
    sandbox.queue(Fault.html(), route=route)


def test_truncating_what_is_no_stream_cuts_it_at_once(sandbox, client):
    """A text and a file lose their second halves; to look for events in a large file would take minutes."""
    large = b"x" * 2_000_000
    file = client.post("/x-media/upload", content=large).json()["id"]
    whole = {"/text/hi": b"openai heard: hi", f"/x-media/{file}": large}
    sandbox.queue(Fault.truncate_stream(), times=len(whole))
    for path, content in whole.items():
        assert client.get(path).content == content[: len(content) // 2]


@pytest.mark.slow(reason="checks a long conversation, which takes a second")
def test_a_large_request_does_not_hold_up_others(sandbox, client):
    """While a long conversation is checked, the sandbox answers others."""
    messages = [{"role": "user", "content": "a" * 30}] * 2000
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.post, "/v1/chat/completions", json={"messages": messages}, timeout=60)
        answered = 0
        while not waiting.done():
            assert client.get("/_sandbox/billed").status_code == 200
            answered += 1
    assert waiting.result().status_code == 200
    assert answered > 5  # if the check held them up, one or two
