# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

AudioInstrumental = Literal["false", "true"]

AUDIO_INSTRUMENTAL_VALUES: set[AudioInstrumental] = {
    "false",
    "true",
}


def check_audio_instrumental(value: str) -> AudioInstrumental:
    if value in AUDIO_INSTRUMENTAL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIO_INSTRUMENTAL_VALUES!r}")
