"""Operations on recordings: transcription, another voice, the voice alone. Each sends the file in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from pollination_api.api.audio import (
    post_generate_v1_audio_transcriptions,
    post_v1_audio_voice_changer,
    post_v1_audio_voice_isolator,
)
from pollination_api.models.transcription_format import TRANSCRIPTION_FORMAT_VALUES
from pollination_sdk import types
from pollination_sdk._operations.audio_files import length_check, recording
from pollination_sdk._operations.forms import encode_form
from pollination_sdk._operations.parameters import Extra, as_integer, as_number, as_object, as_text, call_of
from pollination_sdk._responses.decode import media_type_in, read_medium, read_model
from pollination_sdk._responses.plain_text import decoded, read_text, warned_if_empty
from pollination_sdk.errors import ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from pollination_api.models import KnownVoice, Transcription, TranscriptionFormat, VoiceFormat
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import Attachment, AudioModel

    T = TypeVar("T")

_PLAIN = {"text", "srt", "vtt"}
"""The formats of a transcription that are plain text."""
_SOUND = "audio/*, application/json"


@overload
def transcribe(
    file: Attachment,
    *,
    response_format: Literal["text", "srt", "vtt"],
    model: AudioModel | None = None,
    language: str | None = None,
    prompt: str | None = None,
    speakers_expected: int | None = None,
    temperature: float | None = None,
    extra: Extra = None,
) -> Call[str]: ...
@overload
def transcribe(
    file: Attachment,
    *,
    response_format: Literal["json", "verbose_json", "diarized_json"] | None = None,
    model: AudioModel | None = None,
    language: str | None = None,
    prompt: str | None = None,
    speakers_expected: int | None = None,
    temperature: float | None = None,
    extra: Extra = None,
) -> Call[Transcription]: ...
@overload
def transcribe(
    file: Attachment,
    *,
    response_format: str,
    model: AudioModel | None = None,
    language: str | None = None,
    prompt: str | None = None,
    speakers_expected: int | None = None,
    temperature: float | None = None,
    extra: Extra = None,
) -> Call[Transcription | str]: ...
def transcribe(
    file: Attachment,
    *,
    response_format: TranscriptionFormat | str | None = None,
    model: AudioModel | None = None,
    language: str | None = None,
    prompt: str | None = None,
    speakers_expected: int | None = None,
    temperature: float | None = None,
    extra: Extra = None,
) -> Call[Transcription | str]:
    """Write down the speech of a recording.

    Args:
        file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
            a path. It is sent with its file name, because some models read the suffix.
        response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
            is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
            refuses it, and the error names those that it has.
        model: The name of the model; the service uses `openai/whisper-large-v3` by default.
        language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
        prompt: A text that guides the style and the spelling of names.
        speakers_expected: The number of speakers, from 1, for `diarized_json`.
        temperature: The sampling temperature, 0 to 1.
        extra: Undocumented fields of the form.

    Returns:
        The text, or a `Transcription` with `text`, and with `segments` where the format has them.

    Raises:
        ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
        ArgumentValueError: A number is out of bounds, or there is no such format.
        PromptError: The file is too large.
        OSError: The file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not of the requested format.
    """
    sound, form = recording(file), _format(response_format)
    fields = {
        "file": sound,
        "model": as_text("model", model),
        "language": as_text("language", language),
        "prompt": as_text("prompt", prompt),
        "response_format": form,
        "speakers_expected": as_integer("speakers_expected", speakers_expected),
        "temperature": as_number("temperature", temperature),
    }
    read: Callable[[httpx.Response], Any] = _read_plain if form in _PLAIN else read_model(types.Transcription)
    accept = "text/plain, application/json" if form in _PLAIN else "application/json"
    return _form_call(
        post_generate_v1_audio_transcriptions,
        fields,
        extra,
        read,
        accept=accept,
        check_size=length_check(sound, mebibytes=25),
    )


def change_voice(
    file: Attachment,
    *,
    model: AudioModel | None = None,
    voice: KnownVoice | str | None = None,
    response_format: VoiceFormat | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Speak a recording with another voice.

    Args:
        file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
        model: The name of the model; the service chooses one by default.
        voice: The new voice by its name or id, `alloy` by default.
        response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
        extra: Undocumented fields of the form.

    Raises:
        ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
        ArgumentValueError: The recording is too long.
        PromptError: The file is too large.
        OSError: The file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not an audio file, or is incomplete.
    """
    sound = recording(file)
    fields = {
        "file": sound,
        "model": as_text("model", model),
        "voice": as_text("voice", voice),
        "response_format": as_text("response_format", response_format),
    }
    check = length_check(sound, mebibytes=50, longest=300)
    return _form_call(post_v1_audio_voice_changer, fields, extra, read_medium("audio"), accept=_SOUND, check_size=check)


def isolate_voice(file: Attachment, *, model: AudioModel | None = None, extra: Extra = None) -> Call[Media]:
    """Remove everything but the voice from a recording, and return an MP3.

    Args:
        file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
        model: The name of the model; the service chooses one by default.
        extra: Undocumented fields of the form.

    Raises:
        ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
        ArgumentValueError: The recording is too short.
        PromptError: The file is too large.
        OSError: The file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not an audio file, or is incomplete.
    """
    sound = recording(file)
    fields = {"file": sound, "model": as_text("model", model)}
    check = length_check(sound, mebibytes=50, shortest=4.6)
    return _form_call(
        post_v1_audio_voice_isolator, fields, extra, read_medium("audio"), accept=_SOUND, check_size=check
    )


def _format(value: Any) -> str | None:
    """Return the format of a transcription, which decides how the answer is read."""
    form: str | None = as_text("response_format", value)
    if form is not None and form not in TRANSCRIPTION_FORMAT_VALUES:
        known = ", ".join(sorted(TRANSCRIPTION_FORMAT_VALUES))
        raise ArgumentValueError(f"response_format is {form!r}, and takes one of {known}.")
    return form


def _form_call(
    operation: Any,
    fields: dict[str, Any],
    extra: Extra,
    read: Callable[[httpx.Response], T],
    **known: Any,
) -> Call[T]:
    """Build the call of a generation from a form, of which `file` is the file."""
    written = encode_form({**fields, **(as_object("extra", extra) or {})}, ["file"])
    kwargs = operation._get_kwargs(body=_Form())  # noqa: SLF001 - the generated half that sends nothing
    return call_of(operation, kwargs, read, free=False, generates=True, **written, **known)


class _Form:
    """Stands in for the generated form, whose bytes differ each time: `encode_form` writes it."""

    def to_multipart(self) -> list[Any]:
        """Return no parts."""
        return []


def _read_plain(response: httpx.Response) -> str:
    """Read a transcription in plain text; one that looks like JSON is text too, unless it is declared as JSON."""
    media_type = media_type_in(response)
    if media_type == "text/vtt" or media_type.endswith("subrip"):
        return warned_if_empty(decoded(response), response)
    return read_text(response)
