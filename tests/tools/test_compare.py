# ruff: noqa: E501 # two ways to write one thing, or an event and its cause, a line each
"""The comparison of contracts: what changed by meaning, judged by the table of rules."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each
from tools.compare import RULES, compare, compare_imports

from pollination_api import contract

CONTRACT = contract.load()

TEXT = {"type": "string"}


def document(
    *,
    sent: Any = None,
    answered: Any = None,
    parameters: Any = (),
    components: Any = None,
    responses: Any = None,
    body: Any = None,
    path: str = "/things",
    **operation: Any,
) -> dict[str, Any]:
    """Return a contract of one operation, `do_thing`, with the given schemas."""
    answer = {
        "description": "x",
        "content": {"application/json": {"schema": TEXT if answered is None else answered}},
    }
    value: dict[str, Any] = {
        "operationId": "do_thing",
        "parameters": list(parameters),
        "responses": responses or {"200": answer},
        **operation,
    }
    if sent is not None:
        value["requestBody"] = {"content": {"application/json": {"schema": sent}}}
    if body is not None:
        value["requestBody"] = body
    schemes = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "query": {"type": "apiKey", "in": "query", "name": "key"},
    }
    parts = {"securitySchemes": schemes, "schemas": components or {}}
    return {"openapi": "3.1.0", "paths": {path: {"post": value}}, "components": parts}


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    """Return an object schema."""
    return {"type": "object", "required": list(required), "properties": properties}


def query(**keywords: Any) -> dict[str, Any]:
    """Return a query parameter named `q`."""
    return {"name": "q", "in": "query", "schema": TEXT, **keywords}


def events(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the events and how severe they are."""
    return [(change.event, change.severity) for change in compare(old, new)]


# -- each row of the table, in both directions: (old schema, new schema, event) --
OPEN = {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]}
OPEN_MORE = {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string"}]}
ONE = {"type": "string", "enum": ["a"]}
TWO = {"type": "string", "enum": ["a", "b"]}
CAT = fields("kind", kind={"const": "cat"}, lives=TEXT)
DOG = fields("kind", kind={"const": "dog"}, tricks=TEXT)
COW = fields("kind", kind={"const": "cow"}, milk=TEXT)

SCHEMA_ROWS = [
    ("optional field added", fields(), fields(a=TEXT)),
    ("required field added", fields(), fields("a", a=TEXT)),
    ("field removed", fields(a=TEXT), fields()),
    ("field became required", fields(a=TEXT), fields("a", a=TEXT)),
    ("field became optional", fields("a", a=TEXT), fields(a=TEXT)),
    ("further fields refused", fields(), {**fields(), "additionalProperties": False}),
    ("further fields allowed", {**fields(), "additionalProperties": False}, fields()),
    ("type widened", {"type": "integer"}, {"type": "number"}),
    ("type narrowed", {"type": ["integer", "string"]}, {"type": "integer"}),
    ("type changed", {"type": "integer"}, TEXT),
    ("null allowed", TEXT, {"type": ["string", "null"]}),
    ("null refused", {"anyOf": [TEXT, {"type": "null"}]}, TEXT),
    ("parsed format changed", TEXT, {**TEXT, "format": "date-time"}),
    ("format changed", TEXT, {**TEXT, "format": "email"}),
    ("alternative added", {"anyOf": [CAT, DOG]}, {"anyOf": [DOG, CAT, COW]}),
    ("alternative removed", {"oneOf": [CAT, DOG, COW]}, {"oneOf": [COW, CAT]}),
    ("enum value added", ONE, TWO),
    ("open enum value added", OPEN, OPEN_MORE),
    ("enum value removed", TWO, ONE),
    ("enum opened", ONE, OPEN),
    ("enum closed", TEXT, ONE),
    ("known values changed", OPEN, TEXT),
    ("bound tightened", {"type": "integer", "minimum": 1}, {"type": "integer", "minimum": 2}),
    ("bound loosened", {**TEXT, "maxLength": 5}, TEXT),
    ("pattern changed", {**TEXT, "pattern": "a"}, {**TEXT, "pattern": "b"}),
    ("default added", TEXT, {**TEXT, "default": "x"}),
    ("default removed", {**TEXT, "default": "x"}, TEXT),
    ("default changed", {**TEXT, "default": "x"}, {**TEXT, "default": "y"}),
    ("deprecated", TEXT, {**TEXT, "deprecated": True}),
    ("deprecation withdrawn", {**TEXT, "deprecated": True}, TEXT),
]

ANSWER = {"description": "x", "content": {"application/json": {"schema": TEXT}}}
CSV = {"description": "x", "content": {**ANSWER["content"], "text/csv": {"schema": TEXT}}}  # type: ignore[dict-item] # a mapping
WITH_HEADER = {**ANSWER, "headers": {"Retry-After": {"schema": TEXT}}}
BODY = {"content": {"application/json": {"schema": TEXT}}}
NEEDED = {**BODY, "required": True}
BEARER: dict[str, list[str]] = {"bearer": []}
QUERY: dict[str, list[str]] = {"query": []}


def path_name(name: str) -> dict[str, Any]:
    """Return a contract whose path parameter has this name."""
    parameter = {"name": name, "in": "path", "required": True, "schema": TEXT}
    return document(path=f"/things/{{{name}}}", parameters=[parameter])


OPERATION_ROWS = [
    ("operation added", {"paths": {}}, document()),
    ("operation removed", document(), {"paths": {}}),
    ("operation renamed", document(), document(operationId="make_thing")),
    ("optional parameter added", document(), document(parameters=[query()])),
    ("required parameter added", document(), document(parameters=[query(required=True)])),
    ("parameter removed", document(parameters=[query()]), document()),
    ("path parameter renamed", path_name("id"), path_name("name")),
    ("parameter became required", document(parameters=[query()]), document(parameters=[query(required=True)])),
    ("parameter became optional", document(parameters=[query(required=True)]), document(parameters=[query()])),
    ("parameter style changed", document(parameters=[query()]), document(parameters=[query(explode=False)])),
    ("optional body added", document(), document(body=BODY)),
    ("required body added", document(), document(body=NEEDED)),
    ("body removed", document(body=BODY), document()),
    ("body became required", document(body=BODY), document(body=NEEDED)),
    ("body became optional", document(body=NEEDED), document(body=BODY)),
    ("success status added", document(), document(responses={"200": ANSWER, "201": ANSWER})),
    ("success status removed", document(responses={"200": ANSWER, "201": ANSWER}), document()),
    ("error status added", document(), document(responses={"200": ANSWER, "404": ANSWER})),
    ("error status removed", document(responses={"200": ANSWER, "5XX": ANSWER}), document()),
    ("media type added", document(), document(responses={"200": CSV})),
    ("media type removed", document(responses={"200": CSV}), document()),
    ("header added", document(), document(responses={"200": WITH_HEADER})),
    ("header removed", document(responses={"200": WITH_HEADER}), document()),
    ("security added", document(security=[BEARER]), document(security=[BEARER, QUERY])),
    ("security removed", document(security=[BEARER, QUERY]), document(security=[QUERY])),
]  # fmt: skip # one row a line

THING = fields("a", a=TEXT)
IMPORT_ROWS = [
    ("operation moved", document(tags=["things"]), document(tags=["stuff"])),
    ("model added", document(), document(components={"Thing": THING})),
    ("model removed", document(components={"Thing": THING}), document()),
    ("model renamed", document(components={"Thing": THING}), document(components={"Object": THING})),
]  # fmt: skip # one row a line


@each(("event", "old", "new"), SCHEMA_ROWS)
@each("audience", ["caller", "answer"])
def test_a_schema_is_judged_by_its_row(event: str, old: Any, new: Any, audience: str) -> None:
    """Each event of schemas is found alone, with the severity of its direction."""
    side = "sent" if audience == "caller" else "answered"
    rule = RULES[event]
    expected = rule.caller if audience == "caller" else rule.answer
    assert events(document(**{side: old}), document(**{side: new})) == [(event, expected)]


@each(("event", "old", "new"), OPERATION_ROWS)
def test_a_part_of_an_operation_is_judged_by_its_row(event: str, old: Any, new: Any) -> None:
    """Each event outside of schemas is found alone."""
    assert [found for found, _ in events(old, new)] == [event]


@pytest.mark.parametrize(("event", "old", "new"), IMPORT_ROWS, ids=[row[0] for row in IMPORT_ROWS])
def test_what_people_import_is_judged_by_its_row(event: str, old: Any, new: Any) -> None:
    """A name that is imported is compared apart from the wire, where it makes no difference."""
    assert [(change.event, change.severity) for change in compare_imports(old, new)] == [(event, RULES[event].caller)]
    assert compare(old, new) == []
    assert compare_imports(old, old) == []


def test_every_row_is_tried() -> None:
    """No event of the table is without a test."""
    assert {row[0] for row in [*SCHEMA_ROWS, *OPERATION_ROWS, *IMPORT_ROWS]} == set(RULES)


@each(
    ("event", "caller", "answer"),
    [
        ("field removed", "breaking", "breaking"),
        ("parameter removed", "breaking", "breaking"),
        ("required parameter added", "breaking", "breaking"),
        ("optional parameter added", "compatible", "compatible"),
        ("field became optional", "compatible", "breaking"),
        ("field became required", "breaking", "compatible"),
        ("enum value added", "compatible", "breaking"),
        ("open enum value added", "compatible", "compatible"),
        ("bound tightened", "breaking", "compatible"),
        ("null allowed", "compatible", "breaking"),
        ("operation removed", "breaking", "breaking"),
        ("operation added", "compatible", "compatible"),
    ],
)
def test_the_table_says_what_users_feel(event: str, caller: str, answer: str) -> None:
    """The rows that matter most are pinned, so that an edit of the table is a decision."""
    assert (RULES[event].caller, RULES[event].answer) == (caller, answer)


SAME = [
    (OPEN, {"oneOf": [{"type": "string"}, {"enum": ["a"]}]}),
    ({"anyOf": [TEXT, {"type": "null"}]}, {"type": ["string", "null"]}),
    ({"type": "string", "nullable": True}, {"type": ["null", "string"]}),
    ({"allOf": [ONE], "description": "prose"}, {"enum": ["a"], "title": "other prose"}),
    ({"const": "a"}, ONE),
    ({"$ref": "#/components/schemas/Thing"}, fields("a", a=TEXT)),
    ({"$ref": "#/components/schemas/Thing"}, {"$ref": "#/components/schemas/Other"}),
    ({"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}, {"oneOf": [{"type": "null"}, fields("a", a=TEXT)]}),
    ({"allOf": [fields("a", a=TEXT), fields(b=TEXT)]}, fields("a", b=TEXT, a=TEXT)),
    ({"anyOf": [CAT, DOG]}, {"oneOf": [DOG, CAT]}),
    ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, {"type": "integer", "exclusiveMinimum": 1}),
    ({"type": "number", "default": 1}, {"type": "number", "default": 1.0}),
    ({**TEXT, "x-deviation": {"type": "because"}}, TEXT),
    ({"anyOf": [{"anyOf": [TEXT, {"type": "null"}]}, {"type": "integer"}]}, {"type": ["string", "integer", "null"]}),
]  # fmt: skip # one pair a line


@each(("old", "new"), SAME)
def test_two_ways_to_write_one_thing_are_no_change(old: Any, new: Any) -> None:
    """References, unions with null, single `allOf`, order, prose and extensions make no difference."""
    components = {"Thing": fields("a", a=TEXT), "Other": fields("a", a=TEXT)}
    for side in ("sent", "answered"):
        before = document(**{side: old}, components=components)
        after = document(**{side: new}, components=components)
        assert compare(before, after) == []
        assert compare(after, before) == []


def test_security_is_known_by_what_it_is() -> None:
    """The name of a scheme makes no difference, nor whether it is written at the root."""
    old = {**document(security=[BEARER])}
    new = {**document(), "security": [{"token": []}]}
    new["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "Bearer"}}
    assert compare(old, new) == []


def test_our_contract_does_not_differ_from_itself() -> None:
    """The whole contract, compared with a copy in another order, shows no change."""
    turned = json.loads(json.dumps(CONTRACT, sort_keys=True))
    assert compare(CONTRACT, turned) == []


def test_a_removed_answer_field_names_component_operation_and_place() -> None:
    """The change tells where it is written and where a caller meets it."""
    new = copy.deepcopy(CONTRACT)
    del new["components"]["schemas"]["AccountBalance"]["properties"]["balance"]
    (change,) = compare(CONTRACT, new)
    assert change.component == "AccountBalance.balance"
    assert change.place == "get_account_balance answer 200 .balance"
    assert change.operations == ("get_account_balance",)
    assert (change.rule.kind, change.rule.subject) == ("removed", "field")
    assert (change.severity, change.audience) == ("breaking", "answer")


def test_a_component_is_reported_once_with_all_its_operations() -> None:
    """What nearly all operations share is one change that lists them."""
    new = copy.deepcopy(CONTRACT)
    del new["components"]["schemas"]["ErrorEnvelope"]["properties"]["status"]
    (change,) = compare(CONTRACT, new)
    assert change.component == "ErrorEnvelope.status"
    assert len(change.operations) == 56


def test_a_component_used_both_ways_is_judged_both_ways() -> None:
    """A schema that is sent and answered gives one change for each direction."""
    use = {"$ref": "#/components/schemas/Thing"}
    old = document(sent=use, answered=use, components={"Thing": fields("a", a=TEXT)})
    new = document(sent=use, answered=use, components={"Thing": fields(a=TEXT)})
    found = {(change.audience, change.severity) for change in compare(old, new)}
    assert found == {("caller", "compatible"), ("answer", "breaking")}


def test_a_new_inline_copy_is_compared_with_the_old_component() -> None:
    """A schema written inline is reported under the names of our components."""
    use = {"$ref": "#/components/schemas/Thing"}
    old = document(answered={"type": "array", "items": use}, components={"Thing": fields(a=TEXT)})
    new = document(answered={"type": "array", "items": fields(a={"type": "integer"})})
    (change,) = compare(old, new)
    assert change.component == "Thing.a"
    assert change.place == "do_thing answer 200 [].a"
    assert (change.old, change.new) == ("string", "integer")


def test_two_inline_fields_with_the_same_change_stay_two() -> None:
    """Changes are made one by place, not by likeness."""
    old = document(answered=fields(a=TEXT, b=TEXT))
    new = document(answered=fields(a={"type": "integer"}, b={"type": "integer"}))
    assert [change.place for change in compare(old, new)] == [
        "do_thing answer 200 .a",
        "do_thing answer 200 .b",
    ]


def test_a_renamed_operation_is_a_rename() -> None:
    """Operations are matched by method and path, so only the name differs."""
    new = copy.deepcopy(CONTRACT)
    new["paths"]["/account/key"]["get"]["operationId"] = "getKey"
    (change,) = compare(CONTRACT, new)
    assert (change.rule.kind, change.old, change.new) == ("renamed", "get_account_key", "getKey")


def test_a_new_value_is_reported_once_by_its_enum() -> None:
    """A value added to an open enum of two operations is one compatible change of that component."""
    new = copy.deepcopy(CONTRACT)
    new["components"]["schemas"]["KnownMeterSource"]["enum"].append("gems")
    (change,) = compare(CONTRACT, new)
    assert (change.component, change.new, change.severity) == (
        "KnownMeterSource",
        "gems",
        "compatible",
    )
    assert len(change.operations) == 3


def test_circles_end_and_lead_their_changes_to_all_operations() -> None:
    """Schemas that hold each other are compared once, and a change in one touches who uses the other."""

    def circle(leaf: Any) -> dict[str, Any]:
        parts = {
            "Tree": fields(kids={"type": "array", "items": {"$ref": "#/components/schemas/Twig"}}),
            "Twig": fields(up={"$ref": "#/components/schemas/Tree"}, leaf=leaf),
            "Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
        }
        made = document(answered={"$ref": "#/components/schemas/Tree"}, components=parts)
        made["paths"]["/twig"] = document(answered={"$ref": "#/components/schemas/Twig"}, operationId="get_twig")[
            "paths"
        ]["/things"]
        made["paths"]["/loop"] = document(answered={"$ref": "#/components/schemas/Loop"}, operationId="get_loop")[
            "paths"
        ]["/things"]
        return made

    (change,) = compare(circle(TEXT), circle({"type": "integer"}))
    assert change.component == "Twig.leaf"
    assert change.operations == ("do_thing", "get_twig")


@pytest.mark.slow(reason="compares many operations")
def test_a_big_description_is_compared_in_seconds() -> None:
    """Sixty operations over a hundred schemas that all hold each other take no long time: none is read sixty times."""
    names = [f"Part{n}x" for n in range(100)]
    parts: dict[str, Any] = {
        name: fields(
            **{f"f{k}": {"$ref": f"#/components/schemas/{names[(n * 7 + k) % 100]}"} for k in range(20)},
            **{f"t{k}": {"anyOf": [TEXT, {"type": "null"}]} for k in range(20)},
        )
        for n, name in enumerate(names)
    }  # fmt: skip # a table of parts
    big = document(components=parts)
    for n in range(60):
        use = {"$ref": f"#/components/schemas/{names[n]}"}
        big["paths"][f"/p{n}"] = document(sent=use, answered=use, operationId=f"op{n}")["paths"]["/things"]
    new = copy.deepcopy(big)
    new["components"]["schemas"]["Part5x"]["properties"].pop("t3")
    started = time.process_time()
    changes = compare(big, new)
    assert time.process_time() - started < 3
    assert [len(change.operations) for change in changes] == [60, 60]


SCHEMAS = st.recursive(
    st.sampled_from([TEXT, ONE, TWO, OPEN, {"type": "integer", "minimum": 3}, {}, {"type": ["number", "null"]}]),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(lambda p: fields(**p)),
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3).map(lambda p: fields(*p, **p)),
        inner.map(lambda item: {"type": "array", "items": item}),
        st.lists(inner, min_size=1, max_size=3).map(lambda members: {"anyOf": members}),
    ),
    max_leaves=8,
)  # fmt: skip # one strategy


@pytest.mark.slow(reason="tries many schemas")
@given(old=SCHEMAS, new=SCHEMAS)
def test_a_schema_equals_itself_and_a_difference_shows_from_both_sides(old: Any, new: Any) -> None:
    """Nothing differs from its copy, and what differs one way differs the other way."""
    assert compare(document(sent=old, answered=old), copy.deepcopy(document(sent=old, answered=old))) == []
    there = compare(document(sent=old), document(sent=new))
    back = compare(document(sent=new), document(sent=old))
    assert bool(there) == bool(back)


@given(schema=SCHEMAS)
def test_how_a_schema_is_wrapped_makes_no_difference(schema: Any) -> None:
    """A reference and a single `allOf` around a schema change nothing."""
    wrapped = {"allOf": [{"$ref": "#/components/schemas/Wrapped"}]}
    plain = document(answered=schema, sent=schema)
    named = document(answered=wrapped, sent=wrapped, components={"Wrapped": schema})
    assert compare(plain, named) == []


ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(["x", "#/a", "string"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["type", "$ref", "enum", "properties", "anyOf", "items", "schema", "required", "content", "default", "minimum", "const", "format", "name", "in", "200"]), inner, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip # one strategy


@pytest.mark.slow(reason="tries many descriptions")
@given(odd=ODD)
def test_an_ill_made_description_does_not_crash_the_comparison(odd: Any) -> None:
    """Whatever stands where a schema or a part should stand, there is an answer."""
    for broken in (
        document(answered=odd, sent=odd),
        document(parameters=[odd], responses={"200": odd}),
        document(body=odd, security=odd),
    ):
        assert isinstance(compare(document(), broken), list)
        assert isinstance(compare(broken, document()), list)
