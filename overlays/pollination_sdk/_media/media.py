"""Media: bytes that know what they are."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import attrs

from pollination_sdk._media.check import Kind, MediaCheck
from pollination_sdk._media.completeness import CompletenessCheck
from pollination_sdk._media.dimensions import dimensions
from pollination_sdk._media.save import Replacement, StrPath
from pollination_sdk._support.file_types import HEAD_SIZE, SUFFIXES, describe, media_type_of
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterator

    import httpx
    import PIL.Image

_STEP = 1 << 20


def _only_bytes(content: Any) -> builtins.bytes:
    """Return bytes that cannot change; `bytes()` would also take a number, a list, or any object that has bytes."""
    if not isinstance(content, (bytes, bytearray, memoryview)):
        kind = type(content).__name__
        raise TypeError(f"Media takes the bytes of a file, not {kind}; Media.open(path) reads a file.")
    return bytes(content)


@attrs.frozen(repr=False)
class Media:
    """Hold a whole picture, video or sound; equal to any other of the same bytes.

    `len(media)` counts its bytes, `bytes(media)` gives them, a notebook shows it.

    Args:
        bytes: The content of the file; a `bytearray` or `memoryview` is copied. `Media.open` reads a file.

    Raises:
        TypeError: `bytes` is something else.
    """

    bytes: builtins.bytes = attrs.field(converter=_only_bytes)
    """The content of the file."""

    @classmethod
    def open(cls, path: os.PathLike[str] | os.PathLike[builtins.bytes]) -> Self:
        """Read a picture, video or sound from a file.

        Args:
            path: A path object, such as `Path("fox.png")`; text is refused, for it could as well be a URL.

        Raises:
            TypeError: `path` is no path object.
            OSError: The file cannot be read: it is missing, a folder, or not permitted.
            UnexpectedResponseError: The file holds no medium, or a part of one.
        """
        if not isinstance(path, os.PathLike):
            hint = f"; write Media.open(Path({path!r}))" if isinstance(path, str) else ""
            raise TypeError(f"Media.open takes a path object, not {type(path).__name__}{hint}.")
        content, check = Path(os.fsdecode(path)).read_bytes(), CompletenessCheck()
        for piece in _pieces(content):
            check.feed(piece)
        is_whole, name = check.finish(), repr(os.fsdecode(path))
        if check.media_type is None:
            found = describe(content[:HEAD_SIZE])
            raise UnexpectedResponseError(f"The file {name} holds {found}, and no picture, video or sound.")
        if not is_whole:
            raise UnexpectedResponseError(f"The {check.media_type} file {name} is cut off; use a complete copy of it.")
        return cls(content)

    @property
    def media_type(self) -> str:
        """Name the type by the first bytes, since the service calls every picture `image/jpeg`.

        `application/octet-stream` if they are unknown, which no answer of a client ever is.
        """
        return media_type_of(self.bytes[:HEAD_SIZE]) or "application/octet-stream"

    @property
    def suffix(self) -> str:
        """Give the usual file name suffix of the type, with its dot; empty if unknown."""
        return SUFFIXES.get(self.media_type, "")

    @property
    def width(self) -> int | None:
        """Count the columns of a picture or MP4 in pixels, unrotated; None where unknown."""
        size = dimensions(self.bytes, self.media_type)
        return size and size[0]

    @property
    def height(self) -> int | None:
        """Count the rows of a picture or MP4 in pixels, unrotated; None where unknown."""
        size = dimensions(self.bytes, self.media_type)
        return size and size[1]

    def save(self, path: StrPath) -> Path:
        """Write the file to `path` whole or not at all, and return where it is.

        Args:
            path: Gets the right suffix unless it ends in that of a media file, such as `.png`; what follows any
                other dot is part of the name. The suffix of another type stays, with a `MediaTypeWarning`. An
                existing file is replaced in one step.

        Raises:
            FileNotFoundError: The folder does not exist; it is not made.
            IsADirectoryError: `path` is a folder.
            OSError: The name cannot be used, or the disk or its permissions refuse.
        """
        with Replacement(path, [self.suffix]) as file:
            file.write(self.bytes)
            return file.place(self.suffix)

    def pil(self) -> PIL.Image.Image:
        """Open the picture with Pillow.

        Raises:
            ImportError: Pillow is not installed.
            ValueError: This is a video or a sound.
        """
        if not self.media_type.startswith("image/"):
            raise ValueError(f"Pillow opens pictures, and this is {self.media_type}.")
        try:
            from PIL import Image  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as error:
            hint = "pip install 'pollinations-sdk[pillow]'"
            raise ImportError(f"Media.pil() needs Pillow; install it with: {hint}") from error
        return Image.open(io.BytesIO(self.bytes))

    def data_uri(self) -> str:
        """Give the content as a `data:` URI, base64-encoded."""
        return f"data:{self.media_type};base64,{self._base64()}"

    def __bytes__(self) -> builtins.bytes:
        return self.bytes

    def __len__(self) -> int:
        return len(self.bytes)

    def __repr__(self) -> str:
        size = f"{self.width}x{self.height}, " if self.width else ""
        return f"<Media {self.media_type}, {size}{len(self):,} bytes>"

    def _repr_png_(self) -> builtins.bytes | None:
        return self.bytes if self.media_type == "image/png" else None

    def _repr_jpeg_(self) -> builtins.bytes | None:
        return self.bytes if self.media_type == "image/jpeg" else None

    def _repr_html_(self) -> str | None:
        """Show what notebooks have no own format for."""
        kind = self.media_type.partition("/")[0]
        if self.media_type in {"image/png", "image/jpeg"}:
            return None
        if kind == "image":
            return f'<img src="{self.data_uri()}">'
        if kind in {"video", "audio"}:
            return f'<{kind} controls src="{self.data_uri()}"></{kind}>'
        return None

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Give everything at once to front ends that ask so."""
        bundle = {"text/plain": repr(self)}
        if html := self._repr_html_():
            bundle["text/html"] = html
        elif self.media_type.startswith("image/"):
            bundle[self.media_type] = self._base64()
        return bundle

    def _base64(self) -> str:
        return base64.b64encode(self.bytes).decode("ascii")


def read_media(content: builtins.bytes, *, expect: Kind | None, response: httpx.Response | None = None) -> Media:
    """Make a `Media` of an answer's body.

    Args:
        content: The body.
        expect: The kind asked for; None takes any medium.
        response: Handed to the error.

    Raises:
        UnexpectedResponseError: The body is no medium, of the wrong kind, or cut off.
    """
    check = MediaCheck(expect, response)
    for piece in _pieces(content):
        check.feed(piece)
    check.finish()
    return Media(content)


def _pieces(content: builtins.bytes) -> Iterator[memoryview]:
    """Cut a file into pieces, so that a check holds no second copy of it."""
    view = memoryview(content)
    return (view[start : start + _STEP] for start in range(0, len(view), _STEP))
