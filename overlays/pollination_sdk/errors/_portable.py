"""The values of errors, by which they are compared, copied and pickled. No value has a key in it."""

from __future__ import annotations

import pickle
from typing import Any, Self

import httpx


def value_of(error: BaseException, own: type[BaseException]) -> tuple[tuple[Any, ...], dict[str, Any], Any]:
    """Return the compared and pickled parts of an error: arguments, fields with notes, cause.

    Args:
        error: The error.
        own: The base class of the errors that are pickled as they are; others may hold a request with a key.
    """
    fields = {name: _portable(field, own) for name, field in vars(error).items()}
    return error.args, fields, _portable(error.__cause__, own)


def restore(cls: type[BaseException], args: tuple[Any, ...], fields: dict[str, Any], cause: Any) -> BaseException:
    """Create an error from the parts that `value_of` returns."""
    error = cls.__new__(cls, *args)
    error.args = args  # OSError sets them only in its __init__
    for name, field in fields.items():
        setattr(error, name, _restored(field))
    error.__cause__ = _restored(cause)
    return error


def _portable(value: Any, own: type[BaseException]) -> Any:
    if isinstance(value, httpx.Response):
        return _ResponseValue.of(value)
    if isinstance(value, BaseException) and not isinstance(value, own):
        return _ForeignValue.of(value)
    return value


def _restored(value: Any) -> Any:
    return value.restored() if isinstance(value, (_ResponseValue, _ForeignValue)) else value


class _ForeignValue(tuple[Any, ...]):
    """The class and the arguments of an exception of others."""

    __slots__ = ()

    @classmethod
    def of(cls, error: BaseException) -> Self | None:
        """Return the value of an exception; None if it cannot be pickled or created again."""
        try:
            pickle.dumps((type(error), error.args))
            type(error)(*error.args)
        except Exception:  # noqa: BLE001 - foreign classes may raise anything; such a cause is dropped
            return None
        return cls((type(error), error.args))

    def restored(self) -> BaseException:
        kind, args = self
        error: BaseException = kind(*args)
        return error


class _ResponseValue(tuple[Any, ...]):
    """The pickled part of a response: status, headers, content, method, URL."""

    __slots__ = ()

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        headers = [item for item in response.headers.raw if item[0].lower() not in _FRAMING]
        request = _request(response)
        method, url = (request.method, str(_without_key(request.url))) if request else (None, None)
        return cls((response.status_code, headers, _content(response), method, url))

    def restored(self) -> httpx.Response:
        status, headers, content, method, url = self
        request = httpx.Request(method, url) if method else None
        return httpx.Response(status, headers=headers, content=content, request=request)


# These headers describe the encoded bytes; the stored content is decoded.
_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})


def _content(response: httpx.Response) -> bytes:
    try:
        return response.content
    except httpx.ResponseNotRead:  # a stream that was not read to its end
        return b""


def _request(response: httpx.Response) -> httpx.Request | None:
    try:
        return response.request
    except RuntimeError:  # httpx raises it for a response without a request
        return None


def _without_key(url: httpx.URL) -> httpx.URL:
    # `copy_remove_param` encodes the whole query again, so other queries are not passed to it.
    return url.copy_remove_param("key") if "key" in url.params else url
