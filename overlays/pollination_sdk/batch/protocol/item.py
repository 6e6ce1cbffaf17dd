"""What travels between the coordinator, its workers and their journals: items, and what became of them."""

from __future__ import annotations

from typing import NamedTuple

RETRY = "retry"
"""The state of an attempt that failed while its item is still pending."""


class Item(NamedTuple):
    """An item that is to be sent.

    Args:
        number: Its number in the manifest.
        id: Its id.
        method: The method to call.
        options: The options as JSON text, as in the manifest.
        seed: The drawn seed; None if none was drawn.
        own_id: The user's own id.
        place: Its place in the input.
        copy: The number of the copy.
        tries: The tries in earlier leases.
        elapsed: The seconds since its first try, in earlier leases.
    """

    number: int
    id: str
    method: str
    options: str
    seed: int | None = None
    own_id: str | None = None
    place: int = 0
    copy: int = 0
    tries: int = 0
    elapsed: float = 0.0


class Outcome(NamedTuple):
    """What became of one attempt of an item.

    Args:
        number: The number of the item.
        state: `done`, `failed`, `unknown`, or `retry`.
        tries: The tries of the item so far, this one included.
        started: When the attempt started, in seconds since 1970.
        seconds: How long it took.
        elapsed: The seconds since the first try of the item.
        cost: The cost in 1e-9 pollen; None if unknown.
        cost_source: How the cost is known.
        request_id: The id of the answer.
        model: The model that was used.
        error_class: The class of the error; None if it was answered.
        error: The text of the error.
        file: The file of the answer, relative to the folder, or its URL; None for an answer that is a line.
        temporary: The file that becomes `file`, relative to the folder.
        media_type: The media type of the file.
        size: The bytes of the file or of the line.
        sha256: The hash of the file or of the line.
    """

    number: int
    state: str
    tries: int
    started: float
    seconds: float
    elapsed: float
    cost: int | None = None
    cost_source: str | None = None
    request_id: str | None = None
    model: str | None = None
    error_class: str | None = None
    error: str | None = None
    file: str | None = None
    temporary: str | None = None
    media_type: str | None = None
    size: int | None = None
    sha256: str | None = None
