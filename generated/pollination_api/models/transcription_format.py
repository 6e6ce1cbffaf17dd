# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

TranscriptionFormat = Literal["diarized_json", "json", "srt", "text", "verbose_json", "vtt"]

TRANSCRIPTION_FORMAT_VALUES: frozenset[str] = frozenset(get_args(TranscriptionFormat))


def check_transcription_format(value: str) -> TranscriptionFormat:
    if value in TRANSCRIPTION_FORMAT_VALUES:
        return cast("TranscriptionFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(TRANSCRIPTION_FORMAT_VALUES)}")
