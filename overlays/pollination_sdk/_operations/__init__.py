"""One function for each operation: pleasant arguments in, a `Call` out. The only door to the generated client.

What is not given is not sent: the service's documented defaults are not those it applies. In the query of a URL None
means "not given"; in the body of a chat it is a value like any other, and `UNSET` means "not given".
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollination_sdk._operations.account import (
        balance,
        daily_usage,
        daily_usage_csv,
        key,
        profile,
        usage,
        usage_csv,
        usage_pager,
    )
    from pollination_sdk._operations.by_name import call
    from pollination_sdk._operations.chat_completions import chat, stream_chat
    from pollination_sdk._operations.images import image, image_url, stream_image, stream_video, video
    from pollination_sdk._operations.model_lists import image_models, models, text_models
    from pollination_sdk._operations.text_generation import stream_text, text, text_url

__all__ = [
    "CLAIMED_ANSWERS",
    "balance",
    "call",
    "chat",
    "daily_usage",
    "daily_usage_csv",
    "image",
    "image_models",
    "image_url",
    "key",
    "models",
    "profile",
    "stream_chat",
    "stream_image",
    "stream_text",
    "stream_video",
    "text",
    "text_models",
    "text_url",
    "usage",
    "usage_csv",
    "usage_pager",
    "video",
]

CLAIMED_ANSWERS: dict[tuple[str, int, str], str] = {
    ("get_generate_text_prompt", 200, "text/event-stream"): "stream_text",
    ("post_generate_v1_chat_completions", 200, "text/event-stream"): "stream_chat",
}
"""The documented answers that the generated functions do not read, and the verb that does."""

_HOMES = {
    "balance": "account",
    "call": "by_name",
    "chat": "chat_completions",
    "daily_usage": "account",
    "daily_usage_csv": "account",
    "image": "images",
    "image_models": "model_lists",
    "image_url": "images",
    "key": "account",
    "models": "model_lists",
    "profile": "account",
    "stream_chat": "chat_completions",
    "stream_image": "images",
    "stream_text": "text_generation",
    "stream_video": "images",
    "text": "text_generation",
    "text_models": "model_lists",
    "text_url": "text_generation",
    "usage": "account",
    "usage_csv": "account",
    "usage_pager": "account",
    "video": "images",
}
"""The module of each; it is loaded when its first function is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
