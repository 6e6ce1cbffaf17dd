"""Scripted replies: the sandbox says what a test needs in place of its echo."""

import json
import re

import httpx
import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour

from pollination_sdk import without_waiting
from pollination_sdk.sandbox import Fault, Reply, Sandbox

ROUTES = {
    "text": ("GET", "/text/hi", None),
    "post_text": ("POST", "/text", {"messages": [{"role": "user", "content": "hi"}]}),
    "chat": ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "hi"}]}),
    "responses": ("POST", "/v1/responses", {"input": "hi", "model": "openai"}),
    "messages": (
        "POST",
        "/v1/messages",
        {"model": "openai", "max_tokens": 50, "messages": [{"role": "user", "content": "hi"}]},
    ),
}
WITH_TOOLS = [name for name in ROUTES if name != "text"]


def offering(route, *names):
    """Return the fields that offer tools, in the format of an operation."""
    formats = {
        "responses": lambda name: {"type": "function", "name": name},
        "messages": lambda name: {"name": name, "input_schema": {"type": "object"}},
    }
    in_chats = lambda name: {"type": "function", "function": {"name": name}}  # noqa: E731 - as the formats above
    return {"tools": [formats.get(route, in_chats)(name) for name in names]}


TOOLS = offering("chat", "get_weather")
SMALL = "/image/hi?width=8&height=8"


@pytest.fixture
def ask(sandbox):
    """Return a function that sends a request of a route, whole or streamed, and returns the answer's text."""

    def send(route, *, stream=False, **changes):
        method, path, body = ROUTES[route]
        streamed = {"stream": True} if stream else {}
        sent = {"params": streamed} if body is None else {"json": {**body, **streamed, **changes}}
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        answer = httpx.request(method, sandbox.url + path, headers=headers, **sent)
        assert answer.status_code == 200, answer.text
        return answer.text

    return send


def events(stream):
    """Return the JSON of each event of a stream."""
    lines = [line.removeprefix("data: ") for line in stream.splitlines() if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("stream", [False, True])
def test_each_text_operation_takes_a_reply(sandbox, ask, route, stream):
    """The next answer is the reply, whole and streamed, and is billed once; the one after it is not."""
    sandbox.reply("sunny and warm")
    said = ask(route, stream=stream)
    assert "heard" not in said
    assert all(word in said for word in ("sunny", "warm"))
    assert (sandbox.unused_replies, sandbox.billed) == ([], 1)


@pytest.mark.parametrize("route", WITH_TOOLS)
def test_each_chat_can_call_a_tool(sandbox, ask, route):
    """The tool and its arguments are those of the reply, in the format of the operation."""
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    said = ask(route, **offering(route, "get_time", "get_weather"))
    assert '"get_weather"' in said
    assert re.search(r'city\\*": \\*"Oslo', said)


@pytest.mark.parametrize("route", WITH_TOOLS)
def test_a_call_of_a_tool_is_streamed_in_pieces(sandbox, ask, route):
    """The arguments arrive in several events, and the reason why the answer ends is the call."""
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    said = ask(route, stream=True, **offering(route, "get_weather"))
    assert re.search(r"tool_calls|function_call|tool_use", said)
    pieces = list(_arguments(events(said)))
    assert len(pieces) > 1
    assert json.loads("".join(pieces)) == {"city": "Oslo"}


def _arguments(found):
    for event in found:
        if event.get("type") == "response.function_call_arguments.delta":
            yield event["delta"]
        elif event.get("type") == "content_block_delta":
            yield event["delta"]["partial_json"]
        for choice in event.get("choices", []):
            for call in choice["delta"].get("tool_calls", []):
                yield call["function"]["arguments"]


@pytest.mark.parametrize("route", WITH_TOOLS)
@pytest.mark.parametrize("choice", ["no tools", "another tool", "none", "another choice"])
def test_a_call_is_only_for_a_request_that_offers_and_allows_the_tool(sandbox, ask, route, choice):
    """A program that forgot its tools, misspelt one or switched them off gets no call; the next request does."""
    sandbox.reply(tool="get_weather")
    choices = {
        "responses": ("none", {"type": "function", "name": "get_time"}),
        "messages": ({"type": "none"}, {"type": "tool", "name": "get_time"}),
    }
    off, other = choices.get(route, ("none", {"type": "function", "function": {"name": "get_time"}}))
    both = offering(route, "get_time", "get_weather")
    sent = {
        "no tools": {},
        "another tool": offering(route, "get_wether"),
        "none": {**both, "tool_choice": off},
        "another choice": {**both, "tool_choice": other},
    }
    assert '"get_weather"' not in ask(route, **sent[choice])
    assert len(sandbox.unused_replies) == 1
    assert '"get_weather"' in ask(route, **both)
    assert sandbox.unused_replies == []


def test_the_older_form_offers_tools_too(sandbox, ask):
    """`functions` and `function_call` count as `tools` and `tool_choice` do."""
    sandbox.reply(tool="get_weather")
    functions = [{"name": "get_weather"}]
    assert "get_weather" not in ask("chat", functions=functions, function_call="none")
    assert "get_weather" in ask("chat", functions=functions, function_call={"name": "get_weather"})


@pytest.mark.parametrize("route", ["chat", "responses", "messages"])
@pytest.mark.parametrize("stream", [False, True])
def test_a_reply_can_say_something_and_call_several_tools(sandbox, ask, route, stream):
    """Text and calls come in one answer, in the format of the operation."""
    calls = [{"name": "get_weather", "arguments": {"city": city}} for city in ("Oslo", "Rome")]
    sandbox.reply("Looking", tools=calls)
    said = ask(route, stream=stream, **offering(route, "get_weather"))
    assert all(said.count(word) >= 1 for word in ("Looking", "Oslo", "Rome"))


@every_flavour
async def test_the_clients_read_text_with_calls_and_broken_arguments(flavour, sandbox):
    """A model may say what it does, call twice, and write arguments that are no JSON."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        for stream in (False, True):
            sandbox.reply(
                "Looking.", tools=[{"name": "get_weather", "arguments": '{"city": '}, {"name": "get_weather"}]
            )
            answer = await _chat(client, f"weather, {stream}?", stream=stream)
            assert answer.text == "Looking."
            assert [call.function.arguments for call in answer.tool_calls] == ['{"city": ', "{}"]


def test_messages_leave_arguments_that_are_no_object(sandbox, ask):
    """Its calls have an object, so broken text stays for another operation."""
    sandbox.reply(tool="get_weather", arguments="{")
    ask("messages", **offering("messages", "get_weather"))
    assert len(sandbox.unused_replies) == 1
    call = json.loads(ask("chat", **TOOLS))["choices"][0]["message"]["tool_calls"][0]
    assert call["function"]["arguments"] == "{"


@every_flavour
async def test_the_clients_read_replies(flavour, sandbox):
    """Text, a call of a tool and JSON come as a program reads them, from both clients; also from streams."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.reply("It is sunny.")
        assert await client.text("weather?") == "It is sunny."
        for stream in (False, True):
            sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
            answer = await _chat(client, f"weather, {stream}?", stream=stream)
            call = answer.choices[0].message.tool_calls[0]
            assert (call.function.name, json.loads(call.function.arguments)) == ("get_weather", {"city": "Oslo"})
            assert answer.choices[0].finish_reason == "tool_calls"
        sandbox.reply(json={"degrees": [12, "ø"]})
        answer = await client.chat("as JSON", response_format={"type": "json_object"})
        assert json.loads(answer.choices[0].message.content) == {"degrees": [12, "ø"]}


async def _chat(client, prompt, *, stream):
    if not stream:
        return await client.chat(prompt, **TOOLS)
    async with client.stream_chat(prompt, **TOOLS) as chunks:
        assert [chunk async for chunk in chunks]
    return chunks.completion


def test_replies_queue_in_order_and_go_before_stored_answers(sandbox, ask):
    """Equal requests get one reply after the other; then the last one, which is stored like any answer."""
    echo = ask("chat")
    for text in ("first", "second"):
        sandbox.reply(text)
    said = [json.loads(ask("chat"))["choices"][0]["message"]["content"] for _ in range(3)]
    assert "heard" in echo
    assert said == ["first", "second", "second"]
    assert sandbox.billed == 3


@pytest.mark.parametrize("when", ["eat", re.compile("w.{3}her"), lambda prompt: prompt.startswith("wea")])
def test_a_reply_can_be_for_some_prompts(sandbox, when):
    """Text in the prompt, a pattern or a function choose; other prompts get the echo, or a reply behind it."""
    sandbox.reply("sunny", when=when, times=2)
    sandbox.reply("anything")
    prompts = ("news", "more%20news", "weather", "weather?", "weather!")
    said = [_get(sandbox, f"/text/{prompt.replace('?', '%3F')}").text for prompt in prompts]
    assert said == ["anything", "openai heard: more news", "sunny", "sunny", "openai heard: weather!"]


def calling(*ids):
    """Return a message of the model that calls a tool several times."""
    function = {"name": "get_weather", "arguments": "{}"}
    return {"role": "assistant", "tool_calls": [{"id": one, "type": "function", "function": function} for one in ids]}


def answering(call_id, content="sunny"):
    """Return the answer to the call of a tool."""
    return {"role": "tool", "tool_call_id": call_id, "content": content}


def test_the_prompt_is_the_last_message(sandbox, ask):
    """After the call of a tool that is the tool's result."""
    sandbox.reply("It is 12 degrees.", when="12")
    result = [{"role": "user", "content": "hi"}, calling("a"), answering("a", "12")]
    assert "heard: hi" in ask("chat")
    assert "It is 12 degrees." in ask("chat", messages=result)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([answering("a")], "must be a response to a preceding message"),
        ([calling("a")], "did not have response messages: a"),
        ([calling("a", "b"), answering("a")], "did not have response messages: b"),
        ([calling("a"), {"role": "user", "content": "hi"}, answering("a")], "did not have response messages: a"),
        ([calling("a"), answering("a"), answering("a")], "must be a response to a preceding message"),
        ([calling("a", "b"), answering("b"), answering("a")], "'b' is not that of the next call"),
        ([calling("a", "a"), answering("a"), answering("a")], "two calls with one id"),
    ],
)
def test_calls_are_answered_once_and_in_order(sandbox, messages, said):
    """Other conversations are refused as back ends do, cost nothing, and leave the reply in the queue."""
    sandbox.reply("It is sunny.")
    url, headers = f"{sandbox.url}/v1/chat/completions", {"Authorization": f"Bearer {sandbox.key}"}
    answer = httpx.post(url, headers=headers, json={"messages": messages})
    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]
    assert sandbox.billed == 0
    good = [calling("a", "b"), answering("a"), answering("b"), {"role": "user", "content": "hi"}]
    assert "It is sunny." in httpx.post(url, headers=headers, json={"messages": good}).text


def test_other_operations_leave_a_reply_in_the_queue(sandbox):
    """Images, sounds and lists do not take it, and neither does `GET /text` the call of a tool, as it has no tools."""
    sandbox.reply(tool="get_weather")
    for path in (SMALL, "/audio/hi", "/v1/models", "/account/key", "/text/hi"):
        assert _get(sandbox, path).status_code == 200
    assert [reply.tools[0].name for reply in sandbox.unused_replies] == ["get_weather"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_refused_request_leaves_its_reply(times):
    """Without pollen, with an unknown model or in a fault nothing was said, so the next request gets the reply."""
    with Sandbox(balance=0, quest_balance=1) as sandbox:
        sandbox.reply("sunny", times=times)
        poor = {"Authorization": f"Bearer {sandbox.add_key(budget=0.0)}"}
        assert "top" in _get(sandbox, "/text/hi?model=claude-large").text  # only paid pollen pays for it
        assert "budget" in httpx.get(f"{sandbox.url}/text/hi", headers=poor).text
        assert _get(sandbox, "/text/hi?model=nonsense").status_code == 400
        sandbox.queue(Fault.status(503))
        assert _get(sandbox, "/text/hi").status_code == 503
        assert [reply.times for reply in sandbox.unused_replies] == [times]
        assert _get(sandbox, "/text/hi").text == "sunny"


def test_an_unused_reply_is_visible(caplog):
    """It is listed with what it says, logged at the end, and can be removed."""
    with Sandbox() as sandbox:
        sandbox.reply("x" * 1000, when="never")
        sandbox.reply(tool="get_weather", times=2)
        assert all(isinstance(reply, Reply) for reply in sandbox.unused_replies)
        first, second = map(repr, sandbox.unused_replies)
        assert len(first) < 200
        assert "when='never'" in first
        assert second == "Reply(tool='get_weather', times=2)"
    assert "No request took these replies" in caplog.text
    caplog.clear()
    with Sandbox() as sandbox:
        sandbox.reply("never")
        sandbox.clear_replies()
        assert sandbox.unused_replies == []
    assert caplog.text == ""


@each(
    ("arguments", "error", "words"),
    [
        ({}, TypeError, "A reply is"),
        ({"text": "a", "json": {}}, TypeError, "A reply is"),
        ({"json": 1, "text": "a", "tool": "b"}, TypeError, "A reply is"),
        ({"tools": []}, TypeError, "A reply is"),
        ({"tool": "a", "tools": [{"name": "b"}]}, TypeError, "not both"),
        ({"tools": "get_weather"}, TypeError, "tools takes a list such as"),
        ({"tools": ["get_weather"]}, TypeError, "objects such as"),
        ({"tools": [{"arguments": {}}]}, TypeError, "name of a tool"),
        ({"tools": [{"name": "a", "input": {}}]}, ValueError, "has no 'input'; it has name and arguments"),
        ({"text": "a", "arguments": {}}, TypeError, "belongs to tool="),
        ({"text": {"a": 1}}, TypeError, "json= takes other values"),
        ({"tool": "a", "arguments": []}, TypeError, "mapping"),
        ({"text": "a", "when": 5}, TypeError, "pattern"),
        ({"text": "a", "times": 0}, ValueError, "times"),
        ({"json": {1, 2}}, ValueError, "JSON"),
        ({"tool": "a", "arguments": {"b": float("nan")}}, ValueError, "JSON"),
    ],
)
def test_a_reply_that_cannot_be_given_is_refused_where_it_is_written(arguments, error, words):
    """Each message says what is taken."""
    with pytest.raises(error, match=words):
        Sandbox().reply(**arguments)


def test_replies_can_be_queued_over_http(sandbox):
    """`/_sandbox/replies` takes text, tools, JSON and patterns, lists what is unused, and clears it."""
    replies = f"{sandbox.url}/_sandbox/replies"
    orders = [
        {"text": "sunny", "pattern": "w.ather", "times": 2},
        {"tool": "get_weather", "arguments": {"city": "Oslo"}, "when": "Oslo"},
        {"json": {"a": 1}},
        {"text": "Looking.", "tools": [{"name": "a", "arguments": "{"}, {"name": "b"}]},
    ]
    for order in orders:
        assert httpx.post(replies, json=order).json() == {"queued": True}
    assert _get(sandbox, "/text/weather").text == "sunny"
    assert _get(sandbox, "/text/hi").text == '{"a": 1}'
    assert httpx.get(replies).json() == [
        {"text": "sunny", "when": "w.ather", "times": 1},
        {"tool": "get_weather", "arguments": {"city": "Oslo"}, "when": "Oslo", "times": 1},
        {
            "text": "Looking.",
            "tools": [{"name": "a", "arguments": "{"}, {"name": "b", "arguments": {}}],
            "times": 1,
        },
    ]
    httpx.delete(replies)
    assert httpx.get(replies).json() == []
    assert [one.path for one in sandbox.requests] == ["/text/weather", "/text/hi"]


@pytest.mark.parametrize(
    "order",
    ["null", "{}", '{"txt":"a"}', '{"text":5}', '{"text":"a","pattern":"("}', '{"text":"a","times":0}', "[" * 9999],
)
def test_an_order_for_a_reply_that_cannot_be_is_refused(sandbox, order):
    """The answer is a 400 that says why, and nothing is queued."""
    refused = httpx.post(f"{sandbox.url}/_sandbox/replies", content=order)
    assert refused.status_code == 400
    assert refused.json()["error"]["message"]
    assert sandbox.unused_replies == []


@pytest.mark.parametrize("fault", [Fault.status(504, billed=True), Fault.reset(), Fault.reset(after_bytes=300)])
@every_flavour
async def test_a_call_that_is_repeated_gets_its_reply_and_pays_once(flavour, sandbox, fault):
    """An answer that was lost on the way is stored, as in the service; the next reply is for the next call."""
    sandbox.reply("sunny")
    sandbox.reply("rainy")
    sandbox.queue(fault)
    with without_waiting():
        async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
            answers = [await client.chat("hi") for _ in range(2)]
    assert [answer.choices[0].message.content for answer in answers] == ["sunny", "rainy"]
    assert (sandbox.billed, len(sandbox.requests)) == (2, 3)


def _get(sandbox, path):
    return httpx.get(sandbox.url + path, headers={"Authorization": f"Bearer {sandbox.key}"})
