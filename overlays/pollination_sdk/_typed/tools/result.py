"""What a model reads of the result of a tool: text or JSON, cut to a length, with names in place of files."""

import json
from typing import Any

import attrs

from pollination_sdk._media.media import Media
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.jsonable import to_jsonable

LONGEST = 20_000
"""The most characters of a result that a model gets."""
_NOT_READ = "application"
"""The first half of the media types of files that are no image, video or sound."""


@attrs.frozen
class Rendered:
    """The text of a result.

    Args:
        text: What the model reads.
        media: The files that the text names, each with its label, such as `[image 1]`.
    """

    text: str
    media: tuple[tuple[str, Media], ...] = ()


def render(result: Any, number: int = 1) -> Rendered:
    """Return a result as a model reads it.

    Args:
        result: What a tool returned: text, `Media`, values that JSON knows, answers of this package, or a value that
            is shown as its `str`. Lists, dicts and dataclasses may hold any of these. An `Answer` is its value.
        number: The number of the first file.
    """
    media: list[tuple[str, Media]] = []

    def plain(value: Any) -> Any:
        if isinstance(value, Answer):
            return plain(value.value)
        if isinstance(value, Media):
            media.append((f"[{_kind(value)} {number + len(media)}]", value))
            return media[-1][0]
        if isinstance(value, dict):
            return {str(key): plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [plain(one) for one in value]
        if (fields := _fields_of(value)) is not None:
            return {name: plain(one) for name, one in fields.items()}
        return value

    value = plain(result)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_described)
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    return Rendered(cut(text), tuple(media))


def cut(text: str) -> str:
    """Return a text that is not too long, with a note if a part of it is missing."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}\n[cut off: these are {LONGEST:,} of {len(text):,} characters]"


def _kind(media: Media) -> str:
    kind = media.media_type.partition("/")[0]
    return "file" if kind == _NOT_READ else kind


def _fields_of(value: Any) -> dict[str, Any] | None:
    """Return the fields of a dataclass or an attrs class of the caller; None for other values."""
    if isinstance(value, type) or hasattr(value, "to_dict"):
        return None
    if attrs.has(type(value)):
        return attrs.asdict(value, recurse=False)
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return None


def _described(value: Any) -> Any:
    """Return a value that JSON does not know: its fields, its numbers, or its text."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "tolist"):  # numbers and arrays of NumPy
        return value.tolist()
    try:
        return to_jsonable(value)
    except TypeError:
        return str(value)
