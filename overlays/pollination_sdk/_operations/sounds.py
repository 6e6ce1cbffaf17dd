"""Speech, music and sound effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pollination_api.api.audio import post_generate_v1_audio_speech, post_v1_audio_speech_with_timestamps
from pollination_sdk._operations.audio_files import spoken_text, text_check
from pollination_sdk._operations.media_streams import as_stream
from pollination_sdk._operations.parameters import (
    Extra,
    Fields,
    as_boolean,
    as_integer,
    as_number,
    as_object,
    as_safety,
    as_seed,
    as_text,
    generation,
    or_unset,
    plain,
)
from pollination_sdk._responses.decode import read_medium

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from pollination_api.models import KnownVoice, SpeechFormat, VoiceFormat
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.file_urls import URLs
    from pollination_sdk._operations.names import Attachment, AudioModel, Json, Safety, Seed
    from pollination_sdk._responses.timed_speech import TimedSpeech

    T = TypeVar("T")


def speech(
    input: str,  # noqa: A002 - the name in the API
    *,
    model: AudioModel | None = None,
    voice: KnownVoice | str | None = None,
    response_format: SpeechFormat | None = None,
    duration: float | None = None,
    seconds: float | None = None,
    steps: int | None = None,
    negative_prompt: str | None = None,
    instrumental: bool | None = None,
    instructions: str | None = None,
    loop: bool | None = None,
    prompt_influence: float | None = None,
    reference_audio: Attachment | None = None,
    conditioning_ref: Any = None,
    composition_plan: Json | None = None,
    store_for_inpainting: bool | None = None,
    seed: Seed = None,
    safe: Safety | None = None,
    auto_upload: bool | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Speak a text, or make music or a sound effect: the model decides which.

    For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
    dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

    Args:
        input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
        model: The name of the model; the service chooses one for speech by default.
        voice: The voice by its name or id, `alloy` by default.
        response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
            the answer is the format by its bytes.
        duration: The length of music or an effect in seconds, 0.5 to 300.
        seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
        steps: The number of steps, 1 to 100.
        negative_prompt: What must not be heard.
        instrumental: Whether music has no singing.
        instructions: How to speak, for the models that take it.
        loop: Whether an effect can be looped.
        prompt_influence: How closely an effect follows the description, 0 to 1.
        reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
            is set.
        conditioning_ref: What guides the music, for the models that take it.
        composition_plan: The parts of the music, for the models that take it.
        store_for_inpainting: Whether the service keeps the music so that it can be changed later.
        seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
        safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
        auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
            Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
        extra: Undocumented fields of the body.

    Raises:
        PromptError: The text is blank or too long, or cannot be encoded.
        ArgumentError: `reference_audio` is a file, and nothing allows its upload.
        ArgumentValueError: A number is out of bounds.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not an audio file, or is incomplete.
    """
    text = spoken_text(input)
    fields = {
        "input": text,
        "model": or_unset(as_text("model", model)),
        "voice": or_unset(as_text("voice", voice)),
        "response_format": or_unset(as_text("response_format", response_format)),
        "duration": or_unset(as_number("duration", duration)),
        "seconds": or_unset(as_number("seconds", seconds)),
        "steps": or_unset(as_integer("steps", steps)),
        "negative_prompt": or_unset(as_text("negative_prompt", negative_prompt)),
        "instrumental": or_unset(as_boolean("instrumental", instrumental)),
        "instructions": or_unset(as_text("instructions", instructions)),
        "loop": or_unset(as_boolean("loop", loop)),
        "prompt_influence": or_unset(as_number("prompt_influence", prompt_influence)),
        "conditioning_ref": or_unset(plain(conditioning_ref, "conditioning_ref")),
        "composition_plan": or_unset(as_object("composition_plan", composition_plan)),
        "store_for_inpainting": or_unset(as_boolean("store_for_inpainting", store_for_inpainting)),
        "seed": or_unset(as_seed("seed", seed)),
        "safe": or_unset(as_safety("safe", safe)),
        **(as_object("extra", extra) or {}),
    }
    kwargs = post_generate_v1_audio_speech._get_kwargs(body=Fields(fields))  # type: ignore[arg-type]  # noqa: SLF001 - stands in for the model
    call = generation(post_generate_v1_audio_speech, kwargs, read_medium("audio"), accept="audio/*, application/json")
    call = attrs.evolve(call, check_size=text_check(text))
    if reference_audio is None:
        return call
    from pollination_sdk._operations.file_urls import with_file_urls  # noqa: PLC0415 - few calls have a reference

    return with_file_urls(call, {"reference_audio": reference_audio}, _with_urls, auto_upload=auto_upload)


def _with_urls(call: Call[T], urls: URLs) -> Call[T]:
    fields: Mapping[str, Any] = {**(call.body or {}), **urls}
    return attrs.evolve(call, body=fields)


stream_speech = as_stream(
    speech, "audio", "Speak a text, or make music or a sound effect, and read the file as a stream."
)


def speech_with_timestamps(
    input: str,  # noqa: A002 - the name in the API
    *,
    model: AudioModel | None = None,
    voice: KnownVoice | str | None = None,
    response_format: VoiceFormat | None = None,
    seed: Seed = None,
    extra: Extra = None,
) -> Call[TimedSpeech]:
    """Speak a text, and return the time of each character with the sound. Only ElevenLabs models do so.

    Args:
        input: The text to speak, at most 10,000 characters.
        model: The name of the model; the service uses `eleven_v3` by default.
        voice: The voice by its name or id.
        response_format: The format of the sound.
        seed: As for `speech`.
        extra: Undocumented fields of the body.

    Returns:
        The speech. `media` is the sound, and `alignment` has the times of the text as it was sent.
        `normalized_alignment` has those of the text as it is spoken.

    Raises:
        PromptError: The text is blank or too long, or cannot be encoded.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The speech may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer breaks the contract, or its sound is no audio file or is incomplete.
    """
    from pollination_sdk._responses.timed_speech import read_timed_speech  # noqa: PLC0415 - only this method needs it

    text, form = spoken_text(input), as_text("response_format", response_format)
    fields = {
        "input": text,
        "model": or_unset(as_text("model", model)),
        "voice": or_unset(as_text("voice", voice)),
        "response_format": or_unset(form),
        "seed": or_unset(as_seed("seed", seed)),
        **(as_object("extra", extra) or {}),
    }
    kwargs = post_v1_audio_speech_with_timestamps._get_kwargs(body=Fields(fields))  # type: ignore[arg-type]  # noqa: SLF001 - as in `speech`
    read = read_timed_speech("audio/pcm" if form == "pcm" else "")
    return attrs.evolve(generation(post_v1_audio_speech_with_timestamps, kwargs, read), check_size=text_check(text))
