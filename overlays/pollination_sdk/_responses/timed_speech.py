"""`TimedSpeech`: the generated model of speech with times, with its sound as a `Media`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api import models
from pollination_sdk._responses.decode import decode, read_json
from pollination_sdk._responses.embedded_media import checked_medium, decode_base64
from pollination_sdk._secrets.redact import scrub_response
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from pollination_sdk._media.media import Media

_PLACE = "audio_base64"


class TimedSpeech(models.TimedSpeech):
    """Speech with the time of each character; `media` is its sound."""

    __slots__ = ("_declared",)

    _declared: str
    """The media type that was requested, which decides where bytes cannot; not set if the object was made by hand."""

    @property
    def media(self) -> Media:
        """The sound; it is decoded at each use.

        Raises:
            UnexpectedResponseError: It is not valid base64, is no audio file, or is cut off.
        """
        content = decode_base64(self.audio_base64, _PLACE)
        return checked_medium(content, getattr(self, "_declared", ""), _PLACE, expect="audio")

    def __repr__(self) -> str:
        count = len(self.alignment.characters) if self.alignment else 0
        return f"{type(self).__name__}({len(self.audio_base64):,} characters of base64, times of {count:,} characters)"


_FIELDS = (models.TimedSpeech.__doc__ or "").partition("\n\n")[2]
TimedSpeech.__doc__ = f"{TimedSpeech.__doc__}\n\n{_FIELDS}"  # the class of the contract lists its fields


def read_timed_speech(declared: str) -> Callable[[httpx.Response], TimedSpeech]:
    """Return a reader of speech with times, which checks the sound.

    Args:
        declared: The media type that was requested, which decides where bytes cannot.
    """

    def read(response: httpx.Response) -> TimedSpeech:
        answer = decode(TimedSpeech, read_json(response), response)
        answer._declared = declared  # noqa: SLF001 - its own reader
        try:
            answer.media  # noqa: B018 - checks the sound
        except UnexpectedResponseError as error:
            error.response = scrub_response(response)
            raise
        return answer

    return read
