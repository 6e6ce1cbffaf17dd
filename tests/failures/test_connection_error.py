"""Failures of the HTTP stack become errors that say what to do.

Uses private names: some exceptions of httpx no server can provoke.
"""

import pickle

import httpx
import pytest
from tests.examples import each

from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._http.deadline import LIMITS, LimitError
from pollination_sdk.errors import APIConnectionError, APITimeoutError


@each(
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
)
def test_each_failure_says_what_to_do(error, cls, advice):
    """The class tells a timeout from a broken connection, the text what to check."""
    ours = error_from_exception(error, attempts=2)
    assert type(ours) is cls
    assert advice in str(ours)
    assert ours.attempts == 2
    assert ours.__cause__ is error
    assert pickle.loads(pickle.dumps(ours)) == ours


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"read": 300.0}, "Nothing came in time (limit: 300 s): try again"),
        ({"read": 0.04}, "Nothing came in time (limit: 0.04 s): try again"),
        ({"read": None}, "in time:"),
        (7, "in time:"),
    ],
)
def test_a_timeout_names_the_limit_of_its_phase(limits, said):
    """The value is the one that the request was sent with, if it has one."""
    request = httpx.Request("GET", "https://host.test/a", extensions={"timeout": limits})
    assert said in str(error_from_exception(httpx.ReadTimeout("late", request=request)))


def test_a_timeout_names_the_limit_that_the_caller_set():
    """What was left of it when the request was built says nothing to the caller."""
    sent = {"timeout": {"connect": 0.287}, LIMITS: ({"connect": 10.0}, 0.3)}
    request = httpx.Request("GET", "https://host.test/a", extensions=sent)
    ours = error_from_exception(httpx.ConnectTimeout("late", request=request))
    assert str(ours).startswith("Could not connect to host.test in time (limit: 0.3 s): check the network")


def test_the_keys_of_our_own_subclasses_are_hidden():
    """A subclass of httpx's errors that this package raises is scrubbed as those are, with what it handled."""
    key = "sk_SecretSecret123"
    request = httpx.Request("GET", f"https://h.test/a?key={key}")
    late = LimitError.of("idle_timeout", 3.0)
    late.__context__ = httpx.ReadTimeout("late", request=request)
    ours = error_from_exception(late)
    assert str(ours) == "Nothing came within idle_timeout=3 s: raise it, or ask for less."
    assert key not in repr(late.__context__.request.url)


def test_no_key_stays_in_the_cause():
    """The httpx exception that stays attached has lost the key it was sent with."""
    key = "sk_SecretSecret123"
    request = httpx.Request("GET", f"https://h.test/a?key={key}", headers={"authorization": key})
    ours = error_from_exception(httpx.ReadError(f"at {request.url}", request=request))
    cause = ours.__cause__
    assert key not in f"{ours} {ours!r} {cause!r} {cause.request!r} {cause.request.headers.raw}"
    assert cause.__traceback__ is None
