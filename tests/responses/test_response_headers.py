"""Headers are bytes: whatever they hold, an answer stays an answer, and a refusal stays that refusal.

Uses private names: `retry_after_of` is a pure decider, tried with bytes that servers do not send.
"""

import copy
import pickle

import httpx
import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import answering

import pollination_sdk
import pollination_sdk.exceptions
from pollination_sdk import Pollinations, errors, without_waiting
from pollination_sdk._failures.outcome import retry_after_of

KEY = "sk_SecretSecret123"
NAME = "Größe.txt"
HEADERS = {
    "UTF-8": [(b"Content-Disposition", f'inline; filename="{NAME}"'.encode())],
    "Latin-1": [(b"Content-Disposition", f'inline; filename="{NAME}"'.encode("latin-1"))],
    "invalid UTF-8": [(b"X-Request-Id", b"\xff\xfe"), (b"X-Model-Used", b"\xc3"), (b"x-usage-a", b"\xff")],
    "both at once": [(b"X-A", "ö".encode()), (b"X-B", "ö".encode("latin-1"))],
    "repeated": [(b"Set-Cookie", b"a=\xff"), (b"Set-Cookie", b"b=2"), (b"Retry-After", b"\xb2"), (b"Date", b"\xff")],
    "very long": [(b"X-Long", b"\xff" * 40_000)],
    "an odd charset": [(b"Content-Type", b"text/plain; charset=hex")],
    "a charset beyond ASCII": [(b"Content-Type", b"text/plain; charset=\xff")],
    "two types": [(b"Content-Type", b"text/plain"), (b"Content-Type", b"text/html")],
}
BELOW_HTTP = {
    "control characters": [(b"X-Odd", b"\x01\x1b[31m\x7f")],
    "an odd name": [(b"X-\xff\xe9", b"1")],
    "a NUL in the charset": [(b"Content-Type", b"text/plain; charset=a\0b")],
}
REFUSAL = b'{"success": false, "status": %d, "error": {"message": "no luck", "code": "X"}}'
EVERY = [pytest.param(headers, id=name) for name, headers in HEADERS.items()]
EVEN_ODDER = [pytest.param(headers, id=name) for name, headers in (HEADERS | BELOW_HTTP).items()]


def written(status, headers, body):
    """Write an answer as it goes over the wire."""
    lines = [b"HTTP/1.1 %d Verb\xf6ten" % status, *(b": ".join(item) for item in headers)]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])


def mocked(status, headers, body):
    """Make a client of an application's own, whose transport answers so; no parser has seen the headers."""
    answer = httpx.MockTransport(lambda _: httpx.Response(status, headers=headers, content=body))
    return Pollinations(["sk_first_key", "sk_second_key"], http_client=httpx.Client(transport=answer))


@pytest.mark.parametrize("headers", EVERY)
@every_flavour
async def test_a_good_answer_stays_one(flavour, headers):
    """A paid text is returned, plainly and in detail, with its headers byte by byte."""
    with answering(written(200, headers, b"hi")) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            assert await client.text("hello") == "hi"
            answer = await client.detailed.text("hello")
    assert [item for item in answer.headers.raw if item in headers] == headers
    assert str(answer.headers)
    assert pickle.loads(pickle.dumps(answer)) == copy.copy(answer) == answer


@pytest.mark.parametrize(
    ("status", "cls"),
    [(401, errors.AuthenticationError), (429, errors.RateLimitError), (502, errors.OutcomeUnknownError)],
)
@pytest.mark.parametrize("headers", EVERY)
@every_flavour
async def test_a_refusal_stays_that_refusal(flavour, headers, status, cls):
    """The error has its class; its response has the headers byte by byte, and still has them out of a pickle."""
    with answering(written(status, headers, REFUSAL % status)) as server:
        async with flavour.client(KEY, base_url=server.url, retry=CAREFUL) as client:
            with without_waiting(), pytest.raises(cls, match="no luck") as caught:
                await client.text("hello")
    error = caught.value.cause if cls is errors.OutcomeUnknownError else caught.value
    assert [item for item in error.response.headers.raw if item in headers] == headers
    assert pickle.loads(pickle.dumps(error)).response.headers.raw == error.response.headers.raw


@pytest.mark.parametrize("headers", EVEN_ODDER)
def test_a_second_key_is_tried_and_a_stream_is_refused(headers):
    """Odd headers keep no refusal from moving on to the next key, of whole answers and of streams."""
    client = mocked(401, headers, REFUSAL % 401)
    with pytest.raises(errors.AuthenticationError) as caught:
        client.text("hello")
    assert caught.value.remarks == ["key 1 of 2: 401 no luck", "key 2 of 2: 401 no luck"]
    with pytest.raises(errors.AuthenticationError), client.stream_text("hello"):
        pass


@pytest.mark.parametrize("headers", EVEN_ODDER)
def test_every_way_to_read_an_answer_takes_them(headers):
    """What is no image, no JSON and no CSV is named; a call by name and a text are returned."""
    client = mocked(200, headers, b"hi")
    for call in (client.image, client.chat, client.detailed.video):
        with pytest.raises(errors.UnexpectedResponseError):
            call("a fox")
    for call in (client.usage_csv, client.balance, client.models):
        with pytest.raises(errors.UnexpectedResponseError):
            call()
    assert client.detailed.text("hello").value == "hi"


@pytest.mark.parametrize("headers", EVERY)
@pytest.mark.parametrize("status", [200, 403])
def test_the_earlier_surface_takes_them(headers, status):
    """The predecessor's methods return the value, the response and its headers, or raise their own exception."""
    with answering(written(status, headers, b"hi" if status == 200 else REFUSAL % 403)) as server:
        settings = pollination_sdk.Configuration(host=server.url, access_token=KEY)
        with pollination_sdk.ApiClient(settings) as api_client:
            api = pollination_sdk.GenPollinationsAiApi(api_client)
            with api.get_generate_text_prompt_without_preload_content("hello") as opened:
                assert [item for item in opened.getheaders().raw if item in headers] == headers
            if status == 200:
                whole = api.get_generate_text_prompt_with_http_info("hello")
                assert whole.data == "hi"
                assert [item for item in whole.headers.raw if item in headers] == headers
                assert api.get_generate_text_prompt("hello", stream=True) == "hi"
                return
            with pytest.raises(pollination_sdk.exceptions.ForbiddenException, match="no luck") as caught:
                api.get_generate_text_prompt("hello")
            assert str(caught.value)


@every_flavour
async def test_a_key_in_a_header_stays_hidden(flavour):
    """A key that is echoed in a value or a name, beside bytes of any kind, is shown nowhere."""
    echo = [(b"X-Echo", f"ö {KEY} ".encode() + b"\xff"), (f"X-{KEY}".encode(), b"1")]
    stream = (
        b'data: {"choices": [{"index": 0, "delta": {"content": "hi"}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
    )
    with answering(written(200, echo, stream)) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            answer = await client.detailed.text("hello")
            async with client.stream_text("hello") as opened:
                assert KEY not in repr(opened.headers if flavour.name != "blocking" else opened.stream.headers)
    assert KEY.encode() not in repr((answer.headers.raw, answer.response.headers.raw)).encode()
    assert "\\xff" in repr(answer.headers.raw)


@each(
    ("headers", "seconds"),
    [
        ([(b"Retry-After", b"5"), (b"Retry-After", b"7")], 7.0),
        ([(b"Retry-After", b"soon"), (b"Retry-After", b"7")], 7.0),
        ([(b"Retry-After", b"\xff")], None),
        ([(b"Retry-After", b"Thu, 01 Jan 1970 00:00:09 GMT"), (b"Date", b"Thu, 01 Jan 1970 00:00:00 GMT")], 9.0),
        ([(b"Retry-After", b"9" * 5000)], None),
    ],
)
def test_the_longest_wait_that_makes_sense_counts(headers, seconds):
    """Of several `Retry-After` the longest counts, and nonsense is none."""
    assert retry_after_of(httpx.Response(429, headers=headers)) == seconds


@pytest.mark.parametrize(
    "location",
    [b"http://127.0.0.1:99999/", b"http://[::1", b"http://a:port/", b"http://\xe2\x80\xae/", b"", b"/" + b"a" * 70_000],
    ids=lambda location: repr(location)[:30],
)
@every_flavour
async def test_a_redirect_to_nowhere_is_a_refusal(flavour, location):
    """A redirect that names no address is an error with its status, and is not repeated."""
    with answering(written(302, [(b"Location", location)], b"")) as server:
        async with flavour.client(KEY, base_url=server.url, timeout=5) as client:
            if location == b"":  # the same address again, as RFC 3986 reads it
                with pytest.raises(errors.APIConnectionError, match="elsewhere"):
                    await client.text("hello")
                return
            with pytest.raises(errors.APIError, match=r"302.*base_url"):
                await client.text("hello")
    assert len(server.heads) == 1


@pytest.mark.parametrize("option", ["default_headers", "cookie", "_headers", "accept"])
@pytest.mark.parametrize("value", ["größe", "a\nb"])
def test_a_header_that_cannot_be_sent_is_named(option, value):
    """The predecessor's surface refuses it before sending, by its name and without its value."""
    headers = {"Accept" if option == "accept" else "X-Mine": value}
    with answering() as server:
        settings = pollination_sdk.Configuration(host=server.url, access_token=KEY)
        with pollination_sdk.ApiClient(settings, cookie=value if option == "cookie" else None) as api_client:
            if option == "default_headers":
                api_client.set_default_header("X-Mine", value)
            api = pollination_sdk.GenPollinationsAiApi(api_client)
            with pytest.raises(pollination_sdk.ApiValueError, match=r"X-Mine|Cookie|Accept") as caught:
                api.get_generate_text_prompt("hello", _headers=headers if option in ("_headers", "accept") else None)
    assert value not in str(caught.value)
    assert server.heads == []


@pytest.mark.parametrize("cls", [pollination_sdk.Pollinations, pollination_sdk.AsyncPollinations])
@pytest.mark.parametrize("headers", [{"X-Mine": "größe"}, {"X-Mine": "\ud800"}, {"X-Mine": "a\r\nb"}, {"X-größe": "a"}])
def test_headers_are_checked_when_given(cls, headers):
    """A client refuses at once what no request could carry, by the name of the header and without its value."""
    (name, value), *_ = headers.items()
    with pytest.raises(ValueError, match="header") as caught:
        cls(KEY, headers=headers)
    assert name in str(caught.value)
    assert value == "a" or value not in str(caught.value)
