"""Read the input of `embed`: texts, or the parts of a message for models that take images, audio or video."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollination_sdk._engine.url import check_texts
from pollination_sdk._operations.other_values import items_of
from pollination_sdk._operations.parameters import plain
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError, PromptError

_PART = '{"type": "text", "text": ...}'


def texts_or_parts(value: Any) -> str | list[Any]:
    """Return the input as it is sent: a text, a list of texts, or a list of parts.

    Raises:
        ArgumentError: It is none of these.
        ArgumentValueError: The list is empty.
        PromptError: A text is blank, or cannot be encoded.
        OSError: A file cannot be read.
    """
    sent = _read(value)
    for place, item in [("input", sent)] if isinstance(sent, str) else _named(sent):
        if isinstance(item, str) and not item.strip():
            raise PromptError(f"{place} is blank; give text, or leave it out.")
        check_texts(item, place)
    return sent


def _named(items: list[Any]) -> list[tuple[str, Any]]:
    return [(f"input[{index}]", item) for index, item in enumerate(items)]


def _read(value: Any) -> str | list[Any]:
    if type(value) is str:
        return value
    if isinstance(value, Mapping):
        return _parts([value])
    found = items_of(value)
    if found is None:
        return _text(value)
    items = list(found)
    if not items:
        raise ArgumentValueError("input is empty; give at least one text.")
    if all(type(item) is str for item in items):
        return items
    return _other_items(items)


def _text(value: Any) -> str:
    """Return a value that is no list as text."""
    from pollination_sdk._operations.local_files import described_file  # noqa: PLC0415 - most inputs are plain text

    if (described := described_file(value)) is not None:
        raise ArgumentError(f"input is {described}; give text, or [file] for a model that takes files.")
    text = plain(value, "input")
    if type(text) is not str:
        raise ArgumentError(f"input takes text, a list of texts or a list of parts, not {kind_of(value)}.")
    return text


def _other_items(items: list[Any]) -> list[Any]:
    """Return the items of a list that are not all plain text: texts of other types, or parts."""
    from pollination_sdk._operations.local_files import text_in  # noqa: PLC0415 - most inputs are plain text

    texts = [text_in(item) for item in items]
    if None not in texts:
        return texts
    if any(text is not None for text in texts):
        index = texts.index(None)
        advice = f"give texts alone, or parts alone, where a text is {_PART}"
        raise ArgumentError(f"input[{index}] is {kind_of(items[index])} in a list with texts; {advice}.")
    return _parts(items)


def _parts(items: list[Any]) -> list[Any]:
    """Return the parts of a message with the data of the files in them."""
    from pollination_sdk._operations.attachments import read_parts  # noqa: PLC0415 - most inputs are plain text
    from pollination_sdk._operations.content_parts import check_parts  # noqa: PLC0415 - as above

    parts: list[Any] = plain(read_parts("input", items), "input")
    check_parts("input", parts)
    return parts
