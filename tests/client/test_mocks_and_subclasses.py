"""The clients behave as plain classes do: for `unittest.mock` with a specification, and as a base class."""

import asyncio
import copy
import inspect
import pickle
import threading
from unittest import mock

import pytest
from tests.examples import sampled

import pollination_sdk
from pollination_sdk import AsyncPollinations, Pollinations

KEY = "sk_abcd1234"
CLASSES = pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
CALLS = {
    "parse": ("hi", int),
    "embed": ("hi",),
    **dict.fromkeys(("text", "chat", "image", "video", "mesh", "image_url", "text_url"), ("hi",)),
    **dict.fromkeys(("stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh"), ("hi",)),
    **dict.fromkeys(("models", "text_models", "image_models", "balance", "profile", "key", "usage"), ()),
    **dict.fromkeys(("upload", "upload_info", "delete_upload", "uploads"), ("hi",)),
    **dict.fromkeys(("usage_csv", "daily_usage", "daily_usage_csv", "iter_usage", "with_options"), ()),
    **dict.fromkeys(("key_usage", "list_keys", "quests", "earnings", "iter_earnings"), ()),
    **dict.fromkeys(("create_key", "revoke_key"), ("hi",)),
    **dict.fromkeys(("video_models", "audio_models", "embedding_models", "mesh_models"), ()),
    **dict.fromkeys(("speech", "speech_with_timestamps", "stream_speech"), ("hi",)),
    **dict.fromkeys(("transcribe", "change_voice", "isolate_voice"), (b"hi",)),
    **dict.fromkeys(("billed_cost", "reconcile"), ("hi",)),
    "call": ("get_account_key",),
}
DETAILED = [name for name in CALLS if hasattr(Pollinations.detailed, name)]


def finished(value):
    """Await what is to be awaited."""
    return asyncio.run(value) if inspect.iscoroutine(value) else value


MOCKS = [
    *((AsyncPollinations, "instance"), (AsyncPollinations, "class")),
    *((Pollinations, "instance"), (Pollinations, "class")),
]
"""Each takes half a second to make; the next test makes one of each class too."""


@pytest.mark.parametrize(("cls", "how"), sampled(MOCKS, 4))
def test_autospec_takes_what_the_client_takes(cls, how):
    """`self` is no argument, a wrong name is refused, and what is awaited of a client is awaited of its mock."""
    client = mock.create_autospec(cls, instance=True) if how == "instance" else mock.create_autospec(cls)(KEY)
    mock.seal(client)
    real = cls(KEY)
    views = [(client, real), (client.detailed, real.detailed), (client.estimate, real.estimate)]
    for name, arguments in CALLS.items():
        for view, original in views if name in DETAILED else views[:1]:
            method = getattr(view, name)
            method.return_value = "answer"
            called = method(*arguments)
            assert inspect.iscoroutine(called) is inspect.iscoroutinefunction(getattr(original, name)), name
            assert finished(called) == "answer"
            method.assert_called_once_with(*arguments)
            wrong = ((), {}) if name == "call" else (arguments, {"no_such_option": 1})  # `call` takes any option
            with pytest.raises(TypeError, match=r"no_such_option|required argument"):
                method(*wrong[0], **wrong[1])


@CLASSES
def test_patches_with_autospec(cls):
    """`patch(..., autospec=True)` and `patch.object` count the arguments of the class and of its methods."""
    before = cls.text
    with mock.patch(f"pollination_sdk.{cls.__name__}", autospec=True) as patched:
        finished(getattr(pollination_sdk, cls.__name__)(KEY).text("hi"))
        patched.return_value.text.assert_called_once_with("hi")
    with mock.patch.object(cls, "text", autospec=True, return_value="answer") as text:
        client = cls(KEY)
        assert finished(client.with_options(timeout=3).text("hi", seed=1)) == "answer"
        with pytest.raises(TypeError):
            finished(client.text("hi", no_such_option=1))
        assert text.call_args == mock.call(client.with_options(timeout=3), "hi", seed=1)
    assert cls.text is before
    assert list(inspect.signature(cls.text).parameters)[:2] == ["self", "prompt"]
    assert next(iter(inspect.signature(cls(KEY).text).parameters)) == "prompt"


@CLASSES
def test_a_mock_with_a_spec_knows_what_is_awaited(cls):
    """`Mock(spec=...)` makes methods to be awaited of the async client's, and has no others."""
    client = mock.MagicMock(spec=cls)
    assert inspect.iscoroutinefunction(client.text) is (cls is AsyncPollinations)
    with pytest.raises(AttributeError):
        client.no_such_method  # noqa: B018 - it is asked for


class Tenant(Pollinations):
    """Add attributes, one of them in a slot, with a constructor of its own."""

    __slots__ = ("__secret", "slot")

    def __init__(self, tenant, *, tags):
        super().__init__(KEY)
        self.tenant, self.tags = tenant, tags
        self.slot = "slot"
        self.__secret = "mangled"

    def all(self):
        """Return what has been added."""
        return self.tenant, self.tags, self.slot, self.__secret, self.late


class AsyncTenant(AsyncPollinations):
    """The same for the async client."""

    def __init__(self, tenant, *, tags):
        super().__init__(KEY)
        self.tenant, self.tags = tenant, tags

    def all(self):
        """Return what has been added."""
        return self.tenant, self.tags, self.late


WAYS = {
    "with_options": lambda client: client.with_options(timeout=9),
    "twice": lambda client: client.with_options(timeout=9).with_options(api_key="sk_other1234"),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda client: pickle.loads(pickle.dumps(client)),
}


@pytest.mark.parametrize("cls", [Tenant, AsyncTenant])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_subclass_keeps_its_attributes(cls, way):
    """What was set in its `__init__` or later is there in siblings and copies; its `__init__` is not called again."""
    client = cls("moss", tags=["a"])
    client.late = {"since": "later"}
    again = way(client)
    assert type(again) is cls
    assert again.all() == client.all()
    assert (again.tags is client.tags) is (way not in (WAYS["deepcopy"], WAYS["pickle"]))


@pytest.mark.parametrize("cls", [Tenant, AsyncTenant])
def test_what_cannot_be_pickled_is_named(cls):
    """An attribute that cannot travel raises Python's own error; the client's key never travels."""
    client = cls("moss", tags=[])
    assert KEY.encode() not in pickle.dumps(client)
    client.lock = threading.Lock()
    assert client.with_options(timeout=9).lock is client.lock
    with pytest.raises(TypeError, match="lock"):
        pickle.dumps(client)
