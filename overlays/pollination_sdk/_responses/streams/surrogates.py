"""Join the surrogate halves of characters that a stream splits between two chunks.

Some back ends split a text between the two UTF-16 halves of a character, and send each half as its own JSON escape.
Python decodes these to lone surrogates, which cannot be encoded.
"""

from __future__ import annotations

from typing import Any

from pollination_sdk._responses.streams.tool_calls import as_index

Json = dict[str, Any]
Path = tuple[str | int, ...]


class SurrogateJoiner:
    """Hold back the first half of a character until the other half arrives in the same field of a later chunk."""

    def __init__(self) -> None:
        self._halves: dict[Path, tuple[str, Path]] = {}
        """The halves and their paths; the keys are paths in which an index and a position are the same."""

    def needed(self, text: str) -> bool:
        """Return True if a JSON text may contain a surrogate half, or if one is held back."""
        return bool(self._halves) or "\\ud" in text or "\\uD" in text

    def join(self, chunk: Json) -> Json:
        """Return a chunk without lone halves: they are joined, held back, or replaced by U+FFFD."""
        joined: Json = self._join(chunk, ())
        return joined

    def flush(self) -> list[Json]:
        """Return chunks with U+FFFD for the halves whose other half is missing."""
        paths, self._halves = [path for _, path in self._halves.values()], {}
        return [_nested(path, "\ufffd") for path in paths]

    def _join(self, value: Any, path: Path) -> Any:
        if isinstance(value, str):
            return self._whole(value, path)
        if isinstance(value, dict):
            return {key: self._join(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._join(inner, (*path, _place(inner, place))) for place, inner in enumerate(value)]
        return value

    def _whole(self, text: str, path: Path) -> str:
        if not text:
            return text
        key = tuple(step if isinstance(step, str) or step >= 0 else -1 - step for step in path)
        held, _ = self._halves.pop(key, ("", path))
        text = held + text
        if "\ud800" <= text[-1] <= "\udbff":
            self._halves[key] = text[-1], path
            text = text[:-1]
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _place(item: Any, place: int) -> int:
    """Return the index of a list item; without an index, its position counted from -1 down."""
    index = as_index(item.get("index")) if isinstance(item, dict) else None
    return -1 - place if index is None else index


def _nested(path: Path, value: Any) -> Any:
    """Return a value wrapped in the objects and lists of a path."""
    for step in reversed(path):
        if isinstance(step, str):
            value = {step: value}
        elif isinstance(value, dict) and step != -1:
            value = [{"index": step if step >= 0 else -1 - step, **value}]
        else:
            value = [value]
    return value
