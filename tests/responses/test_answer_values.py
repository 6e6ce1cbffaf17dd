"""Answers as values: copies, pickles, comparison, short representations, and what `help()` says of them."""

import copy
import json
import pickle
import pydoc
from types import SimpleNamespace

import attrs
import pytest
from tests.examples import each

from pollination_sdk import Answer, Pollinations, types

METHODS = [
    "chat",
    "models",
    "text_models",
    "model",
    "model_status",
    "balance",
    "profile",
    "key",
    "usage",
    "daily_usage",
]
ARGUMENTS = {"chat": ["hi"], "model": ["openai"]}
MODELS = sorted(name for name in types.__all__ if hasattr(getattr(types, name), "attribute_names"))
SECRETS = {
    "CreatedKey": {"key": "sk_secret", "id": "k1", "name": "mine"},
    "AccessToken": {"access_token": "sk_secret", "token_type": "bearer"},
    "DeviceCode": {"device_code": "sk_secret", "user_code": "ABCD"},
}


@pytest.fixture
def client(sandbox):
    """Give a client that has made a call, so that there is usage."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as one:
        one.text("hi")
        yield one


@pytest.mark.parametrize("method", METHODS)
def test_answers_are_values(client, method):
    """A copy, a deep copy and a pickle are equal to the answer and hold the same JSON; a change makes them differ."""
    answer = getattr(client.detailed, method)(*ARGUMENTS.get(method, []))
    for other in (copy.copy(answer), copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert (other, other.value, type(other.value)) == (answer, answer.value, type(answer.value))
        assert other.to_dict() == answer.to_dict()
    changed = copy.deepcopy(answer.value)
    (changed[0] if isinstance(changed, list) else changed)["new"] = 1
    assert changed != answer.value


def test_the_content_is_that_of_the_response(client):
    """`content` has the body as it came, before and after the response is copied; a pickle has neither."""
    answer = client.detailed.chat("hi")
    content = answer.content
    assert json.loads(content)["choices"] == answer.value.to_dict()["choices"]
    assert answer.response.content == content == answer.content
    assert pickle.loads(pickle.dumps(answer)).content == b""


def test_the_content_hides_the_key(client, sandbox):
    """A body that quotes the key has stars in its place, with and without a copy of the response."""
    answer = client.detailed.chat(f"my key is {sandbox.key}")
    assert sandbox.key in answer.value.text
    assert b"my key is ***" in answer.content
    assert b"my key is ***" in answer.response.content


def test_an_error_inside_a_property_is_its_own(client):
    """An attribute that a value lacks is named as that of the value, not as one of the answer."""
    odd = attrs.evolve(client.detailed.balance(), value=SimpleNamespace(choices=[]))
    with pytest.raises(AttributeError, match=r"'types\.SimpleNamespace' object has no attribute 'to_dict'"):
        odd.empty  # noqa: B018 - it raises
    with pytest.raises(AttributeError, match="'Answer' object has no attribute 'header'"):
        odd.header  # noqa: B018 - it raises


REPRESENTATIONS = {
    "chat": "ChatCompletion(text='openai heard: hi', finish_reason='stop', model='openai/gpt-5.4-nano', total_tokens=",
    "models": "ModelList(data=<",
    "usage": "AccountUsage(usage=[UsageRecord(timestamp=20",
    "balance": "AccountBalance(balance=",
    "daily_usage": "AccountDailyUsage(usage=[DailyUsageRecord(date=20",
    "key": "AccountKey(valid=True, type_='secret', name='sandbox', permissions=",
    "profile": "AccountProfile(name='Sandbox User', github_username='sandbox-user', ...)",
}


@pytest.mark.parametrize("method", REPRESENTATIONS)
def test_a_representation_is_short_and_shows_what_matters(client, method):
    """The representation of an answer, and that of its `Answer`, is one short line that begins with what matters."""
    answer = getattr(client.detailed, method)(*ARGUMENTS.get(method, []))
    assert repr(answer.value).startswith(REPRESENTATIONS[method])
    assert len(repr(answer.value)) < 300
    assert repr(answer).startswith(f"Answer(value={REPRESENTATIONS[method]}")
    assert "status=200" in repr(answer)
    assert len(repr(answer)) < 600


def test_records_and_chunks_are_short(client):
    """So are the items of lists and of streams: a record shows its cost, a chunk its piece of text."""
    record = client.usage().usage[0]
    assert repr(record).endswith(f"model={record.model!r}, cost_usd={record.cost_usd!r}, ...)")
    assert max(len(repr(model)) for model in [*client.text_models(), *client.models().data]) < 200
    chunks = list(client.stream_chat("hi"))
    assert repr(chunks[1]) == "ChatCompletionChunk(choices=[ChunkChoice(delta=ChatDelta(content='openai '), ...)], ...)"
    assert max(len(repr(chunk)) for chunk in chunks) < 200


def test_a_long_text_is_cut(client):
    """A representation shows the first part of a long text, and says how many records a list has."""
    answer = client.chat("word " * 100)
    assert repr(answer).startswith("ChatCompletion(text='openai heard: word word")
    assert len(repr(answer)) < 250
    assert len(repr(answer.choices[0])) < 250
    assert f"<{len(client.models().data)} ListedModel>" in repr(client.models())
    assert len(repr(client.detailed.text("word " * 100))) < 500


@pytest.mark.parametrize("name", SECRETS)
def test_a_key_is_not_shown(name):
    """A representation leaves out keys and codes, even if nothing else arrived."""
    fields = SECRETS[name]
    (secret,) = (field for field, value in fields.items() if value == "sk_secret")
    assert "sk_secret" not in repr(getattr(types, name).from_dict(fields))
    assert "sk_secret" not in repr(getattr(types, name).from_dict({secret: "sk_secret"}))


@each("name", ["Answer", *MODELS])
def test_help_lists_each_field(name):
    """`help()` of a model, and of `Answer`, has a line for each of its fields."""
    described = pydoc.render_doc(Answer if name == "Answer" else getattr(types, name), renderer=pydoc.plaintext)
    fields = {field.alias for field in attrs.fields(getattr(types, name))} - {"additional_properties"}
    assert [field for field in fields if f" |      {field}: " not in described] == []


def test_each_field_of_an_answer_is_described():
    """A field of `UsageRecord` is described in the words of the contract."""
    assert " |      cost_usd: What it cost, in pollen in spite of the name." in pydoc.render_doc(
        types.UsageRecord, renderer=pydoc.plaintext
    )
