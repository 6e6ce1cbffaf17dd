# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

AudioVoice = Literal[
    "alloy", "amuch", "ash", "ballad", "coral", "dan", "echo", "fable", "onyx", "sage", "shimmer", "verse"
]

AUDIO_VOICE_VALUES: frozenset[str] = frozenset(get_args(AudioVoice))


def check_audio_voice(value: str) -> AudioVoice:
    if value in AUDIO_VOICE_VALUES:
        return cast("AudioVoice", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(AUDIO_VOICE_VALUES)}")
