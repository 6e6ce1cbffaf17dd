"""`POST /v1/audio/transcriptions`: what speech of the sandbox says; of other recordings, the name and the size."""

from typing import Any

from pollination_sdk.sandbox._errors import invalid_input
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import choose
from pollination_sdk.sandbox._media.audio.cues import cues_of, to_srt, to_vtt
from pollination_sdk.sandbox._media.audio.recordings import recorded
from pollination_sdk.sandbox._models.catalogue import audio_models
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import PLAIN, Generation

DEFAULT_MODEL = "openai/whisper-large-v3"
LARGEST = 25  # MiB
FORMATS = {"openai/gpt-transcribe": ("json", "text")}
"""The formats of models that do not have all of them."""


def transcription(exchange: Exchange) -> Generation:
    """Write down a recording.

    Raises:
        ServiceError: 400 without a file, for an unknown model or a format that it does not have; 413 for a large file.
    """
    body = exchange.body
    wanted = body.get("response_format", "json")
    model = choose(audio_models("transcribe"), body.get("model") or DEFAULT_MODEL, exchange.owner)
    allowed = FORMATS.get(model.id, (wanted,))
    if wanted not in allowed:
        names = "|".join(f'"{name}"' for name in allowed)
        raise invalid_input({"response_format": [f"Invalid option: expected one of {names} with {model.id}"]})
    recording = recorded(exchange, most=LARGEST)
    text = recording.text
    if text is None:
        text = f"{model.name} heard: {recording.sound}, {recording.size} bytes"
    units = {"promptAudioSeconds": round(recording.seconds, 3)}
    plain = _as_plain(text, recording.seconds, wanted)
    if plain is not None:
        return Generation(plain.encode("utf-8", "replace"), PLAIN, model, units)
    answer = _as_json(text, recording.seconds, wanted, body)
    return Generation(write_json(answer), "application/json", model, units)


def _as_plain(text: str, seconds: float, wanted: str) -> str | None:
    match wanted:
        case "text":
            return f"{text}\n"
        case "srt":
            return to_srt(cues_of(text, seconds))
        case "vtt":
            return to_vtt(cues_of(text, seconds))
        case _:
            return None


def _as_json(text: str, seconds: float, wanted: str, body: dict[str, Any]) -> dict[str, Any]:
    length = round(seconds, 3)
    answer: dict[str, Any] = {"text": text, "usage": {"type": "duration", "seconds": length}}
    if wanted == "json":
        return answer
    segments: list[dict[str, Any]] = [
        {"id": number, "start": cue.start, "end": cue.end, "text": cue.text}
        for number, cue in enumerate(cues_of(text, seconds))
    ]
    if wanted == "diarized_json":  # the speakers take turns
        speakers = body.get("speakers_expected", 1)
        segments = [{**segment, "speaker": f"speaker_{segment['id'] % speakers}"} for segment in segments]
    about = {"task": "transcribe", "language": body.get("language") or "en", "duration": length}
    return {**about, **answer, "segments": segments}
