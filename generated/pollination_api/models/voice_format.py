# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

VoiceFormat = Literal["aac", "mp3", "opus", "pcm", "wav"]

VOICE_FORMAT_VALUES: frozenset[str] = frozenset(get_args(VoiceFormat))


def check_voice_format(value: str) -> VoiceFormat:
    if value in VOICE_FORMAT_VALUES:
        return cast("VoiceFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(VOICE_FORMAT_VALUES)}")
