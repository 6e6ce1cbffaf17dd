"""The usage of a chat, as the answer tells it, and the units that are billed for it."""

import json
from typing import Any

from pollination_sdk.sandbox._media.audio.syllables import heard_seconds
from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._models.media_units import made_sound_tokens
from pollination_sdk.sandbox._models.tokens import count_tokens
from pollination_sdk.sandbox._storage.prompt_cache import PromptCache
from pollination_sdk.sandbox._text.content_tokens import image_tokens, json_tokens, parts_of, sound_tokens, text_tokens

MESSAGE_TOKENS = 4
"""What each message takes besides its content."""
SEEN_AS_JSON = ("tools", "functions", "web_search_options")
JSON_FORMATS = ("json_object", "json_schema")
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
    counts = [_message_tokens(one) for one in messages]
    parts = parts_of(one.get("content") for one in messages)
    images, sound = sum(map(image_tokens, parts)), sum(map(sound_tokens, parts))
    prompt = sum(counts) + images + sound + _options_tokens(chat)
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
    sound = made_sound_tokens(heard_seconds(message["audio"]["transcript"])) if "audio" in message else 0
    reasoning = REASONING_TOKENS.get(str(chat.get("reasoning_effort") or "medium"), 0) if model.reasoning else 0
    if limit is not None:
        written = min(written, limit)
        sound = min(sound, limit - written)
        reasoning = min(reasoning, limit - written - sound)
    return written + sound + reasoning, {"audio_tokens": sound, "reasoning_tokens": reasoning}


def _message_tokens(message: dict[str, Any]) -> int:
    """Return the tokens of a message without its images and its sound."""
    rest = {name: value for name, value in message.items() if name not in ("role", "content") and value is not None}
    return MESSAGE_TOKENS + sum(map(text_tokens, parts_of([message.get("content")]))) + json_tokens(rest)


def _options_tokens(chat: dict[str, Any]) -> int:
    """Return the tokens of the options that the model sees besides the messages."""
    wanted = chat.get("response_format") or {}
    formats = json_tokens(wanted) if wanted.get("type") in JSON_FORMATS else 0
    return formats + sum(json_tokens(chat.get(name)) for name in SEEN_AS_JSON)


def _written(message: dict[str, Any]) -> str:
    """Return the text of a message, also of its spoken part, with the JSON of its calls of tools."""
    text: str = message["audio"]["transcript"] if "audio" in message else message["content"] or ""
    return text + json.dumps(message["tool_calls"]) if "tool_calls" in message else text
