"""The models of answers: None for what is missing, real types, and the very JSON that arrived."""

import copy
import datetime as dt
import json
import pickle
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.strategies import CONTRACT, of_component
from tests.examples import AT_NIGHT, each
from tools.regenerate.answers import answers

from pollination_sdk import types
from pollination_sdk._responses.decode import decode
from pollination_sdk.sandbox import Fault

SCHEMAS = CONTRACT["components"]["schemas"]
MODELS = sorted(name for name in answers(CONTRACT) if SCHEMAS[name].get("type") == "object")
ODD = [None, "", "soon", "2026-02-28", "2026-02-28 23:59:59", "2026-02-28T23:59:59.5+02:00", 0, -1, 1e300, True]
ANSWERS = 10
"""How many answers are made of one that Hypothesis draws, which takes most of the time."""
EXAMPLES = settings.default.max_examples * (20 if AT_NIGHT else 8) // (ANSWERS * len(MODELS)) + 1
"""For each model; in the gate, whose profile says 100, all models together get 800 answers, and at night 40,000."""
UTC = dt.UTC


@st.composite
def answers_of(draw, name):
    """Draw an answer of a component, and make others of it: some fields are missing, null, or no time or number."""
    whole = draw(of_component(name))
    random = Random(draw(st.integers(0, 2**32)))  # noqa: S311 - draws of its own take as long as the answer's
    return [whole, *(changed(whole, SCHEMAS[name].get("properties", {}), random) for _ in range(ANSWERS - 1))]


def changed(whole, properties, random):
    """Return an answer without up to two of its fields, of which up to two others are null or odd."""
    left_out = random.sample(sorted(whole), min(len(whole), random.randint(0, 2)))
    value = {field: one for field, one in whole.items() if field not in left_out}
    for field in random.sample(sorted(properties), min(len(properties), random.randint(0, 2))):
        if "const" not in properties[field]:
            value[field] = random.choice(ODD) if "x-read-as" in properties[field] else None
    return value


@pytest.mark.parametrize("name", MODELS)
def test_an_answer_is_written_as_it_arrived(name):
    """JSON in is `to_dict()` out, also that of a copy and of a pickle."""
    model = getattr(types, name)
    labels = [field for field, schema in SCHEMAS[name].get("properties", {}).items() if "const" in schema]

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(answers_of(name))
    def check(values):
        for value in values:
            if value.keys() >= set(labels):  # the reader tells parts of a message apart by them
                arrives(model, value)

    check()


def arrives(model, value):
    """Check that a model gives back the very JSON that it read."""
    before = json.dumps(value)
    read = model.from_dict(value)
    assert json.dumps(read.to_dict(), sort_keys=True) == json.dumps(value, sort_keys=True)
    assert json.loads(read.to_json()) == json.loads(before)
    assert {field for field in {*value, *model.attribute_names} if field in read} == set(value)
    assert {field: read.raw(field) for field in value} == value
    for other in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert other == read
        assert other.to_dict() == value
    assert "UNSET" not in repr(read)


@each("name", MODELS)
def test_what_is_missing_is_none_or_an_empty_list(name):
    """An empty object has None for each value, an empty list for each array, and gives back nothing."""
    model = getattr(types, name)
    if any("const" in schema for schema in SCHEMAS[name].get("properties", {}).values()):
        return  # the reader tells parts of a message apart by their type
    empty = model.from_dict({})
    for field, attribute in model.attribute_names.items():
        value = getattr(empty, attribute)
        if field in model.required_fields:
            assert value is None or not (value.to_dict() if hasattr(value, "to_dict") else value)
        else:
            assert value in (None, [])
        assert field not in empty
        with pytest.raises(KeyError, match=field):
            empty[field]
    assert empty.to_dict() == {}


def test_a_returned_message_goes_back_as_it_came(client, sandbox):
    """A message of an answer is sent again without null and []."""
    message = client.chat("hi").choices[0].message
    assert message.tool_calls == []
    assert message.audio is None
    client.chat([{"role": "user", "content": "hi"}, message, {"role": "user", "content": "again"}])
    assert sandbox.requests[-1].json()["messages"][1] == {"role": "assistant", "content": "openai heard: hi"}


def test_what_is_changed_is_sent():
    """A changed attribute shows in `to_dict`, a list that was missing too; `del` takes a field out."""
    message = types.ChatCompletionMessage.from_dict({"role": "assistant", "content": None, "tool_calls": None})
    assert message.to_dict() == {"role": "assistant", "content": None, "tool_calls": None}
    message.content = "hi"
    message.tool_calls.append(types.ToolCall(id="1", type_="function", function=types.FunctionCall("f", "{}")))
    message["extra"] = 1
    del message["role"]
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    assert message.to_dict() == {"content": "hi", "tool_calls": [call], "extra": 1}
    assert "role" not in message
    assert message.role is None


def test_what_is_made_by_hand_has_what_it_is_given():
    """Keywords that are not given are not sent."""
    part = types.TextContentPart(type_="text", text="")
    assert part.to_dict() == {"type": "text", "text": ""}
    assert "cache_control" not in part
    made = dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)
    assert types.ListedModel(id="m", created=made).to_dict() == {"id": "m", "created": 1772323199}


TIMES = [
    ("2026-02-28 23:59:59", dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)),
    ("2026-02-28T23:59:59.500Z", dt.datetime(2026, 2, 28, 23, 59, 59, 500_000, tzinfo=UTC)),
    ("2026-02-28T23:59:59+02:00", dt.datetime(2026, 2, 28, 21, 59, 59, tzinfo=UTC)),
    ("2026-02-28T23:59+00", dt.datetime(2026, 2, 28, 23, 59, tzinfo=UTC)),
    ("2026-02-28", dt.datetime(2026, 2, 28, tzinfo=UTC)),
    ("2026-02-28 23:59:61", None),
    ("yesterday", None),
    (7, None),
]


@each(("written", "read"), TIMES)
def test_times_are_aware(written, read):
    """A time is read from any ISO 8601 text, in UTC; what is none is None, and its text is kept."""
    key = types.AccountKey.from_dict({"valid": True, "expiresAt": written})
    assert key.expires_at == read
    assert read is None or key.expires_at.utcoffset() == dt.timedelta(0)
    assert key.to_dict() == {"valid": True, "expiresAt": written}


@each("written", ["soon", "7", [], [1], {"at": 1}, 1e300, -1e300])
def test_a_created_that_is_no_time_loses_no_answer(written):
    """A paid answer is read whatever its time is; what is none is None, and stays as it came."""
    for model in (types.ChatCompletion, types.ChatCompletionChunk, types.ImageGenerationAnswer):
        answer = decode(model, {"id": "1", "choices": [], "created": written, "data": []})
        assert answer.created is None
        assert answer.raw("created") == written


def test_zero_in_place_of_null_is_sent():
    """A number that is set to 0 where null or nothing arrived is 0 in `to_dict`."""
    full = dict.fromkeys(types.ModelPricing.attribute_names)
    for fields in (full, {"promptTextTokens": None}, {}):
        pricing = types.ModelPricing.from_dict(fields)
        pricing.prompt_text_tokens = 0.0
        assert pricing.to_dict() == {**fields, "promptTextTokens": 0.0}


def test_dates_are_dates():
    """The day of daily usage is a date."""
    assert types.DailyUsageRecord.from_dict({"date": "2026-02-28"}).date == dt.date(2026, 2, 28)


def test_prices_are_attributes(client, sandbox):
    """A price is a number of pollen, written as text or not; usage records and headers spell the units alike."""
    sandbox.queue(
        Fault.set_field("/0/pricing", {"promptTextTokens": "0.0000002", "completionTextTokens": 1, "new": "2"})
    )
    pricing = client.text_models()[0].pricing
    assert (pricing.prompt_text_tokens, pricing.completion_text_tokens) == (0.0000002, 1.0)
    assert (pricing.prompt_cached_tokens, pricing["new"]) == (None, "2")
    assert pricing.to_dict() == {"promptTextTokens": "0.0000002", "completionTextTokens": 1, "new": "2"}
    assert client.detailed.text("hi").usage.keys() <= {*types.ModelPricing.attribute_names.values()}
    record = types.UsageRecord.from_dict({"timestamp": "2026-02-28 23:59:59", "input_text_tokens": 3})
    assert record.prompt_text_tokens == record.input_text_tokens == record["input_text_tokens"] == 3


def test_ids_and_deltas_are_always_there():
    """A piece of a stream without its choices, its delta or its id is read, with empty ones."""
    chunk = types.ChatCompletionChunk.from_dict({"choices": [{}]})
    assert (chunk.id, chunk.choices[0].index, chunk.choices[0].delta.content) == ("", 0, None)
    assert types.ChatCompletionChunk.from_dict({}).choices == []
    assert chunk.to_dict() == {"choices": [{}]}


def test_one_of_several_models_is_told_by_its_required_fields():
    """The details of an error are those of a validation only if they have its fields."""
    plain = types.ErrorReason.from_dict({"details": {"name": "Error"}})
    assert type(plain.details) is types.ErrorDetails
    form = types.ErrorReason.from_dict({"details": {"name": "Error", "formErrors": [], "fieldErrors": {"a": ["b"]}}})
    assert type(form.details) is types.ValidationErrorDetails
