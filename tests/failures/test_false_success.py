"""A 200 that holds an error or a login page: the reason is raised and quoted, and a model's JSON is not lost."""

import itertools
import json

import pytest
from tests.helpers.flavours import every_flavour

import pollination_sdk
import pollination_sdk.exceptions
from pollination_sdk import errors
from pollination_sdk.sandbox import Fault

REASON = "Provider is overloaded"
SHAPES = {
    "object": {"error": {"message": REASON, "code": 503}},
    "with a word for a code": {"error": {"message": REASON, "code": "overloaded", "type": "server_error"}},
    "string": {"error": REASON},
    "list": {"errors": [{"message": REASON}]},
    "list of strings": {"error": [REASON]},
    "nested in a string": {"error": json.dumps({"error": {"message": REASON}})},
    "nested in a message": {"error": {"message": json.dumps({"message": REASON})}},
    "success false": {"success": False, "message": REASON},
    "envelope": {"success": False, "status": 503, "error": {"message": REASON, "code": "SERVICE_UNAVAILABLE"}},
    "detail alone": {"detail": REASON},
    "message alone": {"message": REASON, "status": 503},
    "beside choices": {"choices": [], "error": {"message": REASON}},
    "in a choice": {"choices": [{"message": {"content": ""}, "finish_reason": "error", "error": {"message": REASON}}]},
    "list of details": {"detail": [{"loc": ["body"], "msg": REASON}]},
}
EVERY = [pytest.param(json.dumps(value), id=name) for name, value in SHAPES.items()]
CERTAIN = [
    json.dumps(SHAPES[name])
    for name in ("object", "with a word for a code", "nested in a message", "success false", "envelope")
]
TYPES = ("application/json; charset=utf-8", "application/problem+json", "text/plain", "")
FREE = ("balance", "profile", "key", "usage", "daily_usage", "models", "text_models", "image_models")


async def read(stream):
    """Read a stream to its end."""
    async with stream as opened:
        async for _ in opened:
            pass


@pytest.mark.slow(reason="makes thousands of calls")
@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("body", EVERY)
@every_flavour
async def test_the_reason_is_raised_by_whatever_is_no_text(flavour, sandbox, body, media_type):
    """Lists, account, chat, media and streams quote the reason, whatever the type says, and send nothing again."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body, media_type=media_type), times=100)
        for call in (client.chat, client.image, client.video, client.embed, client.detailed.chat):
            with pytest.raises(errors.UnexpectedResponseError, match=REASON):
                await call("a fox")
        with pytest.raises(errors.UnexpectedResponseError, match=REASON):
            await client.text("why? how?")
        for method in (*FREE, "usage_csv", "daily_usage_csv"):
            with pytest.raises(errors.UnexpectedResponseError, match=REASON):
                await getattr(client, method)()
        with pytest.raises(errors.UnexpectedResponseError, match=REASON):
            await client.call("get_account_balance")
        for stream in (client.stream_text("hi"), client.stream_chat("hi"), client.stream_image("a fox")):
            with pytest.raises(errors.UnexpectedResponseError, match=REASON):
                await read(stream)
    assert len(sandbox.requests) == 6 + len(FREE) + 2 + 1 + 3


@pytest.mark.parametrize("body", EVERY)
@every_flavour
async def test_text_declared_as_json_is_judged_as_json(flavour, sandbox, body):
    """A model's text is no `application/json`, so every shape of an error counts there."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body, media_type="application/json"), times=2)
        with pytest.raises(errors.UnexpectedResponseError, match=f"{REASON}.*\n.*may have run and been billed"):
            await client.text("hi")
        with pytest.raises(errors.UnexpectedResponseError, match=REASON):
            await client.call("get_generate_text_prompt", prompt="hi")


@pytest.mark.parametrize(
    "media_type",
    ["text/plain; charset=UTF-8", "", "application/octet-stream", "text/html", "text/event-stream", "image/jpeg"],
)
@every_flavour
async def test_text_of_any_type_may_be_an_envelope(flavour, sandbox, media_type):
    """Without a sign of a model at work, an error object with a message is no text, BOM and blanks aside."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        for before, body in itertools.product(["", "\ufeff", " \n\t"], CERTAIN):
            sandbox.queue(Fault.answer(200, before + body, media_type=media_type))
            with pytest.raises(errors.UnexpectedResponseError, match=REASON):
                await client.detailed.text("hi")


@pytest.mark.parametrize("header", ["x-model-used", "x-usage-prompt-text-tokens"])
@pytest.mark.parametrize("body", EVERY)
@every_flavour
async def test_what_a_model_wrote_is_its_text(flavour, sandbox, body, header):
    """An answer with the headers of a model at work is returned, whatever it says."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body, headers={header: "1"}))
        assert await client.text("Reply with an error object as JSON") == body


@pytest.mark.parametrize(
    "body", ['{"error": {"message": "not a number"}}', '{"error": "x"}', '{"success": false, "error": "x"}']
)
@every_flavour
async def test_json_that_was_asked_for_is_not_lost(flavour, sandbox, body):
    """With `json=True` an object with an `error` may be what was asked for; the service's own envelope is not."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body))
        assert await client.text("hi", json=True) == body
        sandbox.queue(Fault.answer(200, json.dumps(SHAPES["envelope"])))
        with pytest.raises(errors.UnexpectedResponseError, match=REASON):
            await client.text("hi", json=True)


@pytest.mark.parametrize(
    "body", ['{"error": "x"}', '{"error": null}', '{"errors": []}', '{"errors": 3}', "{broken", "{}"]
)
@every_flavour
async def test_other_json_stays_a_text(flavour, sandbox, body):
    """Plain text without a certain mark is the model's, as a prompt may ask for it."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body))
        assert await client.text("hi") == body


def test_null_errors_are_none(client, sandbox):
    """A good answer may have an `error` that is null or empty."""
    for nothing in (None, "", False, {}, []):
        sandbox.queue(Fault.set_field("/error", nothing))
        assert client.chat("hi").choices
        sandbox.queue(Fault.set_field("/success", True))
        assert client.balance().balance


def test_no_key_and_no_prompt_is_quoted(client, sandbox):
    """The quoted reason hides keys and leaves out the prompt that the service echoes."""
    prompt = "a fox in the snow"
    inner = {"error": "no", "message": f"cannot {prompt} {sandbox.key}", "requestParameters": {"prompt": prompt}}
    sandbox.queue(Fault.answer(200, json.dumps({"error": {"message": json.dumps(inner)}})))
    with pytest.raises(errors.UnexpectedResponseError, match="cannot") as caught:
        client.image(prompt)
    assert sandbox.key not in str(caught.value)
    assert prompt not in str(caught.value)


def test_a_long_error_instead_of_an_image_is_quoted(client, sandbox):
    """The reason may stand behind the first bytes, and the rest may be cut off."""
    long = json.dumps({"padding": "x" * 2_000, "error": {"message": REASON, "trace": "y" * 100_000}})
    sandbox.queue(Fault.answer(200, long), times=2)
    with pytest.raises(errors.UnexpectedResponseError, match=REASON):
        client.image("a fox")


@pytest.mark.parametrize("name", SHAPES)
def test_the_earlier_surface_tells_it(sandbox, name):
    """The predecessor's methods raise an `ApiException` with the reason."""
    settings = pollination_sdk.Configuration(host=sandbox.url, access_token=sandbox.key)
    with pollination_sdk.ApiClient(settings) as api_client:
        api = pollination_sdk.GenPollinationsAiApi(api_client)
        body = {"messages": [{"role": "user", "content": "hi"}]}
        sandbox.queue(Fault.answer(200, json.dumps(SHAPES[name]), media_type="application/json"), times=4)
        for call in (
            api.get_account_balance,
            lambda: api.post_generate_v1_chat_completions(body),
            lambda: api.post_generate_v1_chat_completions({**body, "stream": True}),
            lambda: api.get_generate_text_prompt("hi"),
        ):
            with pytest.raises(pollination_sdk.exceptions.ApiException, match=REASON):
                call()


PAGE = "<!DOCTYPE html><html><head><title>Hotel WiFi</title></head><body>Log in</body></html>"


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml; charset=utf-8", "TEXT/HTML"])
@every_flavour
async def test_a_login_page_is_no_answer(flavour, sandbox, media_type):
    """A captive portal's page is refused by every method, text too, with its title and what to do."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, PAGE, media_type=media_type), times=100)
        for call in (client.text, client.chat, client.image):
            with pytest.raises(errors.UnexpectedResponseError, match=r"'Hotel WiFi'.*log in with a browser"):
                await call("hi")
        for call in (client.usage_csv, client.balance, client.models):
            with pytest.raises(errors.UnexpectedResponseError, match=r"'Hotel WiFi'.*not the service"):
                await call()
        for stream in (client.stream_text("hi"), client.stream_image("a fox")):
            with pytest.raises(errors.UnexpectedResponseError, match=r"'Hotel WiFi'.*proxy"):
                await read(stream)
