"""The URLs of the service's three hosts: from the arguments, from the environment, or the public ones.

Keys go to these hosts alone.
"""

import functools
import os
import re

import httpx

from pollination_sdk._http.server_url import is_loopback, origin, parse_url
from pollination_sdk.errors import ConfigurationError

DEFAULT_BASE_URL = "https://gen.pollinations.ai"
PUBLIC_HOSTS = {"media_url": "https://media.pollinations.ai", "enter_url": "https://enter.pollinations.ai"}
"""The hosts of stored files and of sign-in, which belong to the public service, by the name of their argument."""
PREFIXES = {"media_url": "/x-media", "enter_url": "/x-enter"}
"""The starts of their paths in the contract, and on servers that are not the public service."""
_PUBLIC_HOST = httpx.URL(DEFAULT_BASE_URL).host
_NO_SCHEME = "it does not start with https:// or http://"
_LEGACY_HOSTS = {"image.pollinations.ai", "text.pollinations.ai"}


def base_url_of(value: str | httpx.URL | None, name: str = "base_url") -> httpx.URL:
    """Return the URL of the service, from the argument, from `POLLINATIONS_BASE_URL`, or the public one.

    Args:
        value: The URL; None if it is left out.
        name: The name of the argument, for error messages.

    Raises:
        ConfigurationError: It is not a URL of a service.
    """
    given = _stripped(value, name, DEFAULT_BASE_URL)
    if given is None:
        name, given = "POLLINATIONS_BASE_URL", os.environ.get("POLLINATIONS_BASE_URL", "").strip() or DEFAULT_BASE_URL
    return _checked(given, name, DEFAULT_BASE_URL)


def other_url_of(value: str | httpx.URL | None, name: str) -> httpx.URL | None:
    """Return the URL of another host of the service; None if neither the argument nor the environment names one.

    Args:
        value: The URL; None if it is left out.
        name: The name of the argument, `media_url` or `enter_url`. Its variable is `POLLINATIONS_MEDIA_URL` or
            `POLLINATIONS_ENTER_URL`.

    Raises:
        ConfigurationError: It is not a URL of a service.
    """
    public = PUBLIC_HOSTS[name]
    given = _stripped(value, name, public)
    if given is None:
        name = f"POLLINATIONS_{name.upper()}"
        given = os.environ.get(name, "").strip()
    return None if isinstance(given, str) and not given else _checked(given, name, public)


@functools.lru_cache(maxsize=64)  # each copy of a client asks
def url_beside(base_url: httpx.URL, name: str) -> httpx.URL:
    """Return the URL of another host of the service that belongs to a `base_url`.

    The public service has a host of its own for it. Any other server has it at the path that the contract names, so
    that the paths of files do not hide those of `base_url`.
    """
    if base_url.host.rstrip(".") == _PUBLIC_HOST:
        return httpx.URL(PUBLIC_HOSTS[name])
    return base_url.copy_with(raw_path=base_url.raw_path.rstrip(b"/") + PREFIXES[name].encode())


def _stripped(value: str | httpx.URL | None, name: str, example: str) -> str | httpx.URL | None:
    """Return an argument without white space around it; blank text is a mistake, such as an empty variable."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise _unusable(name, "it is empty; leave it out for the default", example)
    return value.strip()


def _checked(given: str | httpx.URL, name: str, example: str) -> httpx.URL:
    try:
        url = parse_url(given)
    except TypeError as error:
        raise ConfigurationError(f"{name} takes a text or an httpx.URL, not {type(given).__name__}.") from error
    except ValueError as error:
        meant = _with_scheme(given)
        raise _unusable(name, _NO_SCHEME if meant else str(error), meant or example) from None
    if url.scheme not in ("http", "https"):
        raise _unusable(name, _NO_SCHEME, _with_scheme(given) or example)
    if url.userinfo:
        raise _unusable(name, "it holds a user or a password; a key is given as api_key=", example)
    if url.query or url.fragment:
        raise _unusable(name, "it holds a query or a fragment; a key is given as api_key=", example)
    if url.host.rstrip(".") in _LEGACY_HOSTS:
        raise _unusable(name, f"{url.host} is the service's old host, which takes no keys", example)
    if url.host.rstrip(".") == _PUBLIC_HOST and url.path.rstrip("/") == "/v1":  # another server may be below /v1
        raise _unusable(name, "it ends in /v1, which the paths of the calls hold themselves", origin(url))
    return url


def _with_scheme(given: str | httpx.URL) -> str | None:
    """Return the URL that was meant by the bare name of a host; None for others: a token has upper case or "_"."""
    bare = re.fullmatch(r"(localhost|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)(:\d{1,5})?(?:/.*)?", str(given))
    if bare is None:
        return None
    return f"{'http' if is_loopback(bare[1]) else 'https'}://{bare[1]}{bare[2] or ''}"


def _unusable(name: str, reason: str, example: str) -> ConfigurationError:
    """Return the error for an invalid URL, without the URL: it may contain a password."""
    return ConfigurationError(f"{name} cannot be used: {reason}. Give one such as {example}.")
