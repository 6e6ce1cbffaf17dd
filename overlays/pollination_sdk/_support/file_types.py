"""Detect the media type of a file by its first bytes: the declared type is often wrong.

This is own code because `filetype` knows only three MP4 brands and has had no release since 2022. `puremagic` guesses
by score among hundreds of formats. Neither can detect whether a file is complete.
"""

from __future__ import annotations

import os
import re

HEAD_SIZE = 256
"""The number of bytes that `media_type_of` needs; fewer if the file is shorter."""

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/bmp": ".bmp",
    "image/svg+xml": ".svg",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/opus": ".opus",
    "audio/aac": ".aac",
    "audio/pcm": ".pcm",
    "model/gltf-binary": ".glb",
    "model/ply": ".ply",
}

# Other common suffixes of images, video, audio and meshes, also of formats that the service does not produce.
_FURTHER_SUFFIXES = (
    *(".jpeg", ".jpe", ".jfif", ".apng", ".heif", ".tif", ".tiff", ".ico", ".jxl"),
    *(".m4v", ".avi", ".ogv", ".mpg", ".mpeg", ".3gp"),
    *(".oga", ".m4b", ".aif", ".aiff", ".mka", ".weba"),
    *(".gltf", ".obj", ".stl", ".usdz", ".fbx"),
    ".bin",  # bytes of any kind
)
_MEDIA_SUFFIXES = {*SUFFIXES.values(), *_FURTHER_SUFFIXES}

# Groups of suffixes that programs use for the same files.
_EQUAL_SUFFIXES = (
    {".jpg", ".jpeg", ".jpe", ".jfif"},
    {".png", ".apng"},
    {".avif", ".heif"},
    {".heic", ".heif"},
    {".mp4", ".m4v", ".mov", ".3gp", ".m4a", ".m4b"},
    {".webm", ".mkv", ".mka", ".weba"},
    {".ogg", ".oga", ".ogv", ".opus"},
)

_SIGNATURES = [
    (re.compile(pattern, re.DOTALL), media_type)
    for pattern, media_type in (
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF....WEBP", "image/webp"),
        (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", "image/bmp"),
        (rb"\x1aE\xdf\xa3.{0,64}\x42\x82.{1,8}webm", "video/webm"),
        (rb"\x1aE\xdf\xa3.{0,64}\x42\x82.{1,8}matroska", "video/x-matroska"),
        (rb"[\0-\x1f]...(moov|mdat|wide|free|skip|pnot)", "video/quicktime"),  # older than `ftyp`
        (rb"RIFF....WAVE", "audio/wav"),
        (rb"OggS\0.{21}\x01.OpusHead", "audio/opus"),
        (rb"OggS\0", "audio/ogg"),
        (rb"fLaC", "audio/flac"),
        (rb"ID3[\x02-\x04]", "audio/mpeg"),
        (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "audio/mpeg"),  # MPEG layer III frame
        (rb"\xff[\xf0\xf1\xf8\xf9]", "audio/aac"),  # ADTS frame
        (rb"glTF[\1\2]\0\0\0", "model/gltf-binary"),
        (rb"ply\r?\n(format|comment|obj_info) ", "model/ply"),
        (rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE\s+svg\b|<svg[\s>/])", "image/svg+xml"),
    )
]

# Major brands of ISO/IEC 14496-12 and 23008-12; every other one is plain MP4.
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "image/heic"),
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
}


# Raw samples have no signature. A model that was asked for FLAC answers with them, under the type of FLAC.
_PCM = frozenset({"audio/pcm", "audio/l16", "audio/x-pcm", "audio/raw", "audio/flac"})


def media_type_of(head: bytes, declared: str = "") -> str | None:
    """Return the media type of a file that starts with `head`; None if it is unknown.

    Args:
        head: The first `HEAD_SIZE` bytes.
        declared: The declared type, which decides where bytes cannot: for PCM, and for SVG with a long preamble.
    """
    if head[4:8] == b"ftyp":
        return _branded(head)
    found = next((name for pattern, name in _SIGNATURES if pattern.match(head)), None)
    if not declared or (found and not _FRAME.match(head)):
        return found
    return _by_declaration(head, declared.partition(";")[0].strip().lower()) or found


def _by_declaration(head: bytes, declared: str) -> str | None:
    if declared in _PCM and (describe(head) == _UNKNOWN or any(byte < 32 and byte not in b"\t\r\n" for byte in head)):
        return "audio/pcm"
    if declared == "image/svg+xml" and _XML_PREAMBLE.match(head):
        return declared
    return None


_FRAME = re.compile(rb"\xff[\xe0-\xff]")
"""The start of an MP3 or AAC frame, with which samples of PCM may begin as well."""


_UNKNOWN = "bytes of an unknown format"
_XML_PREAMBLE = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!--)")


def suffixes_of(kind: str | None) -> list[str]:
    """List the file name suffixes of a kind of media, such as `video`; None stands for all kinds."""
    return [suffix for media_type, suffix in SUFFIXES.items() if kind in {None, media_type.partition("/")[0]}]


def has_media_suffix(name: str) -> bool:
    """Return True if a file name ends in the suffix of a media file; text after any other dot is part of the name."""
    return os.path.splitext(name)[1].lower() in _MEDIA_SUFFIXES  # noqa: PTH122 - `Path.suffix` differs between Pythons


def contradicts(named: str, suffix: str) -> bool:
    """Return True if a name has the suffix of another media type.

    Args:
        named: The suffix of the name, with its dot.
        suffix: The right suffix, with its dot.
    """
    if named == suffix or named not in _MEDIA_SUFFIXES - {".bin"}:
        return False
    return not any({named, suffix} <= equal for equal in _EQUAL_SUFFIXES)


def describe(head: bytes) -> str:
    """Describe bytes that are not a media file, without quoting them."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        return "nothing (an empty body)"
    if text[:1] in {b"{", b"["}:
        return "JSON"
    if text[:1] == b"<":
        return "HTML or XML"
    printable = all(byte >= 0x20 or byte in b"\t\r\n" for byte in head)
    return "text" if printable else _UNKNOWN


def is_readable(head: bytes) -> bool:
    """Return True if bytes start like JSON or a web page, which no media file does."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"<", b'"'}


def _branded(head: bytes) -> str:
    major, size = head[8:12], int.from_bytes(head[:4], "big")
    others = {head[at : at + 4] for at in range(16, min(size, len(head)), 4)}
    if major not in _BRANDS and {b"mif1", b"msf1"} & {major, *others}:
        # An image container whose major brand leaves the codec open.
        return "image/avif" if {b"avif", b"avis"} & others else "image/heic"
    return _BRANDS.get(major, "video/mp4")
