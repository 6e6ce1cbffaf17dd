"""An answer as it is stored: the bytes of a file, or a line of a JSONL part."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from pollination_sdk import Media, to_jsonable
from pollination_sdk.batch.protocol.item import Outcome
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from pollination_sdk import Answer
    from pollination_sdk.batch.protocol.item import Item

_text = json.JSONEncoder(ensure_ascii=False).encode
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PER_FOLDER = 1000
_BREAKS = bytes.maketrans(b"\r\n\t", b"   ")  # in JSON, these stand between values only
_RAW = frozenset({"chat"})
"""The methods whose lines have the body of the answer as it came; the others have what the SDK has made of it."""


def file_of(item: Item, suffix: str, files: str | None = None) -> str:
    """Return the path of a media file, relative to the output folder, or its URL; at most 1,000 are in one folder."""
    folder = (item.number - 1) // _PER_FOLDER
    return f"{files or ''}media/{folder:05d}/{item.number:07d}-{item.id[:12]}{suffix}"


def line_of(item: Item, answer: Answer[Any]) -> bytes:
    """Return the line of an answer, without a line break."""
    value = answer.value
    if isinstance(value, str):
        result = f'"text":{_text(value)}'
    elif item.method in _RAW:
        result = f'"text":{_text(value.text or "")},"value":{_body(answer)}'
    else:
        result = f'"value":{_json(to_jsonable(value))}'
    own = "null" if item.own_id is None else _text(item.own_id)
    seed = "null" if item.seed is None else item.seed
    line = (
        f'{{"id":"{item.id}","own_id":{own},"place":{item.place},"copy":{item.copy},"method":"{item.method}",'
        f'"options":{item.options},"seed":{seed},{result}}}'
    )
    return line.encode("utf-8", "backslashreplace")  # JSON may hold half of a pair of surrogates


def _body(answer: Answer[Any]) -> str:
    if body := answer.content:
        with contextlib.suppress(UnicodeDecodeError):
            return body.translate(_BREAKS).decode()
    return _json(to_jsonable(answer.value))


def answered(
    item: Item, answer: Answer[Any], started: float, seconds: float, files: str | None = None
) -> tuple[Outcome, bytes]:
    """Return the outcome of an item that was answered, and the bytes to store.

    Args:
        item: The item.
        answer: The answer.
        started: When the attempt started, in seconds since 1970.
        seconds: How long it took.
        files: The URL of the media files; None for the folder.
    """
    value, cost = answer.value, answer.cost
    if isinstance(value, Media):
        media_type: str | None = value.media_type
        file, data = file_of(item, value.suffix, files), value.bytes
    else:
        file, media_type, data = None, None, line_of(item, answer)
    outcome = Outcome(
        item.number,
        "done",
        item.tries + 1,
        started,
        seconds,
        item.elapsed + seconds,
        None if cost.pollen is None else round(cost.pollen * 1e9),
        cost.source,
        answer.request_id,
        answer.model,
        None,
        None,
        file,
        None,
        media_type,
        len(data),
    )
    return outcome, data


def errored(item: Item, error: BaseException, state: str, started: float, seconds: float) -> Outcome:
    """Return the outcome of an attempt that ended with an error."""
    text = str(error) if isinstance(error, PollinationsError) else f"{type(error).__name__}: {error}"
    request_id = getattr(error, "request_id", None)
    name = type(error).__name__
    tries, elapsed = item.tries + 1, item.elapsed + seconds
    return Outcome(
        item.number, state, tries, started, seconds, elapsed, request_id=request_id, error_class=name, error=text
    )
