"""Count the tokens of what is sent: of texts, of media in a conversation, and of what models see as JSON."""

import base64
import json
from collections.abc import Iterable
from typing import Any

from pollination_sdk.sandbox._models.tokens import count_tokens

IMAGE_TOKENS, SMALL_IMAGE_TOKENS = 765, 85
"""Of an image, and of one with the detail `low`."""
VIDEO_TOKENS, FILE_TOKENS = 1_000, 500
HEARD_TOKENS_PER_SECOND = 10


def parts_of(contents: Iterable[Any]) -> list[Any]:
    """Return the parts of contents; a content that is no list is one part."""
    return [part for content in contents for part in (content if isinstance(content, list) else [content])]


def text_tokens(part: Any) -> int:
    """Return the tokens of the text, the video and the file in a part of a content."""
    if isinstance(part, str):
        return count_tokens(part)
    if not isinstance(part, dict):
        return 0
    text = part.get("text")
    media = (VIDEO_TOKENS if "video_url" in part else 0) + (FILE_TOKENS if "file" in part else 0)
    return media + (count_tokens(text) if isinstance(text, str) else 0)


def image_tokens(part: Any) -> int:
    """Return the tokens of the image in a part of a content; 0 without one."""
    image = part.get("image_url") if isinstance(part, dict) else None
    if image is None:
        return 0
    return SMALL_IMAGE_TOKENS if isinstance(image, dict) and image.get("detail") == "low" else IMAGE_TOKENS


def sound_tokens(part: Any) -> int:
    """Return the tokens of the sound in a part of a content; 0 without any."""
    sound = part.get("input_audio") if isinstance(part, dict) else None
    if not isinstance(sound, dict):
        return 0
    from pollination_sdk.sandbox._media.audio.sound import hear  # noqa: PLC0415 - importing PyAV is slow

    try:
        data = base64.b64decode(str(sound.get("data")))
    except ValueError:  # no base64
        data = b""
    return round((hear(data).seconds or 1) * HEARD_TOKENS_PER_SECOND)


def json_tokens(value: Any) -> int:
    """Return the tokens of a value that the model sees as JSON; 0 without one."""
    return count_tokens(json.dumps(value, ensure_ascii=False)) if value else 0
