"""Read from a call what its cost depends on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._engine.call import Call

_IN_PATH = re.compile(r"/(?:text|image|video|audio|3d)/(.*)", re.DOTALL)
_PIXELS = {
    "360p": 0.25,
    "480p": 0.4,
    "540p": 0.5,
    "720p": 0.9,
    "768p": 1.0,
    "1080p": 2.1,
    "1k": 1.05,
    "2k": 4.2,
    "4k": 16.8,
}
"""Millions of pixels of each named size: those of a square for `2k`, of 16:9 for `720p`."""
_SIZE = re.compile(r"(\d{1,5})\s*[xX*]\s*(\d{1,5})")
DEFAULT_MEGAPIXELS = 1.048576
"""1024 x 1024."""


class Request:
    """The options of a call by name, wherever it sends them.

    Args:
        call: The call.
    """

    def __init__(self, call: Call[Any]) -> None:
        self.call = call
        fields = call.form if call.body is None else call.body
        self.fields: Mapping[str, Any] = {**call.params, **(fields or {})}

    def text(self, name: str) -> str:
        """Return an option that is text; empty for any other."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def positive(self, *names: str) -> float | None:
        """Return the first option that is a positive number, also as text; None if there is none."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, str):
                try:
                    value = float(value)
                except ValueError:
                    continue
            if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 10**12:
                return value
        return None

    def flag(self, name: str) -> bool:
        """Return whether an option is switched on."""
        value = self.fields.get(name)
        return value is True or (isinstance(value, str) and value.lower() in {"true", "1", "yes"})

    @property
    def prompt(self) -> str:
        """The text that a single prompt has; empty for a conversation."""
        for name in ("prompt", "input"):
            if text := self.text(name):
                return text
        found = _IN_PATH.match(self.call.path)
        return unquote(found[1]) if found else ""

    @property
    def megapixels(self) -> float | None:
        """The millions of pixels that are asked for; None if the model decides."""
        if (named := _PIXELS.get(self.text("resolution").lower())) is not None:
            return named
        if found := _SIZE.fullmatch(self.text("size").strip()):
            return int(found[1]) * int(found[2]) / 1e6
        width, height = self.positive("width"), self.positive("height")
        return None if width is None and height is None else (width or 1024) * (height or 1024) / 1e6

    def count(self, *names: str) -> int:
        """Return how many files or URLs the options name."""
        return sum(_items(self.fields.get(name)) for name in names)

    def file(self, name: str) -> bytes | None:
        """Return the bytes of a file in a form; None if there is no such file, or if it is read while it is sent."""
        value = self.fields.get(name)
        content = getattr(value, "content", value)
        return bytes(content) if isinstance(content, (bytes, bytearray)) else None


def _items(value: Any) -> int:
    if isinstance(value, str):
        return len([part for part in re.split(r"\||,(?=https?:)", value) if part])
    if isinstance(value, (list, tuple)):
        return sum(max(1, _items(item)) if isinstance(item, str) else 1 for item in value)
    return 0 if value is None else 1
