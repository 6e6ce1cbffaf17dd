# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

AudioResponseFormat = Literal["aac", "flac", "mp3", "opus", "pcm", "wav"]

AUDIO_RESPONSE_FORMAT_VALUES: set[AudioResponseFormat] = {
    "aac",
    "flac",
    "mp3",
    "opus",
    "pcm",
    "wav",
}


def check_audio_response_format(value: str) -> AudioResponseFormat:
    if value in AUDIO_RESPONSE_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIO_RESPONSE_FORMAT_VALUES!r}")
