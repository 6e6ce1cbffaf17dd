"""Join the halves of characters that a stream splits between two chunks.

Some back ends cut a text between the two UTF-16 halves of a character, and JSON can carry each as an escape of its
own. Python decodes them to lone surrogates, which no encoding takes.
"""

from __future__ import annotations

from typing import Any

from pollination_sdk._streams.tool_calls import as_index

Json = dict[str, Any]
Path = tuple[str | int, ...]


class SurrogateJoiner:
    """Hold the first half of a character back until the other half comes in the same field of a later chunk."""

    def __init__(self) -> None:
        self._halves: dict[Path, tuple[str, Path]] = {}
        """The halves and their paths, by what a path is without the difference between an index and a place."""

    def needed(self, text: str) -> bool:
        """Tell whether a JSON text may hold half a character, or the other half of one that is held."""
        return bool(self._halves) or "\\ud" in text or "\\uD" in text

    def join(self, chunk: Json) -> Json:
        """Return a chunk without lone halves: joined, held back, or U+FFFD where they can never be joined."""
        joined: Json = self._join(chunk, ())
        return joined

    def flush(self) -> list[Json]:
        """Return the halves whose other half never came, as chunks that hold U+FFFD in their place."""
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
    """Return the index of an item of a list; of one without, its place counted from -1 down."""
    index = as_index(item.get("index")) if isinstance(item, dict) else None
    return -1 - place if index is None else index


def _nested(path: Path, value: Any) -> Any:
    """Return a value inside the objects and lists that a path leads through."""
    for step in reversed(path):
        if isinstance(step, str):
            value = {step: value}
        elif isinstance(value, dict) and step != -1:
            value = [{"index": step if step >= 0 else -1 - step, **value}]
        else:
            value = [value]
    return value
