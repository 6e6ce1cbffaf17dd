"""The error codes, links and provider statuses that the service has sent since the summer of 2026.

Uses private names: the reader of error bodies is a pure decider; two calls prove the way to it.
"""

import json
import logging
import pickle

import httpx
import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour

from pollination_sdk import errors, without_waiting
from pollination_sdk._failures.amounts import amounts_in
from pollination_sdk._failures.error_body import error_from_frame, error_from_response
from pollination_sdk.sandbox import Fault

FIX = "https://enter.pollinations.ai/top-up?ref=agent_low_balance_topup"
SECRET_PROMPT = "a letter to nobody"


def envelope(status, message, code, details=None, **fields):
    """Write an error body of the service."""
    error = {"code": code, "message": message, "timestamp": "2026-10-08T12:00:00Z", **fields}
    if details is not None:
        error["details"] = details
    return {"success": False, "status": status, "error": error}


def read(status, body):
    """Read an error answer."""
    request = httpx.Request("POST", "https://gen.pollinations.ai/v1/chat/completions")
    return error_from_response(httpx.Response(status, json=body, request=request))


@pytest.mark.parametrize(
    ("code", "message", "advice", "cost", "available"),
    [
        (
            "KEY_BUDGET_EXHAUSTED",
            "API key budget too low. This request costs ~0.0123 pollen, but this key has 0.0100.",
            "topping it up does not raise the budget",
            0.0123,
            0.01,
        ),
        (
            "INSUFFICIENT_BALANCE",
            f"Insufficient balance. This request costs ~0.5000 pollen, but your available balance is 0.2500. {FIX}",
            "Neither pot of the wallet",
            0.5,
            0.25,
        ),
        (
            "INSUFFICIENT_BALANCE",
            "Insufficient balance. This request costs ~2 pollen, but your available paid balance is 0.0000.",
            "bought pollen only",
            2.0,
            0.0,
        ),
        (
            "QUEST_POLLEN_ONLY",
            "Not enough Quest Pollen. This request costs ~0.0300 pollen, but you have 0.0200 Quest Pollen.",
            "quest pollen only",
            0.03,
            0.02,
        ),
        (
            "PAYMENT_REQUIRED",
            "This request costs ~0.5 pollen, but your available balance is 0.1.",
            "The wallet does not cover the call",
            0.5,
            0.1,
        ),
        (
            "PAYMENT_REQUIRED",
            "Insufficient pollen balance or API key budget exhausted.",
            "The wallet or the budget of this key",
            None,
            None,
        ),
    ],
)
def test_a_402_says_which_pot_or_budget(code, message, advice, cost, available):
    """Each code of a 402 has its advice, and the amounts in its text are numbers of the error."""
    error = read(402, envelope(402, message, code))
    assert (type(error), error.code) == (errors.PaymentRequiredError, code)
    assert advice in error.advice
    assert (error.estimated_cost, error.available) == (cost, available)
    assert pickle.loads(pickle.dumps(error)) == error


@each("reason", ["", "costs a lot of pollen", "you have mail", "balance is low", "costs 1.2.3.4 x"])
def test_a_reason_without_amounts_has_none(reason):
    """Words without numbers give None for both amounts."""
    assert amounts_in(reason) == {"estimated_cost": None, "available": None}


@pytest.mark.parametrize("place", ["top level", "error"])
def test_the_link_that_fixes_it_is_read_at_both_places(place):
    """`fixUrl` beside `error` or inside of it is `fix_url`, and `str(error)` shows it."""
    body = envelope(402, "Too low.", "INSUFFICIENT_BALANCE")
    (body if place == "top level" else body["error"])["fixUrl"] = FIX
    error = read(402, body)
    assert error.fix_url == FIX
    assert f" at {FIX}" in str(error)


def test_a_link_that_the_reason_shows_is_not_repeated():
    """The advice does not repeat a link that stands in the message."""
    error = read(402, envelope(402, f"Too low. Top up at {FIX}.", "INSUFFICIENT_BALANCE", fixUrl=FIX))
    assert str(error).count(FIX) == 1


@each("link", [None, 7, "javascript:alert(1)", "http://a.example/", "https://a b", ["x"]])
def test_anything_else_is_no_link(link):
    """Only an https URL counts as a link."""
    assert read(402, envelope(402, "Too low.", "INSUFFICIENT_BALANCE", fixUrl=link)).fix_url is None


@pytest.mark.parametrize(("upstream", "advice"), [(429, "limits the service's calls"), (401, "key is not the reason")])
def test_a_502_says_what_the_provider_answered(upstream, advice):
    """`upstream_status` is the provider's, and the advice explains it; its body, with the prompt, is not shown."""
    details = {
        "name": "UpstreamError",
        "upstreamStatus": upstream,
        "upstreamHost": "api.example",
        "upstreamBody": json.dumps({"error": {"message": "no"}, "input": SECRET_PROMPT}),
    }
    error = read(502, envelope(502, "Too many requests", "BAD_GATEWAY", details))
    assert (type(error), error.upstream_status) == (errors.InternalServerError, upstream)
    assert f"answered {upstream}" in str(error)
    assert advice in str(error)
    assert SECRET_PROMPT not in str(error) + repr(error)
    assert error.details == details


@each("details", [None, {}, {"upstreamStatus": None}, {"upstreamStatus": "soon"}, ["x"]])
def test_without_a_provider_there_is_no_provider_status(details):
    """Details without a status give None."""
    assert read(502, envelope(502, "Bad gateway", "BAD_GATEWAY", details)).upstream_status is None


@each(
    ("status", "code", "advice"),
    [
        (400, "content_blocked", "safety filter"),
        (400, "failed_to_download_image", "could not fetch"),
        (400, "invalid_image_url", "public http(s) URL"),
        (400, "image_too_large", "smaller one"),
        (400, "unsupported_image_media_type", "JPEG"),
        (408, "REQUEST_TIMEOUT", "did not arrive whole"),
        (410, "GONE", "removed"),
        (413, "PAYLOAD_TOO_LARGE", "too large"),
        (415, "UNSUPPORTED_MEDIA_TYPE", "type"),
        (422, "content_policy_violation", "does not allow such content"),
        (426, "UPGRADE_REQUIRED", ""),
        (504, "GATEWAY_TIMEOUT", "took longer"),
        (418, "A_CODE_OF_TOMORROW", ""),
    ],
)
def test_each_code_is_passed_on_with_advice(status, code, advice):
    """New codes, also unknown ones, are `error.code`; those with a known cause have advice."""
    error = read(status, envelope(status, "No.", code))
    assert (error.status, error.code) == (status, code)
    assert advice in error.advice
    assert type(error) is errors.APIError.for_status(status)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("KEY_BUDGET_EXHAUSTED", errors.PaymentRequiredError),
        ("content_policy_violation", errors.BadRequestError),
        ("GONE", errors.APIError),
    ],
)
def test_a_code_in_a_stream_gives_its_class(code, kind):
    """An error event without a status has the class of its code."""
    request = httpx.Request("POST", "https://gen.pollinations.ai/v1/chat/completions")
    frame = {"error": {"code": code, "message": "No."}}
    assert type(error_from_frame(frame, response=httpx.Response(200, request=request))) is kind


def test_a_banned_account_says_so():
    """A 403 for a banned account does not advise about permissions."""
    error = read(403, envelope(403, "Account is banned", "FORBIDDEN"))
    assert "account is banned" in error.advice
    assert "permission" not in error.advice


def test_a_model_outside_the_keys_categories_is_named():
    """The advice names the model that the key may not use."""
    reason = "Model 'openai/gpt-5.4' is not allowed for this API key, which does not allow text models. Allow it at x"
    assert "lacks the model 'openai/gpt-5.4'" in read(403, envelope(403, reason, "FORBIDDEN")).advice


@every_flavour
async def test_a_failed_provider_is_told_through_a_call(flavour, sandbox, caplog):
    """The error of a call has the provider's status, and no log has the provider's body."""
    caplog.set_level(logging.DEBUG)
    details = {"name": "UpstreamError", "upstreamStatus": 429, "upstreamBody": SECRET_PROMPT}
    body = json.dumps(envelope(502, "Too many requests", "BAD_GATEWAY", details))
    sandbox.queue(Fault.answer(502, body, media_type="application/json"), times=9)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with without_waiting(), pytest.raises(errors.InternalServerError) as caught:
            await client.text("hi")
    assert caught.value.upstream_status == 429
    assert SECRET_PROMPT not in caplog.text


@every_flavour
async def test_the_request_id_is_the_services_own(flavour, sandbox):
    """No request carries an `X-Request-Id`; that of the answer is read."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        answer = await client.detailed.text("hi")
        assert answer.request_id == answer.headers["x-request-id"]
        assert "x-request-id" not in sandbox.requests[-1].headers
