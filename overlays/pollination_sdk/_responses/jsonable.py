"""`to_jsonable`: an answer as plain JSON values."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from pollination_sdk._media.media import Media


def to_jsonable(value: Any) -> Any:
    """Return an answer, or a value inside it, as plain JSON values; `json.dumps` takes it as `default=`.

    A model becomes the fields that arrived, an `Answer` of `detailed` its fields but for `response`. A value of `parse`
    becomes its fields, an enum its value, a set a list. Dates and times become ISO 8601 text. A `Media` that is the
    value of an `Answer` becomes its description without the bytes.

    Args:
        value: The answer; also a list, a tuple or a dict of answers.

    Raises:
        ArgumentError: The value is no answer and has no form in JSON, or it holds a `Media` outside an `Answer`. Its
            bytes would be lost; `media.data_uri()` is text that has them.
    """
    return _convert(value, _refuse_media)


def to_described(value: Any) -> Any:
    """Return a value as `to_jsonable` does, with each `Media` as its description without the bytes."""
    return _convert(value, _description)


def _convert(value: Any, convert_media: Callable[[Media], Any]) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {_key(name): _convert(inner, convert_media) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_convert(item, convert_media) for item in value]
    if isinstance(value, (date, time, array)):  # an array is a vector of `Embeddings`
        return value.tolist() if isinstance(value, array) else value.isoformat()
    if callable(to_dict := getattr(value, "to_dict", None)):
        return _convert(to_dict(), convert_media)
    return _convert_other(value, convert_media)


def _convert_other(value: Any, convert_media: Callable[[Media], Any]) -> Any:
    """Convert a `Media`, or a value of `parse`."""
    from pollination_sdk._media.media import Media  # noqa: PLC0415 - most answers need neither
    from pollination_sdk._responses.typed_parts import parts_of  # noqa: PLC0415 - as above

    if isinstance(value, Media):
        return convert_media(value)
    if (parts := parts_of(value)) is None:
        raise ArgumentError(f"to_jsonable takes an answer or JSON values, not {type(value).__name__}{_hint(value)}.")
    return _convert(parts, convert_media)


def _key(name: Any) -> Any:
    return name if isinstance(name, (str, int)) else _convert(name, _refuse_media)


def _hint(value: Any) -> str:
    if isinstance(value, os.PathLike):
        return "; keep a file of a message as Media.open(path).data_uri(), and any other path as str(path)"
    if isinstance(value, (bytes, bytearray)):
        return "; keep a file of a message as Media(content).data_uri()"
    return "; collect the items in a list first" if hasattr(value, "__iter__") or hasattr(value, "__aiter__") else ""


def _refuse_media(_: Media) -> Any:
    raise ArgumentError(
        "to_jsonable would lose the bytes of this Media. Put media.data_uri() in its place, which is text and can be "
        "sent again in a message; or keep the file with media.save(path)."
    )


def _description(media: Media) -> dict[str, Any]:
    fields = {"width": media.width, "height": media.height, "url": media.url}
    known = {name: value for name, value in fields.items() if value is not None}
    return {"media_type": media.media_type, "size": len(media), **known}
