"""`POST /v1/chat/completions`: an echo in the format of a completion."""

import json
import time
from typing import Any
from uuid import uuid4

from pollination_sdk.sandbox._catalogue import Model
from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._examples import example
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._frames import STREAM_TYPE, to_frames
from pollination_sdk.sandbox._json import write_json
from pollination_sdk.sandbox._words import count_tokens, echo, echo_json, text_model, text_of


def chat(exchange: Exchange) -> Generation:
    """Answer a chat, whole or as a stream."""
    body = exchange.body
    model = text_model(body.get("model"), exchange.owner)
    completion = complete(model, body)
    if body.get("stream"):
        return Generation(to_frames(completion), STREAM_TYPE, model, units(completion))
    return Generation(write_json(completion), "application/json", model, units(completion))


def complete(model: Model, body: dict[str, Any]) -> dict[str, Any]:
    """Build the completion for a checked request body."""
    messages = body["messages"]
    message, reason = _message(model, body)
    output = json.dumps(message["tool_calls"]) if message["content"] is None else message["content"]
    prompt_tokens = sum(count_tokens(text_of(message.get("content"))) + 4 for message in messages)
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model.id,
        "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
        "usage": _usage(prompt_tokens, count_tokens(output)),
        "user_tier": "seed",
    }


def units(completion: dict[str, Any]) -> dict[str, float]:
    """Return the billed units of a completion."""
    usage = completion["usage"]
    return {
        "promptTextTokens": usage["prompt_tokens"],
        "completionTextTokens": usage["completion_tokens"],
    }


def _usage(prompt_tokens: int, completion_tokens: int) -> dict[str, Any]:
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
        "prompt_tokens_details": {"audio_tokens": 0, "cached_tokens": 0},
        "completion_tokens_details": {"audio_tokens": 0, "reasoning_tokens": 0},
    }


def _message(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    call = _tool_call(body)
    if call is not None:
        return {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"
    text, reason = _cut(_reply(model, body), body)
    return {"role": "assistant", "content": text}, reason


def _reply(model: Model, body: dict[str, Any]) -> str:
    prompt = text_of(body["messages"][-1].get("content")) if body["messages"] else ""
    response_format = body.get("response_format") or {}
    if response_format.get("type") == "json_schema":
        return _json_for(response_format["json_schema"]["schema"])
    return echo_json(model, prompt) if response_format.get("type") == "json_object" else echo(model, prompt)


def _cut(text: str, body: dict[str, Any]) -> tuple[str, str]:
    stops = body.get("stop") or []
    for stop in [stops] if isinstance(stops, str) else stops:
        text = text.partition(stop)[0] if stop else text
    limit = body.get("max_tokens")
    if limit is not None and count_tokens(text) > limit:
        return " ".join(text.split()[:limit]), "length"
    return text, "stop"


def _json_for(schema: Any) -> str:
    try:
        return json.dumps(example(schema, schema), ensure_ascii=False, allow_nan=False)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ServiceError(400, f"Invalid JSON schema: {error!r}") from None


def _tool_call(body: dict[str, Any]) -> dict[str, Any] | None:
    """Call the chosen tool, or the first one, unless the last message is a tool's result."""
    functions = [tool["function"] for tool in body.get("tools") or [] if tool["type"] == "function"]
    choice = body.get("tool_choice", "auto")
    answered = bool(body["messages"]) and body["messages"][-1]["role"] in ("tool", "function")
    if not functions or choice == "none" or answered:
        return None
    name = choice["function"]["name"] if isinstance(choice, dict) else functions[0]["name"]
    schema = next((function.get("parameters") for function in functions if function["name"] == name), None)
    return {
        "id": f"call_{uuid4().hex[:24]}",
        "type": "function",
        "function": {"name": name, "arguments": _json_for(schema or {"type": "object"})},
    }
