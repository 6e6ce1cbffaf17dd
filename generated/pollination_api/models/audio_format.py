# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

AudioFormat = Literal["flac", "mp3", "opus", "pcm16", "wav"]

AUDIO_FORMAT_VALUES: frozenset[str] = frozenset(get_args(AudioFormat))


def check_audio_format(value: str) -> AudioFormat:
    if value in AUDIO_FORMAT_VALUES:
        return cast("AudioFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(AUDIO_FORMAT_VALUES)}")
