"""Speech, music and sounds: syllables of the text in the format that was asked for, and recordings in other voices."""

import base64
import io
import zipfile
from typing import Any

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import choose
from pollination_sdk.sandbox._media.audio.recordings import Recording, recorded
from pollination_sdk.sandbox._media.audio.syllables import LONGEST, billed_seconds, heard_seconds, wave_of
from pollination_sdk.sandbox._models.catalogue import Model, audio_models
from pollination_sdk.sandbox._models.media_units import recording_units, speech_units
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import Generation

DEFAULT_SPEECH = "openai/tts-1"
DEFAULT_TIMED = "elevenlabs/eleven-v3"
TIMED_PUBLISHER = "elevenlabs"  # no other models tell when each character is heard
ALWAYS_WAV = "qwen"  # the publisher whose models ignore the format
DEFAULT_CHANGER = "elevenlabs/eleven-multilingual-sts-v2"
DEFAULT_ISOLATOR = "elevenlabs/voice-isolator"
DEFAULT_STEMS = "elevenlabs/stem-separation"
MOST_CHANGED = 300  # seconds
LEAST_ISOLATED = 4.6  # seconds
STEMS = {
    "two_stems_v1": ("vocals", "instrumental"),
    "six_stems_v1": ("vocals", "drums", "bass", "guitar", "piano", "other"),
}


def spoken_path(exchange: Exchange) -> Generation:
    """Answer `GET /audio/{text}`."""
    return _speak(exchange, exchange.query, exchange.prompt)


def speech(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/speech`."""
    return _speak(exchange, exchange.body, exchange.body["input"])


def timed_speech(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/speech/with-timestamps`: each character lasts as long as the others."""
    text, body = exchange.body["input"], exchange.body
    models = tuple(model for model in audio_models("speak") if model.publisher == TIMED_PUBLISHER)
    model = choose(models, body.get("model") or DEFAULT_TIMED, exchange.owner)
    made = _speak_as(exchange, model, body, text)
    times = [round(heard_seconds(text) * index / len(text), 3) for index in range(len(text) + 1)]
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": times[:-1],
        "character_end_times_seconds": times[1:],
    }
    sound = base64.b64encode(made.content).decode()
    answer = {"audio_base64": sound, "alignment": alignment, "normalized_alignment": alignment}
    return Generation(write_json(answer), "application/json", made.model, made.units)


def voice_changer(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/voice-changer`: the same words in another voice."""
    model = choose(audio_models("change"), exchange.body.get("model") or DEFAULT_CHANGER, exchange.owner)
    return _again(exchange, recorded(exchange, most_seconds=MOST_CHANGED), model, exchange.body)


def voice_isolator(exchange: Exchange) -> Generation:
    """Answer `POST /v1/audio/voice-isolator`: the same words, always as MP3."""
    model = choose(audio_models("change"), exchange.body.get("model") or DEFAULT_ISOLATOR, exchange.owner)
    return _again(exchange, recorded(exchange, least_seconds=LEAST_ISOLATED), model, {})


def stem_separation(exchange: Exchange) -> Generation:
    """Answer `POST /alpha/audio/stem-separation` with a ZIP archive of one file for each stem."""
    model = choose(audio_models("change"), exchange.body.get("model") or DEFAULT_STEMS, exchange.owner)
    stem = _again(exchange, recorded(exchange), model, {})
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name in STEMS[exchange.body.get("stem_variation_id", "two_stems_v1")]:
            opened.writestr(zipfile.ZipInfo(f"{name}.mp3"), stem.content)  # without a date: equal calls, equal bytes
    return Generation(archive.getvalue(), "application/zip", stem.model, stem.units, "stems.zip")


def _speak(exchange: Exchange, asked: dict[str, Any], text: str) -> Generation:
    model = choose(audio_models("speak"), asked.get("model") or DEFAULT_SPEECH, exchange.owner)
    return _speak_as(exchange, model, asked, text)


def _speak_as(exchange: Exchange, model: Model, asked: dict[str, Any], text: str) -> Generation:
    """Say a text; it is billed for all its seconds, also where the sound is shorter."""
    wanted = asked.get("duration") or asked.get("seconds")
    units = speech_units(model, text, billed_seconds(text, wanted))
    return _encoded(exchange, Recording(text, text, heard_seconds(text, wanted)), model, asked, units)


def _again(exchange: Exchange, recording: Recording, model: Model, asked: dict[str, Any]) -> Generation:
    return _encoded(exchange, recording, model, asked, recording_units(model, recording.seconds))


def _encoded(
    exchange: Exchange, recording: Recording, model: Model, asked: dict[str, Any], units: dict[str, float]
) -> Generation:
    """Encode what is said; the voice, the model and the seed choose the pitch."""
    from pollination_sdk.sandbox._media.audio import sound  # noqa: PLC0415 - importing PyAV is slow

    form = "wav" if model.publisher == ALWAYS_WAV else asked.get("response_format") or "mp3"
    voice = f"{asked.get('voice') or 'alloy'} {model.name} {asked.get('seed', 0)}"
    seconds = min(recording.seconds, LONGEST)
    wave = wave_of(recording.sound, seconds, voice)
    comment = "" if recording.text is None else sound.SAID + recording.text
    content = sound.encode_wave(wave, form, comment=comment)
    if form in sound.WITHOUT_TEXT and recording.text is not None:
        exchange.files.remember_sound(content, recording.text, seconds)
    return Generation(content, sound.MEDIA_TYPES[form], model, units, f"speech.{form}")
