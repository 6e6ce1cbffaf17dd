"""Failures of the HTTP stack become errors that say what to do.

Uses private names: some exceptions of httpx no server can provoke.
"""

import pickle

import httpx
import pytest

from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk.errors import APIConnectionError, APITimeoutError


@pytest.mark.parametrize(
    ("error", "cls", "advice"),
    [
        (httpx.ConnectError("refused"), APIConnectionError, "base_url"),
        (httpx.ConnectTimeout("late"), APITimeoutError, "base_url"),
        (httpx.PoolTimeout("full"), APITimeoutError, "fewer calls"),
        (httpx.ReadTimeout("late"), APITimeoutError, "ask for less"),
        (TimeoutError("late"), APITimeoutError, "ask for less"),
        (httpx.ReadError(""), APIConnectionError, "connection broke"),
        (httpx.RemoteProtocolError("cut"), APIConnectionError, "connection broke"),
        (ConnectionResetError(104, "reset"), APIConnectionError, "connection broke"),
        (httpx.UnsupportedProtocol("ftp"), APIConnectionError, "https://"),
        (httpx.InvalidURL("odd"), APIConnectionError, "no URL"),
        (httpx.TooManyRedirects("x"), APIConnectionError, "elsewhere"),
        (httpx.DecodingError("gzip"), APIConnectionError, "damaged"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_failure_says_what_to_do(error, cls, advice):
    """The class tells a timeout from a broken connection, the text what to check."""
    ours = error_from_exception(error, attempts=2)
    assert type(ours) is cls
    assert advice in str(ours)
    assert ours.attempts == 2
    assert ours.__cause__ is error
    assert pickle.loads(pickle.dumps(ours)) == ours


def test_no_key_stays_in_the_cause():
    """The httpx exception that stays attached has lost the key it was sent with."""
    key = "sk_SecretSecret123"
    request = httpx.Request("GET", f"https://h.test/a?key={key}", headers={"authorization": key})
    ours = error_from_exception(httpx.ReadError(f"at {request.url}", request=request))
    cause = ours.__cause__
    assert key not in f"{ours} {ours!r} {cause!r} {cause.request!r} {cause.request.headers.raw}"
    assert cause.__traceback__ is None
