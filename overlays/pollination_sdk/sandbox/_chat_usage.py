"""The usage of a chat, as the answer tells it, and the units that are billed for it."""

import base64
import binascii
import json
from typing import Any

from pollination_sdk.sandbox._catalogue import Model
from pollination_sdk.sandbox._media_units import sound_tokens
from pollination_sdk.sandbox._prompt_cache import PromptCache
from pollination_sdk.sandbox._syllables import seconds_of
from pollination_sdk.sandbox._tokens import count_tokens
from pollination_sdk.sandbox._words import text_of

MESSAGE_TOKENS = 4
"""What each message takes besides its text."""
IMAGE_TOKENS = {"low": 85}
LARGE_IMAGE_TOKENS = 765
HEARD_TOKENS_PER_SECOND = 10
REASONING_TOKENS = {"none": 0, "minimal": 8, "low": 20, "medium": 40, "high": 80, "xhigh": 160, "max": 320}


def usage_of(model: Model, chat: dict[str, Any], message: dict[str, Any], prompts: PromptCache) -> dict[str, Any]:
    """Build the usage of a completion.

    Args:
        model: The model.
        chat: The chat that was asked for.
        message: The answer.
        prompts: The prompts that the models have seen.
    """
    messages = chat["messages"]
    counts = [_text_tokens(one) for one in messages]
    images, sound = _media_tokens(messages)
    tools = chat.get("tools") or chat.get("functions")
    prompt = sum(counts) + images + sound + (count_tokens(json.dumps(tools)) if tools else 0)
    cached = prompts.cached_tokens(model.name, messages, counts) if "promptCachedTokens" in model.units else 0
    completion, details = _completion(model, chat, message)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {
            "audio_tokens": sound if "promptAudioTokens" in model.units else 0,
            "cached_tokens": cached,
            **({"image_tokens": images} if images and "promptImageTokens" in model.units else {}),
        },
        "completion_tokens_details": details,
    }


def units(completion: dict[str, Any]) -> dict[str, float]:
    """Return the billed units of a completion: each token is in one of them, and what is not used is in none."""
    usage = completion["usage"]
    sent, made = usage["prompt_tokens_details"], usage["completion_tokens_details"]
    parts = {
        "promptCachedTokens": sent["cached_tokens"],
        "promptAudioTokens": sent["audio_tokens"],
        "promptImageTokens": sent.get("image_tokens", 0),
        "completionReasoningTokens": made["reasoning_tokens"],
        "completionAudioTokens": made["audio_tokens"],
    }
    inside = {side: sum(parts[unit] for unit in parts if unit.startswith(side)) for side in ("prompt", "completion")}
    return {
        "promptTextTokens": usage["prompt_tokens"] - inside["prompt"],
        "completionTextTokens": usage["completion_tokens"] - inside["completion"],
        **{unit: count for unit, count in parts.items() if count},
    }


def limit_of(chat: dict[str, Any]) -> int | None:
    """Return the most tokens that a chat lets the model make; None without a limit."""
    limits = [chat[name] for name in ("max_tokens", "max_completion_tokens") if chat.get(name) is not None]
    return min(limits, default=None)


def _completion(model: Model, chat: dict[str, Any], message: dict[str, Any]) -> tuple[int, dict[str, int]]:
    """Return the tokens of an answer, with those of its sound and its reasoning; a limit holds for all of them."""
    limit = limit_of(chat)
    written = count_tokens(_written(message))
    sound = sound_tokens(seconds_of(message["audio"]["transcript"])) if "audio" in message else 0
    reasoning = REASONING_TOKENS.get(chat.get("reasoning_effort") or "medium", 0) if model.reasoning else 0
    if limit is not None:
        written = min(written, limit)
        sound = min(sound, limit - written)
        reasoning = min(reasoning, limit - written - sound)
    return written + sound + reasoning, {"audio_tokens": sound, "reasoning_tokens": reasoning}


def _text_tokens(message: dict[str, Any]) -> int:
    calls = message.get("tool_calls")
    return (
        MESSAGE_TOKENS
        + count_tokens(text_of(message.get("content")))
        + (count_tokens(json.dumps(calls)) if calls else 0)
    )


def _media_tokens(messages: list[dict[str, Any]]) -> tuple[int, int]:
    """Return the tokens of the images and of the sound in a conversation."""
    contents = (message.get("content") for message in messages)
    parts = [part for content in contents if isinstance(content, list) for part in content]
    images = (part["image_url"] for part in parts if isinstance(part.get("image_url"), dict))
    sounds = (part["input_audio"] for part in parts if isinstance(part.get("input_audio"), dict))
    return (
        sum(IMAGE_TOKENS.get(image.get("detail") or "", LARGE_IMAGE_TOKENS) for image in images),
        sum(_heard_tokens(sound.get("data")) for sound in sounds),
    )


def _heard_tokens(data: Any) -> int:
    from pollination_sdk.sandbox._sound import hear  # noqa: PLC0415 - importing PyAV is slow

    try:
        sound = base64.b64decode(data if isinstance(data, str) else "")
    except binascii.Error:
        return 0
    return round((hear(sound).seconds or 1) * HEARD_TOKENS_PER_SECOND)


def _written(message: dict[str, Any]) -> str:
    """Return the text of a message, also of its spoken part, with the JSON of its calls of tools."""
    text: str = message["audio"]["transcript"] if "audio" in message else message["content"] or ""
    return text + json.dumps(message["tool_calls"]) if "tool_calls" in message else text
