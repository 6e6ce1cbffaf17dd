"""`to_jsonable`, `to_dict` and `to_json`: answers as JSON."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pollination_sdk import to_jsonable
from pollination_sdk.errors import ArgumentError, PollinationsError

METHODS = ["models", "text_models", "image_models", "model_status", "balance", "profile", "key", "usage", "daily_usage"]


@pytest.mark.parametrize("method", METHODS)
def test_each_answer_is_json(client, sandbox, method):
    """What arrived is what `json.dumps` writes, for a model, a list of models, and an `Answer` of `detailed`."""
    client.text("something to show in usage")
    value = getattr(client, method)()
    answer = getattr(client.detailed, method)()
    arrived = json.loads(answer.response.content)
    assert to_jsonable(value) == json.loads(json.dumps(value, default=to_jsonable)) == arrived
    written = json.loads(json.dumps(answer, default=to_jsonable))
    assert written == to_jsonable(answer) == answer.to_dict() == json.loads(answer.to_json())
    assert (written["value"], written["status"]) == (arrived, 200)
    assert "response" not in written


def test_a_chat_is_json(client):
    """A completion, its message and its usage are JSON by themselves and inside other values."""
    answer = client.chat("hi")
    memory = {"said": (answer.choices[0].message,), "usage": answer.usage, "at": [answer]}
    written = json.loads(json.dumps(memory, default=to_jsonable))
    assert written == to_jsonable(memory)
    assert written["said"][0]["content"] == "openai heard: hi"
    assert written["at"] == [answer.to_dict()]


def test_dates_and_times_are_iso_text():
    """Dates and times become text in ISO 8601; JSON values stay as they are."""
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    values = {"at": moment, "on": date(2026, 3, 1), "none": None, "yes": True, "pi": 3.14, "list": (1, "a")}
    expected = {"at": "2026-03-01T12:30:00+00:00", "on": "2026-03-01", "none": None, "yes": True, "pi": 3.14}
    assert to_jsonable(values) == {**expected, "list": [1, "a"]}


def test_the_media_of_an_answer_is_described(client):
    """It becomes its type and size, and its URL if it has one; the bytes are left out."""
    answer = client.detailed.image("a fox", width=16, height=8)
    described = json.loads(answer.to_json())["value"]
    size = {"width": 16, "height": 8, "size": len(answer.value)}
    assert described == {"media_type": "image/jpeg", **size, **({"url": answer.value.url} if answer.value.url else {})}
    assert to_jsonable([answer])[0]["value"] == described


def test_media_in_a_message_are_not_lost(client):
    """A message with a `Media`, a path or bytes is refused with the text to keep instead, which can be sent again."""
    media = client.image("a fox", width=16, height=8)
    for file, advice in (
        (media, r"media\.data_uri\(\)"),
        (Path("fox.jpg"), r"Media\.open\(path\)"),
        (b"?", r"Media\("),
    ):
        memory = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": file}}]}]
        for convert in (to_jsonable, lambda memory: json.dumps(memory, default=to_jsonable)):
            with pytest.raises(ArgumentError, match=advice):
                convert(memory)
    memory = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": media.data_uri()}}]}]
    assert client.chat(json.loads(json.dumps(memory, default=to_jsonable))).choices


@pytest.mark.parametrize(("value", "hint"), [(object(), "not object"), (iter([]), "collect"), (b"bytes", "not bytes")])
def test_what_has_no_form_in_json_is_refused(value, hint):
    """Anything else is an error of the package, and a `TypeError`, as `json` raises it."""
    with pytest.raises(ArgumentError, match=hint) as caught:
        json.dumps([value], default=to_jsonable)
    assert isinstance(caught.value, PollinationsError)
    assert isinstance(caught.value, TypeError)
