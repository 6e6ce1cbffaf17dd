"""Speech, music and sounds: short tones in the format that was asked for."""

import base64
import io
import zipfile
from typing import Any

from pollination_sdk.sandbox._catalogue import models_of
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._forms import sent_form
from pollination_sdk.sandbox._json import write_json
from pollination_sdk.sandbox._words import choose

DEFAULT_SPEECH = "openai/tts-1"
DEFAULT_TIMED = "elevenlabs/eleven-v3"
TIMED_PUBLISHER = "elevenlabs"  # no other models tell when each character is heard
DEFAULT_CHANGER = "elevenlabs/eleven-multilingual-sts-v2"
DEFAULT_ISOLATOR = "elevenlabs/voice-isolator"
DEFAULT_STEMS = "elevenlabs/stem-separation"
CHARACTER_SECONDS = 0.05
STEMS = {
    "two_stems_v1": ("vocals", "instrumental"),
    "six_stems_v1": ("vocals", "drums", "bass", "guitar", "piano", "other"),
}


def spoken_path(exchange: Exchange) -> Generation:
    """Answer `GET /audio/{text}`."""
    return _tone(exchange, exchange.query, exchange.prompt, DEFAULT_SPEECH)


def speech(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/speech`."""
    return _tone(exchange, exchange.body, exchange.body["input"], DEFAULT_SPEECH)


def timed_speech(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/speech/with-timestamps`: each character lasts as long as the others."""
    text = exchange.body["input"]
    made = _tone(exchange, exchange.body, text, DEFAULT_TIMED, publisher=TIMED_PUBLISHER)
    times = [round(index * CHARACTER_SECONDS, 3) for index in range(len(text) + 1)]
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": times[:-1],
        "character_end_times_seconds": times[1:],
    }
    sound = base64.b64encode(made.content).decode()
    answer = {"audio_base64": sound, "alignment": alignment, "normalized_alignment": alignment}
    return Generation(write_json(answer), "application/json", made.model, made.units)


def voice_changer(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/voice-changer`."""
    file = sent_form(exchange.request).file("file")
    return _tone(exchange, exchange.body, file.name, DEFAULT_CHANGER)


def voice_isolator(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/voice-isolator`, always as MP3."""
    file = sent_form(exchange.request).file("file")
    return _tone(exchange, {"model": exchange.body.get("model")}, file.name, DEFAULT_ISOLATOR)


def stem_separation(exchange: Exchange) -> Generation:
    """Answer `POST /alpha/audio/stem-separation` with a ZIP archive of one file for each stem."""
    sent_form(exchange.request).file("file")
    variation = exchange.body.get("stem_variation_id", "two_stems_v1")
    stem = _tone(exchange, {"model": exchange.body.get("model")}, variation, DEFAULT_STEMS)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name in STEMS[variation]:
            opened.writestr(zipfile.ZipInfo(f"{name}.mp3"), stem.content)  # without a date: equal calls, equal bytes
    return Generation(archive.getvalue(), "application/zip", stem.model, stem.units, "stems.zip")


def _tone(
    exchange: Exchange, asked: dict[str, Any], text: str, default: str, *, publisher: str | None = None
) -> Generation:
    from pollination_sdk.sandbox import _sound  # noqa: PLC0415 - importing PyAV is slow

    form = asked.get("response_format") or "mp3"
    models = tuple(model for model in models_of("audio") if publisher in (None, model.publisher))
    model = choose(models, asked.get("model") or default, exchange.owner)
    content = _sound.encode_tone(len(text), form)
    units = {"completionAudioSeconds": _sound.seconds_of(len(text))}
    return Generation(content, _sound.MEDIA_TYPES[form], model, units, f"speech.{form}")
