# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

AudioTranscriptionsRequestResponseFormat = Literal["json", "srt", "text", "verbose_json", "vtt"]

AUDIO_TRANSCRIPTIONS_REQUEST_RESPONSE_FORMAT_VALUES: set[AudioTranscriptionsRequestResponseFormat] = {
    "json",
    "srt",
    "text",
    "verbose_json",
    "vtt",
}


def check_audio_transcriptions_request_response_format(value: str) -> AudioTranscriptionsRequestResponseFormat:
    if value in AUDIO_TRANSCRIPTIONS_REQUEST_RESPONSE_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUDIO_TRANSCRIPTIONS_REQUEST_RESPONSE_FORMAT_VALUES!r}"
    )
