"""Every method of both clients as a user would write it; never run, but read by mypy --strict and pyright."""

import io
import json
import re
from array import array
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, assert_type

import distributed
import httpx
import httpx2
import pandas as pd
import polars as pl

from pollination_sdk import (
    Answer,
    AsyncMediaStream,
    AsyncPollinations,
    AsyncStream,
    CallRecord,
    Cost,
    Estimate,
    Media,
    MediaStream,
    Messages,
    Pollinations,
    Reconciliation,
    Retry,
    SpendLimit,
    Stream,
    Tool,
    ToolRun,
    ToolStop,
    batch,
    dataframes,
    errors,
    login,
    to_jsonable,
)
from pollination_sdk.sandbox import Reply, Sandbox
from pollination_sdk.types import (
    UNSET,
    AccountBalance,
    AccountDailyUsage,
    AccountKey,
    AccountProfile,
    AccountUsage,
    BoundingBox,
    BuiltInTool,
    CallEvent,
    ChatCompletion,
    ChatCompletionChunk,
    CompletedCall,
    CompletionUsage,
    CreatedKey,
    Earnings,
    EarningsTransaction,
    Embeddings,
    FunctionDefinition,
    FunctionTool,
    ListedKey,
    ListedModel,
    Model,
    ModelList,
    ModelStatusTable,
    Quest,
    ResultEvent,
    StoredFile,
    SystemMessage,
    ToolCall,
    ToolEvent,
    Transcription,
    TranscriptionFormat,
    TurnEvent,
    UsageRecord,
    UserInfo,
    UserMessage,
)


@dataclass
class Person:
    """A type of an answer."""

    name: str


def make() -> Pollinations:
    """Make a client in every way."""
    Pollinations()
    Pollinations("sk_1", base_url="http://localhost", timeout=30, retry=Retry.off, query_key="never")
    Pollinations(["sk_1", "sk_2"], max_in_flight=4, max_per_second=10, headers={"X-App": "mine"})
    Pollinations(http_client=httpx.Client())
    Pollinations(http_client=httpx2.Client())
    AsyncPollinations(http_client=httpx.AsyncClient())
    AsyncPollinations(http_client=httpx2.AsyncClient())
    with Pollinations(retry=Retry(attempts=5)) as client:
        assert_type(client, Pollinations)
        assert_type(client.with_options(timeout=5, api_key="sk_3"), Pollinations)
        return client


def methods(client: Pollinations) -> None:
    """Call each method that returns one value."""
    assert_type(client.text("a haiku"), str)
    assert_type(client.call("get_account_balance"), Any)
    client.text("a haiku", model="openai-fast", seed="random", system="be brief", json=True, temperature=0.5)
    client.text("a haiku", model="a model of tomorrow", seed=7, extra={"referrer": "me"})
    assert_type(client.chat("hi"), ChatCompletion)
    assert_type(client.image("a fox"), Media)
    client.image("a fox", image=[Path("fox.png"), b"", "https://a.example/1.png"], safe=["privacy"], route="post")
    assert_type(client.edit_image("night", image=Path("fox.png"), quality="hd", resolution="2k"), Media)
    client.edit_image("night", image=[client.image("a fox"), "https://a.example/1.png"], seed="random", width=64)
    assert_type(client.detailed.edit_image("night", image=b"").route, str | None)
    client.image("a fox", model="flux", width=768, height=512, seed=-1, enhance=True, negative_prompt="blur", safe=True)
    client.image("a fox", quality="hd", image=["https://a.example/1.png"], transparent=True, extra={"nologo": True})
    assert_type(client.video("waves"), Media)
    client.video(
        "waves", model="seedance", duration=4, aspect_ratio="16:9", audio=True, image="https://a.example/1.png"
    )
    assert_type(client.image_url("a fox", width=64, with_key=True), str)
    assert_type(client.text_url("a haiku", json=True), str)


def typed_answers(client: Pollinations) -> None:
    """Ask for values of a type."""
    assert_type(client.parse("who?", Person), Person)
    assert_type(client.parse("who?", list[Person], repair=0, strict=False, model="openai"), list[Person])
    assert_type(client.parse("who?", dict[str, int]), dict[str, int])
    assert_type(client.parse("how many?", int, attachments=[Path("fox.png")]), int)
    assert_type(client.parse("who?", {"type": "object"})["name"], Any)
    either: Person | int = client.parse("who?", Person | int)
    assert_type(client.detailed.parse("who?", Person), Answer[Person])
    assert_type(client.detailed.parse(str(either), Person).strict, bool | None)
    assert_type(client.estimate.parse("who?", Person | None), Estimate)


def get_weather(city: str, days: int = 1) -> dict[str, float]:
    """Tell the weather, as a tool.

    Args:
        city: The city.
        days: How many days.
    """
    if days > 14:
        raise ToolStop("no forecast")
    return {city: 12.0}


async def search(words: list[str]) -> str:
    """Search, as a tool that is awaited."""
    return " ".join(words)


def approved(name: str, arguments: dict[str, Any]) -> bool | dict[str, Any]:
    """Allow the calls of one tool, and change those of another."""
    return name == "search" or {**arguments, "days": 1}


async def approved_later(name: str, arguments: dict[str, Any]) -> bool:
    """Allow all calls of a tool."""
    return name == "search" and bool(arguments)


def noted(event: ToolEvent) -> None:
    """Read each event."""
    match event:
        case TurnEvent():
            assert_type(event.cost, Cost)
        case CallEvent():
            assert_type(event.arguments, dict[str, Any])
        case ResultEvent():
            assert_type(event.call, CompletedCall)


def tool_runs(client: Pollinations) -> None:
    """Let a model call functions."""
    run = client.run_tools("warm?", tools=[get_weather, search, Tool(len, parameters={"type": "object"})])
    assert_type(run, ToolRun)
    assert_type(run.text, str)
    assert_type(run.calls, list[CompletedCall])
    assert_type(run.cost, Cost)
    if run.stopped == "max_turns":
        client.run_tools(run.messages, tools=[get_weather, BuiltInTool(type_="google_search")], max_turns=9)
    client.run_tools("hi", tools=[{"type": "google_search"}], max_calls=3, approve=approved, on_event=noted)
    client.run_tools("hi", tools=[], model="openai", attachments=[Path("fox.png")], timeout=60)
    try:
        client.run_tools("hi", tools=[get_weather])
    except errors.PollinationsError as error:
        assert_type(error.run, Any)


def other_methods(client: Pollinations) -> None:
    """Call the methods for vectors, sounds, 3D models, lists and the account."""
    assert_type(client.embed("moss"), Embeddings)
    assert_type(client.embed(["moss", "fern"])[0], array[float])
    assert_type(client.embed(text for text in ("moss", "fern"))[1:], Embeddings)
    client.embed(
        [Path("fox.jpg"), {"type": "text", "text": "a fox"}], model="google/gemini-embedding-2", dimensions=256
    )
    client.embed({"type": "text", "text": "a fox"}, task_type="CLUSTERING", input_type="query", extra={"user": "me"})
    client.video(
        "waves", image=[Path("start.png"), "https://a.example/end.png"], reference_audios=b"", auto_upload=True
    )
    client.video("waves", model=None, resolution="1080p", reference_videos=Media(b""), reference_images=None)
    assert_type(client.mesh("a fox"), Media)
    client.mesh("a fox", model="microsoft/trellis-2", image=Path("fox.png"), resolution="high", auto_upload=True)
    assert_type(client.detailed.mesh("a fox").uploads, tuple[StoredFile, ...])
    assert_type(client.models(), ModelList)
    assert_type(client.models().data[0], ListedModel)
    assert_type(client.models(kind="video", source="official"), ModelList)
    assert_type(client.model("openai"), ListedModel)
    assert_type(client.model_status(minutes=5), ModelStatusTable)
    assert_type(client.media_url, str)
    assert_type(client.enter_url, str)
    assert_type(client.text_models(), list[Model])
    assert_type(client.speech("hi"), Media)
    assert_type(client.stream_speech("hi"), MediaStream)
    assert_type(client.speech_with_timestamps("hi").media, Media)
    assert_type(client.transcribe(Path("a.mp3")), Transcription)
    assert_type(client.transcribe(b"", response_format="diarized_json"), Transcription)
    assert_type(client.transcribe(b"", response_format="srt"), str)
    assert_type(client.detailed.transcribe(b"", response_format="vtt"), Answer[str])
    form: TranscriptionFormat = "srt" if datetime.now(UTC).hour else "json"
    assert_type(client.transcribe(b"", response_format=form), str | Transcription)
    assert_type(client.transcribe(b"", response_format=str(form)), Transcription | str)
    assert_type(client.detailed.transcribe(b"", response_format=str(form)), Answer[Transcription | str])
    assert_type(client.change_voice(b""), Media)
    assert_type(client.isolate_voice(b""), Media)
    assert_type(client.image_models(), list[Model])
    assert_type(client.video_models(limit=5, source="official"), list[Model])
    assert_type(client.audio_models(), list[Model])
    assert_type(client.embedding_models(), list[Model])
    assert_type(client.mesh_models(query="trellis"), list[Model])
    assert_type(client.balance(), AccountBalance)
    assert_type(client.balance().balance, float)
    assert_type(client.profile(), AccountProfile)
    assert_type(client.key(), AccountKey)
    assert_type(client.usage(limit=10, before=datetime.now(UTC)), AccountUsage)
    assert_type(client.usage_csv(before="7d"), str)
    assert_type(client.daily_usage(), AccountDailyUsage)
    assert_type(client.daily_usage_csv(), str)
    assert_type(client.key_usage(models="openai"), AccountUsage)


def keys_and_earnings(client: Pollinations) -> None:
    """Manage keys, and see what was earned."""
    assert_type(client.key_expires_at, datetime | None)
    made = client.create_key("app", type="publishable", expires_in=timedelta(days=7), allowed_models=["text"])
    assert_type(made, CreatedKey)
    assert_type(made.key, str)
    client.create_key("b", expires_in=60, pollen_budget=0.5, quest_pollen_only=True, account_permissions=("usage",))
    assert_type(client.list_keys().data, list[ListedKey])
    client.revoke_key(made)
    client.revoke_key("abc")
    assert_type(client.quests().quests, list[Quest])
    assert_type(client.earnings(days=7), Earnings)
    assert_type(client.iter_earnings(since="7d"), Iterator[EarningsTransaction])


def options_of_each_call(client: Pollinations) -> None:
    """Limit single calls, and give options in the forms that people have them in."""
    client.image("a fox", timeout=30, extra_headers={"X-App": "mine"})
    client.detailed.balance(timeout=None)
    client.stream_chat("hi", timeout=2.5, response_format="json_object")
    client.iter_usage(since=timedelta(days=7), timeout=5)
    client.with_options(max_in_flight=3, max_per_second=9)


def limits_on_spending(client: Pollinations) -> None:
    """Limit what calls may spend, and look at it."""
    limit = SpendLimit(2.5, allow_unpriced=True)
    Pollinations(spend_limit=limit)
    Pollinations(on_call=lambda record: assert_type(record, CallRecord)).with_options(on_call="log")
    assert_type(client.with_options(spend_limit=None).spent, float | None)
    assert_type(client.spent, float | None)
    assert_type(client.reserved, float | None)
    assert_type(client.spend_limit, SpendLimit | None)
    assert_type(limit.spent + limit.reserved + limit.unknown + limit.remaining, float)
    assert_type(errors.SpendLimitError("no", limit=1, spent=1, reserved=0).estimate, float | None)


def files(client: Pollinations) -> None:
    """Upload files of each kind, and list and delete them."""
    stored = client.upload(Path("a.png"), tags=["a"], id="b", progress=print)
    assert_type(stored, StoredFile)
    assert_type(stored.url, str)
    assert_type(client.upload_info(stored.url), StoredFile)
    assert_type(client.uploads("a", limit=3), Iterator[StoredFile])
    assert_type(client.detailed.upload(b"x").uploads, tuple[StoredFile, ...])
    client.upload(Media(b"x"))
    client.delete_upload(stored)


def chatting(client: Pollinations) -> None:
    """Hold a conversation of dicts, models and returned messages."""
    answer = client.chat("hi", model="claude", parallel_tool_calls=False, temperature=None, stop=["END"], seed="random")
    assert_type(answer.choices[0].message.content, str | None)
    conversation: Messages = [
        {"role": "system", "content": "be brief"},
        SystemMessage(content="be brief", role="system"),
        UserMessage(content="hi", role="user"),
        answer.choices[0].message,
    ]
    tool = FunctionTool(type_="function", function=FunctionDefinition(name="look"))
    client.chat(conversation, tools=[tool, {"type": "google_search"}], tool_choice="required", max_tokens=UNSET)
    client.chat("hi", model=None, tools=None, response_format=None, audio=None, user=None, safe=None)
    client.chat(
        [{"role": "user", "content": [{"type": "text", "text": "hi"}]}], response_format={"type": "json_object"}
    )
    conversation.append(answer.choices[0].message)
    conversation += [{"role": "user", "content": "hi"}, UserMessage(content="hi", role="user")]
    client.chat([*conversation, {"role": "user", "content": "hi"}])
    client.chat(conversation, attachments=[Path("fox.png"), b"", Media(b""), "https://a.example/1.png"])
    with Path("fox.png").open("rb") as file:
        client.text("hi", attachments=[file, io.BytesIO()])
    dicts = [{"role": "user", "content": "hi"}]
    client.chat(dicts)


def chat_answer(client: Pollinations) -> None:
    """Read what a chat says, and write it down."""
    answer = client.chat("hi")
    assert_type(answer.text, str)
    assert_type(answer.refusal, str | None)
    assert_type(answer.tool_calls, list[ToolCall])
    assert_type(answer.media, list[Media])
    assert_type(answer.to_dict(), dict[str, Any])
    assert_type(answer.to_json(), str)
    assert_type(client.detailed.chat("hi").to_json(), str)
    json.dumps([answer, client.detailed.image("a fox")], default=to_jsonable)


def frames(client: Pollinations) -> None:
    """Make data frames."""
    assert_type(dataframes.to_pandas(client.iter_usage()), pd.DataFrame)
    assert_type(dataframes.to_pandas(client.models()), pd.DataFrame)
    assert_type(dataframes.to_polars([client.detailed.text("hi")]), pl.DataFrame)


def in_detail(client: Pollinations) -> None:
    """Ask what the service tells besides the value."""
    answer = client.detailed.text("hi")
    assert_type(answer, Answer[str])
    assert_type(answer.value, str)
    assert_type(answer.status, int)
    assert_type(answer.seed, int | None)
    assert_type(answer.cached, bool | None)
    assert_type(answer.request_id, str | None)
    assert_type(answer.elapsed, float)
    assert_type(client.detailed.chat("hi"), Answer[ChatCompletion])
    assert_type(client.detailed.image("fox", width=64).value.save("fox"), Path)
    assert_type(client.detailed.text_models(), Answer[list[Model]])
    assert_type(client.detailed.usage(limit=5).value.usage, list[UsageRecord])


def costs(client: Pollinations) -> None:
    """Estimate calls, and ask what they have cost."""
    assert_type(client.estimate.text("hi", max_tokens=3), Estimate)
    assert_type(client.estimate.image("a fox", width=64).high, float | None)
    assert_type(client.estimate.transcribe(b"", response_format="vtt"), Estimate)
    assert_type(client.estimate.call("get_account_key"), Estimate)
    answer = client.detailed.text("hi")
    assert_type(answer.cost, Cost)
    assert_type(answer.cost.pollen, float | None)
    assert_type((answer.sent_at, answer.key_index), tuple[datetime | None, int | None])
    assert_type(client.billed_cost(answer), Cost)
    assert_type(client.stream_chat("hi").cost, Cost)
    assert_type(client.stream_image("a fox").cost.pollen, float | None)
    found = client.reconcile(since="1h")
    assert_type(found, Reconciliation)
    assert_type(found.difference, float | None)
    assert_type(found.unmatched_calls[0].cost, Cost)
    assert_type(found.by_model["openai"].calls, int)


def facts(media: Media) -> None:
    """Read what a media file tells of itself."""
    assert_type((media.duration, media.channels, media.sample_rate), tuple[float | None, int | None, int | None])
    assert_type(media.bounding_box, BoundingBox | None)
    if media.bounding_box is not None:
        assert_type(media.bounding_box.size, tuple[float, float, float])


def streams(client: Pollinations) -> None:
    """Read streams."""
    assert_type(client.stream_text("a story", model="openai"), Stream[str])
    for word in client.stream_text("a story"):
        assert_type(word, str)
    with client.stream_chat("hi", temperature=1) as stream:
        for chunk in stream:
            assert_type(chunk, ChatCompletionChunk)
    assert_type(stream.text, str)
    assert_type(stream.completion, ChatCompletion)
    assert_type(client.stream_image("a fox", width=64), MediaStream)
    assert_type(client.stream_image("a fox").save("fox", progress=print), Path)
    assert_type(client.stream_mesh("a fox", image=Path("fox.png"), auto_upload=True), MediaStream)
    with client.stream_video("waves", duration=4) as video:
        for part in video:
            assert_type(part, bytes)
    assert_type(stream.open().text_stream, Iterator[str])
    assert_type((stream.status, stream.usage, stream.model), tuple[int | None, CompletionUsage | None, str | None])
    assert_type((video.open().media_type, video.total), tuple[str | None, int | None])


def usage(client: Pollinations) -> None:
    """Read all of the usage."""
    assert_type(client.iter_usage(since="7d"), Iterator[UsageRecord])
    for record in client.iter_usage(since=date(2026, 2, 1), until=datetime.now(UTC)):
        assert_type(record, UsageRecord)
        assert_type(record.timestamp, datetime)


def failing(client: Pollinations) -> None:
    """Handle errors."""
    try:
        client.text("hi")
    except errors.ArgumentError as error:
        assert_type(error.summary, str)
    except errors.AnswerFormatError as error:
        assert_type(error.path, str)
        assert_type(error.cost, float | None)
    except errors.RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except errors.APIError as error:
        assert_type(error.status, int)
        assert_type(error.message, str)


async def make_async() -> None:
    """Make the other client."""
    async with AsyncPollinations("sk_1", timeout=30, retry=Retry.off) as client:
        assert_type(client, AsyncPollinations)
        assert_type(client.with_options(timeout=None), AsyncPollinations)
        await client.aclose()
    async with AsyncPollinations(spend_limit=2, allow_unpriced=True) as client:
        assert_type(client.spent, float | None)
        assert_type(client.spend_limit, SpendLimit | None)
        assert_type(client.reserved, float | None)


async def async_methods(client: AsyncPollinations) -> None:
    """Await each method that returns one value."""
    assert_type(await client.call("get_account_balance"), Any)
    assert_type(await client.text("a haiku", model="openai", seed="random"), str)
    assert_type(await client.chat("hi", model="claude", parallel_tool_calls=False), ChatCompletion)
    assert_type(await client.image("a fox", model="flux", width=64), Media)
    assert_type(await client.edit_image("night", image=[Path("fox.png")], seed=1), Media)
    assert_type((await client.detailed.edit_image("night", image=b"")).value, Media)
    assert_type(await client.video("waves", duration=4), Media)
    assert_type(await client.embed(["moss", "fern"]), Embeddings)
    assert_type((await client.detailed.embed("moss")).value, Embeddings)
    assert_type(await client.mesh("a fox", image="https://a.example/1.png"), Media)
    assert_type(await client.upload(Path("a.png"), tags="a"), StoredFile)
    assert_type(await client.upload_info("a"), StoredFile)
    assert_type(client.uploads("a"), AsyncIterator[StoredFile])
    await client.delete_upload("a")
    assert_type(await client.video_models(), list[Model])
    assert_type(await client.audio_models(), list[Model])
    assert_type(await client.embedding_models(), list[Model])
    assert_type(await client.mesh_models(), list[Model])
    assert_type(await client.stream_mesh("a fox").save("fox"), Path)
    assert_type(await client.models(), ModelList)
    assert_type(await client.model("openai"), ListedModel)
    assert_type(await client.model_status(minutes=5), ModelStatusTable)
    assert_type(client.media_url, str)
    assert_type(client.enter_url, str)
    assert_type(await client.text_models(), list[Model])
    assert_type(await client.speech("hi"), Media)
    assert_type(client.stream_speech("hi"), AsyncMediaStream)
    assert_type((await client.speech_with_timestamps("hi")).media, Media)
    assert_type(await client.transcribe(b""), Transcription)
    assert_type(await client.transcribe(b"", response_format="srt"), str)
    assert_type(await client.detailed.transcribe(b"", response_format="vtt"), Answer[str])
    assert_type(await client.detailed.transcribe(b""), Answer[Transcription])
    form = str(datetime.now(UTC))
    assert_type(await client.transcribe(b"", response_format=form), Transcription | str)
    assert_type(await client.detailed.transcribe(b"", response_format=form), Answer[Transcription | str])
    assert_type(await client.change_voice(b""), Media)
    assert_type(await client.isolate_voice(b""), Media)
    assert_type(await client.image_models(), list[Model])
    assert_type(await client.balance(), AccountBalance)
    assert_type(await client.profile(), AccountProfile)
    assert_type(await client.key(), AccountKey)
    assert_type(await client.usage(limit=10, before="12h"), AccountUsage)
    assert_type(await client.usage_csv(), str)
    assert_type(await client.daily_usage(), AccountDailyUsage)
    assert_type(await client.daily_usage_csv(), str)
    assert_type(client.image_url("a fox", width=64, with_key=True), str)
    assert_type(client.text_url("a haiku", json=True), str)
    assert_type(await client.detailed.chat("hi"), Answer[ChatCompletion])
    assert_type((await client.detailed.image("fox", width=64)).value.bytes, bytes)


async def atyped_answers(client: AsyncPollinations) -> None:
    """Ask for values of a type."""
    assert_type(await client.parse("who?", Person, model="openai"), Person)
    assert_type(await client.parse("who?", list[Person]), list[Person])
    assert_type((await client.detailed.parse("who?", Person)).value, Person)
    assert_type(await client.estimate.parse("who?", Person), Estimate)


async def atool_runs(client: AsyncPollinations) -> None:
    """Let a model call functions."""
    run = await client.run_tools("warm?", tools=[get_weather, search], approve=approved_later, on_event=noted)
    assert_type(run, ToolRun)
    assert_type(run.usage, Mapping[str, float] | None)


async def acosts(client: AsyncPollinations) -> None:
    """Estimate calls, and ask what they have cost."""
    assert_type(await client.estimate.chat("hi"), Estimate)
    assert_type(await client.estimate.transcribe(b""), Estimate)
    assert_type(await client.billed_cost(await client.detailed.text("hi")), Cost)
    assert_type(await client.reconcile(), Reconciliation)
    assert_type((client.spent, client.reserved), tuple[float | None, float | None])
    assert_type(client.stream_chat("hi").cost, Cost)


async def astreams(client: AsyncPollinations) -> None:
    """Read streams."""
    assert_type(client.stream_text("a story"), AsyncStream[str])
    async for word in client.stream_text("a story"):
        assert_type(word, str)
    async with client.stream_chat("hi") as stream:
        async for chunk in stream:
            assert_type(chunk, ChatCompletionChunk)
    assert_type(stream.completion, ChatCompletion)
    assert_type(client.stream_image("a fox"), AsyncMediaStream)
    assert_type(await client.stream_video("waves").save(Path("waves")), Path)
    async with client.stream_image("a fox") as image:
        async for part in image:
            assert_type(part, bytes)
    assert_type((await stream.open()).text_stream, AsyncIterator[str])
    assert_type((await image.open()).total, int | None)
    assert_type(client.iter_usage(since="yesterday"), AsyncIterator[UsageRecord])
    async for record in client.iter_usage():
        assert_type(record, UsageRecord)


async def async_keys_and_earnings(client: AsyncPollinations) -> None:
    """Manage keys, and see what was earned."""
    assert_type(await client.key_usage(limit=1), AccountUsage)
    assert_type(await client.create_key("app"), CreatedKey)
    assert_type((await client.list_keys()).data, list[ListedKey])
    await client.revoke_key("abc")
    assert_type((await client.quests()).quests, list[Quest])
    assert_type(await client.earnings(), Earnings)
    assert_type(client.iter_earnings(), AsyncIterator[EarningsTransaction])


def signing_in() -> None:
    """Sign users in, in a program and on a page."""
    started = login.device("pk_app", scope=["profile", "usage"])
    assert_type(started.user_code, str)
    assert_type(started.expires_at, datetime)
    key = started.wait()
    assert_type(key, login.IssuedKey)
    assert_type(key.expires_at, datetime | None)
    login.save_key(key)
    url, state, verifier = login.authorize_url("pk_app", "https://app.example/back", budget=2, expiry=timedelta(days=1))
    code = login.code_from(url, state=state)
    assert_type(
        login.exchange(code, verifier, client_id="pk_app", redirect_uri="https://app.example/back"), login.IssuedKey
    )
    assert_type(login.user_info(key), UserInfo)
    client = Pollinations(key)
    assert_type(client.key_expires_at, datetime | None)


async def async_signing_in() -> None:
    """Sign users in, in an async program."""
    started = await login.async_device("pk_app")
    key = await started.wait()
    client = AsyncPollinations(key)
    assert_type(client.key_expires_at, datetime | None)
    assert_type(await login.async_exchange("c", "v", client_id="pk_app", redirect_uri="app://back"), login.IssuedKey)
    assert_type((await login.async_user_info(key)).sub, str)


def batches(jobs: list[dict[str, str]], engine: batch.ExecutorEngine, cluster: distributed.Client) -> None:
    """Run batches, and look at their folders."""
    assert_type(batch.run("jobs.csv", out="out", method="image", in_flight=4, engine=engine), batch.Summary)
    assert_type([result.path for result in batch.run(jobs, method="text")], list[Path | None])
    assert_type(batch.run(jobs, out="out", files="s3://bucket/pictures"), batch.Summary)
    assert_type([result.url for result in batch.run(jobs, method="text")], list[str | None])
    assert_type(batch.status("out").files, str | None)
    assert_type(batch.retry(Path("out"), unknown=True, spend_limit=2.5), batch.Summary)
    assert_type(batch.status("out").eta, float | None)
    assert_type(batch.run(jobs, out="out", engine=batch.DaskEngine("tcp://scheduler:8786")), batch.Summary)
    assert_type(batch.run(jobs, out="out", client=cluster), batch.Summary)
    assert_type(batch.status("out").workers, list[batch.WorkerStatus])
    assert_type(batch.estimate(jobs, method="text").high, float | None)
    assert_type(batch.audit("out").difference, float | None)
    assert_type(batch.pack("out", format="parquet").paths, list[Path])


async def abatches(client: AsyncPollinations) -> None:
    """Run batches, awaited."""
    running = batch.arun(["moss"], method="text", client=client, stop=batch.Stop())
    async for result in running:
        assert_type(result, batch.ItemResult)
    assert_type(await batch.arun([batch.Job("text", {"prompt": "moss"})], out="out"), batch.Summary)


def rehearse(sandbox: Sandbox) -> list[Reply]:
    """Say what a sandbox answers."""
    sandbox.reply("sunny")
    assert_type(sandbox.allow_sign_in("ABCD-0001"), str)
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"}, when=re.compile("w.ather"))
    sandbox.reply("Looking.", tool="get_weather", arguments="{")
    sandbox.reply(tools=[{"name": "get_weather", "arguments": {"city": "Oslo"}}, {"name": "get_time"}])
    sandbox.reply(json=[1, {"a": None}], when=lambda prompt: prompt.startswith("hi"), times=2)
    return sandbox.unused_replies
