"""`to_jsonable`: an answer as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from pollination_sdk._media.media import Media


def to_jsonable(value: Any) -> Any:
    """Return an answer, or a value inside it, as plain JSON values; `json.dumps` takes it as `default=`.

    A model becomes the fields that arrived, an `Answer` of `detailed` its fields but for `response`. Dates and times
    become ISO 8601 text. A `Media` becomes its description without the bytes: `media.save(path)` keeps these, and
    `media.data_uri()` returns them as text.

    Args:
        value: The answer; also a list, a tuple or a dict of answers.

    Raises:
        ArgumentError: The value is no answer and has no form in JSON.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {name: to_jsonable(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_jsonable(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if callable(to_dict := getattr(value, "to_dict", None)):
        return to_jsonable(to_dict())
    return _described(value)


def _described(value: Any) -> dict[str, Any]:
    from pollination_sdk._media.media import Media  # noqa: PLC0415 - only media answers need it

    if isinstance(value, Media):
        return _description(value)
    hint = "; collect the items in a list first" if hasattr(value, "__iter__") or hasattr(value, "__aiter__") else ""
    raise ArgumentError(f"to_jsonable takes an answer or JSON values, not {type(value).__name__}{hint}.")


def _description(media: Media) -> dict[str, Any]:
    fields = {"width": media.width, "height": media.height, "url": media.url}
    known = {name: value for name, value in fields.items() if value is not None}
    return {"media_type": media.media_type, "size": len(media), **known}
