"""The functions of the operations: each takes a method's arguments and returns a `Call`.

Only this package and `types` import the generated client. An argument that is left out is not sent, because the
service does not apply its documented defaults. None and `UNSET` mean "left out"; only in the body of a chat, None is
sent as null where the contract allows it.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollination_sdk._operations.account import (
        balance,
        daily_usage,
        daily_usage_csv,
        key,
        key_usage,
        profile,
        start_of,
        usage,
        usage_csv,
        usage_pager,
    )
    from pollination_sdk._operations.by_name import call
    from pollination_sdk._operations.chat_completions import chat, stream_chat
    from pollination_sdk._operations.embeddings import embed
    from pollination_sdk._operations.image_edits import edit_image
    from pollination_sdk._operations.images import image, image_url, stream_image
    from pollination_sdk._operations.income import earnings, earnings_pager, quests
    from pollination_sdk._operations.key_admin import create_key, list_keys, revoke_key
    from pollination_sdk._operations.meshes import mesh, stream_mesh
    from pollination_sdk._operations.model_lists import (
        audio_models,
        embedding_models,
        image_models,
        mesh_models,
        model,
        model_status,
        models,
        text_models,
        video_models,
    )
    from pollination_sdk._operations.recordings import change_voice, isolate_voice, transcribe
    from pollination_sdk._operations.sounds import speech, speech_with_timestamps, stream_speech
    from pollination_sdk._operations.text_generation import stream_text, text, text_url
    from pollination_sdk._operations.tool_runs import run_tools
    from pollination_sdk._operations.typed_answers import parse
    from pollination_sdk._operations.uploads import delete_upload, upload, upload_info, upload_pager
    from pollination_sdk._operations.videos import stream_video, video

__all__ = [
    "CLAIMED_ANSWERS",
    "audio_models",
    "balance",
    "call",
    "change_voice",
    "chat",
    "create_key",
    "daily_usage",
    "daily_usage_csv",
    "delete_upload",
    "earnings",
    "earnings_pager",
    "edit_image",
    "embed",
    "embedding_models",
    "image",
    "image_models",
    "image_url",
    "isolate_voice",
    "key",
    "key_usage",
    "list_keys",
    "mesh",
    "mesh_models",
    "model",
    "model_status",
    "models",
    "parse",
    "profile",
    "quests",
    "revoke_key",
    "run_tools",
    "speech",
    "speech_with_timestamps",
    "start_of",
    "stream_chat",
    "stream_image",
    "stream_mesh",
    "stream_speech",
    "stream_text",
    "stream_video",
    "text",
    "text_models",
    "text_url",
    "transcribe",
    "upload",
    "upload_info",
    "upload_pager",
    "usage",
    "usage_csv",
    "usage_pager",
    "video",
    "video_models",
]

CLAIMED_ANSWERS: dict[tuple[str, int, str], str] = {
    ("get_generate_text_prompt", 200, "text/event-stream"): "stream_text",
    ("post_text", 200, "text/event-stream"): "call",
    ("post_v1_messages", 200, "text/event-stream"): "call",
    ("post_v1_responses", 200, "text/event-stream"): "call",
    ("post_generate_v1_chat_completions", 200, "text/event-stream"): "stream_chat",
}
"""The documented answers that the generated functions do not read, and the method that reads each."""

_HOMES = {
    "audio_models": "model_lists",
    "balance": "account",
    "call": "by_name",
    "change_voice": "recordings",
    "chat": "chat_completions",
    "create_key": "key_admin",
    "daily_usage": "account",
    "daily_usage_csv": "account",
    "delete_upload": "uploads",
    "earnings": "income",
    "earnings_pager": "income",
    "edit_image": "image_edits",
    "embed": "embeddings",
    "embedding_models": "model_lists",
    "image": "images",
    "image_models": "model_lists",
    "image_url": "images",
    "isolate_voice": "recordings",
    "key": "account",
    "key_usage": "account",
    "list_keys": "key_admin",
    "mesh": "meshes",
    "mesh_models": "model_lists",
    "model": "model_lists",
    "model_status": "model_lists",
    "models": "model_lists",
    "parse": "typed_answers",
    "profile": "account",
    "quests": "income",
    "revoke_key": "key_admin",
    "run_tools": "tool_runs",
    "speech": "sounds",
    "speech_with_timestamps": "sounds",
    "start_of": "account",
    "stream_chat": "chat_completions",
    "stream_image": "images",
    "stream_mesh": "meshes",
    "stream_speech": "sounds",
    "stream_text": "text_generation",
    "stream_video": "videos",
    "text": "text_generation",
    "text_models": "model_lists",
    "text_url": "text_generation",
    "transcribe": "recordings",
    "upload": "uploads",
    "upload_info": "uploads",
    "upload_pager": "uploads",
    "usage": "account",
    "usage_csv": "account",
    "usage_pager": "account",
    "video": "videos",
    "video_models": "model_lists",
}
"""The module of each function; it is imported when its first function is used."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
