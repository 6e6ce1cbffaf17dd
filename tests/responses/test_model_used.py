"""`detailed` tells which model was used, whether it is the one asked for, and what the safety checks did."""

import httpx
import pytest
from tests.flavours import driven

from pollination_sdk import errors
from pollination_sdk.sandbox import Sandbox

KEY = "sk_asks_for_a_model"


def detailed(flavour, asked, used, headers=None):
    """Ask for a model, have another one named in the answer, and return the `Answer`."""
    named = {} if used is None else {"x-model-used": used}
    message = {"role": "assistant", "content": "hi"}
    completion = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    answer = httpx.Response(200, json=completion, headers={**named, **(headers or {})})
    library = httpx.Client if flavour.client_class.__name__ == "Pollinations" else httpx.AsyncClient
    http = library(transport=httpx.MockTransport(lambda _: answer))
    with driven(flavour, KEY, http_client=http) as client:
        return client.detailed.chat("hi", **({} if asked is None else {"model": asked}))


@pytest.mark.parametrize(
    ("asked", "used", "substituted"),
    [
        ("openai/gpt-5.4-nano", "openai/gpt-5.4-nano", False),
        ("OpenAI/GPT-5.4-nano", "openai/gpt-5.4-nano", False),
        ("openai/gpt-5.4", "openai/gpt-5.4-nano", True),
        ("openai", "mistral", True),
        ("openai", "openai/gpt-5.4-nano", False),
        ("veo", "tongyi-mai/z-image-turbo", True),
        ("some-alias", "some/model", None),
        (None, "openai/gpt-5.4-nano", False),
        ("openai", None, None),
    ],
)
def test_a_substituted_model_is_told(flavour, asked, used, substituted):
    """Two ids are two models; an alias that is not known may mean any id, so nothing is claimed."""
    answer = detailed(flavour, asked, used)
    assert (answer.model, answer.model_substituted) == (used, substituted)


@pytest.mark.parametrize(
    ("asked", "used", "substituted"),
    [("openai", "mistral", True), ("openai", "openai/gpt-5.4-nano", False), ("openai", None, None), (None, "m", False)],
)
@pytest.mark.parametrize("method", ["stream_chat", "stream_speech"])
def test_a_stream_tells_a_substituted_model_too(flavour, method, asked, used, substituted):
    """It is not known before the answer begins."""
    event = 'data: {"choices": [{"index": 0, "delta": {"content": "hi"}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
    content = event.encode() if method == "stream_chat" else b"\xff\xfb" + bytes(100)
    kind = "text/event-stream" if method == "stream_chat" else "audio/mpeg"
    headers = {"content-type": kind, **({} if used is None else {"x-model-used": used})}
    answer = httpx.Response(200, content=content, headers=headers)
    library = httpx.Client if flavour.client_class.__name__ == "Pollinations" else httpx.AsyncClient
    client = flavour.client_class(KEY, http_client=library(transport=httpx.MockTransport(lambda _: answer)))
    stream = getattr(client, method)("hi", **({} if asked is None else {"model": asked}))
    before = stream.model_substituted
    flavour.items(stream)
    assert (before, stream.model, stream.model_substituted) == (None, used, substituted)
    flavour.close(client)


def test_aliases_are_learned_from_the_lists_that_are_read(flavour, sandbox):
    """After any list is read, its aliases count as their ids, also on copies; no request is sent for that."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert client.detailed.text("hi", model="gpt-mini").model_substituted is None
        client.model("gpt-mini")
        before = len(sandbox.requests)
        answer = client.detailed.text("hi", model="gpt-mini")
        assert (answer.model, answer.model_substituted) == ("openai/gpt-5.4-nano", False)
        client.models()
        for name in ("claude", "openai-fast", "community/sandbox/nomnom"):
            assert client.detailed.chat("hi", model=name).model_substituted is False
    assert len(sandbox.requests) == before + 5


@pytest.mark.parametrize("read", ["video_models", "image_models", "models"])
def test_the_lists_of_each_kind_teach_aliases(flavour, sandbox, read):
    """An alias of a video model counts as its id once any list with it was read."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert client.detailed.video("sea", model="seedance", duration=1).model_substituted is None
        getattr(client, read)()
        answer = client.detailed.video("sea", model="seedance", duration=1)
        assert (answer.model, answer.model_substituted) == ("bytedance/seedance-2.0", False)


def test_the_newest_list_counts(flavour):
    """An alias that has moved means its new id, and a change that was withdrawn is no longer warned of."""
    lists = iter(
        [
            [{"name": "openai/gpt-5.4-nano", "aliases": ["openai"], "pending_change": {"type": "removal"}}],
            [{"name": "openai/gpt-6-nano", "aliases": ["openai"]}],
        ]
    )

    def serve(request):
        if request.url.path == "/text/models":
            return httpx.Response(200, json=next(lists))
        return httpx.Response(200, text="hi", headers={"x-model-used": "openai/gpt-6-nano"})

    library = httpx.Client if flavour.client_class.__name__ == "Pollinations" else httpx.AsyncClient
    with driven(flavour, KEY, http_client=library(transport=httpx.MockTransport(serve))) as client:
        client.text_models()
        with pytest.warns(errors.ServiceDeprecationWarning, match='"removal"'):
            client.text("hi", model="openai")
        client.text_models()
        assert client.detailed.text("hi", model="openai").model_substituted is False


def test_the_safety_headers_stand_on_detailed(flavour):
    """What was checked, what was removed and the outcome are there as the service says it; None without."""
    headers = {"X-Safety-Applied": "privacy,secrets", "X-Safety-Redacted": "EMAIL", "X-Safety-Status": "redacted"}
    answer = detailed(flavour, None, None, headers)
    assert (answer.safety_applied, answer.safety_redacted, answer.safety_status) == (
        "privacy,secrets",
        "EMAIL",
        "redacted",
    )
    assert detailed(flavour, None, None).safety_status is None


@pytest.mark.parametrize("read", ["models", "text_models"], ids=["a list without changes", "a list with them"])
def test_an_announced_change_is_warned_of(flavour, read):
    """Once a list that names it was read, a call with the model warns, by its id and by its alias."""
    with Sandbox() as sandbox, driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        getattr(client, read)()
        client.text("hi", model="openai")  # no warning: warnings are errors here
        if read == "models":
            client.text("hi", model="claude-legacy")
            return
        for name in ("claude-legacy", "anthropic/claude-opus-4"):
            with pytest.warns(errors.ServiceDeprecationWarning, match=f"'{name}': It goes on 2026-12-31") as caught:
                client.detailed.chat("hi", model=name)
            assert "models()" in str(caught[0].message)
        with pytest.warns(errors.ServiceDeprecationWarning, match="2026-12-31"):
            flavour.items(client.stream_text("hi", model="claude-legacy"))


def test_a_deprecated_model_is_known_by_its_id_too(flavour):
    """The contract announces an alias; once the list says what it means, its id warns as well."""
    with Sandbox() as sandbox, driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        client.models()
        with pytest.warns(errors.ServiceDeprecationWarning, match="model='community/sandbox/nomnom'"):
            client.text("hi", model="community/sandbox/nomnom")
