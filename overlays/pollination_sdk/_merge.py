"""Merge the deltas of a streamed chat completion into the completion they add up to."""

from __future__ import annotations

import base64
import binascii
from typing import Any

Json = dict[str, Any]

# Fields that arrive in pieces; of every other field the latest value counts.
_TEXTS = frozenset(
    {"arguments", "content", "reasoning", "reasoning_content", "refusal", "signature", "text"}
    | {"thinking", "transcript"}
)
_LISTS = frozenset({"content_blocks", "tool_calls"})


class Merger:
    """Collect `chat.completion.chunk` objects; what is missing, null or unknown does no harm."""

    def __init__(self) -> None:
        self._fields: Json = {}
        self._choices: dict[int, Json] = {}

    def add(self, chunk: Json) -> None:
        """Take the next chunk; the one that brings the usage has no choices."""
        _merge(self._fields, _without(chunk, "choices"))
        for choice in objects(chunk.get("choices")):
            position = choice.get("index")
            position = position if isinstance(position, int) else 0
            start: Json = {"message": {"role": "assistant", "content": None}}
            merged = self._choices.setdefault(position, start)
            _merge(merged, _without(choice, "delta", "message"))
            for delta in objects([choice.get("delta")]):
                _merge(merged["message"], delta)

    @property
    def text(self) -> str:
        """Give the text of the first choice so far."""
        content = self._choices.get(0, {"message": {}})["message"].get("content")
        return "".join(content) if isinstance(content, _Pieces) else ""

    @property
    def completion(self) -> Json:
        """Give what has come so far in the shape of a completion that was not streamed."""
        choices = [
            {"index": position, "finish_reason": None, **_settle(choice)}
            for position, choice in sorted(self._choices.items())
        ]
        return {**_settle(self._fields), "object": "chat.completion", "choices": choices}


class _Pieces(list[str]):
    """Pieces of one text: joined once, for joining at each delta would be quadratic."""


class _Base64(list[str]):
    """Pieces of one base64 text, each perhaps with padding of its own."""


class _Parts(list[Json]):
    """Tool calls or content blocks, found by their `index`, which the whole message lacks."""


def _merge(target: Json, delta: Json) -> None:
    for key, value in delta.items():
        if value is None or value == "":
            target[key] = target.get(key) or value  # takes nothing back
        elif isinstance(value, str) and (key in _TEXTS or key == "data"):
            _grow(target, key, value)
        elif key in _LISTS:
            _merge_parts(target, key, value)
        elif isinstance(value, dict):
            _merge(_ensure(target, key, dict), value)
        elif isinstance(value, list) and key in _TEXTS:  # `logprobs.content`
            _ensure(target, key, list).extend(value)
        else:
            target[key] = value


def _grow(target: Json, key: str, value: str) -> None:
    _ensure(target, key, _Base64 if key == "data" else _Pieces).append(value)


def _ensure(target: Json, key: str, kind: type[Any]) -> Any:
    if type(target.get(key)) is not kind:
        target[key] = kind()
    return target[key]


def _merge_parts(target: Json, key: str, value: Any) -> None:
    parts = _ensure(target, key, _Parts)
    for delta in objects(value):
        flat = delta
        for inner in objects([delta.get("delta")]):  # a content block wraps its own
            flat = _without(delta, "delta") | _without(inner, "type")
        part = _part_for(parts, flat)
        if part is None:
            parts.append(part := {})
        _merge(part, flat)
        kind = _kind(part)
        if key == "content_blocks" and kind is not None:
            part.setdefault("type", kind)


def _part_for(parts: _Parts, delta: Json) -> Json | None:
    """Find the part that a delta continues: by index, else by id, else the last of its kind."""
    index, name = delta.get("index"), delta.get("id")
    if index is not None or name:
        # Some providers give every call the index 0, and only the id tells them apart.
        return next(
            (
                part
                for part in reversed(parts)
                if (index is None or index == part.get("index"))
                and (not name or not part.get("id") or name == part["id"])
            ),
            None,
        )
    if parts and _kind(parts[-1]) == _kind(delta) != "image_url":
        return parts[-1]
    return None


def _kind(part: Json) -> str | None:
    named = part.get("type")
    if isinstance(named, str) and named in {"text", "thinking", "image_url"}:
        return named
    return next((kind for kind in ("thinking", "text", "image_url") if kind in part), None)


def _settle(value: Any) -> Any:
    """Copy what was merged, with its pieces put together."""
    match value:
        case _Pieces():
            return "".join(value)
        case _Base64():
            return _join_base64(value)
        case _Parts():
            ordered = sorted(value, key=_position)
            return [_settle(_without(part, "index")) for part in ordered]
        case dict():
            return {key: _settle(inner) for key, inner in value.items()}
        case list():
            return list(value)
    return value


def _join_base64(pieces: list[str]) -> str:
    if not any(piece.endswith("=") for piece in pieces[:-1]):
        return "".join(pieces)
    try:
        return base64.b64encode(b"".join(map(base64.b64decode, pieces))).decode("ascii")
    except binascii.Error:
        return "".join(pieces)


def _position(part: Json) -> int:
    index = part.get("index")
    return index if isinstance(index, int) else 0


def _without(fields: Json, *names: str) -> Json:
    return {key: value for key, value in fields.items() if key not in names}


def objects(value: Any) -> list[Json]:
    """Give the objects of a JSON list; of anything else, none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
