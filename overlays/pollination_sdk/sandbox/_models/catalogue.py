"""The models of the sandbox: real names and modalities."""

import functools
from collections.abc import Iterable
from typing import Any

import attrs

from pollination_sdk.sandbox._models import audio_tasks
from pollination_sdk.sandbox._models.facts import AGENTS, context, facts
from pollination_sdk.sandbox._models.ids import IDS
from pollination_sdk.sandbox._models.price_data import FLAT_RATE
from pollination_sdk.sandbox._models.prices import Sheet, listed, listed_variants, sheet_of

CREATED_MS = 1_770_508_800_000  # 2026-02-08; `/v1/models` counts in milliseconds
DEFAULT_TEXT = "openai"
DEFAULT_IMAGE = "zimage"

MORE_ALIASES = {
    "openai": ("gpt-mini",),
    "openai-fast": ("gpt-nano",),
    "openai-large": ("gpt",),
    "qwen-coder": ("qwen",),
    "openai-audio": ("gpt-audio",),
}
UNLISTED_IMAGES = ("turbo",)  # available, but not in the contract
WITH_SOUND = {"veo"}
VECTOR = {"recraft/recraft-v4.1-vector"}
WITHOUT_REFERENCE = {"flux", "zimage", "turbo"}
REASONING = {"openai-large", "perplexity-reasoning", "kimi", "deepseek", "gemini-large"}
PAID_ONLY = {"veo", "claude-large", "nanobanana-pro"}
REQUIRED_SAFETY = {"qwen-safety": "sexual,violence"}
PENDING_CHANGE = {"claude-legacy": "It goes on 2026-12-31; claude takes its place."}
ENDPOINTS = {
    "text": ["/v1/chat/completions", "/text", "/text/{prompt}", "/v1/responses", "/v1/messages"],
    "image": ["/image/{prompt}", "/v1/images/generations"],
    "video": ["/video/{prompt}", "/image/{prompt}"],
    "embedding": ["/v1/embeddings"],
    "3d": ["/3d/{prompt}"],
}


@attrs.frozen
class Model:
    """One model: its names, its kind, and its input and output modalities."""

    name: str  # the short alias if it has one, else the id
    category: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def id(self) -> str:
        """The public name, `publisher/model`, in lists, answers and usage."""
        return IDS.get(self.name, self.name)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names that mean this model."""
        short = () if self.name == self.id else (self.name,)
        return (*short, *MORE_ALIASES.get(self.name, ()))

    @property
    def units(self) -> frozenset[str]:
        """The units that it counts: those that have a price."""
        return frozenset(sheet_of(self.name, self.category).base)

    @property
    def flat_rate(self) -> bool:
        """Whether each of its results costs the same, whatever its size."""
        by_image = self.category == "image" and "promptTextTokens" not in self.units
        return by_image or self.name in FLAT_RATE

    @property
    def publisher(self) -> str:
        """Who made it."""
        return self.id.partition("/")[0]

    @property
    def community(self) -> bool:
        """Whether a member of the community runs it."""
        return self.publisher == "community"

    @property
    def paid_only(self) -> bool:
        """Whether only bought pollen pays for it."""
        return self.name in PAID_ONLY

    @property
    def with_sound(self) -> bool:
        """Whether its videos can have sound."""
        return self.name in WITH_SOUND

    @property
    def reasoning(self) -> bool:
        """Whether it reasons before it answers."""
        return self.name in REASONING

    @property
    def vector(self) -> bool:
        """Whether it makes SVG."""
        return self.name in VECTOR

    @property
    def capabilities(self) -> list[str]:
        """What it can do, as the filter `capabilities` names it."""
        found = {"tool_calling": self.category == "text", "reasoning": self.reasoning}
        return [name for name, has in found.items() if has]

    @property
    def agent(self) -> bool:
        """Whether it is an agent, which has another model behind it."""
        return self.name in AGENTS

    def describe(self, sheet: Sheet) -> dict[str, Any]:
        """Build the entry of `/models` and of the lists of one kind.

        Args:
            sheet: The prices, which are numbers for models with a short name, and text for the others.
        """
        as_text = self.name == self.id
        return {
            "name": self.id,
            "publisher": self.publisher,
            "pricing": listed(sheet, as_text=as_text),
            **_given("pricing_variants", listed_variants(sheet, as_text=as_text) or None),
            **_given("flat_rate", self.flat_rate or None),
            **self._common(),
            **facts(self.name, self.category, community=self.community),
            **({"tools": True} if self.category == "text" else {}),
            **({"reasoning": True} if self.reasoning else {}),
            **({"voices": ["alloy", "echo"]} if "audio" in self.outputs else {}),
            "paid_only": self.paid_only,
            **_given("required_safety", REQUIRED_SAFETY.get(self.name)),
            **_given("pending_change", PENDING_CHANGE.get(self.name)),
        }

    def list_entry(self, sheet: Sheet) -> dict[str, Any]:
        """Build the entry of `/v1/models`, which says less."""
        return {
            "id": self.id,
            "object": "model",
            "created": CREATED_MS,
            "owned_by": self.publisher,
            "pricing": listed(sheet, as_text=True),
            **self._common(),
            **context(self.name, self.category),
        }

    def _common(self) -> dict[str, Any]:
        return {
            "aliases": list(self.aliases),
            "category": self.category,
            "community": self.community,
            "title": self.name,
            "description": f"Rehearsal stand-in for {self.name}",
            "input_modalities": list(self.inputs),
            "output_modalities": list(self.outputs),
            "supported_endpoints": ENDPOINTS.get(self.category) or audio_tasks.endpoints(self.name),
            "capabilities": self.capabilities,
            "health": {"status": "healthy", "success_rate": 1.0, "requests": 1},
        }


def _given(name: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {name: value}


@functools.cache
def models_for_text() -> tuple[Model, ...]:
    """Return the text models."""
    return tuple(
        Model(name, "text", ("text", "audio"), ("text", "audio"))
        if name == "openai-audio"
        else Model(name, "text", ("text", "image"), ("text",))
        for name in _names("TextModel")
    )


@functools.cache
def models_for_media() -> tuple[Model, ...]:
    """Return the image and video models."""
    videos = dict.fromkeys(_names("VideoModel"))
    images = [name for name in (*_names("ImageModel"), *UNLISTED_IMAGES) if name not in videos]
    return (
        *(Model(name, "image", _image_inputs(name), ("image",)) for name in images),
        *(Model(name, "video", ("text", "image"), ("video",)) for name in videos),
    )


@functools.cache
def other_models() -> tuple[Model, ...]:
    """Return the models for sound, for embeddings and for 3D."""
    return (
        *(Model(name, "audio", *audio_tasks.modalities(name)) for name in _names("AudioModel")),
        *(Model(name, "embedding", ("text",), ("embedding",)) for name in _names("EmbeddingModel")),
        *(Model(name, "3d", ("text", "image"), ("3d",)) for name in _names("MeshModel")),
    )


def models_of(category: str) -> tuple[Model, ...]:
    """Return the models of one kind of `other_models`."""
    return tuple(model for model in other_models() if model.category == category)


def audio_models(task: str) -> tuple[Model, ...]:
    """Return the audio models with a task: `speak`, `transcribe` or `change`."""
    return tuple(model for model in models_of("audio") if audio_tasks.task_of(model.name) == task)


def all_models() -> tuple[Model, ...]:
    """Return the models of all kinds."""
    return (*models_for_text(), *models_for_media(), *other_models())


def _image_inputs(name: str) -> tuple[str, ...]:
    return ("text",) if name in WITHOUT_REFERENCE else ("text", "image")


def _names(component: str) -> list[str]:
    """Return the models in the contract, each once: by its short alias, or by its id if it has none."""
    known = _known(component)
    with_alias = {IDS[name] for name in known if name in IDS}
    return [name for name in known if name not in with_alias]


def _known(component: str) -> list[str]:
    """Return the known models of a kind in the contract: ids and short aliases."""
    from pollination_api import contract  # noqa: PLC0415 - it imports httpx, which importing the sandbox must not

    names: list[str] = contract.load()["components"]["schemas"][component]["x-known-ids"]
    return names


def find(models: tuple[Model, ...], name: str) -> Model | None:
    """Return the model with an id or an alias; None if there is none."""
    return next((model for model in models if name in (model.id, *model.aliases)), None)


def admits(names: Iterable[str] | None, model: Model) -> bool:
    """Return True if an allow-list admits a model: by its kind, or by any model of its kind. None admits all."""
    if names is None:
        return True
    named = (find(all_models(), name) for name in names)
    return model.category in {*names, *(found.category for found in named if found)}
