"""What a job may call, and which options each method takes; read from the signatures of the public client."""

from __future__ import annotations

import functools
import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from pollination_sdk import Pollinations

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = (
    "text",
    "chat",
    "parse",
    "image",
    "edit_image",
    "video",
    "speech",
    "speech_with_timestamps",
    "transcribe",
    "change_voice",
    "isolate_voice",
    "embed",
    "mesh",
)
"""The methods that make something. Streams, and what reads the account or the lists, are no jobs."""
FILE_OPTIONS = frozenset(
    {
        "attachments",
        "conditioning_ref",
        "file",
        "image",
        "reference_audio",
        "reference_audios",
        "reference_images",
        "reference_videos",
    }
)
"""The options that take files. A job names a file by a `Path`; text is never a path, as for the clients."""
_TEXT_ONLY = frozenset({"str", "str | None"})
_NAMES_OF_THINGS = frozenset({"model", "voice"})
_REST = frozenset({"timeout", "extra_headers"})  # settings of a call, which would make the item another one


@attrs.frozen
class Method:
    """A method that jobs may call.

    Args:
        name: Its name.
        first: The name of its first argument, such as `prompt`.
        options: The names of all its arguments, the first one included.
        required: Those without a default.
        texts: Those that take nothing but text, so that the cell `512` of a table stays text.
        free: Those whose text needs no check but that it is not blank or long.
    """

    name: str
    first: str
    options: frozenset[str]
    required: frozenset[str]
    texts: frozenset[str]
    free: frozenset[str]

    @property
    def draws_seed(self) -> bool:
        """Whether its calls have seeds, so that there can be several copies."""
        return "seed" in self.options


@functools.cache
def method(name: str) -> Method | None:
    """Return what is known of a method; None if jobs cannot call it."""
    if name not in NAMES:
        return None
    _, *arguments = inspect.signature(getattr(Pollinations, name)).parameters.values()
    taken = [one for one in arguments if one.name not in _REST]
    texts = frozenset(one.name for one in taken if one.annotation in _TEXT_ONLY or one.name in _NAMES_OF_THINGS)
    return Method(
        name=name,
        first=taken[0].name,
        options=frozenset(one.name for one in taken),
        required=frozenset(one.name for one in taken if one.default is one.empty),
        texts=texts,
        free=texts | {taken[0].name},
    )


def nearest(name: str, names: Iterable[str], *, least: float = 0.6) -> str | None:
    """Return the name that was probably meant; None if none is near.

    Args:
        name: The name that was written.
        names: Those that there are.
        least: How alike the two must be, from 0 to 1.
    """
    return next(iter(get_close_matches(name, sorted(names), n=1, cutoff=least)), None)
