"""Every method of both clients, over real sockets: what it sends, and what it returns."""

import csv
import inspect
import io
import json
import re
from typing import get_args
from urllib.parse import unquote

import httpx
import pytest
from tests.contract.python_types import evaluated

from pollination_api import contract
from pollination_sdk import Answer, AsyncPollinations, Media, Pollinations, Retry, without_waiting
from pollination_sdk.errors import APIError, InvalidKeyError, MissingKeyError, PromptError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import (
    AccountBalance,
    AccountDailyUsage,
    AccountKey,
    AccountProfile,
    AccountUsage,
    ChatCompletion,
    CreatedKey,
    Earnings,
    Embeddings,
    KeyList,
    ListedModel,
    Model,
    ModelList,
    ModelStatusTable,
    QuestList,
    StoredFile,
    TimedSpeech,
    Transcription,
    UserMessage,
)

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

SOUND = b"RIFF\x24\0\0\0WAVE"
SMALL = {"width": 16, "height": 16}
CALLS = {
    "text": (["hi"], {}, str, "GET /text/hi"),
    "chat": (["hi"], {}, ChatCompletion, "POST /v1/chat/completions"),
    "parse": (["hi", dict[str, str]], {}, dict, "POST /v1/chat/completions"),
    "image": (["fox"], SMALL, Media, "GET /image/fox?width=16&height=16"),
    "edit_image": (["night"], {"image": "https://a.example/x.png", **SMALL}, Media, "POST /v1/images/edits"),
    "video": (["sea"], {"duration": 1}, Media, "GET /video/sea?duration=1"),
    "mesh": (["fox"], {"resolution": "high"}, Media, "GET /3d/fox?resolution=high"),
    "embed": (["moss"], {}, Embeddings, "POST /v1/embeddings"),
    "upload": ([b"hi"], {"id": "one"}, StoredFile, "POST /x-media/upload"),
    "speech": (["hi"], {}, Media, "POST /v1/audio/speech"),
    "speech_with_timestamps": (["hi"], {}, TimedSpeech, "POST /v1/audio/speech/with-timestamps"),
    "transcribe": ([SOUND], {}, Transcription, "POST /v1/audio/transcriptions"),
    "change_voice": ([SOUND], {}, Media, "POST /v1/audio/voice-changer"),
    "isolate_voice": ([SOUND], {}, Media, "POST /v1/audio/voice-isolator"),
    "models": ([], {}, ModelList, "GET /v1/models"),
    "text_models": ([], {}, list, "GET /text/models"),
    "image_models": ([], {}, list, "GET /image/models"),
    "video_models": ([], {}, list, "GET /video/models"),
    "audio_models": ([], {}, list, "GET /audio/models"),
    "embedding_models": ([], {}, list, "GET /embeddings/models"),
    "mesh_models": ([], {}, list, "GET /3d/models"),
    "model": (["openai/gpt-5.4-nano"], {}, ListedModel, "GET /v1/models/openai%2Fgpt-5%2E4-nano"),
    "model_status": ([], {"minutes": 5}, ModelStatusTable, "GET /models/status?minutes=5"),
    "balance": ([], {}, AccountBalance, "GET /account/balance"),
    "profile": ([], {}, AccountProfile, "GET /account/profile"),
    "key": ([], {}, AccountKey, "GET /account/key"),
    "usage": ([], {}, AccountUsage, "GET /account/usage"),
    "usage_csv": ([], {}, str, "GET /account/usage?format=csv"),
    "daily_usage": ([], {}, AccountDailyUsage, "GET /account/usage/daily"),
    "key_usage": ([], {"limit": 2}, AccountUsage, "GET /account/key/usage?limit=2"),
    "list_keys": ([], {}, KeyList, "GET /account/keys"),
    "create_key": (["app"], {}, CreatedKey, "POST /account/keys"),
    "quests": ([], {}, QuestList, "GET /account/quests"),
    "earnings": ([], {"days": 7}, Earnings, "GET /account/earnings?days=7"),
    "daily_usage_csv": ([], {}, str, "GET /account/usage/daily?format=csv"),
}
OF_WHAT_EXISTS = {"upload_info", "delete_upload", "revoke_key"}
"""The methods that need a file or a key, see `test_uploads.py` and `test_key_admin.py` in `tests/operations/`."""
STREAMS = {
    "stream_text": (["hi"], {}, "GET /text/hi?stream=true"),
    "stream_chat": (["hi"], {}, "POST /v1/chat/completions"),
    "stream_image": (["fox"], SMALL, "GET /image/fox?width=16&height=16"),
    "stream_video": (["sea"], {"duration": 1}, "GET /video/sea?duration=1"),
    "stream_mesh": (["fox"], {"resolution": "high"}, "GET /3d/fox?resolution=high"),
    "stream_speech": (["hi"], {}, "POST /v1/audio/speech"),
}


def wire(sandbox):
    """Tell the last request in one line, as it was sent.

    Each has a `User-Agent` of this package: the edge has refused that of other clients.
    """
    request = sandbox.requests[-1]
    assert re.fullmatch(r"pollinations-sdk/\S+ \(python [\d.]+; httpx [\d.]+\)", request.headers["user-agent"])
    return f"{request.method} {request.target}"


@pytest.mark.parametrize("name", CALLS)
def test_each_method_returns_its_kind_and_sends_nothing_that_was_not_given(client, sandbox, name):
    """A method gives a value of its type; path and query hold what was given, byte for byte."""
    args, options, kind, sent = CALLS[name]
    assert isinstance(getattr(client, name)(*args, **options), kind)
    assert wire(sandbox) == sent


@pytest.mark.parametrize("name", CALLS)
def test_each_method_in_detail(client, sandbox, name):
    """`detailed` gives the same value in an `Answer` with status, headers, id, attempts and time."""
    args, options, kind, sent = CALLS[name]
    answer = getattr(client.detailed, name)(*args, **options)
    assert isinstance(answer, Answer)
    assert isinstance(answer.value, kind)
    assert (answer.status, answer.attempts) == (200, 1)
    assert answer.headers["content-type"]
    assert answer.request_id == answer.headers["x-request-id"]
    assert 0 < answer.elapsed < 60
    assert wire(sandbox) == sent


@pytest.mark.parametrize("name", STREAMS)
def test_each_stream_sends_what_was_given_when_it_is_first_read(client, flavour, sandbox, name):
    """A stream's request is sent at `with`, not before."""
    args, options, sent = STREAMS[name]
    stream = getattr(client, name)(*args, **options)
    assert sandbox.requests == []
    flavour.open(stream)
    assert wire(sandbox) == sent


def test_streams_are_not_in_detail(client):
    """`detailed` has every method that returns one value, `call` too, and none that streams or links."""
    offered = {name for name in dir(client.target.detailed) if not name.startswith("_")}
    assert offered == {*CALLS, *OF_WHAT_EXISTS, "call"}


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({"width": 1}, "width=1"),
        ({"seed": 0}, "seed=0"),
        (
            {"enhance": True, "safe": True, "transparent": True, "audio": True},
            "enhance=true&safe=true&transparent=true&audio=true",
        ),
        ({"enhance": False, "safe": False, "transparent": False, "audio": False}, ""),
        ({"negative_prompt": "a, b&c"}, "negative_prompt=a%2C%20b%26c"),
        ({"aspect_ratio": "16:9", "quality": "hd"}, "quality=hd&aspectRatio=16%3A9"),
        (
            {"image": ["https://a.example/1,2.png", "https://b.example/x|y"]},
            "image=https%3A%2F%2Fa.example%2F1%2C2.png%7Chttps%3A%2F%2Fb.example%2Fx%257Cy",
        ),
        ({"image": "https://a.example/1,2.png"}, "image=https%3A%2F%2Fa.example%2F1%252C2.png"),
        ({"model": None, "width": None, "seed": None, "safe": None, "image": None, "extra": None}, ""),
        ({"extra": {"nologo": True, "private": False, "n": 2}}, "nologo=true&private=false&n=2"),
    ],
)
def test_image_options_on_the_wire(flavour, options, query):
    """Options travel under the service's names; switches only when true, `extra` as it is, nothing else."""
    seen = []

    def handle(request):
        seen.append(request.url.raw_path.decode().partition("?")[2])
        return httpx.Response(200, content=GIF)

    client = mocked(flavour, handle)
    flavour.wait(client.image("x", **options))
    assert seen == [query]


GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def mocked(flavour, handle, key="sk_test1234567890", **options):
    """Make a client that answers from a function, for requests that the sandbox would refuse."""
    kind = httpx.Client if flavour.client_class is Pollinations else httpx.AsyncClient
    http = kind(transport=httpx.MockTransport(handle))
    return flavour.client_class(key, base_url="http://127.0.0.1:1", http_client=http, retry=Retry.off, **options)


A, B = "https://a.example/1,2.png", "https://b.example/x|y"
JOINED = "https%3A%2F%2Fa.example%2F1%2C2.png%7Chttps%3A%2F%2Fb.example%2Fx%257Cy"


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({}, ""),
        ({"model": "seedance", "duration": 120, "resolution": "720p"}, "model=seedance&resolution=720p&duration=120"),
        ({"aspect_ratio": "16:9", "audio": True, "seed": 0}, "seed=0&aspectRatio=16%3A9&audio=true"),
        ({"audio": False, "transparent": False, "safe": False, "enhance": False}, ""),
        ({"width": 640, "height": 480, "safe": "privacy"}, "width=640&height=480&safe=privacy"),
        ({"quality": "hd", "transparent": True}, "quality=hd&transparent=true"),
        ({"enhance": True, "negative_prompt": "blur"}, "enhance=true&negative_prompt=blur"),
        ({"image": [A, B]}, f"image={JOINED}"),
        ({"image": A}, "image=https%3A%2F%2Fa.example%2F1%252C2.png"),
        ({"image": (A, B)}, f"image={JOINED}"),
        (
            {"reference_images": [A, B], "reference_videos": [B]},
            f"reference_images={JOINED}&reference_videos=https%3A%2F%2Fb.example%2Fx%257Cy",
        ),
        ({"reference_audios": f"{A}|https://b.example/x%7Cy"}, f"reference_audios={JOINED}"),
        ({"extra": {"fps": 24}}, "fps=24"),
    ],
)
@pytest.mark.filterwarnings("ignore::pollination_sdk.errors.ServiceDeprecationWarning")
def test_video_options_on_the_wire(flavour, options, query):
    """Options travel under the service's names; references are joined, and no default is sent."""
    assert sent_by(flavour, "video", **options) == f"/video/x?{query}".removesuffix("?")


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({}, ""),
        ({"model": "microsoft/trellis-2", "resolution": "high"}, "model=microsoft%2Ftrellis-2&resolution=high"),
        ({"image": [A, B], "seed": 7, "safe": True}, f"seed=7&safe=true&image={JOINED}"),
        ({"extra": {"faces": 1000}}, "faces=1000"),
    ],
)
def test_mesh_options_on_the_wire(flavour, options, query):
    """Options travel in the query, where undocumented ones are accepted too."""
    assert sent_by(flavour, "mesh", **options) == f"/3d/x?{query}".removesuffix("?")


def sent_by(flavour, method, **options):
    """Return the target of the request that a method sends for the prompt `x`."""
    seen = []

    def handle(request):
        seen.append(request.url.raw_path.decode())
        return httpx.Response(410)

    with pytest.raises(APIError):
        flavour.wait(getattr(mocked(flavour, handle), method)("x", **options))
    (target,) = seen
    return target


HI = [{"role": "user", "content": "hi"}]
CHAT_OPTIONS = {
    "model": "openai-fast",
    "modalities": ["text"],
    "audio": {"voice": "alloy", "format": "wav"},
    "frequency_penalty": 0,
    "repetition_penalty": None,
    "logit_bias": {"50256": -100},
    "logprobs": False,
    "top_logprobs": None,
    "max_tokens": 5,
    "presence_penalty": None,
    "response_format": {"type": "text"},
    "seed": 7,
    "stop": ["END"],
    "stream_options": None,
    "thinking": None,
    "reasoning_effort": "low",
    "thinking_budget": 0,
    "temperature": None,
    "top_p": 1,
    "tools": [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}],
    "tool_choice": "none",
    "parallel_tool_calls": False,
    "user": "u",
    "function_call": "none",
    "functions": [{"name": "f"}],
    "safe": "privacy",
    "max_completion_tokens": 9,
    "web_search_options": {"search_context_size": "low"},
    "prompt_cache_options": {"mode": "explicit"},
}


def test_chat_sends_each_field_as_it_was_given(client, sandbox):
    """A body holds exactly what was given: None as null, False as false, 0 as 0, `extra` beside them."""
    client.chat("hi", **CHAT_OPTIONS, extra={"web_search": None})
    messages = [{"role": "user", "content": "hi"}]
    assert sandbox.requests[-1].json() == {"messages": messages, **CHAT_OPTIONS, "web_search": None}


def test_chat_offers_these_options_and_no_others():
    """The options above are all of them, so that none goes unproved."""
    offered = inspect.signature(Pollinations.chat).parameters
    assert set(offered) == {"self", "messages", "attachments", "extra", "timeout", "extra_headers", *CHAT_OPTIONS}


def test_none_is_null_where_the_contract_has_it_and_not_sent_elsewhere(client, sandbox, flavour):
    """Every option takes None, so that a function can pass on its own; the contract decides whether it is sent."""
    schemas = contract.load()["components"]["schemas"]
    fields = {name: schemas["ChatCompletionRequest"]["properties"][name] for name in CHAT_OPTIONS}
    kinds = {name: [field, *field.get("anyOf", ())] for name, field in fields.items()}
    nullable = {name for name, parts in kinds.items() if any("null" in part.get("type", ()) for part in parts)}
    assert len(nullable) == 14
    client.chat("hi", **dict.fromkeys(CHAT_OPTIONS))
    assert sandbox.requests[-1].json() == {"messages": HI, **dict.fromkeys(nullable)}
    flavour.open(client.stream_chat("hi", **dict.fromkeys(CHAT_OPTIONS)))
    assert sandbox.requests[-1].json() == {"messages": HI, **dict.fromkeys(nullable), "stream": True}
    for name in CHAT_OPTIONS:
        annotation = inspect.signature(Pollinations.chat).parameters[name].annotation
        assert type(None) in get_args(evaluated(annotation)), name


def test_chat_sends_only_the_messages_by_default(client, sandbox):
    """No default of the contract is sent."""
    client.chat("hi")
    assert sandbox.requests[-1].json() == {"messages": [{"role": "user", "content": "hi"}]}


def test_stream_chat_says_so_in_the_body(client, flavour, sandbox):
    """The stream is asked for in the body, beside what was given."""
    flavour.open(client.stream_chat("hi", seed=3))
    assert sandbox.requests[-1].json() == {"messages": [{"role": "user", "content": "hi"}], "seed": 3, "stream": True}


def test_messages_come_in_every_form(client, sandbox):
    """Dicts, models and returned messages stand side by side; what was returned is accepted back."""
    first = client.chat([{"role": "user", "content": [{"type": "text", "text": "one"}]}])
    conversation = [
        UserMessage(content="one", role="user"),
        first.choices[0].message,
        {"role": "user", "content": "two"},
    ]
    assert client.chat(conversation).choices[0].message.content == "openai heard: two"
    assert sandbox.requests[-1].json()["messages"] == [
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": "openai heard: one"},
        {"role": "user", "content": "two"},
    ]


def test_a_message_that_calls_a_tool_is_accepted_back(client):
    """A tool's answer goes back behind the message that called it, null content and all."""
    tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]
    called = client.chat("look", tools=tools).choices[0].message
    answer = {"role": "tool", "tool_call_id": called.tool_calls[0].id, "content": "a fox"}
    final = client.chat([{"role": "user", "content": "look"}, called, answer], tools=tools)
    assert final.choices[0].message.content == "openai heard: a fox"


def test_a_returned_message_with_everything_in_it_is_accepted_back(client, sandbox):
    """Thoughts, parts, sound and nulls of a returned message pass the contract's check of requests."""
    full = {
        "role": "assistant",
        "content": None,
        "tool_calls": None,
        "function_call": None,
        "reasoning_content": "hm",
        "audio": {"id": "a", "transcript": "hi", "data": "AA==", "expires_at": 1},
        "content_blocks": [{"type": "text", "text": "hi"}, {"type": "thinking", "thinking": "hm"}],
        "new": {"field": None},
    }
    sandbox.queue(Fault.set_field("/choices/0/message", full))
    returned = client.chat("hi").choices[0].message
    client.chat([{"role": "user", "content": "hi"}, returned, {"role": "user", "content": "more"}])
    assert sandbox.requests[-1].json()["messages"][1]["content"] is None


@pytest.mark.parametrize("messages", [b"hi", {"role": "user", "content": "hi"}, 7, None])
def test_messages_of_another_type_are_refused(client, sandbox, messages):
    """What is no conversation is a `TypeError` that says what is, before anything is sent."""
    with pytest.raises(TypeError, match="text or a list of messages"):
        client.chat(messages)
    assert sandbox.requests == []


@pytest.mark.parametrize("name", ["text", "image", "video", "mesh", "text_url", "image_url"])
@pytest.mark.parametrize("prompt", [None, 7, b"fox"])
def test_prompts_of_another_type_are_refused(client, sandbox, name, prompt):
    """A prompt that is no text is a `TypeError` that says so, before anything is sent."""
    with pytest.raises(TypeError, match="A prompt is text"):
        getattr(client, name)(prompt)
    assert sandbox.requests == []


def test_an_unknown_option_is_refused_at_once():
    """A misspelt option is a `TypeError` when the method is called, with or without awaiting."""
    with pytest.raises(TypeError, match="modle"):
        Pollinations("sk_test1234567890").text("x", modle="openai")  # type: ignore[call-arg]  # the mistake


# -- text chooses GET or POST --

TEXT_OPTIONS = {"model": "mistral", "seed": 5, "system": "be brief", "json": True, "temperature": 0.5}


@pytest.mark.parametrize(("prompt", "method"), [("plain words", "GET"), ("what?\n100% & more", "POST")])
def test_text_carries_its_options_with_get_and_post(client, sandbox, prompt, method):
    """GET and POST both carry model, seed, system, json and temperature, and give the same text for the same words."""
    heard = client.text(prompt, **TEXT_OPTIONS)
    request = sandbox.requests[-1]
    assert request.method == method
    assert json.loads(heard) == {"model": "mistral", "heard": prompt}
    if method == "GET":
        assert request.params == {
            "model": "mistral",
            "seed": "5",
            "system": "be brief",
            "json": "true",
            "temperature": "0.5",
        }
    else:
        assert request.json() == {
            "messages": [{"role": "system", "content": "be brief"}, {"role": "user", "content": prompt}],
            "model": "mistral",
            "seed": 5,
            "temperature": 0.5,
            "response_format": {"type": "json_object"},
        }


@pytest.mark.parametrize("system", ["what?", "a\nb", "100%", "é" * 700])
def test_a_system_prompt_chooses_get_or_post_too(client, sandbox, system):
    """An instruction that would not survive a URL, or makes it long, goes to the chat operation."""
    assert client.text("hi", system=system) == "openai heard: hi"
    assert sandbox.requests[-1].json()["messages"][0] == {"role": "system", "content": system}


@pytest.mark.parametrize("prompt", ["hi", "hi?"])
def test_text_adds_extra_with_get_and_post(client, sandbox, prompt):
    """`extra` goes into the query of a GET and the body of a POST."""
    client.text(prompt, extra={"referrer": "me"})
    request = sandbox.requests[-1]
    sent = request.params if request.method == "GET" else request.json()
    assert sent["referrer"] == "me"


@pytest.mark.parametrize("prompt", ["hi", "hi?"])
def test_text_and_its_stream_say_the_same(client, flavour, prompt):
    """The pieces of a streamed text add up to the text, with GET and with POST."""
    assert "".join(flavour.items(client.stream_text(prompt))) == client.text(prompt)


# -- seeds --


MESSAGES = [{"role": "user", "content": "hi"}]
CHAT_BY_NAME, IMAGE_BY_NAME = ["post_generate_v1_chat_completions"], ["get_generate_image_prompt"]
SEEDED = [
    ("text", ["hi"], lambda seed: {"seed": seed}),
    ("text", ["hi?"], lambda seed: {"seed": seed}),
    ("text", ["hi"], lambda seed: {"extra": {"seed": seed}}),
    ("chat", ["hi"], lambda seed: {"seed": seed}),
    ("chat", ["hi"], lambda seed: {"extra": {"seed": seed}}),
    ("image", ["fox"], lambda seed: {"seed": seed, **SMALL}),
    ("image", ["two\nfoxes"], lambda seed: {"seed": seed, **SMALL}),
    ("edit_image", ["night"], lambda seed: {"seed": seed, "image": "https://a.example/x.png", **SMALL}),
    ("video", ["sea"], lambda seed: {"seed": seed, "duration": 1}),
    ("call", IMAGE_BY_NAME, lambda seed: {"prompt": "fox", "seed": seed, **SMALL}),
    ("call", CHAT_BY_NAME, lambda seed: {"messages": MESSAGES, "seed": seed}),
    ("call", CHAT_BY_NAME, lambda seed: {"body": {"messages": MESSAGES, "seed": seed}}),
]


def sent_seed(request):
    """Read the seed from the body or the query of a request."""
    return request.json()["seed"] if request.method == "POST" else int(request.params["seed"])


@pytest.mark.parametrize("seed", ["random", -1])
@pytest.mark.parametrize("way", SEEDED)
def test_a_random_seed_is_drawn_once_and_reported(client, sandbox, way, seed):
    """`"random"` and -1 send one number, the same in every attempt of a call and another in the next call."""
    name, args, options = way
    sandbox.queue(Fault.status(503), times=2)
    with without_waiting():
        answers = [getattr(client.detailed, name)(*args, **options(seed)) for _ in range(2)]
    sent = [sent_seed(request) for request in sandbox.requests]
    assert answers[0].attempts == 3
    assert sent == [answers[0].seed] * 3 + [answers[1].seed]
    assert answers[0].seed != answers[1].seed


@pytest.mark.parametrize("seed", ["random", -1])
@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_sends_a_random_seed_too(client, flavour, sandbox, name, seed):
    """A stream draws a number for -1 and `"random"` as well."""
    args, options, _ = STREAMS[name]
    for _ in range(2):
        flavour.open(getattr(client, name)(*args, seed=seed, **options))
    first, second = (sent_seed(request) for request in sandbox.requests)
    assert first != second
    assert min(first, second) > 0


@pytest.mark.parametrize("seed", ["random", -1])
@pytest.mark.parametrize("name", ["image_url", "text_url"])
def test_a_link_shows_the_drawn_seed(client, name, seed):
    """A link holds the number that was drawn, so that it gives the same result each time, and the next link another."""
    links = {getattr(client, name)("fox", seed=seed) for _ in range(2)}
    assert len(links) == 2
    assert all(re.search(r"[?]seed=[1-9]\d*$", link) for link in links)


def test_help_says_what_a_left_out_seed_means():
    """`help` tells that the same image comes again without a seed, and what -1 does."""
    for kind in (Pollinations, AsyncPollinations):
        shown = " ".join(inspect.getdoc(kind.image).split())
        assert "Without a seed, the same arguments give the same image again" in shown
        assert '`"random"` and -1 draw a new number' in shown


@pytest.mark.parametrize("seed", [0, 42])
def test_a_chosen_seed_is_sent_and_reported(client, sandbox, seed):
    """A chosen seed travels as it is and stands in the answer; without one there is none."""
    assert client.detailed.image("fox", seed=seed, **SMALL).seed == seed
    assert sandbox.requests[-1].params["seed"] == str(seed)
    assert client.detailed.image("fox", **SMALL).seed is None


def test_a_seed_of_other_words_is_refused(client, sandbox):
    """A seed is a number or `"random"`; anything else is a `ValueError` before anything is sent."""
    for name in ("text", "chat", "image"):
        with pytest.raises(ValueError, match="random"):
            getattr(client, name)("hi", seed="fresh")
    assert sandbox.requests == []


# -- what an answer tells --


def test_an_answer_tells_model_cache_and_usage(client):
    """Model and usage come from the headers, and the second of two equal calls from the cache."""
    first, second = (client.detailed.chat("hi", model="gpt-mini", seed=1) for _ in range(2))
    assert (first.model, first.cached, second.cached) == ("openai/gpt-5.4-nano", False, True)
    assert first.usage == {"prompt_text_tokens": 5, "completion_text_tokens": 4}


def test_an_image_shows_what_it_cost(client):
    """An image's answer gives the model that really drew it and what it is billed for."""
    answer = client.detailed.image("fox", **SMALL)
    assert answer.model == "tongyi-mai/z-image-turbo"
    assert (answer.usage, answer.cached) == ({"completion_image_tokens": 1}, False)


def test_an_answer_without_headers_tells_from_the_body(flavour):
    """Without the service's headers, model and usage are read from the body, and the cache is not known of."""
    body = {"choices": [], "model": "m", "usage": {"prompt_tokens": 2, "total_tokens": 3}}
    client = mocked(flavour, lambda _: httpx.Response(200, json=body))
    answer = flavour.wait(client.detailed.chat("hi"))
    assert (answer.model, answer.usage, answer.cached, answer.request_id) == (
        "m",
        {"prompt_tokens": 2, "total_tokens": 3},
        None,
        None,
    )


def test_a_free_answer_has_no_usage(client):
    """An account's answer counts nothing and names no model."""
    answer = client.detailed.balance()
    assert (answer.model, answer.usage, answer.seed) == (None, None, None)


# -- links --


def test_links_are_text_and_work(client, sandbox):
    """A link is a plain `str` on both clients, nothing is sent for it, and fetching it gives what the method gives."""
    raw = client.target
    image = raw.image_url("a fox? 100%", width=16, height=16, model="flux", seed="random", with_key=False)
    words = raw.text_url("hi there", seed=3, json=True)
    assert isinstance(image, str)
    assert isinstance(words, str)
    assert sandbox.requests == []
    header = {"Authorization": f"Bearer {sandbox.key}"}
    assert httpx.get(image, headers=header).headers["content-type"] == "image/jpeg"
    assert json.loads(httpx.get(words, headers=header).text) == {"model": "openai", "heard": "hi there"}
    assert words == f"{sandbox.url}/text/hi%20there?seed=3&json=true"


@pytest.mark.parametrize("name", ["image_url", "text_url"])
def test_links_carry_a_publishable_key_on_request_only(flavour, sandbox, name):
    """`with_key` puts the `pk_` key into the link, wherever it stands among the keys; else no key is in it."""
    with_both = flavour.client_class([sandbox.key, sandbox.publishable_key], base_url=sandbox.url)
    plain, keyed = (getattr(with_both, name)("fox", with_key=with_key) for with_key in (False, True))
    assert "key" not in plain
    assert keyed.endswith(f"?key={sandbox.publishable_key}")
    assert httpx.get(keyed).status_code == 200
    assert sandbox.key not in plain + keyed


@pytest.mark.parametrize("name", ["image_url", "text_url"])
def test_links_never_carry_a_secret_key(client, sandbox, name):
    """A secret key is refused in a link, however it would get there; the message does not quote it."""
    with pytest.raises(MissingKeyError, match="pk_"):
        getattr(client, name)("fox", with_key=True)
    for prompt, extra in (("fox", {"key": sandbox.key}), ("fox", {"token": sandbox.key}), (f"fox {sandbox.key}", None)):
        with pytest.raises(InvalidKeyError) as caught:
            getattr(client, name)(prompt, extra=extra)
        assert sandbox.key not in str(caught.value)


def test_links_need_no_key(monkeypatch):
    """A link without a key can be written by a client without one."""
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    monkeypatch.delenv("BEARER_TOKEN", raising=False)
    for kind in (Pollinations, AsyncPollinations):
        link = kind(base_url="https://example.com/api").image_url("a/b.png")
        assert unquote(link) == "https://example.com/api/image/a/b.png"


def test_a_link_that_is_too_long_is_refused(client):
    """A link longer than the edge takes is a `PromptError` with the numbers."""
    with pytest.raises(PromptError, match="8,000"):
        client.image_url("x" * 9000)


# -- models and account --


def test_the_model_lists_work_without_a_key(flavour, sandbox, monkeypatch):
    """The three lists are public and give the generated models."""
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    monkeypatch.delenv("BEARER_TOKEN", raising=False)
    client = flavour.client_class(base_url=sandbox.url)
    assert flavour.wait(client.models()).data[0].id
    for method in (client.text_models, client.image_models):
        assert isinstance(flavour.wait(method())[0], Model)
    with pytest.raises(MissingKeyError):
        flavour.wait(client.balance())
    assert len(sandbox.requests) == 3
    flavour.close(client)


def test_csv_reads_as_csv(client):
    """The CSV methods give text that a CSV reader takes apart by the names of its columns."""
    client.text("hi")
    client.image("fox", **SMALL)
    rows = list(csv.DictReader(io.StringIO(client.usage_csv())))
    assert {row["type"] for row in rows} == {"generate.text", "generate.image"}
    days = list(csv.DictReader(io.StringIO(client.daily_usage_csv())))
    assert sorted(row["model"] for row in days) == ["openai/gpt-5.4-nano", "tongyi-mai/z-image-turbo"]


def test_balance_profile_and_key_are_the_generated_answers(client, sandbox):
    """The account's methods give what the sandbox knows, in typed fields."""
    assert client.balance().balance == pytest.approx(sandbox.balance)
    assert client.profile().created_at.year == 2025
    key = client.key()
    assert (key.valid, key.type_) == (True, "secret")
