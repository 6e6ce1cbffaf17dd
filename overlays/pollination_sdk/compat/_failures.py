"""Translate this package's errors to the exceptions of the earlier SDK."""

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
    """Raise the exceptions of the earlier SDK instead of this package's errors, which become the `cause`.

    Raises:
        ApiException: The call failed; a subclass if an answer arrived.
        ApiValueError: An argument is invalid.
        ApiTypeError: An argument has the wrong type.
    """
    try:
        yield
    except (errors.PromptError, errors.ConfigurationError, errors.ArgumentValueError) as error:
        raise ApiValueError(error.message) from error
    except errors.ArgumentError as error:
        raise ApiTypeError(error.message) from error
    except errors.PollinationsError as error:
        raise exception_of(error) from error
    except (ApiException, ApiTypeError, ApiValueError):
        raise
    except ValueError as error:
        raise ApiValueError(str(error)) from error
    except TypeError as error:
        raise ApiTypeError(str(error)) from error


def exception_of(error: errors.PollinationsError) -> ApiException:
    """Return the exception for an error."""
    if isinstance(error, errors.MissingKeyError):
        return UnauthorizedException(401, "There is no API key, so nothing was sent.", advice=_NO_KEY)
    if isinstance(error, errors.InvalidKeyError):
        return UnauthorizedException(401, f"{error.message} Nothing was sent.")
    response = _response(error)
    if response is None:
        return ApiException(0, error.message)
    return _from_answer(error, response)


def _from_answer(error: errors.PollinationsError, response: httpx.Response) -> ApiException:
    """Return the exception for an answer; for a successful answer, the reason is the broken part of the contract."""
    reason = error.message if response.is_success else _phrase(response, error)
    status = _status(error, response)
    exception = ApiException.for_status(status)
    return exception(
        status,
        reason,
        body=lossy_text(response) if _is_text(response) else None,
        data=_envelope(response),
        headers=response.headers,
        advice=_advice(error),
    )


def _response(error: errors.PollinationsError) -> httpx.Response | None:
    response = getattr(error, "response", None)
    return response if isinstance(response, httpx.Response) else None


def _status(error: errors.PollinationsError, response: httpx.Response) -> int:
    """Return the status of an error, which for a refusal that came with status 200 is that of the refusal."""
    status: int | None = getattr(error, "status", None)
    return response.status_code if status is None else status


def _phrase(response: httpx.Response, error: errors.PollinationsError) -> str:
    return response.reason_phrase or error.message


def _advice(error: errors.PollinationsError) -> str:
    return error.message if isinstance(error, errors.OutcomeUnknownError) else getattr(error, "advice", "")


def _is_text(response: httpx.Response) -> bool:
    return not response.headers.get("content-type", "").startswith(("image/", "video/", "audio/"))


def _envelope(response: httpx.Response) -> Any:
    """Return the service's error envelope with its fields as attributes; None if the body is something else."""
    try:
        return Model.of(ErrorEnvelope.from_dict(response.json()))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # another format, such as that of the edge
        return None
