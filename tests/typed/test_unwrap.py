"""Text around one JSON value is taken off before a repair is paid."""

import json
import time

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
        f'So {{"name": "Bo"}}? No.\n</think>\n{ADA}',
        f"```json\n{ADA}  \n  ```",
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
        ("Either [1] or [2].", "holds 2 JSON values"),
        ('{"name": "Bo", "friends": [{"name": "Cy"}', "is not JSON"),
        ('[{"name": "Bo"}, {"name": "Cy"', "is not JSON"),
        ('Two: {"name": "Bo"} and {"name": "Cy"', "is not JSON"),
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


POINTS = '[{"x": 1}, {"x": 2}]'


@pytest.mark.parametrize(
    "text", [POINTS, f'{{"value": {POINTS}}}', f'Here: {{"value": {POINTS}}}', f"Here: {POINTS} ok"]
)
def test_a_wrapped_value_may_come_without_its_object(shared, text):
    """A list travels in an object; a model that leaves it out is understood, with text around it, too."""
    client, sandbox = shared
    sandbox.reply(text)
    assert client.parse("Where?", list[Point], repair=0) == [Point(1), Point(2)]


def test_a_dict_with_the_key_of_the_wrapper_is_itself(shared):
    """What is an object is not wrapped, so `value` is a key like any other."""
    client, sandbox = shared
    sandbox.reply(json={"value": 3})
    assert client.parse("What?", dict[str, int]) == {"value": 3}


def test_half_of_a_character_is_sent_back_escaped(shared_strict):
    """A model may write it in a text or in a key. No request can hold it, so the repair has its number."""
    client, back_end = shared_strict
    for kind, text in ((Person, "\ud800 Ada"), (dict[str, int], '{"\\ud800": "x"}')):
        back_end.reply(text)
        back_end.reply(ADA if kind is Person else "{}")
        assert client.parse("Who is it?", kind) in (Person("Ada"), {})
        assert "\\ud800" in json.dumps(back_end.bodies[-1]["messages"][1:])


@pytest.mark.parametrize(
    "text",
    [
        "[{ " * 100_000,
        "```json\n{" + " " * 300_000,
        "```json\n{" + "\n" * 300_000,
        "<think>" * 40_000,
        "```a\n" * 60_000,
    ],
    ids=["brackets", "blanks", "lines", "thoughts", "fences"],
)
def test_a_model_that_repeats_itself_takes_little_time(shared, text):
    """A text without a value is given up soon; blanks in a fence took minutes."""
    client, sandbox = shared
    sandbox.reply(text)
    began = time.perf_counter()
    with pytest.raises(errors.AnswerFormatError, match="is not JSON"):
        client.parse("Who is it?", Person, repair=0)
    assert time.perf_counter() - began < 10
