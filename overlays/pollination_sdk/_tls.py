"""How TLS connections are checked: one context for all, for making one takes longer than a call."""

import functools
import os
import ssl
import threading

import httpx

from pollination_sdk._fork import renew_after_fork


def trusted() -> ssl.SSLContext:
    """Return the context with the authorities that httpx trusts, and that `SSL_CERT_FILE` and `SSL_CERT_DIR` name."""
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
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:  # noqa: ARG001 - httpx reads them itself; a change of them makes another
    context = httpx.create_ssl_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
