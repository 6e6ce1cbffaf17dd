"""Adversarial prompts through real sockets: what arrives is what was typed, or what the documentation says."""

import itertools
import unicodedata
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import few

from pollination_sdk import Pollinations
from pollination_sdk.errors import ArgumentError, PromptError
from pollination_sdk.sandbox import Sandbox

NASTY = [
    *"?#&=+%/\\:;,@$|<>\"'`^{}[]~!*() .-_\n\t\r",
    *["..", "//", "%41", "%2F", "%", "%%", "%25", "models", "../", "/..", "/./", "http://a.example/?b=c", "\r\n", "  "],
    *[
        "é",
        "日本",
        "👩‍👩‍👧",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u00a0",
        "\uff05",
        "\uff0f",
        "\U0001d518",
        "e\u0301",
        "\u2028",
    ],
]
texts = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=8).map("".join),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=8).map("".join),
    st.text(max_size=40),
)
fresh = itertools.count()


@pytest.fixture(scope="module")
def provider():
    """Give one provider to all the examples."""
    with Sandbox() as one:
        yield one


@pytest.fixture(scope="module")
def caller(provider):
    """Give one client to all the examples; the decisions about prompts are the same in both flavours."""
    with Pollinations(provider.key, base_url=provider.url) as one:
        yield one


def prompt_in(target):
    """Give the prompt of a request: one segment of its path, decoded once."""
    segment = target.partition("?")[0].removeprefix("/image/").removeprefix("/text/")
    assert "/" not in segment
    return unquote(segment)


def expected_image(prompt):
    """Say in the words of the documentation what an image model receives."""
    received = prompt.replace("\r\n", " ").translate(dict.fromkeys(map(ord, "\n\r\t"), " "))
    return unicodedata.normalize("NFKC", received).strip()


@few
@given(prompt=texts)
def test_a_text_prompt_arrives_as_typed_or_is_refused(caller, provider, prompt):
    """The model hears exactly what was typed, whichever route it took; else nothing was sent."""
    before = len(provider.requests)
    try:
        heard = caller.text(prompt)
    except PromptError:
        assert not prompt.strip() or any("\ud800" <= letter <= "\udfff" for letter in prompt)
        assert len(provider.requests) == before
        return
    assert heard == f"openai heard: {prompt}"


@few
@given(prompt=texts, system=st.none() | texts)
def test_a_conversation_arrives_as_typed_or_is_refused(caller, provider, prompt, system):
    """A chat's messages stand in the body as typed."""
    messages = [{"role": "user", "content": prompt}]
    if system is not None:
        messages.insert(0, {"role": "system", "content": system})
    before = len(provider.requests)
    try:
        answer = caller.chat(messages)
    except PromptError:
        assert any("\ud800" <= letter <= "\udfff" for letter in prompt + (system or ""))
        assert len(provider.requests) == before
        return
    assert answer.choices[0].message.content == f"openai heard: {prompt}"
    assert provider.requests[-1].json()["messages"] == messages


@few
@given(prompt=texts)
def test_an_image_prompt_arrives_as_typed_or_is_refused(caller, provider, prompt):
    """A prompt arrives as typed, in the URL or in a body; in the URL nothing on the way changes it."""
    before = len(provider.requests)
    try:
        image = caller.image(prompt, width=1, height=1)
    except PromptError:
        assert len(provider.requests) == before
        assert not prompt.strip() or any(unicodedata.category(letter) == "Cs" for letter in prompt)
        return
    assert image.media_type == "image/jpeg"
    request = provider.requests[-1]
    if request.method == "POST":
        assert request.json()["prompt"] == prompt
        return
    arrived = prompt_in(request.target)
    assert arrived == prompt
    assert_survives_the_path(arrived)


@few
@given(prompt=texts)
def test_an_image_prompt_in_a_url_arrives_as_documented_or_is_refused(caller, provider, prompt):
    """With `route="get"`, breaks become spaces, lost signs their full-width twins, and nothing else changes."""
    before = len(provider.requests)
    try:
        image = caller.image(prompt, width=1, height=1, route="get")
    except PromptError:
        assert len(provider.requests) == before
        assert not prompt.strip() or any(
            unicodedata.category(letter) in ("Cc", "Cs") for letter in prompt if letter not in "\t\n\r"
        )
        return
    assert image.media_type == "image/jpeg"
    arrived = prompt_in(provider.requests[-1].target)
    assert_survives_the_path(arrived)
    assert unicodedata.normalize("NFKC", arrived).strip() == expected_image(prompt)


def assert_survives_the_path(arrived):
    """Nothing on the way of a URL changes the prompt, and the model list is never hit."""
    assert unquote(arrived) == arrived  # a second decoding changes nothing
    assert "//" not in arrived
    assert not arrived.endswith("/")
    assert not {".", ".."} & set(arrived.split("/"))
    assert arrived != "models"


@few
@given(prompt=texts)
def test_a_link_gives_what_the_method_gives(caller, provider, prompt):
    """An image's link asks for the same as the method does in a URL, byte for byte; a text's link survives fetching."""
    try:
        link, words = caller.image_url(prompt, width=1, height=1), caller.text_url(prompt)
    except PromptError:
        return
    caller.image(prompt, width=1, height=1, route="get")
    assert link == provider.url + provider.requests[-1].target
    heard = httpx.get(words, headers={"Authorization": f"Bearer {provider.key}"}).text
    arrived = heard.removeprefix("openai heard: ")
    assert unicodedata.normalize("NFKC", arrived).strip() == expected_image(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        ".",
        "..",
        "models",
        "%",
        "%41",
        "a/../b",
        "/",
        "//",
        "a//b/",
        "a\nb",
        "a\r\nb\tc",
        "100%",
        "модель",
        "🦊" * 20,
        "?",
        "#",
    ],
)
@pytest.mark.parametrize("method", ["text", "stream_text", "chat", "stream_chat"])
def test_known_traps_reach_a_text_model_in_both_flavours(client, flavour, method, prompt):
    """Each trap of the service's paths arrives as typed by every method that writes, in both flavours."""
    value = getattr(client, method)(prompt)
    if method == "chat":
        value = value.choices[0].message.content
    elif method != "text":
        flavour.items(value)
        value = value.text
    assert value == f"openai heard: {prompt}"


@pytest.mark.parametrize(("letter", "size"), [("x", 7_400), ("é", 1_200), ("🦊", 600), (" ", 2_400)])
def test_a_prompt_is_sent_in_a_url_as_long_as_it_fits(client, sandbox, letter, size):
    """A prompt whose URL stays below 8000 bytes encoded is sent in it, and one twice as long in a body."""
    prompts = [f"a{letter * size * times}b" for times in (1, 2)]
    for prompt in prompts:
        client.image(prompt, width=1, height=1)
    short, long = sandbox.requests
    assert 7_000 < len(short.target) < 8_000
    assert long.json()["prompt"] == prompts[1]
    with pytest.raises(PromptError, match="8,000") as caught:
        client.image(prompts[1], route="get")
    assert caught.value.size > caught.value.limit == 8_000
    with pytest.raises(PromptError, match="may have 8,000"):
        client.image_url(prompts[1])


@pytest.mark.parametrize("size", [100, 2_000, 8_192, 300_000])
def test_long_prompts_of_any_length_reach_a_text_model(client, size):
    """A text of 8 KB, or of 300, arrives whole."""
    prompt = ("words " * size)[:size].strip()
    assert client.text(prompt) == f"openai heard: {prompt}"


def test_reference_images_arrive_as_they_were_listed(client, sandbox):
    """Commas inside of URLs survive, and each URL stands where it stood in the list."""
    urls = ["https://a.example/1,2.png", "https://b.example/?x=1&y=2", "https://c.example/%2C"]
    client.image("fox", image=urls, width=1, height=1)
    assert sandbox.requests[-1].params["image"].split("|") == urls
    client.image("two\nfoxes", image=urls, width=1, height=1)
    assert sandbox.requests[-1].json()["image"] == urls
    client.image("two\nfoxes", image=urls[0], width=1, height=1)
    assert sandbox.requests[-1].json()["image"] == urls[0]
    with pytest.raises(ArgumentError, match=r"image\[0\] is a data URI, and image takes only URLs"):
        client.video("fox", image=["data:image/png;base64,AA=="])
    with pytest.raises(PromptError, match="empty"):
        client.image("fox", image=[])
