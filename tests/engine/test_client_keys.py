"""Which key a call carries, how it travels, and what happens when it is refused."""

import asyncio
import json
import warnings

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import OK, answering

from pollination_sdk import (
    ApiClient,
    AsyncPollinations,
    Configuration,
    GenPollinationsAiApi,
    Pollinations,
    Retry,
    errors,
)
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

VARIABLES = ("POLLINATIONS_API_KEY", "BEARER_TOKEN", "POLLINATIONS_BASE_URL")
WRONG = "sk_never_issued_by_this_sandbox"


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Start without keys in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def bearer(request):
    """Give the key in a recorded request's header."""
    return request.headers.get("authorization", "").removeprefix("Bearer ")


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_sources_are_asked_in_order(cls, environment):
    """The argument, POLLINATIONS_API_KEY, a BEARER_TOKEN that looks like a key, none; `key_source` says which."""
    assert cls().key_source is None
    environment.setenv("BEARER_TOKEN", "eyJhbGciOi.other.service")
    assert cls().key_source is None
    environment.setenv("BEARER_TOKEN", "pk_from_bearer")
    assert cls().key_source == "BEARER_TOKEN"
    environment.setenv("POLLINATIONS_API_KEY", "sk_from_environment")
    assert cls().key_source == "POLLINATIONS_API_KEY"
    assert cls("sk_from_argument").key_source == "argument"


@every_flavour
async def test_the_environment_names_key_and_place(flavour, sandbox, environment):
    """A client made without arguments takes key and base URL from the environment."""
    environment.setenv("POLLINATIONS_API_KEY", f"  {sandbox.key}\n")
    environment.setenv("POLLINATIONS_BASE_URL", sandbox.url)
    await flavour.client().key()
    assert bearer(sandbox.requests[0]) == sandbox.key


@every_flavour
async def test_without_a_key_nothing_is_sent(flavour, sandbox):
    """`MissingKeyError` says how to get and set a key, before the service hears of the call."""
    client = flavour.client(base_url=sandbox.url)
    for call in (client.text, client.chat, client.image, client.video):
        with pytest.raises(errors.MissingKeyError, match=r"https://enter\.pollinations\.ai.*POLLINATIONS_API_KEY"):
            await call("hi")
    for call in (client.balance, client.profile, client.key, client.usage, client.usage_csv, client.daily_usage):
        with pytest.raises(errors.MissingKeyError):
            await call()
    with pytest.raises(errors.MissingKeyError):
        async for _ in client.stream_chat("hi"):
            pass
    assert sandbox.requests == []


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("sk_Hidden7...", "ellipsis"),
        ("sk_Hidden7\N{HORIZONTAL ELLIPSIS}", "ellipsis"),
        ("Bearer sk_Hidden7", "Bearer"),
        ("k", "fewer than 4"),
        ("sk_", "fewer than 4"),
        ("sk_Hidden7 tail", "whitespace"),
        ("sk_Hidden7\ntail", "whitespace"),
        ("sk_Hidden7\N{NO-BREAK SPACE}tail", "whitespace"),
        ("sk_Hidden7\x00", "control"),
        ("sk_Hidden7\x7ftail", "control"),
        ("sk_Hidden7é", "ASCII"),
        ("sk_Hidden7\N{ZERO WIDTH SPACE}", "ASCII"),
        ('"sk_Hidden7"', "quotation"),
        (b"sk_Hidden7", "bytes"),
        (7, "int"),
        ([], "empty list"),
        (["sk_one_1111", None], "key 2 of 2"),
        (["sk_one_1111", "sk_Hidden7..."], "key 2 of 2"),
    ],
    ids=str,
)
def test_ill_formed_keys_are_refused_without_being_quoted(cls, given, problem):
    """A key that cannot work says what is wrong with it, by position, and never itself; nothing is sent for that."""
    with pytest.raises(errors.InvalidKeyError, match=problem) as caught:
        cls(given)
    assert "Hidden7" not in f"{caught.value!r} {caught.value}"


@every_flavour
async def test_a_stripped_header_falls_back_to_the_query_once(flavour, sandbox):
    """The service says the key is missing although it was sent: the call is repeated with `?key=`."""
    sandbox.queue(Fault.strip_auth())
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with pytest.warns(errors.KeyInURLWarning, match=r'127\.0\.0\.1 says.*query_key="never"') as caught:
        answer = await client.detailed.key()
    assert len(caught) == 1
    assert sandbox.key not in str(caught[0].message)
    assert answer.attempts == 2
    first, second = sandbox.requests
    assert bearer(first) == sandbox.key
    assert "key" not in first.params
    assert second.params == {"key": sandbox.key}
    assert bearer(second) == ""


@every_flavour
async def test_nothing_is_known_of_another_host(flavour, sandbox):
    """A sibling with another base URL begins with the header: what stripped it stands before the first host alone."""
    sandbox.queue(Fault.strip_auth())
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with pytest.warns(errors.KeyInURLWarning):
        await client.key()
    with Sandbox(key=sandbox.key) as other:
        await client.with_options(base_url=other.url).key()
    (request,) = other.requests
    assert (bearer(request), request.params) == (sandbox.key, {})


@every_flavour
async def test_a_working_placement_is_remembered(flavour, sandbox):
    """Later calls, siblings' too, start with the placement that worked until it is blocked; one warning serves all."""
    sandbox.queue(Fault.strip_auth())
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with pytest.warns(errors.KeyInURLWarning):
        await client.key()
    await client.text("hi")
    await client.with_options(timeout=30).chat("hi")
    assert len(sandbox.requests) == 4
    assert all(request.params["key"] == sandbox.key for request in sandbox.requests[1:])


@every_flavour
async def test_both_placements_blocked_end_after_two_requests(flavour, sandbox):
    """A key that arrives in neither placement is tried once in each, and the error says what to do."""
    missing = '{"success":false,"status":401,"error":{"code":"UNAUTHORIZED","message":"Authentication required."}}'
    sandbox.queue(Fault.answer(401, missing, media_type="application/json"), times=2)
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with pytest.warns(errors.KeyInURLWarning), pytest.raises(errors.AuthenticationError, match="No key arrived"):
        await client.key()
    assert len(sandbox.requests) == 2
    await client.key()
    assert bearer(sandbox.requests[2]) == sandbox.key


@every_flavour
async def test_an_invalid_key_is_not_sent_in_the_other_placement(flavour, sandbox):
    """A refused key is refused in either placement, so it is not put into a URL."""
    client = flavour.client(WRONG, base_url=sandbox.url)
    with pytest.raises(errors.AuthenticationError) as caught:
        await client.key()
    assert caught.value.attempts == 1
    assert [request.params for request in sandbox.requests] == [{}]


ENVELOPE = '{{"success": false, "status": 401, "error": {{"code": "UNAUTHORIZED", "message": {}}}}}'
MISSING = "Authentication required. Please provide an API key."
NOT_FROM_THE_SERVICE = {
    "text": Fault.answer(401, MISSING),
    "a page": Fault.answer(401, f"<html><title>{MISSING}</title></html>", media_type="text/html"),
    "a proxy's JSON": Fault.answer(401, json.dumps({"error": MISSING})),
    "a gateway's JSON": Fault.answer(401, json.dumps({"error": {"code": 401, "message": MISSING}})),
    "another gateway's JSON": Fault.answer(401, json.dumps({"success": False, "message": MISSING})),
    "a flat envelope": Fault.answer(401, json.dumps({"success": False, "code": "UNAUTHORIZED", "message": MISSING})),
    "a list": Fault.answer(401, json.dumps([{"success": False, "error": {"message": MISSING}}])),
    "a Basic challenge": Fault.answer(
        401, ENVELOPE.format(json.dumps(MISSING)), headers={"WWW-Authenticate": 'Basic realm="x"'}
    ),
    "another service's body": Fault.answer(401, ENVELOPE.format(json.dumps(json.dumps({"message": MISSING})))),
    "an envelope cut off": Fault.answer(401, ENVELOPE.format(json.dumps(MISSING))[:-2]),
    "an empty body": Fault.answer(401, ""),
}


@pytest.mark.parametrize("said", NOT_FROM_THE_SERVICE)
@every_flavour
async def test_only_the_services_own_envelope_moves_the_key_into_the_url(flavour, sandbox, said):
    """What a proxy, a page or another service says of a missing key keeps the key in its header, without a warning."""
    sandbox.queue(NOT_FROM_THE_SERVICE[said])
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with pytest.raises(errors.AuthenticationError):
        await client.key()
    await client.key()
    assert [(request.params, bearer(request)) for request in sandbox.requests] == [({}, sandbox.key)] * 2


@every_flavour
async def test_the_host_of_a_redirect_does_not_move_the_key_into_the_url(flavour, sandbox):
    """Another host got no key, so what it says of a missing one is no surprise."""
    body = ENVELOPE.format(json.dumps(MISSING)).encode()
    with answering(b"HTTP/1.1 401 No\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)) as other:
        sandbox.queue(Fault.redirect(other.url.replace("127.0.0.1", "localhost"), 307))
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        with pytest.raises(errors.AuthenticationError, match="redirected"):
            await client.key()
    assert "key=" not in other.heads[0]
    assert len(sandbox.requests) == 1


@every_flavour
async def test_a_warning_made_an_error_keeps_the_key_out_of_the_url(flavour, sandbox):
    """Where warnings are errors, no call sends the key in its URL, and each one says so; streams too."""
    sandbox.queue(Fault.strip_auth(), times=3)
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            with pytest.raises(errors.KeyInURLWarning):
                await client.key()
        with pytest.raises(errors.KeyInURLWarning):
            async for _ in client.stream_text("hi"):
                pass
    assert [request.params.get("key") for request in sandbox.requests] == [None] * 3


def test_the_warning_names_the_line_that_calls(sandbox):
    """Plain, streamed and awaited calls, and those of the earlier SDK's methods, warn at the caller's line."""

    async def ask():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            await asyncio.create_task(_awaiting(client))

    async def _awaiting(client):
        await client.detailed.key()

    def earlier():
        with ApiClient(Configuration(sandbox.url, access_token=sandbox.key)) as client:
            GenPollinationsAiApi(client).get_account_key()

    client = Pollinations(sandbox.key, base_url=sandbox.url)
    sibling = client.with_options(api_key=sandbox.publishable_key)
    for call in (client.key, lambda: list(sibling.stream_text("hi")), earlier, lambda: asyncio.run(ask())):
        sandbox.queue(Fault.strip_auth())
        with pytest.warns(errors.KeyInURLWarning) as caught:
            call()
        assert [one.filename for one in caught] == [__file__]


@every_flavour
async def test_query_key_decides(flavour, sandbox):
    """`always` sends no header at all; `never` does not fall back."""
    await flavour.client(sandbox.key, base_url=sandbox.url, query_key="always").key()
    assert sandbox.requests[0].params == {"key": sandbox.key}
    assert bearer(sandbox.requests[0]) == ""
    sandbox.queue(Fault.strip_auth())
    with pytest.raises(errors.AuthenticationError):
        await flavour.client(sandbox.key, base_url=sandbox.url, query_key="never").key()
    assert len(sandbox.requests) == 2


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_a_key_in_a_url_needs_a_safe_connection(cls):
    """`query_key="always"` goes over https or loopback only, where nobody reads it; no other word is taken."""
    hosts = ["localhost:8000", "127.0.0.1:8000/v1", "[::1]:8000"]
    for url in ["https://service.example", *(f"http://{host}" for host in hosts)]:
        assert cls("sk_abcd1234", base_url=url, query_key="always")
    for host in ["service.example", "10.0.0.1", "127.0.0.1.service.example", "localhost.service.example"]:
        with pytest.raises(ValueError, match="https or a loopback"):
            cls("sk_abcd1234", base_url=f"http://{host}", query_key="always")
    with pytest.raises(ValueError, match="auto"):
        cls("sk_abcd1234", query_key="sometimes")


@every_flavour
async def test_no_fallback_over_plain_http_to_another_machine(flavour):
    """`?key=` goes over https or loopback only."""
    seen = []

    def answer(request):
        seen.append(str(request.url))
        return httpx.Response(401, json={"error": {"message": "Authentication required", "code": "UNAUTHORIZED"}})

    http = httpx.MockTransport(answer)
    with httpx.Client(transport=http) as plain:
        given = plain if flavour.name == "blocking" else httpx.AsyncClient(transport=http)
        client = flavour.client("sk_abcd1234", base_url="http://service.example", http_client=given)
        with pytest.raises(errors.AuthenticationError):
            await client.key()
    assert seen == ["http://service.example/account/key"]


@every_flavour
async def test_the_fallback_leaves_no_trace_in_the_callers_objects(flavour, sandbox):
    """No `key` in the caller's `extra`, default headers, nor in the params and headers of the caller's client."""
    extra, headers = {"referrer": "me"}, {"X-App": "me"}
    cls = httpx.Client if flavour.name == "blocking" else httpx.AsyncClient
    own = cls(params={"campaign": "spring"}, headers={"X-Own": "1"})
    client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=own, headers=headers)
    sandbox.queue(Fault.strip_auth())
    with pytest.warns(errors.KeyInURLWarning):
        await client.image("a fox", extra=extra)
    assert (extra, headers) == ({"referrer": "me"}, {"X-App": "me"})
    assert dict(own.params) == {"campaign": "spring"}
    assert "authorization" not in own.headers
    assert sandbox.requests[1].params == {"referrer": "me", "campaign": "spring", "key": sandbox.key}
    assert sandbox.requests[1].headers["x-own"] == "1"
    await client.with_options(api_key=sandbox.publishable_key).key()
    assert sandbox.requests[2].params == {"campaign": "spring"}
    assert bearer(sandbox.requests[2]) == sandbox.publishable_key
    own.close() if flavour.name == "blocking" else await own.aclose()


@every_flavour
@pytest.mark.parametrize("query_key", ["auto", "always"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_key_follows_a_redirect_to_another_place(flavour, sandbox, query_key, status):
    """Another host or port gets neither the header nor `?key=`, even where the redirect repeats the query."""
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + b'{"valid":true}') as other:
        host = other.url.replace("127.0.0.1", "localhost") if status == 301 else other.url
        sandbox.queue(Fault.redirect(f"{host}/elsewhere?key={sandbox.key}&a=1", status))
        client = flavour.client(sandbox.key, base_url=sandbox.url, query_key=query_key, headers={"Cookie": "a=b"})
        assert (await client.key()).valid
    (head,) = other.heads
    assert "/elsewhere?a=1 " in head
    assert sandbox.key not in head
    assert "cookie" not in head.lower()


@every_flavour
@pytest.mark.parametrize("query_key", ["auto", "always"])
async def test_a_redirect_on_the_spot_keeps_the_key(flavour, sandbox, query_key):
    """The same origin gets the key again, and a chat its body."""
    sandbox.queue(Fault.redirect("/v1/chat/completions?moved=1", 308))
    client = flavour.client(sandbox.key, base_url=sandbox.url, query_key=query_key)
    answer = await client.detailed.chat("hi")
    assert answer.value.choices[0].message.content == "openai heard: hi"
    assert answer.attempts == 1
    assert sandbox.requests[1].params["moved"] == "1"
    assert sandbox.requests[1].json() == sandbox.requests[0].json()


@every_flavour
async def test_redirects_end(flavour, sandbox):
    """A service that redirects in a circle is distinguished from one that answers."""
    sandbox.queue(Fault.redirect("/account/key"), times=100)
    with pytest.raises(errors.APIConnectionError, match="elsewhere"):
        await flavour.client(sandbox.key, base_url=sandbox.url).key()
    assert len(sandbox.requests) == 11


@every_flavour
@pytest.mark.parametrize("status", [401, 402, 403, 429])
async def test_a_refused_key_gives_way_to_the_next_at_once(flavour, sandbox, status):
    """401, 402, 403 and 429 move on without waiting or using up an attempt, and later calls stay there."""
    second = sandbox.add_key(name="second")
    client = flavour.client([sandbox.key, second], base_url=sandbox.url, retry=Retry.off)
    sandbox.queue(Fault.status(status, "Invalid key", retry_after=50))
    answer = await client.detailed.key()
    assert answer.value.name == "second"
    assert answer.elapsed < 5
    await client.key()
    assert [bearer(request) for request in sandbox.requests] == [sandbox.key, second, second]


@every_flavour
async def test_an_outage_does_not_move_on(flavour, sandbox):
    """A 503 says nothing about the key: the same one is sent again."""
    second = sandbox.add_key(name="second")
    client = flavour.client([sandbox.key, second], base_url=sandbox.url, retry=Retry(first_wait=0))
    sandbox.queue(Fault.status(503))
    assert (await client.key()).name == "sandbox"


@every_flavour
async def test_waiting_starts_after_the_last_key(flavour, sandbox):
    """Busy keys are all asked before the first wait; then each attempt asks the one that is free first."""
    keys = [sandbox.key, *(sandbox.add_key(name=f"key {number}") for number in (2, 3))]
    client = flavour.client(keys, base_url=sandbox.url, retry=Retry(attempts=2, first_wait=0))
    sandbox.queue(Fault.status(429, "Slow down"), times=6)
    with pytest.raises(errors.RateLimitError) as caught:
        await client.key()
    assert len(sandbox.requests) == 4
    assert {bearer(request) for request in sandbox.requests[:3]} == set(keys)
    assert [note for note in caught.value.remarks if note.startswith("key ")] == [
        f"key {number} of 3: 429 Slow down" for number in (1, 2, 3)
    ]


@every_flavour
@pytest.mark.parametrize(("status", "said"), [(401, "Invalid API key"), (402, "Insufficient balance")])
async def test_a_busy_key_is_waited_for_whatever_the_last_one_answers(flavour, sandbox, status, said):
    """Where the last key is refused or empty, the one that was only busy is sent again after a wait."""
    second = sandbox.add_key(name="second")
    client = flavour.client([sandbox.key, second], base_url=sandbox.url, retry=Retry(attempts=2, first_wait=0))
    sandbox.queue(Fault.status(429, "Slow down"))
    sandbox.queue(Fault.status(status, said))
    assert (await client.key()).name == "sandbox"
    assert [bearer(request) for request in sandbox.requests] == [sandbox.key, second, sandbox.key]
    sandbox.queue(Fault.status(429, "Slow down"))
    sandbox.queue(Fault.status(status, said))
    with pytest.raises(errors.RateLimitError) as caught:
        await client.with_options(retry=Retry.off).key()
    assert caught.value.attempts == 2
    assert f"key 2 of 2: {status} {said}" in caught.value.remarks


@every_flavour
async def test_when_all_keys_fail_each_answer_is_listed_by_position(flavour, sandbox):
    """The last error's notes say what every key was answered, and hold no key."""
    keys = [WRONG, "sk_another_wrong_one", sandbox.key]
    client = flavour.client(keys, base_url=sandbox.url)
    sandbox.queue(Fault.status(401, "Invalid API key"), times=2)
    sandbox.queue(Fault.status(402, "Insufficient balance"))
    with pytest.raises(errors.PaymentRequiredError) as caught:
        await client.key()
    assert caught.value.attempts == 3
    assert caught.value.remarks == [
        "key 1 of 3: 401 Invalid API key",
        "key 2 of 3: 401 Invalid API key",
        "key 3 of 3: 402 Insufficient balance",
    ]


@every_flavour
async def test_no_key_in_headers_or_base_url(flavour):
    """An Authorization header or a password in the base URL would fight the key: both are refused, unquoted."""
    for settings in (
        {"headers": {"authorization": "Bearer sk_abcd1234"}},
        {"base_url": "https://me:sk_abcd1234@service.example"},
        {"base_url": "https://service.example/?key=sk_abcd1234"},
    ):
        with pytest.raises(ValueError, match="api_key") as caught:
            flavour.client("sk_abcd1234", **settings)
        assert "sk_abcd1234" not in str(caught.value)


def test_a_caller_s_own_authorization_does_not_displace_the_query_key():
    """The service would read a default Authorization header of the caller's client instead of `?key=`."""
    with answering(OK) as server, httpx.Client(headers={"Authorization": "Basic abc"}) as own:
        client = Pollinations("sk_abcd1234", base_url=server.url, http_client=own, query_key="always")
        client.text("hi")
    assert "authorization" not in server.heads[0].lower()
