"""Count images, videos and sounds in the units that the price sheet of their model has."""

from typing import Any

from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._models.tokens import count_tokens

IMAGE_TOKENS = {
    "nanobanana": 1_290,
    "nanobanana-pro": 1_120,
    "gptimage": 1_056,
    "gptimage-large": 1_056,
    "openai/gpt-image-2": 8_533,
}
"""The tokens of an image of 1024 x 1024 pixels in medium quality, for models that count tokens."""
LEAST_TOKENS, MOST_TOKENS = 1_000, 8_533
SAME_AT_ALL_SIZES = {"nanobanana", "nanobanana-pro"}
QUALITIES = {"low": 0.5, "high": 2.0, "hd": 2.0}
FOUR_K = 16 / 9
SOURCE_TOKENS = 560
SQUARE = 1024 * 1024  # pixels
VIDEO_SIZES = {
    "360p": (640, 360),
    "480p": (854, 480),
    "720p": (1280, 720),
    "768p": (1366, 768),
    "1080p": (1920, 1080),
    "1k": (1024, 1024),
    "2k": (2048, 2048),
    "4k": (4096, 4096),
}
DEFAULT_RESOLUTION = "720p"
FRAMES_PER_SECOND = 24  # of the models that count tokens
TOKENS_PER_SECOND = 20  # of sound


def image_units(model: Model, prompt: str, query: dict[str, Any], sources: int) -> dict[str, float]:
    """Return the units of an image.

    Args:
        model: The model.
        prompt: The prompt.
        query: The options of the request.
        sources: The number of images that were given.
    """
    if model.name not in IMAGE_TOKENS:
        return {**_given_images(model, sources), "completionImageTokens": 1}
    return {
        "promptTextTokens": count_tokens(prompt),
        **_given_images(model, sources),
        "completionImageTokens": _image_tokens(model, query),
    }


def video_units(model: Model, seconds: int, query: dict[str, Any], sources: int) -> dict[str, float]:
    """Return the units of a video; sound counts where it has a price of its own."""
    units = _given_images(model, sources)
    if "completionVideoTokens" in model.units:
        width, height = _frame_size(query)
        return {**units, "completionVideoTokens": round(width * height * FRAMES_PER_SECOND * seconds / 1024)}
    if query.get("audio") and "completionAudioSeconds" in model.units:
        units = {**units, "completionAudioSeconds": seconds}
    return {**units, "completionVideoSeconds": seconds}


def speech_units(model: Model, text: str, seconds: float) -> dict[str, float]:
    """Return the units of speech, music or a sound: tokens of text and sound, characters, seconds, or one piece."""
    if model.flat_rate:
        return {"completionAudioTokens": 1}
    if "promptTextTokens" in model.units:
        return {"promptTextTokens": count_tokens(text), "completionAudioTokens": made_sound_tokens(seconds)}
    if "completionAudioTokens" in model.units:
        return {"completionAudioTokens": len(text)}
    return {"completionAudioSeconds": seconds}


def recording_units(model: Model, seconds: float) -> dict[str, float]:
    """Return the units of a recording that was sent: its seconds, or those of what was made of it."""
    unit = "promptAudioSeconds" if "promptAudioSeconds" in model.units else "completionAudioSeconds"
    return {unit: round(seconds, 3)}


def modes(query: dict[str, Any], sources: int = 0) -> tuple[str, ...]:
    """Return the resolution and the mode of a request, either of which may have prices of its own."""
    return (query.get("resolution", ""), "edit" if sources else "")


def made_sound_tokens(seconds: float) -> int:
    """Return the tokens of sound that a model makes."""
    return round(seconds * TOKENS_PER_SECOND)


def _given_images(model: Model, sources: int) -> dict[str, float]:
    if not sources or "promptImageTokens" not in model.units:
        return {}
    return {"promptImageTokens": sources * (SOURCE_TOKENS if model.name in IMAGE_TOKENS else 1)}


def _frame_size(query: dict[str, Any]) -> tuple[int, int]:
    if "resolution" not in query and ("width" in query or "height" in query):
        return query.get("width", 1024), query.get("height", 1024)
    return VIDEO_SIZES.get(query.get("resolution", ""), VIDEO_SIZES[DEFAULT_RESOLUTION])


def _image_tokens(model: Model, query: dict[str, Any]) -> int:
    tokens = IMAGE_TOKENS[model.name]
    if model.name in SAME_AT_ALL_SIZES:
        return round(tokens * (FOUR_K if query.get("resolution") == "4k" else 1))
    area: float = query.get("width", 1024) * query.get("height", 1024) / SQUARE
    return max(LEAST_TOKENS, min(round(tokens * area * QUALITIES.get(query.get("quality", ""), 1)), MOST_TOKENS))
