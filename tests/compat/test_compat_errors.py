"""What the earlier SDK's methods raise, and what they never show."""

import copy
import logging
import pickle
import traceback

import pytest

import pollination_sdk
from pollination_sdk import ApiException, errors, exceptions, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

CLASSES = {
    400: exceptions.BadRequestException,
    401: exceptions.UnauthorizedException,
    402: ApiException,
    403: exceptions.ForbiddenException,
    404: exceptions.NotFoundException,
    409: exceptions.ConflictException,
    422: exceptions.UnprocessableEntityException,
    429: ApiException,
    500: exceptions.ServiceException,
    530: exceptions.ServiceException,
}
KEY = "sk_compat_secret_0123456789"


@pytest.fixture
def sandbox():
    """Run a provider whose key is known."""
    with Sandbox(key=KEY) as running:
        yield running


@pytest.fixture
def api(sandbox):
    """Give an API that calls it."""
    with pollination_sdk.ApiClient(pollination_sdk.Configuration(sandbox.url, access_token=KEY)) as client:
        yield pollination_sdk.GenPollinationsAiApi(client)


@pytest.mark.parametrize(("status", "expected"), CLASSES.items())
def test_each_status_raises_its_class(sandbox, api, status, expected):
    """An error status raises exactly its class, with status, reason, body, headers and the envelope."""
    sandbox.queue(Fault.status(status, "because"), times=3)
    with without_waiting(), pytest.raises(ApiException) as caught:
        api.get_account_balance()
    error = caught.value
    assert type(error) is expected
    assert error.status == status
    assert error.reason
    assert "because" in error.body
    assert error.headers["Content-Type"].startswith("application/json")
    assert error.data.error.message == "because"
    assert str(error).startswith(f"({status})\nReason: ")
    assert isinstance(error.cause, errors.APIError)


def test_failed_calls_are_repeated_by_this_package(sandbox, api):
    """A free call survives a failure that passes; nobody has to write retries."""
    sandbox.queue(Fault.status(503))
    with without_waiting():
        assert api.get_account_balance().balance > 0
    assert len(sandbox.requests) == 2


def test_a_paid_call_of_unknown_outcome_keeps_its_status(sandbox, api):
    """The service joins no stream, so that its 500 is not repeated, is a `ServiceException`, and says why."""
    sandbox.queue(Fault.status(500))
    with pytest.raises(exceptions.ServiceException) as caught:
        api.get_generate_text_prompt("x", stream=True)
    assert caught.value.status == 500
    assert "billed" in caught.value.advice
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize("body", ["error code: 1033", "", "[1, 2]", '{"error": "Failed"}', "{", "<html>"])
def test_any_body_of_an_error_is_handed_on(sandbox, api, body):
    """What is no envelope is there as text, and reading it raises nothing else."""
    sandbox.queue(Fault.answer(404, body))
    with pytest.raises(exceptions.NotFoundException) as caught:
        api.get_account_balance()
    assert caught.value.body == body
    assert str(caught.value)


def test_no_answer_has_status_zero():
    """Where nobody listens, `ApiException` has status 0 and the reason in words."""
    configuration = pollination_sdk.Configuration("http://127.0.0.1:9", access_token=KEY, retries=0)
    with pollination_sdk.ApiClient(configuration) as client, pytest.raises(ApiException) as caught:
        pollination_sdk.GenPollinationsAiApi(client).get_account_balance()
    assert (caught.value.status, caught.value.body, caught.value.headers) == (0, None, None)
    assert "Could not connect" in caught.value.reason


def test_a_broken_success_says_what_is_broken(sandbox, api):
    """A 200 that breaks the contract is an `ApiException` with the body and what is wrong."""
    sandbox.queue(Fault.answer(200, '{"balance": "much"}', media_type="application/json"))
    with pytest.raises(ApiException, match="breaks the contract") as caught:
        api.get_account_balance()
    assert (caught.value.status, caught.value.body) == (200, '{"balance": "much"}')


@pytest.mark.parametrize("token", [None, "", "  ", "abc", "sk_abc...xyz"])
def test_a_key_that_cannot_work_is_a_401_unsent(sandbox, token):
    """Without a key, or with a shortened one, the refusal comes before anything is sent, and quotes no key."""
    with pollination_sdk.ApiClient(pollination_sdk.Configuration(sandbox.url, access_token=token)) as client:
        api = pollination_sdk.GenPollinationsAiApi(client)
        with pytest.raises(exceptions.UnauthorizedException) as caught:
            api.get_account_key()
    assert caught.value.status == 401
    assert "othing was sent" in str(caught.value)
    assert "api_key" not in str(caught.value)
    assert "sk_abc" not in str(caught.value)
    assert sandbox.requests == []


def test_the_environment_gives_no_key(sandbox, monkeypatch):
    """A configuration without a token sends none, whatever the environment holds."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", KEY)
    with pollination_sdk.ApiClient(pollination_sdk.Configuration(sandbox.url)) as client:
        pollination_sdk.GenPollinationsAiApi(client).get_generate_text_models()
    assert "authorization" not in sandbox.requests[-1].headers


def test_what_cannot_be_sent_is_a_value_error(sandbox, api):
    """An empty prompt, a data URI as reference and a senseless time are `ApiValueError`, and nothing is sent."""
    for call in (
        lambda: api.get_generate_image_prompt__s_s(" "),
        lambda: api.get_generate_image_prompt__s_s("x", image="data:image/png;base64,AA"),
        lambda: api.get_account_usage(before="before_example"),
    ):
        with pytest.raises(pollination_sdk.ApiValueError):
            call()
    assert sandbox.requests == []


def test_exceptions_can_be_made_by_hand_and_travel():
    """Users' tests make them as the generator's constructor has it; pickled copies say the same."""
    error = exceptions.NotFoundException(status=404, reason="Not Found", body="gone")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status, again.body) == (str(error), 404, "gone")
    assert str(error) == "(404)\nReason: Not Found\nHTTP response body: gone\n"

    class Answer:
        status, reason, data, headers = 500, "Oops", b"text", {"a": "b"}

    made = ApiException(http_resp=Answer())
    assert (made.status, made.reason, made.body, made.headers) == (500, "Oops", "text", {"a": "b"})


def test_the_tree_of_exceptions_is_the_published_one():
    """Callers that catch the generator's base classes, or Python's own, still catch these errors."""
    assert issubclass(exceptions.ApiTypeError, (exceptions.OpenApiException, TypeError))
    for own, python in {"Value": ValueError, "Key": KeyError, "Attribute": AttributeError, "Type": TypeError}.items():
        error = getattr(exceptions, f"Api{own}Error")("wrong", ["usage", 3])
        assert isinstance(error, exceptions.OpenApiException)
        assert isinstance(error, python)
        assert "['usage'][3]" in str(error)


def test_the_key_is_never_shown(sandbox, api, caplog):
    """No repr, exception, traceback or log of a failing call holds the key, even one that the service echoes."""
    caplog.set_level(logging.DEBUG)
    sandbox.queue(Fault.answer(400, f'{{"error": "bad key {KEY}"}}', headers={"X-Echo": KEY}))
    with pytest.raises(ApiException) as caught:
        api.get_account_balance()
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    configuration = api.api_client.configuration
    shown = [
        "".join(trace.format()),
        repr(caught.value),
        caught.value.body,
        str(caught.value.headers),
        repr(configuration),
        repr(vars(configuration)),
        repr(configuration.auth_settings()),
        repr(api),
        repr(vars(api.api_client)),
        caplog.text,
        str(pickle.dumps(configuration)),
        str(pickle.dumps(caught.value)),
    ]
    assert [text for text in shown if KEY in text] == []


def test_copies_of_a_configuration_keep_the_key_and_pickles_do_not():
    """A copy is as good as the first; a pickle travels without secrets."""
    configuration = pollination_sdk.Configuration("http://h", access_token=KEY, password="p", proxy="http://a:b@c")
    assert copy.copy(configuration).access_token == copy.deepcopy(configuration).access_token == KEY
    travelled = pickle.loads(pickle.dumps(configuration))
    assert (travelled.host, travelled.access_token, travelled.password, travelled.proxy) == (
        "http://h",
        None,
        None,
        None,
    )
