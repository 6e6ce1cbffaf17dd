"""Text around one JSON value is taken off before a repair is paid."""

import json

import pytest
from tests.typed.people import Person, Point

from pollination_sdk import errors

ADA = json.dumps({"name": "Ada"})


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{ADA}\n```",
        f"```\n{ADA}\n```\n",
        f"```JSON\r\n{ADA}\r\n```",
        f"\ufeff{ADA}",
        f"\ufeff```json\n\ufeff{ADA}```",
        f"Here is the person:\n{ADA}\nAsk me for more!",
        f"Sure (see [1]):\n\n```json\n{ADA}\n```\nThat {{is}} all.",
        f'<think>A {{name}}, so {{}} or {{"name": "Bo"}}?</think>{ADA}',
        f"A {{ brace, then {ADA}",
        f"{ADA} [1]",
        json.dumps({"name": "Ada"}, indent=4),
    ],
)
def test_what_is_around_one_value_costs_no_repair(shared, text):
    """The complaint: fences and a polite sentence are paid for a second time."""
    client, sandbox = shared
    before = sandbox.billed
    sandbox.reply(text)
    assert client.parse("Who is it?", Person) == Person("Ada")
    assert sandbox.billed - before == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{ADA} or {ADA}", "holds 2 JSON values"),
        (f"```json\n{ADA}\n```\nor\n```json\n{ADA}\n```", "holds 2 JSON values"),
        ("Ada", "is not JSON"),
        ('{"name": "Ada"', "is not JSON"),
        ('{"name": NaN}', "is not JSON"),
        ("[" * 5000, "is not JSON"),
        ('{"a":' * 5000, "is not JSON"),
        ("{'name': 'Ada'}", "is not JSON"),
    ],
)
def test_what_is_not_one_value_is_repaired(shared, text, message):
    """Nothing is guessed: the model is asked for the one value."""
    client, sandbox = shared
    sandbox.reply(text)
    sandbox.reply(ADA)
    assert client.parse("Who is it?", Person) == Person("Ada")
    assert message in sandbox.requests[-1].json()["messages"][-1]["content"]


@pytest.mark.parametrize("text", ['[{"x": 1}]', '{"value": [{"x": 1}]}', 'Here: {"value": [{"x": 1}]}'])
def test_a_wrapped_value_may_come_without_its_object(shared, text):
    """A list travels in an object; a model that leaves it out is understood."""
    client, sandbox = shared
    sandbox.reply(text)
    assert client.parse("Where?", list[Point]) == [Point(1)]


def test_a_dict_with_the_key_of_the_wrapper_is_itself(shared):
    """What is an object is not wrapped, so `value` is a key like any other."""
    client, sandbox = shared
    sandbox.reply(json={"value": 3})
    assert client.parse("What?", dict[str, int]) == {"value": 3}


def test_many_brackets_take_little_time(shared):
    """A text of brackets is given up soon."""
    client, sandbox = shared
    sandbox.reply("[{ " * 100_000)
    with pytest.raises(errors.AnswerFormatError, match="is not JSON"):
        client.parse("Who is it?", Person, repair=0)
