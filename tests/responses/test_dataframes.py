"""Frames of records: a column for each field, with its real type, in pandas and polars alike."""

import sys
from datetime import UTC, date, datetime, time, timedelta, timezone

import numpy as np
import pytest
from tests.examples import each

from pollination_sdk import Pollinations, dataframes
from pollination_sdk.errors import ArgumentError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import UsageRecord

MAKERS = {"pandas": dataframes.to_pandas, "polars": dataframes.to_polars}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KINDS = {
    "time": ([NOON, None], "datetime64[us, UTC]", "Datetime(time_unit='us', time_zone='UTC')"),
    "date": ([date(2026, 3, 1), None], "datetime64[us]", "Date"),
    "float": ([0.5, None], "float64", "Float64"),
    "float and integer": ([0.5, 1], "float64", "Float64"),
    "integer": ([1, 2], "int64", "Int64"),
    "integer with gaps": ([1, None], "Int64", "Int64"),
    "boolean": ([True, False], "bool", "Boolean"),
    "boolean with gaps": ([True, None], "boolean", "Boolean"),
    "text": (["a", None], "string", "String"),
    "object": ([{"a": 1}, None], "object", "Struct({'a': Int64})"),
    "list": ([["a"], []], "object", "List(String)"),
    "nothing": ([None, None], "object", "Null"),
    "several types": ([1, "a"], "object", "Object"),
    "an integer that is too large": ([2**70, 1], "object", "Int128"),
}


@pytest.fixture(params=MAKERS)
def make(request):
    """Give each of the two functions in turn."""
    return MAKERS[request.param]


@pytest.fixture
def client(sandbox):
    """Give a client; frames are made of values, so one flavour is enough."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as one:
        yield one


def rows_of(frame):
    """Return the rows of a frame as dicts, with None for what is missing."""
    if hasattr(frame, "to_dicts"):
        return frame.to_dicts()
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_has_the_type_of_its_values(kind):
    """Times, dates, numbers, booleans and text have a type of their own, with gaps too; objects stay dicts."""
    values, in_pandas, in_polars = KINDS[kind]
    records = [{"field": value} for value in values]
    frame, other = dataframes.to_pandas(records), dataframes.to_polars(records)
    assert (str(frame["field"].dtype), str(other["field"].dtype)) == (in_pandas, in_polars)
    assert other["field"].to_list() == values
    midnights = [datetime.combine(value, time()) if type(value) is date else value for value in values]
    assert [row["field"] for row in rows_of(frame)] == midnights


NESTED = {
    "a field that the first lacks": ([{"a": 1}, {"a": 2, "b": 3}], "Struct({'a': Int64, 'b': Int64})"),
    "an empty one first": ([{}, {"b": [{"c": 1}]}, {"b": [{"d": "x"}]}], None),
    "whole numbers first": ([{"a": 1}, {"a": 2.5}], "Struct({'a': Float64})"),
    "lists of whole numbers first": ([[1], [1.5]], "List(Float64)"),
    "another type below": ([[{"a": 1}], [{"a": "x"}]], "Object"),
    "an object and a list": ([{"a": 1}, [1]], "Object"),
    "text and a number": ([[1], ["x"]], "Object"),
}


@each("kind", NESTED)
def test_nothing_inside_a_record_is_lost(kind):
    """All rows decide the type of nested values, not the first: no field is dropped, no number is cut."""
    values, in_polars = NESTED[kind]
    column = dataframes.to_polars([{"field": value} for value in values])["field"]
    assert without_gaps(column.to_list()) == values
    assert in_polars in {None, str(column.dtype)}


def without_gaps(value):
    """Return a nested value without the fields that are None."""
    if isinstance(value, dict):
        return {name: without_gaps(inner) for name, inner in value.items() if inner is not None}
    return [without_gaps(inner) for inner in value] if isinstance(value, list) else value


def test_each_price_is_in_the_frame(client):
    """Models have different prices, and the frame has them all."""
    models = client.models().data
    prices = [without_gaps(row) for row in dataframes.to_polars(models)["pricing"].to_list()]
    assert prices == [model.pricing.to_dict() if model.pricing else None for model in models]


def test_times_are_converted_to_utc(make):
    """Times of another zone, or of none, are in UTC in the frame."""
    paris = timezone(timedelta(hours=1))
    frame = make([{"at": NOON}, {"at": NOON.astimezone(paris)}, {"at": NOON.replace(tzinfo=None)}])
    assert {row["at"] for row in rows_of(frame)} == {NOON}


def test_usage_is_a_frame(client, make):
    """Usage records of a page, of its list and of an iterator make the same frame, with real types."""
    for prompt in ("one", "two words"):
        client.text(prompt)
    page = client.usage()
    frame = make(page)
    assert rows_of(frame) == rows_of(make(page.usage)) == rows_of(make(iter(page.usage)))
    assert rows_of(make(client.iter_usage())) == rows_of(frame)
    assert list(frame["cost_usd"]) == [record.cost_usd for record in page.usage]
    assert [row["timestamp"] for row in rows_of(frame)] == [record.timestamp for record in page.usage]
    types = {name: str(frame[name].dtype).lower() for name in ("timestamp", "model", "cost_usd", "input_text_tokens")}
    assert types["timestamp"] in {"datetime64[us, utc]", "datetime(time_unit='us', time_zone='utc')"}
    assert (types["model"], types["cost_usd"], types["input_text_tokens"]) == ("string", "float64", "int64")


def test_the_types_do_not_depend_on_the_values():
    """A described field has its column and its type where no record has a value, so that frames can be joined."""
    record = UsageRecord.from_dict({"timestamp": "2026-03-01 12:00:00", "cost_usd": 0})
    frame, other = dataframes.to_pandas([record]), dataframes.to_polars([record])
    expected = {"cost_usd": "float64", "input_text_tokens": "Int64", "model": "string", "response_time_ms": "float64"}
    assert {name: str(frame[name].dtype) for name in expected} == expected
    assert (str(other["cost_usd"].dtype), str(other["model"].dtype)) == ("Float64", "String")


def test_undescribed_fields_are_columns(client, sandbox, make):
    """A field that the contract does not know has a column too; records without it have a gap."""
    client.text("one")
    client.text("two")
    sandbox.queue(Fault.set_field("/usage/1/colour", {"name": "red"}))
    rows = rows_of(make(client.usage()))
    assert [row["colour"] for row in rows] == [None, {"name": "red"}]


@pytest.mark.parametrize("method", ["models", "text_models", "image_models", "model_status", "daily_usage"])
def test_each_list_is_a_frame(client, make, method):
    """Every answer that is a list can be a frame, with its nested objects."""
    client.text("something to show in usage")
    value = getattr(client, method)()
    records = value if isinstance(value, list) else getattr(value, "data", None) or value.usage
    frame = make(value)
    assert len(frame) == len(records) > 0
    assert {name for record in records for name in record.to_dict()} <= set(frame.columns)


def test_nested_objects_are_dicts(client):
    """A model inside a record is a dict in the frame."""
    models = client.text_models()
    assert dataframes.to_pandas(models)["pricing"][0] == models[0].pricing.to_dict()


def test_detailed_answers_are_a_frame(client, make):
    """Answers of `detailed` have a column for each of their facts; media are described."""
    answers = [client.detailed.text("hi"), client.detailed.image("a fox", width=8, height=8)]
    rows = rows_of(make(answers))
    assert [row["status"] for row in rows] == [200, 200]
    assert rows[0]["model"] == answers[0].model
    assert rows[1]["elapsed"] == answers[1].elapsed
    assert [row["value"] for row in rows] == ["openai heard: hi", answers[1].to_dict()["value"]]


def test_a_detailed_list_is_the_frame_of_its_value(client, make):
    """An `Answer` whose value is a list makes the frame of this list."""
    assert len(make(client.detailed.models())) == len(client.models().data)


def test_nothing_makes_an_empty_frame(make):
    """Without records, the frame has no rows."""
    assert [len(make(records)) for records in ([], (), iter([]))] == [0, 0, 0]


def test_fields_of_dicts_may_differ(make):
    """Rows of `csv.DictReader` or of your own are records too; the columns are in the order of appearance."""
    frame = make([{"a": "1"}, {"b": 2.0, "a": None}])
    assert list(frame.columns) == ["a", "b"]
    assert rows_of(frame) == [{"a": "1", "b": None}, {"a": None, "b": 2.0}]


class Later:
    """An async iterator, or an answer to await."""

    def __aiter__(self):
        return self


async def an_answer():
    """Be awaited."""


@pytest.mark.parametrize(
    ("records", "hint"),
    [
        (Later(), r"\[record async for record in records\]"),
        ("usage", "a list or an iterator, not str"),
        ({"a": 1}, "a list or an iterator, not dict"),
        (7, "a list or an iterator, not int"),
        ([{"a": 1}, 7], r"records\[1\] is int"),
        (UsageRecord.from_dict({"timestamp": "2026-03-01 12:00:00"}), r"\[record\] for one UsageRecord"),
    ],
)
def test_what_holds_no_records_is_refused(make, records, hint):
    """What cannot be read as records is an error that says what to pass."""
    with pytest.raises(ArgumentError, match=hint):
        make(records)


def test_an_answer_that_was_not_awaited_is_refused(make):
    """A coroutine of the async client is an error that says to await it."""
    coroutine = an_answer()
    with pytest.raises(ArgumentError, match="awaited"):
        make(coroutine)
    coroutine.close()


@pytest.mark.parametrize("library", MAKERS)
def test_a_missing_library_is_named_with_its_install_line(monkeypatch, library):
    """Without the library, the error tells how to install it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf'pip install "pollinations-sdk\[{library}\]"'):
        MAKERS[library]([])


def test_numpy_values_are_values(make):
    """Numbers of numpy in dicts are kept."""
    assert len(make([{"a": np.float64(0.5)}])) == 1
