"""The one place where answers are held against the contract.

Uses private names: the checks are compiled from small schemas, which the contract does not have.
"""

import pytest

from pollination_sdk._responses.schema_check import _Checks

PLACES = {
    "Answer": {
        "type": "object",
        "required": ["name", "count", "parts"],
        "properties": {
            "name": {"type": ["string", "null"]},
            "count": {"type": "integer"},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
            "note": {"type": "string"},
            "maybe": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]},
            "must": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]},
            "kind": {"anyOf": [{"$ref": "#/components/schemas/Known"}, {"type": "string"}]},
            "tags": {"type": "array", "items": {"type": "string"}},
            "free": {"type": "object", "additionalProperties": {"type": "number"}},
            "any": {},
        },
    },
    "Part": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "inner": {"$ref": "#/components/schemas/Part"}},
    },
    "Known": {"type": "string", "enum": ["a"]},
}
GOOD = {"name": "n", "count": 1, "parts": []}


@pytest.fixture(scope="module")
def check():
    """Give the check of the contract above."""
    return _Checks({"components": {"schemas": PLACES}}).of({"$ref": "#/components/schemas/Answer"})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": None},
        {"count": 1.5},
        {"note": None},
        {"note": 7},
        {"maybe": None},
        {"maybe": {"id": "x", "inner": {"id": "y"}}},
        {"kind": "new"},
        {"kind": 7},
        {"tags": None},
        {"tags": []},
        {"free": {"a": "b"}},
        {"any": [1]},
        {"new": {"field": 1}},
    ],
)
def test_what_is_allowed(check, changes):
    """Optional plain values may be anything, null or missing; containers may be null; new fields are welcome."""
    assert check({**GOOD, **changes}, "it") is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": 7}, "it.name: expected string or null, got number"),
        ({"count": None}, "it.count: expected integer, got null"),
        ({"count": True}, "it.count: expected integer, got boolean"),
        ({"count": "1"}, "it.count: expected integer, got string"),
        ({"parts": {}}, "it.parts: expected array, got object"),
        ({"parts": [{"id": "a"}, {}]}, "it.parts[1].id: missing"),
        ({"parts": [None]}, "it.parts[0]: expected object, got null"),
        ({"maybe": {}}, "it.maybe.id: missing"),
        ({"maybe": "x"}, "it.maybe: expected object, got string"),
        ({"maybe": {"id": "x", "inner": {"id": 1}}}, "it.maybe.inner.id: expected string, got number"),
        ({"tags": "x"}, "it.tags: expected array, got string"),
        ({"tags": [1]}, "it.tags[0]: expected string, got number"),
        ({"free": []}, "it.free: expected object, got array"),
    ],
)
def test_what_is_refused_and_where(check, changes, problem):
    """What is required, and what is an object or a list, must be so; the problem names the place."""
    assert check({**GOOD, **changes}, "it") == problem


def test_a_schema_that_holds_itself_ends():
    """A component may hold itself to any depth that a decoder reads."""
    deep = {"id": "leaf"}
    for _ in range(100):
        deep = {"id": "x", "inner": deep}
    check = _Checks({"components": {"schemas": PLACES}}).of({"$ref": "#/components/schemas/Part"})
    assert check(deep, "it") is None
    assert check({"id": "x", "inner": {"inner": None}}, "it") == "it.inner.id: missing"
