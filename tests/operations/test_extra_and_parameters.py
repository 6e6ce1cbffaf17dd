"""What was given, as it is sent: `extra`, models in bodies, and what a query cannot hold.

Uses private names: `plain` is the one reader of arguments, tried with values that no method takes.
"""

import pytest

from pollination_sdk._operations.parameters import only_true, or_unset, plain
from pollination_sdk.errors import PromptError
from pollination_sdk.types import (
    UNSET,
    FunctionDefinition,
    FunctionTool,
    JsonObjectResponseFormat,
    LogitBias,
    UserMessage,
)

FREE = ["models", "text_models", "image_models", "balance", "profile", "key", "usage", "usage_csv", "daily_usage"]


@pytest.mark.parametrize("method", [*FREE, "daily_usage_csv"])
def test_extra_goes_into_every_query(client, sandbox, method):
    """Each method without a body adds `extra` to its query."""
    getattr(client, method)(extra={"trace": "a b", "n": 1, "on": True})
    assert sandbox.requests[-1].params.items() >= {"trace": "a b", "n": "1", "on": "true"}.items()


def test_extra_goes_into_the_body_as_it_is(client, sandbox):
    """A chat's `extra` may hold any JSON, models in it too, and wins over an option of the same name."""
    message = UserMessage(content="x", role="user")
    client.chat("hi", user="me", extra={"user": "you", "new": {"deep": [message, None]}})
    body = sandbox.requests[-1].json()
    assert body["user"] == "you"
    assert body["new"] == {"deep": [{"content": "x", "role": "user"}, None]}


@pytest.mark.parametrize("method", ["text", "chat"])
def test_extra_does_not_turn_an_answer_into_a_stream(client, sandbox, method):
    """`extra={"stream": ...}` is refused before it is sent and paid; the message names the methods that stream."""
    with pytest.raises(ValueError, match="stream_text"):
        getattr(client, method)("fox", extra={"stream": True})
    assert not sandbox.requests


@pytest.mark.parametrize("method", ["text", "chat"])
@pytest.mark.parametrize("prompt", ["", " \n"])
def test_an_empty_prompt_is_refused(client, sandbox, method, prompt):
    """Both methods that take a prompt refuse one that says nothing, and send nothing."""
    with pytest.raises(PromptError, match="empty"):
        getattr(client, method)(prompt)
    assert not sandbox.requests


@pytest.mark.parametrize("value", [None, ["a"], {"a": 1}, b"x"])
@pytest.mark.parametrize("method", ["image", "text", "image_url", "text_url"])
def test_a_query_takes_plain_values_only(client, sandbox, method, value):
    """What cannot stand in a query is a `TypeError` that says what can."""
    with pytest.raises(TypeError, match="takes text, numbers, True and False"):
        getattr(client, method)("fox", extra={"new": value})
    assert sandbox.requests == []


def test_extra_seed_counts_as_a_seed(client):
    """A seed among the undocumented parameters is reported, and decides what is repeated, as any other."""
    assert client.detailed.text("hi", extra={"seed": 5}).seed == 5
    assert client.detailed.chat("hi", extra={"seed": 6}).seed == 6


def test_models_in_a_body_are_what_they_stand_for(client, sandbox):
    """Generated models may stand wherever a dict may."""
    client.chat(
        (UserMessage(content="hi", role="user"),),
        tools=[FunctionTool(type_="function", function=FunctionDefinition(name="look"))],
        tool_choice="none",
        response_format=JsonObjectResponseFormat(type_="json_object"),
        logit_bias={50256: -100},
    )
    body = sandbox.requests[-1].json()
    assert body["messages"] == [{"content": "hi", "role": "user"}]
    assert body["tools"] == [{"type": "function", "function": {"name": "look"}}]
    assert body["response_format"] == {"type": "json_object"}
    assert body["logit_bias"] == {"50256": -100}


def test_a_chat_does_not_change_what_it_was_given(client):
    """The caller's own lists and dicts are as they were."""
    messages = [{"role": "user", "content": "hi"}]
    extra = {"seed": 3, "nested": {"a": (1, 2)}}
    client.chat(messages, extra=extra)
    assert messages == [{"role": "user", "content": "hi"}]
    assert extra == {"seed": 3, "nested": {"a": (1, 2)}}


@pytest.mark.parametrize(
    ("options", "refusal"),
    [({"extra": {"x": float("nan")}}, ValueError), ({"extra": {"x": {1, 2}}}, TypeError), ({"user": b"x"}, TypeError)],
)
def test_what_json_cannot_hold_is_refused(client, sandbox, options, refusal):
    """A body that is no JSON is refused before anything is sent."""
    with pytest.raises(refusal):
        client.chat("hi", **options)
    assert sandbox.requests == []


def test_none_and_not_given():
    """In a query None is not given, and a switch is given only when it is true."""
    assert or_unset(None) is UNSET
    assert [or_unset(value) for value in (0, "", False)] == [0, "", False]
    assert [only_true(value) for value in (True, False, None)] == [True, UNSET, UNSET]


def test_plain_values_stay():
    """What is no model stays as it is, at any depth; tuples become lists."""
    assert plain({"a": (1, [None, {"b": 2.5}])}) == {"a": [1, [None, {"b": 2.5}]]}
    assert plain(LogitBias.from_dict({"1": 2})) == {"1": 2}
