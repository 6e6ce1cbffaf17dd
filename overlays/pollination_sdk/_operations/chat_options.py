"""Check the options of a chat that are objects, where other services have them in another form."""

from collections.abc import Callable, Mapping
from typing import Any

from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError

_TOOL = '{"type": "function", "function": {"name": ..., "description": ..., "parameters": {...}}}'
_CHOICE = '{"type": "function", "function": {"name": ...}}'
_SCHEMA = '{"type": "json_schema", "json_schema": {"name": ..., "schema": {...}}}'
_AUDIO = '{"voice": "alloy", "format": "wav"}'
_OWN_TOOLS = (None, "function", "custom")
"""The types of tools that the caller describes; models bring the others with them."""
_OF_SCHEMAS = (None, "object", "array", "string", "number", "integer", "boolean")
"""The types that a JSON Schema has in place of that of a response format."""


def check_options(options: Mapping[str, Any]) -> None:
    """Check the options of a chat as they are sent; those that are left out, or are no objects, pass.

    Raises:
        ArgumentError: One has another form than the contract; the message shows the right one.
    """
    for name in _CHECKS.keys() & options.keys():
        _CHECKS[name](options[name])


def _check_tools(tools: Any) -> None:
    for index, tool in enumerate(tools if isinstance(tools, list) else ()):
        _check_tool(f"tools[{index}]", tool)


def _check_tool(place: str, tool: Any) -> None:
    if not isinstance(tool, Mapping):
        raise ArgumentError(f"{place} is {kind_of(tool)}; a tool is {_TOOL}.")
    function, kind = tool.get("function"), tool.get("type")
    if kind not in _OWN_TOOLS:
        return
    if not isinstance(function, Mapping):
        renamed = "; input_schema is parameters there" if "input_schema" in tool else ""
        raise ArgumentError(f"{place}.function is missing{renamed}: a tool is {_TOOL}.")
    missing = f"{place}.type" if kind is None else f"{place}.function.name" if "name" not in function else None
    if missing:
        raise ArgumentError(f"{missing} is missing: a tool is {_TOOL}.")


def _check_choice(choice: Any) -> None:
    if isinstance(choice, Mapping) and not isinstance(choice.get("function"), Mapping):
        raise ArgumentError(f"tool_choice.function is missing: give {_CHOICE}, or a word such as 'required'.")


def _check_format(form: Any) -> None:
    if not isinstance(form, Mapping):
        return
    kind, schema = form.get("type"), form.get("json_schema")
    if kind in _OF_SCHEMAS:
        raise ArgumentError(f"response_format is no format by its type {kind!r}; a JSON Schema is given as {_SCHEMA}.")
    if kind == "json_schema" and not (isinstance(schema, Mapping) and isinstance(schema.get("schema"), Mapping)):
        raise ArgumentError(f"response_format.json_schema.schema is missing; a JSON Schema is given as {_SCHEMA}.")


def _check_audio(audio: Any) -> None:
    missing = [name for name in ("voice", "format") if isinstance(audio, Mapping) and audio.get(name) is None]
    if missing:
        raise ArgumentError(f"audio.{missing[0]} is missing; give a voice and a format, such as {_AUDIO}.")


_CHECKS: dict[str, Callable[[Any], None]] = {
    "tools": _check_tools,
    "tool_choice": _check_choice,
    "response_format": _check_format,
    "audio": _check_audio,
}
