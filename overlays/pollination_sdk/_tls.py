"""How TLS connections are checked: one context for all of a kind, for making one takes longer than a call."""

import functools
import os
import ssl

import httpx


def context_for(origin: str, proxy: httpx.Proxy | None) -> ssl.SSLContext:
    """Return the context for connections to an origin; one without TLS gets one that trusts nobody."""
    return _nobody() if proxy is None and origin.startswith("http://") else trusted()


def trusted() -> ssl.SSLContext:
    """Return the context with the authorities that httpx trusts, and that `SSL_CERT_FILE` and `SSL_CERT_DIR` name."""
    return _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@functools.lru_cache(maxsize=4)
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:  # noqa: ARG001 - httpx reads them itself; a change of them makes another
    return httpx.create_ssl_context()


@functools.cache
def _nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
