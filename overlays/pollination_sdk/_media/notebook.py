"""Show a media file in a notebook: HTML without scripts, which asks no other host for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk._media.media import Media


def html_of(media: Media) -> str | None:
    """Return HTML for a type without a notebook format of its own; None for PNG, JPEG, and what browsers do not show.

    SVG may contain scripts, so it is shown as an `<img>` only, where none runs. Browsers play no PCM.
    """
    media_type = media.media_type
    kind = media_type.partition("/")[0]
    if media_type in {"image/png", "image/jpeg", "audio/pcm"}:
        return None
    if kind == "image":
        return f'<img src="{media.data_uri()}">'
    if kind in {"video", "audio"}:
        return f'<{kind} controls src="{media.data_uri()}"></{kind}>'
    return _download(media) if kind == "model" else None


def _download(media: Media) -> str:
    """Return a link that saves a 3D model, with its facts: no browser shows one without a script."""
    from pollination_sdk._media.shapes import faces  # noqa: PLC0415 - only 3D models need it

    facts = [f"{len(media):,} bytes"]
    if (box := media.bounding_box) is not None:
        facts.append(" × ".join(f"{length:.4g}" for length in box.size))  # noqa: RUF001 - the sign of sizes
    if (count := faces(media.bytes, media.media_type)) is not None:
        facts.append(f"{count:,} faces")
    name = f"model{media.suffix}"
    return f'<a download="{name}" href="{media.data_uri()}">{name}</a> ({", ".join(facts)})'
