"""One function for each operation: pleasant arguments in, a `Call` out. The only door to the generated client.

What is not given is not sent: the service's documented defaults are not those it applies. In the query of a URL None
means "not given"; in the body of a chat it is a value like any other, and `UNSET` means "not given".
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollination_sdk._calls._account import (
        balance,
        daily_usage,
        daily_usage_csv,
        key,
        profile,
        usage,
        usage_csv,
        usage_pager,
    )
    from pollination_sdk._calls._by_name import call
    from pollination_sdk._calls._chat import chat, stream_chat
    from pollination_sdk._calls._images import image, image_url, stream_image, stream_video, video
    from pollination_sdk._calls._models import image_models, models, text_models
    from pollination_sdk._calls._text import stream_text, text, text_url

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
    "balance": "_account",
    "call": "_by_name",
    "chat": "_chat",
    "daily_usage": "_account",
    "daily_usage_csv": "_account",
    "image": "_images",
    "image_models": "_models",
    "image_url": "_images",
    "key": "_account",
    "models": "_models",
    "profile": "_account",
    "stream_chat": "_chat",
    "stream_image": "_images",
    "stream_text": "_text",
    "stream_video": "_images",
    "text": "_text",
    "text_models": "_models",
    "text_url": "_text",
    "usage": "_account",
    "usage_csv": "_account",
    "usage_pager": "_account",
    "video": "_images",
}
"""The module of each; it is loaded when its first function is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
