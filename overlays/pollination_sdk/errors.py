"""Every error this package raises on purpose.

PollinationsError
├── APIError                      an answer came back, and it says no
│   ├── BadRequestError           400, 422   `.field_errors`
│   ├── AuthenticationError       401
│   ├── PaymentRequiredError      402
│   ├── PermissionDeniedError     403
│   ├── NotFoundError             404
│   ├── RateLimitError            429        `.retry_after`
│   └── InternalServerError       500..599
├── APIConnectionError            no answer came back
│   └── APITimeoutError           ... in time
├── OutcomeUnknownError           the call may have run and been billed; it was not repeated
├── UnexpectedResponseError       a success that breaks the contract, `.field` names where
├── StreamInterruptedError        a stream ended early, `.partial` is what had arrived
├── MissingKeyError               a key is needed and there is none; nothing was sent
├── InvalidKeyError               a key is ill-formed; nothing was sent
├── PromptError                   a prompt cannot travel as typed; nothing was sent
├── SaveError                     a file that arrived cannot be stored; `.kept` is where it is; an OSError too
└── ConfigurationError            base_url, a proxy or a certificate file cannot be used; nothing was sent

FutureWarning
└── ServiceDeprecationWarning     what a call uses is announced to go; it was sent all the same

UserWarning
├── KeyInURLWarning               the key did not arrive in its header and is sent in the URL
└── MediaTypeWarning              a file was saved under the suffix of another media type

Errors compare by value, and copy and pickle with their notes, their cause and their response.
A request never travels with more than its method and its URL, so no key does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "InternalServerError",
    "InvalidKeyError",
    "KeyInURLWarning",
    "MediaTypeWarning",
    "MissingKeyError",
    "NotFoundError",
    "OutcomeUnknownError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "PollinationsError",
    "PromptError",
    "RateLimitError",
    "SaveError",
    "ServiceDeprecationWarning",
    "StreamInterruptedError",
    "UnexpectedResponseError",
]


class PollinationsError(Exception):
    """Stand at the root: catch this to catch everything the package raises on purpose.

    Args:
        message: What happened and what to do about it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, PollinationsError):
            return NotImplemented
        return _value(self) == _value(other)

    def __hash__(self) -> int:
        return hash((type(self), self.args))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), *_value(self))


class APIError(PollinationsError):
    """Report an answer that says no; statuses without a class of their own raise this one itself.

    Args:
        message: The service's own reason, unwrapped and on one line.
        status: The HTTP status, which may be outside the registered ones (524, 530, 999).
        code: The envelope's code such as `PAYMENT_REQUIRED`, when there was one.
        details: The envelope's `details`, when there were any.
        request_id: The `X-Request-Id` header: name it when asking for help.
        response: The answer, its request without the key.
        attempts: How often the call was sent in all.
        advice: What to do about it; part of `str(error)`.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str | None = None,
        details: Any = None,
        request_id: str | None = None,
        response: httpx.Response | None = None,
        attempts: int = 1,
        advice: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = details
        self.request_id = request_id
        self.response = response
        self.attempts = attempts
        self.advice = advice

    def __str__(self) -> str:
        label = " ".join(str(part) for part in (self.status, self.code) if part)
        trail = f"(request id {self.request_id})" if self.request_id else ""
        stop = "." if self.advice and self.message[-1:] not in {".", "!", "?"} else ""
        return " ".join(part for part in (f"{label}: {self.message}{stop}", self.advice, trail) if part)

    @staticmethod
    def for_status(status: int) -> type[APIError]:
        """Name the class that stands for an HTTP status."""
        fallback = InternalServerError if 500 <= status <= 599 else APIError
        return _CLASS_OF_STATUS.get(status, fallback)


class BadRequestError(APIError):
    """Report a request the service finds wrong (400, 422).

    Args:
        message: As for `APIError`.
        field_errors: What is wrong with each field, by its name on the wire.
        **fields: As for `APIError`.
    """

    def __init__(self, message: str, *, field_errors: Mapping[str, list[str]] | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.field_errors: dict[str, list[str]] = dict(field_errors or {})


class AuthenticationError(APIError):
    """Report a key that is missing or refused (401)."""


class PaymentRequiredError(APIError):
    """Report an empty wallet, a key whose budget is used up, or a paid-only model (402)."""


class PermissionDeniedError(APIError):
    """Report a permission the key lacks, or a model outside its allow-list (403)."""


class NotFoundError(APIError):
    """Report a path or model that does not exist (404)."""


class RateLimitError(APIError):
    """Report too many requests (429).

    Args:
        message: As for `APIError`.
        retry_after: Seconds the service asks to wait, None when it does not say.
        **fields: As for `APIError`.
    """

    def __init__(self, message: str, *, retry_after: float | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.retry_after = retry_after


class InternalServerError(APIError):
    """Report a failure of the service or of the edge before it (500..599)."""


_CLASS_OF_STATUS: dict[int, type[APIError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    422: BadRequestError,
    429: RateLimitError,
}


class APIConnectionError(PollinationsError):
    """Report that no answer came back: refused, unresolvable, reset, or cut off.

    Args:
        message: What happened and what to do about it.
        attempts: How often the call was sent in all.
    """

    def __init__(self, message: str, *, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts


class APITimeoutError(APIConnectionError):
    """Report that no answer came back in time."""


class OutcomeUnknownError(PollinationsError):
    """Report a paid call that may have run, and that repeating would run and bill a second time.

    Args:
        message: What happened and what to do about it.
        cause_error: What ended the call; also the `__cause__`.
        attempts: How often the call was sent in all.
    """

    def __init__(self, message: str, *, cause_error: BaseException | None = None, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts
        self.__cause__ = cause_error

    @property
    def cause_error(self) -> BaseException | None:
        """Give what ended the call: the `APIError` or `APIConnectionError` of its last attempt."""
        return self.__cause__


class UnexpectedResponseError(PollinationsError):
    """Report a success whose content breaks the contract.

    Args:
        message: What was expected and what came.
        field: Where in the answer, as in `data[3].model`; None for the body as a whole.
        response: The answer, its request without the key.
    """

    def __init__(self, message: str, *, field: str | None = None, response: httpx.Response | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.response = response


class StreamInterruptedError(PollinationsError):
    """Report a stream that ended before the service said it was done.

    Args:
        message: What happened and what to do about it.
        partial: The text that had arrived.
    """

    def __init__(self, message: str, *, partial: str = "") -> None:
        super().__init__(message)
        self.partial = partial


class MissingKeyError(PollinationsError):
    """Report that a call needs a key and there is none; nothing was sent."""


class InvalidKeyError(PollinationsError):
    """Report an ill-formed key without quoting it; nothing was sent."""


class PromptError(PollinationsError):
    """Report a prompt that cannot reach the model as typed; nothing was sent.

    Args:
        message: What is wrong with it and what to do.
        size: How large the request would have been, in bytes.
        limit: How large it may be, in bytes.
    """

    def __init__(self, message: str, *, size: int | None = None, limit: int | None = None) -> None:
        super().__init__(message)
        self.size = size
        self.limit = limit


class SaveError(PollinationsError, OSError):
    """Report a file that the service sent and that could not be stored under the name asked for.

    Args:
        message: What happened, and where the file is.
        kept: The path of the whole file under another name; None if there was no room for it.
        errno: The system's number for the reason, as in `OSError`.
    """

    errno: int | None = None  # not the one of OSError, which does not travel

    def __init__(self, message: str, *, kept: Path | None = None, errno: int | None = None) -> None:
        super().__init__(message)
        self.kept = kept
        self.errno = errno


class ConfigurationError(PollinationsError, ValueError):
    """Report a `base_url`, or a variable of the environment, that cannot be used; nothing was sent.

    Args:
        message: The name of the argument or the variable, what is wrong with it, and what to do.
    """


class _ResponseValue(tuple[Any, ...]):
    """What is left of a response when it travels: status, headers, content, method, URL."""

    __slots__ = ()

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        headers = [item for item in response.headers.raw if item[0].lower() not in _FRAMING]
        request = _request(response)
        method, url = (request.method, str(_without_key(request.url))) if request else (None, None)
        return cls((response.status_code, headers, _content(response), method, url))

    def response(self) -> httpx.Response:
        status, headers, content, method, url = self
        request = httpx.Request(method, url) if method else None
        return httpx.Response(status, headers=headers, content=content, request=request)


# They describe bytes on a wire; the content that is kept has been decoded.
_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})


def _content(response: httpx.Response) -> bytes:
    try:
        return response.content
    except httpx.ResponseNotRead:  # a stream whose rest nobody read
        return b""


def _request(response: httpx.Response) -> httpx.Request | None:
    try:
        return response.request
    except RuntimeError:  # httpx's word for a response that was never asked for
        return None


def _without_key(url: httpx.URL) -> httpx.URL:
    # `copy_remove_param` writes the whole query anew, so leave other queries alone.
    return url.copy_remove_param("key") if "key" in url.params else url


def _value(error: PollinationsError) -> tuple[tuple[Any, ...], dict[str, Any], Any]:
    """Reduce an error to what makes it equal to another: arguments, fields with notes, cause."""
    fields = {
        name: _ResponseValue.of(field) if isinstance(field, httpx.Response) else field
        for name, field in vars(error).items()
    }
    return error.args, fields, _portable_cause(error.__cause__)


def _portable_cause(cause: BaseException | None) -> BaseException | tuple[Any, ...] | None:
    """Keep of a foreign cause its class and arguments: its fields may hold a request with a key."""
    if cause is None or isinstance(cause, PollinationsError):
        return cause
    import pickle  # noqa: PLC0415 - whoever pickles has loaded it

    try:
        pickle.dumps((type(cause), cause.args))
        type(cause)(*cause.args)
    except Exception:  # noqa: BLE001 - foreign classes fail in their own ways; they stay behind
        return None
    return type(cause), cause.args


def _restore(
    cls: type[PollinationsError], args: tuple[Any, ...], fields: dict[str, Any], cause: Any
) -> PollinationsError:
    error = cls.__new__(cls, *args)
    error.args = args  # which OSError leaves to its __init__
    for name, field in fields.items():
        setattr(error, name, field.response() if isinstance(field, _ResponseValue) else field)
    error.__cause__ = cause[0](*cause[1]) if isinstance(cause, tuple) else cause
    return error


class ServiceDeprecationWarning(FutureWarning):
    """Say that the service is about to drop what a call uses: an operation, an option, a field or a model's name.

    Python shows it once for each line that does so, by default and not only to developers, for it is the service that
    changes, whoever runs the program. `warnings.simplefilter("ignore", errors.ServiceDeprecationWarning)` hides it,
    `"error"` makes it an exception.
    """


class MediaTypeWarning(UserWarning):
    """Say that a file was saved under a name whose suffix is that of another media type, such as JPEG as `fox.png`.

    Python shows it once for each line that does so. Leave the suffix out, and `save` adds the right one.
    """


class KeyInURLWarning(UserWarning):
    """Say that the key goes into the URL, as `?key=`, because the service says that none arrived in its header.

    A client says it once, before it sends the first such request; access logs may keep the URLs of requests.
    `query_key="never"` forbids it; `warnings.simplefilter("error", errors.KeyInURLWarning)` makes it an exception,
    and then nothing is sent in that way.
    """
