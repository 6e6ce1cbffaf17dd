"""Check that received bytes are a complete media file of the expected kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pollination_sdk._media.completeness import CompletenessCheck
from pollination_sdk._support.file_types import HEAD_SIZE, describe, is_readable
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

Kind = Literal["image", "video", "audio", "model"]

_READ_OF_TEXT = 16_384  # bytes

_NOUNS = {"image": "an image", "video": "a video", "audio": "an audio file", "model": "a 3D model"}
_NO_VIDEO = ' Name a video model, such as model="veo".'


class MediaCheck:
    """An incremental check of the bytes of an answer; whole and streamed files have the same rules.

    Args:
        expect: The expected kind; None accepts any media type.
        response: The response for the error.
        declared: Returns the declared media type, which decides where bytes cannot.
    """

    def __init__(
        self, expect: Kind | None, response: httpx.Response | None = None, declared: Callable[[], str] = str
    ) -> None:
        self._expect = expect
        self._response = response
        self._head = b""
        self._wanted = HEAD_SIZE
        self._received = 0
        self._completeness = CompletenessCheck(declared)

    @property
    def media_type(self) -> str | None:
        """The media type; None until enough bytes have arrived."""
        return self._completeness.media_type

    def feed(self, chunk: bytes | memoryview) -> bool:
        """Take the next bytes; return True once the file is known to be of the right kind.

        Raises:
            UnexpectedResponseError: The bytes are not a media file, or of the wrong kind.
        """
        self._received += len(chunk)
        self._completeness.feed(chunk)
        if len(self._head) < self._wanted:
            if is_readable(self._head or bytes(chunk[:HEAD_SIZE])):
                self._wanted = _READ_OF_TEXT  # text may be an error, whose reason comes later
            self._head += bytes(chunk[: self._wanted - len(self._head)])
            if len(self._head) < self._wanted:
                return False
            self._refuse_foreign()
        return True

    def finish(self) -> None:
        """Check the file at its end.

        Raises:
            UnexpectedResponseError: The file is not a media file, of the wrong kind, or cut off.
        """
        is_complete = self._completeness.finish()
        self._refuse_foreign()
        if not is_complete:
            raise UnexpectedResponseError(
                f"The {self.media_type} file is cut off after {self._received:,} bytes; ask again.",
                response=self._response,
            )

    def _refuse_foreign(self) -> None:
        found = self.media_type
        kind = (found or "").partition("/")[0]
        if found and self._expect in {None, kind}:
            return
        wanted = _NOUNS.get(self._expect or "", "an image, a video, audio or a 3D model")
        if not found and (problem := _instead(self._head, wanted)):
            raise UnexpectedResponseError(problem, response=self._response)
        hint = _NO_VIDEO if (self._expect, kind) == ("video", "image") else ""
        raise UnexpectedResponseError(
            f"Expected {wanted}, but the service sent {found or describe(self._head)}.{hint}",
            response=self._response,
        )


def _instead(head: bytes, wanted: str) -> str | None:
    """Describe the error or the web page that came instead of a media file; None if it is neither."""
    from pollination_sdk._failures.false_success import describe_instead  # noqa: PLC0415 - rarely needed

    return describe_instead(head, wanted)
