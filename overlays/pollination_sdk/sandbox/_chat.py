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
from pollination_sdk.sandbox._script import Reply
from pollination_sdk.sandbox._spoken import audio_tokens, spoken, wants_audio
from pollination_sdk.sandbox._words import count_tokens, echo, echo_json, prompt_of, text_model, text_of


def chat(exchange: Exchange) -> Generation:
    """Answer a chat, whole or as a stream."""
    body = exchange.body
    model = text_model(body.get("model"), exchange.owner)
    completion = complete(model, body, exchange.reply)
    if body.get("stream"):
        return Generation(to_frames(completion), STREAM_TYPE, model, units(completion))
    return Generation(write_json(completion), "application/json", model, units(completion))


def as_chat(exchange: Exchange) -> dict[str, Any]:
    """Return the chat that a request asks for."""
    return exchange.body


def complete(model: Model, body: dict[str, Any], reply: Reply | None = None) -> dict[str, Any]:
    """Build the completion for a checked chat; a scripted reply takes the place of the echo."""
    messages = body["messages"]
    message, reason = _message(model, body, reply)
    prompt_tokens = sum(count_tokens(text_of(message.get("content"))) + 4 for message in messages)
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model.id,
        "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
        "usage": _usage(prompt_tokens, message),
        "user_tier": "seed",
    }


def units(completion: dict[str, Any]) -> dict[str, float]:
    """Return the billed units of a completion."""
    usage = completion["usage"]
    spoken_tokens = usage["completion_tokens_details"]["audio_tokens"]
    return {
        "promptTextTokens": usage["prompt_tokens"],
        "completionTextTokens": usage["completion_tokens"] - spoken_tokens,
        **({"completionAudioTokens": spoken_tokens} if spoken_tokens else {}),
    }


def _usage(prompt_tokens: int, message: dict[str, Any]) -> dict[str, Any]:
    spoken_tokens = audio_tokens(message["audio"]) if "audio" in message else 0
    completion_tokens = count_tokens(_written(message)) + spoken_tokens
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
        "prompt_tokens_details": {"audio_tokens": 0, "cached_tokens": 0},
        "completion_tokens_details": {"audio_tokens": spoken_tokens, "reasoning_tokens": 0},
    }


def _written(message: dict[str, Any]) -> str:
    """Return the text of a message, also of its spoken part, with the JSON of its calls of tools."""
    text: str = message["audio"]["transcript"] if "audio" in message else message["content"] or ""
    return text + json.dumps(message["tool_calls"]) if "tool_calls" in message else text


def _message(model: Model, body: dict[str, Any], reply: Reply | None) -> tuple[dict[str, Any], str]:
    calls = _own_calls(body) if reply is None else [_call(call.name, call.arguments) for call in reply.tools]
    if calls:
        said = reply.text if reply else None
        return {"role": "assistant", "content": said, "tool_calls": calls}, "tool_calls"
    text, reason = _cut(_echo(model, body), body) if reply is None else (reply.text or "", "stop")
    if wants_audio(body):
        return {"role": "assistant", "content": None, "audio": spoken(text, body.get("audio") or {})}, reason
    return {"role": "assistant", "content": text}, reason


def _echo(model: Model, body: dict[str, Any]) -> str:
    prompt = prompt_of(body["messages"])
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


def _own_calls(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Call the chosen tool, or the first one, unless the last message is a tool's result."""
    functions = [tool["function"] for tool in body.get("tools") or [] if tool["type"] == "function"]
    choice = body.get("tool_choice", "auto")
    answered = bool(body["messages"]) and body["messages"][-1]["role"] in ("tool", "function")
    if not functions or choice == "none" or answered:
        return []
    name = choice["function"]["name"] if isinstance(choice, dict) else functions[0]["name"]
    schema = next((function.get("parameters") for function in functions if function["name"] == name), None)
    return [_call(name, _json_for(schema or {"type": "object"}))]


def _call(name: str, arguments: str) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    return {"id": f"call_{uuid4().hex[:24]}", "type": "function", "function": function}
