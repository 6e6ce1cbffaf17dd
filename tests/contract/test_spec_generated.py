"""The contract and the generated client: it reads and writes every allowed value, and sends allowed requests only."""

import inspect
import json
from functools import cache
from importlib import import_module

import httpx
import pytest
from dateutil.parser import isoparse
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.strategies import CONTRACT, component, of_component, of_schema, texts
from tests.contract.surface import fields_of, operations_of
from tests.contract.wire import operation_of, problems
from tests.examples import few
from tools.schemas import validator

import pollination_api
from pollination_api import models

pytestmark = pytest.mark.slow(reason="generates values of every schema of the contract")

OPERATIONS = operations_of(CONTRACT)
FORMS = {
    name: form["schema"]["$ref"].rpartition("/")[2]
    for name, one in OPERATIONS.items()
    for media_type, form in one.get("requestBody", {}).get("content", {}).items()
    if media_type != "application/json"
}
"""The models of the forms by their operations: a form is written by the overlay, and never decoded."""
SCHEMAS = CONTRACT["components"]["schemas"]
MODELS = [name for name, one in SCHEMAS.items() if one.get("type") == "object" and name not in FORMS.values()]
HOST = "https://gen.example"
GROUP = 8  # schemas that one test draws at a time: to start Hypothesis takes as long as a few examples
UNREADABLE = {"text/event-stream"}  # streams are read by the overlay


@cache
def module_of(operation):
    """Return the generated module of an operation."""
    return import_module(f"pollination_api.api.{OPERATIONS[operation]['tags'][0]}.{operation}")


def encoded(value):
    """Return what was decoded as it was sent."""
    if isinstance(value, list):
        return [encoded(one) for one in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def same(one, other):
    """Tell whether two JSON values are alike, two spellings of one moment included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return (one == other and isinstance(one, bool) == isinstance(other, bool)) or _moments(one, other)


def _moments(one, other):
    try:
        return isoparse(one) == isoparse(other)
    except (TypeError, ValueError):
        return False


@pytest.mark.parametrize("names", [MODELS[n : n + GROUP] for n in range(0, len(MODELS), GROUP)], ids=" ".join)
def test_a_model_gives_back_what_it_was_given(names):
    """Decoding and encoding change nothing, further fields included, and what is encoded is JSON of the schema."""
    schemas = {name: validator(component(name), CONTRACT) for name in names}

    @few
    @given(st.fixed_dictionaries({name: of_component(name) for name in names}))
    def check(values):
        for name, value in values.items():
            schemas[name].validate(value)  # the strategies are held to the contract too
            back = getattr(models, name).from_dict(json.loads(json.dumps(value))).to_dict()
            assert same(back, value), name
            json.dumps(back, allow_nan=False)

    check()


def _answers():
    """Return the schemas of the documented answers, each with the operations, statuses and media types that have it."""
    found = {}
    for operation, described in OPERATIONS.items():
        for status, answer in described["responses"].items():
            for media_type, content in _resolved(answer).get("content", {}).items():
                if media_type not in UNREADABLE:
                    _, places = found.setdefault(json.dumps(content["schema"]), (content["schema"], []))
                    places.append((operation, int(status), media_type))
    return found


def _resolved(answer):
    return CONTRACT["components"]["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer


ANSWERS = _answers()


@pytest.mark.parametrize("text", ANSWERS)
def test_every_documented_answer_is_read(text):
    """Each answer of each status of each operation is decoded into what gives it back: JSON, text and bytes."""
    schema, places = ANSWERS[text]
    client = pollination_api.Client(base_url=HOST)

    @few
    @given(of_schema(schema, closed=False))
    def check(value):
        @cache
        def response(status, media_type):
            content = json.dumps(value).encode() if media_type == "application/json" else value.encode()
            return httpx.Response(status, headers={"content-type": media_type}, content=content)

        for operation, status, media_type in places:
            came = response(status, media_type)
            answer = module_of(operation)._parse_response(client=client, response=came)
            if hasattr(answer, "payload"):
                assert answer.payload.read() == came.content, (operation, status, media_type)
            else:
                assert same(encoded(answer), value), (operation, status, media_type)

    check()


def arguments_of(operation):
    """Return the strategy for what `_get_kwargs` of an operation takes."""
    taken = inspect.signature(module_of(operation)._get_kwargs).parameters
    required, optional = {}, {}
    for field in fields_of(OPERATIONS[operation], CONTRACT):
        if field.in_body:
            continue
        name = field.python_name if field.python_name in taken else f"{field.python_name}_"
        place = required if field.required else optional
        place[name] = prompts() if field.in_path else of_schema(field.schema)
    if "body" in taken:
        name = body_of(operation)
        required["body"] = of_component(name, closed=True).map(getattr(models, name).from_dict)
    return st.fixed_dictionaries(required, optional=optional)


def body_of(operation):
    """Name the model of an operation's JSON body."""
    content = OPERATIONS[operation]["requestBody"]["content"]["application/json"]
    return content["schema"]["$ref"].rpartition("/")[2]


def prompts():
    """Return prompts that a path can carry; the overlay sees to the others."""
    return texts().filter(lambda text: text.strip() not in ("", ".", "..", "models"))


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name not in FORMS])
def test_every_request_that_can_be_built_is_allowed(operation):
    """Whatever arguments the contract allows, the request that comes of them is one of its own."""
    module = module_of(operation)

    @few
    @given(arguments_of(operation))
    def check(arguments):
        request = httpx.Request(**_with_host(module._get_kwargs(**arguments)))
        target = request.url.raw_path.decode()
        assert problems(request.method, target, request.headers.get("content-type", ""), request.content) == []
        assert operation_of(request.method, target) == operation

    check()


def _with_host(kwargs):
    return {**kwargs, "url": f"{HOST}{kwargs['url']}"}
