"""Read the files in arguments.

A file is a path object, bytes, an open file or a `Media`. Text is never a path: an application that passes on what its
users write must not open a file of that name. Text may be a data URI, which holds a file.
"""

from __future__ import annotations

import base64
import inspect
import io
import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from pollination_sdk._media.media import DECLARED_BY_SUFFIX, Media
from pollination_sdk._operations.other_values import simplify
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk._support.file_types import HEAD_SIZE, describe, media_type_of
from pollination_sdk.errors import ArgumentError, PromptError

_PDF = "application/pdf"
_MOST = 256 * 1024 * 1024
"""The most bytes to read of a file, since some have no end. The service takes far fewer."""
_FILES = (Media, bytes, bytearray, memoryview, os.PathLike)
"""The types of files, besides open ones."""


class File(NamedTuple):
    """A file that was read.

    Args:
        content: Its bytes.
        declared: The media type that its name or its data URI declares, which decides where bytes cannot.
        name: Its file name.
    """

    content: bytes
    declared: str = ""
    name: str = "document.pdf"

    @property
    def media_type(self) -> str:
        """The media type by the first bytes.

        Raises:
            Refusal: The file is not an image, a video, audio or a PDF.
        """
        head = self.content[:HEAD_SIZE]
        found = _PDF if head.startswith(b"%PDF-") else media_type_of(head, self.declared)
        if found is None or found.startswith("model/"):
            raise Refusal(ArgumentError, f"holds {found or describe(head)}; give an image, a video, audio or a PDF.")
        return found

    @property
    def base64(self) -> str:
        """The content in base64."""
        return base64.b64encode(self.content).decode("ascii")


def file_in(value: Any) -> File | None:
    """Read a value that is a file; None for other values, such as text."""
    if isinstance(value, Media):
        return File(value.bytes, value.declared)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return File(bytes(value))
    if isinstance(value, os.PathLike):
        path = Path(os.fsdecode(value))
        with path.open("rb") as file:
            content = _bounded(file.read(_MOST + 1), path.name)
        return File(content, DECLARED_BY_SUFFIX.get(path.suffix.lower(), ""), sendable_name(path.name))
    return _read_open(value) if callable(getattr(value, "read", None)) else None


def _read_open(file: Any) -> File:
    """Read an open file to its end."""
    content = file.read(_MOST + 1)
    if inspect.iscoroutine(content):
        content.close()
        raise Refusal(ArgumentError, f"is of type {kind_of(file)}, whose read() is async; await it and give the bytes.")
    if not isinstance(content, (bytes, bytearray, memoryview)):
        raise Refusal(ArgumentError, "is a file in text mode; open it in binary mode ('rb').")
    while 0 < len(content) <= _MOST and (more := file.read(_MOST + 1 - len(content))):  # a pipe gives a part at a time
        content = bytes(content) + more
    name = sendable_name(file.name) if isinstance(getattr(file, "name", None), str) else "document.pdf"
    return File(_bounded(bytes(content), name), DECLARED_BY_SUFFIX.get(Path(name).suffix.lower(), ""), name)


def sendable_name(path: str) -> str:
    """Return the last part of a path as it can be sent: bytes in it that are no UTF-8 become U+FFFD."""
    return Path(path).name.encode(errors="surrogateescape").decode(errors="replace")


def _bounded(content: bytes, name: str) -> bytes:
    """Refuse a file that is longer than what is read of one."""
    if len(content) > _MOST:
        problem = f"{name} has more than {_MOST:,} bytes, which no call takes: send a smaller file, or its URL."
        raise PromptError(problem, size=len(content), limit=_MOST)
    return content


def text_in(value: Any) -> str | None:
    """Return text, and that of a URL object; None for other values."""
    try:
        text = value if isinstance(value, str) else simplify(value)
    except Refusal:
        return None
    return str.__str__(text) if isinstance(text, str) else None


def file_in_data_uri(text: str) -> File | None:
    """Decode a data URI; None for other text."""
    if text[:5].lower() != "data:":
        return None
    head, _, data = text[5:].partition(",")
    declared, _, encoding = head.partition(";")
    try:
        is_base64 = encoding.endswith("base64")
        return File(base64.b64decode(data, validate=True) if is_base64 else unquote_to_bytes(data), declared)
    except ValueError:
        raise Refusal(ArgumentError, "is a data URI with invalid base64.") from None


class _NamedBytes(io.BytesIO):
    """The bytes of a file, with its name for a form."""

    name: str


def as_upload(value: Any) -> Any:
    """Return a file as a form takes it, as bytes or as an open file; another value is returned unchanged.

    Raises:
        OSError: A file cannot be read.
    """
    if isinstance(value, os.PathLike):
        path = Path(os.fsdecode(value))
        file = _NamedBytes(path.read_bytes())
        file.name = sendable_name(path.name)
        return file
    if isinstance(value, Media):
        return value.bytes
    return bytes(value) if isinstance(value, (bytearray, memoryview)) else value


def refuse_files(name: str, value: Any) -> None:
    """Refuse files where the service takes only their URLs.

    Args:
        name: The name of the option.
        value: The option, one value or a list.

    Raises:
        ArgumentError: One of the values is a file.
    """
    places = enumerate(value) if isinstance(value, (list, tuple)) else [(None, value)]
    for index, item in places:
        if (described := described_file(item)) is not None:
            place = name if index is None else f"{name}[{index}]"
            raise ArgumentError(f"{place} is {described}, and {name} takes only URLs. Give client.upload(path).url.")


def described_file(value: Any) -> str | None:
    """Describe a file for a message; None for a value that is no file."""
    kind = kind_of(value)
    if isinstance(value, os.PathLike):
        return f"a path ({kind})"
    if hasattr(value, "read"):
        return f"an open file ({kind})"
    return kind if isinstance(value, _FILES) else None
