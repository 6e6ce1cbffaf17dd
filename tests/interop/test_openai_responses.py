"""The Responses API of the official OpenAI package against the sandbox, whole and as a stream."""

import json

import pytest

import pollination_sdk
from pollination_sdk.sandbox import Sandbox

pytestmark = pytest.mark.slow(reason="runs other clients")

openai = pytest.importorskip("openai", reason="the dependency group `interop` brings it")
WEATHER = {
    "type": "function",
    "name": "weather",
    "description": "Tell the weather of a city.",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    "strict": False,
}


@pytest.fixture
def client(sandbox):
    """OpenAI's client, with the sandbox's URL."""
    with openai.OpenAI(api_key=sandbox.key, base_url=f"{sandbox.url}/v1", max_retries=0) as made:
        yield made


def test_an_input_is_answered(client):
    """A whole answer has its text, its status and its token counts."""
    answer = client.responses.create(model="openai", input="hello", instructions="Be brief.")
    assert (answer.output_text, answer.status) == ("openai heard: hello", "completed")
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens > 0


def test_a_conversation_is_answered(client):
    """Items of a conversation are read, and a limit of tokens cuts the answer."""
    items = [{"role": "user", "content": [{"type": "input_text", "text": "one two three"}]}]
    answer = client.responses.create(model="openai", input=items, max_output_tokens=2)
    assert "openai heard: one two three".startswith(answer.output_text)
    assert (0 < len(answer.output_text) <= len("openai heard:"), answer.status) == (True, "incomplete")
    assert answer.incomplete_details.reason == "max_output_tokens"


def test_an_input_is_streamed(client):
    """The events have OpenAI's names and numbers, and their pieces add up to the whole answer."""
    events = list(client.responses.create(model="openai", input="hello", stream=True))
    assert (events[0].type, events[-1].type) == ("response.created", "response.completed")
    assert [event.sequence_number for event in events] == list(range(len(events)))
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert text == events[-1].response.output_text == "openai heard: hello"


def test_the_stream_helper_puts_the_answer_together(client):
    """OpenAI's own merger of events makes a whole answer of ours."""
    with client.responses.stream(model="openai", input="hello") as stream:
        assert stream.get_final_response().output_text == "openai heard: hello"


@pytest.mark.parametrize("stream", [False, True])
def test_a_tool_is_called_and_its_answer_taken(client, stream):
    """The model calls the tool that it is given, and goes on with what the tool says."""
    asked = {"model": "openai", "tools": [WEATHER], "input": "hello"}
    if stream:
        answer = list(client.responses.create(**asked, stream=True))[-1].response
    else:
        answer = client.responses.create(**asked)
    (called,) = answer.output
    assert (called.type, called.name) == ("function_call", "weather")
    assert isinstance(json.loads(called.arguments)["city"], str)
    result = {"type": "function_call_output", "call_id": called.call_id, "output": "sunny"}
    items = [{"role": "user", "content": "hello"}, called.to_dict(), result]
    assert client.responses.create(**{**asked, "input": items}).output_text == "openai heard: sunny"


@pytest.mark.parametrize(
    ("field", "value", "parameter"),
    [
        ("previous_response_id", "resp_1", "previous_response_id"),
        ("background", True, "background"),
        ("truncation", "auto", "truncation"),
        ("reasoning", {"summary": "auto"}, "reasoning.summary"),
        ("tools", [{"type": "web_search"}], "tools"),
        ("input", [{"type": "item_reference", "id": "msg_1"}], "input"),
    ],
)
def test_what_needs_a_state_is_refused(sandbox, client, field, value, parameter):
    """A parameter that the service does not support is a 400 that names it, and nothing is billed."""
    with pytest.raises(openai.BadRequestError) as caught:
        client.responses.create(**{"model": "openai", "input": "hello", field: value})
    assert (caught.value.code, caught.value.param) == ("unsupported_parameter", parameter)
    assert sandbox.billed == 0


def test_a_stored_answer_is_refused(client):
    """`store` may only be false."""
    with pytest.raises(openai.BadRequestError):
        client.responses.create(model="openai", input="hello", store=True)
    assert client.responses.create(model="openai", input="hello", store=False).output_text


def test_an_empty_wallet_is_a_reply():
    """On a sandbox without pollen, OpenAI's client gets the refusal as text, whole and streamed; ours raises."""
    with Sandbox(balance=0) as poor, openai.OpenAI(api_key=poor.key, base_url=f"{poor.url}/v1") as client:
        whole = client.responses.create(model="openai", input="hello")
        assert "https://enter.pollinations.ai/top-up" in whole.output_text
        assert whole.usage.total_tokens == 0
        events = list(client.responses.create(model="openai", input="hello", stream=True))
        assert events[-1].response.output_text == whole.output_text
        ours = pollination_sdk.Pollinations(poor.key, base_url=poor.url)
        with ours, pytest.raises(pollination_sdk.errors.PaymentRequiredError):
            ours.call("post_v1_responses", input="hello")
