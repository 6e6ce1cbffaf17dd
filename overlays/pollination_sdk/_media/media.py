"""`Media`: the bytes of an image, a video, an audio file or a 3D model, with their type and size."""

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
from pollination_sdk._media.location import stored_at
from pollination_sdk._media.notebook import LARGEST_SHOWN, data_uri, html_of
from pollination_sdk._media.save import Replacement, StrPath
from pollination_sdk._media.sound import sound
from pollination_sdk._support.file_types import HEAD_SIZE, SUFFIXES, describe, media_type_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError, UnexpectedResponseError

if TYPE_CHECKING:
    import builtins
    from collections.abc import Container, Iterator

    import httpx
    import PIL.Image

    from pollination_sdk._media.shapes import BoundingBox

_STEP = 1 << 16
DECLARED_BY_SUFFIX = {".pcm": "audio/pcm", ".svg": "image/svg+xml"}
"""The types that a file name decides, because bytes cannot."""


def _only_bytes(content: Any) -> builtins.bytes:
    """Return immutable bytes; `bytes()` alone would also accept a number, a list, or an object with `__bytes__`."""
    if not isinstance(content, (bytes, bytearray, memoryview)):
        kind = type(content).__name__
        raise ArgumentError(f"Media takes the bytes of a file, not {kind}; Media.open(path) reads a file.")
    return bytes(content)


@attrs.frozen(repr=False)
class Media:
    """A complete image, video, audio file or 3D model; two are equal if their bytes are.

    `len(media)` is the number of bytes, `bytes(media)` returns them, and notebooks display it.

    Args:
        bytes: The content of the file; a `bytearray` or `memoryview` is copied. `Media.open` reads a file.
        url: The URL of the stored file.
        declared: The declared media type, which decides where bytes cannot, as for PCM.

    Raises:
        ArgumentError: `bytes` has another type.
    """

    bytes: builtins.bytes = attrs.field(converter=_only_bytes)
    """The content of the file."""
    url: str | None = attrs.field(default=None, kw_only=True, eq=False)
    """The URL under which the service has stored the file, for 30 days; None if the answer does not name it."""
    declared: str = attrs.field(default="", kw_only=True, eq=False)
    """The media type that the answer declares; see `media_type` for the right one."""

    @classmethod
    def open(cls, path: os.PathLike[str] | os.PathLike[builtins.bytes]) -> Self:
        """Read an image, a video, audio or a 3D model from a file.

        Args:
            path: A path object, such as `Path("fox.png")`; text is refused because it could be a URL.

        Raises:
            ArgumentError: `path` is not a path object.
            OSError: The file cannot be read: it is missing, a folder, or not permitted.
            UnexpectedResponseError: The file is not a media file, or is cut off.
        """
        if not isinstance(path, os.PathLike):
            hint = f"; write Media.open(Path({path!r}))" if isinstance(path, str) else ""
            raise ArgumentError(f"Media.open takes a path object, not {type(path).__name__}{hint}.")
        declared = DECLARED_BY_SUFFIX.get(Path(os.fsdecode(path)).suffix.lower(), "")
        content, check = Path(os.fsdecode(path)).read_bytes(), CompletenessCheck(lambda: declared)
        for piece in _pieces(content):
            check.feed(piece)
        is_whole, name = check.finish(), repr(os.fsdecode(path))
        if check.media_type is None:
            found = describe(content[:HEAD_SIZE])
            raise UnexpectedResponseError(f"The file {name} holds {found}, and no image, video, audio or 3D model.")
        if not is_whole:
            raise UnexpectedResponseError(f"The {check.media_type} file {name} is cut off; use a complete copy of it.")
        return cls(content, declared=declared)

    @property
    def media_type(self) -> str:
        """The media type by the first bytes: the declared type is often wrong, and decides only where bytes cannot.

        `application/octet-stream` if the bytes are unknown; answers of a client are always known.
        """
        return media_type_of(self.bytes[:HEAD_SIZE], self.declared) or "application/octet-stream"

    @property
    def suffix(self) -> str:
        """The usual file name suffix of the type, with its dot; empty if unknown."""
        return SUFFIXES.get(self.media_type, "")

    @property
    def width(self) -> int | None:
        """The width of an image or an MP4 in pixels, without rotation; None if unknown."""
        size = dimensions(self.bytes, self.media_type)
        return size and size[0]

    @property
    def height(self) -> int | None:
        """The height of an image or an MP4 in pixels, without rotation; None if unknown."""
        size = dimensions(self.bytes, self.media_type)
        return size and size[1]

    @property
    def duration(self) -> float | None:
        """The length of audio or an MP4 in seconds; None if the file does not tell it, and for PCM and WebM."""
        return sound(self.bytes, self.media_type).duration

    @property
    def channels(self) -> int | None:
        """The number of channels of audio or the sound of an MP4; None if unknown."""
        return sound(self.bytes, self.media_type).channels

    @property
    def sample_rate(self) -> int | None:
        """The samples per second of audio or the sound of an MP4; None if unknown."""
        return sound(self.bytes, self.media_type).sample_rate

    @property
    def bounding_box(self) -> BoundingBox | None:
        """The smallest box around a 3D model, as stored, without the transformations of nodes; None if unknown.

        It has the fields `minimum`, `maximum` and `size`, each as (x, y, z) in the units of the model.
        """
        if not self.media_type.startswith("model/"):
            return None
        from pollination_sdk._media.shapes import bounding_box  # noqa: PLC0415 - only 3D models need it

        return bounding_box(self.bytes, self.media_type)

    def save(self, path: StrPath) -> Path:
        """Write the file to `path`, completely or not at all, and return its final path.

        Args:
            path: The destination. The right suffix is added unless it ends in that of a media file, such as `.png`.
                Text after any other dot is part of the name. The suffix of another type stays, with a
                `MediaTypeWarning`. An existing file is replaced in one step.

        Raises:
            FileNotFoundError: The folder does not exist; it is not created.
            IsADirectoryError: `path` is a folder.
            OSError: The name cannot be used, or the disk or its permissions refuse.
        """
        with Replacement(path, [self.suffix]) as file:
            file.write(self.bytes)
            return file.place(self.suffix)

    def pil(self) -> PIL.Image.Image:
        """Open the image with Pillow.

        Raises:
            ImportError: Pillow is not installed.
            ArgumentValueError: This is no image of pixels, but video, audio, a 3D model or SVG.
        """
        if not self.media_type.startswith("image/") or self.media_type == "image/svg+xml":
            raise ArgumentValueError(f"Pillow opens images, and this is {self.media_type}.")
        try:
            from PIL import Image  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as error:
            hint = 'pip install "pollinations-sdk[pillow]"'
            raise ImportError(f"Media.pil() needs Pillow; install it with: {hint}") from error
        return Image.open(io.BytesIO(self.bytes))

    def data_uri(self) -> str:
        """Return the content as a `data:` URI in base64."""
        return data_uri(self.bytes, self.media_type)

    def __bytes__(self) -> builtins.bytes:
        return self.bytes

    def __len__(self) -> int:
        return len(self.bytes)

    def __repr__(self) -> str:
        size = f"{self.width}x{self.height}, " if self.width else ""
        duration = "" if self.duration is None else f"{self.duration:.1f} s, "
        return f"<Media {self.media_type}, {size}{duration}{len(self):,} bytes>"

    def _repr_png_(self) -> builtins.bytes | None:
        return self.bytes if self._is_shown_as("image/png") else None

    def _repr_jpeg_(self) -> builtins.bytes | None:
        return self.bytes if self._is_shown_as("image/jpeg") else None

    def _repr_html_(self) -> str | None:
        """Return HTML for types without a notebook format of their own, and the facts of a file of more than 10 MB."""
        return html_of(self.bytes, self.media_type, repr(self))

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None, **_: Any
    ) -> dict[str, str]:
        """Return the representations, for front ends that use this method.

        Args:
            include: The media types to return; all by default.
            exclude: The media types to leave out.
        """
        bundle = {"text/plain": repr(self)}
        if html := self._repr_html_():
            bundle["text/html"] = html
        elif self.media_type in {"image/png", "image/jpeg"}:
            bundle[self.media_type] = self._base64()
        return {
            media_type: shown
            for media_type, shown in bundle.items()
            if (not include or media_type in include) and (not exclude or media_type not in exclude)
        }

    def _is_shown_as(self, media_type: str) -> bool:
        return self.media_type == media_type and len(self.bytes) <= LARGEST_SHOWN

    def _base64(self) -> str:
        return base64.b64encode(self.bytes).decode("ascii")


def read_media(
    content: builtins.bytes, *, expect: Kind | None, response: httpx.Response | None = None, declared: str = ""
) -> Media:
    """Check a file of an answer, and return it as a `Media`.

    Args:
        content: The file; mostly the whole body.
        expect: The expected kind; None accepts any media type.
        response: The response whose body the file is, for its headers and for the error.
        declared: The declared media type of a file that is a part of an answer.

    Raises:
        UnexpectedResponseError: The body is not a media file, of the wrong kind, or cut off.
    """
    declared = declared if response is None else response.headers.get("content-type", "")
    check = MediaCheck(expect, response, lambda: declared)
    for piece in _pieces(content):
        check.feed(piece)
    check.finish()
    return Media(content, url=None if response is None else stored_at(response.headers), declared=declared)


def _pieces(content: builtins.bytes) -> Iterator[memoryview]:
    """Split a file into chunks, so that a check does not copy the whole file: large copies cost page faults."""
    view = memoryview(content)
    return (view[start : start + _STEP] for start in range(0, len(view), _STEP))
