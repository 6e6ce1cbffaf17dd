"""How large a chat may be: checked before it is sent, on every way to send one, with a switch.

Uses private names: most tests lower the limits, as bodies of many megabytes take long.
"""

import base64

import pytest
from tests.examples import AT_NIGHT, sampled
from tests.helpers.flavours import every_flavour

from pollination_sdk import ApiClient, ApiValueError, Configuration, GenPollinationsAiApi, Pollinations, errors
from pollination_sdk._engine import attempt as _attempt
from pollination_sdk._engine import body_limits as _limits

MEBIBYTE = 1024 * 1024
CHAT = "post_generate_v1_chat_completions"
LONG = [{"role": "user", "content": "é" * 1_500}]


@pytest.fixture
def small(monkeypatch):
    """Lower the limits, since large bodies take long."""
    monkeypatch.setattr(_attempt, "_NEVER_TOO_LARGE", 0)
    monkeypatch.setattr(_limits, "LARGEST_MEDIUM", 2_000)
    monkeypatch.setattr(_limits, "LARGEST_JSON", 3_000)
    monkeypatch.setattr(_limits, "LARGEST_BODY", 10_000)


def messages(*parts):
    """Make a conversation of one message with parts."""
    return [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, *parts]}]


def image(size):
    """Make an image part of so many bytes."""
    return {
        "type": "image_url",
        "image_url": {"url": f"data:image/png;base64,{base64.b64encode(bytes(size)).decode()}"},
    }


def sound(size):
    """Make a part of sound with so many bytes."""
    return {"type": "input_audio", "input_audio": {"data": base64.b64encode(bytes(size)).decode(), "format": "wav"}}


async def read(stream):
    """Read a stream."""
    async for _ in stream:
        pass


WAYS = {
    "chat": lambda client, given: client.chat(given),
    "detailed": lambda client, given: client.detailed.chat(given),
    "text": lambda client, given: client.text(given[0]["content"]),
    "call": lambda client, given: client.call(CHAT, messages=given),
    "stream": lambda client, given: read(client.stream_chat(given)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("small")
@every_flavour
async def test_a_conversation_that_is_too_long_is_refused(flavour, sandbox, way):
    """A `PromptError` has the numbers and says how to send it all the same; nothing was sent."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with pytest.raises(errors.PromptError, match=r"3,000: send fewer messages.*check_size=False") as caught:
            await WAYS[way](client, LONG)
    assert caught.value.size > caught.value.limit == 3_000
    assert sandbox.requests == []


@pytest.mark.usefixtures("small")
def test_the_predecessors_chat_is_refused_too(sandbox):
    """`GenPollinationsAiApi` raises its `ApiValueError`, whole and as a stream."""
    with ApiClient(Configuration(host=sandbox.url, access_token=sandbox.key)) as api_client:
        for stream in (False, True):
            with pytest.raises(ApiValueError, match="3,000"):
                GenPollinationsAiApi(api_client).post_generate_v1_chat_completions({"messages": LONG, "stream": stream})
    assert sandbox.requests == []


@pytest.mark.parametrize("part", [image, sound])
@pytest.mark.usefixtures("small")
@every_flavour
async def test_a_medium_that_is_too_large_is_refused(flavour, sandbox, part):
    """A `PromptError` names the place of the file; the base64 around it does not count."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with pytest.raises(errors.PromptError, match=r"messages\[0\]\.content\[2\]\..*2,001 bytes") as caught:
            await client.chat(messages(image(9), part(2_001)))
        assert caught.value.limit == 2_000
        assert sandbox.requests == []
        assert await client.chat(messages(part(2_000)))


@pytest.mark.usefixtures("small")
def test_media_do_not_count_as_json(sandbox, client):
    """Several files may be larger than the JSON around them, up to the largest body."""
    assert client.chat(messages(*[image(1_900)] * 3)).choices
    with pytest.raises(errors.PromptError, match="10,000"):
        client.chat(messages(*[image(1_900)] * 4))
    assert len(sandbox.requests) == 1


@pytest.mark.slow(reason="sends many megabytes")
def test_the_limits_are_those_of_the_service(sandbox):
    """32 MiB of JSON and 20 MiB of one file; with `check_size=False` the service decides, and answers 413."""
    long, large = [{"role": "user", "content": "x" * (32 * MEBIBYTE)}], messages(image(20 * MEBIBYTE + 1))
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        for given, limit in ((long, "33,554,432"), (large, "20,971,520")):
            with pytest.raises(errors.PromptError, match=limit):
                client.chat(given)
        assert not sandbox.requests
        for given in sampled([large, long], 2):
            with pytest.raises(errors.APIError) as caught:
                client.with_options(check_size=False).chat(given)
            assert caught.value.status == 413
        assert not AT_NIGHT or client.chat(messages(image(20 * MEBIBYTE))).choices


def test_the_switch_is_true_or_false(client):
    """Anything else is refused when it is given."""
    with pytest.raises(TypeError):
        client.target.with_options(check_size="no")


def test_exactly_the_limit_is_sent(client, sandbox, monkeypatch):
    """The limits themselves are allowed, and a byte more is not; what looks like a medium in a text is none."""
    monkeypatch.setattr(_attempt, "_NEVER_TOO_LARGE", 0)
    monkeypatch.setattr(_limits, "LARGEST_MEDIUM", 0)
    given = [{"role": "user", "content": "data:image/png;base64,AAAA"}]
    client.chat(given)
    size = len(sandbox.requests[-1].body)
    monkeypatch.setattr(_limits, "LARGEST_JSON", size)
    client.chat(given)
    monkeypatch.setattr(_limits, "LARGEST_JSON", size - 1)
    with pytest.raises(errors.PromptError, match=f"{size:,} bytes"):
        client.chat(given)
