"""From this package's errors to the exceptions of the earlier SDK."""

import contextlib
from collections.abc import Iterator
from typing import Any

import httpx

from pollination_sdk import errors
from pollination_sdk._responses.decode import lossy_text
from pollination_sdk.compat._exceptions import ApiException, ApiTypeError, ApiValueError, UnauthorizedException
from pollination_sdk.compat._model import Model
from pollination_sdk.types import ErrorEnvelope

_NO_KEY = "Give one as Configuration(access_token=...); make it at https://enter.pollinations.ai."


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raise what the earlier SDK would raise; the error of this package stays its `__cause__`.

    Raises:
        ApiException: The call failed; of a subclass where an answer came back.
        ApiValueError: An argument cannot be sent.
        ApiTypeError: An argument is of the wrong type.
    """
    try:
        yield
    except (errors.PromptError, errors.ConfigurationError) as error:
        raise ApiValueError(error.message) from error
    except errors.PollinationsError as error:
        raise exception_of(error) from error
    except (ApiException, ApiTypeError, ApiValueError):
        raise
    except ValueError as error:
        raise ApiValueError(str(error)) from error
    except TypeError as error:
        raise ApiTypeError(str(error)) from error


def exception_of(error: errors.PollinationsError) -> ApiException:
    """Make the exception that stands for an error."""
    if isinstance(error, errors.MissingKeyError):
        return UnauthorizedException(401, "There is no API key, so nothing was sent.", advice=_NO_KEY)
    if isinstance(error, errors.InvalidKeyError):
        return UnauthorizedException(401, f"{error.message} Nothing was sent.")
    response = _response(error)
    if response is None:
        return ApiException(0, error.message)
    return _from_answer(error, response)


def _from_answer(error: errors.PollinationsError, response: httpx.Response) -> ApiException:
    """Make the exception for an answer; of a broken success, the reason is what is broken."""
    reason = error.message if response.is_success else _phrase(response, error)
    exception = ApiException.for_status(response.status_code)
    return exception(
        response.status_code,
        reason,
        body=lossy_text(response) if _is_text(response) else None,
        data=_envelope(response),
        headers=response.headers,
        advice=_advice(error),
    )


def _response(error: errors.PollinationsError) -> httpx.Response | None:
    if isinstance(error, errors.OutcomeUnknownError) and isinstance(error.cause_error, errors.PollinationsError):
        return _response(error.cause_error)
    response = getattr(error, "response", None)
    return response if isinstance(response, httpx.Response) else None


def _phrase(response: httpx.Response, error: errors.PollinationsError) -> str:
    return response.reason_phrase or error.message


def _advice(error: errors.PollinationsError) -> str:
    return error.message if isinstance(error, errors.OutcomeUnknownError) else getattr(error, "advice", "")


def _is_text(response: httpx.Response) -> bool:
    return not response.headers.get("content-type", "").startswith(("image/", "video/", "audio/"))


def _envelope(response: httpx.Response) -> Any:
    """Return the service's error envelope with its fields as attributes; None where the body is something else."""
    try:
        return Model.of(ErrorEnvelope.from_dict(response.json()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):  # whatever else the edge answers
        return None
