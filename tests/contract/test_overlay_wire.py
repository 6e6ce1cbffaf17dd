"""The overlay and the wire: whatever the methods are given, they send what the contract allows, in both flavours."""

import inspect
from datetime import UTC, datetime

import anyio.from_thread
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.strategies import CONTRACT, of_component, of_schema, texts
from tests.contract.surface import client_methods, fields_of, operations_of
from tests.contract.widenings import (
    CHAT,
    EDIT,
    EMBED,
    IMAGE,
    MESH,
    RECORDINGS,
    SEPARATE_METHODS,
    SPEECH,
    TEXT,
    USAGE,
    VIDEO,
)
from tests.contract.wire import operation_of, problems
from tests.examples import few

from pollination_sdk import AsyncPollinations, Pollinations, errors
from pollination_sdk.sandbox import Fault, Sandbox
from pollination_sdk.types import ChatCompletionMessage

pytestmark = pytest.mark.slow(reason="generates arguments for every method")

KEY = "pk_of_the_wire_test_0123456789"
METHODS = client_methods()
LINKS = ("image_url", "text_url")
FILES = {"upload": st.binary(max_size=300)}
GENERATION = "post_v1_images_generations"
FORMS = {"usage_csv": {"format": "csv"}, "daily_usage_csv": {"format": "csv"}}
REFERENCES = st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z0-9,|%/?=&+ ]{0,20}", fullmatch=True)
ONE_OR_MORE = st.one_of(REFERENCES, st.lists(REFERENCES, min_size=1, max_size=3))
SEEDS = st.one_of(st.just("random"), st.integers(-1, 2**31 - 1))
MOMENTS = st.one_of(
    st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(2990, 1, 1)),
    st.datetimes(datetime(1000, 1, 2), datetime(2990, 1, 1), timezones=st.timezones()),
    st.dates(datetime(1000, 1, 1, tzinfo=UTC).date(), datetime(2990, 1, 1, tzinfo=UTC).date()),
    st.sampled_from(["7d", "12h", "yesterday", "2026-02-15", "2026-02-15T10:30:00+02:00"]),
)
CALLED = {
    "tool_calls": st.one_of(st.none(), st.lists(of_component("AssistantToolCall", closed=True), max_size=2)),
    "function_call": st.one_of(st.none(), of_component("AssistantFunctionCall", closed=True)),
}
RETURNED = st.builds(  # an answer may leave out half of a call, and then nobody can hand it back
    lambda fields, called: ChatCompletionMessage.from_dict({**fields, **called}),
    of_component("ChatCompletionMessage", closed=True),
    st.fixed_dictionaries(CALLED),
)
MESSAGES = of_schema({"type": "array", "items": {"$ref": "#/components/schemas/ChatMessage"}, "maxItems": 3})
PARTS = st.lists(st.builds(lambda text: {"type": "text", "text": text}, texts()), max_size=3)
WIDE = {
    (IMAGE, "seed"): SEEDS,
    (IMAGE, "image"): ONE_OR_MORE,
    (VIDEO, "seed"): SEEDS,
    (VIDEO, "image"): ONE_OR_MORE,
    (VIDEO, "reference_images"): ONE_OR_MORE,
    (VIDEO, "reference_videos"): ONE_OR_MORE,
    (VIDEO, "reference_audios"): ONE_OR_MORE,
    (MESH, "seed"): SEEDS,
    (MESH, "image"): ONE_OR_MORE,
    (EDIT, "image"): ONE_OR_MORE,
    (EDIT, "seed"): SEEDS,
    (SPEECH, "seed"): SEEDS,
    (SPEECH, "conditioning_ref"): texts(),
    (SPEECH, "composition_plan"): st.dictionaries(texts(), texts(), max_size=2),
    (TEXT, "seed"): SEEDS,
    (TEXT, "temperature"): st.floats(0, 2),  # the bounds of the chat operation, which a text may use
    (CHAT, "seed"): st.one_of(SEEDS, st.none()),
    (CHAT, "messages"): st.one_of(texts(), MESSAGES, st.lists(RETURNED, max_size=2)),
    (EMBED, "input"): st.one_of(texts(), st.lists(texts(), max_size=40), PARTS),
    (USAGE, "before"): MOMENTS,
    (USAGE, "limit"): st.integers(1, 50000),
}
FILTERS = {"agent", "community"}  # false means something there: list no such models
REFUSED_UNSENT = (errors.PromptError, ValueError)
NO_URL = "is neither a URL nor a data URI"  # any text fits the contract there, and we read none as a path


def arguments_of(method):
    """Return the strategy for what a method may be given."""
    operation = METHODS[method]
    # test_spec_overlay reports missing parameters.
    taken = inspect.signature(getattr(Pollinations, method)).parameters
    required, optional = {}, {}
    if method in FILES:
        required["file"] = FILES[method]
    if method == "parse":
        required["answer_type"] = st.sampled_from([int, list[str], dict[str, int]])
    if method == "run_tools":
        required["tools"] = st.just([])
    for field in fields_of(operations_of(CONTRACT)[operation], CONTRACT):
        if (operation, field.name) in SEPARATE_METHODS or field.python_name not in taken.keys() - required.keys():
            continue
        values = texts() if field.in_path else WIDE.get((operation, field.name))
        place = required if field.required else optional
        place[field.python_name] = of_schema(field.schema) if values is None else values
    return st.fixed_dictionaries(required, optional=optional)


@pytest.fixture(scope="module")
def sandbox():
    """A sandbox that records what comes and refuses all of it at once: nothing needs to be drawn."""
    with Sandbox(key="sk_of_the_wire_test_0123456789") as started:
        started.misbehave(Fault.status(410), 1.0)
        yield started


@pytest.fixture(scope="module", params=["sync", "async"])
def call(request, sandbox):
    """Run a method of either client to its end."""
    if request.param == "sync":
        with Pollinations(sandbox.key, base_url=sandbox.url) as client:
            yield lambda method, arguments: read(getattr(client, method)(**arguments))
        return
    with anyio.from_thread.start_blocking_portal() as portal:
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url)

        async def run(method, arguments):
            await aread(getattr(client, method)(**arguments))

        yield lambda method, arguments: portal.call(run, method, arguments)
        portal.call(client.aclose)


def read(answer):
    """Send what is sent only when it is read."""
    if hasattr(answer, "__enter__"):
        with answer:
            list(answer)


async def aread(answer):
    """Send what is sent only when it is awaited or read."""
    if inspect.iscoroutine(answer):
        await answer
    else:
        async with answer:
            [one async for one in answer]


@pytest.mark.parametrize("method", [name for name in METHODS if name not in LINKS and METHODS[name] not in RECORDINGS])
def test_what_a_method_sends_is_what_the_contract_allows(sandbox, call, method):
    """Any arguments that the contract allows, or a listed widening of them, become a request that it allows.

    Forms with files are read in `tests/operations/test_audio.py`: the checks here read JSON and queries.
    """
    seen = []

    @few
    @given(arguments_of(method))
    def check(arguments):
        before = len(sandbox.requests)
        try:
            call(method, arguments)
        except (*REFUSED_UNSENT, errors.ArgumentError) as error:
            if not isinstance(error, REFUSED_UNSENT) and NO_URL not in str(error):
                raise
            assert len(sandbox.requests) == before
            return
        except errors.APIError:
            pass  # the sandbox's 410
        (sent,) = sandbox.requests[before:]
        seen.append(sent)
        check_request(method, arguments, sent)

    check()
    assert seen, "every example was refused: the strategies are too odd"


def check_request(method, arguments, sent):
    """Hold what arrived against the contract and against what was given."""
    assert problems(sent.method, sent.target, sent.headers.get("content-type", ""), sent.body) == []
    operation = operation_of(sent.method, sent.target)
    assert operation == METHODS[method] or (operation, METHODS[method]) in {(CHAT, TEXT), (GENERATION, IMAGE)}
    assert sent.headers["authorization"].startswith("Bearer sk_")
    assert "key" not in sent.params
    if operation == GENERATION:
        assert_sent_by_post(arguments, sent.json())
    elif operation == METHODS[method] and method not in FILES:  # of a form, `problems` has seen the fields
        assert_only_what_was_given(method, arguments, sent)


def assert_sent_by_post(arguments, body):
    """The POST has the options of the GET; the defaults of that are sent, and what the service ignores is not."""
    gone = {"enhance", "negative_prompt", "width", "height"}
    renamed = {"aspect_ratio": "aspectRatio"}
    given_names = {renamed.get(name, name) for name, value in arguments.items() if value is not False} - gone
    size = {"size"} if {"width", "height"} & arguments.keys() else set()
    assert set(body) == given_names | size | {"model", "seed", "response_format"}
    assert body["prompt"] == arguments["prompt"]


def assert_only_what_was_given(method, arguments, sent):
    """Nothing that was given is missing, nothing is made up; query switches travel only when they are true."""
    of_query = not sent.body or METHODS[method] == EDIT  # whose only switch is that of the GET
    fields = fields_of(operations_of(CONTRACT)[METHODS[method]], CONTRACT)
    wire = {field.python_name: field.name for field in fields}
    in_path = {field.python_name for field in fields if field.in_path}
    given_names = {
        wire[name]
        for name, value in arguments.items()
        if name not in {*in_path, "answer_type"}
        and (method, name) != ("run_tools", "tools")
        and not (of_query and value is False and name not in FILTERS)
    }
    added = FORMS.get(method, {}).keys() | ({"stream"} if method in ("stream_text", "stream_chat") else set())
    if method == "embed":
        added |= {"encoding_format"}
    if method == "parse":
        added |= {"response_format"}
    assert set(sent.json() if sent.body else sent.params) == given_names | added


@pytest.mark.parametrize("flavour", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize("method", LINKS)
@few
@given(data=st.data())
def test_a_link_is_what_the_contract_allows(flavour, method, data):
    """A link asks for an operation of the contract, with the publishable key only where it was wanted."""
    arguments = data.draw(arguments_of(method))
    with_key = data.draw(st.booleans())
    client = flavour(KEY, base_url="http://127.0.0.1:9")
    try:
        link = getattr(client, method)(**arguments, with_key=with_key)
    except REFUSED_UNSENT:
        return
    target = link.removeprefix("http://127.0.0.1:9")
    assert problems("GET", target) == []
    assert operation_of("GET", target) == METHODS[method]
    assert (KEY in link) == with_key
