"""The strict form of any schema: what it says, what it cannot say, and the way back.

Uses the private `schema_of` and `strict_form`: they are pure functions, and a request for each example takes too long.
"""

import copy
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each, some
from tests.typed.people import Line, Order, Person
from tests.typed.strict_rules import broken_rules

from pollination_sdk._typed.schema import ShapeError, schema_of
from pollination_sdk._typed.strictness import strict_form

PLAIN = [
    {"type": "string"},
    {"type": "string", "minLength": 1, "format": "email"},
    {"type": "integer", "minimum": 0, "maximum": 9},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "null"},
    {"type": ["string", "null"]},
    {"enum": ["a", "b", None]},
    {"const": 7},
    {"$ref": "#/$defs/Named"},
    {"$ref": "#/$defs/Named", "description": "With a text."},
    {"allOf": [{"$ref": "#/$defs/Named"}], "default": {}},
    {"$ref": "#/$defs/Chain"},
]
NAMES = ["a", "b", "c"]
DEFINITIONS = {
    "Named": {
        "type": "object",
        "title": "Named",
        "properties": {"kind": {"const": "named"}, "again": {"anyOf": [{"$ref": "#/$defs/Named"}, {"type": "null"}]}},
        "required": ["kind"],
    },
    "Chain": {
        "type": "object",
        "properties": {"next": {"$ref": "#/$defs/Chain"}, "name": {"type": "string", "default": "x"}},
        "required": ["name"],
        "additionalProperties": False,
    },
}


def objects(inner):
    """Make schemas of objects: some open, and some whose properties may be missing."""
    properties = st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3)
    return st.builds(
        lambda properties, required, more: {
            "type": "object",
            "properties": properties,
            "required": sorted(properties.keys() & required),
            **more,
        },
        properties,
        st.sets(st.sampled_from(NAMES)),
        st.sampled_from([{}, {}, {"additionalProperties": False}, {"description": "An object."}]),
    )


def composed(inner):
    """Make schemas of other schemas."""
    return st.one_of(
        objects(inner),
        st.builds(lambda one: {"type": "array", "items": one}, inner),
        st.builds(lambda some: {"anyOf": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda some: {"oneOf": some}, st.lists(inner, min_size=1, max_size=2)),
    )


SCHEMAS = st.recursive(st.sampled_from(PLAIN), composed, max_leaves=8).map(lambda one: {**one, "$defs": DEFINITIONS})


def values(schema, whole, depth=0):
    """Make answers that fit a strict schema, as a strict back end would force them."""
    if "$ref" in schema:
        return values(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, depth)
    if "anyOf" in schema:
        members = schema["anyOf"]
        flat = [one for one in members if one.get("type") == "null"] if depth > 4 else members
        return st.one_of([values(one, whole, depth + 1) for one in flat or members])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_kind(kind, schema, whole, depth) for kind in kinds])


def _of_kind(kind, schema, whole, depth):
    if kind == "object":
        parts = {name: values(one, whole, depth + 1) for name, one in schema["properties"].items()}
        return st.fixed_dictionaries(parts)
    if kind == "array":
        return st.lists(values(schema["items"], whole, depth + 1), max_size=2)
    return {
        "integer": st.integers(schema.get("minimum", -9), schema.get("maximum", 9)),
        "number": st.floats(-9, 9),
        "boolean": st.booleans(),
        "null": st.none(),
        "string": st.sampled_from(["a", "moss@example.com"]),
    }[kind]


@pytest.mark.slow(reason="tries many schemas")
@some
@given(SCHEMAS)
def test_a_strict_form_breaks_no_rule_of_strict_back_ends(schema):
    """Whatever is put together of what strict mode can say has a strict form, whose root is an object."""
    before = copy.deepcopy(schema)
    found = schema_of(schema)
    assert found.strict
    assert broken_rules(found.json) == []
    jsonschema.Draft202012Validator.check_schema(found.json)
    assert schema == before, "the caller's schema stays as it is"


@pytest.mark.slow(reason="tries many schemas")
@some
@given(st.data())
def test_what_fits_the_strict_form_fits_the_schema(data):
    """Nulls that stand for what is missing are taken out, and no other."""
    schema = data.draw(SCHEMAS)
    found = schema_of(schema)
    if "Chain" in json.dumps({key: one for key, one in schema.items() if key != "$defs"}):
        return  # its answers have no end: each Chain that is not left out holds another
    answer = data.draw(values(found.json, found.json))
    fits(answer, found.json)
    exclusive = "oneOf" in json.dumps(schema)  # an answer may fit several members, which `anyOf` allows
    try:
        value = found.decode(answer)
    except ShapeError:
        assert exclusive
        return
    fits(value, schema)


def fits(value, schema):
    """Fail unless a value fits a schema; `jsonschema.validate` would look at the schema first, which takes longer."""
    jsonschema.Draft202012Validator(schema).validate(value)


@each(
    "part",
    [
        {"type": "object"},
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "properties": {"a": {}}, "additionalProperties": True},
        {"type": "object", "properties": {"a": {"type": "string"}}, "patternProperties": {"^x": {"type": "string"}}},
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]},
        {"type": "array"},
        {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
        {"type": "string", "not": {"const": "a"}},
        {"allOf": [{"type": "string"}, {"minLength": 1}]},
        {"anyOf": [{"type": "string"}], "minLength": 1},
        {"if": {"type": "string"}, "then": {"minLength": 1}},
        {"$ref": "#/properties/a"},
        {"enum": [["a"]]},
        {},
    ],
)
def test_what_strict_mode_cannot_say_has_no_strict_form(part):
    """One part is enough; the schema is then sent as it is."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}, "part": part}, "required": ["a"]}
    found = schema_of(schema)
    assert (found.strict, found.json) == (False, schema)


def test_the_bounds_of_strict_back_ends_are_kept():
    """A schema that is too deep, or has too many properties or choices, falls back as well."""
    deep = {"type": "string"}
    for _ in range(12):
        deep = {"type": "object", "properties": {"a": deep}, "required": ["a"]}
    many = {"type": "object", "properties": {f"p{number}": {"type": "string"} for number in range(5001)}}
    choices = {"type": "object", "properties": {"a": {"enum": [f"c{number}" for number in range(1001)]}}}
    long = {"type": "object", "properties": {"a": {"enum": ["x" * 120_001]}}}
    assert [strict_form(one) for one in (deep, many, choices, long)] == [None] * 4


def test_constraints_that_strict_back_ends_refuse_are_described():
    """The description says them, and the answer is checked when it is read."""
    schema = {"type": "object", "properties": {"a": {"type": "string", "maxLength": 3, "description": "A name."}}}
    found = schema_of(schema)
    assert found.strict
    assert found.json["properties"]["a"]["anyOf"][0] == {"type": "string"}
    assert found.json["properties"]["a"]["description"] == "A name. (maxLength: 3)"
    with pytest.raises(ShapeError, match="too long"):
        found.decode({"a": "moss"})


def test_a_root_that_refers_is_inlined():
    """A recursive class has its own schema as the root, and named once more for its own fields."""
    found = schema_of({"$ref": "#/$defs/Named", "$defs": DEFINITIONS})
    assert found.json["type"] == "object"
    assert found.json["$defs"].keys() == {"Named"}, "what nobody refers to is left out"
    assert schema_of({"$ref": "#/$defs/Chain", "$defs": DEFINITIONS}).strict


def test_a_description_beside_a_reference_stays():
    """A reference must stand alone, also in a schema that holds itself."""
    node = {"type": "object", "properties": {"of": {"type": "array", "items": {"$ref": "#/$defs/Node"}}}}
    node["properties"]["of"]["items"]["description"] = "A child."
    found = schema_of({"$ref": "#/$defs/Node", "$defs": {"Node": node}})
    items = found.json["properties"]["of"]["anyOf"][0]["items"]
    assert items == {"description": "A child.", "anyOf": [{"$ref": "#/$defs/Node"}]}
    assert broken_rules(found.json) == []


def test_an_answer_that_is_too_deep_does_not_fit():
    """A recursive type and a deep answer end in an error of shape, not in one of Python."""
    deep = None
    for _ in range(900):
        deep = {"name": "Ada", "friends": [deep] if deep else []}
    with pytest.raises(ShapeError, match="nested too deeply"):
        schema_of(Person).decode(deep)


def test_a_class_that_is_used_twice_is_described_once():
    """So is a pydantic model, whose schema names others."""
    assert schema_of(dict[str, Line | Order | list[Order]]).json["$defs"].keys() == {"Line", "Order", "Line2"}


def test_a_schema_that_refers_to_its_root_is_wrapped_with_its_references():
    """In a wrapped list of lists, the root is the value."""
    schema = {"type": "array", "items": {"$ref": "#"}}
    found = schema_of(schema)
    assert found.json["properties"]["value"]["items"] == {"$ref": "#/properties/value"}
    jsonschema.validate({"value": [[], [[]]]}, found.json)
    assert found.decode({"value": [[], [[]]]}) == [[], [[]]]
