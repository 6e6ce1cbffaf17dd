"""The official Anthropic package against the sandbox, whole and as a stream."""

import httpx
import pytest

from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="runs other clients")

anthropic = pytest.importorskip("anthropic", reason="the dependency group `interop` brings it")
WEATHER = {
    "name": "weather",
    "description": "Tell the weather of a city.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}
ASKED = {"model": "openai", "max_tokens": 100, "messages": [{"role": "user", "content": "hello"}]}


def client_of(sandbox, **options):
    """Anthropic's client, with the sandbox's URL and its key as a bearer token."""
    return anthropic.Anthropic(auth_token=sandbox.key, base_url=sandbox.url, max_retries=0, **options)


@pytest.fixture
def client(sandbox):
    """Anthropic's client of a sandbox."""
    with client_of(sandbox) as made:
        yield made


def test_a_message_is_answered(client):
    """A whole answer has its text, its reason to stop and its token counts."""
    answer = client.messages.create(**ASKED, system="Be brief.")
    assert [block.text for block in answer.content] == ["openai heard: hello"]
    assert (answer.role, answer.stop_reason) == ("assistant", "end_turn")
    assert answer.usage.input_tokens > 0 < answer.usage.output_tokens


def test_a_limit_cuts_the_answer(client):
    """`max_tokens` cuts, and the reason to stop says so."""
    answer = client.messages.create(**{**ASKED, "max_tokens": 1})
    text = answer.content[0].text
    assert "openai heard: hello".startswith(text)
    assert (0 < len(text) <= len("openai"), answer.stop_reason) == (True, "max_tokens")


def test_a_message_is_streamed(client):
    """The events have Anthropic's names, with a ping among them, and their pieces add up to the whole answer."""
    events = list(client.messages.create(**ASKED, stream=True))
    kinds = [event.type for event in events]
    assert (kinds[0], kinds[-1]) == ("message_start", "message_stop")
    text = "".join(event.delta.text for event in events if event.type == "content_block_delta")
    assert text == "openai heard: hello"


def test_the_stream_helper_puts_the_answer_together(client):
    """Anthropic's own merger of events makes a whole message of ours."""
    with client.messages.stream(**ASKED) as stream:
        assert "".join(stream.text_stream) == "openai heard: hello"
        message = stream.get_final_message()
    assert (message.stop_reason, message.usage.output_tokens > 0) == ("end_turn", True)


@pytest.mark.anyio
async def test_the_asynchronous_client_is_answered(sandbox):
    """The other flavour works too, whole and streamed."""
    async with anthropic.AsyncAnthropic(auth_token=sandbox.key, base_url=sandbox.url) as client:
        answer = await client.messages.create(**ASKED)
        async with client.messages.stream(**ASKED) as stream:
            assert await stream.get_final_text() == answer.content[0].text == "openai heard: hello"


@pytest.fixture
def anyio_backend():
    """Anthropic's client runs on asyncio here."""
    return "asyncio"


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_is_called_and_its_answer_taken(client, stream):
    """The model calls the tool that it is given, and goes on with what the tool says."""
    if stream:
        with client.messages.stream(**ASKED, tools=[WEATHER]) as opened:
            answer = opened.get_final_message()
    else:
        answer = client.messages.create(**ASKED, tools=[WEATHER], tool_choice={"type": "any"})
    (called,) = answer.content
    assert (answer.stop_reason, called.name, isinstance(called.input["city"], str)) == ("tool_use", "weather", True)
    result = {"type": "tool_result", "tool_use_id": called.id, "content": "sunny"}
    turns = [{"role": "assistant", "content": answer.content}, {"role": "user", "content": [result]}]
    asked = {**ASKED, "messages": [*ASKED["messages"], *turns]}
    assert client.messages.create(**asked, tools=[WEATHER]).content[0].text == "openai heard: sunny"


def test_errors_have_the_form_of_anthropic(sandbox, client):
    """A wrong key, a wrong body, an unknown model and an empty wallet raise the errors of their statuses."""
    with pytest.raises(anthropic.AuthenticationError) as caught:
        client.with_options(auth_token="sk_wrong").messages.create(**ASKED)
    assert caught.value.body["error"]["type"] == "authentication_error"
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(**{**ASKED, "max_tokens": 0})
    assert caught.value.body == {
        "type": "error",
        "error": {"type": "invalid_request_error", "message": _message(caught)},
    }
    with pytest.raises(anthropic.BadRequestError):
        client.messages.create(**{**ASKED, "model": "no-such-model"})
    with Sandbox(balance=0) as poor, client_of(poor) as other:
        with pytest.raises(anthropic.APIStatusError, match=r"enter\.pollinations\.ai/top-up") as caught:
            other.messages.create(**ASKED)
        assert caught.value.status_code == 402
    assert sandbox.billed == 0


def _message(caught):
    return caught.value.body["error"]["message"]


def test_only_a_bearer_token_is_read(sandbox):
    """`x-api-key` alone, which older versions of the package send for `api_key`, is a missing key."""
    refused = httpx.post(f"{sandbox.url}/v1/messages", json=ASKED, headers={"x-api-key": sandbox.key})
    assert (refused.status_code, refused.json()["error"]["type"]) == (401, "authentication_error")


def test_a_broken_stream_is_an_error(sandbox, client):
    """A connection that is reset inside a stream does not go unheard."""
    sandbox.queue(Fault.reset(after_bytes=400))
    events = client.messages.create(**ASKED, stream=True)
    with pytest.raises(Exception, match=r".") as caught:  # the error of whichever HTTP package it uses
        list(events)
    assert type(caught.value).__name__ in {"APIConnectionError", "ReadError", "RemoteProtocolError"}
