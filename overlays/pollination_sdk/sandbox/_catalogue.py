"""The models of the sandbox: real names and modalities, invented prices."""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

CREATED_MS = 1_770_508_800_000  # 2026-02-08; `/v1/models` counts in milliseconds
DEFAULT_TEXT = "openai"
DEFAULT_IMAGE = "zimage"

ALIASES = {
    "openai": ("gpt-mini",),
    "openai-fast": ("gpt-nano",),
    "openai-large": ("gpt",),
    "qwen-coder": ("qwen",),
    "openai-audio": ("gpt-audio",),
}
UNLISTED_IMAGES = ("turbo",)  # available, but not in the contract
VIDEOS = {"veo", "seedance", "seedance-pro", "wan"}
WITH_SOUND = {"veo"}
WITHOUT_REFERENCE = {"flux", "zimage", "turbo"}
REASONING = {"openai-large", "perplexity-reasoning", "kimi", "deepseek", "gemini-large"}
PAID_ONLY = {"veo", "claude-large", "nanobanana-pro"}


@attrs.frozen
class Model:
    """One model: its names, its prices in pollen per unit, and its input and output modalities."""

    name: str
    aliases: tuple[str, ...]
    pricing: dict[str, float]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def category(self) -> str:
        """The kind of the model."""
        return "text" if "text" in self.outputs else self.outputs[0]

    @property
    def provider_id(self) -> str:
        """The id of the model in `/account/usage`."""
        return f"sandbox/{self.name}"

    @property
    def paid_only(self) -> bool:
        """Whether only bought pollen pays for it."""
        return self.name in PAID_ONLY

    @property
    def with_sound(self) -> bool:
        """Whether its videos can have sound."""
        return self.name in WITH_SOUND

    def describe(self) -> dict[str, Any]:
        """Build the entry of `/text/models` and `/image/models`."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "pricing": {"currency": "pollen", **self.pricing},
            "description": f"Rehearsal stand-in for {self.name}",
            "input_modalities": list(self.inputs),
            "output_modalities": list(self.outputs),
            **({"tools": True} if self.outputs == ("text",) else {}),
            **({"reasoning": True} if self.name in REASONING else {}),
            **({"voices": ["alloy", "echo"]} if "audio" in self.outputs else {}),
            "paid_only": self.paid_only,
        }


def _text(name: str, aliases: tuple[str, ...]) -> Model:
    audio = name == "openai-audio"
    pricing = {
        "promptTextTokens": 0.0000002,
        "promptCachedTokens": 0.00000005,
        "completionTextTokens": 0.0000008,
    }
    inputs = ("text", "audio") if audio else ("text", "image")
    return Model(name, aliases, pricing, inputs, ("text", "audio") if audio else ("text",))


def _image(name: str) -> Model:
    inputs = ("text",) if name in WITHOUT_REFERENCE else ("text", "image")
    return Model(name, (), {"completionImageTokens": 0.0002}, inputs, ("image",))


def _video(name: str) -> Model:
    return Model(name, (), {"completionVideoSeconds": 0.05}, ("text", "image"), ("video",))


@functools.cache
def models_for_text() -> tuple[Model, ...]:
    """Return the text models."""
    return tuple(_text(name, ALIASES.get(name, ())) for name in _known("TextModel"))


@functools.cache
def models_for_media() -> tuple[Model, ...]:
    """Return the image and video models."""
    names = (*_known("ImageModel"), *UNLISTED_IMAGES)
    return tuple(_video(name) if name in VIDEOS else _image(name) for name in names)


@functools.cache
def other_models() -> tuple[Model, ...]:
    """Return the models for sound, for embeddings and for 3D."""
    return (
        *_others("AudioModel", "audio", {"completionAudioSeconds": 0.0001}),
        *_others("EmbeddingModel", "embedding", {"promptTextTokens": 0.00000002}),
        *_others("MeshModel", "3d", {"completionImageTokens": 0.01}),
    )


def _others(component: str, category: str, pricing: dict[str, float]) -> Iterator[Model]:
    from pollination_api import contract  # noqa: PLC0415 - as below

    for name in contract.load()["components"]["schemas"][component]["x-known-ids"]:
        yield Model(name, (), pricing, ("text",), (category,))


def all_models() -> tuple[Model, ...]:
    """Return the models of all kinds."""
    return (*models_for_text(), *models_for_media(), *other_models())


def _known(component: str) -> list[str]:
    """Return the short names of models in the contract."""
    from pollination_api import contract  # noqa: PLC0415 - it imports httpx, which importing the sandbox must not

    names: list[str] = contract.load()["components"]["schemas"][component]["x-known-ids"]
    return [name for name in names if "/" not in name]


def find(models: tuple[Model, ...], name: str) -> Model | None:
    """Return the model with a name or an alias; None if there is none."""
    return next((model for model in models if name in (model.name, *model.aliases)), None)


def admits(names: Iterable[str] | None, model: Model) -> bool:
    """Return True if an allow-list admits a model: by its kind, or by any model of its kind. None admits all."""
    if names is None:
        return True
    named = (find(all_models(), name) for name in names)
    return model.category in {*names, *(found.category for found in named if found)}
