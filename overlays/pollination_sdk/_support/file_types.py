"""Tell what bytes are from their first few: the service labels everything `image/jpeg`.

Own code on purpose: `filetype` knows three MP4 brands and has had no release since 2022,
`puremagic` guesses by score among hundreds of formats, and neither can say whether a file is whole.
"""

from __future__ import annotations

import os
import re

HEAD_SIZE = 256
"""Bytes that `media_type_of` wants to see; fewer are enough when there are no more."""

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/bmp": ".bmp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
}

# What else people name images, video, audio and meshes, whether or not the service makes such files.
_FURTHER_SUFFIXES = (
    *(".jpeg", ".jpe", ".jfif", ".apng", ".svg", ".heif", ".tif", ".tiff", ".ico", ".jxl"),
    *(".m4v", ".avi", ".ogv", ".mpg", ".mpeg", ".3gp"),
    *(".oga", ".opus", ".aac", ".pcm", ".m4b", ".aif", ".aiff", ".mka", ".weba"),
    *(".glb", ".gltf", ".ply", ".obj", ".stl", ".usdz", ".fbx"),
    ".bin",  # bytes of any kind
)
_MEDIA_SUFFIXES = {*SUFFIXES.values(), *_FURTHER_SUFFIXES}

# Suffixes that programs use for one another's files; the rest of the name says nothing more exact.
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
        (rb"OggS\0", "audio/ogg"),
        (rb"fLaC", "audio/flac"),
        (rb"ID3[\x02-\x04]", "audio/mpeg"),
        (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "audio/mpeg"),  # MPEG layer III frame
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


def media_type_of(head: bytes) -> str | None:
    """Name the media type of a file that starts with `head`, or None if it is no known medium."""
    if head[4:8] == b"ftyp":
        return _branded(head)
    return next((name for pattern, name in _SIGNATURES if pattern.match(head)), None)


def suffixes_of(kind: str | None) -> list[str]:
    """List the file name suffixes that a file of a kind, such as `video`, may get; None stands for every kind."""
    return [suffix for media_type, suffix in SUFFIXES.items() if kind in {None, media_type.partition("/")[0]}]


def has_media_suffix(name: str) -> bool:
    """Return True if a file name ends in the suffix of a media file; what follows any other dot is part of the name."""
    return os.path.splitext(name)[1].lower() in _MEDIA_SUFFIXES  # noqa: PTH122 - `Path.suffix` differs between Pythons


def contradicts(named: str, suffix: str) -> bool:
    """Return True if a name's suffix is that of another kind of media file than the right one, both with their dots."""
    if named == suffix or named not in _MEDIA_SUFFIXES - {".bin"}:
        return False
    return not any({named, suffix} <= equal for equal in _EQUAL_SUFFIXES)


def describe(head: bytes) -> str:
    """Say in words what bytes that are no medium seem to be; never quotes them."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        return "nothing (an empty body)"
    if text[:1] in {b"{", b"["}:
        return "JSON"
    if text[:1] == b"<":
        return "HTML or XML"
    printable = all(byte >= 0x20 or byte in b"\t\r\n" for byte in head)
    return "text" if printable else "bytes of an unknown format"


def is_readable(head: bytes) -> bool:
    """Return True if bytes start as JSON or as a web page does, and not as any medium."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"<", b'"'}


def _branded(head: bytes) -> str:
    major, size = head[8:12], int.from_bytes(head[:4], "big")
    others = {head[at : at + 4] for at in range(16, min(size, len(head)), 4)}
    if major not in _BRANDS and {b"mif1", b"msf1"} & {major, *others}:
        # An image container whose major brand leaves the codec open.
        return "image/avif" if {b"avif", b"avis"} & others else "image/heic"
    return _BRANDS.get(major, "video/mp4")
