"""The exceptions of the earlier SDK, by the status that the service answered.

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
    """Stand at the root of what the earlier SDK raises."""


class ApiException(OpenApiException):
    """Report a call that failed.

    Args:
        status: The HTTP status; 0 where no answer came back.
        reason: The status in words, or what happened where there is no answer.
        http_resp: An answer to take what is not given from: anything with `status reason data headers`.
        body: The body of the answer as text.
        data: The body of the answer as an object, where it is the service's error envelope.
        headers: The headers of the answer.
        advice: What to do about it; part of `str(error)`.
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
        """Name the class that stands for an HTTP status."""
        fallback = ServiceException if 500 <= status <= 599 else ApiException
        return _CLASS_OF_STATUS.get(status, fallback)


class BadRequestException(ApiException):
    """Report a request that the service finds wrong (400)."""


class UnauthorizedException(ApiException):
    """Report a key that is missing or refused (401)."""


class ForbiddenException(ApiException):
    """Report what the key may not do (403)."""


class NotFoundException(ApiException):
    """Report what does not exist (404)."""


class ConflictException(ApiException):
    """Report a conflict (409)."""


class UnprocessableEntityException(ApiException):
    """Report a request that is well-formed and wrong (422)."""


class ServiceException(ApiException):
    """Report a failure of the service (500..599)."""


class _PlacedError(OpenApiException):
    """Say what is wrong with an argument, and where in it.

    Args:
        msg: What is wrong.
        path_to_item: The way to the place: names of fields and numbers of items.
    """

    def __init__(self, msg: str, path_to_item: Sequence[str | int] | None = None) -> None:
        self.path_to_item = path_to_item
        super().__init__(f"{msg} at {_place(path_to_item)}" if path_to_item else msg)


class ApiTypeError(_PlacedError, TypeError):
    """Report an argument of the wrong type; nothing was sent.

    Args:
        msg: What is wrong.
        path_to_item: The way to the place.
        valid_classes: What it may be.
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
    """Report an argument that cannot be sent; nothing was sent."""


class ApiAttributeError(_PlacedError, AttributeError):
    """Report an attribute that a model does not have."""


class ApiKeyError(_PlacedError, KeyError):
    """Report a key that a mapping does not have."""


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
