"""Wrong arguments: each raises `ArgumentError` with the help that is needed, and nothing is sent."""

import copy
import datetime as dt
import inspect
import pickle
import re
from pathlib import Path

import numpy as np
import pytest

from pollination_api import contract
from pollination_sdk import AsyncPollinations, Media, Pollinations, Retry, _operations, errors
from pollination_sdk._client import argument_help
from pollination_sdk._operations import messages as message_checks

KEY = "sk_test1234567890"
HI = {"role": "user", "content": "hi"}
ROLES = "system, developer, user, assistant, tool, function are the roles that there are."
WRONG_NAMES = [
    ("image", ("x",), {"size": "64x64"}, "image() takes no 'size'; width= and height= set it."),
    ("image", ("x",), {"negativePrompt": "y"}, "image(): 'negativePrompt' is negative_prompt here."),
    (
        "image",
        ("x",),
        {"n": 2},
        "image() takes no 'n'; each call makes one result; call it again",
    ),
    ("image", ("x",), {"stream": True}, "image() takes no 'stream'; use stream_image()."),
    ("image", ("x",), {"json": True}, "image() takes no 'json'; text() takes it."),
    ("chat", ("x",), {"stream": True}, "chat() takes no 'stream'; use stream_chat()."),
    ("chat", (), {"prompt": "x"}, "chat() takes no 'prompt'; messages= takes it, as text or as a list of messages."),
    ("chat", ("x",), {"max_output_tokens": 9}, "chat() takes no 'max_output_tokens'; max_tokens= sets it."),
    ("chat", ("x",), {"extra_body": {}}, "chat() takes no 'extra_body'; extra= takes fields that are not documented."),
    ("chat", ("x",), {"headers": {}}, "chat() takes no 'headers'; extra_headers= adds them to this call."),
    ("chat", ("x",), {"api_key": KEY}, "chat() takes no 'api_key'; with_options(api_key=...) sets it."),
    ("chat", ("x",), {"base_url": "x"}, "chat() takes no 'base_url'; with_options(base_url=...) sets it."),
    (
        "chat",
        ("x",),
        {"max_retries": 1},
        "chat() takes no 'max_retries'; with_options(retry=Retry(attempts=2)) does",
    ),
    ("text", ("x",), {"modle": "openai"}, "text() takes no 'modle' (is 'model' meant?)."),
    ("text", ("x",), {"stop": "y"}, "text() takes no 'stop'; chat() takes it."),
    ("text", ("a", "b"), {}, "text() takes the prompt alone by position; model= names the model."),
    ("text", ("a",), {"prompt": "b"}, "text() got 'prompt' twice, by position and by keyword."),
    ("text", (), {}, "text() needs 'prompt'; give it as the first argument."),
    ("edit_image", ("x",), {}, "edit_image() needs 'image'; give it as image=."),
    ("edit_image", (), {}, "edit_image() needs 'prompt', 'image'; give them as the first argument and as image=."),
    (
        "edit_image",
        ("x", Path("fox.jpg")),
        {},
        "edit_image() takes the prompt alone by position; name the others, such as image=.",
    ),
    ("edit_image", ("x", "flux"), {"image": b"x"}, "edit_image() takes the prompt alone by position; model= names"),
    (
        "stream_text",
        (),
        {"messages": []},
        "stream_text() takes no 'messages'; prompt= takes one text; chat()",
    ),
    ("models", ("text",), {}, "models() takes no argument by position; name the others, such as kind=."),
    ("usage_csv", (), {"lmit": 1}, "usage_csv() takes no 'lmit' (is 'limit' meant?)."),
    ("image_url", ("x",), {"timeout": 5}, "image_url() takes no 'timeout'; a link sends nothing."),
    ("iter_usage", (), {"sinse": "7d"}, "iter_usage() takes no 'sinse' (is 'since' meant?)."),
    ("with_options", (), {"max_retries": 4}, "with_options() takes no 'max_retries'; retry=Retry(attempts=5) does it."),
    ("with_options", (), {"keys": 4}, "with_options() takes no 'keys'; it takes"),
    ("balance", (), {"foo": 1}, "balance() takes no 'foo'; it takes extra, timeout, extra_headers."),
    ("chat", (), {"images": ["x"]}, "chat() takes no 'images'; attachments= takes files and URLs, in a list."),
    ("chat", ("x",), {"image": "x"}, "chat() takes no 'image'; attachments= takes files and URLs, in a list."),
    ("text", ("x",), {"files": ["x"]}, "text() takes no 'files'; attachments= takes files and URLs, in a list."),
    ("chat", ("x",), {"size": "64x64"}, "chat() takes no 'size'; image(width=..., height=...) sets that of an image."),
    ("image", ("x",), {"reasoning": {}}, "image() takes no 'reasoning'; chat(reasoning_effort=...) takes it."),
    ("chat", ("x",), {"temp": 1}, "chat() takes no 'temp' (is 'temperature' meant?)."),
    ("image", ("x",), {"images": ["x"]}, "image() takes no 'images'; image= takes their URLs."),
    ("image", ("x",), {"steps": 9}, "image() takes no 'steps'; the model decides about it, so leave it out."),
    ("image", ("x",), {"style": "x"}, "image() takes no 'style'; describe it in the prompt."),
    ("image", ("x",), {"format": "png"}, "image() takes no 'format'; the model chooses the file format; media_type"),
    ("image", ("x",), {"filename": "x"}, "image() takes no 'filename'; save() of the answer takes it."),
    ("call", ("post_v1_embeddings",), {}, "post_v1_embeddings needs input=."),
    ("call", (), {}, "call() needs 'operation'; give it as the first argument."),
    ("billed_cost", (), {}, "billed_cost() needs 'answer'; give it as the first argument."),
    ("billed_cost", ("x",), {"max_retries": 1}, "billed_cost() takes no 'max_retries'; with_options(retry="),
    ("reconcile", ("7d", "1d"), {}, "reconcile() takes the since alone by position; name the others, such as"),
    ("reconcile", (), {"sinse": "7d"}, "reconcile() takes no 'sinse' (is 'since' meant?)."),
]
PIXELS = np.zeros((2, 2))
WRONG_VALUES = [
    ("edit_image", ("x",), {"image": PIXELS}, "image takes URLs and files, or a list of them, not ndarray."),
    ("image", ("x",), {"image": PIXELS[0]}, "image takes URLs and files, or a list of them, not ndarray."),
    ("video", ("x",), {"reference_images": PIXELS}, "reference_images takes a URL or a file, not ndarray."),
    ("image", ("x",), {"width": "wide"}, "width takes a number, not text."),
    ("image", ("x",), {"width": 0}, "width must be 1 or more, not 0."),
    ("image", ("x",), {"width": 2**60}, "width must be from 1 to 9007199254740991, not 1152921504606846976."),
    ("image", ("x",), {"width": True}, "width takes a number, not bool."),
    ("image", ("x",), {"width": np.bool_(True)}, "width takes a number, not bool"),
    ("image_url", ("x",), {"duration": 121}, "duration must be from 1 to 120, not 121."),
    (
        "image",
        ("x",),
        {"safe": "yes"},
        "safe takes True, False, or names of checks such as",
    ),
    ("text", ("x",), {"seed": "x"}, "seed must be an integer or 'random', not 'x'."),
    ("text", ("x",), {"seed": -2}, "seed must be -1 or more, not -2."),
    ("text", ("x",), {"temperature": "hot"}, "temperature takes a number, not text."),
    ("text", ("x",), {"temperature": 2.5}, "temperature must be from 0 to 2, not 2.5."),
    ("text", ("what?",), {"temperature": np.float32(2.5)}, "temperature must be from 0 to 2, not 2.5."),
    ("stream_chat", ("x",), {"top_p": 1.5}, "top_p must be from 0 to 1, not 1.5."),
    ("chat", ("x",), {"response_format": "json"}, 'response_format takes "json_object", "text", or a dict'),
    ("chat", ("x",), {"timeout": 0}, "timeout takes seconds above 0, or None for no limit, not 0."),
    ("chat", ("x",), {"timeout": "5"}, "timeout takes seconds above 0, or None for no limit, not '5'."),
    ("chat", ("x",), {"extra_headers": [1]}, "extra_headers= takes a dict of names and values, not list."),
    ("chat", ("x",), {"extra_headers": {"a b": "c"}}, "extra_headers= holds 'a b', which is no header name."),
    ("chat", ([{"role": "user", "contnet": "x"}],), {}, "messages[0].contnet is unknown (is 'content' meant?)."),
    ("chat", ([HI, HI, {"role": "bot", "content": "x"}],), {}, f"messages[2].role is 'bot'; {ROLES}"),
    ("chat", ([{"content": "x"}],), {}, f"messages[0].role is missing; {ROLES}"),
    ("chat", ([{"role": "user", "content": 5}],), {}, "messages[0].content takes text or a list of parts, not int."),
    (
        "chat",
        ([{"role": "tool", "content": "x", "toolCallId": "1"}],),
        {},
        "toolCallId is unknown (is 'tool_call_id'",
    ),
    ("reconcile", (), {"timeout": 0}, "timeout takes seconds above 0, or None for no limit, not 0."),
    ("usage", (), {"days": 0}, "days must be from 1 to 90, not 0."),
    ("usage", (), {"before": dt.timedelta(days=-1)}, "is not a valid time (a span before now is positive)"),
    ("model_status", (), {"minutes": 10_081}, "minutes must be from 1 to 10080, not 10081."),
    ("call", (5,), {}, "call() takes the name of an operation, not int."),
    ("call", (["get_models"],), {}, "call() takes the name of an operation, not list."),
    (
        "call",
        ("post_embedding",),
        {},
        "The contract has no operation 'post_embedding' (is 'post_v1_embeddings' meant?).",
    ),
    ("chat", ("x",), {"attachments": ["file:///tmp/x.png"]}, "so give Path('/tmp/x.png') for a file."),
    (
        "call",
        ("post_generate_v1_chat_completions",),
        {"messages": [{"role": "bot", "content": "x"}]},
        f"messages[0].role is 'bot'; {ROLES}",
    ),
]
WRONG_MESSAGES = [
    ({"role": "user", "text": "x"}, ".text is unknown; what is said belongs into 'content'."),
    ({"role": "user", "message": "x"}, ".message is unknown; what is said belongs into 'content'."),
    ({"role": "user", "parts": [{"text": "x"}]}, ".parts is unknown; what is said belongs into 'content'."),
    ({"role": "user"}, ".content is missing; give text or a list of parts."),
    ({"role": "user", "content": None}, ".content is missing; give text or a list of parts."),
    ({"role": "tool", "tool_call_id": "1"}, ".content is missing; give text or a list of parts."),
    ({"role": "user", "content": []}, ".content is empty; give text, or at least one part."),
    ({"role": "user", "content": Path("x.png")}, ".content is a path (PosixPath); give a file as attachments=, or"),
    ({"role": "user", "content": ["what", b"\x89PNG\r\n\x1a\n"]}, ".content[0] is text; a part of text is {"),
    ({"role": "user", "content": {"type": "text", "text": "x"}}, "not one part; put it into a list."),
    ({"role": "user", "content": [{"text": "x"}]}, ".content[0].type is missing (is 'text' meant?)."),
    ({"role": "user", "content": [{"source": {}}]}, ".content[0].type is missing."),
    (
        {"role": "user", "content": [{"type": "text", "txt": "x"}]},
        ".content[0].txt is unknown; its content belongs into 'text'.",
    ),
    (
        {"role": "user", "content": [{"type": "image_url", "image": "x"}]},
        ".content[0].image is unknown; its content belongs into 'image_url'.",
    ),
    ({"role": "user", "content": [{"type": "file"}]}, ".content[0].file is missing."),
    (
        {"role": "user", "content": [{"type": "image-url", "image_url": {"url": "https://a.example"}}]},
        ".content[0].type is 'image-url' (is 'image_url' meant?).",
    ),
    (
        {"role": "user", "content": [{"type": "image", "source": {"type": "base64", "data": ""}}]},
        '.content[0].type is \'image\', which is one of another service; give {"type": "image_url"',
    ),
    (
        {"role": "user", "content": [{"type": "document", "source": {"type": "url", "url": ""}}]},
        'give {"type": "file", "file": {"file_data": ...}}.',
    ),
    (
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "1", "content": "x"}]},
        'give {"role": "tool", "tool_call_id": ..., "content": ...} as a message.',
    ),
    ({"role": "user", "content": [{"type": "input_text", "text": "x"}]}, 'give {"type": "text", "text": ...}.'),
    ({"role": "tool", "content": "x"}, ".tool_call_id is missing; give the id of the call that it answers."),
    ({"role": "tool", "content": "x", "tool_call": "1"}, ".tool_call is unknown (is 'tool_call_id' meant?)."),
    ({"role": "function", "content": "x"}, ".name is missing; give the name of the function."),
    (
        {"role": "assistant", "tool_calls": [{"id": "1", "type": "function"}]},
        ".tool_calls[0].function is missing; give the message as the model returned it.",
    ),
    (
        {"role": "assistant", "tool_calls": [{"id": "1", "function": {"name": "look", "arguments": {}}}]},
        ".tool_calls[0].function.arguments takes JSON text, not dict; json.dumps() makes it.",
    ),
    ({"role": "model", "content": "x"}, f".role is 'model'; {ROLES} Is 'assistant' meant?"),
    ({"role": "User", "content": "x"}, f".role is 'User'; {ROLES} Is 'user' meant?"),
]
FUNCTION = '{"type": "function", "function": {"name": ..., "description": ..., "parameters": {...}}}'
SCHEMA = '{"type": "json_schema", "json_schema": {"name": ..., "schema": {...}}}'
WRONG_FORMS = [
    ("tools", ["look"], f"tools[0] is text; a tool is {FUNCTION}."),
    (
        "tools",
        [{"type": "google_search"}, {"name": "look", "input_schema": {}}],
        f"tools[1].function is missing; input_schema is parameters there: a tool is {FUNCTION}.",
    ),
    ("tools", [{"type": "function", "name": "look"}], f"tools[0].function is missing: a tool is {FUNCTION}."),
    ("tools", [{"function": {"name": "look"}}], f"tools[0].type is missing: a tool is {FUNCTION}."),
    ("tools", [{"type": "function", "function": {}}], f"tools[0].function.name is missing: a tool is {FUNCTION}."),
    (
        "tool_choice",
        {"type": "tool", "name": "look"},
        'tool_choice.function is missing: give {"type": "function", "function": {"name": ...}}, or a word such as',
    ),
    (
        "response_format",
        {"type": "object", "properties": {}},
        f"response_format is no format by its type 'object'; a JSON Schema is given as {SCHEMA}.",
    ),
    (
        "response_format",
        {"type": "json_schema", "schema": {}},
        f"response_format.json_schema.schema is missing; a JSON Schema is given as {SCHEMA}.",
    ),
    ("audio", {"voice": "alloy"}, "audio.format is missing; give a voice and a format, such as {"),
]
CONSTRUCTORS = [
    ({"max_retries": 2}, "{name}() takes no 'max_retries'; retry=Retry(attempts=3) does it."),
    ({"apiKey": KEY}, "{name}(): 'apiKey' is api_key here."),
    ({"token": KEY}, "{name}() takes no 'token'; api_key= takes the key."),
    ({"default_headers": {}}, "{name}() takes no 'default_headers'; headers= adds them to each request."),
    ({"url": "x"}, "{name}() takes no 'url'; base_url= names the service."),
    ({"referrer": "x"}, "{name}() takes no 'referrer'; the key says who asks; leave it out."),
    ({"organization": "x"}, "{name}() takes no 'organization'; the key says whose account pays; leave it out."),
    ({"timeout": True}, "timeout takes seconds above 0, or None for no limit, not True."),
    ({"headers": "x"}, "headers= takes a dict of names and values, not str."),
    ({"check_size": "yes"}, "check_size takes True or False, not 'yes'."),
    ({"retry": 3}, "retry takes a Retry, such as Retry(attempts=5) or Retry.off, not 3."),
]
OF_OPENAI = """
    size n stream stop max_completion_tokens max_output_tokens input instructions prompt messages tools tool_choice
    functions function_call parallel_tool_calls logit_bias logprobs top_logprobs response_format reasoning verbosity
    background output_format output_compression moderation seconds input_reference service_tier store metadata
    previous_response_id conversation extra_body extra_query extra_headers timeout max_retries api_key base_url
    default_headers http_client user
"""
"""Keyword arguments of openai's client and its methods."""


def refusal(flavour, client, name, args, kwargs):
    """Return the error of a wrong call."""
    with pytest.raises(errors.ArgumentError) as caught:
        flavour.wait(getattr(client, name)(*args, **kwargs))
    return caught.value


@pytest.fixture
def offline(flavour):
    """Give a client of each flavour that can reach nothing."""
    client = flavour.client_class(KEY, base_url="http://127.0.0.1:1", retry=Retry.off)
    yield client
    flavour.close(client)


@pytest.mark.parametrize("wrong", WRONG_NAMES, ids=[one[3] for one in WRONG_NAMES])
def test_arguments_that_do_not_fit_are_explained(flavour, offline, wrong):
    """An unknown, missing or surplus argument is a `TypeError` of this package that says what to write."""
    *call, words = wrong
    error = refusal(flavour, offline, *call)
    assert str(error).startswith(words)
    assert error.__cause__ is None
    assert not isinstance(error, ValueError)


@pytest.mark.parametrize("wrong", WRONG_VALUES, ids=[one[3] for one in WRONG_VALUES])
def test_values_that_do_not_fit_are_refused_by_name_and_bound(flavour, offline, wrong):
    """A value of the wrong type or out of bounds is refused with its name, before anything is sent."""
    *call, words = wrong
    assert words in str(refusal(flavour, offline, *call))


@pytest.mark.parametrize("wrong", WRONG_MESSAGES, ids=[one[1] for one in WRONG_MESSAGES])
def test_a_message_of_another_form_names_its_place(flavour, offline, wrong):
    """What the contract does not allow in a message is refused with its place and what to write instead."""
    message, words = wrong
    error = str(refusal(flavour, offline, "chat", ([HI, message],), {}))
    assert error.startswith("messages[1].")
    assert words in error


def test_the_name_of_a_file_as_image_says_how_to_upload_it(flavour, offline):
    """`image="shot.png"` is refused with the call that gives a URL, as the path object is where only URLs are taken."""
    with pytest.raises(errors.PromptError, match=r"never a path: image\(\) and edit_image\(\) take Path\(\.\.\.\)"):
        flavour.wait(offline.image("x", image="shot.png"))
    with pytest.raises(errors.PromptError, match=r"never read as a path: give a file as Path\(\.\.\.\)"):
        flavour.wait(offline.video("x", image="shot.png"))
    with pytest.raises(
        errors.ArgumentError, match=r"takes only URLs\. Give client\.upload\(path\)\.url, or auto_upload"
    ):
        flavour.wait(offline.video("x", image=Path("shot.png")))


@pytest.mark.parametrize("wrong", WRONG_FORMS, ids=[one[2] for one in WRONG_FORMS])
def test_an_option_of_another_form_shows_the_right_one(flavour, offline, wrong):
    """Tools and formats as other services have them are refused with an example."""
    name, value, words = wrong
    assert words in str(refusal(flavour, offline, "chat", ("x",), {name: value}))


def test_an_answer_in_place_of_its_message_is_told_apart(flavour, client):
    """A whole answer or a choice of it, as a message or as its content, is refused with the message to give."""
    answer = flavour.wait(client.chat("hi"))
    choice, message = answer.choices[0], answer.choices[0].message
    for wrong, words in [
        (answer, "messages[1] is a whole answer; give answer.choices[0].message."),
        (answer.to_dict(), "messages[1] is a whole answer; give answer.choices[0].message."),
        (choice, "messages[1] is a choice of an answer; give choice.message."),
        ({"role": "assistant", "content": answer}, "not a whole answer; give answer.choices[0].message in place of"),
        ({"role": "assistant", "content": message}, "not a message; put it into the list of messages by itself."),
    ]:
        assert words in str(refusal(flavour, client, "chat", ([HI, wrong],), {}))


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        (HI, "messages takes text or a list of messages, not dict; put it into a list."),
        (Path("x.png"), "not a path (PosixPath); give it as attachments=, beside the text."),
        (Media(b"x"), "not Media; give it as attachments=, beside the text."),
    ],
)
def test_what_is_no_conversation_says_where_it_belongs(flavour, offline, messages, words):
    """One message alone, and a file in place of the text, are refused with the place that they have."""
    assert words in str(refusal(flavour, offline, "chat", (messages,), {}))


@pytest.mark.parametrize(("kwargs", "words"), CONSTRUCTORS, ids=[one[1] for one in CONSTRUCTORS])
def test_the_constructors_explain_too(flavour, kwargs, words):
    """What a client does not take is refused with the help for clients."""
    with pytest.raises(errors.ArgumentError) as caught:
        flavour.client_class(**kwargs)
    assert str(caught.value) == words.format(name=flavour.client_class.__name__)


@pytest.mark.parametrize("view", [lambda client: client, lambda client: client.detailed], ids=["client", "detailed"])
def test_each_view_explains(flavour, offline, view):
    """The methods of `detailed` give the same help."""
    assert "use stream_chat()" in str(refusal(flavour, view(offline), "chat", ("x",), {"stream": True}))


def test_a_bad_value_is_a_value_error_and_a_bad_type_is_none(flavour, offline):
    """`except ValueError` catches values that are not allowed, `except TypeError` and `PollinationsError` catch all."""
    value = refusal(flavour, offline, "image", ("x",), {"width": 0})
    kind = refusal(flavour, offline, "image", ("x",), {"width": "wide"})
    assert isinstance(value, ValueError)
    assert not isinstance(kind, ValueError)
    assert all(isinstance(one, TypeError) and isinstance(one, errors.PollinationsError) for one in (value, kind))


def test_a_type_error_from_inside_stays_what_it_is():
    """A `TypeError` that was not raised by the binding of arguments is passed on."""

    class Broken(dict):
        def items(self):
            raise TypeError("mine")

    with pytest.raises(TypeError, match="mine") as caught:
        Pollinations(KEY).chat([Broken(role="user")])
    assert not isinstance(caught.value, errors.ArgumentError)


@pytest.mark.parametrize("name", OF_OPENAI.split())
@pytest.mark.parametrize("method", ["chat", "text", "image"])
def test_forty_keyword_arguments_of_openai_are_known(flavour, offline, method, name):
    """Each is taken, or refused with what to write instead, never with the list of all options."""
    if name not in inspect.signature(getattr(offline, method)).parameters:
        error = str(refusal(flavour, offline, method, (), {name: 1}))
        assert error.startswith(f"{method}() takes no {name!r}; ")
        assert "; it takes " not in error


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_the_page_has_each_of_them_with_arguments_that_exist(cls):
    """The table for users of openai names each argument once; each option and method beside it is there."""
    text = (Path(__file__).parents[2] / "docs/other-packages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", text.partition("## Arguments of openai's client")[2], re.MULTILINE)
    assert sorted(name for names, _ in rows for name in re.findall(r"`(\w+)`", names)) == sorted(OF_OPENAI.split())
    methods = [getattr(cls, name) for name in dir(cls) if name[0] != "_" and inspect.isfunction(getattr(cls, name))]
    taken = {name for one in (cls, *methods) for name in inspect.signature(one).parameters}
    for _, here in rows:
        assert set(re.findall(r"`(\w+)=", here)) <= taken, here
        named = re.findall(r"`(stream_\w+)`|(?:of|and) `(\w+)`", here)
        assert {one or other for one, other in named} <= set(dir(cls)), here


def test_hints_name_options_that_exist():
    """What a hint asks of a method is an option of some method, or a method."""
    options = {name for one in _operations.__all__ if callable(getattr(_operations, one)) for name in _parameters(one)}
    needed = {need for hints in argument_help._OF_METHODS.values() for need, _ in hints}
    assert needed <= {*options, *_operations.__all__, "timeout", "extra_headers", ""}
    clients = inspect.signature(Pollinations).parameters
    assert {need for hints in argument_help._OF_CLIENTS.values() for need, _ in hints} <= {*clients, ""}


def _parameters(name):
    return inspect.signature(getattr(_operations, name)).parameters


def test_the_roles_and_fields_of_messages_are_those_of_the_contract():
    """A role or a field that the contract adds is not refused."""
    schemas = contract.load()["components"]["schemas"]
    kinds = [schemas[one["$ref"].rpartition("/")[2]]["properties"] for one in schemas["ChatMessage"]["anyOf"]]
    assert set(message_checks.ROLES) == {one["role"]["const"] for one in kinds}
    assert {name for one in kinds for name in one} == message_checks.FIELDS


@pytest.mark.parametrize(
    "message",
    [
        {**HI, "context": "x"},
        {**HI, "weight": 0},
        {**HI, "contents": ["x"]},
        {"role": "assistant", "content": None, "refusal": "no"},
        {"role": "assistant"},
        {"role": "tool", "tool_call_id": "1", "content": None},
        {**HI, "content": [{"type": "image", "image": "x"}, {"type": "thinking", "thinking": "x"}]},
    ],
)
def test_fields_that_the_contract_leaves_open_pass(flavour, client, sandbox, message):
    """An unknown field beside the known ones is sent as it is."""
    call = {"id": "1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
    before = [{"role": "assistant", "tool_calls": [call]}] if message["role"] == "tool" else []
    flavour.wait(client.chat([*before, message]))
    assert sandbox.requests[-1].json()["messages"] == [*before, message]


def test_words_and_numbers_that_fit_are_sent(flavour, client, sandbox):
    """`"json_object"` stands for its object, numbers of numpy count as numbers, and undocumented values pass."""
    options = {"response_format": "json_object", "temperature": np.float32(0.5), "seed": np.int64(7)}
    flavour.wait(client.chat("hi", **options))
    sent = sandbox.requests[-1].json()
    assert (sent["response_format"], sent["temperature"], sent["seed"]) == ({"type": "json_object"}, 0.5, 7)
    flavour.wait(client.image("fox", width=np.int16(64), safe="a_new_check"))
    assert sandbox.requests[-1].params == {"width": "64", "safe": "a_new_check"}


def test_a_timedelta_is_a_time_ago(flavour, client, sandbox):
    """`since=timedelta(days=40)` reads the usage of the last forty days."""
    flavour.all_of(client.iter_usage(since=dt.timedelta(days=40)))
    assert sandbox.requests[-1].params["days"] == "41"


@pytest.mark.parametrize(
    ("args", "kwargs", "words"),
    [
        ((3,), {}, "Retry() takes no argument by position; Retry(attempts=3) makes at most 3 attempts."),
        ((), {"max_retries": 3}, "Retry() takes no 'max_retries'; attempts= is the number of retries plus one."),
        ((), {"backoff": 3}, "Retry() takes no 'backoff'; first_wait= is the first wait in seconds."),
        ((), {"often": 3}, "Retry() takes no 'often'; it takes attempts, first_wait, max_wait, max_retry_after,"),
    ],
)
def test_retry_explains_too(args, kwargs, words):
    """What `Retry` does not take is refused with what to write instead."""
    with pytest.raises(errors.ArgumentError) as caught:
        Retry(*args, **kwargs)
    assert str(caught.value).startswith(words)


def test_a_timeout_of_the_wrong_type_is_no_value_error(flavour, offline):
    """`timeout="30"` is of the wrong type, and `timeout=0` is a value that is not allowed."""
    assert not isinstance(refusal(flavour, offline, "text", ("x",), {"timeout": "30"}), ValueError)
    assert isinstance(refusal(flavour, offline, "text", ("x",), {"timeout": 0}), ValueError)


def test_errors_of_arguments_survive_a_pickle():
    """They can be copied and pickled as all errors."""
    for error in (errors.ArgumentError("a"), errors.ArgumentValueError("b")):
        assert pickle.loads(pickle.dumps(error)) == error == copy.deepcopy(error)


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_numbers_of_other_libraries_are_limits(cls):
    """A client takes numpy's numbers for its limits."""
    cls(KEY, timeout=np.float32(5), max_in_flight=np.int64(2), max_per_second=np.float64(3))
