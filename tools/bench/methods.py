"""Each method that makes one request, and the plain request that it stands for."""

import base64
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs
import httpx

from tools.bench.peers import MESSAGES
from tools.silence import silence

SOUND = silence(10)
_URL = "https://media.pollinations.ai/openai"
CHAT = {"model": "openai", "messages": MESSAGES}


_text, _bytes = attrgetter("text"), attrgetter("content")


@attrs.frozen
class Method:
    """The call of our client, the same request by raw httpx, and how its answer is read.

    The first two work with both flavours: what they return is awaited where the client does not block.
    """

    ours: Callable[[Any], Any]
    plain: Callable[[Any], Any]
    read: Callable[[httpx.Response], object] = httpx.Response.json


def _get(method: str, path: str, read: Callable[[httpx.Response], object] = httpx.Response.json) -> Method:
    return Method(lambda client: getattr(client, method)(), lambda raw: raw.get(path), read)


def _chat(raw: Any) -> Any:
    return raw.post("/v1/chat/completions", json=CHAT)


def _picture_of(answer: httpx.Response) -> bytes:
    return base64.b64decode(answer.json()["data"][0]["b64_json"])


def _edit(raw: Any) -> Any:
    return raw.post("/v1/images/edits", json={"prompt": "hello", "image": _URL})


def _form(raw: Any, path: str) -> Any:
    return raw.post(path, files={"file": ("audio.wav", SOUND)})


METHODS = {
    "chat": Method(lambda client: client.chat("hi", model="openai"), _chat),
    "detailed": Method(lambda client: client.detailed.chat("hi", model="openai"), _chat),
    "parse": Method(lambda client: client.parse("hi", dict, model="openai"), _chat),
    "run_tools": Method(lambda client: client.run_tools("hi", tools=[], model="openai"), _chat),
    "call": Method(lambda client: client.call("get_account_balance"), lambda raw: raw.get("/account/balance")),
    "balance": _get("balance", "/account/balance"),
    "text": Method(lambda client: client.text("hello"), lambda raw: raw.get("/text/hello"), _text),
    "image": Method(
        lambda client: client.image("hello", width=512),
        lambda raw: raw.get("/image/hello", params={"width": 512}),
        _bytes,
    ),
    "embed": Method(
        lambda client: client.embed("hello"),
        lambda raw: raw.post("/v1/embeddings", json={"input": "hello", "encoding_format": "base64"}),
    ),
    "video": Method(
        lambda client: client.video("1", model="veo"), lambda raw: raw.get("/video/1", params={"model": "veo"}), _bytes
    ),
    "edit_image": Method(lambda client: client.edit_image("hello", image=_URL), _edit, _picture_of),
    "speech": Method(
        lambda client: client.speech("hello"), lambda raw: raw.post("/v1/audio/speech", json={"input": "hello"}), _bytes
    ),
    "speech_with_timestamps": Method(
        lambda client: client.speech_with_timestamps("hello"),
        lambda raw: raw.post("/v1/audio/speech/with-timestamps", json={"input": "hello"}),
    ),
    "transcribe": Method(lambda client: client.transcribe(SOUND), lambda raw: _form(raw, "/v1/audio/transcriptions")),
    "change_voice": Method(
        lambda client: client.change_voice(SOUND), lambda raw: _form(raw, "/v1/audio/voice-changer"), _bytes
    ),
    "isolate_voice": Method(
        lambda client: client.isolate_voice(SOUND), lambda raw: _form(raw, "/v1/audio/voice-isolator"), _bytes
    ),
    "upload": Method(lambda client: client.upload(SOUND), lambda raw: _form(raw, "/x-media/upload")),
    "upload_info": Method(lambda client: client.upload_info("openai"), lambda raw: raw.get("/x-media/openai/metadata")),
    "delete_upload": Method(
        lambda client: client.delete_upload("openai"), lambda raw: raw.delete("/x-media/media/openai")
    ),
    "mesh": Method(lambda client: client.mesh("hello"), lambda raw: raw.get("/3d/hello"), _bytes),
    "profile": _get("profile", "/account/profile"),
    "key": _get("key", "/account/key"),
    "models": _get("models", "/v1/models"),
    "text_models": _get("text_models", "/text/models"),
    "image_models": _get("image_models", "/image/models"),
    "video_models": _get("video_models", "/video/models"),
    "audio_models": _get("audio_models", "/audio/models"),
    "embedding_models": _get("embedding_models", "/embeddings/models"),
    "mesh_models": _get("mesh_models", "/3d/models"),
    "model": Method(lambda client: client.model("openai"), lambda raw: raw.get("/v1/models/openai")),
    "model_status": _get("model_status", "/models/status"),
    "usage": Method(lambda client: client.usage(limit=1), lambda raw: raw.get("/account/usage?limit=1")),
    "usage_csv": _get("usage_csv", "/account/usage?format=csv", _text),
    "daily_usage": _get("daily_usage", "/account/usage/daily"),
    "key_usage": Method(lambda client: client.key_usage(limit=1), lambda raw: raw.get("/account/key/usage?limit=1")),
    "list_keys": _get("list_keys", "/account/keys"),
    "create_key": Method(
        lambda client: client.create_key("app"), lambda raw: raw.post("/account/keys", json={"name": "app"})
    ),
    "revoke_key": Method(lambda client: client.revoke_key("abc"), lambda raw: raw.delete("/account/keys/abc")),
    "quests": _get("quests", "/account/quests"),
    "earnings": _get("earnings", "/account/earnings"),
    "daily_usage_csv": _get("daily_usage_csv", "/account/usage/daily?format=csv", _text),
}
"""By name; a test says which method is missing. Streams and iterators have rows of their own."""
