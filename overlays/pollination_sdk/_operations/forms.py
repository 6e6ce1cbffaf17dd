"""Encode multipart forms. Equal forms are equal in bytes, because the service recognises a repeated request by them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk._engine.url import check_texts
from pollination_sdk._operations.local_files import File, sendable_name
from pollination_sdk._operations.parameters import as_written
from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_Part = tuple[str, tuple[str | None, bytes, str | None]]
"""A part in httpx's format: the name of the field, and the name of the file or None for text, the content, its type.

A file without a type gets that of its name, by the table of the machine.
"""


def encode_form(fields: Mapping[str, Any], files: Collection[str]) -> dict[str, Any]:
    """Encode a multipart form. The boundary is made from the content.

    Args:
        fields: The fields in the order of the form; None is not sent. A file is bytes, an open file or a `File`; a
            list of files repeats the field. A text among files is a URL, and is sent as text.
        files: The names of the fields that are files; the others are sent as text.

    Returns:
        The arguments of `Call`: `content`, `content_type` and `form`.

    Raises:
        PromptError: A text contains half a surrogate pair.
        OSError: A file cannot be read.
    """
    parts = [part for name, value in fields.items() for part in _parts(name, value, is_file=name in files)]
    content_type = f"multipart/form-data; boundary={_boundary(parts)}"
    request = httpx.Request("POST", "https://localhost", files=parts, headers={"Content-Type": content_type})
    return {"content": request.read(), "content_type": content_type, "form": fields}


def form_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a form as text, without those that are None.

    Raises:
        PromptError: A text contains half a surrogate pair.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    for name, value in given.items():
        check_texts(value, name)
    return {name: as_written(value) for name, value in given.items()}


def _parts(name: str, value: Any, *, is_file: bool) -> Iterator[_Part]:
    """Yield the parts of a field: one, none for None, or one for each file of a list."""
    for item in value if is_file and isinstance(value, list) else [value]:
        if is_file and item is not None and not isinstance(item, str):
            yield name, _named(name, item)
        else:
            yield from ((name, (None, text.encode(), None)) for text in form_texts({name: item}).values())


def _named(field: str, file: Any) -> tuple[str, bytes, str | None]:
    """Return the name, the bytes and the type of a file, which has the name of its field if it has none."""
    if isinstance(file, File):
        return file.name, file.content, media_type_of(file.content[:HEAD_SIZE], file.declared)
    content = file.read() if hasattr(file, "read") else file
    content = content.encode() if isinstance(content, str) else content
    return sendable_name(str(getattr(file, "name", field))), content, None


def _boundary(parts: list[_Part]) -> str:
    digest = hashlib.sha256()
    for name, (filename, content, _) in parts:
        digest.update(f"{name!a} {filename!a} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:32]
