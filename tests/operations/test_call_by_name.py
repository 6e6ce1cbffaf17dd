"""`client.call`: any operation by its name, held against the contract before anything is sent."""

import pytest
from tests.helpers.retries import CAREFUL

from pollination_sdk import Media, Pollinations
from pollination_sdk.errors import ArgumentError, OutcomeUnknownError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import AccountBalance, ChatCompletion, Model


@pytest.fixture
def client(sandbox):
    """Return a client of it."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as made:
        yield made


def test_answers_are_what_the_contract_says(client):
    """An object is its model, a list is a list of them, text is text, and an image is a `Media`."""
    assert isinstance(client.call("get_account_balance"), AccountBalance)
    assert isinstance(client.call("get_generate_image_models")[0], Model)
    assert client.call("get_generate_text_prompt", prompt="a b", model="openai") == "openai heard: a b"
    assert isinstance(client.call("get_generate_image_prompt", prompt="a fox", width=64, height=64), Media)
    messages = [{"role": "user", "content": "hi"}]
    assert isinstance(client.call("post_generate_v1_chat_completions", messages=messages), ChatCompletion)
    assert isinstance(client.call("post_generate_v1_chat_completions", body={"messages": messages}), ChatCompletion)
    assert client.detailed.call("get_account_key").status == 200


@pytest.mark.parametrize("limit", [1, 50_000])
def test_the_bounds_of_a_number_are_allowed(client, limit):
    """The least and the greatest number that the contract names are sent."""
    assert client.detailed.call("get_account_usage", limit=limit).status == 200


ASKED = {"model": "openai", "messages": [{"role": "user", "content": "hi"}], "stream": True}
STREAMS = {
    "chat": ("post_generate_v1_chat_completions", ASKED, "stream_chat() streams it"),
    "body": ("post_generate_v1_chat_completions", {"body": ASKED}, "stream_chat() streams it"),
    "text": ("get_generate_text_prompt", {"prompt": "hi", "stream": True}, "stream_text() streams it"),
    "messages": ("post_v1_messages", {**ASKED, "max_tokens": 5}, "stream_chat() streams a chat"),
    "responses": ("post_v1_responses", {"model": "openai", "input": "hi", "stream": True}, "stream_chat()"),
}


@pytest.mark.parametrize(("name", "arguments", "advice"), STREAMS.values(), ids=STREAMS)
def test_a_stream_is_refused_unsent(sandbox, client, name, arguments, advice):
    """`call` returns whole answers, and names the method that streams."""
    before = len(sandbox.requests)
    with pytest.raises(ArgumentError) as caught:
        client.call(name, **arguments)
    assert f"{name} takes no stream=True" in caught.value.message
    assert advice in caught.value.message
    assert len(sandbox.requests) == before
    arguments = {**arguments, "stream": False} if "stream" in arguments else {"body": {**ASKED, "stream": False}}
    assert client.call(name, **arguments)


def test_a_get_that_generates_is_not_free(sandbox, client):
    """An image whose outcome is unknown may have been billed, although it is asked for with GET."""
    sandbox.queue(Fault.status(504))
    before = len(sandbox.requests)
    with pytest.raises(OutcomeUnknownError):
        client.with_options(retry=CAREFUL).call("get_generate_image_prompt", prompt="a fox")
    assert len(sandbox.requests) == before + 1


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("get_generate_image_prompt", {}), TypeError, "needs prompt"),
        (("post_generate_v1_chat_completions", {}), TypeError, "needs messages"),
        (("get_account_usage", {"limit": "3"}), TypeError, "limit must be number, not str"),
        (("get_account_usage", {"limit": 0}), ValueError, "from 1 to 50000"),
        (("get_account_usage", {"format": "xml"}), ValueError, "one of json, csv"),
        (("get_account_usage", {"limit": True}), TypeError, "not bool"),
    ],
)
def test_what_the_contract_does_not_allow_is_refused_unsent(sandbox, client, arguments, error, words):
    """The error names unknown, missing and wrong arguments, and nothing is sent."""
    before = len(sandbox.requests)
    name, given = arguments
    with pytest.raises(error, match=words):
        client.call(name, **given)
    assert len(sandbox.requests) == before
