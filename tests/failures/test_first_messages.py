"""The messages that a beginner meets first, word for word."""

import re

import pytest
from tests.flavours import driven
from tests.helpers.servers import refusing, silent

from pollination_sdk import errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

PAGE = "https://enter.pollinations.ai"
TOP_UP = f"{PAGE}/top-up?ref=agent_low_balance_topup"

PLACEHOLDERS = (
    "None",
    "null",
    "YOUR_API_KEY",
    "your-api-key",
    "Your API key here",
    "<your key>",
    "[api key]",
    "{{key}}",
    "${API_KEY}",
    "$POLLINATIONS_API_KEY",
    "%API_KEY%",
    "CHANGEME",
    "api_key",
    "sk_replace_me",
    "sk_your_key_here",
    "sk_xxxxxxxxxxxx",
)


def said(call):
    """Return the text of the error of a call, without the number of its request."""
    with without_waiting(), pytest.raises(errors.PollinationsError) as caught:
        call()
    return re.sub(r" \(request id [\w-]+\)", "", str(caught.value))


def test_no_key(flavour, sandbox):
    """Without a key, the message says where one is made and where it goes."""
    with driven(flavour, base_url=sandbox.url) as client:
        assert said(lambda: client.text("hi")) == (
            f"This call needs an API key and there is none. Make one at {PAGE}, then set POLLINATIONS_API_KEY in the "
            "environment or pass api_key=."
        )


def test_a_wrong_key(flavour, sandbox):
    """A key that the service does not know."""
    with driven(flavour, "sk_neverMade1234", base_url=sandbox.url) as client:
        assert said(lambda: client.text("hi")) == (
            "401 UNAUTHORIZED: Invalid API key. It may be expired, revoked, or mistyped. The key arrived and was "
            f"refused: copy it whole, or make a new one, at {PAGE}."
        )


@pytest.mark.parametrize("key", ["sk_****89", "sk_...9abc", "sk_12…9abc", "sk_••••9abc", "pk_12****"])
def test_a_shortened_key(flavour, key, monkeypatch):
    """A key as a dashboard shows it is refused where it enters, from an argument and from the environment."""
    problem = (
        "is shortened: an ellipsis, dots or asterisks stand for a part of it. Copy the whole key where it was made, or "
        f"make a new one at {PAGE}."
    )
    assert said(lambda: flavour.client_class(key)) == f"api_key {problem}"
    monkeypatch.setenv("POLLINATIONS_API_KEY", key)
    assert said(flavour.client_class) == f"POLLINATIONS_API_KEY {problem}"


@pytest.mark.parametrize("key", PLACEHOLDERS)
def test_a_placeholder(flavour, key):
    """What documentation shows in place of a key is refused where it enters."""
    assert said(lambda: flavour.client_class(key)) == (
        f"api_key is a placeholder, not a key. Make a key at {PAGE} and put it in its place."
    )


@pytest.mark.parametrize("key", ["sk-proj-abcdefgh", "sk-ant-abcdefgh", "hf_abcdefgh", "AIzaabcdefgh"])
def test_a_key_of_another_service(flavour, key):
    """A key that starts as those of another service is not sent to this one."""
    assert said(lambda: flavour.client_class(key)) == (
        f"api_key is a key of another service; Pollinations keys start with sk_ or pk_. Make one at {PAGE}."
    )


@pytest.mark.parametrize("key", ["sk_live_x7", "sk_keyboard1", "pk_yourself99", "sk_a1b2c3", "sk_xxxy", "secret1"])
def test_a_key_of_words_is_a_key(flavour, key):
    """Only whole words of a placeholder count."""
    flavour.close(flavour.client_class(key))


def test_a_typo_in_a_model(flavour, sandbox):
    """The message has the nearest name, and none of the others."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert said(lambda: client.text("hi", model="opnai")) == (
            "400 BAD_REQUEST: model: Invalid option. The public model list has no 'opnai': is 'openai' meant?"
        )


def test_a_prompt_that_is_too_long(flavour, sandbox):
    """Nothing is sent, and the message has the numbers."""
    with driven(flavour, sandbox.key, base_url="https://gen.pollinations.ai") as client:
        assert said(lambda: client.image("fox " * 3_000, route="get")) == (
            "The prompt is too long: the URL would have 18,034 bytes and may have 8,000. The prompt takes 18,007 of "
            "them, the other options 0. Leave out 10,034 bytes; a space counts 3, an accented letter 6, an emoji "
            "12."
        )
    assert sandbox.requests == []


def test_no_network(flavour):
    """The message names the host."""
    url = refusing()
    with driven(flavour, "sk_key4567", base_url=url) as client:
        assert said(lambda: client.text("hi")) == (
            f"Could not connect to {url.removeprefix('http://')}: check the network, base_url= and any proxy. "
            "(Connection refused)\nNot sent again: 3 of 3 attempts failed."
        )


@pytest.mark.slow(reason="each limit of 0.2 seconds passes three times")
def test_a_timeout(flavour):
    """The message names the limit that passed, and its value."""
    with silent() as server, driven(flavour, "sk_key4567", base_url=server.url, timeout=0.2) as client:
        assert said(lambda: client.text("hi", seed=1)) == (
            "The call did not end within timeout=0.2 seconds: raise it, or ask for less.\n"
            "The call may have run and been billed: usage() shows whether it was."
        )
    with silent() as server, driven(flavour, "sk_key4567", base_url=server.url, first_item_timeout=0.2) as client:
        assert said(lambda: flavour.items(client.stream_text("hi"))).startswith(
            "Nothing came within first_item_timeout=0.2 s: raise it, or ask for less.\n"
        )


def test_an_empty_wallet(flavour, sandbox):
    """A 402 names the link once."""
    reason = (
        "Insufficient balance: this request costs ~0.0010 pollen, but your available balance is 0.0000. Add pollen at "
        f"{TOP_UP}."
    )
    sandbox.queue(Fault.status(402, reason, code="INSUFFICIENT_BALANCE", fix_url=TOP_UP))
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert said(lambda: client.text("hi")) == (
            f"402 INSUFFICIENT_BALANCE: {reason} Neither pot of the wallet covers the call by itself; balance() shows "
            "both."
        )


def test_too_many_requests(flavour, sandbox):
    """A 429 names the option that helps, and that the call was tried three times."""
    sandbox.queue(Fault.status(429, retry_after=7), times=3)
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert said(lambda: client.text("hi")) == (
            "429 RATE_LIMITED: Rate limited. Wait 7 s, then send fewer calls at once: max_per_second= of the client "
            "spreads them. A pk_ key may send much less than an sk_ key.\nNot sent again: 3 of 3 attempts failed."
        )


def test_a_wrong_argument(flavour):
    """The message names the argument, and what it takes."""
    with pytest.raises(ValueError, match=r"^max_per_second takes a number above 0, not 0\.$"):
        flavour.client_class("sk_key4567", max_per_second=0)


def test_a_note_is_part_of_the_text():
    """Many programs log `str(error)`, so it has what a note says."""
    error = errors.RateLimitError("Slow down.", status=429)
    error.remarks.append("Not sent again: 3 of 3 attempts failed.")
    error.add_note("batch 7")
    assert str(error) == "429: Slow down.\nNot sent again: 3 of 3 attempts failed.\nbatch 7"


def test_a_suggestion_is_of_the_right_kind(flavour, sandbox):
    """A typo at `image` does not suggest a text model."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert said(lambda: client.image("hi", model="opnai")) == (
            "400 BAD_REQUEST: model: Invalid option. The public model list has no 'opnai': image_models() shows what "
            "there is."
        )


def test_a_model_that_the_key_may_not_use(flavour):
    """`model()` of a model that exists says that the key lacks it."""
    with Sandbox(granted=True) as sandbox, driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        assert said(lambda: client.model("veo")) == (
            f"404 NOT_FOUND: Model 'veo' not found. The model exists, but this key may not use it: add it at {PAGE}."
        )
