"""Tests of an application, with scripted replies of the sandbox: `pytest test_app.py`."""

import pytest

from pollination_sdk import Pollinations, errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox


def is_spam(client: Pollinations, mail: str) -> bool:
    """Ask a model about a mail."""
    answer = client.chat(f"Is this spam? Answer yes or no. {mail}", temperature=0, timeout=30)
    return answer.text.strip().lower().startswith("yes")


def headline(client: Pollinations, article: str) -> str:
    """Write a headline while it arrives."""
    with client.stream_chat(f"Write a headline: {article}") as stream:
        return "".join(stream.text_stream)


@pytest.fixture
def client(pollinations_sandbox: Sandbox) -> Pollinations:
    """Make a client of the sandbox."""
    return Pollinations(pollinations_sandbox.key, base_url=pollinations_sandbox.url)


@pytest.mark.parametrize("said", ["Yes.", "yes, it is", "YES"])
def test_reads_the_models_answer(client: Pollinations, pollinations_sandbox: Sandbox, said: str) -> None:
    """What the model says decides."""
    pollinations_sandbox.reply(said)
    assert is_spam(client, "Buy now!")


def test_streams_a_headline(client: Pollinations, pollinations_sandbox: Sandbox) -> None:
    """A stream gives the reply in pieces."""
    pollinations_sandbox.reply("Moss wins prize", when="headline")
    assert headline(client, "Moss ...") == "Moss wins prize"
    assert pollinations_sandbox.requests[-1].path == "/v1/chat/completions"


def test_survives_a_busy_service(client: Pollinations, pollinations_sandbox: Sandbox) -> None:
    """A refusal that passes is not seen."""
    pollinations_sandbox.queue(Fault.status(429, retry_after=5))
    with without_waiting():
        assert not is_spam(client, "Hello")


def test_names_an_empty_wallet(pollinations_sandbox: Sandbox) -> None:
    """A key without a budget has an error of its own."""
    poor = Pollinations(pollinations_sandbox.add_key(budget=0.0), base_url=pollinations_sandbox.url)
    with pytest.raises(errors.PaymentRequiredError):
        is_spam(poor, "Hello")
