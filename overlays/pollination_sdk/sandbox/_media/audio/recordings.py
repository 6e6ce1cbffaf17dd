"""Recordings that are sent: what they say, and how long they last."""

import math

import attrs

from pollination_sdk.sandbox._errors import invalid_input
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._requests.forms import sent_form

LARGEST = 50  # MiB
UNKNOWN_SECONDS = 1.0  # of a file whose header does not tell how long it lasts


@attrs.frozen
class Recording:
    """A recording.

    Args:
        text: What it says; None for one that the sandbox did not make.
        sound: What is voiced when it is made again: its text, or the name of its file.
        seconds: How long it lasts.
        size: The bytes of its file.
    """

    text: str | None
    sound: str
    seconds: float
    size: int = 0


def recorded(
    exchange: Exchange, *, most: int = LARGEST, least_seconds: float = 0, most_seconds: float = math.inf
) -> Recording:
    """Return the recording in the form of a request.

    Raises:
        ServiceError: 400 without a file, or for one that is too short or too long; 413 for one that is too large.
    """
    from pollination_sdk.sandbox._media.audio.sound import Heard, hear  # noqa: PLC0415 - importing PyAV is slow

    file = sent_form(exchange.request).file("file", most=most)
    content = file.content
    recalled = exchange.files.recall_sound(content)
    heard = Heard(*recalled) if recalled else hear(content)
    if heard.seconds is not None and not least_seconds <= heard.seconds <= most_seconds:
        bound = f"at least {least_seconds}" if heard.seconds < least_seconds else f"at most {most_seconds}"
        raise invalid_input({"file": [f"Expected a recording of {bound} seconds, received {heard.seconds:.1f}"]})
    seconds = UNKNOWN_SECONDS if heard.seconds is None else heard.seconds
    return Recording(heard.text, file.name if heard.text is None else heard.text, seconds, len(content))
