# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

AudioVoice = Literal[
    "alloy", "amuch", "ash", "ballad", "coral", "dan", "echo", "fable", "onyx", "sage", "shimmer", "verse"
]

AUDIO_VOICE_VALUES: set[AudioVoice] = {
    "alloy",
    "amuch",
    "ash",
    "ballad",
    "coral",
    "dan",
    "echo",
    "fable",
    "onyx",
    "sage",
    "shimmer",
    "verse",
}


def check_audio_voice(value: str) -> AudioVoice:
    if value in AUDIO_VOICE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIO_VOICE_VALUES!r}")
