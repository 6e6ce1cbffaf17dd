"""Each method that makes one request, and the plain request that it stands for."""

import base64
import json
from collections.abc import Callable
from operator import attrgetter
from operator import methodcaller as ask
from typing import Any

import attrs
import httpx

from pollination_sdk import _operations
from tools.bench.peers import MESSAGES
from tools.silence import silence

CHAT = {"model": "openai", "messages": MESSAGES}
_OBJECT = {"type": "json_schema", "json_schema": {"name": "dict", "schema": {"type": "object"}, "strict": False}}
_SOUND = silence(10)
_FORM = {"file": ("audio.wav", _SOUND)}
_URL = "https://media.pollinations.ai/openai"
_text, _bytes = attrgetter("text"), attrgetter("content")


@attrs.frozen
class Method:
    """The call of our client, the same request by raw httpx, and how its answer is read.

    The first two work with both flavours: what they return is awaited where the client does not block.
    """

    ours: Callable[[Any], Any]
    plain: Callable[[Any], Any]
    read: Callable[[httpx.Response], object] = httpx.Response.json


def _content_of(answer: httpx.Response) -> Any:
    return json.loads(answer.json()["choices"][0]["message"]["content"])


def _conversation_of(answer: httpx.Response) -> list[Any]:
    return [*MESSAGES, answer.json()["choices"][0]["message"]]


def _sound_of(answer: httpx.Response) -> bytes:
    return base64.b64decode(answer.json()["audio_base64"])


def _edited(answer: httpx.Response) -> bytes:
    return base64.b64decode(answer.json()["data"][0]["b64_json"])


_CHAT = ask("post", "/v1/chat/completions", json=CHAT)
_PARSE = ask("post", "/v1/chat/completions", json=CHAT | {"response_format": _OBJECT})
_EDIT = ask("post", "/v1/images/edits", json={"prompt": "hello", "image": _URL})
_EMBED = ask("post", "/v1/embeddings", json={"input": "hello", "encoding_format": "base64"})
_SPEECH, _TIMED = (ask("post", f"/v1/audio/speech{end}", json={"input": "hello"}) for end in ("", "/with-timestamps"))

METHODS = {
    "chat": Method(ask("chat", "hi", model="openai"), _CHAT),
    "detailed": Method(lambda client: client.detailed.chat("hi", model="openai"), _CHAT),
    "parse": Method(ask("parse", "hi", dict, model="openai"), _PARSE, _content_of),
    "run_tools": Method(ask("run_tools", "hi", tools=[], model="openai"), _CHAT, _conversation_of),
    "call": Method(ask("call", "get_account_balance"), ask("get", "/account/balance")),
    "text": Method(ask("text", "hello"), ask("get", "/text/hello"), _text),
    "image": Method(ask("image", "hello", width=512), ask("get", "/image/hello", params={"width": 512}), _bytes),
    "embed": Method(ask("embed", "hello"), _EMBED),
    "video": Method(ask("video", "1", model="veo"), ask("get", "/video/1", params={"model": "veo"}), _bytes),
    "edit_image": Method(ask("edit_image", "hello", image=_URL), _EDIT, _edited),
    "speech": Method(ask("speech", "hello"), _SPEECH, _bytes),
    "speech_with_timestamps": Method(ask("speech_with_timestamps", "hello"), _TIMED, _sound_of),
    "transcribe": Method(ask("transcribe", _SOUND), ask("post", "/v1/audio/transcriptions", files=_FORM)),
    "change_voice": Method(ask("change_voice", _SOUND), ask("post", "/v1/audio/voice-changer", files=_FORM), _bytes),
    "isolate_voice": Method(ask("isolate_voice", _SOUND), ask("post", "/v1/audio/voice-isolator", files=_FORM), _bytes),
    "upload": Method(ask("upload", _SOUND), ask("post", "/x-media/upload", files=_FORM)),
    "upload_info": Method(ask("upload_info", "openai"), ask("get", "/x-media/openai/metadata")),
    "delete_upload": Method(ask("delete_upload", "openai"), ask("delete", "/x-media/media/openai")),
    "mesh": Method(ask("mesh", "hello"), ask("get", "/3d/hello"), _bytes),
    "model": Method(ask("model", "openai"), ask("get", "/v1/models/openai")),
    "usage": Method(ask("usage", limit=1), ask("get", "/account/usage?limit=1")),
    "usage_csv": Method(ask("usage_csv"), ask("get", "/account/usage?format=csv"), _text),
    "key_usage": Method(ask("key_usage", limit=1), ask("get", "/account/key/usage?limit=1")),
    "create_key": Method(ask("create_key", "app"), ask("post", "/account/keys", json={"name": "app"})),
    "revoke_key": Method(ask("revoke_key", "abc"), ask("delete", "/account/keys/abc")),
    "daily_usage_csv": Method(ask("daily_usage_csv"), ask("get", "/account/usage/daily?format=csv"), _text),
}
"""By name; a test says which method is missing. Streams and iterators have rows of their own."""

_WITHOUT_ARGUMENTS = """
balance profile key models text_models image_models video_models audio_models embedding_models mesh_models model_status
daily_usage list_keys quests earnings
"""
METHODS |= {
    name: Method(ask(name), ask("get", getattr(_operations, name)().path)) for name in _WITHOUT_ARGUMENTS.split()
}
