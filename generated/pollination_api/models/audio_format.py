# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

AudioFormat = Literal["flac", "mp3", "opus", "pcm16", "wav"]

AUDIO_FORMAT_VALUES: set[AudioFormat] = {
    "flac",
    "mp3",
    "opus",
    "pcm16",
    "wav",
}


def check_audio_format(value: str) -> AudioFormat:
    if value in AUDIO_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIO_FORMAT_VALUES!r}")
