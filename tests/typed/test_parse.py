"""`parse`: what is repaired and what is not, what it costs, and what its errors hold."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any, TypedDict

import pydantic
import pytest
from tests.typed.people import Cat, Dog, Line, Order, Pages, Patch, Person, Point

from pollination_sdk import errors

ADA = {"name": "Ada", "age": 36}
WRONG = {"name": "Ada", "age": "old"}


class Unknown(TypedDict):
    place: "Nowhere"  # noqa: F821 - nobody defines it


class Callback(pydantic.BaseModel):
    call: Callable[[], int]


def messages_of(request):
    """Return the messages of a request to the sandbox."""
    return request.json()["messages"]


def test_an_answer_that_does_not_fit_is_repaired_once(client, sandbox):
    """The repair turn holds the answer, the path and the schema; usage, cost and attempts are those of both."""
    sandbox.reply(json=WRONG)
    sandbox.reply(json=ADA)
    client.text_models()
    found = client.detailed.parse("Who is it?", Person, seed=7)
    assert found.value == Person("Ada", 36)
    first, second = (one for one in sandbox.requests if one.method == "POST")
    said, repair = messages_of(second)[1:]
    assert messages_of(second)[:1] == messages_of(first)
    assert (said["role"], json.loads(said["content"])) == ("assistant", WRONG)
    assert "At $.age: Expected `int`, got `str`" in repair["content"]
    assert '"additionalProperties": false' in repair["content"]
    assert (found.attempts, sandbox.billed, found.seed) == (2, 2, 7)
    assert found.usage["completion_text_tokens"] > 20
    assert found.cost.pollen == pytest.approx(sum(row.cost_usd for row in client.usage().usage))


def test_repairs_end(client, sandbox):
    """The complaint: repairs without end, and hidden tokens. One by default; the error has what all attempts cost."""
    sandbox.reply(json=WRONG, times=9)
    client.text_models()
    with pytest.raises(errors.AnswerFormatError, match=r"does not fit Person at \$\.age") as caught:
        client.parse("Who is it?", Person)
    error = caught.value
    assert isinstance(error, errors.UnexpectedResponseError)
    assert (error.path, json.loads(error.text), error.attempts, sandbox.billed) == ("$.age", WRONG, 2, 2)
    assert error.usage["completion_text_tokens"] > 0
    assert error.cost == pytest.approx(sum(row.cost_usd for row in client.usage().usage))
    assert error.request_id == error.response.headers["x-request-id"]


@pytest.mark.parametrize(("repair", "attempts"), [(0, 1), (1, 2), (3, 4)])
def test_repair_says_how_often(client, sandbox, repair, attempts):
    """Each repair starts from the conversation and the last answer alone."""
    sandbox.reply(json=WRONG, times=9)
    with pytest.raises(errors.AnswerFormatError):
        client.parse("Who is it?", Person, repair=repair)
    assert sandbox.billed == attempts
    assert [len(messages_of(one)) for one in sandbox.requests] == [1, *[3] * repair]


def test_the_error_can_be_copied_and_pickled(client, sandbox):
    """All that it holds stays, as of any error."""
    sandbox.reply(json=WRONG)
    with pytest.raises(errors.AnswerFormatError) as caught:
        client.parse("Who is it?", Person, repair=0)
    for twin in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert twin == caught.value
        assert (twin.path, twin.text, twin.usage) == (caught.value.path, caught.value.text, caught.value.usage)


def test_an_answer_that_was_cut_off_is_not_paid_twice(client, sandbox):
    """`length` raises at once: a repair would be cut off as well."""
    with pytest.raises(errors.AnswerFormatError, match="raise max_tokens=") as caught:
        client.parse("Who is it?", Person, max_tokens=3)
    assert (sandbox.billed, caught.value.path, caught.value.attempts) == (1, "$", 1)
    assert caught.value.text.startswith("{")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ({"text": '{"name": "A', "finish_reason": "content_filter"}, "content filter"),
        ({"text": '{"name": "Ada"}', "finish_reason": "length"}, "cut off"),
        ({"refusal": "I cannot help with that."}, "refuses to answer: I cannot help"),
        ({"text": ""}, "is empty"),
        (
            {"tool_calls": [{"id": "1", "type": "function", "function": {"name": "look", "arguments": "{}"}}]},
            r"calls look in place of an answer: use run_tools\(\)",
        ),
    ],
)
def test_what_a_repair_cannot_mend_raises_at_once(strict_client, back_end, reply, message):
    """A content filter, a refusal, an empty answer and the call of a tool are no errors of shape."""
    back_end.reply(**reply)
    with pytest.raises(errors.AnswerFormatError, match=message) as caught:
        strict_client.parse("Who is it?", Person)
    assert len(back_end.bodies) == caught.value.attempts == 1
    assert caught.value.usage["total_tokens"] == 15


@pytest.mark.parametrize(
    ("kind", "answer", "path", "message"),
    [
        (Person, {"name": 1}, "$.name", "Expected `str`, got `int`"),
        (Person, {}, "$", "missing required field `name`"),
        (Person, [], "$", "Expected an object, got `array`"),
        (Person, {"name": "a", "friends": [{"name": "b"}, {"name": None}]}, "$.friends[1].name", "got `null`"),
        (list[Point], [{"x": 1}, {"x": "1"}], "$.value[1].x", "Expected `int`, got `str`"),
        (dict[str, list[int]], {"a": [1, True]}, "$.a[1]", "Expected `int`, got `bool`"),
        (dict[int, int], {"a": 1}, "$.a", "as the key"),
        (tuple[int, str], [1], "$.value", "an array of 2 values"),
        (Order, {"day": "soon"}, "$.day", "valid date"),
        (Order, {"day": "2026-01-02", "lines": [{"articleName": 7}]}, "$.lines[0].articleName", "valid string"),
        (list[Line], [{"name": "moss"}], "$.value[0].articleName", "Field required"),
        (Person | int, {"name": 1}, "$.value.name", "Expected `str`"),
        (Pages, {"items": ["a"]}, "$.items[0]", "Expected `int`"),
        (Patch, {"size": 0}, "$.size", "Expected `int` >= 1"),
        (Dog, {"type": "dog", "name": "Rex", "age": 3}, "$", "unknown field `age`"),
        (Cat, {"type": "dog", "livesLeft": 9}, "$.type", 'Expected one of "cat", got "dog"'),
        (set[Any], [[1]], "$.value", "unhashable"),
        (
            {"type": "object", "properties": {"a": {"items": {"type": "integer"}, "type": "array"}}},
            {"a": [1, "b"]},
            "$.a[1]",
            "is not of type 'integer'",
        ),
    ],
)
def test_the_error_names_the_place(shared, kind, answer, path, message):
    """The path leads to the value that does not fit, also through pydantic and a JSON Schema."""
    client, sandbox = shared
    sandbox.reply(json=answer)
    with pytest.raises(errors.AnswerFormatError, match=message) as caught:
        client.parse("Who is it?", kind, repair=0)
    assert caught.value.path == path


def test_checks_of_a_class_are_repaired(client, sandbox):
    """What `__post_init__`, a validator or a constraint refuses is said to the model."""
    import dataclasses  # noqa: PLC0415 - the class is made here

    def refuse_minors(self):
        if self.age < 18:
            raise ValueError("age must be 18 or more")

    adult = dataclasses.make_dataclass("Adult", [("age", int)], namespace={"__post_init__": refuse_minors})
    sandbox.reply(json={"age": 7})
    sandbox.reply(json={"age": 36})
    assert client.parse("Who is it?", adult).age == 36
    assert "age must be 18 or more" in messages_of(sandbox.requests[-1])[-1]["content"]


# -- money --


def test_each_attempt_counts_for_a_spend_limit(client, sandbox):
    """What the attempts were billed is what the limit has spent."""
    limited = client.flavour.client_class(sandbox.key, base_url=sandbox.url, spend_limit=1.0)
    sandbox.reply(json=WRONG)
    sandbox.reply(json=ADA)
    found = client.flavour.wait(limited.detailed.parse("Who is it?", Person, max_tokens=100))
    billed = sum(row.cost_usd for row in client.usage().usage)
    assert limited.spent == pytest.approx(billed) == pytest.approx(found.cost.pollen)
    client.flavour.close(limited)


def test_a_limit_may_stop_a_repair(client, sandbox):
    """The first attempt is paid: the error of the limit has its text."""
    estimate = client.estimate.parse("Who is it?", Person, max_tokens=100, repair=0)
    limited = client.flavour.client_class(sandbox.key, base_url=sandbox.url, spend_limit=estimate.high * 1.05)
    sandbox.reply(json=WRONG, times=2)
    with pytest.raises(errors.SpendLimitError, match=r"error\.partial is that answer's text") as caught:
        client.flavour.wait(limited.parse("Who is it?", Person, max_tokens=100))
    assert json.loads(caught.value.partial) == WRONG
    assert sandbox.billed == 1
    client.flavour.close(limited)


def test_a_failed_repair_keeps_the_first_answer(strict_client, back_end):
    """An error of the service in the repair has the text that was paid before it."""
    back_end.reply(json.dumps(WRONG))
    back_end.fail(402, "Insufficient balance")
    with pytest.raises(errors.PaymentRequiredError, match="This was a repair") as caught:
        strict_client.parse("Who is it?", Person)
    assert json.loads(caught.value.partial) == WRONG


def test_an_error_before_any_answer_has_no_text(strict_client, back_end):
    """Nothing came before, so nothing is said of a repair."""
    back_end.fail(402, "Insufficient balance")
    with pytest.raises(errors.PaymentRequiredError) as caught:
        strict_client.parse("Who is it?", Person)
    assert (caught.value.partial, "repair" in str(caught.value)) == (None, False)


def test_all_attempts_share_the_time_limit(strict_client, back_end):
    """`timeout=` holds for the whole call, so a repair that hangs ends in time."""
    back_end.reply(json.dumps(WRONG))
    back_end.hang()
    with pytest.raises(errors.PollinationsError) as caught:
        strict_client.parse("Who is it?", Person, timeout=0.5)
    assert isinstance(caught.value, (errors.APITimeoutError, errors.OutcomeUnknownError))
    assert json.loads(caught.value.partial) == WRONG


def test_an_estimate_counts_the_repairs(client):
    """The likely cost is that of one request; the high one has each repair, whose prompt is longer."""
    once, twice, chat = (
        client.estimate.parse("Who is it?", Person, repair=0),
        client.estimate.parse("Who is it?", Person),
        client.estimate.chat("Who is it?"),
    )
    assert twice.likely == once.likely >= chat.likely
    assert twice.high == pytest.approx(3 * once.high)
    assert "includes repair=1" in twice.note


# -- what is no type, and where types belong --


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("Person", "not 'Person'"),
        ([Person], "A type is a class such as Person"),
        (3, "A type is a class"),
        (object(), "has no JSON Schema"),
        (complex, "complex has no JSON Schema"),
        (list["Person"], "'Person' has no JSON Schema"),
        (Order(day="2026-01-02"), "is no type that can be read"),
        (Unknown, "annotations of Unknown cannot be read: name 'Nowhere' is not defined"),
        (Callback, "Callback has no JSON Schema"),
        (print, "print has no JSON Schema"),
        ({"type": "objekt"}, "JSON Schema is invalid"),
        ({"type": "json_schema", "json_schema": {}}, "the JSON Schema itself"),
        ({"enum": [object]}, "is not JSON"),
        ({"$ref": "#/$defs/Nobody"}, "refers to '#/\\$defs/Nobody', which it does not hold"),
        ({"items": {"$ref": "https://a.example/schema.json"}}, "which it does not hold"),
    ],
)
def test_what_is_no_type_is_refused_unsent(shared, kind, message):
    """The message says what a type is."""
    client, sandbox = shared
    before = len(sandbox.requests)
    with pytest.raises(errors.ArgumentError, match=message):
        client.parse("Who is it?", kind)
    assert len(sandbox.requests) == before


@pytest.mark.parametrize("kind", [Person, list[Person], Person | None, Order])
@pytest.mark.parametrize("method", ["chat", "stream_chat"])
def test_a_chat_with_a_type_points_to_parse(client, method, kind):
    """The complaint: `response_format=Person` is what other clients take."""
    with pytest.raises(errors.ArgumentError, match=r"use parse\(messages, Person\)"):
        getattr(client, method)("Who is it?", response_format=kind)


@pytest.mark.parametrize(
    ("method", "options", "message"),
    [
        ("chat", {"response_model": Person}, r"parse\(\) takes a type"),
        ("parse", {"response_format": Person, "answer_type": Person}, "answer_type= takes the type"),
        ("parse", {"response_model": Person, "answer_type": Person}, "answer_type= takes it"),
        ("parse", {}, "'answer_type'; give it as the second argument"),
        ("parse", {"answer_type": Person, "repair": 11}, "from 0 to 10"),
        ("parse", {"answer_type": Person, "repair": -1}, "from 0 to 10"),
    ],
)
def test_names_of_other_clients_are_explained(client, sandbox, method, options, message):
    """The clients instructor and openai call it otherwise."""
    with pytest.raises(errors.ArgumentError, match=message):
        getattr(client, method)("Who is it?", **options)
    assert sandbox.requests == []


def test_text_says_that_json_is_text(client):
    """The complaint: `text(json=True)` looks as if it returned a dict."""
    assert "returns the JSON as text" in type(client.target).text.__doc__
