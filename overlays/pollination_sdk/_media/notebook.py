"""Show a media file in a notebook: HTML without scripts, which asks no other host for anything."""

from __future__ import annotations

import base64
from html import escape
from typing import Final

from pollination_sdk._support.file_types import SUFFIXES

LARGEST_SHOWN: Final = 10_000_000
"""The most bytes of a file that a notebook gets: its file keeps each output, a third larger."""


def data_uri(content: bytes, media_type: str) -> str:
    """Return a file as a `data:` URI in base64."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def html_of(content: bytes, media_type: str, described: str) -> str | None:
    """Return HTML for a type without a notebook format of its own; None for PNG, JPEG, and what browsers do not show.

    SVG may contain scripts, so it is shown as an `<img>` only, where none runs. Browsers play no PCM. A file that is
    larger than `LARGEST_SHOWN` is not in the HTML: its facts are.

    Args:
        content: The file.
        media_type: Its type.
        described: The facts of the file.
    """
    if len(content) > LARGEST_SHOWN:
        return f"<p>{escape(described)}: too large to be shown; its method save writes it to a file.</p>"
    kind = media_type.partition("/")[0]
    if media_type in {"image/png", "image/jpeg", "audio/pcm"}:
        return None
    if kind == "image":
        return f'<img src="{data_uri(content, media_type)}">'
    if kind in {"video", "audio"}:
        return f'<{kind} controls src="{data_uri(content, media_type)}"></{kind}>'
    return _download(content, media_type) if kind == "model" else None


def _download(content: bytes, media_type: str) -> str:
    """Return a link that saves a 3D model, with its facts: no browser shows one without a script."""
    from pollination_sdk._media.shapes import bounding_box, faces  # noqa: PLC0415 - only 3D models need it

    facts = [f"{len(content):,} bytes"]
    if (box := bounding_box(content, media_type)) is not None:
        facts.append(" × ".join(f"{length:.4g}" for length in box.size))  # noqa: RUF001 - the sign of sizes
    if (count := faces(content, media_type)) is not None:
        facts.append(f"{count:,} faces")
    name = f"model{SUFFIXES[media_type]}"
    return f'<a download="{name}" href="{data_uri(content, media_type)}">{name}</a> ({", ".join(facts)})'
