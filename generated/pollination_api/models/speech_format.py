# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

SpeechFormat = Literal["aac", "flac", "mp3", "opus", "pcm", "wav"]

SPEECH_FORMAT_VALUES: frozenset[str] = frozenset(get_args(SpeechFormat))


def check_speech_format(value: str) -> SpeechFormat:
    if value in SPEECH_FORMAT_VALUES:
        return cast("SpeechFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(SPEECH_FORMAT_VALUES)}")
