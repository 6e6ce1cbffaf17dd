"""Reading what a failing service says, whatever shape it says it in.

Uses private names: the reader is a pure decider, tried with any bytes; calls prove a sample of them.
"""

import json
import pickle

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each, some

from pollination_sdk import errors
from pollination_sdk._failures.error_body import error_from_frame, error_from_response, is_missing_key

PROMPT = "an unfinished letter to nobody"
NO_KEY = "You need to authenticate by providing a session cookie or Authorization header (Bearer token)."
NO_KEY_EITHER = (
    "Authentication required. Please provide an API key via Authorization header "
    "(Bearer token) or ?key= query parameter."
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                [
                    "error",
                    "message",
                    "details",
                    "fieldErrors",
                    "requestParameters",
                    "prompt",
                    "requestId",
                    "code",
                    "status",
                    "retryAfterSeconds",
                ]
            )
            | st.text(),
            inner,
        )
    ),
    max_leaves=15,
)


def _envelope(status, message, code="X", **more):
    error = {"code": code, "message": message, "timestamp": "2026-02-08T12:00:00Z", **more}
    return {"success": False, "status": status, "error": error}


def _service_error(message, error="Internal Server Error"):
    echo = {"prompt": PROMPT, "width": 512, "model": "flux"}
    body = {"error": error, "message": message, "requestId": "inner1", "requestParameters": echo}
    return json.dumps(body)


def _read(status, body=b"", path="/image/x?model=flux", headers=None, **options):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = httpx.Request("GET", f"https://host.test{path}")
    response = httpx.Response(status, headers=headers, content=content, request=request)
    return error_from_response(response, **options)


def test_an_envelope_gives_every_field():
    """Status, code, message, details, request id, response and attempts all arrive."""
    details = {"name": "ZodError", "formErrors": [], "fieldErrors": {"width": ["too big"]}}
    body = _envelope(400, "Check the input.", "BAD_REQUEST", details=details)
    error = _read(400, body, headers={"X-Request-Id": "r1"}, attempts=2)
    assert type(error) is errors.BadRequestError
    assert (error.status, error.code, error.request_id) == (400, "BAD_REQUEST", "r1")
    assert (error.details, error.attempts) == (details, 2)
    assert error.field_errors == {"width": ["too big"]}
    assert error.message == "Check the input. (width: too big)"
    assert error.response.json() == body
    assert pickle.loads(pickle.dumps(error)) == error


def test_a_message_names_an_option_as_the_methods_do():
    """A field with another name in the API has both; `field_errors` is what the service sent."""
    details = {"fieldErrors": {"aspectRatio": ["Invalid option"], "width": ["too big"]}}
    error = _read(400, _envelope(400, "No.", "BAD_REQUEST", details=details))
    assert error.message == "No. (aspect_ratio (aspectRatio in the API): Invalid option; width: too big)"
    assert error.field_errors == details["fieldErrors"]


@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_a_double_encoded_error_gives_its_real_reason(levels):
    """However many bodies wrap it, the innermost reason is the message, without the prompt."""
    message = "No image servers are available"
    for _ in range(levels):
        message = _service_error(message)
    error = _read(500, _envelope(500, message, "INTERNAL_ERROR"))
    assert error.message == "No image servers are available"
    assert error.code == "INTERNAL_ERROR"
    assert error.request_id == "inner1"
    assert PROMPT not in f"{error} {error!r} {error.details}"


@each(
    ("message", "expected"),
    [
        ('HTTP error! status: 403, body: {"detail":"No"}', "HTTP error! status: 403, body: No"),
        (_service_error(f'cannot draw "{PROMPT}" today'), 'cannot draw "(the prompt)" today'),
        (f"Upstream said {_service_error('busy')}", "Upstream said busy"),
        (_service_error("busy")[:-3], "busy"),
        (json.dumps(_service_error("busy"))[:-9], None),
        ("use {braces} like this", "use {braces} like this"),
        ("<html><title>Bad gateway</title>", "Bad gateway"),
    ],
)
def test_reasons_inside_text_are_found_and_prompts_are_not(message, expected):
    """A body inside of text is unwrapped, cut off or not, and its echo of the prompt dropped."""
    error = _read(500, _envelope(500, message))
    assert expected is None or expected in error.message
    assert PROMPT not in str(error)


@each(
    ("body", "expected"),
    [
        ({"error": "Failed to fetch usage data"}, "Failed to fetch usage data"),
        ({"error": "Rate limit exceeded", "message": "Slow down"}, "Slow down"),
        ({"detail": "Unauthorized"}, "Unauthorized"),
        ({"error": {"message": None, "error": "inner"}}, "inner"),
        ({"errors": ["a", {"message": "b"}]}, "a; b"),
        ("just a JSON string", "just a JSON string"),
        (b"404 Not Found", "404 Not Found"),
        (b"error code: 1033", "error code: 1033"),
        (b"<!DOCTYPE html><html><head><title>502 &amp; all</title></head>", "502 & all"),
        (b"<html><h1>Bad <b>gateway</b></h1></html>", "Bad gateway"),
        (b"<html>", "untitled"),
        (b"", "no reason"),
        (b" \n ", "no reason"),
        (b"{}", "no reason"),
        (b"[]", "no reason"),
        (b"null", "null"),
        (b'{"success":false,"error":{"code":"X","message":"Insufficient po', "Insufficient po"),
        (b'{"success":fal', "no reason"),
        ("{'error': 'naïve'}".encode("latin-1"), "naïve"),
        (b'{"message": "na\xefve"}', "naïve"),
        ('{"message": "naïve"}'.encode("utf-16"), "naïve"),
        ('\ufeff{"message": "naïve"}'.encode(), "naïve"),
        (b'{"message": "\\ud800 lone"}', "lone"),
        (b'{"message": "a\\u001b[31m\\nb"}', "a [31m b"),
        (b'{"message": "ok", "n": ' + b"9" * 9000 + b"}", "ok"),
        (b"[" * 100_000, "["),
        (b'{"error":' * 100_000, "no reason"),
    ],
)
def test_every_body_shape_is_understood(body, expected):
    """Objects, strings, text, pages, nothing, cut-off and deep JSON, wrong charsets: one reason."""
    error = _read(500, body, headers={"Content-Type": "application/json; charset=ebcdic-9"})
    assert expected in error.message
    str(error).encode()


def test_a_huge_body_is_not_shown():
    """A body of many megabytes gives a short reason."""
    for filler in (b"x", b"<title>", b"\\", b'{"a":', b'"message":"'):
        error = _read(502, b'{"' + filler * (2_000_000 // len(filler)))
        assert len(str(error)) < 1000


@given(status=st.integers(100, 999), content=st.binary())
def test_no_bytes_break_the_reader(status, content):
    """Any status with any bytes gives an APIError that can be shown, pickled and compared."""
    error = _read(status, content)
    assert error.status == status
    assert pickle.loads(pickle.dumps(error)) == error
    str(error).encode()


@pytest.mark.slow(reason="tries many bodies")
@some
@given(status=st.sampled_from([400, 401, 402, 403, 429, 500, 530]), value=JSON_VALUES)
def test_no_json_breaks_the_reader(status, value):
    """Wrong types in every place of the envelope give an APIError all the same."""
    error = _read(status, json.dumps(value).encode())
    assert pickle.loads(pickle.dumps(error)) == error
    str(error).encode()
    nested = _read(status, _envelope(status, json.dumps(value), details=value))
    str(nested).encode()
    str(error_from_frame(value, response=httpx.Response(200))).encode()


@given(prompt=st.text(min_size=8))
def test_an_echoed_prompt_never_shows(prompt):
    """No prompt gets from a service's echo into the text of an error."""
    marked = f"{prompt}#mark#"
    echo = {"error": "no", "message": f"bad: {marked}", "requestParameters": {"prompt": marked}}
    assert "#mark#" not in str(_read(500, _envelope(500, json.dumps(echo))))


@each(
    ("message", "advice"),
    [
        ("API key budget exhausted. Please top up or create a new key.", "Raise the key's budget"),
        ("Insufficient pollen budget for this key", "Raise the key's budget"),
        ("Insufficient pollen balance to use this model", "The wallet does not cover the call"),
        ("Insufficient pollen", "The wallet does not cover the call"),
        ("This model requires a paid balance. Tier balance cannot be used.", "bought pollen only"),
        ("Insufficient pollen balance or API key budget exhausted.", "The wallet or the budget"),
        ("API key is not associated with a valid user.", "no account"),
        ("", "The wallet or the budget"),
    ],
)
def test_a_402_tells_its_causes_apart(message, advice):
    """A used-up key budget, an empty wallet and a paid-only model ask for different things."""
    error = _read(402, _envelope(402, message, "PAYMENT_REQUIRED"))
    assert type(error) is errors.PaymentRequiredError
    assert advice in str(error)


@each(
    ("message", "path", "advice"),
    [
        ("Missing `account:usage` permission", "/account/usage", "permission account:usage"),
        ("Access denied!", "/account/balance", "permission account:usage"),
        ("Access denied!", "/account/usage/daily", "permission account:usage"),
        ("Model 'veo' is not allowed for this API key", "/image/x", "lacks the model 'veo'"),
        ("Access denied!", "/image/x", "lacks a permission, or its allow-list"),
    ],
)
def test_a_403_names_what_is_missing(message, path, advice):
    """A 403 names the permission or the model the key lacks."""
    assert advice in str(_read(403, _envelope(403, message, "FORBIDDEN"), path=path))


@each(
    ("message", "missing"),
    [
        (NO_KEY, True),
        (NO_KEY_EITHER, True),
        ("Missing API key", True),
        ("Invalid API key. Please check your key and try again.", False),
        ("API key expired", False),
        ("Unauthorized", False),
        ("", False),
        (_service_error("Authentication required"), False),
    ],
)
def test_a_missing_key_is_distinguished_from_an_invalid_one(message, missing):
    """Only the service's own words that no key arrived count as missing."""
    content = json.dumps(_envelope(401, message, "UNAUTHORIZED")).encode()
    assert is_missing_key(httpx.Response(401, content=content)) is missing
    assert not is_missing_key(httpx.Response(403, content=content))
    advice = "No key arrived" if missing else "was refused"
    assert advice in str(error_from_response(httpx.Response(401, content=content)))


@each("status", [400, 404, 413, 414, 431])
def test_a_long_url_is_suspected_and_measured(status):
    """What the edge answers to a URL too long says so, with the numbers."""
    error = _read(status, b"Bad Request", path="/image/" + "x" * 9000)
    assert "9,024 bytes" in str(error)
    assert "8,000" in str(error)


@pytest.mark.parametrize(
    ("status", "advice"), [(400, "base_url"), (404, "base_url"), (413, "smaller messages"), (431, "headers=")]
)
def test_a_short_url_is_not_suspected(status, advice):
    """After a short prompt, the error names other causes and does not ask for a shorter prompt."""
    error = _read(status, b"Bad Request", path="/account/balance")
    assert "URL" not in str(error)
    assert advice in str(error)


def test_a_400_of_the_service_does_not_speak_of_urls():
    """A validated refusal is about arguments, not about the URL."""
    assert "URL" not in str(_read(400, _envelope(400, "width too big")))


@each(
    ("headers", "body", "expected"),
    [
        ({"Retry-After": "7"}, {}, 7.0),
        ({"Retry-After": "0"}, {"retryAfterSeconds": 9}, 0.0),
        ({}, {"error": "Rate limit exceeded", "retryAfterSeconds": 9}, 9.0),
        ({"Retry-After": "soon"}, {"retryAfterSeconds": 9}, 9.0),
        ({}, {"retryAfterSeconds": "later"}, None),
        ({}, {"retryAfterSeconds": True}, None),
        ({}, {}, None),
    ],
)
def test_an_answer_says_how_long_to_wait(headers, body, expected):
    """The wait comes from the header, else from the body, else it is unknown; a 429 and a 503 say it alike."""
    for status, kind in ((429, errors.RateLimitError), (503, errors.InternalServerError)):
        error = _read(status, body, headers=headers)
        assert type(error) is kind
        assert error.retry_after == expected


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"fieldErrors": {"a": "one", "b": [1, None]}}, {"a": ["one"], "b": ["1", "None"]}),
        ({"fieldErrors": ["a"]}, {}),
        ("text", {}),
        (None, {}),
    ],
)
def test_field_errors_have_one_type(details, expected):
    """Whatever stands there becomes lists of texts by field."""
    assert _read(422, _envelope(422, "no", details=details)).field_errors == expected


def test_a_thousand_field_errors_stay_readable():
    """However many fields are wrong, the text stays short and the list whole."""
    details = {"fieldErrors": {f"field{number}": ["wrong"] for number in range(1000)}}
    error = _read(400, _envelope(400, "no", details=details))
    assert len(str(error)) < 1000
    assert len(error.field_errors) == 1000


def test_details_without_end_are_dropped():
    """Details too deep to copy are left out; reasonable ones are kept."""
    deep = current = {}
    for _ in range(200):
        current["a"] = current = {}
    assert _read(500, _envelope(500, "no", details=deep)).details is None
    assert _read(500, _envelope(500, "no", details={"a": [{}]})).details == {"a": [{}]}


def test_no_key_is_in_an_error():
    """Neither an echoed key nor the one that was sent is in the text, the details or a pickle."""
    key = "sk_SecretSecret123"
    body = _envelope(400, f"bad ?key={key}", details={"fieldErrors": {"key": [f"bad {key}"]}})
    request = httpx.Request("GET", f"https://host.test/a?key={key}", headers={"Authorization": key})
    error = error_from_response(httpx.Response(400, json=body, request=request))
    assert key not in f"{error} {error!r} {error.details} {error.field_errors}"
    assert key not in f"{error.response.request.url} {error.response.request.headers.raw}"


def test_a_redirect_is_explained():
    """A redirect that was not followed says why and what to check."""
    assert "base_url" in str(_read(302, b""))


@each(
    ("frame", "cls"),
    [
        ({"error": {"message": "empty", "code": 402}}, errors.PaymentRequiredError),
        ({"error": {"message": "slow"}, "status": 429}, errors.RateLimitError),
        ({"error": "broken"}, errors.InternalServerError),
        ({"error": {"message": "odd", "status": 7}}, errors.InternalServerError),
        ({"error": {"message": "word", "code": "RATE_LIMITED"}}, errors.RateLimitError),
        ({"error": {"message": "word", "code": "rate_limit_exceeded", "type": "requests"}}, errors.RateLimitError),
        ({"error": {"message": "word", "type": "invalid_request_error", "code": None}}, errors.BadRequestError),
        ({"error": {"message": "word", "code": "quite new"}}, errors.InternalServerError),
        ({"error": {"message": "text", "code": "402"}}, errors.PaymentRequiredError),
        ({"error": {"message": "text", "code": " 429 "}}, errors.RateLimitError),
        ({"error": {"message": "float", "code": 403.0}}, errors.PermissionDeniedError),
        ({"error": {"message": "null", "code": None}, "status": None}, errors.InternalServerError),
        ({"error": {"message": "bool", "code": True}, "status": False}, errors.InternalServerError),
        ({"error": {"message": "object", "code": {"a": [429]}}}, errors.InternalServerError),
        ({"error": {"message": "list", "code": [429]}}, errors.InternalServerError),
        ({"error": {"message": "huge", "code": 10**400}}, errors.InternalServerError),
        ({"error": {"message": "not a number", "code": float("nan")}}, errors.InternalServerError),
        ({"error": {"message": "no error", "code": 200}, "status": "401"}, errors.AuthenticationError),
        ("text", errors.InternalServerError),
    ],
)
def test_an_error_inside_a_stream_becomes_the_matching_error(frame, cls):
    """A frame's own status picks the class, not the 200 that carried it."""
    assert type(error_from_frame(frame, response=httpx.Response(200))) is cls


def test_an_unread_body_counts_as_empty():
    """A response nobody read gives an error by its status alone."""
    response = httpx.Response(503, stream=httpx.ByteStream(b"x"))
    assert "Service Unavailable" in error_from_response(response).message
