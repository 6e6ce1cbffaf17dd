"""Spoken answers of chats: the sound of a text, with that text as the transcript."""

import base64
import time
from typing import Any
from uuid import uuid4

HOUR = 3600  # seconds for which the service keeps a spoken answer
SPEECH_FORMATS = {"pcm16": "pcm"}
"""The names that the speech operations have for formats of chats, where they differ."""


def wants_audio(chat: dict[str, Any]) -> bool:
    """Return True if a chat asks for a spoken answer."""
    return "audio" in (chat.get("modalities") or ())


def spoken(text: str, options: dict[str, Any]) -> dict[str, Any]:
    """Build the `audio` of a message.

    Args:
        text: What is said.
        options: The `audio` of the chat: its voice and its format, MP3 by default.
    """
    from pollination_sdk.sandbox._media.audio.sound import encode_speech  # noqa: PLC0415 - importing PyAV is slow

    form = options.get("format") or "mp3"
    sound = encode_speech(text, SPEECH_FORMATS.get(form, form), voice=str(options.get("voice") or ""))
    return {
        "id": f"audio_{uuid4().hex}",
        "data": base64.b64encode(sound).decode(),
        "transcript": text,
        "expires_at": int(time.time()) + HOUR,
    }
