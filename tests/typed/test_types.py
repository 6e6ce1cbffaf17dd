"""Each kind of type: the value that comes, and the schema that is sent, against the sandbox and a strict back end."""

import json

import pytest
from tests.typed.people import LOOSE, STRICT, Invoice, Person, Point
from tests.typed.strict_rules import broken_rules

KINDS = {**STRICT, **LOOSE}
each_kind = pytest.mark.parametrize(("kind", "answer", "value"), KINDS.values(), ids=KINDS)


def schema_in(request):
    """Return the schema of a request."""
    return request["response_format"]["json_schema"]


def wrapped(schema, answer):
    """Return an answer as the schema asks for it: what is no object is in one."""
    is_wrapped = list(schema["schema"].get("properties", ())) == ["value"]
    return {"value": answer} if is_wrapped else answer


@each_kind
def test_a_value_of_each_kind_comes_from_the_sandbox(shared, kind, answer, value):
    """The complaint: other clients take pydantic alone. The value is of the type, and the answer is billed once."""
    client, sandbox = shared
    before = sandbox.billed
    sandbox.reply(json=answer, times=2)
    found = client.parse("Who is it?", kind)
    assert (found, type(found)) == (value, type(value))
    sent = schema_in(sandbox.requests[-1].json())
    sandbox.clear_replies()
    sandbox.reply(json=wrapped(sent, answer))
    assert client.parse("Who is it?", kind, seed=2) == value
    assert sandbox.billed - before == 2


@pytest.mark.parametrize("kind", [KINDS[name][0] for name in KINDS if name != "everything"])
def test_an_example_of_each_schema_fits(shared, kind):
    """What the sandbox makes up by the schema is a value of the type; it knows no patterns, as of decimals."""
    found = shared[0].parse("Anything", kind)
    if type(kind) is type:
        assert isinstance(found, kind)


def test_an_answer_with_a_value_of_each_kind_is_json(client, sandbox):
    """`to_dict` and `to_json` write the fields of the value, whatever class it is of; bytes are refused, as always."""
    for name, (kind, answer, _) in KINDS.items():
        sandbox.reply(json=answer)
        found = client.detailed.parse(name, kind)
        if name != "bytes":
            assert json.loads(found.to_json()) == json.loads(json.dumps(found.to_dict())), name
    sandbox.reply(json={"name": "Ada", "colour": "blue"})
    written = client.detailed.parse("Who?", Person).to_dict()["value"]
    assert written == {"name": "Ada", "age": None, "friends": [], "colour": "blue"}


@pytest.mark.parametrize(("kind", "answer", "value"), STRICT.values(), ids=STRICT)
def test_strict_back_ends_take_each_schema_with_a_strict_form(shared_strict, kind, answer, value):
    """The complaint: roots that are no objects, optional fields and defaults are refused. None of ours is."""
    client, back_end = shared_strict
    back_end.reply(json.dumps(answer))
    found = client.detailed.parse("Who is it?", kind)
    assert (found.value, found.strict, back_end.refused) == (value, True, [])
    (sent,) = map(schema_in, back_end.bodies)
    assert sent["strict"] is True
    assert broken_rules(sent["schema"]) == []


@pytest.mark.parametrize(("kind", "answer", "value"), LOOSE.values(), ids=LOOSE)
def test_what_strict_mode_cannot_say_is_sent_without_it(shared_strict, kind, answer, value):
    """Open objects and the like fall back by themselves, and `strict` tells."""
    client, back_end = shared_strict
    back_end.reply(json.dumps(answer))
    found = client.detailed.parse("Who is it?", kind)
    assert (found.value, found.strict, back_end.refused) == (value, False, [])
    assert schema_in(back_end.bodies[0])["strict"] is False


def test_strict_can_be_switched_off(strict_client, back_end):
    """`strict=False` sends the schema as it is: a field with a default need not be there."""
    back_end.reply('{"name": "Ada"}')
    found = strict_client.detailed.parse("Who is it?", Person, strict=False)
    assert (found.value, found.strict) == (Person("Ada"), False)
    assert schema_in(back_end.bodies[0])["schema"]["required"] == ["name"]


def test_a_back_end_that_refuses_the_strict_form_gets_the_other(strict_client, back_end):
    """A refusal costs nothing, so the schema is sent once more without the strict form."""
    back_end.refuses_all_schemas = True
    back_end.reply('{"name": "Ada"}')
    found = strict_client.detailed.parse("Who is it?", Person)
    assert (found.value, found.strict, found.attempts) == (Person("Ada"), False, 1)
    assert [schema_in(body)["strict"] for body in back_end.bodies] == [True, False]


def test_a_named_tuple_is_asked_for_as_an_object(client, sandbox):
    """The complaint: the schema of a NamedTuple is an array, whose places models mix up."""
    sandbox.reply(json={"y": 2, "x": 1})
    assert client.parse("Where?", Point) == Point(x=1, y=2)
    assert schema_in(sandbox.requests[-1].json())["schema"]["properties"].keys() == {"x", "y"}


def test_an_attrs_class_is_built_by_its_own_init(client, sandbox):
    """The complaint: msgspec ignores converters, aliases and validators of attrs."""
    sandbox.reply(json={"number": 7, "total": 1.5, "in_currency": "USD"})
    found = client.parse("The invoice", Invoice)
    assert (found._number, found.total, found.points, found.currency) == (7, 150, (), "USD")
    properties = schema_in(sandbox.requests[-1].json())["schema"]["properties"]
    assert properties["total"] == {"type": "number"}, "what the converter takes"
    assert properties.keys() == {"number", "total", "points", "in_currency"}


def test_texts_of_fields_and_classes_are_in_the_schema(client, sandbox):
    """Docstrings and `Annotated` texts describe what is asked for; docstrings that Python writes do not."""
    kind, answer, _ = STRICT["everything"]
    sandbox.reply(json=answer)
    client.parse("All", kind)
    schema = schema_in(sandbox.requests[-1].json())["schema"]
    assert schema["description"] == "A class that holds classes of all other kinds."
    assert schema["properties"]["size"]["description"] == "In metres."
    assert schema["$defs"]["Address"]["properties"]["street"]["description"] == "The street with the number."
    assert "description" not in schema["$defs"]["Page_Person"]
    assert schema["properties"]["cost"]["description"] == "(format: decimal)"


def test_a_name_of_two_classes_is_told_apart(client):
    """Two classes of one name, one of pydantic and one not, have a schema each."""
    import dataclasses  # noqa: PLC0415 - the class is made here

    from tests.typed import people  # noqa: PLC0415 - as above

    line = dataclasses.make_dataclass("Line", [("length", int)])
    both = dataclasses.make_dataclass("Both", [("one", people.Line), ("other", line), ("order", people.Order)])
    found = client.parse("Both", both)
    assert isinstance(found.one, people.Line)
    assert isinstance(found.other, line)
    assert isinstance(found.order, people.Order)


def test_values_come_from_attached_files(client, sandbox, tmp_path):
    """An image is a part of the message, and the answer a value."""
    path = tmp_path / "fox.png"
    path.write_bytes(bytes.fromhex("89504e470d0a1a0a") + bytes(60))
    sandbox.reply(json={"name": "Ada"})
    assert client.parse("Who is it?", Person, attachments=[path], model="openai") == Person("Ada")
    parts = sandbox.requests[-1].json()["messages"][0]["content"]
    assert [part["type"] for part in parts] == ["text", "image_url"]
