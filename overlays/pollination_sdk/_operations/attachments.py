"""Turn files and URLs into the content parts of a message.

Files are read in `local_files`. Text is never a path: it is a URL or a data URI, or it is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from pollination_sdk._operations.local_files import File, described_file, file_in, file_in_data_uri, text_in
from pollination_sdk._operations.other_values import items_of, simplify
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk._secrets.redact import redact
from pollination_sdk._support.file_types import SUFFIXES
from pollination_sdk.errors import ArgumentError, ArgumentValueError

_TYPES = {"image": "image_url", "video": "video_url", "audio": "input_audio", "application": "file"}
"""The type of the content part for each kind of media, by the first half of the media type."""
_FILE_FIELDS = {
    "image_url": ("url",),
    "video_url": ("url",),
    "input_audio": ("data",),
    "file": ("file_data", "file_url"),
}
"""The fields that hold a file or its URL, by the type of the content part."""
_AUDIO_FORMATS = {
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/opus": "opus",
    "audio/pcm": "pcm16",
}
"""The audio formats of the contract, by their media types."""
_KIND_BY_SUFFIX = {
    **{suffix: media_type.partition("/")[0] for media_type, suffix in SUFFIXES.items()},
    **dict.fromkeys((".jpeg", ".jfif"), "image"),
    **dict.fromkeys((".m4v", ".mpeg", ".mpg", ".avi"), "video"),
    ".oga": "audio",
    ".pdf": "application",
}
_URL = re.compile(r"data:|(?!file:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_LONGEST_QUOTE = 100  # characters


def attach(messages: list[Any], attachments: Any) -> None:
    """Add files and URLs to the last message of the user.

    Args:
        messages: The conversation as it is sent, which is changed.
        attachments: The files and URLs.

    Raises:
        ArgumentError: One of them is neither a file nor a URL, or is a file that a chat does not take.
        ArgumentValueError: No message has the role `user`.
        OSError: A file cannot be read.
    """
    if (items := items_of(attachments)) is None:
        raise ArgumentError(
            f"attachments takes a list of files and URLs, not {kind_of(attachments)}; put it into a list."
        )
    if not (parts := _each("attachments", items, _attached)):
        return
    message = next((message for message in reversed(messages) if message.get("role") == "user"), None)
    if message is None:
        raise ArgumentValueError("attachments join the user's last message, and no message has the role 'user'.")
    content = message.get("content") or []
    message["content"] = [*([{"type": "text", "text": content}] if isinstance(content, str) else content), *parts]


def with_files(place: str, message: Any) -> Any:
    """Return a message with the data of the files in its content parts; another message is returned unchanged.

    Args:
        place: The place of the message, for errors.
        message: A dict or a model.

    Raises:
        ArgumentError: A file is not of the type of its part, or text in a part looks like a path.
        OSError: A file cannot be read.
    """
    fields = _fields_of(message)
    content = fields.get("content") if isinstance(fields, Mapping) else None
    if (described := described_file(content)) is not None:
        raise ArgumentError(f"{place}.content is {described}; give a file as attachments=, or inside a list of parts.")
    parts = items_of(content)
    return message if parts is None else {**fields, "content": read_parts(f"{place}.content", parts)}


def read_parts(name: str, parts: Iterable[Any]) -> list[Any]:
    """Return content parts with the data of the files in them; a file may also stand in place of a part.

    Args:
        name: The name of the option, for errors.
        parts: The parts.

    Raises:
        ArgumentError: A file is not of the type of its part, or text in a part looks like a path.
        OSError: A file cannot be read.
    """
    return _each(name, parts, _read_part)


def _each(name: str, items: Iterable[Any], read: Callable[[Any], Any]) -> list[Any]:
    """Return what `read` makes of each item; an error names the item."""
    made = []
    for index, item in enumerate(items):
        try:
            made.append(read(item))
        except Refusal as refusal:
            refusal.steps.append(index)
            raise refusal.named(name) from refusal.__cause__
    return made


def _attached(value: Any) -> dict[str, Any]:
    """Return the content part of an attachment."""
    if (file := file_in(value)) is not None:
        return _part_of(file)
    if (text := text_in(value)) is None:
        raise Refusal(
            ArgumentError, f"is of type {kind_of(value)}; give a Path, bytes, an open file, a Media or a URL."
        )
    file = file_in_data_uri(text)
    return _part_of_url(text) if file is None else _part_of(file)


def _part_of(file: File) -> dict[str, Any]:
    part_type = _part_type(file)
    return {"type": part_type, part_type: _object_of(file, part_type)}


def _part_type(file: File) -> str:
    return _TYPES[file.media_type.partition("/")[0]]


def _object_of(file: File, part_type: str) -> dict[str, str]:
    """Return the object in a content part that holds a file.

    Raises:
        Refusal: The file is of another type, or has an audio format that the contract lacks.
    """
    media_type = file.media_type
    if _part_type(file) != part_type:
        raise Refusal(ArgumentError, f"holds {media_type}, which belongs into a part of the type {_part_type(file)!r}.")
    if part_type == "input_audio":
        if media_type not in _AUDIO_FORMATS:
            formats = ", ".join(_AUDIO_FORMATS.values())
            raise Refusal(ArgumentError, f"holds {media_type}, and a chat takes audio as {formats}; convert it.")
        return {"data": file.base64, "format": _AUDIO_FORMATS[media_type]}
    data_uri = f"data:{media_type};base64,{file.base64}"
    if part_type == "file":
        return {"file_data": data_uri, "file_name": file.name, "mime_type": media_type}
    return {"url": data_uri}


def _part_of_url(url: str) -> dict[str, Any]:
    """Return the content part that points to a URL; its suffix shows the type."""
    _check_url(url)
    try:
        path = urlsplit(url).path
    except ValueError as error:
        raise Refusal(ArgumentValueError, f"is no URL ({error}).") from None
    kind = _KIND_BY_SUFFIX.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - the path of a URL
    if kind in {"image", "video"}:
        return {"type": _TYPES[kind], _TYPES[kind]: {"url": url}}
    if kind == "application":
        return {"type": "file", "file": {"file_url": url}}
    if kind == "audio":
        raise Refusal(ArgumentError, "is the URL of audio, which a chat takes as data only; give its bytes.")
    example = '{"type": "image_url", "image_url": {"url": ...}}'
    raise Refusal(ArgumentError, f"is a URL whose suffix does not show its type; put {example} into a message.")


def _read_part(part: Any) -> Any:
    """Return a content part with the data of the files in it; a file may also stand in place of the part."""
    if (file := file_in(part)) is not None:
        return _part_of(file)
    fields = _fields_of(part)
    if isinstance(fields, str):
        raise Refusal(ArgumentError, 'is text; a part of text is {"type": "text", "text": ...}.')
    part_type = fields.get("type") if isinstance(fields, Mapping) else None
    if not isinstance(part_type, str) or part_type not in _FILE_FIELDS or part_type not in fields:
        return fields
    try:
        return {**fields, part_type: _read_object(fields[part_type], str(part_type))}
    except Refusal as refusal:
        refusal.steps.append(part_type)
        raise


def _read_object(value: Any, part_type: str) -> Any:
    """Return the object in a content part with the data of the file in it; other fields of the object stay."""
    if (file := file_in(value)) is not None:
        return _object_of(file, part_type)
    fields = _fields_of(value)
    if isinstance(fields, str):  # some APIs take the URL in place of the object
        _check_url(fields)
    if not isinstance(fields, Mapping):
        return fields
    for name in _FILE_FIELDS[part_type]:
        try:
            if (file := file_in(fields.get(name))) is not None:
                return {**_object_of(file, part_type), **{key: item for key, item in fields.items() if key != name}}
            _check_field(name, fields.get(name))
        except Refusal as refusal:
            refusal.steps.append(name)
            raise
    return fields


def _fields_of(value: Any) -> Any:
    """Return the fields of a model; a plain value, or one that cannot be sent, is returned unchanged."""
    try:
        return value if value is None or isinstance(value, (Mapping, str)) else simplify(value)
    except Refusal:
        return value


def _check_field(name: str, value: Any) -> None:
    """Refuse text in a content part that looks like a path: no URL, or data with characters that base64 lacks."""
    text = None if value is None else text_in(value)
    if text is not None and (name.endswith("url") or any(character in text[:1_000] for character in ".\\")):
        _check_url(text)


def _check_url(text: str) -> None:
    """Refuse text that is neither a URL nor a data URI."""
    if _URL.match(text):
        return
    advice = "base64 belongs into a data URI such as data:image/png;base64,..."
    if len(text) <= _LONGEST_QUOTE:
        advice = f"text is never read as a path, so give Path({redact(_path_in(text))!r}) for a file"
    raise Refusal(ArgumentError, f"is neither a URL nor a data URI; {advice}.")


def _path_in(text: str) -> str:
    """Return the path that a `file:` URL names; other text is returned unchanged."""
    if text[:5].lower() != "file:":
        return text
    from urllib.request import url2pathname  # noqa: PLC0415 - it loads slowly, and only wrong calls need it

    return url2pathname(urlsplit(text).path)
