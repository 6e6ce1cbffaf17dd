# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.speech_format import check_speech_format
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.known_voice import KnownVoice
    from ..models.speech_format import SpeechFormat


@_attrs_define
class SpeechRequest(OpenObject):
    """A text to speak, or music or a sound to make.

    Attributes:
        input_: The text to speak, or what to make.
        model: A model for speech, music, sounds or transcription, by its id or by a short alias.
        voice: The voice, by name or by its id.
        response_format: The forms of a sound file.
        duration: The length of music or a sound in seconds, 0.5 to 300.
        seconds: The length in seconds for the models that count it so, 1 to 380.
        steps: The number of steps, 1 to 100.
        negative_prompt: What must not be heard.
        loop: Whether a sound can be looped.
        prompt_influence: How closely a sound follows the text, 0 to 1.
        instrumental: Whether music has no singing.
        store_for_inpainting: Whether the music can be changed later.
        reference_audio: The URL of a sound to follow, at most 20 MB.
        conditioning_ref: What guides the music.
        composition_plan: The parts of the music.
        seed: The number that fixes the result.
        instructions: How to speak.
        safe: True or false, or the names of checks separated by commas.
        speed: How fast to speak.
    """

    input_: str
    """The text to speak, or what to make."""
    model: str | Unset = UNSET
    """A model for speech, music, sounds or transcription, by its id or by a short alias."""
    voice: KnownVoice | str | Unset = UNSET
    """The voice, by name or by its id."""
    response_format: SpeechFormat | Unset = UNSET
    """The forms of a sound file."""
    duration: float | Unset = UNSET
    """The length of music or a sound in seconds, 0.5 to 300."""
    seconds: float | Unset = UNSET
    """The length in seconds for the models that count it so, 1 to 380."""
    steps: int | Unset = UNSET
    """The number of steps, 1 to 100."""
    negative_prompt: str | Unset = UNSET
    """What must not be heard."""
    loop: bool | Unset = UNSET
    """Whether a sound can be looped."""
    prompt_influence: float | Unset = UNSET
    """How closely a sound follows the text, 0 to 1."""
    instrumental: bool | Unset = UNSET
    """Whether music has no singing."""
    store_for_inpainting: bool | Unset = UNSET
    """Whether the music can be changed later."""
    reference_audio: str | Unset = UNSET
    """The URL of a sound to follow, at most 20 MB."""
    conditioning_ref: Any | Unset = UNSET
    """What guides the music."""
    composition_plan: Any | Unset = UNSET
    """The parts of the music."""
    seed: int | Unset = UNSET
    """The number that fixes the result."""
    instructions: str | Unset = UNSET
    """How to speak."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    speed: float | Unset = UNSET
    """How fast to speak."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["input"] = self.input_
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.voice is not UNSET:
            field_dict["voice"] = self.voice
        if self.response_format is not UNSET:
            field_dict["response_format"] = self.response_format
        if self.duration is not UNSET:
            field_dict["duration"] = self.duration
        if self.seconds is not UNSET:
            field_dict["seconds"] = self.seconds
        if self.steps is not UNSET:
            field_dict["steps"] = self.steps
        if self.negative_prompt is not UNSET:
            field_dict["negative_prompt"] = self.negative_prompt
        if self.loop is not UNSET:
            field_dict["loop"] = self.loop
        if self.prompt_influence is not UNSET:
            field_dict["prompt_influence"] = self.prompt_influence
        if self.instrumental is not UNSET:
            field_dict["instrumental"] = self.instrumental
        if self.store_for_inpainting is not UNSET:
            field_dict["store_for_inpainting"] = self.store_for_inpainting
        if self.reference_audio is not UNSET:
            field_dict["reference_audio"] = self.reference_audio
        if self.conditioning_ref is not UNSET:
            field_dict["conditioning_ref"] = self.conditioning_ref
        if self.composition_plan is not UNSET:
            field_dict["composition_plan"] = self.composition_plan
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        if self.instructions is not UNSET:
            field_dict["instructions"] = self.instructions
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        if self.speed is not UNSET:
            field_dict["speed"] = self.speed
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.input_ = _pop("input")
        _decoded.model = _pop("model", UNSET)
        _decoded.voice = _pop("voice", UNSET)
        response_format_data = _pop("response_format", UNSET)
        response_format: SpeechFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_speech_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.duration = _pop("duration", UNSET)
        _decoded.seconds = _pop("seconds", UNSET)
        _decoded.steps = _pop("steps", UNSET)
        _decoded.negative_prompt = _pop("negative_prompt", UNSET)
        _decoded.loop = _pop("loop", UNSET)
        _decoded.prompt_influence = _pop("prompt_influence", UNSET)
        _decoded.instrumental = _pop("instrumental", UNSET)
        _decoded.store_for_inpainting = _pop("store_for_inpainting", UNSET)
        _decoded.reference_audio = _pop("reference_audio", UNSET)
        _decoded.conditioning_ref = _pop("conditioning_ref", UNSET)
        _decoded.composition_plan = _pop("composition_plan", UNSET)
        _decoded.seed = _pop("seed", UNSET)
        _decoded.instructions = _pop("instructions", UNSET)
        _decoded.safe = _pop("safe", UNSET)
        _decoded.speed = _pop("speed", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
