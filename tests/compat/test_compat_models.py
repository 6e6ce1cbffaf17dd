"""The earlier SDK's models: attributes, JSON, and values that change."""

import copy
import datetime as dt
import json
import pickle

import pytest

import pollination_sdk
from pollination_sdk import (
    ApiValueError,
    GetAccountBalance200Response,
    GetAccountProfile200Response,
    GetAccountUsageDaily200Response,
    GetGenerateImageModels200ResponseInner,
    PostGenerateV1ChatCompletions200Response,
    PostGenerateV1ChatCompletionsRequest,
)
from pollination_sdk.sandbox import Sandbox

COMPLETION = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": "openai",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": None, "content_blocks": [{"type": "text", "text": "hi"}]},
        }
    ],
}


def test_attributes_have_plain_snake_case_names():
    """`githubUsername` is read as `github_username`, `object` as `object`, `date` also as `var_date`."""
    assert GetAccountProfile200Response.from_dict({"githubUsername": "moss"}).github_username == "moss"
    assert PostGenerateV1ChatCompletions200Response.from_dict(COMPLETION).object == "chat.completion"
    daily = GetAccountUsageDaily200Response.from_dict({"usage": [{"date": "2026-02-08"}]})
    assert (daily.usage[0].date, daily.usage[0].var_date) == ("2026-02-08", "2026-02-08")


def test_what_is_left_out_is_none():
    """A field that the service leaves out is None, at every depth."""
    answer = PostGenerateV1ChatCompletions200Response.from_dict(COMPLETION)
    assert answer.usage is None
    assert answer.choices[0].logprobs is None


def test_alternatives_are_reached_as_before():
    """Code that unwraps `actual_instance` keeps running."""
    message = PostGenerateV1ChatCompletions200Response.from_dict(COMPLETION).choices[0].message
    assert message.content_blocks[0].actual_instance.text == "hi"


def test_json_goes_in_and_out_unchanged():
    """`from_dict`, `to_dict`, `from_json` and `to_json` lose nothing, unknown fields included."""
    document = {**COMPLETION, "brand_new": {"a": [1]}}
    answer = PostGenerateV1ChatCompletions200Response.from_dict(document)
    assert answer.to_dict() == document == json.loads(answer.to_json())
    assert PostGenerateV1ChatCompletions200Response.from_json(json.dumps(document)) == answer
    assert answer.additional_properties == {"brand_new": {"a": [1]}}
    assert answer.brand_new == {"a": [1]}
    assert "chat.completion" in answer.to_str()


def test_none_stays_none():
    """`from_dict(None)` is None, as the generator has it."""
    assert GetAccountBalance200Response.from_dict(None) is None


def test_models_are_made_by_keyword_in_either_spelling():
    """Both the attribute's name and the wire's serve, with times as such or as text."""
    when = dt.datetime(2026, 2, 8, tzinfo=dt.UTC)
    by_attribute = GetAccountProfile200Response(github_username="moss", next_reset_at=when)
    by_wire = GetAccountProfile200Response(githubUsername="moss", nextResetAt="2026-02-08T00:00:00+00:00")
    assert by_attribute == by_wire
    assert by_attribute.next_reset_at == when
    assert by_attribute.to_dict()["githubUsername"] == "moss"


def test_fields_may_be_changed():
    """An assignment shows in `to_dict`; an unknown name is refused with the known ones."""
    balance = GetAccountBalance200Response(balance=1)
    balance.balance = 2
    assert balance.to_dict() == {"balance": 2}
    with pytest.raises(AttributeError, match="it has balance"):
        balance.blance = 3
    with pytest.raises(pollination_sdk.ApiAttributeError, match="it has balance"):
        balance.blance  # noqa: B018 - the reading is what fails


def test_a_model_that_cannot_be_read_says_which():
    """A missing field or a wrong form is an `ApiValueError`, which is a `ValueError`."""
    with pytest.raises(ApiValueError, match=r"GetAccountBalance200Response.*balance"):
        GetAccountBalance200Response()
    with pytest.raises(ValueError, match="PostGenerateV1ChatCompletions200Response"):
        PostGenerateV1ChatCompletions200Response.from_dict({"choices": 5})


def test_models_copy_pickle_and_show_themselves():
    """Copies are equal and apart; the repr names every field, unknown ones too."""
    model = GetGenerateImageModels200ResponseInner.from_dict({"name": "flux", "pricing": {"currency": "p", "x": 1}})
    for other in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert other == model
        other.name = "other"
        assert model.name == "flux"
    assert repr(model).startswith("GetGenerateImageModels200ResponseInner(name='flux', aliases=None, pricing=Model")
    assert "x=1" in repr(model)


def test_a_request_holds_what_it_is_given():
    """A request without arguments is an empty conversation; None and what is not given are not sent."""
    assert PostGenerateV1ChatCompletionsRequest().to_dict() == {"messages": []}
    request = PostGenerateV1ChatCompletionsRequest(messages=[{"role": "user", "content": "hi"}], temperature=None)
    request.parallel_tool_calls = False
    request.model = "openai"
    assert request.temperature is None
    request.model = None
    assert request.to_dict() == {
        "messages": [{"role": "user", "content": "hi"}],
        "parallel_tool_calls": False,
    }
    assert PostGenerateV1ChatCompletionsRequest.from_json(request.to_json()) == request
    assert copy.deepcopy(request) == request
    with pytest.raises(AttributeError, match="temprature"):
        request.temprature = 1


def test_a_returned_message_is_taken_back():
    """A conversation goes on with the message that the model returned."""
    with (
        Sandbox() as sandbox,
        pollination_sdk.ApiClient(pollination_sdk.Configuration(sandbox.url, access_token=sandbox.key)) as client,
    ):
        api = pollination_sdk.GenPollinationsAiApi(client)
        messages = [{"role": "user", "content": "one"}]
        first = api.post_generate_v1_chat_completions(PostGenerateV1ChatCompletionsRequest(messages=messages))
        messages += [first.choices[0].message, {"role": "user", "content": "two"}]
        request = PostGenerateV1ChatCompletionsRequest(messages=messages, seed=3, brand_new=1)
        second = api.post_generate_v1_chat_completions(request)
        sent = sandbox.requests[-1].json()
    assert second.choices[0].message.content == "openai heard: two"
    assert sent["messages"][1] == {"role": "assistant", "content": "openai heard: one"}
    assert (sent["seed"], sent["brand_new"]) == (3, 1)
