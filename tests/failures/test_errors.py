"""Errors are values: they say what happened, compare, copy and pickle."""

import copy
import inspect
import pickle
from pathlib import Path

import httpx
from tests.examples import each

from pollination_sdk import errors

RESPONSE = httpx.Response(
    402,
    headers={"X-Request-Id": "r1"},
    content=b'{"error": "no"}',
    request=httpx.Request("GET", "https://host.test/text/a?key=sk_abcdefgh&seed=1", headers={"authorization": "B k"}),
)
FIELDS = {
    "status": 402,
    "code": "PAYMENT_REQUIRED",
    "details": {"name": "X"},
    "request_id": "r1",
    "response": RESPONSE,
    "attempts": 2,
    "advice": "Top up.",
}
API_ERRORS = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.APIError)]
EXAMPLES = [
    errors.PollinationsError("a"),
    *(cls("no", **FIELDS) for cls in API_ERRORS),
    errors.BadRequestError("no", field_errors={"width": ["too big"]}, **FIELDS),
    errors.RateLimitError("no", retry_after=1.5, **FIELDS),
    errors.APIConnectionError("a", attempts=3),
    errors.APITimeoutError("a", attempts=3),
    errors.OutcomeUnknownError("a", cause_error=errors.APIError("b", **FIELDS), attempts=1),
    errors.UnexpectedResponseError("a", field="data[0].id", response=RESPONSE),
    errors.AnswerFormatError("a", path="$.age", text="{}", usage={"total_tokens": 3}, cost=0.5, response=RESPONSE),
    errors.StreamInterruptedError("a", partial="so far"),
    errors.SignInError("a", code="invalid_grant", status=400),
    errors.MissingKeyError("a"),
    errors.InvalidKeyError("a"),
    errors.SpendLimitError("a", limit=2.5, spent=2.4, reserved=0.1, estimate=0.2, reason="busy"),
    errors.PromptError("a", size=9000, limit=8000),
    errors.SaveError("a", kept=Path("fox.jpg"), errno=28),
    errors.StreamStateError("a"),
    errors.ArgumentError("a"),
    errors.ArgumentValueError("a"),
    errors.JobError("a", place=57),
    errors.BatchFolderError("a", errno=28),
    errors.ConfigurationError("a"),
]


def _copies(error):
    yield copy.copy(error)
    yield copy.deepcopy(error)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(error, protocol))


@each("error", EXAMPLES)
def test_every_error_copies_and_pickles_equal(error):
    """A copy of an error is the same class and the same value, with notes, cause and text."""
    error.add_note("key 1 of 2: 402")
    for twin in _copies(error):
        assert type(twin) is type(error)
        assert twin == error
        assert hash(twin) == hash(error)
        assert str(twin) == str(error)
        assert twin.__notes__ == error.__notes__


def test_examples_cover_the_whole_module():
    """No error class escapes the copying test; a warning is raised by `warnings`, not by us."""
    raised = {name for name in errors.__all__ if not issubclass(getattr(errors, name), Warning)}
    assert {type(error).__name__ for error in EXAMPLES} == raised


@each(
    "change",
    [{"status": 500}, {"code": None}, {"details": {}}, {"request_id": "r2"}, {"attempts": 1}],
)
def test_different_fields_make_different_errors(change):
    """Equality looks at every field, the response included."""
    assert errors.APIError("no", **FIELDS) != errors.APIError("no", **{**FIELDS, **change})
    other = httpx.Response(402, content=b"other")
    assert errors.APIError("no", **FIELDS) != errors.APIError("no", **{**FIELDS, "response": other})


def test_class_and_notes_count_for_equality():
    """Two classes are never equal, nor is an error with a note equal to one without."""
    with_note = errors.MissingKeyError("a")
    with_note.add_note("b")
    assert with_note != errors.MissingKeyError("a")
    assert errors.MissingKeyError("a") != errors.InvalidKeyError("a")
    assert errors.MissingKeyError("a") != "a"


def test_no_key_travels_in_a_pickle():
    """A pickled error holds neither the header nor the query form of the key, nor its cause's."""
    error = errors.APIError("no", **FIELDS)
    error.__cause__ = httpx.ReadError("reset", request=RESPONSE.request)
    data = pickle.dumps(error)
    assert b"sk_abcdefgh" not in data
    assert b"authorization" not in data
    twin = pickle.loads(data)
    assert str(twin.response.request.url) == "https://host.test/text/a?seed=1"
    assert twin.response.content == RESPONSE.content
    assert isinstance(twin.__cause__, httpx.ReadError)


def test_a_decoded_body_survives():
    """A response that came compressed is not decompressed a second time."""
    response = httpx.Response(500, content=b"plain")
    response.headers["content-encoding"] = "gzip"
    (twin, *_) = _copies(errors.APIError("no", status=500, response=response))
    assert twin.response.content == b"plain"


def test_a_cause_that_cannot_travel_stays_behind():
    """A foreign cause that would not come back whole does not break pickling."""
    error = errors.PollinationsError("a")
    error.__cause__ = httpx.HTTPStatusError("b", request=RESPONSE.request, response=RESPONSE)
    for twin in _copies(error):
        assert twin == error
        assert twin.__cause__ is None


def test_an_unread_stream_can_be_pickled():
    """An error whose response was never read copies with an empty body."""
    response = httpx.Response(500, stream=httpx.ByteStream(b"x"))
    for twin in _copies(errors.APIError("no", status=500, response=response)):
        assert twin.response.content == b""


@each(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (402, "PaymentRequiredError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "APIError"),
        (422, "BadRequestError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (530, "InternalServerError"),
        (999, "APIError"),
    ],
)
def test_status_picks_the_class(status, name):
    """One table turns a status into a class; the rest is APIError itself."""
    assert errors.APIError.for_status(status).__name__ == name


def test_text_says_status_reason_advice_and_request_id():
    """The text of an API error is all one needs to act or to ask for help."""
    text = str(errors.PaymentRequiredError("Empty.", **FIELDS))
    assert text == "402 PAYMENT_REQUIRED: Empty. Top up. (request id r1)"
    assert str(errors.APIError("Empty", status=402, advice="Top up.")) == "402: Empty. Top up."


def test_the_outcome_error_names_its_cause():
    """OutcomeUnknownError gives what ended the call by field and by chain."""
    cause = errors.APITimeoutError("slow")
    error = errors.OutcomeUnknownError("maybe billed", cause_error=cause, attempts=1)
    assert error.cause_error is error.__cause__ is cause
    assert copy.copy(error).cause_error == cause


def test_the_repr_tells_what_happened():
    """It has the class, the message, the status, the code and the request id, as far as there are some."""
    assert repr(errors.APIError("no", **FIELDS)) == (
        "APIError('no', status=402, code='PAYMENT_REQUIRED', request_id='r1')"
    )
    assert repr(errors.OutcomeUnknownError("lost", cause_error=errors.APIError("b", status=502))) == (
        "OutcomeUnknownError('lost', status=502)"
    )
    assert repr(errors.PromptError("x")) == "PromptError('x')"
    assert repr(errors.SaveError("full", errno=28)) == "SaveError('full')"
    assert len(repr(errors.APIError("long " * 1000, status=400))) < 250
