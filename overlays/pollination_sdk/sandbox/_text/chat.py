"""`POST /v1/chat/completions`: an echo in the format of a completion."""

import itertools
import json
import time
from typing import Any
from uuid import uuid4

from pollination_sdk.sandbox._contract.examples import example
from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import text_model
from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._models.tokens import count_tokens, cut
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._requests.prompts import prompt_of
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._storage.script import Reply
from pollination_sdk.sandbox._text.echo import echo, echo_json
from pollination_sdk.sandbox._text.frames import STREAM_TYPE, to_frames
from pollination_sdk.sandbox._text.spoken import spoken, wants_audio
from pollination_sdk.sandbox._text.tool_messages import check_tool_messages
from pollination_sdk.sandbox._text.usage import limit_of, units, usage_of


def chat(exchange: Exchange) -> Generation:
    """Answer a chat, whole or as a stream."""
    body = exchange.body
    model = text_model(body.get("model"), exchange.owner)
    check_tool_messages(body["messages"])
    completion = complete(model, body, exchange)
    if body.get("stream"):
        return Generation(to_frames(completion), STREAM_TYPE, model, units(completion))
    return Generation(write_json(completion), "application/json", model, units(completion))


def as_chat(exchange: Exchange) -> dict[str, Any]:
    """Return the chat that a request asks for."""
    return exchange.body


def complete(model: Model, chat: dict[str, Any], exchange: Exchange) -> dict[str, Any]:
    """Build the completion for a checked chat; the scripted reply of a request takes the place of the echo."""
    message, reason = _message(model, chat, exchange.reply)
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model.id,
        "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
        "usage": usage_of(model, chat, message, exchange.prompts),
        "user_tier": "seed",
    }


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
    as_json = response_format.get("type") == "json_object" or body.get("json")
    return echo_json(model, prompt) if as_json else echo(model, prompt)


def _cut(text: str, body: dict[str, Any]) -> tuple[str, str]:
    stops = body.get("stop") or []
    for stop in [stops] if isinstance(stops, str) else stops:
        text = text.partition(stop)[0] if stop else text
    limit = limit_of(body)
    if limit is not None and count_tokens(text) > limit:
        return cut(text, limit), "length"
    return text, "stop"


def _json_for(schema: Any) -> str:
    try:
        return json.dumps(example(schema, schema), ensure_ascii=False, allow_nan=False)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ServiceError(400, f"Invalid JSON schema: {error!r}") from None


def _own_calls(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Call the chosen tool, or the first one, unless results of tools follow the last message of the model."""
    functions = [tool["function"] for tool in body.get("tools") or [] if tool["type"] == "function"]
    choice = body.get("tool_choice", "auto")
    roles = [message["role"] for message in body["messages"]]
    since = itertools.takewhile(lambda role: role != "assistant", reversed(roles))
    answered = any(role in ("tool", "function") for role in since)
    if not functions or choice == "none" or answered:
        return []
    name = choice["function"]["name"] if isinstance(choice, dict) else functions[0]["name"]
    schema = next((function.get("parameters") for function in functions if function["name"] == name), None)
    return [_call(name, _json_for(schema or {"type": "object"}))]


def _call(name: str, arguments: str) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    return {"id": f"call_{uuid4().hex[:24]}", "type": "function", "function": function}
