"""What a client was told, checked, and without a connection: equal, shown and pickled by this."""

import os
import re
import sys
import threading
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import httpx

from pollination_sdk._engine.attempt import ClientContext
from pollination_sdk._engine.key_rotation import KeyRing, QueryKey
from pollination_sdk._engine.rate_limiter import RateLimiter, checked_in_flight
from pollination_sdk._engine.retry import Retry, RetryBudget
from pollination_sdk._http.connection import parse_url
from pollination_sdk._secrets.keys import Keys, resolve_keys
from pollination_sdk._version import __version__
from pollination_sdk.errors import ConfigurationError

DEFAULT_BASE_URL = "https://gen.pollinations.ai"
_PYTHON = ".".join(map(str, sys.version_info[:3]))
# The edge has turned away other clients by theirs.
USER_AGENT = f"pollinations-sdk/{__version__} (python {_PYTHON}; httpx {httpx.__version__})"
_CODINGS = "gzip, deflate"  # the codings whose end is marked: brotli has no end mark that httpx looks for
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def base_url_of(value: str | httpx.URL | None, name: str = "base_url") -> httpx.URL:
    """Check where the service is; else `POLLINATIONS_BASE_URL` says it.

    Args:
        value: The URL; None or nothing but whitespace for none.
        name: What the caller calls it.

    Raises:
        ConfigurationError: It is no URL of a service.
    """
    given = value.strip() if isinstance(value, str) else value
    if not given:
        name, given = "POLLINATIONS_BASE_URL", os.environ.get("POLLINATIONS_BASE_URL", "").strip() or DEFAULT_BASE_URL
    try:
        url = parse_url(given)
    except TypeError as error:
        raise ConfigurationError(f"{name} takes a text or an httpx.URL, not {type(given).__name__}.") from error
    except ValueError as error:
        raise _no_base_url(name, str(error)) from None
    if url.scheme not in ("http", "https"):
        raise _no_base_url(name, "it does not start with https:// or http://")
    if url.userinfo:
        raise _no_base_url(name, "it holds a user or a password; a key is given as api_key=")
    if url.query or url.fragment:
        raise _no_base_url(name, "it holds a query or a fragment; a key is given as api_key=")
    return url


def _no_base_url(name: str, reason: str) -> ConfigurationError:
    """Make the error for a URL that is not quoted, as it may hold a password."""
    return ConfigurationError(f"{name} cannot be used: {reason}. Give one such as {DEFAULT_BASE_URL}.")


def _capped(value: float | None) -> float | None:
    """Keep a limit within what the system can wait for."""
    return min(value, threading.TIMEOUT_MAX) if isinstance(value, (int, float)) else value


def _is_limit(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0):
        raise ValueError(f"{field.name} takes seconds above 0, or None for no limit, not {value!r}.")


def check_header(option: str, name: Any, text: Any) -> None:
    """Refuse a header that cannot be sent, without showing its value, which may be a secret.

    Args:
        option: Where it was given.
        name: Its name.
        text: Its value.

    Raises:
        ValueError: One of the two cannot stand in a request.
    """
    if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"{option} holds {name!r}, which is no header name.")
    if not isinstance(text, str) or not text.isascii() or not text.isprintable():
        raise ValueError(f"{option} gives {name!r} a value that is not printable ASCII text.")


def _headers(value: Mapping[str, str] | None) -> dict[str, str]:
    """Check default headers; their values are never shown, for they may be secrets."""
    headers = dict(value or {})
    for name, text in headers.items():
        check_header("headers=", name, text)
        if name.lower() in ("content-length", "transfer-encoding"):
            raise ValueError(f"headers= holds {name}, which each request has of its own: leave it out.")
        if name.lower() == "authorization":
            raise ValueError("headers= holds Authorization, which carries the key: give that as api_key=.")
    return headers


def _retry(value: Retry | None) -> Retry:
    if value is None:
        return Retry()
    if not isinstance(value, Retry):
        raise TypeError(f"retry takes a Retry, such as Retry(attempts=5) or Retry.off, not {value!r}.")
    return value


def _keys(value: Any) -> Keys:
    return value if isinstance(value, Keys) else resolve_keys(value)


@attrs.frozen(kw_only=True)
class Settings:
    """Hold a client's settings; the arguments are those of the clients."""

    keys: Keys = attrs.field(converter=_keys)
    base_url: httpx.URL = attrs.field(converter=base_url_of)
    timeout: float | None = attrs.field(converter=_capped, validator=_is_limit)
    first_item_timeout: float | None = attrs.field(converter=_capped, validator=_is_limit)
    idle_timeout: float | None = attrs.field(converter=_capped, validator=_is_limit)
    retry: Retry = attrs.field(converter=_retry)
    query_key: QueryKey
    max_in_flight: int | None = attrs.field(converter=checked_in_flight)
    max_per_second: float | None
    headers: dict[str, str] = attrs.field(converter=_headers, repr=lambda headers: repr(sorted(headers)), hash=False)

    @classmethod
    def of(cls, api_key: str | Iterable[str] | None, **told: Any) -> "Settings":
        """Check what a client was told."""
        return cls(keys=api_key, **told)

    def __attrs_post_init__(self) -> None:
        """Refuse what only shows in the whole: a key in URLs that others can read, a pace of nothing."""
        self.ring()
        RateLimiter(self.max_per_second)

    def ring(self) -> KeyRing:
        """Make the memory of which key and which road work."""
        return KeyRing(self.keys, base_url=self.base_url, query_key=self.query_key)

    def context(self) -> ClientContext:
        """Make what the calls of one client have in common."""
        headers = httpx.Headers({"User-Agent": USER_AGENT, "Accept-Encoding": _CODINGS})
        headers.update(self.headers)
        return ClientContext(
            base_url=self.base_url,
            headers=headers,
            retry=self.retry,
            ring=self.ring(),
            budget=RetryBudget(self.retry),
            rate_limiter=RateLimiter(self.max_per_second),
        )
