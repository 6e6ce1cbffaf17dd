"""The forms of a chat besides chat completions: `POST /text`, Responses and Messages, without other packages."""

import json

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

HELLO = [{"role": "user", "content": "hello"}]
TOOL = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}
RESPONSE = {"input": "hello"}
MESSAGE = {"model": "openai", "max_tokens": 100, "messages": HELLO}
HEARD = "openai heard: hello"


@pytest.fixture(scope="module")
def sandbox():
    """Share one sandbox among the tests of this file."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def client(sandbox):
    """Give a client that carries the key."""
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one:
        yield one


def events_of(answer):
    """Return the names and the data of an event stream."""
    frames = [frame.split("\n") for frame in answer.text.split("\n\n") if frame.startswith("event: ")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in frames]


def test_a_posted_text_is_the_content_alone(client):
    """Plain text, chunks for a stream, sound of a speaking model, and a message as JSON where it has no content."""
    plain = client.post("/text", json={"messages": HELLO})
    assert (plain.headers["content-type"], plain.text) == ("text/plain; charset=UTF-8", HEARD)
    streamed = client.post("/text", json={"messages": HELLO, "stream": True})
    assert streamed.text.endswith("data: [DONE]\n\n")
    spoken = client.post("/text", json={"messages": HELLO, "model": "openai-audio"})
    assert spoken.headers["content-type"] == "audio/mpeg"
    called = client.post("/text", json={"messages": HELLO, "tools": [TOOL]})
    assert called.json()["tool_calls"][0]["function"]["name"] == "weather"


def test_a_response_is_answered_whole_and_as_events(client):
    """The events lead from `response.created` to `response.completed`, and add up to the whole answer."""
    whole = client.post("/v1/responses", json=RESPONSE).json()
    assert whole["output"][0]["content"][0]["text"] == HEARD
    streamed = client.post("/v1/responses", json={**RESPONSE, "stream": True})
    events = events_of(streamed)
    assert [events[0][0], events[-1][0]] == ["response.created", "response.completed"]
    assert "".join(data["delta"] for name, data in events if name == "response.output_text.delta") == HEARD
    assert all(name == data["type"] for name, data in events)
    assert streamed.text.endswith("data: [DONE]\n\n")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("conversation", "conv_1"),
        ("prompt", {"id": "p"}),
        ("max_tool_calls", 1),
        ("top_logprobs", 2),
        ("input", [{"type": "reasoning", "encrypted_content": "x"}]),
        ("tools", [{"type": "function"}]),
    ],
)
def test_a_response_refuses_what_it_does_not_support(client, field, value):
    """The error has OpenAI's form and names the parameter; null is nothing."""
    refused = client.post("/v1/responses", json={**RESPONSE, field: value})
    assert refused.status_code == 400
    assert refused.json()["error"]["type"] == "invalid_request_error"
    assert (refused.json()["error"]["code"], refused.json()["error"]["param"]) == ("unsupported_parameter", field)
    nothing = {"conversation": None, "prompt": None, "background": False, "store": False}
    assert client.post("/v1/responses", json={**RESPONSE, **nothing}).status_code == 200


def test_a_message_is_answered_whole_and_as_events(client):
    """The events lead from `message_start` to `message_stop`, and add up to the whole answer."""
    whole = client.post("/v1/messages", json=MESSAGE).json()
    assert (whole["content"], whole["stop_reason"]) == ([{"type": "text", "text": HEARD}], "end_turn")
    events = events_of(client.post("/v1/messages", json={**MESSAGE, "stream": True}))
    assert [events[0][0], events[1][0], events[-1][0]] == ["message_start", "ping", "message_stop"]
    assert "".join(data["delta"]["text"] for name, data in events if name == "content_block_delta") == HEARD
    assert all(name == data["type"] for name, data in events)


def test_the_errors_of_messages_have_their_form(sandbox, client):
    """Input, key, method and money: `{type: error, error: {type, message}}`, with the status as ever."""
    with Sandbox(balance=0) as poor:
        paid = {"Authorization": f"Bearer {poor.key}"}
        answers = {
            "billing_error": httpx.post(f"{poor.url}/v1/messages", json=MESSAGE, headers=paid),
            "invalid_request_error": client.post("/v1/messages", json={**MESSAGE, "max_tokens": 0}),
            "authentication_error": httpx.post(f"{sandbox.url}/v1/messages", json=MESSAGE),
            "api_error": client.get("/v1/messages"),
        }
    assert [answer.status_code for answer in answers.values()] == [402, 400, 401, 405]
    assert all(set(answer.json()) == {"type", "error"} for answer in answers.values())
    assert [answer.json()["error"]["type"] for answer in answers.values()] == list(answers)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", ["/text", "/v1/responses"])
def test_an_empty_wallet_is_a_reply(path, stream):
    """The refusal has status 200 and a link, and is private; a JSON mode gets a 402."""
    formats = {
        "/text": {"response_format": {"type": "json_object"}},
        "/v1/responses": {"text": {"format": {"type": "json_object"}}},
    }
    asked = {**RESPONSE, "messages": HELLO, "stream": stream}
    with Sandbox(balance=0) as poor:
        headers = {"Authorization": f"Bearer {poor.key}"}
        answer = httpx.post(poor.url + path, json=asked, headers=headers)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
        assert "enter.pollinations.ai/top-up" in answer.text
        assert answer.headers["content-type"].startswith("text/event-stream") == stream
        assert httpx.post(poor.url + path, json={**asked, **formats[path]}, headers=headers).status_code == 402


@pytest.mark.parametrize(
    "odd", [{"response_format": 1}, {"modalities": 5}, {"text": {"format": []}}, {"reasoning": {}}]
)
def test_odd_fields_of_a_response_do_not_make_it_fail(odd):
    """Fields that the contract leaves open are ignored, also while a refusal is made."""
    for balance in (0, 1):
        with Sandbox(balance=balance) as sandbox:
            headers = {"Authorization": f"Bearer {sandbox.key}"}
            assert (
                httpx.post(f"{sandbox.url}/v1/responses", json={**RESPONSE, **odd}, headers=headers).status_code == 200
            )
