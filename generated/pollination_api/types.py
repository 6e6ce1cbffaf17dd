# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""What the models and the operations have in common."""

from collections.abc import Mapping, MutableMapping
from typing import IO, Any, BinaryIO, Generic, Literal, TypeVar
from urllib.parse import quote

import httpx
from attrs import define


class Unset:
    """Say that a value was not given, which is not the same as None."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()

FileContent = IO[bytes] | bytes | str
FileTypes = (
    # (file name, content, media type)
    tuple[str | None, FileContent, str | None]
    # (file name, content, media type, headers)
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """Hold a file that is sent or received."""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return the file in the form that httpx takes for a multipart body."""
        return self.file_name, self.payload, self.mime_type


T = TypeVar("T")


@define
class Response(Generic[T]):
    """Hold an answer: its status as a plain number (the edge sends ones without a name), and what it says."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


class OpenObject:
    """An object that may hold more than the contract describes; what else it holds is read and set by name."""

    __slots__ = ()
    additional_properties: dict[str, Any]
    """What else is in the object, by name."""

    @property
    def additional_keys(self) -> list[str]:
        """Return the names of what else is in the object."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


def path_segment(value: object) -> str:
    """Encode a value as one segment of a path; dots too, since `..` would climb out of it."""
    return quote(str(value), safe="").replace(".", "%2E")


def media_type_of(response: httpx.Response) -> str:
    """Return the media type of an answer in lower case, without parameters; empty if it tells none."""
    content_type: str = response.headers.get("Content-Type", "")
    return content_type.partition(";")[0].strip().lower()


__all__ = [
    "UNSET",
    "File",
    "FileTypes",
    "OpenObject",
    "RequestFiles",
    "Response",
    "Unset",
    "media_type_of",
    "path_segment",
]
