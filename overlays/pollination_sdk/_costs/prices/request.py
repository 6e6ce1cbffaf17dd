"""Read from a call what its cost depends on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pollination_sdk._engine.call import Call

_PROMPT_PATHS = ("/text/", "/image/", "/video/", "/audio/", "/3d/")
MEGAPIXELS = {
    "360p": 0.23,
    "480p": 0.41,
    "540p": 0.52,
    "720p": 0.92,
    "768p": 1.05,
    "1080p": 2.07,
    "1k": 1.05,
    "2k": 4.2,
    "4k": 8.3,
}
"""The millions of pixels of each named size."""
_SIZE = re.compile(r"(\d{1,5})\s*[xX*]\s*(\d{1,5})")
_SILENT = re.compile(r"(^|/)veo\b")
"""The models that make no sound unless they are asked for it."""
_DEFAULT_SIDE = 1024
_LARGEST = 10**12


class Request:
    """The options of a call by name, wherever it sends them.

    Args:
        call: The call.
    """

    def __init__(self, call: Call[Any]) -> None:
        self.call = call
        sent = call.form if call.body is None else call.body
        self.fields: Mapping[str, Any] = {**call.params, **sent} if sent and call.params else sent or call.params

    def text(self, name: str) -> str:
        """Return an option that is text; empty for any other."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def positive(self, *names: str) -> float | None:
        """Return the first option that is a positive number, also as text; None if there is none."""
        for name in names:
            value = self.fields.get(name)
            if value is None:
                continue
            if isinstance(value, str):
                value = _number(value)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < _LARGEST:
                return value
        return None

    def flag(self, name: str) -> bool:
        """Return whether an option is switched on."""
        value = self.fields.get(name)
        return value is True or (isinstance(value, str) and value.lower() in {"true", "1", "yes"})

    def sound(self, names: Iterable[str]) -> bool | None:
        """Return whether a video has sound; None if that is not known, as a model may make sound unasked.

        Args:
            names: The names of the model.
        """
        if self.flag("audio"):
            return True
        return False if any(_SILENT.search(name) for name in names) else None

    @property
    def prompt(self) -> str:
        """The text of a call for one prompt; empty for a conversation."""
        path = self.call.path
        if path.startswith(_PROMPT_PATHS):
            return unquote(path.split("/", 2)[2])
        return self.text("prompt") or self.text("input")

    @property
    def megapixels(self) -> float | None:
        """The millions of pixels that are asked for; None if the model decides."""
        if (named := MEGAPIXELS.get(self.text("resolution").lower())) is not None:
            return named
        if found := _SIZE.fullmatch(self.text("size").strip()):
            return int(found[1]) * int(found[2]) / 10**6
        width, height = self.positive("width"), self.positive("height")
        if width is None and height is None:
            return None
        return (width or _DEFAULT_SIDE) * (height or _DEFAULT_SIDE) / 10**6

    def count(self, *names: str) -> int:
        """Return how many files or URLs options name."""
        return sum(_items(self.fields.get(name)) for name in names)

    def file(self, name: str) -> bytes | None:
        """Return the bytes of a file in a form; None if there is no such file, or if it is read while it is sent."""
        value = (self.call.form or {}).get(name)
        content = getattr(value, "content", value)
        return bytes(content) if isinstance(content, (bytes, bytearray)) else None


def _items(value: Any) -> int:
    if isinstance(value, str):
        return len([part for part in re.split(r"\||,(?=https?:)", value) if part])
    if type(value) in {list, tuple}:  # a file is a tuple with names
        return len(value)
    return 0 if value is None else 1


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
