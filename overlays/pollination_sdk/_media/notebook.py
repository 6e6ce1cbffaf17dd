"""Show a media file in a notebook: HTML without scripts, which asks no other host for anything."""

from __future__ import annotations

import base64

from pollination_sdk._support.file_types import SUFFIXES


def data_uri(content: bytes, media_type: str) -> str:
    """Return a file as a `data:` URI in base64."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def html_of(content: bytes, media_type: str) -> str | None:
    """Return HTML for a type without a notebook format of its own; None for PNG, JPEG, and what browsers do not show.

    SVG may contain scripts, so it is shown as an `<img>` only, where none runs. Browsers play no PCM.
    """
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
