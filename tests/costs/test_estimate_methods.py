"""`client.estimate` has the methods of `detailed`, sends nothing of their calls, and asks for prices once an hour."""

import inspect
from pathlib import Path

import pytest
from tests.client.test_methods import CALLS, OF_WHAT_EXISTS, STREAMS
from tests.flavours import driven

from pollination_sdk import Estimate
from pollination_sdk.errors import ArgumentError, ArgumentValueError, PromptError
from pollination_sdk.sandbox import Fault

LIST = "GET /models"
ALL = {**{name: (args, options) for name, (args, options, _, _) in CALLS.items()}, "upload_info": (["one"], {})}
FREE = [
    *["upload", "upload_info", "models", "text_models", "image_models", "video_models", "audio_models"],
    *["embedding_models", "mesh_models", "model", "model_status", "balance", "profile", "key", "usage", "usage_csv"],
    *["daily_usage", "daily_usage_csv", "key_usage", "list_keys", "create_key", "quests", "earnings"],
]
BILLED = [name for name in ALL if name not in FREE]
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40


def sent(sandbox):
    """Return the requests as method and path, with whether each carried a key."""
    return [(f"{one.method} {one.target}", "authorization" in one.headers) for one in sandbox.requests]


@pytest.mark.parametrize("name", ALL)
def test_a_method_asks_for_prices_at_most_once(client, sandbox, name):
    """The first estimate asks for the public list, without a key; the next ones ask for nothing."""
    args, options = ALL[name]
    estimates = [getattr(client.estimate, name)(*args, **options) for _ in range(2)]
    assert {type(estimate) for estimate in estimates} == {Estimate}
    assert sent(sandbox) == ([] if name in FREE else [(LIST, False)])
    assert sandbox.billed == 0


def test_no_list_is_asked_for_within_the_hour(client, sandbox):
    """One list serves all methods."""
    for name in BILLED:
        args, options = ALL[name]
        getattr(client.estimate, name)(*args, **options)
    assert sent(sandbox) == [(LIST, False)]


def test_a_list_that_was_read_serves_too(client, sandbox):
    """Prices that the list of a kind has taught are used, also by a copy of the client."""
    client.text_models()
    estimate = client.estimate.chat("hi")
    assert estimate.high is not None
    assert client.flavour.wait(client.target.with_options(timeout=5).estimate.chat("hi")) == estimate
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize("name", FREE)
def test_a_free_method_costs_nothing(client, name):
    """The estimate of a free method is 0."""
    args, options = ALL[name]
    estimate = getattr(client.estimate, name)(*args, **options)
    assert (estimate.low, estimate.likely, estimate.high) == (0, 0, 0)


def test_estimate_has_the_methods_of_detailed(client):
    """The methods and their arguments are the same; none streams."""
    views = (type(client.target).detailed, type(client.target).estimate)
    offered = [{name for name in dir(view) if not name.startswith("_")} for view in views]
    assert offered[0] == offered[1] == {*CALLS, *OF_WHAT_EXISTS, "call"}
    assert not offered[1] & STREAMS.keys()
    for name in offered[0]:
        detailed, estimate = (inspect.signature(getattr(view, name)) for view in views)
        assert detailed.parameters == estimate.parameters
        assert estimate.return_annotation == "Estimate"
        assert getattr(views[1], name).__doc__.startswith(f"Estimate what `{name}` costs")


def test_any_operation_is_estimated_by_name(client, sandbox):
    """`estimate.call` takes an operation of the contract, as `call` does."""
    assert client.estimate.call("get_account_key").high == 0
    assert client.estimate.call("post_v1_embeddings", input="moss").high is not None
    assert sent(sandbox) == [(LIST, False)]


@pytest.mark.parametrize("failure", [Fault.status(500), Fault.status(401), Fault.close()], ids=str)
def test_a_list_that_cannot_be_read_leaves_the_estimate_unknown(client, sandbox, failure):
    """The list is asked for once, without retries, and the note says why there is no estimate."""
    sandbox.queue(failure, times=9)
    estimate = client.estimate.text("hi")
    assert (estimate.low, estimate.likely, estimate.high, estimate.basis) == (None, None, None, "unknown")
    assert estimate.note.startswith("the price list could not be read: ")
    assert len(sandbox.requests) == 1


def test_no_key_is_needed(flavour, sandbox, monkeypatch):
    """The price list is public, so a client without a key estimates."""
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    with driven(flavour, base_url=sandbox.url) as client:
        assert client.estimate.image("fox").high is not None


def test_arguments_are_checked_as_by_the_method(client, sandbox):
    """Bounds, names and prompts are refused as the method refuses them, before anything is sent."""
    with pytest.raises(ArgumentValueError, match="width"):
        client.estimate.image("fox", width=-1)
    with pytest.raises(ArgumentError, match="no_such_option"):
        client.estimate.text("hi", no_such_option=1)
    with pytest.raises(PromptError):
        client.estimate.embed(" ")
    assert sandbox.requests == []


def test_a_long_prompt_is_estimated_by_the_post_that_carries_it(client, sandbox):
    """A call with a preparation is estimated by what it sends: the cost of an image does not depend on the way."""
    short, long = client.estimate.image("a fox"), client.estimate.image("a fox " * 2000)
    assert (short.low, short.high) != (None, None)
    assert long.high >= short.high
    assert sent(sandbox) == [(LIST, False)]


def test_no_file_is_uploaded(client, sandbox, tmp_path):
    """A file that the method would upload stays where it is, and one that may not be uploaded is refused."""
    picture = Path(tmp_path / "fox.jpg")
    picture.write_bytes(JPEG)
    assert client.estimate.video("waves", image=picture, auto_upload=True).high is not None
    assert client.estimate.edit_image("night", image=picture, model="flux").high is not None
    assert sent(sandbox) == [(LIST, False)]
    with pytest.raises(ArgumentError, match="auto_upload"):
        client.estimate.video("waves", image=picture)


def test_many_texts_are_estimated_together(client):
    """Texts that need several requests cost what all of them cost."""
    few, many = (client.estimate.embed(["moss in the rain"] * count) for count in (32, 320))
    assert many.likely == pytest.approx(10 * few.likely, rel=0.05)
