"""`POST /v1/responses`: an echo in the format of OpenAI's Responses; nothing is stored."""

from typing import Any
from uuid import uuid4

from pollination_sdk.sandbox._errors import OpenAIError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import text_model
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._text.chat import complete
from pollination_sdk.sandbox._text.formats.conversations import chat_choice, chat_tool, text_of_parts
from pollination_sdk.sandbox._text.formats.responses_events import to_events
from pollination_sdk.sandbox._text.frames import STREAM_TYPE
from pollination_sdk.sandbox._text.usage import units

STATEFUL = ("previous_response_id", "conversation", "prompt")
NOT_OF_CHATS = ("max_tool_calls", "top_logprobs")


def responses(exchange: Exchange) -> Generation:
    """Answer an input, whole or as a stream."""
    body = exchange.body
    model = text_model(body.get("model"), exchange.owner)
    completion = complete(model, as_chat(exchange), exchange)
    answer = to_answer(completion)
    if body.get("stream"):
        return Generation(to_events(answer), STREAM_TYPE, model, units(completion))
    return Generation(write_json(answer), "application/json", model, units(completion))


def to_answer(completion: dict[str, Any]) -> dict[str, Any]:
    """Build the answer of a completion."""
    choice, usage = completion["choices"][0], completion["usage"]
    sent, made = usage.get("prompt_tokens_details", {}), usage.get("completion_tokens_details", {})
    cut = choice["finish_reason"] == "length"
    return {
        "id": f"resp_{uuid4().hex}",
        "object": "response",
        "created_at": completion["created"],
        "status": "incomplete" if cut else "completed",
        "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
        "error": None,
        "model": completion["model"],
        "output": _output(choice["message"]),
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "store": False,
        "usage": {
            "input_tokens": usage["prompt_tokens"],
            "input_tokens_details": {"cached_tokens": sent.get("cached_tokens", 0)},
            "output_tokens": usage["completion_tokens"],
            "output_tokens_details": {"reasoning_tokens": made.get("reasoning_tokens", 0)},
            "total_tokens": usage["total_tokens"],
        },
    }


def wanted_format(body: dict[str, Any]) -> dict[str, Any]:
    """Return the format of the text that a request asks for; empty for plain text."""
    text = body.get("text")
    wanted = text.get("format") if isinstance(text, dict) else None
    return wanted if isinstance(wanted, dict) else {}


def _output(message: dict[str, Any]) -> list[dict[str, Any]]:
    calls = [
        {
            "id": f"fc_{uuid4().hex}",
            "type": "function_call",
            "status": "completed",
            "call_id": call["id"],
            "name": call["function"]["name"],
            "arguments": call["function"]["arguments"],
        }
        for call in message.get("tool_calls") or ()
    ]
    if message["content"] is None:
        return calls
    part = {"type": "output_text", "text": message["content"], "annotations": []}
    about = {"id": f"msg_{uuid4().hex}", "type": "message", "status": "completed", "role": "assistant"}
    return [{**about, "content": [part]}, *calls]


def _refuse_unsupported(body: dict[str, Any]) -> None:
    """Refuse what needs a state, and what models behind the chat operation do not do."""
    fields = [name for name in (*STATEFUL, *NOT_OF_CHATS) if body.get(name) is not None]
    fields += ["background"] if body.get("background") else []
    fields += ["truncation"] if body.get("truncation") == "auto" else []
    fields += ["reasoning.summary"] if (body.get("reasoning") or {}).get("summary") else []
    fields += ["tools"] if any(not _is_function(tool) for tool in body.get("tools") or []) else []
    items = body["input"] if isinstance(body["input"], list) else []
    if any(item.get("type") == "item_reference" or item.get("encrypted_content") for item in items):
        fields.append("input")
    if fields:
        raise OpenAIError(f"The parameter '{fields[0]}' is not supported with this value.", fields[0])


def _is_function(tool: dict[str, Any]) -> bool:
    return tool.get("type") == "function" and isinstance(tool.get("name"), str)


def as_chat(exchange: Exchange) -> dict[str, Any]:
    """Return the chat that a request asks for.

    Raises:
        OpenAIError: 400 for a parameter that the operation does not support.
    """
    body = exchange.body
    _refuse_unsupported(body)
    messages = [{"role": "system", "content": body["instructions"]}] if body.get("instructions") else []
    if isinstance(body["input"], str):
        messages.append({"role": "user", "content": body["input"]})
    else:
        messages += [_message(item) for item in body["input"]]
    choice = body.get("tool_choice")
    name = choice.get("name") if isinstance(choice, dict) else None
    return {
        "messages": messages,
        "max_tokens": body.get("max_output_tokens"),
        "reasoning_effort": (body.get("reasoning") or {}).get("effort"),
        "tools": [chat_tool(tool["name"], tool.get("parameters")) for tool in body.get("tools") or []],
        "tool_choice": chat_choice(name) if isinstance(name, str) else "none" if choice == "none" else "auto",
        "response_format": _response_format(wanted_format(body)),
    }


def _message(item: dict[str, Any]) -> dict[str, Any]:
    if item.get("type") == "function_call_output":
        return {"role": "tool", "content": text_of_parts(item.get("output"))}
    return {"role": item.get("role") or "assistant", "content": text_of_parts(item.get("content"))}


def _response_format(wanted: dict[str, Any]) -> dict[str, Any]:
    if wanted.get("type") == "json_schema":
        return {"type": "json_schema", "json_schema": {"schema": wanted.get("schema")}}
    return {"type": wanted.get("type")}
