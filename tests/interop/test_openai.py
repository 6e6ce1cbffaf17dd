"""The official OpenAI package against the sandbox: callers that move over from it meet nothing strange."""

import json

import pytest

import pollination_sdk
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="runs other clients")

openai = pytest.importorskip("openai", reason="the dependency group `interop` brings it")
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "Tell the weather of a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
HELLO = [{"role": "user", "content": "hello"}]


@pytest.fixture
def client(sandbox):
    """OpenAI's client, with the sandbox's URL."""
    with openai.OpenAI(api_key=sandbox.key, base_url=f"{sandbox.url}/v1") as made:
        yield made


def test_a_chat_is_answered(client):
    """A whole answer has its text, its reason to stop and its token counts."""
    answer = client.chat.completions.create(model="openai", messages=HELLO)
    assert answer.choices[0].message.content == "openai heard: hello"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


def test_a_chat_is_streamed(client):
    """A streamed answer adds up to the whole one, and its last chunk tells the usage."""
    chunks = list(client.chat.completions.create(model="openai", messages=HELLO, stream=True))
    assert "".join(one.choices[0].delta.content or "" for one in chunks if one.choices) == "openai heard: hello"
    assert [one.usage.total_tokens > 0 for one in chunks if one.usage] == [True]


def test_the_stream_helper_puts_the_answer_together(client):
    """OpenAI's own merger of chunks makes a whole completion of ours."""
    with client.chat.completions.stream(model="openai", messages=HELLO) as stream:
        for _ in stream:
            pass
        assert stream.get_final_completion().choices[0].message.content == "openai heard: hello"


def test_an_empty_wallet_is_a_reply():
    """On a sandbox without pollen, OpenAI's client gets the refusal as text, as from the service; ours raises."""
    with Sandbox(balance=0) as poor, openai.OpenAI(api_key=poor.key, base_url=f"{poor.url}/v1") as client:
        whole = client.chat.completions.create(model="openai", messages=HELLO)
        assert "https://enter.pollinations.ai/top-up" in whole.choices[0].message.content
        assert whole.usage.total_tokens == 0
        chunks = list(client.chat.completions.create(model="openai", messages=HELLO, stream=True))
        text = "".join(one.choices[0].delta.content or "" for one in chunks if one.choices)
        assert text == whole.choices[0].message.content
        with pollination_sdk.Pollinations(poor.key, base_url=poor.url) as ours:
            with pytest.raises(pollination_sdk.errors.PaymentRequiredError) as caught:
                ours.chat(HELLO)
            assert caught.value.message == text


@pytest.mark.anyio
async def test_the_asynchronous_client_is_answered(sandbox):
    """The other flavour works too, whole and streamed."""
    async with openai.AsyncOpenAI(api_key=sandbox.key, base_url=f"{sandbox.url}/v1") as client:
        answer = await client.chat.completions.create(model="openai", messages=HELLO)
        assert answer.choices[0].message.content == "openai heard: hello"
        stream = await client.chat.completions.create(model="openai", messages=HELLO, stream=True)
        assert (
            "".join([one.choices[0].delta.content or "" async for one in stream if one.choices])
            == answer.choices[0].message.content
        )


@pytest.fixture
def anyio_backend():
    """OpenAI's client runs on asyncio."""
    return "asyncio"


def test_a_tool_is_called_and_its_answer_taken(client):
    """The model calls the tool it is given with arguments that fit, and goes on with what the tool says."""
    messages = [*HELLO]
    answer = client.chat.completions.create(model="openai", messages=messages, tools=[WEATHER], tool_choice="required")
    assert answer.choices[0].finish_reason == "tool_calls"
    (called,) = answer.choices[0].message.tool_calls
    assert called.function.name == "weather"
    assert isinstance(json.loads(called.function.arguments)["city"], str)
    messages += [answer.choices[0].message, {"role": "tool", "tool_call_id": called.id, "content": "sunny"}]
    assert client.chat.completions.create(model="openai", messages=messages).choices[0].message.content


def test_a_tool_is_called_in_a_stream(client):
    """The pieces of a streamed call add up to arguments that fit."""
    with client.chat.completions.stream(
        model="openai", messages=HELLO, tools=[WEATHER], tool_choice="required"
    ) as stream:
        for _ in stream:
            pass
        (called,) = stream.get_final_completion().choices[0].message.tool_calls
    assert isinstance(json.loads(called.function.arguments)["city"], str)


def test_the_models_are_listed(client):
    """The model list is one that OpenAI's client reads."""
    assert "openai/gpt-5.4-nano" in [one.id for one in client.models.list()]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
    ],
)
def test_an_error_is_the_one_of_its_status(sandbox, client, status, kind):
    """Each status becomes OpenAI's own error for it, with the message of the envelope."""
    sandbox.queue(Fault.status(status))
    with pytest.raises(getattr(openai, kind)) as caught:
        client.with_options(max_retries=0).chat.completions.create(model="openai", messages=HELLO)
    assert caught.value.status_code == status


def test_a_wrong_key_and_a_wrong_body_are_refused(sandbox, client):
    """What the sandbox refuses of its own accord is understood as well."""
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="sk_wrong").chat.completions.create(model="openai", messages=HELLO)
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model="openai", messages=HELLO, temperature=3)
    assert list(caught.value.body["details"]["fieldErrors"]) == ["temperature"]
    assert sandbox.billed == 0


def test_a_busy_service_is_asked_again(sandbox, client):
    """OpenAI's client honours `Retry-After` and is answered the second time, billed once."""
    sandbox.queue(Fault.status(429, retry_after=0))
    sandbox.queue(Fault.status(503, retry_after=0))
    answer = client.with_options(max_retries=2).chat.completions.create(model="openai", messages=HELLO)
    assert answer.choices[0].message.content == "openai heard: hello"
    assert len(sandbox.requests) == 3
    assert sandbox.billed == 1


def test_a_broken_stream_is_an_error_or_an_end(sandbox, client):
    """A connection that is reset inside a stream does not go unheard."""
    sandbox.queue(Fault.reset(after_bytes=200))
    with pytest.raises(openai.APIConnectionError):
        list(
            client.with_options(max_retries=0).chat.completions.create(
                model="openai", messages=[{"role": "user", "content": "long " * 50}], stream=True
            )
        )
