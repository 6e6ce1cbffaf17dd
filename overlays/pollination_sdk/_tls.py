"""How TLS connections are checked: one context for all, for making one takes longer than a call."""

import functools
import os
import ssl

import httpx


def trusted() -> ssl.SSLContext:
    """Return the context with the authorities that httpx trusts, and that `SSL_CERT_FILE` and `SSL_CERT_DIR` name."""
    return _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@functools.lru_cache(maxsize=4)
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:  # noqa: ARG001 - httpx reads them itself; a change of them makes another
    context = httpx.create_ssl_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
