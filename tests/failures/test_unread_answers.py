"""The error of an answer that cannot be read says which call it was, and whether it may have been billed."""

import re

import pytest
from tests.helpers.flavours import every_flavour

from pollination_sdk import errors, without_waiting
from pollination_sdk.sandbox import Fault

BILLED = "The call may have run and been billed: usage() shows whether it was."


async def stream_chat(client):
    """Read a chat stream to its end."""
    return [item async for item in client.stream_chat("hi")]


async def stream_image(client):
    """Read an image stream to its end."""
    return [item async for item in client.stream_image("hi")]


CALLS = {
    "chat": (Fault.garbage, lambda client: client.chat("hi"), errors.UnexpectedResponseError),
    "detailed": (Fault.garbage, lambda client: client.detailed.chat("hi"), errors.UnexpectedResponseError),
    "image": (Fault.garbage, lambda client: client.image("hi"), errors.UnexpectedResponseError),
    "call": (
        Fault.garbage,
        lambda client: client.call("post_v1_embeddings", input="hi", model="openai-3-small"),
        errors.UnexpectedResponseError,
    ),
    "chat stream": (Fault.truncate_stream, stream_chat, errors.StreamInterruptedError),
    "garbage stream": (Fault.garbage, stream_chat, errors.UnexpectedResponseError),
    "image stream": (Fault.garbage, stream_image, errors.UnexpectedResponseError),
}


@every_flavour
@pytest.mark.parametrize(("fault", "call", "kind"), CALLS.values(), ids=CALLS)
async def test_a_call_that_costs_something_may_have_been_billed(flavour, sandbox, fault, call, kind):
    """The remarks say so once, and the error has the request id of its answer and the number of attempts."""
    sandbox.queue(Fault.status(429))
    sandbox.queue(fault())
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with without_waiting(), pytest.raises(kind) as caught:
            await call(client)
    assert caught.value.remarks == [BILLED]
    assert str(caught.value).endswith(f"\n{BILLED}")
    assert re.fullmatch(r"[\w-]{8,}", caught.value.request_id)
    assert caught.value.attempts == 2


@every_flavour
async def test_a_free_call_is_not_billed(flavour, sandbox):
    """A list that cannot be read has a request id, and no remark about money."""
    sandbox.queue(Fault.garbage())
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with pytest.raises(errors.UnexpectedResponseError) as caught:
            await client.balance()
    assert caught.value.remarks == []
    assert caught.value.request_id
    assert caught.value.attempts == 1


@pytest.mark.parametrize(("fault", "size"), [(Fault.garbage(), 256), (Fault.truncate(20), 20)], ids=["garbage", "cut"])
@every_flavour
async def test_broken_json_is_called_so(flavour, sandbox, fault, size):
    """The message does not say that JSON came where JSON was expected."""
    sandbox.queue(fault)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with pytest.raises(errors.UnexpectedResponseError) as caught:
            await client.chat("hi")
    assert (
        caught.value.message == f"Valid JSON was expected, but the JSON that came, {size} bytes, is cut off or damaged."
    )
