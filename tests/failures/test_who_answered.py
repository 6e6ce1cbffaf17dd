"""What did not come from the service says who answered, and is blamed on no key."""

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import answering

from pollination_sdk import Pollinations, errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

KEYS = ["sk_first_key_00", "sk_second_key_0"]
PAGE = "<html><head><title>Authentication required</title></head><body>Invalid key</body></html>"
BODIES = [
    pytest.param(PAGE, "text/html", id="a page"),
    pytest.param("error code: 1020", "text/plain", id="the edge's text"),
    pytest.param("Unauthorized", "text/plain", id="plain text"),
    pytest.param('{"message": "No API key found in request"}', "application/json", id="a gateway's JSON"),
    pytest.param("[]", "application/json", id="no object"),
]
CLASSES = {
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    413: errors.APIError,
    429: errors.RateLimitError,
    503: errors.InternalServerError,
}
BLAMED = ("key arrived and was refused", "No key arrived", "wallet does not", "budget", "lacks a perm", "allow-list")


@pytest.mark.parametrize("status", CLASSES)
@pytest.mark.parametrize(("body", "media_type"), BODIES)
@every_flavour
async def test_what_stands_before_the_service_is_named(flavour, sandbox, status, body, media_type):
    """The error names the edge or a proxy, blames no key, and each attempt carries the first key, in its header."""
    async with flavour.client(KEYS, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(status, body, media_type=media_type), times=10)
        with (
            without_waiting(),
            pytest.raises(CLASSES[status], match="edge or a proxy answered, not the serv") as caught,
        ):
            await client.text("hi")
    assert not any(blamed in str(caught.value) for blamed in BLAMED)
    used = {(request.headers.get("authorization"), "key=" in request.target) for request in sandbox.requests}
    assert used == {(f"Bearer {KEYS[0]}", False)}


@pytest.mark.parametrize(
    "scheme", ["Basic realm=x", 'basic realm="Authentication required"', "Negotiate, NTLM", "Digest a=b"]
)
@pytest.mark.parametrize("body", [PAGE, "", '{"error": "Invalid key"}'])
@every_flavour
async def test_a_login_of_a_proxy_is_no_refused_key(flavour, sandbox, scheme, body):
    """A 401 that asks for a user and a password comes from a proxy, whatever its body says."""
    async with flavour.client(KEYS, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(401, body, headers={"WWW-Authenticate": scheme}), times=4)
        with pytest.raises(errors.AuthenticationError, match=r"A proxy on the way answered.*user:password@host"):
            await client.text("hi")
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize("status", [401, 403])
@every_flavour
async def test_an_answer_that_says_nothing_blames_no_key(flavour, sandbox, status):
    """Nobody knows who sent an empty refusal, and the advice begins with what stands before the service."""
    async with flavour.client(KEYS, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(status, ""), times=4)
        with pytest.raises(CLASSES[status], match="neither why nor who refused") as caught:
            await client.text("hi")
    assert not any(blamed in str(caught.value) for blamed in BLAMED)


@pytest.mark.parametrize(
    ("status", "who"), [(407, "A proxy on the way answered"), (511, "A login page of this network")]
)
@pytest.mark.parametrize("body", [PAGE, "", "Login"])
@every_flavour
async def test_a_status_of_proxies_is_sent_once(flavour, sandbox, status, who, body):
    """407 and 511 never come from the service: a sentence says what to do, and nothing may have been billed."""
    async with flavour.client(KEYS, base_url=sandbox.url, retry=CAREFUL) as client:
        sandbox.queue(Fault.answer(status, body), times=4)
        with pytest.raises(errors.APIError, match=rf"{who}.*key is not the reason"):
            await client.text("hi")
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        '{"success": false, "status": 401, "error": {"message": "Invalid API key", "code": "UNAUTHORIZED"}}',
        '{"error": "Unauthorized"}',
        '{"success": false, "status": 401, "error": {"message": "Invali',
    ],
)
@every_flavour
async def test_the_service_speaks_of_the_key(flavour, sandbox, body):
    """What has the shape of the service's own errors moves on to the next key, and advises to check it."""
    async with flavour.client(KEYS, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(401, body), times=4)
        with pytest.raises(errors.AuthenticationError, match="The key arrived and was refused"):
            await client.text("hi")
    assert len(sandbox.requests) == 2


@every_flavour
async def test_another_host_says_nothing_of_the_key(flavour, sandbox):
    """The refusal of a host to which the call was redirected names that host; the key never went there."""
    with Sandbox() as other:
        async with flavour.client([sandbox.key, KEYS[1]], base_url=sandbox.url) as client:
            elsewhere = other.url.replace("127.0.0.1", "localhost")
            sandbox.queue(Fault.redirect(f"{elsewhere}/account/key", 307), times=4)
            with pytest.raises(errors.AuthenticationError, match=r"redirected to localhost.*check base_url"):
                await client.key()
        assert len(other.requests) == len(sandbox.requests) == 1


@pytest.mark.parametrize(
    ("status", "advice"), [(304, "If-None-Match"), (302, "does not say where to"), (300, "where to")]
)
@every_flavour
async def test_an_answer_that_leads_nowhere_is_explained(flavour, status, advice):
    """A 304, and a redirect without an address, are errors that say what to check."""
    with answering(b"HTTP/1.1 %d Odd\r\nContent-Length: 0\r\n\r\n" % status) as server:
        async with flavour.client(KEYS, base_url=server.url) as client:
            with pytest.raises(errors.APIError, match=f"{status}.*{advice}"):
                await client.text("hi")
    assert len(server.heads) == 1


def test_an_interim_answer_is_no_answer():
    """A 1xx in place of the final answer is a connection's error."""
    answer = httpx.MockTransport(lambda _: httpx.Response(199))
    client = Pollinations(KEYS, http_client=httpx.Client(transport=answer))
    with without_waiting(), pytest.raises(errors.APIConnectionError, match=r"interim answer.*199"):
        client.text("hi")


@every_flavour
async def test_a_429_of_an_unknown_sender_does_not_send_a_paid_call_with_another_key(flavour, sandbox):
    """An empty 429 may come from a proxy behind which the call ran: only the same key asks for it again."""
    async with flavour.client(KEYS, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(429, ""), times=4)
        with without_waiting(), pytest.raises(errors.RateLimitError):
            await client.text("hi")
        assert len({request.headers["authorization"] for request in sandbox.requests}) == 1
        assert len(sandbox.requests) == 3
        with without_waiting(), pytest.raises(errors.OutcomeUnknownError):
            await client.with_options(retry=CAREFUL).text("hi")
    assert len(sandbox.requests) == 4
