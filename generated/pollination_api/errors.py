# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The errors that the operations raise by themselves, and how the error answers of the service are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import models

if TYPE_CHECKING:
    import httpx

    from .models.error_envelope import ErrorEnvelope


class UnexpectedStatus(Exception):
    """Say that an answer's status or media type is not in the contract, where the client asks for that."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(f"The contract does not describe this answer: status {status_code}, {len(content)} bytes.")

    def __reduce__(self) -> tuple[type[UnexpectedStatus], tuple[int, bytes]]:
        return (UnexpectedStatus, (self.status_code, self.content))


def read_error(response: httpx.Response, media_type: str) -> ErrorEnvelope | str:
    """Return what an error answer says: the envelope of the service, or the text of what stands before it."""
    if media_type == "application/json":
        return models.ErrorEnvelope.from_dict(response.json())
    return response.text


__all__ = ["UnexpectedStatus", "read_error"]
