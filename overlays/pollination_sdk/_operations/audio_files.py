"""Read recordings that are sent in a form, and check the lengths of texts and recordings before anything is sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pollination_sdk._media.sound import sound
from pollination_sdk._operations.file_kinds import check_kind
from pollination_sdk._operations.local_files import File, file_in, file_in_data_uri, text_in
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk._support.file_types import HEAD_SIZE, SUFFIXES, media_type_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError, PromptError

if TYPE_CHECKING:
    from collections.abc import Callable

_MIB = 1024 * 1024
_ADVICE = "If the service accepts it by now, check_size=False of the client sends it anyway."
_MOST_CHARACTERS = 10_000
"""The longest text to speak."""


def recording(value: Any) -> File:
    """Read a recording; one without a file name gets the name `audio` with the suffix of its type.

    Args:
        value: A path object, bytes, an open file, a `Media`, or a data URI as text.

    Raises:
        ArgumentError: It is no file, an empty one, or neither audio nor a video.
        PromptError: It has more than 256 MiB.
        OSError: It cannot be read.
    """
    try:
        text = None if (file := file_in(value)) is not None else text_in(value)
        file = file_in_data_uri(text) if text is not None else file
    except Refusal as refusal:
        raise refusal.named("file") from None
    if file is None:
        raise ArgumentError(f"file takes a path object, bytes, an open file or a Media, and this is {_given(value)}.")
    if not file.content:
        raise ArgumentError("file is empty; an open file may have been read to its end already.")
    try:
        check_kind(file.content, "audio", declared=file.declared, name=file.name)
    except Refusal as refusal:
        raise refusal.named("file") from None
    return file._replace(name=_name_of(value, file))


def _given(value: Any) -> str:
    """Describe a value that is no file."""
    text = text_in(value)
    if text is not None and text.strip()[:8].lower().startswith(("http://", "https://")):
        return "a URL, which the service does not fetch: download it, and give the file or its bytes"
    return "text, which is never read as a path" if text is not None else kind_of(value)


def _name_of(value: Any, file: File) -> str:
    """Return the name of a file with a suffix, because some models read the suffix."""
    is_named = isinstance(value, os.PathLike) or isinstance(getattr(value, "name", None), str)
    name = file.name if is_named else "audio"
    return name if Path(name).suffix else name + SUFFIXES.get(_media_type_of(file) or "", "")


def _media_type_of(file: File) -> str | None:
    return media_type_of(file.content[:HEAD_SIZE], file.declared)


def length_check(
    file: File, *, mebibytes: int, shortest: float | None = None, longest: float | None = None
) -> Callable[[], None]:
    """Return a check of a recording; the seconds are checked where the header of the file tells them.

    Args:
        file: The recording.
        mebibytes: The largest size.
        shortest: The fewest seconds; None for any number.
        longest: The most seconds; None for any number.
    """

    def check() -> None:
        size, limit = len(file.content), mebibytes * _MIB
        if size > limit:
            problem = f"file has {size:,} bytes and may have {limit:,}: send a smaller or compressed one. {_ADVICE}"
            raise PromptError(problem, size=size, limit=limit)
        if shortest is None and longest is None:
            return
        seconds = sound(file.content, _media_type_of(file) or "").duration
        if seconds is None:
            return
        if shortest is not None and seconds < shortest:
            raise ArgumentValueError(f"file lasts {seconds:.1f} s and must last {shortest} s or more. {_ADVICE}")
        if longest is not None and seconds > longest:
            raise ArgumentValueError(f"file lasts {seconds:.1f} s and may last {longest} s: split it. {_ADVICE}")

    return check


def text_check(text: str) -> Callable[[], None]:
    """Return a check of the length of a text to speak."""

    def check() -> None:
        if len(text) > _MOST_CHARACTERS:
            problem = f"input has {len(text):,} characters and may have {_MOST_CHARACTERS:,}: speak it in parts."
            raise PromptError(f"{problem} {_ADVICE}", size=len(text.encode(errors="replace")), limit=_MOST_CHARACTERS)

    return check


def spoken_text(value: Any) -> str:
    """Return a text to speak.

    Raises:
        ArgumentError: It is not text.
        PromptError: It is blank.
    """
    text = text_in(value)
    if text is None:
        raise ArgumentError(f"input takes text, not {kind_of(value)}.")
    if not text.strip():
        raise PromptError("input is empty; give the text to speak, or a description of the music or the sound.")
    return text
