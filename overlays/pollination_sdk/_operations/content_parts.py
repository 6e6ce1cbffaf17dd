"""Check the parts of a message's content.

The contract leaves other types of parts open, so they are sent unchanged. Refused are misspelt types, parts that lack
what their type says, and parts as other services have them.
"""

from collections.abc import Mapping
from typing import Any

from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError

_TYPES = ("text", "image_url", "video_url", "input_audio", "file")
"""The types of parts in the contract; each is also the name of the field with the content."""
_TEXT = '{"type": "text", "text": ...}'
_IMAGE = '{"type": "image_url", "image_url": {"url": ...}}'
_FILE = '{"type": "file", "file": {"file_data": ...}}'
_OF_OTHERS = {
    "input_text": _TEXT,
    "output_text": _TEXT,
    "input_image": _IMAGE,
    "input_file": _FILE,
    "tool_use": "it as tool_calls of the message, as the model returned it",
    "tool_result": '{"role": "tool", "tool_call_id": ..., "content": ...} as a message',
}
"""What to write in place of the types of other services."""
_WITH_SOURCE = {"image": _IMAGE, "document": _FILE}
"""The same for types that other services have with a `source`."""
_SIMILAR = 0.8
"""The least similarity of a misspelt type, from 0 to 1."""


def check_parts(place: str, parts: list[Any]) -> None:
    """Check the parts of a content.

    Args:
        place: The place of the content, such as `messages[0].content`, for error messages.
        parts: The parts as they are sent.

    Raises:
        ArgumentError: There is no part, or one has no type, or not what its type says.
        ArgumentValueError: The type of a part is misspelt, or is one of another service.
    """
    if not parts:
        raise ArgumentError(f"{place} is empty; give text, or at least one part.")
    for index, part in enumerate(parts):
        _check_part(f"{place}[{index}]", part)


def _check_part(place: str, part: Any) -> None:
    if not isinstance(part, Mapping):
        advice = f"write text as {_TEXT}" if isinstance(part, str) else "a part is a dict with a type, or a file"
        raise ArgumentError(f"{place} is {kind_of(part)}; {advice}.")
    kind = part.get("type")
    if not isinstance(kind, str):
        raise ArgumentError(f"{place}.type is missing{_meant(name for name in _TYPES if name in part)}.")
    if kind not in _TYPES:
        _check_other(place, kind, part)
    elif part.get(kind) is None:
        others = [name for name in part if name not in {"type", kind, "cache_control"}]
        instead = f"{place}.{others[0]} is unknown; its content belongs into {kind!r}" if others else None
        raise ArgumentError(f"{instead or f'{place}.{kind} is missing'}.")


def _check_other(place: str, kind: str, part: Mapping[str, Any]) -> None:
    """Refuse a type that resembles a known one, or that another service has."""
    advice = _OF_OTHERS.get(kind) or (_WITH_SOURCE.get(kind) if "source" in part else None)
    if advice:
        raise ArgumentValueError(f"{place}.type is {kind!r}, which is one of another service; give {advice}.")
    import difflib  # noqa: PLC0415 - few parts have other types

    if similar := difflib.get_close_matches(kind.lower(), _TYPES, 1, _SIMILAR):
        raise ArgumentValueError(f"{place}.type is {kind!r}{_meant(similar)}.")


def _meant(names: Any) -> str:
    name = next(iter(names), None)
    return f" (is {name!r} meant?)" if name else ""
