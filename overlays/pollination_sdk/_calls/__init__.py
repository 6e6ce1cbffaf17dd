"""One function for each operation: pleasant arguments in, a `Call` out. The only door to the generated client.

What is not given is not sent: the service's documented defaults are not those it applies. In the query of a URL None
means "not given"; in the body of a chat it is a value like any other, and `UNSET` means "not given".
"""

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
