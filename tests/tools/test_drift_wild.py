"""Drift on descriptions that nobody wrote with us in mind: any schema comes in without drift left, and holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.examples import few
from tests.tools.small_contract import write_small_contract
from tools import contract
from tools.drift.apply import brought
from tools.drift.recorded import unrecorded
from tools.drift.set_aside import SetAside

pytestmark = pytest.mark.slow(reason="brings generated schemas into a contract")

if TYPE_CHECKING:
    from collections.abc import Callable

Description = dict[str, Any]

NAMES = st.sampled_from(["a-b", "a_b", "aB", "class", "self", "1st", "ä", "id", "type", "any of", "+", "$ref_"])
REFERENCES = st.sampled_from(["my.tree", "Plain", "a~1b"]).map(lambda name: {"$ref": f"#/components/schemas/{name}"})
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "a", "A", "a b", "null", "#/x"]))
FORMATS = st.sampled_from(["date-time", "date", "uuid", "binary", "email", "odd"])
KINDS = st.sampled_from(["string", "integer", "number", "boolean", "null"])
LEAVES = st.one_of(
    REFERENCES,
    st.sampled_from([{}, True, False, {"not": {"type": "string"}}, {"type": ["string", "null", "array"]}]),
    st.fixed_dictionaries({"type": KINDS}, optional={"format": FORMATS, "nullable": st.booleans(), "default": VALUES}),
    st.fixed_dictionaries({"enum": st.lists(VALUES, min_size=1, max_size=4)}, optional={"default": VALUES}),
    st.fixed_dictionaries({"const": VALUES}),
    st.fixed_dictionaries({"type": st.just("string"), "pattern": st.sampled_from(["^a$", "\\p{L}", "("])}),
)


def _around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return the strategy for schemas that hold others."""
    fields = st.dictionaries(NAMES, inner, max_size=4)
    required = st.lists(NAMES, max_size=3, unique=True)
    forms = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.fixed_dictionaries({"type": st.just("object"), "properties": fields, "required": required}),
        st.fixed_dictionaries({"type": st.just("object"), "additionalProperties": inner}),
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        *(st.fixed_dictionaries({key: forms}) for key in ("anyOf", "oneOf", "allOf")),
    )


SCHEMAS = st.recursive(LEAVES, _around, max_leaves=8)


@pytest.fixture(scope="module")
def read_small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], contract.Contract]:
    """Return a contract of one operation, with the shared answers: what is written into it is quick to check."""
    path = write_small_contract(tmp_path_factory.mktemp("small"), "/account/profile")
    loaded = contract.load(path)
    return lambda: loaded  # hypothesis would print the whole contract


def _described(small: contract.Contract, sent: Any, got: Any, named: Any) -> Description:
    body = {"content": {"application/json": {"schema": sent}}}
    answers = {"200": {"description": "", "content": {"application/json": {"schema": got}}}}
    query = [{"name": "q-1", "in": "query", "schema": sent}, {"name": "q_1", "in": "header", "schema": got}]
    wild = {"post": {"requestBody": body, "responses": answers}, "get": {"parameters": query, "responses": answers}}
    tree = {
        "type": "object",
        "properties": {"kids": {"type": "array", "items": {"$ref": "#/components/schemas/my.tree"}}},
    }
    schemas = {"my.tree": tree, "Plain": named, "a/b": {"type": "object", "properties": {"x": named}}}
    components = {**small.data["components"], "schemas": {**small.data["components"]["schemas"], **schemas}}
    return {**small.data, "paths": {**small.data["paths"], "/wild/things": wild}, "components": components}


@settings(
    few,
    phases=[Phase.generate],  # making what fails smaller takes minutes
    derandomize=True,  # the gate must not fail on one run and pass on the next
)
@given(sent=SCHEMAS, got=SCHEMAS, named=SCHEMAS)
def test_any_schema_is_brought_in_whole_and_holds(read_small, sent, got, named):
    """Whatever is sent, answered or named: no difference is left, and the contract's checks find nothing wrong."""
    small = read_small()
    described, date = _described(small, sent, got, named), "2026-03-01"
    changes = unrecorded(small.data, described, date=date)
    draft, data = brought(small, described, changes, SetAside(), date=date)
    asked = data.get("x-question", {})
    assert all("RecursionError" in question for question in asked.values()), asked  # a circle that means nothing
    trial = small.path.with_name("trial.yaml")
    trial.write_text(draft.text(), encoding="utf-8")
    again = contract.load(trial)
    assert again.data == data
    found = contract.check(again)
    assert found == [], json.dumps([sent, got, named])
