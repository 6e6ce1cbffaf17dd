"""No request makes the sandbox fail: what the contract allows is answered, all else is refused with a 4xx.

Uses private names: the examples that it makes are held against the contract one by one.
"""

import itertools
import json
import re
import socket
from datetime import datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import AT_NIGHT, few, sampled
from tools.schemas import followed

from pollination_api import contract
from pollination_sdk.sandbox import Fault, Sandbox
from pollination_sdk.sandbox._contract.examples import LARGEST, example

CHAT = "/v1/chat/completions"
SMALL = "width=8&height=8"
CONTRACT = contract.load()
REQUEST = CONTRACT["components"]["schemas"]["ChatCompletionRequest"]["properties"]
LONE_SURROGATES = [r"\ud800", r"\udfff", r"\udc00\ud800", r"\\\ud800", r"a\udc80b"]
NUMBERS = [
    "5.0",
    "5e0",
    "-0.0",
    "-0",
    "5e-1",
    "1e400",
    "-1e400",
    "9007199254740993",
    "1" * 400,
    "1" * 5000,
    '"5"',
    "null",
]
CONSTRAINTS = ["minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "multipleOf", "exclusiveMinimum"]


@pytest.fixture(scope="module")
def sandbox():
    """Share one sandbox among the tests of this file."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def client(sandbox):
    """Hand out a client that carries the key."""
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one:
        yield one


def get(client, target):
    """Send a target exactly as it is written."""
    return client.get(client.base_url.copy_with(raw_path=target.encode()))


def chat(client, body, content_type="application/json"):
    """Send a chat body, as JSON text or as bytes."""
    return client.post(CHAT, content=body, headers={"Content-Type": content_type})


def with_schema(schema, rest=""):
    """Write a chat body that asks for an answer of a schema."""
    wanted = f'{{"type":"json_schema","json_schema":{{"schema":{schema}}}}}'
    return f'{{"messages":[],"response_format":{wanted}{rest}}}'


def with_tool(parameters):
    """Write a chat body with a tool that takes parameters of a schema."""
    return f'{{"messages":[],"tools":[{{"type":"function","function":{{"name":"f","parameters":{parameters}}}}}]}}'


def types_of(schema):
    """Return the types that a field of the contract may have, without those inside of it."""
    kind = schema.get("type", [])
    return {kind} if isinstance(kind, str) else set(kind)


# --- numbers


@pytest.mark.parametrize("field", [name for name, schema in REQUEST.items() if "integer" in types_of(schema)])
def test_a_whole_number_is_an_integer_in_each_field_of_a_body(client, field):
    """JSON Schema counts 5.0, 5e0 and -0.0 as integers, and 5.5 not."""
    for written in ("5", "5.0", "5e0", "0.5e1", "-0.0"):
        body = f'{{"messages":[{{"role":"user","content":"a b c d e f g"}}],"{field}":{written}}}'
        assert chat(client, body).status_code == 200, written
    refused = chat(client, f'{{"messages":[],"{field}":5.5}}')
    assert list(refused.json()["error"]["details"]["fieldErrors"]) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [("logit_bias", '{"a":5.0}'), ("thinking", '{"budget_tokens":5.0}'), ("stop", '["a"]')],
)
def test_a_whole_number_is_an_integer_inside_a_field_too(client, field, value):
    """Nested integers follow the same rule."""
    assert chat(client, f'{{"messages":[],"{field}":{value}}}').status_code == 200


def test_max_tokens_cuts_alike_however_the_number_is_written(client):
    """A limit of 2.0 tokens is a limit of 2."""
    answers = []
    for written in ("2", "2.0", "2e0"):
        body = f'{{"messages":[{{"role":"user","content":"a b c d"}}],"max_tokens":{written}}}'
        answers.append(chat(client, body).json()["choices"][0])
    assert answers[0]["finish_reason"] == "length"
    assert answers[1] == answers[2] == answers[0]


def numbers_of_queries():
    """Return the path of each query field that takes numbers, with the fields that it requires, and its name."""
    for path, item in CONTRACT["paths"].items():
        parameters = [followed(CONTRACT, one) for one in item.get("get", {}).get("parameters", ())]
        required = "&".join(f"{one['name']}={one['example']}" for one in parameters if is_required_query(one))
        for one in parameters:
            if one["in"] == "query" and types_of(one["schema"]) & {"integer", "number"}:
                yield f"{re.sub('{[a-z]+}', 'a', path)}?{required}", one["name"]


def is_required_query(parameter):
    """Whether a parameter must stand in the query."""
    return parameter["in"] == "query" and parameter.get("required")


@pytest.mark.parametrize(("path", "field"), sampled(numbers_of_queries(), 2))
def test_a_whole_number_is_an_integer_in_each_field_of_a_query(client, path, field):
    """Each spelling of a whole number gives the same answer."""
    written = ("1", *sampled(("1.0", "1e0", "01", "0.1e1"), 2))
    answers = [get(client, f"{path}&{field}={value}") for value in written]
    assert [one.status_code for one in answers] == [200] * len(written)
    assert len({one.content for one in answers}) == 1


@pytest.mark.parametrize("value", ["-1", "-1.0", "-1e0"])
def test_the_seed_minus_one_is_answered_from_the_cache(client, value):
    """However it is written, in a query or a body."""
    for state in ("MISS", "HIT"):
        assert get(client, f"/text/seeds {value}?seed={value}").headers["x-cache"] == state
        assert chat(client, f'{{"messages":[],"seed":{value}}}').headers["x-cache"] == state


FIELDS = [*REQUEST, "unknown"]


@pytest.mark.parametrize("field", FIELDS)
def test_no_number_in_a_body_makes_the_sandbox_fail(client, field):
    """Numbers that are huge, fractional, infinite or of another type are accepted or refused."""
    values = (*NUMBERS, "NaN", "Infinity", "1e308", "[]", "true")
    for value in values if AT_NIGHT else values[FIELDS.index(field) % 3 :: 3]:
        body = f'{{"messages":[{{"role":"user","content":"a b c d e f g"}}],"{field}":{value}}}'
        assert chat(client, body).status_code in (200, 400), value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_python_alone_calls_json_is_refused(client, value):
    """JSON has no such numbers."""
    assert "Malformed JSON" in chat(client, f'{{"messages":[],"x":{value}}}').text


@pytest.mark.parametrize("value", ["1e400", "1" * 5000])
def test_a_number_beyond_all_bounds_is_refused_by_its_field(client, value):
    """It is JSON, so the refusal names the field and not the body."""
    refused = chat(client, f'{{"messages":[],"max_tokens":{value}}}').json()
    assert list(refused["error"]["details"]["fieldErrors"]) == ["max_tokens"]


@pytest.mark.parametrize(
    "number", ["0e9999999999999999999999", "1e-99999999999", "-0.0", "0" * 5000 + "1", "1e400", "5."]
)
@pytest.mark.parametrize(
    "path",
    [
        f"/image/a?{SMALL}&seed=",
        "/image/a?height=8&width=",
        "/text/a?temperature=",
        "/text/a?seed=",
        "/account/usage?limit=",
    ],
)
def test_no_number_in_a_query_makes_the_sandbox_fail(client, path, number):
    """Exponents and digits without end are accepted or refused."""
    assert get(client, path + number).status_code in (200, 400)


# --- text


@pytest.mark.parametrize("stream", ["", ',"stream":true'])
@pytest.mark.parametrize("text", LONE_SURROGATES)
def test_a_lone_surrogate_comes_back_as_it_was_sent(client, text, stream):
    """UTF-8 cannot express half of a pair, so JSON carries its escape: in content, schemas, names and keys."""
    said = json.loads(f'"{text}"')
    answer = chat(client, f'{{"messages":[{{"role":"user","content":"{text}"}}]{stream}}}')
    assert answer.status_code == 200
    frames = [line[6:] for line in answer.text.splitlines() if line.startswith("data: {")] if stream else [answer.text]
    choices = [json.loads(frame)["choices"] for frame in frames]
    spoken = "".join((one[0].get("delta") or one[0].get("message", {})).get("content", "") for one in choices if one)
    assert spoken == f"openai heard: {said}"
    bodies = [
        with_schema(f'{{"const":"{text}"}}', stream),
        f'{{"messages":[],"tools":[{{"type":"function","function":{{"name":"{text}"}}}}]{stream}}}',
        f'{{"messages":[{{"role":"user","content":[{{"type":"text","text":"{text}"}}]}}]{stream}}}',
        f'{{"messages":[],"stop":"{text}","user":"{text}","{text}":1{stream}}}',
    ]
    assert [chat(client, body).status_code for body in bodies] == [200] * 4
    assert chat(client, f'{{"messages":[],"model":"{text}"}}').status_code == 400


@pytest.mark.parametrize(
    "text",
    ["\0", "\u2028", "\ufeff", "\ufffe\uffff", "\u202e", "\x85", "\U000130cc", "e" + "\u0301" * 500, "\x0b\x0c\x1c"],
)
def test_odd_characters_are_no_reason_to_fail(client, text):
    """Controls, marks and characters of no plane that fonts know are drawn, said and refused like any other."""
    sent = "".join(f"%{byte:02X}" for byte in text.encode())
    assert get(client, f"/text/{sent}").status_code == 200
    assert get(client, f"/text/a?system={sent}&model={sent}").status_code == 400
    assert get(client, f"/image/{sent}?width=64&height=64").status_code in (200, 404)
    assert client.post(CHAT, json={"messages": [{"role": "user", "content": text}]}).status_code == 200


@pytest.mark.parametrize("escape", ["%", "%zz", "%E0%A4%A", "%25zz", "%25FF", "%25ED%25A0%2580", "100%25%20sure"])
def test_a_broken_escape_is_refused_or_taken_as_it_is(client, escape):
    """In a prompt, a query and a path that leads nowhere."""
    assert get(client, f"/image/{escape}?{SMALL}").status_code == 400
    assert get(client, f"/text/{escape}").status_code == 200
    assert get(client, f"/text/a?system={escape}").status_code == 200
    assert get(client, f"/account/{escape}").status_code == 404
    assert get(client, f"/account/key?key={escape}").status_code == 200  # the header wins


@pytest.mark.parametrize("ending", ["%0A", "%0D", "%0D%0A", "%E2%80%A8", "%20"])
@pytest.mark.parametrize("moment", ["2026-02-08", "2026-02-08%2010:30:00", "2026-02-08T10:30:00.5Z"])
def test_a_pattern_ends_where_the_text_ends(client, moment, ending):
    """A newline after the time is no part of it."""
    assert get(client, f"/account/usage?before={moment}").status_code == 200
    refused = get(client, f"/account/usage?before={moment}{ending}")
    assert list(refused.json()["error"]["details"]["fieldErrors"]) == ["before"]


@few
@given(
    st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)), st.sampled_from([" ", "T"]), st.sampled_from(["", "Z"])
)
def test_every_time_of_the_contract_is_understood(client, moment, between, zone):
    """From the year 1000 to 2999, with up to six digits of a fraction."""
    assert client.get("/account/usage", params={"before": moment.isoformat(between) + zone}).status_code == 200


# --- bodies

BODIES = [
    b"",
    b"[]",
    b"null",
    b"1",
    b'"x"',
    b"{",
    b"\0",
    b"\xff\xfe",
    b'{"messages":[]}x',
    b'{"messages":[],"messages":5}',
    b'{"messages":[{"role":"user","content":"\xff"}]}',
    b'{"messages":[{"role":"user","content":"a\0b"}]}',
    '{"messages":5}'.encode("utf-16"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/json; charset=no-such-one",
        "application/json;;;",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=json",
        "multipart/form-data",
        ";",
        "",
    ],
)
def test_a_body_that_is_no_request_is_400(client, body, content_type):
    """Empty ones, those that are no object, no JSON or no UTF-8, whatever they are called."""
    assert chat(client, body, content_type).status_code == 400


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", "application/vnd.api+json", "application/json;q"],
)
def test_json_is_known_by_its_media_type(client, content_type):
    """Its case and parameters do not matter; a byte order mark is skipped, the last of two equal keys counts."""
    for body in (b'{"messages":[]}', b'\xef\xbb\xbf{"messages":[]}', b'{"messages":5,"messages":[]}'):
        assert chat(client, body, content_type).status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 5000])
def test_a_body_where_none_is_described_is_not_read(client, body):
    """A client may call each of its requests JSON."""
    answer = client.request("GET", "/account/key", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200


def test_a_form_is_no_chat(client):
    """Multipart has no messages."""
    refused = client.post(CHAT, files={"messages": b"[]"})
    assert list(refused.json()["error"]["details"]["fieldErrors"]) == ["messages"]


@pytest.mark.parametrize("depth", [129, 500, 950, 990, 1000, 5000, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_body_that_is_nested_too_deeply_is_400(client, opening, depth):
    """At each depth, in each place: validators and encoders of Python give up at about a thousand levels."""
    nested = opening * depth + "1" + {"[": "]"}.get(opening, "}") * depth
    bodies = [
        nested,
        f'{{"messages":{nested}}}',
        f'{{"messages":[{{"role":"user","content":{nested}}}]}}',
        f'{{"messages":[],"model":{nested}}}',
        f'{{"messages":[],"unknown":{nested}}}',
        with_tool(f'{{"default":{nested}}}'),
    ]
    answers = [chat(client, body) for body in bodies]
    assert [one.status_code for one in answers] == [400] * len(bodies)
    assert {one.json()["error"]["message"] for one in answers} <= {
        "The JSON in the request body is nested too deeply (128 levels at most)"
    }


def test_deep_nesting_within_reason_is_accepted(client):
    """A hundred levels of a schema are no trouble."""
    assert chat(client, with_tool('{"items":' * 100 + "{}" + "}" * 100)).status_code == 200


@pytest.mark.parametrize(
    "tool",
    [
        {"type": "code_execution", "function": 5},
        {"type": "google_search", "function": {}},
        {"type": "google_search", "function": {"name": 5}},
        {"type": "google_search", "function": None},
        {"type": "google_search", "function": []},
    ],
)
@pytest.mark.parametrize("choice", ["auto", "required", {"type": "function", "function": {"name": "x"}}])
def test_a_tool_of_the_service_is_no_function(client, tool, choice):
    """What its unknown field `function` holds is not looked at."""
    body = {"messages": [], "tools": [tool], "tool_choice": choice}
    assert client.post(CHAT, json=body).json()["choices"][0]["finish_reason"] == "stop"


@pytest.mark.slow(reason="checks 3,000 messages")
def test_a_long_stream_and_a_body_wrong_in_each_message_are_answered_in_time(client):
    """Only the ends of a stream are held against the contract, and only the first errors of a body are listed."""
    streamed = client.post(CHAT, json={"messages": [{"role": "user", "content": "word " * 3_000}], "stream": True})
    assert streamed.text.count("data: ") > 3_000
    wrong = client.post(CHAT, json={"messages": [{"role": "nobody"}] * 3_000})
    assert 0 < len(wrong.json()["error"]["details"]["fieldErrors"]["messages"]) <= 100


def test_a_document_of_the_caller_changes_no_refusal_into_a_failure():
    """Where it describes errors or bodies otherwise than the service, requests are still refused or answered."""
    body = {
        "requestBody": {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "integer"}}}}}
    }
    strict = {"content": {"application/json": {"schema": {"required": ["no such field"]}}}}
    documents = {"paths": {"/numbers": {"post": {**body, "responses": {"200": {}, "400": strict, "401": strict}}}}}
    with Sandbox(document=documents) as sandbox, httpx.Client(base_url=sandbox.url) as client:
        refused = client.post("/numbers", json=[1.0])
        client.headers["Authorization"] = f"Bearer {sandbox.key}"
        statuses = [client.post("/numbers", json=sent).status_code for sent in ([1.0, -0.0], [1.5], {}, None)]
    assert refused.status_code == 401
    assert statuses == [200, 400, 400, 400]


# --- schemas from outside


@pytest.mark.parametrize(
    ("kind", "constraint"),
    sampled(itertools.product(["array", "string", "integer", "number"], CONSTRAINTS), 3),  # each kind, each constraint
)
def test_no_number_in_a_schema_makes_the_sandbox_fail(client, kind, constraint):
    """Bounds that are huge, fractional, infinite or of another type are met or refused."""
    for place, value in enumerate(NUMBERS):
        schema = f'{{"type":"{kind}","{constraint}":{value}}}'
        bodies = (with_schema(schema), with_tool(schema))
        for body in bodies if AT_NIGHT else bodies[place % 2 :][:1]:
            assert chat(client, body).status_code in (200, 400), schema


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        ('{"type":"array","minItems":2.0}', [None, None]),
        ('{"type":"string","minLength":6.0}', "textxx"),
        ('{"type":"string","maxLength":2.0}', "te"),
        ('{"type":"integer","minimum":3.0}', 3),
        ('{"anyOf":[true],"type":"boolean"}', True),
    ],
)
def test_whole_numbers_are_integers_in_a_schema_too(client, schema, made):
    """A bound of 2.0 items is a bound of 2; `true` is a schema that allows anything."""
    answer = chat(client, with_schema(schema)).json()
    assert json.loads(answer["choices"][0]["message"]["content"]) == made


@pytest.mark.parametrize("value", ["1e400", "-1e400"])
def test_an_answer_is_json_whatever_the_schema_holds(client, value):
    """JSON has no infinity, so a schema that asks for it is refused."""
    for body in (with_schema(f'{{"const":{value}}}'), with_tool(f'{{"default":{value}}}')):
        assert "Invalid JSON schema" in chat(client, body).json()["error"]["message"]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 10**15},
        {"type": "array", "minItems": 1000, "items": {"type": "array", "minItems": 1000, "items": {"minItems": 1000}}},
        {"allOf": [{"$ref": "#"}] * 9},
        {"type": "object", "properties": {name: {"$ref": "#"} for name in "abcdefghijkl"}},
        {"type": "array", "minItems": 1000, "items": {"default": "x" * 100_000}},
    ],
)
def test_an_example_has_an_end(schema):
    """A schema may ask for more than memory holds, or refer to itself over and over."""
    assert len(json.dumps(example(schema, schema))) < 20 * LARGEST


# --- HTTP


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "QUERY"])
@pytest.mark.parametrize("path", ["/text/a", "/image/a", CHAT, "/account/key", "/v1/models"])
def test_methods_that_an_operation_does_not_have_are_405(client, method, path):
    """Whatever method is sent, known or not."""
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/text/" + "a" * 8200, 400),
        ("/text/" + "a" * 60_000, 400),
        ("/text/a?" + "x=1&" * 1900, 200),
        ("/text/a?" + "x&" * 5000, 400),
        ("/account/usage?limit=x&limit=1", 200),
        ("/account/usage?limit=1&limit=x", 400),
        ("/account/usage?limit", 400),
        ("/account/usage?=1&&&", 200),
        ("//text/a", 404),
        ("/text/%2e%2e", 200),
        ("/image/%252e%252e?width=8&height=8", 200),
    ],
)
def test_odd_targets(client, target, status):
    """Long ones, repeated and nameless names, empty and dotted segments."""
    assert get(client, target).status_code == status


@pytest.mark.parametrize(
    "head",
    [
        b"GET http://x/text/hi HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"CONNECT a:1 HTTP/1.1",
        b"GET /text/\xff HTTP/1.1",
        b"GET /text/a b HTTP/1.1",
        b"GET  HTTP/1.1",
        b"get /text/a HTTP/1.1",
        b"GET /text/" + b"a" * 900_000 + b" HTTP/1.1",
        b"GET /text/a HTTP/2.0",
        b"GET /account/key#x HTTP/1.1",
        b"POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
        b"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: -5",
        b"POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz",
        b"GET /account/key HTTP/1.1\r\nX-Request-Id: \xe9\xff",
        b"GET /account/key HTTP/1.1\r\nX-Request-Id: a\tb",
        b"GET /account/key HTTP/1.1\r\nCookie: " + b"a" * 2_000_000,
    ],
)
def test_requests_that_no_client_sends(sandbox, head):
    """Targets, versions, framings and headers off the standard are answered or refused, never failed on."""
    tail = f"\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {sandbox.key}\r\n\r\n".encode()
    host, _, port = sandbox.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 20) as connection:
        try:
            connection.sendall(head + tail)
            status = connection.recv(65_536).split(b" ")[1]
        except ConnectionError:  # refused before the last byte was sent
            return
    assert status[:1] in (b"2", b"4")


# --- orders of faults


@pytest.mark.parametrize(
    "order",
    [
        "[" * 100_000,
        "null",
        '{"fault":"truncate","arguments":{"length":"x"}}',
        '{"fault":"truncate","arguments":{"length":1.5}}',
        '{"fault":"stall","arguments":{"seconds":"x"}}',
        '{"fault":"header","arguments":{"name":5,"value":"x"}}',
        '{"fault":"answer","arguments":{"status":200,"headers":{"a":5}}}',
        '{"fault":"status","arguments":{"nonsense":1}}',
        '{"fault":"html","times":"x"}',
        '{"fault":"html","times":null}',
        '{"fault":"html","times":1.5}',
        '{"fault":"html","times":0}',
        '{"fault":"html","route":5}',
        '{"fault":"html","probability":"x"}',
        '{"fault":"html","probability":1.5}',
        '{"fault":"html","probability":1,"seed":[]}',
    ],
)
def test_an_order_for_a_fault_that_cannot_be_is_refused(client, order):
    """And the requests after it are answered as if nothing had been said."""
    assert client.post("/_sandbox/faults", content=order).status_code == 400
    assert client.get("/v1/models").status_code == 200


def test_whole_numbers_are_integers_in_an_order_too(client):
    """A fault's 429.0 is 429, once is 1.0 times."""
    order = {"fault": "status", "arguments": {"status": 429.0}, "times": 1.0}
    assert client.post("/_sandbox/faults", json=order).status_code == 200
    assert [client.get("/v1/models").status_code for _ in range(2)] == [429, 200]


def test_a_fault_that_an_answer_cannot_meet_is_a_loud_500(client, sandbox):
    """The answer names the fault, so that its author sees what is wrong with it."""
    sandbox.queue(Fault.drop_field("/no/such/field"))
    answer = client.get("/v1/models")
    assert answer.status_code == 500
    assert "drop_field" in answer.json()["error"]["message"]


@pytest.mark.parametrize("times", [0, -1, 1.5])
def test_a_fault_for_no_request_is_a_mistake(sandbox, times):
    """`times` counts requests."""
    with pytest.raises(ValueError, match="times"):
        sandbox.queue(Fault.html(), times=times)
