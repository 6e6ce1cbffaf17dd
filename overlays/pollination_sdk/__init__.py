"""Speak to gen.pollinations.ai: text, chat, images, video, models, account and usage.

from pollination_sdk import Pollinations

client = Pollinations()  # the key is in POLLINATIONS_API_KEY
print(client.text("a haiku about moss"))
client.image("a fox in the snow", width=768).save("fox")
"""

from pollination_sdk import errors
from pollination_sdk._answers import Answer
from pollination_sdk._client import AsyncPollinations, Pollinations
from pollination_sdk._media import Media
from pollination_sdk._media_stream import AsyncMediaStream, MediaStream
from pollination_sdk._retry import Retry, set_waiting, without_waiting
from pollination_sdk._stream import AsyncStream, Stream
from pollination_sdk._version import __version__

__all__ = [
    "Answer",
    "AsyncMediaStream",
    "AsyncPollinations",
    "AsyncStream",
    "Media",
    "MediaStream",
    "Pollinations",
    "Retry",
    "Stream",
    "__version__",
    "errors",
    "set_waiting",
    "without_waiting",
]
