"""Keys and prompts stay out of everything that is shown or stored.

Uses private names: `redact` and its kin are pure deciders; `test_secrets` proves them through calls.
"""

import contextvars
import copy
import gc
import io
import logging
import pickle
import re
import threading
import traceback
import types
from pathlib import Path
from urllib.parse import quote

import attrs
import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.servers import answering

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk._secrets import live_keys as _live_keys
from pollination_sdk._secrets import log_filter as _log_filter
from pollination_sdk._secrets.live_keys import hide_live_keys, remember
from pollination_sdk._secrets.redact import (
    redact,
    redact_json,
    redact_keys,
    scrub_exception,
    scrub_request,
    scrub_response,
    scrub_url,
)

pytestmark = pytest.mark.usefixtures("no_key_in_any_log", "few_objects")

KEY = "sk_SecretSecret123"
ODD = "odd+secret/value"
HELD = remember(ODD)  # as by a client that is alive


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        f"Authorization: Bearer {KEY}",
        f"(b'Authorization', b'Bearer {KEY}')",
        f"https://host.test/a?key={KEY}&seed=1",
        f"https%3A%2F%2Fhost.test%2Fa%3Fkey%3D{KEY}",
        f"%20{KEY}%20",
        KEY.replace("_", "%5F"),
        "pk_SecretSecret123",
        f"a {ODD} b",
        f"x{ODD}y",
        "odd%2Bsecret%2Fvalue",
        "Bearer SecretSecret123",
        "bearer%20SecretSecret123",
        "?key=SecretSecret",
        "&key=odd%2Bsecret",
        "Authorization: Bearer secret",
        "{'authorization': 'Basic c2VjcmV0'}",
        "(b'Authorization', b'Basic c2VjcmV0')",
        "AUTHORIZAT\u0131ON: BA\u017fIC c2VjcmV0",
        "BEARER SecretSecret123",
        "%26\u212aEY%3DSecretSecret",
        "auth=(b'user', b'secret')",
    ],
)
def test_keys_are_hidden_in_every_form(text):
    """A key is hidden by value, by shape and by place, in plain and percent-encoded form."""
    hidden = redact(text)
    assert "***" in hidden
    assert "secret" not in hidden.lower()
    assert "c2VjcmV0" not in hidden
    assert redact(hidden) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "task_runner, disk_usage and risk_level",
        "an Authorization header (Bearer token) or ?key= query parameter",
        "Missing Authorization: give Basic access",
        "https://host.test/a?monkey=banana&seed=1",
        "",
    ],
)
def test_prose_is_left_alone(text):
    """What only resembles a key stays readable."""
    assert redact(text) == text


@given(before=st.text(), after=st.text(alphabet=" \n&\"'<>"))
def test_a_loaded_key_is_hidden_anywhere(before, after):
    """No surroundings let a loaded key through."""
    assert ODD not in redact(before + ODD + after)


def test_json_is_redacted_throughout():
    """Strings and names of fields at any depth are covered, other values untouched."""
    value = {"a": [KEY, 1, None, {KEY: True}]}
    assert redact_json(value) == {"a": ["***", 1, None, {"***": True}]}


def test_a_url_loses_its_key():
    """A shown URL has no `key` parameter and keeps the rest byte for byte."""
    url = httpx.URL(f"https://host.test/image/a%2Fb?seed=1&key={KEY}")
    assert str(scrub_url(url)) == "https://host.test/image/a%2Fb?seed=1"
    plain = "https://host.test/text/a%20b?x=%20"
    assert str(scrub_url(httpx.URL(plain))) == plain


def test_a_short_key_breaks_no_url():
    """A URL whose port holds the key by chance stays a URL."""
    key = remember("7319")
    assert str(scrub_url(httpx.URL("http://127.0.0.1:7319/a/7319?x=7319"))) == "http://127.0.0.1:7319/a/***?x=***"
    del key


class _Counted(str):
    """Count how often a text is searched."""

    __slots__ = ("searches",)

    def find(self, *args):
        self.searches += 1
        return super().find(*args)


@pytest.mark.parametrize("form", ["sk_{:032d}", "plain-key-{:04d}", "{:020d}/+"])
def test_the_search_for_keys_does_not_grow_with_the_clients(form):
    """A text is searched as often with 100 clients alive as with one, whatever their keys look like."""
    gc.collect()  # clients of earlier tests, whose keys would be forgotten in between
    text = _Counted("word " * 1000)

    def searches():
        text.searches = 0
        assert redact(text) == text
        return text.searches

    clients = [Pollinations(form.format(0))]
    alone = searches()
    clients += [Pollinations(form.format(number)) for number in range(1, 100)]
    assert searches() == alone
    assert redact(f"x{form.format(99)}y") == "x***y"


@pytest.mark.parametrize("key", ["plain-key-0123", "sk_weakly_held", "odd+key/0123", "abcd"])
@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_a_key_is_forgotten_with_its_last_client(cls, key):
    """Two clients share a key: it is hidden while one of them lives, and held by nothing after that."""
    before = dict(_live_keys._live.groups)
    one, other = cls(key), cls([key, "sk_another_one"]).with_options(timeout=3)
    encoded = quote(key, safe="")
    assert redact_keys(f"a{key}b {encoded}") == "a***b ***"
    del one
    gc.collect()
    assert redact_keys(f"a{key}b {encoded}") == "a***b ***"
    del other
    gc.collect()
    assert dict(_live_keys._live.groups) == before
    assert redact_keys("plain-key-0123, abcd") == "plain-key-0123, abcd"


def test_keys_that_overlap_are_hidden_whole():
    """No rest of a key is left because another one stands inside or across it."""
    keys = [remember(key) for key in ("sk_abcd", "sk_abcd_efgh", "bcd_", "ghxyz", "k_ab")]
    assert hide_live_keys("1 sk_abcd_efghxyz 2 sk_abcd 3 x-sk_abcd-y 4") == "1 *** 2 *** 3 x-***-y 4"
    del keys


def test_a_key_whose_client_is_gone_is_hidden_by_its_shape(log):
    """Errors that are shown, and records and tracebacks that are written, after the client is gone hold no key."""
    Pollinations(KEY)
    gc.collect()
    try:
        raise ValueError(f"Authorization: Bearer {KEY}")  # noqa: TRY301 - a traceback needs a raise inside
    except ValueError:
        for name in ("pollination_sdk", "httpx", "httpcore.http11"):
            logging.getLogger(name).exception("failed with %s", KEY)
    assert KEY not in log.getvalue()
    assert log.getvalue().count("failed with ***") == 3


@pytest.mark.slow(reason="makes hundreds of clients")
def test_clients_of_many_threads_keep_their_keys_hidden():
    """A key is hidden as long as its client lives, while other threads make and drop clients with the same key."""
    failures = []

    def use(number):
        for _ in range(100):
            client = Pollinations("plain-key-of-threads")
            if redact_keys("plain-key-of-threads") != "***":
                failures.append(number)
            del client

    threads = [threading.Thread(target=use, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_copied_key_stays_hidden():
    """A copy shows itself no more than the key does, and a pickle of it holds its text alone."""
    key = remember("plain-key-copied")
    for copied in (copy.copy(key), copy.deepcopy(key), pickle.loads(pickle.dumps(key))):
        assert copied is key
        assert repr(copied) == "<key>"


@pytest.mark.parametrize(
    ("media_type", "content", "is_searched"),
    [
        ("image/jpeg", b"\xff\xd8\xff", False),
        ("Image/PNG; q=1", b"\x89PNG\r\n\x1a\n", False),
        ("audio/mpeg", b"ID3\x03", False),
        ("video/mp4", b"\0\0\0\x18ftypmp42", False),
        ("image/jpeg", b'{"error": ', True),
        ("video/mp4", b"<!doctype html>", True),
        ("text/plain", b"\xff\xd8\xff", True),
        ("application/json", b"{", True),
    ],
)
def test_bodies_are_searched_unless_they_are_media(media_type, content, is_searched):
    """Media are known by their type and their first bytes; whatever else is labelled as media is searched."""
    content += f" {ODD} odd%2Bsecret%2Fvalue".encode()
    scrubbed = scrub_response(httpx.Response(200, headers={"Content-Type": media_type}, content=content))
    assert (scrubbed.content == content) is not is_searched
    assert (scrubbed.content.count(b"***") == 2) is is_searched


def _exchange():
    request = httpx.Request(
        "GET",
        f"https://host.test/a?key={KEY}",
        headers={"Authorization": f"Bearer {KEY}", "Cookie": KEY, "X-Mine": ODD, "Accept": "a/b"},
    )
    earlier = httpx.Response(302, headers={"Location": f"/b?key={KEY}"}, request=request)
    return httpx.Response(
        200,
        headers={"X-Request-Id": "r1", "Content-Encoding": "identity", "X-Echo": ODD},
        content=f"it was {ODD}",
        request=request,
        history=[earlier],
        extensions={"reason_phrase": b"Fine", "network_stream": object()},
    )


def test_a_response_is_scrubbed_whole():
    """The copy holds no key in request, headers, body or history, and the original is untouched."""
    original = _exchange()
    copy = scrub_response(original)
    data = pickle.dumps(copy)
    for secret in (KEY, ODD):
        assert secret.encode() not in data
    assert copy.text == "it was ***"
    assert copy.request.headers["accept"] == "a/b"
    assert copy.headers["x-request-id"] == "r1"
    assert copy.reason_phrase == "Fine"
    assert original.request.headers["authorization"] == f"Bearer {KEY}"


def test_a_response_may_be_unread_or_alone():
    """Scrubbing asks neither for a body that was not read nor for a request."""
    assert scrub_response(httpx.Response(200, stream=httpx.ByteStream(b"x"))).content == b""
    assert scrub_request(_exchange().request).content == b""


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "Cookie"])
def test_a_request_is_shown_without_the_headers_that_log_in(name):
    """They are left out whole, whatever their value looks like: a session's cookie has no shape to know it by."""
    request = httpx.Request("GET", "https://host.test", headers={name: "session=of-a-user", "Accept": "a/b"})
    assert scrub_request(request).headers.raw == [(b"Host", b"host.test"), (b"Accept", b"a/b")]


def test_an_exception_of_the_stack_loses_keys_and_frames():
    """No request, argument or traceback frame of httpx keeps a key; a caller's own chain stays."""
    request = _exchange().request
    mine = KeyError("mine")
    try:
        try:
            header = f"Bearer {KEY}"
            raise httpcore.ReadError(header)  # noqa: TRY301 - a chain needs a raise inside
        except httpcore.ReadError as error:
            raise httpx.ReadError(f"at {request.url}", request=request) from error
    except httpx.ReadError as error:
        error.__cause__.__context__ = mine
        mine.__traceback__ = error.__traceback__
        scrubbed = scrub_exception(error)
    lines = traceback.TracebackException.from_exception(scrubbed, capture_locals=False).format()
    assert KEY not in "".join(lines)
    assert KEY not in repr(scrubbed.request.url) + repr(scrubbed.request.headers.raw)
    assert scrubbed.__traceback__ is None
    assert scrubbed.__cause__.__traceback__ is None
    assert mine.__traceback__ is not None


def test_a_response_hides_the_key_of_a_client_that_is_gone():
    """The response and the headers are made when they are asked for, and the keys of the client are kept until then."""
    key = "".join(["nobody-else", "-has-this"])  # a new object, which no constant keeps
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Request-Id: %b\r\nContent-Length: %d\r\n\r\n"
    with answering(head % (key.encode(), len(key)) + key.encode()) as server:
        answer = Pollinations(key, base_url=server.url).detailed.text("hi")
    gc.collect()
    assert answer.request_id == answer.headers["x-request-id"] == "***"
    assert answer.headers is answer.headers
    assert not hasattr(answer, "header")
    assert answer.response.text == "***"
    assert key not in repr(answer.response.request.headers.raw)
    assert answer.response is answer.response


def test_a_pickle_of_the_fields_of_an_answer_has_no_key():
    """`attrs.asdict` keeps the response. Its pickle and its deep copy hide keys in the headers and the body."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Echo: %b\r\nContent-Length: %d\r\n\r\n%b"
    with answering(head % (ODD.encode(), len(ODD), ODD.encode())) as server:
        answer = Pollinations(ODD, base_url=server.url).detailed.text("hi")
    fields = {**attrs.asdict(answer), "value": "the text as it came"}
    for copied in (fields, copy.deepcopy(fields), pickle.loads(pickle.dumps(fields))):
        assert ODD.encode() not in pickle.dumps(copied)
        response = copied["_response"].copy()
        assert (response.headers["x-echo"], response.text) == ("***", "***")


def test_the_headers_of_an_answer_are_the_same_before_and_after_its_response():
    """The response, whose body is shorter once keys are hidden, has headers of its own."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%b"
    with answering(head % (len(ODD), ODD.encode())) as server, Pollinations(ODD, base_url=server.url) as client:
        one, other = client.detailed.text("hi"), client.detailed.text("hi")
    assert one.response.headers["content-length"] == "3"
    assert one == other
    assert one.headers is not one.response.headers


@pytest.fixture(scope="module")
def server_url():
    """Give the address of a server that names a file after its prompt."""
    name = b'Content-Disposition: inline; filename="my-dearest-wish.jpg"'
    with answering(b"HTTP/1.1 200 OK\r\n%b\r\nContent-Length: 0\r\n\r\n" % name) as server:
        yield server.url


@pytest.fixture
def log():
    """Everything that any logger says at DEBUG, as one text."""
    _log_filter.protect_logs()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def _call(url):
    path = "/image/my%20dearest%20wish's%20end"
    query = {"key": KEY, "negative_prompt": "my dearest fear", "seed": "1"}
    with httpx.Client() as client:
        client.get(url + path, params=query, headers={"Authorization": f"Bearer {ODD}"})


def test_the_stack_logs_neither_key_nor_prompt_of_our_calls(log, server_url):
    """Httpx at INFO and httpcore at DEBUG show a call of ours without its secrets."""
    with _log_filter.our_call():
        _call(server_url)
    text = log.getvalue()
    assert "HTTP Request: GET" in text
    assert "receive_response_headers.complete" in text
    assert KEY not in text
    assert ODD not in text
    assert "dearest" not in text
    assert "wish" not in text
    assert "end" not in re.findall(r"HTTP Request.*", text)[0]


@types.coroutine
def suspended():
    """Wait until somebody goes on."""
    yield


async def waiting(calls=1):
    """Wait inside calls of ours, one around the other."""
    with _log_filter.our_call():
        if calls > 1:
            await waiting(calls - 1)
        await suspended()


def marked(log, url):
    """Tell whether a call made here is taken for ours."""
    log.seek(0)
    log.truncate()
    _call(url)
    return "dearest" not in log.getvalue()


@pytest.mark.parametrize("calls", [1, 3])
def test_a_call_thrown_away_in_another_context_leaves_both_as_they_were(log, server_url, calls):
    """A pending call marks its own context until it is closed, whatever context that happens in."""
    context, call = contextvars.copy_context(), waiting(calls)
    context.run(call.send, None)
    assert context.run(marked, log, server_url)
    assert not marked(log, server_url)
    with _log_filter.our_call():
        call.close()
        assert marked(log, server_url)
    assert not marked(log, server_url)
    assert not context.run(marked, log, server_url)


@pytest.mark.parametrize("calls", [1, 3])
def test_a_call_thrown_away_leaves_its_own_context_unmarked(log, server_url, calls):
    """A call that is closed in the middle ends its mark, and not that of the call around it."""
    with _log_filter.our_call():
        call = waiting(calls)
        call.send(None)
        call.close()
        assert marked(log, server_url)
    assert not marked(log, server_url)


def test_calls_that_end_in_another_order_keep_their_marks(log, server_url):
    """Of two calls that wait in one context each is marked until it ends itself."""
    first, second = waiting(), waiting()
    first.send(None)
    second.send(None)
    first.close()
    assert marked(log, server_url)
    second.close()
    assert not marked(log, server_url)


@pytest.mark.parametrize("asked", ["switch", "variable"])
def test_prompts_are_logged_when_asked_for(log, server_url, monkeypatch, asked):
    """A switch and a variable show prompts; keys stay hidden."""
    if asked == "variable":
        monkeypatch.setenv("POLLINATIONS_LOG_PROMPTS", "1")
    _log_filter.show_prompts(asked == "switch")
    try:
        with _log_filter.our_call():
            _call(server_url)
    finally:
        _log_filter.show_prompts(False)
    assert "my%20dearest" in log.getvalue()
    assert KEY not in log.getvalue()


def test_other_peoples_calls_are_left_alone(log, server_url):
    """Records of an application's own calls lose our keys and nothing else."""
    _call(server_url)
    assert "my%20dearest" in log.getvalue()
    assert ODD not in log.getvalue()


def test_our_logger_never_shows_a_key(log):
    """Messages, arguments and tracebacks of our own logger are covered outside of calls too."""
    logger = logging.getLogger("pollination_sdk")
    logger.info("key %s", KEY)
    logger.info("%d", KEY)
    try:
        raise ValueError(KEY)  # noqa: TRY301 - a traceback needs a raise inside
    except ValueError:
        logger.exception("failed with %s", ODD)
    text = log.getvalue()
    assert KEY not in text
    assert ODD not in text
    assert "ValueError: ***" in text
    assert "could not be formatted" in text


def test_model_lists_are_no_prompts(log):
    """The paths of the model lists stay readable."""
    logging.getLogger("pollination_sdk").info("GET https://host.test/image/models?x=1 done")
    assert "/image/models?x=1" in log.getvalue()


def test_every_logger_of_httpcore_is_covered():
    """A logger that httpcore makes only later, as for HTTP/2, has the filter already."""
    sources = Path(httpcore.__file__).parent.rglob("*.py")
    named = {
        name for source in sources for name in re.findall(r'getLogger\("([^"]+)"\)', source.read_text(encoding="utf-8"))
    }
    assert "httpcore.http2" in named
    assert named <= set(_log_filter._NAMES)


def test_the_filter_is_put_on_once():
    """Building a thousand clients leaves one filter a logger, and loggers made since get theirs."""
    late = logging.getLogger("httpcore.made_late")
    for _ in range(3):
        _log_filter.protect_logs()
    for logger in (late, logging.getLogger("httpx")):
        assert sum(isinstance(f, _log_filter.RedactingFilter) for f in logger.filters) == 1
