"""A success without any text: returned as it is, shown by `detailed`, and logged once for each call."""

import logging

import pytest
from tests.helpers.flavours import every_flavour

from pollination_sdk.sandbox import Fault

TOOL = [{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
END = 'data: {"choices": [{"index": 0, "delta": {%s}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'


def warnings(caplog):
    """Return the warnings logged by the package."""
    return [one.message for one in caplog.records if one.levelno == logging.WARNING and one.name == "pollination_sdk"]


@pytest.mark.parametrize("body", ["", "\n"])
@every_flavour
async def test_an_empty_text_is_shown_and_logged(flavour, sandbox, caplog, body):
    """An empty text is returned, `Answer.empty` is set, and each call logs one warning with its request id."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, body), times=2)
        assert await client.text("hi") == body
        answer = await client.detailed.text("hi")
        assert (answer.value, answer.empty) == (body, True)
        assert len(warnings(caplog)) == 2
        assert answer.request_id in warnings(caplog)[1]
        assert not (await client.detailed.text("hi")).empty
    assert len(warnings(caplog)) == 2


@every_flavour
async def test_an_empty_chat_is_shown_and_logged(flavour, sandbox, caplog):
    """So is a completion without text, by way of `text` and of `chat`; one with a tool call says something."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        for change in (("/choices", []), ("/choices/0/message/content", None), ("/choices/0/message/content", "")):
            sandbox.queue(Fault.set_field(*change), times=2)
            assert await client.text("hi?") == ""
            assert (await client.detailed.chat("hi")).empty
        assert len(warnings(caplog)) == 6
        sandbox.queue(Fault.set_field("/choices/0/message", {"role": "assistant", "content": None, "tool_calls": TOOL}))
        assert not (await client.detailed.chat("hi")).empty
        assert not (await client.detailed.balance()).empty
        assert not (await client.detailed.text("hi?")).empty
    assert len(warnings(caplog)) == 6


@pytest.mark.parametrize("delta", ["", '"content": ""', '"content": "hi"'])
@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
@every_flavour
async def test_a_stream_without_text_is_logged(flavour, sandbox, caplog, method, delta):
    """A stream that ends well without any text logs one warning, with its end mark and without."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        for body in (END % delta, (END % delta).partition("data: [DONE]")[0]):
            sandbox.queue(Fault.answer(200, body, media_type="text/event-stream"))
            async with getattr(client, method)("hi") as stream:
                async for _ in stream:
                    pass
    assert len(warnings(caplog)) == (0 if "hi" in delta else 2)
