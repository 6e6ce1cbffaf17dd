"""The errors and warnings of this package.

PollinationsError
├── APIError                      the answer is an error; `.retry_after` if it says when to come back
│   ├── BadRequestError           400, 422   `.field_errors`
│   ├── AuthenticationError       401
│   ├── PaymentRequiredError      402        `.estimated_cost`, `.available`
│   ├── PermissionDeniedError     403
│   ├── NotFoundError             404
│   ├── RateLimitError            429
│   └── InternalServerError       500..599
├── APIConnectionError            no answer arrived; `.interrupted` if the connection broke during the call
│   └── APITimeoutError           no answer arrived in time
├── OutcomeUnknownError           the call may have run and been billed; it was not sent again; `.status`, `.response`
├── UnexpectedResponseError       a successful answer breaks the contract; `.field` is the place
│   └── AnswerFormatError         the answer of `parse` does not fit the type; `.path`, `.text`, `.usage`, `.cost`
├── StreamInterruptedError        a stream ended early; `.partial` is the received text
├── SignInError                   a sign-in was refused or has ended; `.code` is that of OAuth
├── MissingKeyError               the call needs a key; nothing was sent
├── InvalidKeyError               a key is malformed; nothing was sent
├── SpendLimitError               `spend_limit` has no room for the call; nothing was sent; `.reason`, `.remaining`
├── PromptError                   a prompt cannot be sent unchanged; nothing was sent
├── SaveError                     a received file cannot be saved; `.kept` is its path; also an OSError
├── StreamStateError              a stream is read or closed already; also a RuntimeError
├── ArgumentError                 an argument is wrong; nothing was sent; also a TypeError
│   └── ArgumentValueError        its type is right, but not its value; also a ValueError
├── JobError                      a job of `batch` is wrong, and was not sent; `.place` is its line; also a ValueError
├── BatchFolderError              the folder of a batch cannot be used: in use, newer, or not writable; also an OSError
└── ConfigurationError            a URL of the service, a proxy or a certificate file is invalid, or an extra is
                                  not installed; nothing was sent

FutureWarning
└── ServiceDeprecationWarning     the call uses something deprecated; it was sent

UserWarning
├── KeyInURLWarning               the key did not arrive in its header, and is sent in the URL
└── MediaTypeWarning              a file was saved with the suffix of another media type

Each has a `summary`, one sentence for the users of an app, and a `cause`. Tracebacks show neither the cause nor the
frames of this package, unless the environment variable `POLLINATIONS_DEBUG` is 1.

An error of `run_tools` has the `ToolRun` so far as `run`, and so have all other exceptions that end a run.

Errors are compared by value. They can be copied and pickled with their notes, their cause and their response.
A copied request has only its method and its URL, and no key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pollination_sdk.errors._portable import restore, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import httpx

__all__ = [
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AnswerFormatError",
    "ArgumentError",
    "ArgumentValueError",
    "AuthenticationError",
    "BadRequestError",
    "BatchFolderError",
    "ConfigurationError",
    "InternalServerError",
    "InvalidKeyError",
    "JobError",
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
    "SignInError",
    "SpendLimitError",
    "StreamInterruptedError",
    "StreamStateError",
    "UnexpectedResponseError",
]


_LONGEST_SHOWN = 200
"""The most characters of a message in the `repr` of an error."""


class PollinationsError(Exception):
    """The base class of all errors of this package.

    `str(error)` has the message, and below it a line for each remark and each note.

    Args:
        message: What happened, and what to do.
    """

    _SUMMARY: ClassVar[str] = "Something went wrong in this app; please tell its owner."

    partial: Any = None
    """What came before the error, and may be billed: the text of a stream, `Embeddings`, or a `Media`; else None."""
    may_be_billed: bool = False
    """Whether a paid call, or one of its attempts, may have run and been billed before this error."""
    run: Any = None
    """The `ToolRun` so far, of an error of `run_tools`; else None."""
    message: str = ""  # these two also stand in a subclass whose __init__ does not call this one
    _cause: BaseException | None = None

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.remarks: list[str] = []
        """What the client did: why it did not send the call again, and the answer to each of several keys."""

    @property
    def summary(self) -> str:
        """What happened, in one sentence for the users of an app. It names no option, no key and no money."""
        return self._SUMMARY

    @property
    def cause(self) -> BaseException | None:
        """The exception that led to this error, such as that of a connection; tracebacks do not print it."""
        return self._cause or self.__cause__

    @cause.setter
    def cause(self, value: BaseException | None) -> None:
        self._cause = value

    def _line(self) -> str:
        """Return the first line of the text."""
        return self.message

    def __str__(self) -> str:
        return "\n".join((self._line(), *getattr(self, "remarks", ()), *getattr(self, "__notes__", ())))

    def __repr__(self) -> str:
        message = self.message if len(self.message) <= _LONGEST_SHOWN else f"{self.message[:_LONGEST_SHOWN]}..."
        known = ((name, getattr(self, name, None)) for name in ("status", "code", "request_id"))
        facts = (f", {name}={value!r}" for name, value in known if value is not None)
        return f"{type(self).__name__}({message!r}{''.join(facts)})"

    def _repr_html_(self) -> str:
        from pollination_sdk.errors._notebook import error_html  # noqa: PLC0415 - few programs run in a notebook

        return error_html(type(self).__name__, str(self), getattr(self, "fix_url", None))

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, PollinationsError):
            return NotImplemented
        return value_of(self, PollinationsError) == value_of(other, PollinationsError)

    def __hash__(self) -> int:
        return hash((type(self), self.args))

    def __reduce__(self) -> tuple[Any, ...]:
        return restore, (type(self), *value_of(self, PollinationsError))


class APIError(PollinationsError):
    """The answer is an error. Statuses without a class of their own raise this class.

    Args:
        message: The reason that the service gives, on one line; for a refusal that came as an answer, its text.
        status: The HTTP status, which may be unregistered (524, 530, 999). For a refusal that came as an answer with
            status 200, the status that it stands for: 402 or 403; `response` is that answer.
        code: The code in the error envelope, such as `PAYMENT_REQUIRED`; None if there is none.
        details: The `details` in the error envelope; None if there are none.
        request_id: The `X-Request-Id` header, to quote in a support request.
        response: The answer; the key is removed from its request.
        attempts: The number of attempts.
        advice: What to do; part of `str(error)`.
        fix_url: The page of the service where the owner of the key can fix the cause; None if the answer names none.
        upstream_status: The status with which the model's provider failed, such as 429 behind a 502; None if the
            answer does not name one.
        retry_after: The seconds that the service asks to wait; None if it does not say.
    """

    _SUMMARY = "The AI service could not do this; please try again later."
    _REFUSED: ClassVar[str] = "The AI service did not accept this request; please tell the owner of this app."
    _TOO_LARGE: ClassVar[str] = "This is too large for the AI service; please send less."
    _OF_STATUS: ClassVar[dict[int, str]] = {
        408: "The AI service took too long to receive this; please try again.",
        409: "This does not go with what the AI service has already; please change it and try again.",
        413: _TOO_LARGE,
        414: _TOO_LARGE,
        431: _TOO_LARGE,
    }

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
        fix_url: str | None = None,
        upstream_status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = details
        self.request_id = request_id
        self.response = response
        self.attempts = attempts
        self.advice = advice
        self.fix_url = fix_url
        self.upstream_status = upstream_status
        self.retry_after = retry_after

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        is_refused = type(self) is APIError and 400 <= self.status <= 499
        return self._OF_STATUS.get(self.status, self._REFUSED if is_refused else self._SUMMARY)

    def _line(self) -> str:
        label = " ".join(str(part) for part in (self.status, self.code) if part)
        trail = f"(request id {self.request_id})" if self.request_id else ""
        stop = "." if self.advice and self.message[-1:] not in {".", "!", "?"} else ""
        return " ".join(part for part in (f"{label}: {self.message}{stop}", self.advice, trail) if part)

    @staticmethod
    def for_status(status: int) -> type[APIError]:
        """Return the error class for an HTTP status."""
        fallback = InternalServerError if 500 <= status <= 599 else APIError
        return _CLASS_OF_STATUS.get(status, fallback)


class BadRequestError(APIError):
    """The service refuses the request as invalid (400, 422).

    Args:
        message: As for `APIError`.
        field_errors: The problems of each field, by its name in the request.
        **fields: As for `APIError`.
    """

    _SUMMARY = "The AI service did not accept this request; please change it and try again."

    _BLOCKED: ClassVar[str] = "A safety filter blocked this request; please rephrase it and try again."

    def __init__(self, message: str, *, field_errors: Mapping[str, list[str]] | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.field_errors: dict[str, list[str]] = dict(field_errors or {})

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._BLOCKED if self.code in _BLOCKING_CODES else super().summary


_BLOCKING_CODES = frozenset({"content_blocked", "content_filter", "content_policy_violation"})


class AuthenticationError(APIError):
    """The key is missing or refused (401)."""

    _SUMMARY = "The AI service did not let this app in; please tell its owner."


class PaymentRequiredError(APIError):
    """The wallet or the key's budget does not cover the call, or the model is paid-only (402).

    `code` tells which: `KEY_BUDGET_EXHAUSTED`, `INSUFFICIENT_BALANCE`, or `QUEST_POLLEN_ONLY` for a key that may spend
    only quest pollen. Older deployments send `PAYMENT_REQUIRED` for all.

    Args:
        message: As for `APIError`.
        estimated_cost: The pollen that the service expected the call to cost; None if it does not say.
        available: The pollen that was left where `code` says: in the key's budget or in the pot that had to pay. None
            if the service does not say.
        **fields: As for `APIError`.
    """

    _SUMMARY = "This app has used up its allowance at the AI service; please tell its owner."

    def __init__(
        self, message: str, *, estimated_cost: float | None = None, available: float | None = None, **fields: Any
    ) -> None:
        super().__init__(message, **fields)
        self.estimated_cost = estimated_cost
        self.available = available


class PermissionDeniedError(APIError):
    """The key lacks a permission or may not use the model, or its account is banned (403)."""

    _SUMMARY = "This app may not use this feature of the AI service; please tell its owner."


class NotFoundError(APIError):
    """The path or the model does not exist (404)."""

    _SUMMARY = "The AI service does not have what was asked for; please tell the owner of this app."


class RateLimitError(APIError):
    """There were too many requests (429)."""

    _SUMMARY = "There are too many requests at the moment; please try again {when}."
    _WAITS: ClassVar[tuple[tuple[float, str], ...]] = (
        (90, "in a minute"),
        (600, "in a few minutes"),
        (3600, "in an hour"),
        (86_400, "in a day"),
        (float("inf"), "in some days"),
    )

    @property
    def summary(self) -> str:
        """What happened, and when to try again, in one sentence; see `PollinationsError`."""
        wait = self.retry_after or 0.0
        return self._SUMMARY.format(when=next(when for most, when in self._WAITS if wait <= most))


class InternalServerError(APIError):
    """The service, or the edge in front of it, failed (500..599)."""

    _SUMMARY = "The AI service has a problem at the moment; please try again later."


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
    """No answer arrived: the connection was refused, reset or cut off, or the host is unknown.

    Args:
        message: What happened, and what to do.
        attempts: The number of attempts.
        interrupted: Whether the connection broke during the call, after the service had been reached.
    """

    _SUMMARY = "The AI service could not be reached; please check the internet connection and try again."
    _BROKE: ClassVar[str] = "The connection to the AI service broke before the answer was complete; please try again."

    def __init__(self, message: str, *, attempts: int = 1, interrupted: bool = False) -> None:
        super().__init__(message)
        self.attempts = attempts
        self.interrupted = interrupted

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._BROKE if self.interrupted else self._SUMMARY


class APITimeoutError(APIConnectionError):
    """No answer arrived in time."""

    _SUMMARY = "The AI service took too long to answer; please try again."


class OutcomeUnknownError(PollinationsError):
    """A paid call may have run, and sending it again could bill it a second time.

    Args:
        message: What happened, and what to do.
        cause_error: The error that ended the call; also the `cause`.
        attempts: The number of attempts.
    """

    _SUMMARY = "The connection was lost, so it is not known whether the AI service did this."
    _FAILED: ClassVar[str] = "The AI service had a problem, so it is not known whether it did this."

    may_be_billed = True

    def __init__(self, message: str, *, cause_error: BaseException | None = None, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts
        self.__cause__ = cause_error

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._SUMMARY if self.status is None else self._FAILED

    @property
    def cause_error(self) -> BaseException | None:
        """The error that ended the call: the `APIError` or `APIConnectionError` of its last attempt."""
        return self.cause

    @property
    def status(self) -> int | None:
        """The HTTP status of the last answer; None if no answer arrived."""
        return getattr(self.cause, "status", None)

    @property
    def request_id(self) -> str | None:
        """The `X-Request-Id` of the last answer; None if no answer arrived, or it has none."""
        return getattr(self.cause, "request_id", None)

    @property
    def response(self) -> httpx.Response | None:
        """The last answer, without keys; None if no answer arrived."""
        return getattr(self.cause, "response", None)


class UnexpectedResponseError(PollinationsError):
    """The content of a successful answer breaks the contract.

    Args:
        message: What was expected, and what arrived.
        field: The place in the answer, such as `data[3].model`; None for the whole body.
        response: The answer; the key is removed from its request.
        request_id: The `X-Request-Id` header, to quote in a support request.
        attempts: The number of attempts.
    """

    _SUMMARY = "The AI service sent an answer that could not be read; please try again later."

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        response: httpx.Response | None = None,
        request_id: str | None = None,
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.field = field
        self.response = response
        self.request_id = request_id
        self.attempts = attempts


class AnswerFormatError(UnexpectedResponseError):
    """The model's answer does not fit the type that `parse` asked for. It was generated and billed.

    Args:
        message: What does not fit, and what to do.
        path: The place in the JSON of the answer, such as `$.items[2].price`; `$` is the whole.
        text: The text of the last answer.
        usage: The billed units of all attempts by name; None if no answer has any.
        cost: What all attempts have cost, in pollen; None if that is unknown.
        response: The last answer; the key is removed from its request.
        request_id: The `X-Request-Id` header, to quote in a support request.
        attempts: The number of requests that were sent.
    """

    _SUMMARY = "The AI service sent an answer in another form than this app needs; please try again."

    def __init__(
        self,
        message: str,
        *,
        path: str = "$",
        text: str = "",
        usage: Mapping[str, float] | None = None,
        cost: float | None = None,
        response: httpx.Response | None = None,
        request_id: str | None = None,
        attempts: int = 1,
    ) -> None:
        field = "choices[0].message.content"
        super().__init__(message, field=field, response=response, request_id=request_id, attempts=attempts)
        self.path = path
        self.text = text
        self.usage = usage
        self.cost = cost


class StreamInterruptedError(PollinationsError):
    """A stream ended before its answer was complete. `__cause__` is the error of a connection that broke.

    Args:
        message: What happened, and what to do.
        partial: The text that was received.
        request_id: The `X-Request-Id` header, to quote in a support request.
        attempts: The number of attempts.
    """

    _SUMMARY = "The answer broke off before its end; please try again."

    def __init__(self, message: str, *, partial: str = "", request_id: str | None = None, attempts: int = 1) -> None:
        super().__init__(message)
        self.partial = partial
        self.request_id = request_id
        self.attempts = attempts


class MissingKeyError(PollinationsError):
    """The call needs a key, and there is none; nothing was sent."""

    _SUMMARY = "This app is not set up for the AI service yet; please tell its owner."


class InvalidKeyError(PollinationsError):
    """A key is malformed; the message does not quote it, and nothing was sent."""

    _SUMMARY = "This app is not set up correctly for the AI service; please tell its owner."


class SignInError(PollinationsError):
    """A sign-in was refused, or has ended without a key.

    Args:
        message: What happened, and what to do. It may quote the service.
        code: The code of OAuth, such as `access_denied`, `expired_token` or `invalid_grant`. `state_mismatch`,
            `missing_code` and `cancelled` come from this SDK.
        status: The HTTP status; None if no answer of the service says it.
    """

    _SUMMARY = "The sign-in did not work; please try again."
    _OF_CODE: ClassVar[dict[str, str]] = {
        "access_denied": "The sign-in was declined.",
        "cancelled": "The sign-in was cancelled.",
        "expired_token": "The sign-in took too long; please try again.",
        "invalid_client": "This app is not set up correctly for the AI service; please tell its owner.",
    }

    def __init__(self, message: str, *, code: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._OF_CODE.get(self.code, self._SUMMARY)


SpendLimitReason = Literal["used_up", "too_large", "busy", "no_price", "no_price_list"]
"""Why a call was refused; see `SpendLimitError`."""


class SpendLimitError(PollinationsError):
    """`spend_limit` has no room for a call, or the cost of the call is unknown; nothing was sent or billed.

    The amounts are pollen, as they were when the call was refused. `cause` is the failure of the price list, if the
    service was asked for it and did not give it.

    Args:
        message: What happened, and what to do.
        limit: The limit.
        spent: What calls have cost, with what is kept for calls whose outcome or cost is unknown.
        reserved: What is reserved for calls in flight.
        estimate: The most that the call may cost; None if that is unknown.
        reason: Why the call was refused. `used_up`: the whole limit is spent. `too_large`: the call may cost more than
            what is left. `busy`: other calls, or streams of the same thread or task, have reserved what is left.
            `no_price`: the price list does not tell what the call costs. `no_price_list`: the list could not be read;
            try again later.
    """

    _SUMMARIES: ClassVar[dict[str, str]] = {
        "used_up": "This app has used up its allowance at the AI service; please tell its owner.",
        "too_large": "This request may cost more than this app has left to spend; please ask for less.",
        "busy": "This app is working on other requests; please try again in a moment.",
        "no_price": "This app cannot tell what this request costs; please tell its owner.",
        "no_price_list": "This app could not read the prices of the AI service; please try again later.",
    }

    def __init__(
        self,
        message: str,
        *,
        limit: float,
        spent: float,
        reserved: float,
        estimate: float | None = None,
        reason: SpendLimitReason = "used_up",
    ) -> None:
        super().__init__(message)
        self.limit = limit
        self.spent = spent
        self.reserved = reserved
        self.estimate = estimate
        self.reason: SpendLimitReason = reason

    @property
    def remaining(self) -> float:
        """What is neither spent nor reserved of the limit, at least 0."""
        return max(round(self.limit - self.spent - self.reserved, 9), 0.0)

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._SUMMARIES[self.reason]


class PromptError(PollinationsError):
    """A prompt cannot be sent unchanged to the model; nothing was sent.

    Args:
        message: What is wrong, and what to do.
        size: The size of the request in bytes; None if that is not the problem.
        limit: The largest allowed size in bytes.
    """

    _SUMMARY = "The text cannot be sent as it is; please change it."
    _TOO_LONG: ClassVar[str] = "The text is too long; please shorten it."

    def __init__(self, message: str, *, size: int | None = None, limit: int | None = None) -> None:
        super().__init__(message)
        self.size = size
        self.limit = limit

    @property
    def summary(self) -> str:
        """What happened, in one sentence; see `PollinationsError`."""
        return self._SUMMARY if self.limit is None else self._TOO_LONG


class SaveError(PollinationsError, OSError):
    """A received file could not be saved under the given name.

    Args:
        message: What happened, and where the file is.
        kept: The path of the complete file under another name; None if there was no room for it.
        errno: The error number of the system, as in `OSError`.
    """

    _SUMMARY = "The file could not be saved."

    errno: int | None = None  # an attribute of its own, as that of OSError is not pickled

    def __init__(self, message: str, *, kept: Path | None = None, errno: int | None = None) -> None:
        super().__init__(message)
        self.kept = kept
        self.errno = errno


class StreamStateError(PollinationsError, RuntimeError):
    """A stream cannot be opened or read as it is: it was read, it is closed, or another task is opening it.

    It is a `RuntimeError`, as Python raises for objects in a wrong state. Call the client for a new stream.

    Args:
        message: The state of the stream, and what to do.
    """


class ArgumentError(PollinationsError, TypeError):
    """An argument of a method or a client is wrong: unknown, missing, or of the wrong type; nothing was sent.

    It is a `TypeError`, as Python raises for wrong arguments. A value that is not allowed raises the subclass
    `ArgumentValueError`.

    Args:
        message: The name of the argument, what is wrong with it, and what to write instead.
    """


class ArgumentValueError(ArgumentError, ValueError):
    """The value of an argument is not allowed, such as a number out of bounds; nothing was sent.

    It is a `ValueError` too, so that `except ValueError` catches it.
    """


class JobError(PollinationsError, ValueError):
    """A job of `batch` is wrong, such as a malformed line of a file; it was not sent.

    It is a `ValueError` too. Jobs before it may have been sent. `skip_bad=True` leaves such jobs out.

    Args:
        message: The place, what is wrong there, and what to do.
        place: The line of the file, or the place in the iterable, from 1; None if the whole input is wrong.
    """

    _SUMMARY = "One of the tasks for the AI service is not written correctly; please tell the owner of this app."

    def __init__(self, message: str, *, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class BatchFolderError(PollinationsError, OSError):
    """The folder of a batch cannot be used: another run has it, a newer version made it, or it is not writable.

    It is an `OSError` too. Nothing was sent after it was found.

    Args:
        message: The folder, what is wrong with it, and what to do.
        errno: The error number of the system, as in `OSError`; None if the system reported none.
    """

    _SUMMARY = "The results could not be stored; please tell the owner of this app."

    errno: int | None = None  # an attribute of its own, as that of OSError is not pickled

    def __init__(self, message: str, *, errno: int | None = None) -> None:
        super().__init__(message)
        self.errno = errno


class ConfigurationError(PollinationsError, ValueError):
    """A URL, a variable of the environment, the store of keys or an extra cannot be used; nothing was sent.

    The URLs are `base_url`, `media_url` and `enter_url`.

    Args:
        message: The name of the argument, the variable, the file or the extra, what is wrong with it, and what to do.
    """

    _SUMMARY = "This app is not set up correctly for the AI service; please tell its owner."


class ServiceDeprecationWarning(FutureWarning):
    """The service will remove something that a call uses: an operation, an option, a field or a model name.

    Python shows it once for each line, by default to all users, because the change of the service affects them all.
    `warnings.simplefilter("ignore", errors.ServiceDeprecationWarning)` hides it, and `"error"` turns it into an
    exception.
    """


class MediaTypeWarning(UserWarning):
    """A file was saved with the suffix of another media type, such as a JPEG as `fox.png`.

    Python shows it once for each line. Leave the suffix out, and `save` adds the right one.
    """


class KeyInURLWarning(UserWarning):
    """The key is sent in the URL, as `?key=`, because the service says that no key arrived in the header.

    A client warns once, before it sends the first such request; access logs may keep the URLs of requests. It also
    warns if the key is sent in the URL over an `http_client` that OpenTelemetry instruments, whose spans hold the URL.
    `query_key="never"` forbids it. `warnings.simplefilter("error", errors.KeyInURLWarning)` turns the warning into an
    exception, and then no such request is sent.
    """
