"""How TLS connections are checked: one context for all, for making one takes longer than a call."""

import functools
import os
import re
import ssl
import threading
from pathlib import Path

import httpx

from pollination_sdk._support.fork import renew_after_fork
from pollination_sdk.errors import ConfigurationError

_HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]+")
"""The names by which OpenSSL finds certificates in a folder."""


def trusted() -> ssl.SSLContext:
    """Return the context with the authorities that httpx trusts, and that `SSL_CERT_FILE` and `SSL_CERT_DIR` name.

    Raises:
        ConfigurationError: These cannot be read.
    """
    with _making.lock:
        return _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Making:
    """Let one thread at a time make a context: threads that begin together would make one each."""

    def __init__(self) -> None:
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make the lock anew: in a forked child, a thread of the parent may hold it for ever."""
        self.lock = threading.Lock()


_making = _Making()


@functools.lru_cache(maxsize=4)
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:  # noqa: ARG001 - a change of them makes another
    context = new_context()
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_RENEGOTIATION  # in the middle of a request
    return context


def check_authorities() -> None:
    """Read what `SSL_CERT_FILE` and `SSL_CERT_DIR` name, where one of them is set.

    Raises:
        ConfigurationError: It cannot be read.
    """
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        trusted()


def new_context() -> ssl.SSLContext:
    """Make a context as httpx does, with the authorities of the environment.

    Raises:
        ConfigurationError: `SSL_CERT_FILE` is no file of certificates, or `SSL_CERT_DIR` has none.
    """
    file, folders = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file:
        try:
            Path(file).open("rb").close()  # older versions of httpx ignore what is missing
            return httpx.create_ssl_context()
        except OSError as error:  # an SSLError is one
            reason = "holds no certificate in PEM form" if isinstance(error, ssl.SSLError) else error.strerror
            raise _unreadable("SSL_CERT_FILE", f"names {file}, which cannot be used: {reason}") from error
    if folders and not any(map(_has_certificates, folders.split(os.pathsep))):
        hint = "is no folder with certificates named by their hash (`openssl rehash` makes these names)"
        raise _unreadable("SSL_CERT_DIR", f"names {folders}, which {hint}")
    return httpx.create_ssl_context()


def _has_certificates(folder: str) -> bool:
    try:
        return any(_HASHED.fullmatch(name) for name in os.listdir(folder))  # noqa: PTH208 - hundreds of names, no paths
    except OSError:
        return False


def _unreadable(name: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{name} {reason}. Nothing was sent. Change or unset it.")
