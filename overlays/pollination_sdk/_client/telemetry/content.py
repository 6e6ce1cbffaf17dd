"""Prompts and answers for spans. They are added only if the environment asks for them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pollination_sdk._client.telemetry import names
from pollination_sdk._secrets.redact import redact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._engine.call import Call

VARIABLE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
_ASKING = {"true", "span_only", "span_and_event"}
_FIELDS = ("messages", "prompt", "input", "text")
"""The fields of bodies that hold what a model is asked."""


def is_captured() -> bool:
    """Return whether the environment asks for prompts and answers in spans."""
    return os.environ.get(VARIABLE, "").strip().lower() in _ASKING


def messages_in(call: Call[Any]) -> dict[str, Any]:
    """Return the attribute with what a model is asked; empty if nothing is known of it."""
    body: Any = call.form if call.body is None else call.body
    if isinstance(body, dict):
        given = next((body[name] for name in _FIELDS if body.get(name)), None)
    elif "{prompt}" in (template := names.TEMPLATES.get(call.operation, "")) or "{text}" in template:
        given = unquote(call.path.removeprefix(template.partition("{")[0]))
    else:
        given = None
    if given is None:
        return {}
    listed = given if isinstance(given, list) else [given]
    return {names.INPUT_MESSAGES: _json([_message(one) for one in listed])}


def messages_out(body: Any) -> dict[str, Any]:
    """Return the attribute with the text and the tool calls of an answer; empty for media."""
    completion = body.completion if hasattr(body, "has_usage") else body
    if isinstance(completion, str):
        return {names.OUTPUT_MESSAGES: _json([_message(completion, "assistant")])}
    if not hasattr(completion, "choices"):
        return {}
    choices = completion.to_dict().get("choices") or []
    written = [
        {**_message(choice.get("message") or {}, "assistant"), "finish_reason": choice.get("finish_reason")}
        for choice in choices
    ]
    return {names.OUTPUT_MESSAGES: _json(written)}


def _message(given: Any, role: str = "user") -> dict[str, Any]:
    """Return a message in the form of the conventions: a role, and parts."""
    if not isinstance(given, dict):
        return {"role": role, "parts": _parts(given)}
    calls = [_tool_call(one) for one in given.get("tool_calls") or () if isinstance(one, dict)]
    if "tool_call_id" in given:
        parts = [{"type": "tool_call_response", "id": given["tool_call_id"], "response": given.get("content")}]
    else:
        parts = _parts(given.get("content"))
    return {"role": given.get("role", role), "parts": [*parts, *calls]}


def _parts(content: Any) -> list[dict[str, Any]]:
    """Return the parts of a content. Files are left out, except for their types."""
    if content is None:
        return []
    if not isinstance(content, list):
        return [{"type": "text", "content": str(content)}]
    return [
        {"type": "text", "content": part["text"]} if isinstance(part.get("text"), str) else {"type": part.get("type")}
        for part in content
        if isinstance(part, dict)
    ]


def _tool_call(call: Mapping[str, Any]) -> dict[str, Any]:
    function = call.get("function") or {}
    fields = {"id": call.get("id"), "name": function.get("name"), "arguments": function.get("arguments")}
    return {"type": "tool_call", **fields}


def _json(messages: list[dict[str, Any]]) -> str:
    return redact(json.dumps(messages, ensure_ascii=False, default=str))
