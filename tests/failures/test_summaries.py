"""`summary` is one sentence that an app can show to its users."""

import inspect
import re
import typing

import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour

from pollination_sdk import Pollinations, errors, without_waiting
from pollination_sdk.sandbox import Fault

ERRORS = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.PollinationsError)]
INTERNAL = re.compile(
    r"(?i)error|exception|\b(?:sdk|api|http|url|json|key|token|pollen|wallet|budget|balance|billed|pollinations|httpx"
    r"|model|retry|timeout|status|client|server|prompt|option|argument|environment)s?\b|[=_()\d]"
)


def make(cls, **fields):
    """Create an error whose message must not get into the summary."""
    needed = {"status": 402} if issubclass(cls, errors.APIError) else {}
    if cls is errors.SpendLimitError:
        needed = {"limit": 3, "spent": 2, "reserved": 1}
    if cls is errors.SignInError:
        needed = {"code": "of_tomorrow"}
    return cls("KEY sk_1234 costs 3 pollen", **needed, **fields)


@each("cls", ERRORS)
def test_each_error_has_one_sentence_for_users(cls):
    """It begins with a capital, ends with its only stop, and has no word of this package."""
    summary = make(cls).summary
    assert re.fullmatch(r"[A-Z][^.!?]*\.", summary)
    assert not INTERNAL.search(summary)
    assert len(summary.split()) <= 20


@pytest.mark.parametrize("code", errors.SignInError._OF_CODE)
def test_the_end_of_a_sign_in_has_such_a_sentence(code):
    """It differs with the code. The table is private; nothing else lists the codes that have one."""
    summary = errors.SignInError("KEY sk_1234", code=code).summary
    assert re.fullmatch(r"[A-Z][^.!?]*\.", summary)
    assert not INTERNAL.search(summary)


def test_the_refinements_are_such_sentences_too():
    """A blocked prompt and one that is too long have a sentence of their own."""
    blocked = make(errors.BadRequestError, code="content_blocked").summary
    long = make(errors.PromptError, size=9_000, limit=8_000).summary
    assert blocked != make(errors.BadRequestError).summary
    assert long != make(errors.PromptError).summary
    assert not INTERNAL.search(blocked + long)


@each("reason", typing.get_args(errors.SpendLimitReason))
def test_each_reason_of_a_spend_limit_is_such_a_sentence(reason):
    """Only a limit that is used up is called so."""
    summary = make(errors.SpendLimitError, reason=reason).summary
    assert ("used up" in summary) == (reason == "used_up")
    assert re.fullmatch(r"[A-Z][^.!?]*\.", summary)
    assert not INTERNAL.search(summary)


WAITS = {None: "minute", 60: "minute", 300: "few minutes", 1800: "hour", 50_000: "day", 900_000: "some days"}


@each(("retry_after", "wait"), WAITS.items())
def test_a_rate_limit_says_when_to_come_back(retry_after, wait):
    """The time is not shorter than `retry_after`."""
    summary = make(errors.RateLimitError, retry_after=retry_after).summary
    assert summary.endswith((f" in a {wait}.", f" in an {wait}.", f" in {wait}."))
    assert not INTERNAL.search(summary)


@each(
    ("status", "advice"),
    [(405, "the owner of this app"), (413, "send less"), (409, "change it"), (408, "try again"), (999, "later")],
)
def test_a_status_without_a_class_says_what_helps(status, advice):
    """Trying again later is the advice only where it may help."""
    summary = errors.APIError.for_status(status)("no", status=status).summary
    assert advice in summary
    assert not INTERNAL.search(summary)


@every_flavour
async def test_a_connection_that_breaks_is_not_one_that_was_not_made(flavour, sandbox):
    """Only a service that was not reached sends users to check their internet connection."""
    sandbox.queue(Fault.reset(20), times=3)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with without_waiting(), pytest.raises(errors.APIConnectionError) as broken:
            await client.balance()
    async with flavour.client(sandbox.key, base_url="http://127.0.0.1:9") as client:
        with without_waiting(), pytest.raises(errors.APIConnectionError) as unreached:
            await client.balance()
    assert broken.value.interrupted
    assert "broke before the answer was complete" in broken.value.summary
    assert not INTERNAL.search(broken.value.summary)
    assert not unreached.value.interrupted
    assert "internet connection" in unreached.value.summary


def test_an_unknown_outcome_names_its_cause():
    """The connection was lost only if no answer came."""
    lost = errors.OutcomeUnknownError("Lost.", cause_error=errors.APIConnectionError("Reset.")).summary
    failed = errors.OutcomeUnknownError("Lost.", cause_error=errors.APIError("Bad gateway", status=502)).summary
    assert "connection was lost" in lost
    assert "connection" not in failed
    assert not INTERNAL.search(failed)


def test_the_sentences_tell_what_to_do_apart():
    """An error to wait for, one of the app's owner and one of the user's input differ."""
    names = ("RateLimitError", "AuthenticationError", "BadRequestError", "APIConnectionError", "PaymentRequiredError")
    assert len({make(getattr(errors, name)).summary for name in names}) == len(names)


@every_flavour
async def test_a_summary_of_a_call(flavour, sandbox):
    """A real refusal has the sentence of its class."""
    sandbox.queue(Fault.status(429), times=3)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with without_waiting(), pytest.raises(errors.RateLimitError) as caught:
            await client.text("hi")
    assert caught.value.summary == "There are too many requests at the moment; please try again in a minute."


def test_an_unknown_outcome_has_the_answer(sandbox):
    """`OutcomeUnknownError` has the status, the request id and the answer, without the key."""
    sandbox.queue(Fault.status(502, billed=True))
    client = Pollinations(sandbox.key, base_url=sandbox.url)
    with client, pytest.raises(errors.OutcomeUnknownError) as caught:
        client.call("post_v1_responses", model="openai", input="hi")
    error = caught.value
    assert (error.status, error.response.status_code) == (502, 502)
    assert error.request_id == error.response.headers["x-request-id"]
    assert "authorization" not in error.response.request.headers
    assert sandbox.key not in f"{error.response.headers} {error.response.request.url} {error.response.text}"
    assert str(error) == (
        "502: Bad gateway. The call may have run and been billed, and a repetition could be billed again. Look at "
        'usage() before you send it again, or allow it with Retry(unknown="always").'
    )


def test_an_unknown_outcome_without_an_answer_has_none():
    """After a lost connection there is no status, no id and no answer."""
    error = errors.OutcomeUnknownError("Lost.", cause_error=errors.APIConnectionError("Reset."))
    assert (error.status, error.request_id, error.response) == (None, None, None)


@every_flavour
async def test_an_error_of_messages_has_its_code_and_link(flavour, sandbox):
    """`/v1/messages` answers in Anthropic's format; the code and the page are read from its type and its text."""
    key = sandbox.add_key("tight", budget=0.0)
    body = {"model": "openai", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}
    async with flavour.client(key, base_url=sandbox.url) as client:
        with pytest.raises(errors.PaymentRequiredError) as caught:
            await client.call("post_v1_messages", **body)
    assert caught.value.code == "KEY_BUDGET_EXHAUSTED"
    assert caught.value.fix_url == "https://enter.pollinations.ai/edit-key?ref=agent_key_budget"
    async with flavour.client("sk_neverMade1234", base_url=sandbox.url) as client:
        with pytest.raises(errors.AuthenticationError) as caught:
            await client.call("post_v1_messages", **body)
    assert (caught.value.code, caught.value.fix_url) == ("authentication_error", None)
