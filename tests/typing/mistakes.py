"""Mistakes that both type checkers must find; never run.

Each line marked with `type: ignore` is one, and its comment names what mypy finds. `test_typing.py` removes the marks
and sees that each checker complains of exactly these lines.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk.sandbox import Sandbox

if TYPE_CHECKING:
    from pollination_sdk.types import ModelList


def keywords(client: Pollinations) -> None:
    """Misspell keywords, or give options by position."""
    client.text("hi", modle="openai")  # type: ignore[call-arg]
    client.chat("hi", temprature=1)  # type: ignore[call-arg]
    client.image("fox", aspectRatio="16:9")  # type: ignore[call-arg]
    client.image("fox", 512)  # type: ignore[call-arg, arg-type]
    client.detailed.video("sea", lenght=4)  # type: ignore[call-arg]
    client.mesh("fox", width=512)  # type: ignore[call-arg]
    client.video_models(kind="video")  # type: ignore[call-arg]
    client.stream_text("hi", stream=True)  # type: ignore[call-arg]
    client.image_url("fox", key="pk_1")  # type: ignore[call-arg]
    client.usage(since="7d")  # type: ignore[call-arg]
    client.text()  # type: ignore[call-arg]
    Pollinations(token="sk_1")  # type: ignore[call-arg]
    Pollinations(http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    AsyncPollinations(http_client=httpx.Client())  # type: ignore[arg-type]
    client.with_options(http_client=None)  # type: ignore[call-arg]


def types(client: Pollinations) -> None:
    """Give values of the wrong type."""
    client.text(7)  # type: ignore[arg-type]
    client.image("fox", width="512")  # type: ignore[arg-type]
    client.image("fox", seed="fresh")  # type: ignore[arg-type]
    client.image("fox", quality="superb")  # type: ignore[arg-type]
    client.mesh("fox", resolution="1080p")  # type: ignore[arg-type]
    client.video("sea", image=7)  # type: ignore[arg-type]
    client.image("fox", route="put")  # type: ignore[arg-type]
    client.image("fox", safe=[True])  # type: ignore[list-item]
    client.edit_image("night")  # type: ignore[call-arg]
    client.edit_image("night", image=7)  # type: ignore[arg-type]
    client.chat({"role": "user", "content": "hi"})  # type: ignore[arg-type]
    client.chat("hi", parallel_tool_calls="no")  # type: ignore[arg-type]
    client.chat("hi", reasoning_effort="extreme")  # type: ignore[arg-type]
    client.parse("hi")  # type: ignore[call-overload]
    client.parse("hi", int, repair="once")  # type: ignore[call-overload]
    client.parse("hi", int, response_format="text")  # type: ignore[call-overload]
    client.run_tools("hi")  # type: ignore[call-arg]
    client.run_tools("hi", tools=[3])  # type: ignore[list-item]
    client.run_tools("hi", tools=[len], stream=True)  # type: ignore[call-arg]
    client.detailed.run_tools("hi", tools=[len])  # type: ignore[attr-defined]
    client.embed(b"hi")  # type: ignore[arg-type]
    client.embed(Path("notes.txt"))  # type: ignore[arg-type]
    client.embed("hi", input_type="question")  # type: ignore[arg-type]
    client.text("hi", timeout="5")  # type: ignore[arg-type]
    client.iter_usage(since=7)  # type: ignore[arg-type]
    client.upload("fox.png")  # type: ignore[arg-type]
    client.upload(b"x", progress=3)  # type: ignore[arg-type]
    Pollinations(query_key="sometimes")  # type: ignore[arg-type]


def results(client: Pollinations) -> None:
    """Use a value for what it is not."""
    number: int = client.text("hi")  # type: ignore[assignment]
    print(client.models().models)  # type: ignore[attr-defined]
    vector: list[float] = client.embed("hi")[0]  # type: ignore[assignment]
    models: ModelList = client.text_models()  # type: ignore[assignment]
    client.detailed.text("hi").upper()  # type: ignore[attr-defined]
    client.estimate.image("fox", width="512")  # type: ignore[arg-type]
    cost: float = client.detailed.text("hi").cost  # type: ignore[assignment]
    print(client.stream_text("hi").completion.choises)  # type: ignore[attr-defined]
    text: str = client.transcribe(b"")  # type: ignore[assignment]
    print(client.transcribe(b"", response_format="vtt").segments)  # type: ignore[attr-defined]
    parsed: int = client.parse("hi", str)  # type: ignore[assignment]
    del number, vector, models, text, cost, parsed


def flavours(client: Pollinations) -> None:
    """Treat the plain client as the other one."""
    client.detailed.stream_text("hi")  # type: ignore[attr-defined]
    client.detailed.image_url("fox")  # type: ignore[attr-defined]
    client.aclose()  # type: ignore[attr-defined]


async def async_flavours(client: AsyncPollinations, plain: Pollinations) -> None:
    """Await what needs no awaiting, or forget to."""
    await client.image_url("fox")  # type: ignore[misc]
    await client.with_options(timeout=3)  # type: ignore[misc]
    await plain.text("hi")  # type: ignore[misc]
    client.text("hi").upper()  # type: ignore[attr-defined]
    client.text("hi")  # type: ignore[unused-coroutine]
    client.close()  # type: ignore[attr-defined]
    for _ in client.stream_text("hi"):  # type: ignore[attr-defined]
        pass
    for _ in client.stream_image("fox"):  # type: ignore[attr-defined]
        pass
    async for _ in plain.stream_text("hi"):  # type: ignore[attr-defined]
        pass
    for _ in client.iter_usage():  # type: ignore[attr-defined]
        pass
    with client.stream_chat("hi"):  # type: ignore[attr-defined]
        pass


def rehearsals(sandbox: Sandbox) -> None:
    """Give replies that are none, or several."""
    sandbox.reply()  # type: ignore[call-overload]
    sandbox.reply("sunny", json={})  # type: ignore[call-overload]
    sandbox.reply(7)  # type: ignore[call-overload]
    sandbox.reply("sunny", arguments={})  # type: ignore[call-overload]
