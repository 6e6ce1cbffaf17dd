"""What is sent again and what is not, counted by a server that bills; and which error a caller gets."""

import email.utils
import time
from contextlib import aclosing, contextmanager

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import RawServer, refusing

from pollination_sdk import Retry, errors, without_waiting
from pollination_sdk.sandbox import Fault

PATIENT = {"timeout": 30}
ALONE = "post_v1_responses"
ASKED = {"model": "openai", "input": "hi"}
"""A paid call that the service is not known to join."""


@pytest.fixture(autouse=True)
def at_once():
    """Wait for nothing."""
    with without_waiting():
        yield


@contextmanager
def real_waits(monkeypatch):
    """Wait as outside of these tests; undone before `at_once` ends, whichever fixture was set up first."""
    with monkeypatch.context() as patch:
        patch.setattr("pollination_sdk._engine.retry._waiting.suspended", 0)
        yield


def client_of(flavour, sandbox, **options):
    """Make a client of the sandbox."""
    return flavour.client(sandbox.key, base_url=sandbox.url, **options)


@every_flavour
@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (402, errors.PaymentRequiredError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (405, errors.APIError),
        (409, errors.APIError),
        (413, errors.APIError),
        (422, errors.BadRequestError),
        (501, errors.InternalServerError),
    ],
)
async def test_what_would_be_answered_the_same_again_is_not_sent_again(flavour, sandbox, status, cls):
    """Each status has its class; the final ones end the call after one request."""
    sandbox.queue(Fault.status(status, "Because"), times=9)
    with pytest.raises(cls) as caught:
        await client_of(flavour, sandbox).text("hi", seed=1)
    error = caught.value
    assert (error.status, error.message, error.attempts) == (status, "Because", 1)
    assert error.request_id == error.response.headers["x-request-id"]
    assert len(sandbox.requests) == 1


@every_flavour
@pytest.mark.parametrize(("status", "reason"), [(429, "Slow down"), (503, "Unable to verify balance")])
async def test_what_was_refused_is_sent_again(flavour, sandbox, status, reason):
    """A refusal was not billed, so that even a careful client sends it again, as often as `attempts` says."""
    sandbox.queue(Fault.status(status, reason), times=2)
    answer = await client_of(flavour, sandbox, retry=CAREFUL).detailed.text("hi")
    assert answer.attempts == 3
    assert sandbox.billed == 1
    sandbox.queue(Fault.status(status, reason), times=3)
    with pytest.raises(errors.APIError) as caught:
        await client_of(flavour, sandbox, retry=CAREFUL).text("hello")
    assert caught.value.attempts == 3
    assert "3 of 3 attempts" in caught.value.remarks[0]


UNKNOWN = [
    Fault.status(408, billed=True),
    Fault.status(500, billed=True),
    Fault.status(502, billed=True),
    Fault.status(503, billed=True),
    Fault.status(504, billed=True),
    Fault.status(524, billed=True),
    Fault.status(530, billed=True),
    Fault.reset(),
    Fault.close(),
    Fault.reset(after_bytes=150),
    Fault.close(after_bytes=150),
    Fault.wrong_length(100),
]


@every_flavour
@pytest.mark.parametrize("fault", UNKNOWN, ids=repr)
async def test_a_lost_answer_is_fetched_again_where_that_is_free(flavour, sandbox, fault):
    """Whatever the seed, the service joins the identical request to the one before: one bill, one answer."""
    for seed in (None, 7, -1):
        before = sandbox.billed
        sandbox.queue(fault)
        answer = await client_of(flavour, sandbox).detailed.image(f"a fox {seed}", seed=seed, width=16, height=16)
        assert answer.attempts == 2
        assert sandbox.billed == before + 1
    sent = [(request.target, request.body, request.headers["authorization"]) for request in sandbox.requests]
    assert sent[::2] == sent[1::2]


@every_flavour
@pytest.mark.parametrize("fault", UNKNOWN, ids=repr)
async def test_a_lost_answer_is_never_paid_twice(flavour, sandbox, fault):
    """A call that is not known to join ends, and says that it may have run."""
    sandbox.queue(fault, times=9)
    expected = r'[^.]\. The call may have run and .*usage\(\).*Retry\(unknown="always"\)'
    with pytest.raises(errors.OutcomeUnknownError, match=expected) as caught:
        await client_of(flavour, sandbox).call(ALONE, **ASKED)
    assert isinstance(caught.value.cause_error, errors.APIError | errors.APIConnectionError)
    assert caught.value.attempts == 1
    assert sandbox.billed == 1


@every_flavour
@pytest.mark.parametrize(("status", "body"), [(408, "timeout"), (429, "<html>Too many"), (503, "upstream error")])
async def test_what_a_proxy_answers_may_have_run(flavour, sandbox, status, body):
    """A proxy cannot know whether the service ran the call: one that would be billed again is not sent again."""
    sandbox.queue(Fault.answer(status, body), times=9)
    with pytest.raises(errors.OutcomeUnknownError):
        await client_of(flavour, sandbox).call(ALONE, **ASKED)
    assert len(sandbox.requests) == 1


@every_flavour
@pytest.mark.parametrize("whole", [True, False])
async def test_a_call_by_name_is_never_paid_twice(flavour, sandbox, whole):
    """The fields may stand among the arguments, or inside `body=`."""
    sandbox.queue(Fault.status(500, billed=True), times=9)
    client = client_of(flavour, sandbox)
    with pytest.raises(errors.OutcomeUnknownError):
        await client.call(ALONE, **({"body": ASKED} if whole else ASKED))
    assert sandbox.billed == 1


@every_flavour
@pytest.mark.parametrize("method", ["text", "chat", "image", "video"])
async def test_no_method_pays_twice(flavour, sandbox, method):
    """Every method is billed once under a lost answer, repeated or not, and its error says that it may be."""
    client = client_of(flavour, sandbox)
    options = {"duration": 1} if method == "video" else {}
    for seed in (None, -1):
        before = sandbox.billed
        sandbox.queue(Fault.status(500, billed=True), times=2)
        await getattr(client, method)("a fox", seed=seed, **options)
        assert sandbox.billed == before + 1
    sandbox.queue(Fault.status(500, billed=True), times=3)
    with pytest.raises(errors.InternalServerError) as caught:
        await getattr(client, method)("a fox", seed=7, **options)
    assert caught.value.remarks[1:] == ["The call may have run and been billed: usage() shows whether it was."]
    assert sandbox.billed == 3


@every_flavour
async def test_a_caller_may_allow_paying_twice(flavour, sandbox):
    """`Retry(unknown="always")` repeats what `"never"` does not, even the free ones and those that join."""
    sandbox.queue(Fault.status(500))
    await client_of(flavour, sandbox, retry=Retry(unknown="always")).call(ALONE, **ASKED)
    assert len(sandbox.requests) == 2
    careful = client_of(flavour, sandbox, retry=Retry(unknown="never"))
    sandbox.queue(Fault.status(500), times=2)
    with pytest.raises(errors.InternalServerError):
        await careful.key()
    with pytest.raises(errors.OutcomeUnknownError):
        await careful.text("hello")


@every_flavour
async def test_what_costs_nothing_is_sent_again(flavour, sandbox):
    """Free calls are repeated whatever happened to them."""
    client = client_of(flavour, sandbox)
    for fault in (Fault.status(500), Fault.reset(), Fault.html(502), Fault.answer(530, "error code: 1033")):
        sandbox.queue(fault, times=2)
        assert (await client.detailed.key()).attempts == 3


@every_flavour
@pytest.mark.parametrize("method", ["stream_text", "stream_chat", "stream_image"])
async def test_a_stream_that_may_have_started_is_not_started_again(flavour, sandbox, method):
    """An unknown outcome before the first item ends a stream; a refusal does not."""
    client = client_of(flavour, sandbox)
    sandbox.queue(Fault.status(500, billed=True))
    with pytest.raises(errors.InternalServerError):
        async for _ in getattr(client, method)("hi"):
            pass
    assert (sandbox.billed, len(sandbox.requests)) == (1, 1)
    sandbox.queue(Fault.status(429))
    assert [item async for item in getattr(client, method)("hello")]
    assert len(sandbox.requests) == 3


@every_flavour
async def test_what_was_never_sent_is_sent_again(flavour, sandbox):
    """A refused connection and an unknown host cannot have been billed."""
    for url in (refusing(), "http://nowhere.invalid"):
        client = flavour.client("sk_abcd1234", base_url=url)
        with pytest.raises(errors.APIConnectionError, match="Could not connect") as caught:
            await client.with_options(retry=CAREFUL).text("hi")
        assert caught.value.attempts == 3


@every_flavour
async def test_off_sends_once(flavour, sandbox):
    """`Retry.off` repeats nothing."""
    sandbox.queue(Fault.status(503), times=9)
    with pytest.raises(errors.InternalServerError) as caught:
        await client_of(flavour, sandbox, retry=Retry.off).text("hi")
    assert (caught.value.attempts, len(sandbox.requests)) == (1, 1)


@every_flavour
@pytest.mark.parametrize("form", ["seconds", "fraction", "date", "body"])
async def test_retry_after_is_read_in_every_form_and_too_long_ends_at_once(flavour, sandbox, form):
    """Up to 60 s are waited for; a longer one ends the call and says when to come back."""

    def fault(seconds):
        if form == "body":
            body = f'{{"error": "Rate limit exceeded", "message": "Slow", "retryAfterSeconds": {seconds}}}'
            return Fault.answer(429, body, media_type="application/json")
        date = email.utils.formatdate(time.time() + seconds + 0.9, usegmt=True)
        value = {"seconds": seconds, "fraction": seconds + 0.5, "date": date}[form]
        return Fault.status(429, retry_after=value)

    client = client_of(flavour, sandbox)
    sandbox.queue(fault(55))
    assert (await client.detailed.text("hi")).attempts == 2
    sandbox.queue(fault(3600))
    with pytest.raises(errors.RateLimitError) as caught:
        await client.text("hello")
    assert caught.value.attempts == 1
    assert 3595 < caught.value.retry_after <= 3602
    assert "come back in 3" in caught.value.remarks[0]
    assert "UTC" in caught.value.remarks[0]


@every_flavour
async def test_waits_are_real_unless_switched_off(flavour, sandbox, monkeypatch):
    """The wait that was planned is kept, and starts over with each call."""
    client = client_of(flavour, sandbox, retry=Retry(first_wait=0.2))
    sandbox.queue(Fault.status(503), times=1)
    start = time.monotonic()
    with real_waits(monkeypatch):
        await client.text("hi")
    assert 0.1 <= time.monotonic() - start < 3


@every_flavour
async def test_an_outage_does_not_multiply_the_load(flavour, sandbox):
    """The budget is one for a client and its siblings: when it is used up, calls are sent once; successes refill it."""
    client = client_of(flavour, sandbox, retry=Retry(budget=2, budget_refill=1))
    sibling = client.with_options(timeout=60)
    sandbox.queue(Fault.status(503), times=5)
    with pytest.raises(errors.InternalServerError):
        await client.text("hi")
    for one in (client, sibling):
        with pytest.raises(errors.InternalServerError) as caught:
            await one.text("hi")
        assert caught.value.attempts == 1
        assert "paused" in caught.value.remarks[0]
    await sibling.text("hi")
    sandbox.queue(Fault.status(503))
    assert (await client.detailed.text("hi")).attempts == 2


@every_flavour
async def test_an_unknown_answer_is_reported_with_its_cause(flavour):
    """A server that dies after the request leaves the outcome unknown; one that breaks HTTP as well."""

    def serve(connection):
        server.head(connection)
        connection.sendall(b"nonsense\r\n\r\n")

    with RawServer(serve) as server:
        client = flavour.client("sk_abcd1234", base_url=server.url, retry=CAREFUL)
        with pytest.raises(errors.OutcomeUnknownError) as caught:
            await client.text("hi")
    assert isinstance(caught.value.cause, errors.APIConnectionError)
    assert server.accepted == 1


@every_flavour
@pytest.mark.parametrize(
    "fault",
    [
        Fault.garbage(),
        Fault.html(500),
        Fault.html(404),
        Fault.answer(500, ""),
        Fault.answer(400, b"\xff\xfe{"),
        Fault.answer(500, '{"success": false, "error": {"mess', media_type="application/json"),
        Fault.answer(500, '{"error": "Failed to fetch usage data"}', media_type="application/json"),
        Fault.answer(418, "teapot", media_type="text/plain; charset=no-such-charset"),
        Fault.raw(b"HTTP/1.1 999 What\r\nContent-Length: 1\r\n\r\n?"),
        Fault.raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
        Fault.raw(b""),
    ],
    ids=repr,
)
async def test_whatever_comes_becomes_one_of_our_errors(flavour, sandbox, fault):
    """Reading a broken answer raises nothing but the package's own errors."""
    if flavour.name == "trio" and "gzip" in repr(fault):
        pytest.skip("httpx leaves its generators to the garbage collection here, of which trio warns")
    sandbox.queue(fault, times=9)
    with pytest.raises(errors.PollinationsError):
        await client_of(flavour, sandbox).usage()


@every_flavour
async def test_a_call_that_waits_past_its_deadline_ends_at_once(flavour, sandbox, monkeypatch):
    """A planned wait longer than the time left is not started."""
    sandbox.queue(Fault.status(429, retry_after=30))
    start = time.monotonic()
    with real_waits(monkeypatch), pytest.raises(errors.RateLimitError) as caught:
        await client_of(flavour, sandbox, timeout=10).text("hi")
    assert "past the deadline" in caught.value.remarks[0]
    assert time.monotonic() - start < 5


@every_flavour
async def test_iterating_usage_closes(flavour, sandbox):
    """`iter_usage` is a plain generator over calls that are repeated like any other."""
    client = client_of(flavour, sandbox)
    await client.text("hi")
    sandbox.queue(Fault.status(500))
    records = client.iter_usage()
    if flavour.name == "blocking":
        assert [record async for record in records]
        return
    async with aclosing(records):
        assert [record async for record in records]
