"""The clients on a sandbox that refuses as today's service does."""

import pytest
from tests.helpers.flavours import every_flavour

from pollination_sdk import errors
from pollination_sdk.sandbox import Fault, Sandbox

CALLS = {
    "text": lambda client: client.text("hi"),
    "text as a chat": lambda client: client.text("two\nlines"),
    "text as JSON": lambda client: client.text("hi", json=True),
    "chat": lambda client: client.chat("hi"),
    "stream_text": lambda client: _read(client.stream_text("hi")),
    "stream_chat": lambda client: _read(client.stream_chat("hi")),
    "image": lambda client: client.image("hi"),
}


async def _read(stream):
    return [item async for item in stream]


@pytest.mark.parametrize("call", CALLS)
@every_flavour
async def test_every_refusal_is_the_same_error(flavour, call):
    """An empty wallet, a used-up budget and a model that is not allowed raise the same in every form of answer."""
    with Sandbox(balance=0) as sandbox:
        keys = {
            "INSUFFICIENT_BALANCE": (sandbox.key, errors.PaymentRequiredError, "top-up"),
            "KEY_BUDGET_EXHAUSTED": (sandbox.add_key(budget=0.0), errors.PaymentRequiredError, "edit-key"),
        }
        for code, (key, kind, page) in keys.items():
            async with flavour.client(key, base_url=sandbox.url) as client:
                with pytest.raises(errors.APIError) as caught:
                    await CALLS[call](client)
                assert (type(caught.value), caught.value.code) == (kind, code)
                assert caught.value.fix_url.startswith(f"https://enter.pollinations.ai/{page}")
        assert sandbox.billed == 0


@pytest.mark.parametrize("call", [name for name in CALLS if name != "image"])
@every_flavour
async def test_a_model_that_the_key_may_not_use_is_a_403(flavour, call):
    """A key with an allow-list raises `PermissionDeniedError`, with the link that grants the model."""
    with Sandbox() as sandbox:
        async with flavour.client(sandbox.add_key(models=["flux"]), base_url=sandbox.url) as client:
            with pytest.raises(errors.PermissionDeniedError) as caught:
                await CALLS[call](client)
            assert caught.value.fix_url.startswith("https://enter.pollinations.ai/grant")


@every_flavour
async def test_a_key_with_pollen_is_found(flavour, sandbox):
    """A used-up budget moves on to the next key, also in a stream."""
    async with flavour.client([sandbox.add_key(budget=0.0), sandbox.key], base_url=sandbox.url) as client:
        assert "".join(await _read(client.stream_text("hi"))) == "openai heard: hi"


@every_flavour
async def test_a_fault_can_have_a_code_a_link_and_details(flavour, sandbox):
    """`Fault.status` plays each refusal and provider failure of the service."""
    link = "https://enter.pollinations.ai/edit-key?id=1"
    sandbox.queue(Fault.status(402, "Not enough Quest Pollen.", code="QUEST_POLLEN_ONLY", fix_url=link))
    sandbox.queue(Fault.status(400, "No.", details={"name": "UpstreamError", "upstreamStatus": 400}))
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        with pytest.raises(errors.PaymentRequiredError) as refused:
            await client.chat("hi")
        assert (refused.value.code, refused.value.fix_url) == ("QUEST_POLLEN_ONLY", link)
        with pytest.raises(errors.BadRequestError) as failed:
            await client.chat("hi")
        assert failed.value.upstream_status == 400
