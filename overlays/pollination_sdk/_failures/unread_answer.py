"""Add the facts of the call to the error of a good answer that could not be read to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk.errors import APIConnectionError, StreamInterruptedError, UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pollination_sdk.errors import PollinationsError

MAY_BE_BILLED = "The call may have run and been billed: usage() shows whether it was."


def add_call(
    error: PollinationsError,
    headers: Mapping[str, str],
    *,
    attempts: int,
    free: bool,
    remarks: Sequence[str] = (),
) -> None:
    """Add the request id, the attempts and, if the call costs something, a remark that it may have been billed.

    Other errors, such as one that the service sent within a stream, get only the remarks of the call.

    Args:
        error: The error of reading the answer.
        headers: The headers of the answer.
        attempts: The number of attempts.
        free: Whether the call costs nothing.
        remarks: Further lines for the error.
    """
    error.remarks += remarks
    if isinstance(error, (UnexpectedResponseError, StreamInterruptedError)):
        error.request_id = headers.get("x-request-id")
    elif not isinstance(error, APIConnectionError):
        return
    error.attempts = attempts
    if not free:
        error.may_be_billed = True
        error.remarks.append(MAY_BE_BILLED)
