"""Decide whether what arrives is the medium that was asked for, and all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pollination_sdk._media.completeness import CompletenessCheck
from pollination_sdk._support.file_types import HEAD_SIZE, describe, is_readable
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    import httpx

Kind = Literal["image", "video", "audio"]

_READ_OF_TEXT = 16_384  # bytes

_NOUNS = {"image": "a picture", "video": "a video", "audio": "a sound"}
_NO_VIDEO = ' Name a video model, such as model="veo".'


class MediaCheck:
    """Follow the bytes of an answer; complete files and streamed ones obey the same rules.

    Args:
        expect: The kind asked for; None takes any medium.
        response: Handed to the error, for its reader.
    """

    def __init__(self, expect: Kind | None, response: httpx.Response | None = None) -> None:
        self._expect = expect
        self._response = response
        self._head = b""
        self._wanted = HEAD_SIZE
        self._received = 0
        self._wholeness = CompletenessCheck()

    @property
    def media_type(self) -> str | None:
        """The media type, or None until enough bytes have come to tell."""
        return self._wholeness.media_type

    def feed(self, chunk: bytes | memoryview) -> bool:
        """Take the next bytes and say whether they are now known to be the right medium.

        Raises:
            UnexpectedResponseError: They are no medium, or of the wrong kind.
        """
        self._received += len(chunk)
        self._wholeness.feed(chunk)
        if len(self._head) < self._wanted:
            if is_readable(self._head or bytes(chunk[:HEAD_SIZE])):
                self._wanted = _READ_OF_TEXT  # the reason of an error is further behind
            self._head += bytes(chunk[: self._wanted - len(self._head)])
            if len(self._head) < self._wanted:
                return False
            self._refuse_foreign()
        return True

    def finish(self) -> None:
        """Judge the file at its end.

        Raises:
            UnexpectedResponseError: It is no medium, of the wrong kind, or cut off.
        """
        whole = self._wholeness.finish()
        self._refuse_foreign()
        if not whole:
            raise UnexpectedResponseError(
                f"The {self.media_type} file is cut off after {self._received:,} bytes; ask again.",
                response=self._response,
            )

    def _refuse_foreign(self) -> None:
        found = self.media_type
        kind = (found or "").partition("/")[0]
        if found and self._expect in {None, kind}:
            return
        wanted = _NOUNS.get(self._expect or "", "a picture, video or sound")
        if not found and (problem := _instead(self._head, wanted)):
            raise UnexpectedResponseError(problem, response=self._response)
        hint = _NO_VIDEO if (self._expect, kind) == ("video", "image") else ""
        raise UnexpectedResponseError(
            f"Expected {wanted}, but the service sent {found or describe(self._head)}.{hint}",
            response=self._response,
        )


def _instead(head: bytes, wanted: str) -> str | None:
    """Say what error or page came instead of the medium; None if it is neither."""
    from pollination_sdk._failures.false_success import describe_instead  # noqa: PLC0415 - most media are media

    return describe_instead(head, wanted)
