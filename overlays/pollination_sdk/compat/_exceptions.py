"""The exceptions of the earlier SDK, by the HTTP status.

OpenApiException
├── ApiException                     `status reason body headers data`
│   ├── BadRequestException          400
│   ├── UnauthorizedException        401
│   ├── ForbiddenException           403
│   ├── NotFoundException            404
│   ├── ConflictException            409
│   ├── UnprocessableEntityException 422
│   └── ServiceException             500..599
├── ApiTypeError                     also a TypeError
├── ApiValueError                    also a ValueError
├── ApiAttributeError                also an AttributeError
└── ApiKeyError                      also a KeyError
"""

from collections.abc import Mapping, Sequence
from typing import Any


class OpenApiException(Exception):  # noqa: N818 - its published name
    """The base class of all exceptions of the earlier SDK."""

    cause: BaseException | None = None
    """The error of this package that led to it, which tracebacks do not print."""


class ApiException(OpenApiException):
    """A call failed.

    Args:
        status: The HTTP status; 0 if no answer arrived.
        reason: The reason phrase of the status; without an answer, what happened.
        http_resp: An object with `status reason data headers`, from which missing arguments are taken.
        body: The body of the answer as text.
        data: The body of the answer as an object, if it is the service's error envelope.
        headers: The headers of the answer.
        advice: What to do; part of `str(error)`.
    """

    def __init__(
        self,
        status: int | None = None,
        reason: str | None = None,
        http_resp: Any = None,
        *,
        body: str | None = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(status, reason)
        self.status = _either(status, http_resp, "status")
        self.reason = _either(reason, http_resp, "reason")
        self.body = body if body is not None else _text(getattr(http_resp, "data", None))
        self.headers = _either(headers, http_resp, "headers")
        self.data = data
        self.advice = advice

    def __str__(self) -> str:
        parts = [f"({self.status})", f"Reason: {self.reason}"]
        parts += [f"Advice: {self.advice}"] if self.advice else []
        parts += [f"HTTP response headers: {dict(self.headers)}"] if self.headers else []
        parts += [f"HTTP response body: {self.body}"] if self.body else []
        return "\n".join(parts) + "\n"

    @staticmethod
    def for_status(status: int) -> "type[ApiException]":
        """Return the exception class for an HTTP status."""
        fallback = ServiceException if 500 <= status <= 599 else ApiException
        return _CLASS_OF_STATUS.get(status, fallback)


class BadRequestException(ApiException):
    """The service refuses the request as invalid (400)."""


class UnauthorizedException(ApiException):
    """The key is missing or refused (401)."""


class ForbiddenException(ApiException):
    """The key lacks a permission (403)."""


class NotFoundException(ApiException):
    """The path or the model does not exist (404)."""


class ConflictException(ApiException):
    """There is a conflict (409)."""


class UnprocessableEntityException(ApiException):
    """The request is well-formed but invalid (422)."""


class ServiceException(ApiException):
    """The service failed (500..599)."""


class _PlacedError(OpenApiException):
    """An error with the place in the argument.

    Args:
        msg: The problem.
        path_to_item: The path to the place: names of fields and indexes of items.
    """

    def __init__(self, msg: str, path_to_item: Sequence[str | int] | None = None) -> None:
        self.path_to_item = path_to_item
        super().__init__(f"{msg} at {_place(path_to_item)}" if path_to_item else msg)


class ApiTypeError(_PlacedError, TypeError):
    """An argument has the wrong type; nothing was sent.

    Args:
        msg: The problem.
        path_to_item: The path to the place.
        valid_classes: The allowed types.
        key_type: Whether the wrong value is the key of a dict.
    """

    def __init__(
        self,
        msg: str,
        path_to_item: Sequence[str | int] | None = None,
        valid_classes: tuple[type, ...] | None = None,
        key_type: bool | None = None,  # noqa: FBT001 - its published signature
    ) -> None:
        self.valid_classes = valid_classes
        self.key_type = key_type
        super().__init__(msg, path_to_item)


class ApiValueError(_PlacedError, ValueError):
    """An argument is invalid; nothing was sent."""


class ApiAttributeError(_PlacedError, AttributeError):
    """A model does not have the attribute."""


class ApiKeyError(_PlacedError, KeyError):
    """A mapping does not have the key."""


_CLASS_OF_STATUS: dict[int, type[ApiException]] = {
    400: BadRequestException,
    401: UnauthorizedException,
    403: ForbiddenException,
    404: NotFoundException,
    409: ConflictException,
    422: UnprocessableEntityException,
}


def _either(given: Any, answer: Any, name: str) -> Any:
    return given if given is not None else getattr(answer, name, None)


def _text(content: Any) -> str | None:
    if isinstance(content, (bytes, bytearray)):
        return content.decode(errors="replace")
    return content if isinstance(content, str) else None


def _place(path: Sequence[str | int]) -> str:
    return "".join(f"[{step!r}]" for step in path)
