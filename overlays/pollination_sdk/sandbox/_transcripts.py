"""`POST /v1/audio/transcriptions`: a text that names the file and its size, in the format that was asked for."""

from typing import Any

from pollination_sdk.sandbox._catalogue import models_of
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._forms import sent_form
from pollination_sdk.sandbox._json import write_json
from pollination_sdk.sandbox._text import PLAIN
from pollination_sdk.sandbox._words import choose

DEFAULT_MODEL = "openai/whisper-large-v3"
SECONDS = 1.0
PLAIN_FORMATS = {
    "text": "{text}\n",
    "srt": "1\n00:00:00,000 --> 00:00:01,000\n{text}\n",
    "vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n{text}\n",
}


def transcription(exchange: Exchange) -> Generation:
    """Write down a recording.

    Raises:
        ServiceError: 400 without a file, or for an unknown model.
    """
    file, wanted = sent_form(exchange.request).file("file"), exchange.body.get("response_format", "json")
    model = choose(models_of("audio"), exchange.body.get("model") or DEFAULT_MODEL, exchange.owner)
    text = f"{model.name} heard: {file.name}, {len(file.content)} bytes"
    units = {"promptAudioSeconds": SECONDS}
    if wanted in PLAIN_FORMATS:
        return Generation(PLAIN_FORMATS[wanted].format(text=text).encode(), PLAIN, model, units)
    return Generation(write_json(_as_json(text, wanted)), "application/json", model, units)


def _as_json(text: str, wanted: str) -> dict[str, Any]:
    segment = {"id": 0, "start": 0.0, "end": SECONDS, "text": text}
    speaker = {"speaker": "speaker_0"} if wanted == "diarized_json" else {}
    segments = {} if wanted == "json" else {"segments": [{**segment, **speaker}]}
    return {"text": text, **segments, "usage": {"type": "duration", "seconds": SECONDS}}
