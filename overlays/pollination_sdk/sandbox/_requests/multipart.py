"""Divide the body of a multipart form into its parts, without reading its files into memory."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._requests.spool import Part, Spool

LONGEST_HEAD = 16 * 1024  # bytes of the headers of one part
NO_FORM = "The form is not well formed"


def parts_of(content_type: str, spool: Spool) -> Iterator[tuple[EmailMessage, Part]]:
    """Yield the headers and the bytes of each part.

    Raises:
        ServiceError: 400, if the body is not well formed.
    """
    boundary = _message(f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")).get_boundary()
    if not boundary:
        raise ServiceError(400, NO_FORM)
    delimiter = b"\r\n--" + boundary.encode("latin-1", "replace")
    at = 0 if spool.read(0, len(delimiter) - 2) == delimiter[2:] else _find(spool, delimiter, 0) + 2
    while True:
        at += len(delimiter) - 2
        if spool.read(at, at + 2) == b"--":
            return
        start = _find(spool, b"\r\n\r\n", at) + 4
        if start - at > LONGEST_HEAD:
            raise ServiceError(400, NO_FORM)
        stop = _find(spool, delimiter, start - 2)
        yield _message(spool.read(at, start).lstrip()), Part(spool, start, max(start, stop))
        at = stop + 2


def _find(spool: Spool, sought: bytes, start: int) -> int:
    found = spool.find(sought, start)
    if found < 0:
        raise ServiceError(400, NO_FORM)
    return found


def _message(head: bytes) -> EmailMessage:
    return message_from_bytes(head, policy=HTTP)
