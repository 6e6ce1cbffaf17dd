"""Arguments of Python's own and of common kinds: sent as their plain values are, by every route, or refused by name."""

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import io
import pathlib
import re
import types
import typing
import unittest.mock
import urllib.parse
import uuid

import attrs
import httpx
import numpy as np
import pydantic
import pytest
import yarl
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import few
from tests.flavours import flavour_named

import pollination_sdk
from pollination_sdk import Pollinations, Retry, errors
from pollination_sdk.types import (
    UNSET,
    ChatCompletionMessage,
    FunctionDefinition,
    FunctionTool,
    TextContentPart,
    UserMessage,
)

KEY = "pk_of_the_argument_tests_0123456789"
LONG = "two lines\nand so sent as a chat"
HI = [{"role": "user", "content": "hi"}]


class Loud(str):
    """Text with a `__str__` of its own, as that of some markup types."""

    __slots__ = ()

    def __str__(self):
        return "<shown>"

    def __format__(self, _):
        return "<shown>"


class Lazy:
    """A translation that is looked up when it is used."""

    def __init__(self, text):
        self._text = text

    def __str__(self):
        return self._text

    def __getattr__(self, name):
        return getattr(self._text, name)


class Whole(int):
    """An integer with another look."""

    __slots__ = ()

    def __str__(self):
        return "<shown>"

    __repr__ = __str__


class Part(float):
    """A float with another look."""

    __slots__ = ()

    def __str__(self):
        return "<shown>"

    __repr__ = __str__


@attrs.frozen
class Indexed:
    """What can be used as an index."""

    value: int

    def __index__(self):
        return self.value


@attrs.frozen
class Floating:
    """What can be used as a float."""

    value: float

    def __float__(self):
        return float(self.value)


def member_of(kind):
    """Make enums of a kind that have one member each."""
    return lambda value: kind("Chosen", {"ONE": value}).ONE


def text_enum(value):
    """Make the member of an enum that is text too, in the way of before Python 3.11."""
    return enum.Enum("Chosen", {"ONE": value}, type=str).ONE


TEXTS = [
    Loud,
    Lazy,
    np.str_,
    np.array,
    collections.UserString,
    text_enum,
    member_of(enum.StrEnum),
    member_of(enum.Enum),
]
INTEGERS = [
    Whole,
    Indexed,
    Floating,
    float,
    str,
    np.int64,
    np.float64,
    np.longdouble,
    np.array,
    decimal.Decimal,
    fractions.Fraction,
    member_of(enum.IntEnum),
    member_of(enum.Enum),
]
NUMBERS = [
    Part,
    Floating,
    repr,
    np.float64,
    np.longdouble,
    np.array,
    member_of(enum.Enum),
    lambda value: decimal.Decimal(repr(value)),
]
SWITCHES = [np.bool_, np.array, int, member_of(enum.Enum), member_of(enum.IntEnum), lambda value: str(value).lower()]
URLS = [str, httpx.URL, yarl.URL, urllib.parse.urlsplit, urllib.parse.urlparse, pydantic.AnyUrl, *TEXTS]
LISTS = [
    tuple,
    iter,
    collections.deque,
    collections.UserList,
    lambda items: (item for item in items),
    lambda items: dict(enumerate(items)).values(),
    lambda items: dict.fromkeys(items).keys(),
]

WORDS = st.text("abcdefghij é", min_size=1, max_size=12).map(str.strip).filter(bool)
COUNTS = st.integers(1, 2000)
SHARES = st.floats(0.01, 1.99).filter(lambda value: not value.is_integer())
NAMES = st.text("abcxyz0189", min_size=1, max_size=9)
ADDRESSES = st.builds("https://{}.example/{}?a={}".format, NAMES, NAMES, NAMES)


def kinds(values, others):
    """Draw a plain value and one of another kind that stands for it."""
    return st.tuples(values, st.sampled_from(others)).map(lambda drawn: (drawn[0], drawn[1](drawn[0])))


def lists(values, others=()):
    """Draw a list and the same as another kind of list, maybe with items of other kinds."""
    plain = st.lists(
        kinds(values, [*others, lambda value: value]), min_size=1, max_size=3, unique_by=lambda pair: pair[0]
    )
    drawn = st.tuples(plain, st.sampled_from(LISTS[:-1] if others else LISTS))
    return drawn.map(lambda one: ([plain for plain, _ in one[0]], one[1]([other for _, other in one[0]])))


TEXT = kinds(WORDS, TEXTS)
INTEGER = kinds(COUNTS, INTEGERS)
NUMBER = kinds(SHARES, NUMBERS)
SWITCH = kinds(st.booleans(), SWITCHES)
EXTRA = st.one_of(TEXT, kinds(SHARES, [one for one in NUMBERS if one is not repr])).map(
    lambda pair: ({"new": pair[0]}, types.MappingProxyType({Loud("new"): pair[1]}))
)
OF_TEXT = {
    "model": TEXT,
    "seed": kinds(COUNTS, [one for one in INTEGERS if one is not str]),
    "system": TEXT,
    "json": SWITCH,
    "temperature": NUMBER,
    "extra": EXTRA,
}
OF_IMAGES = {
    "model": TEXT,
    "width": INTEGER,
    "height": INTEGER,
    "seed": OF_TEXT["seed"],
    "enhance": SWITCH,
    "negative_prompt": TEXT,
    "safe": SWITCH,
    "quality": TEXT,
    "image": st.one_of(kinds(ADDRESSES, URLS), lists(ADDRESSES, URLS)),
    "transparent": SWITCH,
    "duration": kinds(st.integers(1, 120), INTEGERS),
    "aspect_ratio": TEXT,
    "audio": SWITCH,
    "extra": EXTRA,
}
OF_REFERENCES = OF_IMAGES["image"]
OF_VIDEOS = {
    **OF_IMAGES,
    "resolution": TEXT,
    "reference_images": OF_REFERENCES,
    "reference_videos": OF_REFERENCES,
    "reference_audios": OF_REFERENCES,
    "auto_upload": SWITCH,
}
OF_MESHES = {name: OF_VIDEOS[name] for name in ("model", "image", "resolution", "seed", "safe", "auto_upload", "extra")}


@dataclasses.dataclass
class DataMessage:
    """A message as a dataclass."""

    role: str
    content: str
    name: str | None = None


class ModelMessage(pydantic.BaseModel):
    """A message of pydantic's."""

    role: str
    content: str
    name: str | None = None


@attrs.frozen
class AttrsMessage:
    """A message of attrs."""

    role: str
    content: str


class NamedMessage(typing.NamedTuple):
    """A message as a named tuple."""

    role: str
    content: str


OBJECTS = [
    types.MappingProxyType,
    collections.UserDict,
    collections.OrderedDict,
    collections.ChainMap,
    lambda fields: DataMessage(**fields),
    lambda fields: ModelMessage(**fields),
    lambda fields: AttrsMessage(**fields),
    lambda fields: NamedMessage(**fields),
    lambda fields: {Loud(name): Lazy(value) for name, value in fields.items()},
]
MESSAGES = st.tuples(
    st.lists(st.tuples(WORDS, st.sampled_from(OBJECTS)), min_size=1, max_size=3), st.sampled_from([list, *LISTS[:-1]])
).map(
    lambda drawn: (
        [{"role": "user", "content": text} for text, _ in drawn[0]],
        drawn[1]([make({"role": "user", "content": text}) for text, make in drawn[0]]),
    )
)
BIASES = st.dictionaries(COUNTS, COUNTS, min_size=1, max_size=3).flatmap(
    lambda plain: st.sampled_from([Whole, np.int64, Indexed, str]).map(
        lambda kind: (plain, types.MappingProxyType({kind(key): np.int64(value) for key, value in plain.items()}))
    )
)
OF_CHATS = {
    "model": TEXT,
    "modalities": lists(st.sampled_from(["text", "audio"]), TEXTS),
    "audio": TEXT.map(
        lambda pair: ({"voice": pair[0], "format": "wav"}, collections.UserDict(voice=pair[1], format="wav"))
    ),
    "frequency_penalty": NUMBER,
    "repetition_penalty": NUMBER,
    "logit_bias": BIASES,
    "logprobs": SWITCH,
    "top_logprobs": kinds(st.integers(0, 20), INTEGERS),
    "max_tokens": INTEGER,
    "presence_penalty": NUMBER,
    "response_format": TEXT.map(lambda pair: ({"type": pair[0]}, types.MappingProxyType({"type": pair[1]}))),
    "seed": OF_TEXT["seed"],
    "stop": st.one_of(TEXT, lists(WORDS, TEXTS)),
    "stream_options": SWITCH.filter(lambda pair: isinstance(pair[1], np.bool_)).map(
        lambda pair: ({"include_usage": pair[0]}, {"include_usage": pair[1]})
    ),
    "thinking": INTEGER.filter(lambda pair: not isinstance(pair[1], (float, str, Floating, np.longdouble))).map(
        lambda pair: ({"budget_tokens": pair[0]}, {"budget_tokens": pair[1]})
    ),
    "reasoning_effort": TEXT,
    "thinking_budget": INTEGER,
    "temperature": NUMBER,
    "top_p": kinds(SHARES.filter(lambda value: value < 1), NUMBERS),
    "tools": TEXT.map(lambda pair: ([{"type": pair[0]}], iter([{"type": pair[1]}]))),
    "tool_choice": TEXT,
    "parallel_tool_calls": SWITCH,
    "user": TEXT,
    "function_call": TEXT,
    "functions": TEXT.map(lambda pair: ([{"name": pair[0]}], ({"name": pair[1]},))),
    "extra": EXTRA,
}
OF_POSTED_IMAGES = {name: kinds for name, kinds in OF_IMAGES.items() if name not in {"enhance", "negative_prompt"}}
OF_EDITS = {
    name: OF_IMAGES[name] for name in ("model", "width", "height", "seed", "safe", "quality", "image", "extra")
} | {"resolution": TEXT}
ROUTES = {
    "text in a URL": ("text", "hi", OF_TEXT),
    "text in a chat": ("text", LONG, OF_TEXT),
    "stream_text": ("stream_text", "hi", OF_TEXT),
    "chat": ("chat", HI, OF_CHATS),
    "stream_chat": ("stream_chat", HI, OF_CHATS),
    "image": ("image", "fox", OF_IMAGES),
    "image in a body": ("image", LONG, OF_POSTED_IMAGES),
    "edit_image": ("edit_image", "night", OF_EDITS),
    "video": ("video", "sea", OF_VIDEOS),
    "mesh": ("mesh", "fox", OF_MESHES),
    "stream_image": ("stream_image", "fox", OF_IMAGES),
    "stream_video": ("stream_video", "sea", OF_VIDEOS),
    "stream_mesh": ("stream_mesh", "fox", OF_MESHES),
    "image_url": ("image_url", "fox", OF_IMAGES),
    "text_url": ("text_url", "hi", OF_TEXT),
    "usage": ("usage", None, {"limit": INTEGER, "before": TEXT.map(lambda _: ("2026-02-15", Loud("2026-02-15")))}),
}


class Recorder:
    """A client of either flavour that keeps what it would send and gets a refusal for an answer."""

    def __init__(self, flavour):
        self.flavour = flavour
        self.requests = []
        kind = httpx.Client if flavour.client_class is Pollinations else httpx.AsyncClient
        http = kind(transport=httpx.MockTransport(self._answer))
        options = {"base_url": "http://127.0.0.1:1", "http_client": http, "retry": Retry.off}
        self.client = flavour.client_class(KEY, **options)

    def _answer(self, request):
        self.requests.append((request.method, request.url.raw_path, request.content))
        return httpx.Response(410)

    def sent(self, method, *args, **options):
        """Return what a method sends, or the link that it writes."""
        self.requests.clear()
        if method.endswith("_url"):
            return getattr(self.client, method)(*args, **options)
        with pytest.raises(errors.APIError):
            self._run(method, args, options)
        (request,) = self.requests
        return request

    def refusal(self, method, *args, **options):
        """Return the error of what is not sent."""
        self.requests.clear()
        with pytest.raises((TypeError, ValueError, errors.PromptError)) as caught:
            self._run(method, args, options)
        assert self.requests == []
        return caught.value

    def _run(self, method, args, options):
        answer = getattr(self.client, method)(*args, **options)
        if method.startswith("stream_"):
            self.flavour.items(answer)
        elif not method.endswith("_url"):
            self.flavour.wait(answer)


@pytest.fixture
def recorder(flavour):
    """Give a recorder of each flavour."""
    return Recorder(flavour)


@pytest.mark.parametrize("route", ROUTES)
def test_a_value_of_another_kind_is_sent_as_its_plain_value(recorder, route):
    """Any kind of value makes, byte for byte, the request of its plain value, in every option of every route."""
    method, leading, options = ROUTES[route]
    args = [] if leading is None else [leading]

    @few
    @given(st.data())
    def check(data):
        names = data.draw(st.lists(st.sampled_from(sorted(options)), min_size=1, max_size=3, unique=True))
        names += ["image"] if method == "edit_image" and "image" not in names else []  # which it requires
        drawn = {name: data.draw(options[name], label=name) for name in names}
        plain = recorder.sent(method, *args, **{name: pair[0] for name, pair in drawn.items()})
        assert recorder.sent(method, *args, **{name: pair[1] for name, pair in drawn.items()}) == plain

    check()


@pytest.mark.parametrize(
    "method", ["text", "image", "video", "mesh", "stream_text", "stream_image", "text_url", "image_url", "chat"]
)
@pytest.mark.parametrize("kind", TEXTS)
def test_a_prompt_of_another_kind_is_sent_as_its_text(recorder, method, kind):
    """A prompt may be of any kind of text."""
    assert recorder.sent(method, kind("a & b")) == recorder.sent(method, "a & b")


@given(drawn=MESSAGES)
@few
def test_a_conversation_of_other_kinds_is_sent_as_lists_and_dicts(drawn):
    """Messages may be any kind of list of any kind of object; what an object leaves at None is not sent."""
    with flavour_named("sync") as flavour:
        recorder = Recorder(flavour)
        plain, other = drawn
        assert recorder.sent("chat", other) == recorder.sent("chat", plain)


def test_what_stands_deep_inside_is_plain_too(recorder):
    """Numbers, enums, URLs, moments and models are read at any depth, and what is UNSET is left out of an object."""
    look = FunctionDefinition(name=text_enum("look"), description=Loud("it looks"))
    deep = [
        {"role": text_enum("user"), "name": UNSET, "content": (TextContentPart(type_="text", text=Loud("hi")),)},
        {"role": "user", "content": [{"type": "image_url", "image_url": {"url": yarl.URL("https://a.example/x")}}]},
        {
            "role": "tool",
            "tool_call_id": "1",
            "content": None,
            "at": dt.datetime(2026, 2, 15, 10, 30),
            "id": uuid.UUID(int=7),
            "n": [decimal.Decimal("0.1")],
        },
    ]
    plain = [
        {"role": "user", "content": [{"type": "text", "text": "hi"}]},
        {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://a.example/x"}}]},
        {
            "role": "tool",
            "tool_call_id": "1",
            "content": None,
            "at": "2026-02-15T10:30:00",
            "id": str(uuid.UUID(int=7)),
            "n": [0.1],
        },
    ]
    tools = [{"type": "function", "function": {"name": "look", "description": "it looks"}}]
    assert recorder.sent("chat", deep, tools=[FunctionTool(type_="function", function=look)]) == recorder.sent(
        "chat", plain, tools=tools
    )


def test_a_returned_message_goes_back_in_any_list(recorder):
    """What a model said is sent without what it left empty, in a generator and in a tuple as in a list."""
    said = ChatCompletionMessage.from_dict({"role": "assistant", "content": None, "refusal": None})
    plain = recorder.sent("chat", [{"content": None, "role": "assistant"}])
    assert recorder.sent("chat", (one for one in [said])) == recorder.sent("chat", (said,)) == plain


def test_the_images_of_an_edit_may_come_from_an_iterator(recorder):
    """An iterator is read once: its images are those of a list."""
    images = ["https://a.example/x.png", "https://a.example/y.png"]
    sent = [recorder.sent("edit_image", "night", image=one) for one in (images, iter(images), (one for one in images))]
    assert sent[0] == sent[1] == sent[2]


def circle():
    """Return a list that contains itself."""
    items = []
    items.append(items)
    return items


def tower(levels):
    """Return lists in each other."""
    items = []
    for _ in range(levels):
        items = [items]
    return items


async def unawaited():
    """Stand for a call that was not awaited."""


COROUTINE = unawaited()
COROUTINE.close()
NO_TEXT = [
    (pathlib.Path("fox.png"), TypeError, "is a path"),
    (pathlib.PureWindowsPath("fox.png"), TypeError, "is a path"),
    (b"fox", TypeError, "is bytes"),
    (bytearray(b"fox"), TypeError, "is bytearray"),
    (memoryview(b"fox"), TypeError, "is memoryview"),
    (np.bytes_(b"fox"), TypeError, "is bytes_"),
    (io.StringIO("fox"), TypeError, "open file"),
    (io.BytesIO(b"fox"), TypeError, "open file"),
    ({"fox"}, TypeError, "has no order"),
    (frozenset({"fox"}), TypeError, "has no order"),
    (dt.timedelta(seconds=1), TypeError, "total_seconds"),
    (np.datetime64("2026-02-15T10:30:00.000000000"), TypeError, "datetime64"),
    (np.timedelta64(1, "s"), TypeError, "timedelta64"),
    (1 + 2j, TypeError, "complex"),
    (np.complex128(1), TypeError, "complex"),
    (object(), TypeError, "of type object"),
    (str, TypeError, "the class str"),
    (len, TypeError, "of type builtin_function"),
    (COROUTINE, TypeError, "await it"),
    (unittest.mock.Mock(), TypeError, "Mock"),
    (float("nan"), ValueError, "finite"),
    (float("-inf"), ValueError, "finite"),
    (np.float64("inf"), ValueError, "finite"),
    (np.array([1.0, np.nan]), ValueError, "finite"),
    (decimal.Decimal("NaN"), ValueError, "finite"),
    (decimal.Decimal("sNaN"), ValueError, "finite"),
    (decimal.Decimal("-Infinity"), ValueError, "finite"),
    (decimal.Decimal("1E+999999"), ValueError, "too large"),
    (fractions.Fraction(10**400, 3), ValueError, "too large"),
    (10**5000, ValueError, "too large"),
    (Indexed(10**400), ValueError, "too large"),
    (circle(), ValueError, "contains itself"),
    (tower(300), ValueError, "nested too deeply"),
    (tower(100_000), ValueError, "nested too deeply"),
    ({(1, 2): "fox"}, TypeError, "key that is no text"),
    ({1.5: "fox"}, TypeError, "key that is no text"),
    ({None: "fox"}, TypeError, "key that is no text"),
    ({1: "fox", "1": "moss"}, ValueError, "twice"),
    ({"1": "fox", 1: "moss"}, ValueError, "twice"),
    (UserMessage(content=[{"type": "text"}], role="user"), TypeError, "cannot be written as JSON"),
]


def itself(value):
    """Put a value where the option is."""
    return value


PLACES = [
    ("text", ["hi"], "model", itself, "model"),
    ("text", [LONG], "system", itself, "system"),
    ("text", ["hi"], "temperature", itself, "temperature"),
    ("text", ["hi"], "json", itself, "json"),
    ("text", ["hi"], "extra", lambda value: {"new": value}, "extra.new"),
    ("text_url", ["hi"], "seed", itself, "seed"),
    ("image", ["fox"], "width", itself, "width"),
    ("image", ["fox"], "safe", itself, "safe"),
    ("image_url", ["fox"], "image", lambda value: [value], r"image\[0\]"),
    ("image_url", ["fox"], "negative_prompt", itself, "negative_prompt"),
    ("image_url", ["fox"], "with_key", itself, "with_key"),
    ("video", ["sea"], "duration", itself, "duration"),
    ("mesh", ["fox"], "resolution", itself, "resolution"),
    ("stream_video", ["sea"], "extra", lambda value: {"new": value}, "extra.new"),
    ("chat", ["hi"], "user", itself, "user"),
    ("chat", ["hi"], "seed", itself, "seed"),
    ("chat", ["hi"], "stop", lambda value: ["a", value], r"stop\[1\]"),
    ("chat", ["hi"], "tool_choice", lambda value: {"a b": value}, r"tool_choice\['a b'\]"),
    ("chat", ["hi"], "logit_bias", lambda value: {7: value}, r"logit_bias\[7\]"),
    ("chat", ["hi"], "extra", lambda value: {"new": [{"x": value}]}, r"extra\.new\[0\]\.x"),
    ("stream_chat", ["hi"], "tools", lambda value: ({"function": {"name": value}},), r"tools\[0\]\.function\.name"),
    ("chat", [], "messages", lambda value: [*HI, {"role": "user", "content": value}], r"messages\[1\]\.content"),
    ("call", ["get_generate_text_prompt"], "prompt", itself, "prompt"),
    ("call", ["get_account_usage"], "limit", itself, "limit"),
    (
        "call",
        ["post_generate_v1_chat_completions"],
        "messages",
        lambda value: [{"content": value}],
        r"messages\[0\]\.content",
    ),
    ("call", ["post_generate_v1_chat_completions"], "body", lambda value: {"messages": value}, r"body\.messages"),
]


@pytest.mark.parametrize(
    ("method", "args", "option", "put", "place"), PLACES, ids=[f"{one[0]} {one[4]}" for one in PLACES]
)
def test_what_has_no_meaning_is_refused_by_its_place(  # noqa: PLR0917 - the columns of the table
    recorder, method, args, option, put, place
):
    """What JSON and URLs cannot hold is refused with its place and a reason, before anything is sent."""
    for value, kind, reason in NO_TEXT:
        error = recorder.refusal(method, *args, **{option: put(value)})
        assert isinstance(error, kind), error
        assert re.search(f"{place}(?!\\w).*{reason}|^{option}(.1.)? is nested too deeply", str(error)), error


MISFITS = [
    ("text", {"model": 5}, "model takes text, not int"),
    ("text", {"json": "yes"}, "json takes True or False, not text"),
    ("text", {"temperature": "hot"}, "temperature takes a number, not text"),
    ("text", {"temperature": True}, "temperature takes a number, not bool"),
    ("text", {"extra": [("a", 1)]}, "extra takes a dict, not list"),
    ("image", {"width": 512.5}, "width takes a whole number, not 512.5"),
    ("image", {"width": np.bool_(True)}, "width takes a number"),
    ("image", {"safe": 2}, "safe takes True or False, not int"),
    ("image", {"image": 7}, "image takes URLs and files, or a list of them, not int"),
    ("image", {"image": [7]}, r"image\[0\] is of type int; give a URL, a Path"),
    ("image_url", {"image": 7}, "image takes a URL or a list of URLs, not int"),
    ("image", {"route": "put"}, "route takes 'get', 'post' or None, not 'put'"),
    ("text", {"safe": ["privacy", "yes"]}, r"safe\[1\] takes the name of a check"),
    ("chat", {"safe": [1]}, r"safe\[0\] takes text, not int"),
    (
        "video",
        {"reference_videos": ["https://a.example/x", 7]},
        r"reference_videos\[1\] takes a URL or a file, not int",
    ),
    ("video", {"reference_audios": "sea.mp3"}, "reference_audios is not an http:// or https:// URL"),
    ("video", {"reference_images": []}, "The list reference_images is empty"),
    ("mesh", {"image": b"fox"}, "image is bytes, and image takes only URLs"),
    ("mesh", {"auto_upload": "maybe"}, "auto_upload takes True or False, not text"),
    ("chat", {"tools": {"type": "function"}}, "tools takes a list, not dict"),
    ("chat", {"response_format": "json"}, 'response_format takes "json_object", "text", or a dict'),
    ("chat", {"stop": 7}, "stop takes text or a list of texts, not int"),
    ("chat", {"tool_choice": []}, "tool_choice takes text or a dict, not list"),
    ("usage", {"limit": "many"}, "limit takes a number, not text"),
    ("usage", {"before": pathlib.Path("x")}, "before=.* is not a valid time"),
]


@pytest.mark.parametrize(("method", "options", "words"), MISFITS, ids=[one[2] for one in MISFITS])
def test_a_value_that_an_option_does_not_take_is_refused_by_name(recorder, method, options, words):
    """A value of a kind that the option does not take is refused by the option's name, unsent, by every route."""
    args = [] if method == "usage" else ["hi"]
    assert re.search(words, str(recorder.refusal(method, *args, **options)))


@pytest.mark.parametrize("kind", [int, np.int64, decimal.Decimal, str, float])
def test_bounds_hold_for_values_of_every_kind(client, kind):
    """A number out of bounds is refused in the same words, whatever its kind."""
    with pytest.raises(errors.ArgumentValueError, match=r"^width must be 1 or more, not -5\.$"):
        client.image("fox", width=kind(-5))


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ({"user": "a\ud800"}, "user"),
        ({"extra": {"new": {"x": ["\udfff"]}}}, r"new\.x\[0\]"),
        ({"extra": {"\ud800": 1}}, "A name in the body"),
    ],
    ids=["option", "inside", "name"],
)
def test_half_a_surrogate_pair_is_refused_by_its_place(recorder, options, place):
    """Text that no encoding can carry is a `PromptError` that says where it stands."""
    error = recorder.refusal("chat", HI, **options)
    assert isinstance(error, errors.PromptError)
    assert re.search(f"{place} holds half a surrogate pair", str(error))


def test_a_seed_of_another_kind_is_reported(client):
    """A seed of numpy is reported as the number that it is, in an option and in `extra`."""
    assert client.detailed.text("hi", seed=np.int64(5)).seed == 5
    assert client.detailed.text("hi", extra={"seed": np.int64(6)}).seed == 6


def test_the_predecessor_takes_the_same_kinds(sandbox):
    """The predecessor's methods read arguments in the same way, and refuse by the names that they have there."""
    configuration = pollination_sdk.Configuration(host=sandbox.url, access_token=sandbox.key)
    with pollination_sdk.ApiClient(configuration) as client:
        api = pollination_sdk.GenPollinationsAiApi(client)
        api.get_generate_text_prompt(Lazy("hi"), model=text_enum("openai"), seed=np.int64(7), var_json=np.bool_(False))
        assert sandbox.requests[-1].params == {"model": "openai", "seed": "7"}
        chat = {"messages": iter(HI), "max_tokens": decimal.Decimal(5), "user": Loud("u")}
        api.post_generate_v1_chat_completions(chat)
        assert sandbox.requests[-1].json() == {"messages": HI, "max_tokens": 5, "user": "u"}
        for arguments in ({"var_json": "yes"}, {"model": pathlib.Path("x")}, {"stream": 7}):
            with pytest.raises(pollination_sdk.ApiTypeError, match=next(iter(arguments))):
                api.get_generate_text_prompt("hi", **arguments)
