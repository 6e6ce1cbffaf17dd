"""`POST /v1/messages`: an echo in the format of Anthropic's Messages."""

import json
from typing import Any
from uuid import uuid4

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import text_model
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._text.chat import complete
from pollination_sdk.sandbox._text.formats.conversations import chat_choice, chat_tool, text_of_parts
from pollination_sdk.sandbox._text.formats.messages_events import to_events
from pollination_sdk.sandbox._text.frames import STREAM_TYPE
from pollination_sdk.sandbox._text.usage import units

STOP_REASONS = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}


def messages(exchange: Exchange) -> Generation:
    """Answer a conversation, whole or as a stream."""
    body = exchange.body
    model = text_model(body.get("model"), exchange.owner)
    completion = complete(model, as_chat(exchange), exchange)
    answer = _answer(completion)
    if body.get("stream"):
        return Generation(to_events(answer), STREAM_TYPE, model, units(completion))
    return Generation(write_json(answer), "application/json", model, units(completion))


def _answer(completion: dict[str, Any]) -> dict[str, Any]:
    choice, usage = completion["choices"][0], completion["usage"]
    cached = usage["prompt_tokens_details"]["cached_tokens"]
    return {
        "id": f"msg_{uuid4().hex}",
        "type": "message",
        "role": "assistant",
        "model": completion["model"],
        "content": _blocks(choice["message"]),
        "stop_reason": STOP_REASONS[choice["finish_reason"]],
        "stop_sequence": None,
        "usage": {
            "input_tokens": usage["prompt_tokens"] - cached,
            "output_tokens": usage["completion_tokens"],
            "cache_read_input_tokens": cached,
            "cache_creation_input_tokens": 0,
        },
    }


def _blocks(message: dict[str, Any]) -> list[dict[str, Any]]:
    said = [] if message["content"] is None else [{"type": "text", "text": message["content"]}]
    calls = [
        {
            "type": "tool_use",
            "id": call["id"].replace("call_", "toolu_"),
            "name": call["function"]["name"],
            "input": json.loads(call["function"]["arguments"]),
        }
        for call in message.get("tool_calls") or ()
    ]
    return [*said, *calls]


def as_chat(exchange: Exchange) -> dict[str, Any]:
    """Return the chat that a request asks for.

    Raises:
        ServiceError: 400 for a tool without a name.
    """
    body = exchange.body
    system = text_of_parts(body.get("system"))
    chat = [{"role": "system", "content": system}] if system else []
    choice = body.get("tool_choice") or {}
    named = isinstance(choice.get("name"), str)
    return {
        "messages": [*chat, *map(_message, body["messages"])],
        "max_tokens": body["max_tokens"],
        "reasoning_effort": (body.get("output_config") or {}).get("effort"),
        "stop": body.get("stop_sequences"),
        "tools": [_tool(tool) for tool in body.get("tools") or []],
        "tool_choice": chat_choice(choice["name"]) if named else "none" if choice.get("type") == "none" else "auto",
    }


def _message(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message for the chat; one that holds the result of a tool is a message of that tool."""
    content = message["content"]
    results = [block for block in content if block.get("type") == "tool_result"] if isinstance(content, list) else []
    if results:
        return {"role": "tool", "content": text_of_parts(results[-1].get("content"))}
    return {"role": message["role"], "content": text_of_parts(content)}


def _tool(tool: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(tool.get("name"), str):
        raise ServiceError(400, "tools: each tool needs a name")
    return chat_tool(tool["name"], tool.get("input_schema"))
