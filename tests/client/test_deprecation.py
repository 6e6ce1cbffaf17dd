"""What the contract announces to go is warned of where it is used, at the caller's line and nowhere else."""

import asyncio
import inspect
import warnings
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from pollination_api.deprecated import DEPRECATED
from pollination_sdk import (
    ApiClient,
    AsyncPollinations,
    Configuration,
    GenPollinationsAiApi,
    Pollinations,
    errors,
)

IMAGE, TEXT, CHAT = "get_generate_image_prompt", "get_generate_text_prompt", "post_generate_v1_chat_completions"
MESSAGES = [{"role": "system", "content": "be terse", "name": "x"}, {"role": "user", "content": "hi", "name": "y"}]


@pytest.fixture
def client(sandbox):
    """Return a client of it."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as made:
        yield made


@pytest.fixture
def earlier(sandbox):
    """Return the predecessor's class on it."""
    with ApiClient(Configuration(host=sandbox.url, access_token=sandbox.key)) as made:
        yield GenPollinationsAiApi(made)


@pytest.fixture(autouse=True)
def announced(monkeypatch):
    """Announce one of each kind of thing, as the generated table would."""
    gone = {"is_gone": True}
    monkeypatch.setitem(DEPRECATED, "get_account_usage_daily", [{"path": (), **gone, "instead": "Use `usage`."}])
    monkeypatch.setitem(
        DEPRECATED,
        IMAGE,
        [
            {"path": ("params", "enhance"), "is_gone": False, "since": "2026-03-01", "until": "2026-06-01"},
            {"path": ("params", "model"), "values": {"turbo": gone}},
        ],
    )
    monkeypatch.setitem(DEPRECATED, TEXT, [{"path": ("params", "model"), "values": {"openai-fast": gone}}])
    monkeypatch.setitem(
        DEPRECATED,
        CHAT,
        [
            {"path": ("body", "user"), **gone},
            {"path": ("body", "messages", "*", {"role": "system"}, "name"), **gone},
            {"path": ("body", "model"), "values": {"openai-fast": gone}},
        ],
    )


def line() -> int:
    """Return the caller's line."""
    return inspect.currentframe().f_back.f_lineno


def message_at(caught, at) -> str:
    """Return the message of the only warning, which must be at a line of this file."""
    (one,) = caught
    assert (one.filename, one.lineno) == (__file__, at)
    assert issubclass(one.category, errors.ServiceDeprecationWarning)
    return str(one.message)


SYNC = {
    "operation": lambda c: c.daily_usage(),
    "detailed": lambda c: c.detailed.daily_usage(),
    "by name": lambda c: c.call("get_account_usage_daily"),
    "parameter": lambda c: c.image("a fox", enhance=True, width=64, height=64),
    "value": lambda c: c.image("a fox", model="turbo", width=64, height=64),
    "stream": lambda c: c.stream_image("a fox", model="turbo"),
    "link": lambda c: c.image_url("a fox", model="turbo"),
    "text": lambda c: c.text("hi", model="openai-fast"),
    "text as chat": lambda c: c.text("is\nit?", model="openai-fast"),
    "text stream": lambda c: c.stream_text("hi", model="openai-fast"),
    "field": lambda c: c.chat("hi", user="me"),
    "inner field": lambda c: c.chat(MESSAGES),
    "undocumented": lambda c: c.chat("hi", extra={"user": "me"}),
    "chat stream": lambda c: c.stream_chat("hi", model="openai-fast"),
    "body by name": lambda c: c.call(CHAT, body={"messages": MESSAGES[1:], "user": "me"}),
}


@pytest.mark.parametrize("way", SYNC)
def test_every_way_to_call_warns_at_the_callers_line(client, way):
    """Method, `detailed`, stream, link and `call` warn once about what was used, at the line of the call."""
    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        SYNC[way](client)
    assert "is deprecated" in message_at(caught, SYNC[way].__code__.co_firstlineno)


@pytest.mark.parametrize("suffix", ["", "_with_http_info", "_without_preload_content"])
def test_the_predecessors_surface_warns_too(earlier, suffix):
    """Each of its three methods warns at the line that calls it."""
    method = getattr(earlier, f"get_account_usage_daily{suffix}")
    at = line() + 2
    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        method()
    assert "get_account_usage_daily" in message_at(caught, at)


def test_what_is_not_used_is_not_warned_of(client, earlier):
    """Operations, options, names and forms of a message that stay are used in silence."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.balance()
        client.image("a fox", model="flux", width=64, height=64)
        client.chat(MESSAGES[1:], model="openai")
        earlier.get_account_key()


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (
            "operation",
            (
                "The operation get_account_usage_daily is deprecated: the service no longer describes it, and it may "
                "be refused any day. Use `usage`."
            ),
        ),
        (
            "value",
            (
                "model='turbo' of get_generate_image_prompt is deprecated: the service no longer describes it, and it "
                "may be refused any day. Choose another; `image_models()` lists what there is."
            ),
        ),
        (
            "parameter",
            (
                "The parameter enhance of get_generate_image_prompt is deprecated since 2026-03-01: the service "
                "announces that it goes, and it ends on 2026-06-01. Leave it out."
            ),
        ),
        (
            "inner field",
            (
                "The field messages.name of post_generate_v1_chat_completions is deprecated: the service no longer "
                "describes it, and it may be refused any day. Leave it out."
            ),
        ),
    ],
)
def test_the_message_says_what_goes_since_when_and_what_to_do(client, way, said):
    """It names the thing and its operation, the dates where they are known, and the way out."""
    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        SYNC[way](client)
    assert message_at(caught, SYNC[way].__code__.co_firstlineno) == said


def test_a_line_is_warned_of_once(client):
    """As with Python's own warnings, a loop is warned once, and another line again."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            client.image_url("a fox", model="turbo")
        client.image_url("a fox", model="turbo")
    assert len(caught) == 2


def test_users_see_it_by_default():
    """The category is shown wherever it arises, which Python's own DeprecationWarning is not."""
    assert issubclass(errors.ServiceDeprecationWarning, FutureWarning)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_awaited_calls_warn_at_the_line_that_awaits(sandbox, backend):
    """The asynchronous client warns where it is called, also where the call is handed to a task group."""
    lines = []

    async def ask():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            lines.append(line() + 1)
            await client.daily_usage()
            lines.append(line() + 1)
            await client.detailed.chat("hi", user="me")
            async with anyio.create_task_group() as group:
                lines.append(line() + 1)
                group.start_soon(client.daily_usage)
            lines.append(line() + 1)
            async for _ in client.stream_text("hi", model="openai-fast"):
                pass

    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        anyio.run(ask, backend=backend)
    assert [(one.filename, one.lineno) for one in caught] == [(__file__, at) for at in lines]


def test_gathered_calls_warn_at_the_line_that_makes_them(sandbox):
    """A coroutine that asyncio runs later remembers the line it was made on, not one of the event loop."""

    async def ask():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            at = line() + 1
            await asyncio.gather(client.daily_usage(), client.call("get_account_usage_daily"))
            return at

    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        at = asyncio.run(ask())
    assert [(one.filename, one.lineno) for one in caught] == [(__file__, at)] * 2


def test_methods_that_page_and_threads_that_call_warn(client, monkeypatch):
    """`iter_usage` warns where it is read, page by page; in a pool of threads the line is the pool's, which calls."""
    monkeypatch.setitem(DEPRECATED, "get_account_usage", [{"path": (), "is_gone": True}])
    at = line() + 2
    with pytest.warns(errors.ServiceDeprecationWarning) as caught:
        list(client.iter_usage())
    assert {(one.filename, one.lineno) for one in caught} == {(__file__, at)}
    with pytest.warns(errors.ServiceDeprecationWarning) as caught, ThreadPoolExecutor(1) as threads:
        threads.submit(client.usage).result()
    assert "concurrent" in caught[0].filename


def test_as_an_error_it_stops_the_call_before_anything_is_sent(sandbox, client, earlier):
    """With the filter `error` nothing is sent, and the predecessor raises the warning itself."""
    before = len(sandbox.requests)
    with warnings.catch_warnings():
        warnings.simplefilter("error", errors.ServiceDeprecationWarning)
        for use in (client.daily_usage, earlier.get_account_usage_daily):
            with pytest.raises(errors.ServiceDeprecationWarning):
                use()
    assert len(sandbox.requests) == before
